import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

const root = fileURLToPath(new URL('../../', import.meta.url));

export default defineConfig({
  root,
  resolve: {
    alias: [{ find: /^@\//, replacement: root }],
  },
  test: {
    include: ['e2e/faults/*.faults.ts'],
    setupFiles: ['scripts/vitest/fail-on-console-error.ts', 'e2e/faults/setup.ts'],
    pool: 'forks',
    // A time-out is there to find what hangs, not to judge how busy the machine is.
    testTimeout: 60_000,
    hookTimeout: 60_000,
    // Each file has a stripe-local of its own and waits for it most of the time: more files than cores.
    maxWorkers: 6,
  },
});
