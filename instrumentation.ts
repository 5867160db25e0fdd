/** Runs once when the server starts, before its first request. */
export async function register(): Promise<void> {
  // An import of package.json: the edge runtime is bundled from this file too, and gets one that
  // starts nothing, because it has neither a database nor timers to keep.
  const { start } = await import('#start');
  await start();
}
