import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

const path = (relative: string) => fileURLToPath(new URL(relative, import.meta.url));

export default defineConfig({
  resolve: {
    alias: [{ find: /^@\//, replacement: path('./') }],
  },
  test: {
    include: [
      '{app,lib,db,components,stripe-local,bench}/**/*.test.{ts,tsx}',
      '*.test.ts',
      'e2e/**/*.test.ts',
      'scripts/**/*.test.{ts,mjs}',
    ],
    environment: 'node',
    // Native modules (SQLite, argon2) and PGlite's memory go with their process; worker threads would share it.
    pool: 'forks',
    setupFiles: ['scripts/vitest/fail-on-console-error.ts'],
    restoreMocks: true,
    unstubEnvs: true,
    unstubGlobals: true,
  },
});
