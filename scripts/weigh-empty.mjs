import './parts/node-version.mjs';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { format, resolveConfig } from 'prettier';
import { main, Stop } from './parts/main.mjs';
import {
  budgetsFile,
  KB,
  readBudgets,
  versionsOfEmptyPage,
  weighPages,
} from './parts/page-weights.mjs';
import { run } from './parts/processes.mjs';
import { say, step } from './parts/progress.mjs';
import { inRoot } from './parts/root.mjs';

// Builds a page with nothing on it with the Next that is installed, and writes down what it weighs: what our own pages
// may weigh is counted from there, so that a release of Next neither uses up a budget nor hides what we add.

const LAYOUT = `export const dynamic = 'force-dynamic';
export default function Layout({ children }) {
  return <html lang="en"><body>{children}</body></html>;
}
`;
const PAGE = `export default function Page() {
  return <p>Nothing</p>;
}
`;

await main(async () => {
  const base = inRoot('.cache', 'empty-page');
  rmSync(base, { recursive: true, force: true });
  mkdirSync(join(base, 'app'), { recursive: true });
  writeFileSync(join(base, 'package.json'), '{ "private": true, "type": "module" }\n');
  writeFileSync(join(base, 'app', 'layout.js'), LAYOUT);
  writeFileSync(join(base, 'app', 'page.js'), PAGE);
  await step('Building an empty page', async () => {
    const { ok, output } = await run(
      process.execPath,
      [inRoot('node_modules', 'next', 'dist', 'bin', 'next'), 'build'],
      { cwd: base, env: { ...process.env, NODE_ENV: 'production', NEXT_TELEMETRY_DISABLED: '1' } },
    );
    if (!ok) throw new Stop(`next build failed:\n${output}`);
  });
  const { bytes } = weighPages(base)['/'];
  const file = budgetsFile();
  const written = JSON.stringify({
    ...readBudgets(),
    emptyPage: { bytes, of: versionsOfEmptyPage() },
  });
  writeFileSync(file, await format(written, { ...(await resolveConfig(file)), filepath: file }));
  say(`An empty page weighs ${(bytes / KB).toFixed(1)} KB.`);
});
