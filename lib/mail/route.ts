import type { User } from '@/db/queries/users';
import { env, type Env } from '../env';

/** `local`: kept in the outbox, to be read at /dev/outbox. `none`: waits until there is a mail server. */
export type MailRoute =
  ({ kind: 'smtp' } & NonNullable<Env['mail']>) | { kind: 'local' } | { kind: 'none' };

/** Whether what is mailed gets to be read: only then can anybody confirm an address. */
export const doesMailLeave = (route: MailRoute = mailRoute()): boolean => route.kind !== 'none';

/**
 * A pre-order is charged weeks later, and its buyer may have to be asked for another card or for
 * their bank's consent: by mail, which goes to a confirmed address only. Where no mail leaves at
 * all, nobody could confirm one, and the rule is off.
 */
export const mayPreorder = (
  { emailVerifiedAt }: Pick<User, 'emailVerifiedAt'>,
  route?: MailRoute,
): boolean => emailVerifiedAt !== null || !doesMailLeave(route);

export function mailRoute({ mail, stripe }: Pick<Env, 'mail' | 'stripe'> = env()): MailRoute {
  if (mail) return { kind: 'smtp', ...mail };
  return { kind: stripe.mode === 'local' ? 'local' : 'none' };
}
