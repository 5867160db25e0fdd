import { isNodeRuntime } from './lib/env';

/** Runs once when the server starts, before its first request. */
export async function register(): Promise<void> {
  if (!isNodeRuntime()) return;
  const { start } = await import('./lib/start');
  await start();
}
