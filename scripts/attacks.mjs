import './parts/node-version.mjs';
import { runAttacks } from './parts/attacks.mjs';
import { ensureBuilt } from './parts/build.mjs';
import { DATABASES } from './parts/end-to-end.mjs';
import { ensureInstalled } from './parts/install.mjs';
import { main } from './parts/main.mjs';
import { takeFlag, takeOption } from './parts/options.mjs';
import { say } from './parts/progress.mjs';

await main(async () => {
  const { value: database, rest } = takeOption(process.argv.slice(2), 'database', DATABASES);
  const { isSet: short, rest: args } = takeFlag(rest, 'short');
  await ensureInstalled();
  await ensureBuilt();
  const databases = database ? [database] : DATABASES;
  const { ok, output } = await runAttacks({ databases, args, thorough: !short });
  say(output);
  return ok ? 0 : 1;
});
