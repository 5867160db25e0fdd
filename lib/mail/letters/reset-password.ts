import type { MailData } from '../../domain/mail';
import { action, paragraph, type Letter } from '../letter';

const names: Readonly<Record<string, string>> = { github: 'GitHub', google: 'Google' };

type Links = { reset: string; signIn: string };

const subject = 'Your password at Cardkeep';

/** Somebody without a password is told how they sign in: a link would give the account a second way in. */
export const resetPasswordLetter = (
  { providers }: MailData<'reset_password'>,
  links: Links,
): Letter =>
  providers.length > 0
    ? {
        subject,
        heading: 'Your account has no password',
        parts: [
          paragraph(
            `Somebody, we hope you, asked for a new one. You sign in with ${providers.map((name) => names[name] ?? name).join(' or ')}, and need none.`,
          ),
          action('Sign in', links.signIn),
        ],
      }
    : {
        subject,
        heading: 'Set a new password',
        parts: [
          paragraph('Somebody, we hope you, asked for a new password for your account.'),
          action('Set a new password', links.reset),
          paragraph(
            'The link is good once, for one hour. A new password signs you out on every device. If it was not you, do nothing: your password stays as it is.',
          ),
        ],
      };
