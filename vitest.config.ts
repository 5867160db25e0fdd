import { availableParallelism } from 'node:os';
import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

const path = (relative: string) => fileURLToPath(new URL(relative, import.meta.url));

/** Holds in each project what makes a test fail there: a complaint on the console. */
const EVERYWHERE = 'scripts/vitest/fail-on-console-error.test.ts';

/** They start programs of their own, or change what belongs to the whole process. */
const NEED_A_PROCESS = [
  'stripe-local/main.test.ts',
  'stripe-local/cli.test.ts',
  'scripts/parts/at-the-door.test.mjs',
  'scripts/parts/stripe-listen.test.mjs',
];

export default defineConfig({
  resolve: {
    alias: [{ find: /^@\//, replacement: path('./') }],
  },
  test: {
    environment: 'node',
    globalSetup: ['scripts/vitest/name-browser.mjs'],
    setupFiles: ['scripts/vitest/fail-on-console-error.ts'],
    restoreMocks: true,
    unstubEnvs: true,
    unstubGlobals: true,
    // vitest's own choice is one less than there are cores. Most tests wait half of their time, for stripe-local, the
    // disk or a browser: with two for each core, the cores are busy.
    maxWorkers: 2 * availableParallelism(),
    // A time-out is there to find what hangs, not to judge how busy the machine is.
    testTimeout: 60_000,
    hookTimeout: 60_000,
    projects: [
      {
        extends: true,
        test: {
          name: 'pure',
          include: [
            '{lib/domain,components,stripe-local,scripts}/**/*.test.{ts,tsx,mjs}',
            'e2e/**/*.test.ts',
          ],
          exclude: NEED_A_PROCESS,
          // Nothing here keeps a state of its own for the process: modules are loaded once per thread, not per file.
          pool: 'threads',
          isolate: false,
        },
      },
      {
        extends: true,
        test: {
          name: 'process',
          include: [
            '*.test.ts',
            '{app,lib,db,bench}/**/*.test.{ts,tsx}',
            ...NEED_A_PROCESS,
            EVERYWHERE,
          ],
          exclude: ['lib/domain/**'],
          // Settings are read once per process, and native modules (SQLite, argon2) and PGlite's memory go with it.
          pool: 'forks',
          // It imports `next/server` without the ending that Node asks for, and a bundler does not.
          server: { deps: { inline: ['next-auth'] } },
        },
      },
    ],
  },
});
