/**
 * `waiting`: received, and not processed yet. `failing`: tried, and tried again by itself.
 * `given_up`: tried, and left to somebody at the desk.
 */
export type InboxState = 'processed' | 'waiting' | 'failing' | 'given_up';

export function inboxState(event: {
  processedAt: number | null;
  tries: number;
  nextTryAt: number | null;
}): InboxState {
  if (event.processedAt !== null) return 'processed';
  if (event.tries === 0) return 'waiting';
  return event.nextTryAt === null ? 'given_up' : 'failing';
}
