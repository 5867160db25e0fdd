/** More than that nobody reads, and a page that holds them is slow to open. */
const MOST_LINES = 400;

/**
 * The lines of a log that belong to a test's requests: those that name one of their ids. A line that names none is
 * kept where it follows one that does, as a stack trace follows its message.
 */
export function linesOf(log: string, requestIds: ReadonlySet<string>): string {
  const kept: string[] = [];
  let isOurs = false;
  for (const line of log.split('\n')) {
    const id = /"requestId":"([^"]+)"/.exec(line)?.[1];
    if (id !== undefined) isOurs = requestIds.has(id);
    else if (line.startsWith('{')) isOurs = false;
    if (isOurs && line !== '') kept.push(line);
  }
  return kept.slice(-MOST_LINES).join('\n');
}
