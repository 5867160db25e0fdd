import { addUp, deriveWhatIsOver } from '../../daily-sums';
import type { Counts, StartedBy } from '../step';

/** Transactions of changes, and days: a timer's run holds up no other step for long. */
const MOST: Readonly<Record<StartedBy, number>> = { timer: 40, command: 10_000 };

/** Adds up what changed the days' sums, and derives each day anew when it is over. */
export async function sumUp(now: number, startedBy: StartedBy): Promise<Counts> {
  const most = MOST[startedBy];
  const added = await addUp(most);
  const { days, corrected } = await deriveWhatIsOver(now, most);
  return { added, derived: days, corrected };
}
