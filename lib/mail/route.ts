import { env, type Env } from '../env';

/** `local`: kept in the outbox, to be read at /dev/outbox. `none`: waits until there is a mail server. */
export type MailRoute =
  ({ kind: 'smtp' } & NonNullable<Env['mail']>) | { kind: 'local' } | { kind: 'none' };

export function mailRoute({ mail, stripe }: Pick<Env, 'mail' | 'stripe'> = env()): MailRoute {
  if (mail) return { kind: 'smtp', ...mail };
  return { kind: stripe.mode === 'local' ? 'local' : 'none' };
}
