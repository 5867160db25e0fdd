import './parts/node-version.mjs';
import { copyFileSync, rmSync } from 'node:fs';
import { ensureBuilt } from './parts/build.mjs';
import { runEndToEnd } from './parts/end-to-end.mjs';
import { ensureInstalled } from './parts/install.mjs';
import { main } from './parts/main.mjs';
import { takeFlag } from './parts/options.mjs';
import { say } from './parts/progress.mjs';
import { inRoot, shown } from './parts/root.mjs';

/** Where e2e/pictures writes to; git does not see it. */
const PICTURES = inRoot('.cache', 'pictures');

/** What the README shows, and which picture it is. */
const IN_README = {
  'product.png': 'readme-product.png',
  'wallet-dark.png': 'readme-wallet-dark.png',
  'desk.png': 'readme-desk.png',
  'desk-refund.png': 'readme-desk-refund.png',
};

// Pictures of every page as the demo person sees it. With --readme those in docs/images are made anew.
await main(async () => {
  const { isSet: isForReadme, rest: args } = takeFlag(process.argv.slice(2), 'readme');
  await ensureInstalled();
  await ensureBuilt();
  // With a part of them only, the others stay as they were.
  if (args.length === 0) rmSync(PICTURES, { recursive: true, force: true });
  const { ok } = await runEndToEnd('pictures', { args, onTerminal: true });
  if (!ok) return 1;
  if (isForReadme) {
    for (const [name, picture] of Object.entries(IN_README)) {
      copyFileSync(inRoot('.cache', 'pictures', picture), inRoot('docs', 'images', name));
    }
  }
  say(`The pictures are in ${shown(PICTURES)}${isForReadme ? ', and in docs/images' : ''}.`);
  return 0;
});
