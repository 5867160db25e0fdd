import type { User } from '@/db/queries/users';
import { Failure } from '../domain/failure';

/**
 * Refuses what a page asks that was drawn for another person than the one who is signed in by now,
 * or that does not say for whom: a second person at the same browser would otherwise pay, with
 * their own card, for what the first had on the screen. `drawnFor` is an assertion beside the
 * session and gives no right to anything. Throws Failure `other_person`.
 */
export function refuseOtherPerson(drawnFor: unknown, user: User): void {
  if (drawnFor === user.id) return;
  throw new Failure('other_person', { signedIn: { name: user.name || user.email } });
}
