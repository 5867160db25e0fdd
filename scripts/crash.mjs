import './parts/node-version.mjs';
import { ensureBuilt } from './parts/build.mjs';
import { runCrashTests } from './parts/crash-tests.mjs';
import { ensureInstalled } from './parts/install.mjs';
import { main } from './parts/main.mjs';

await main(async () => {
  await ensureInstalled();
  await ensureBuilt();
  const result = await runCrashTests(process.argv.slice(2), { onTerminal: true });
  return result.ok ? 0 : 1;
});
