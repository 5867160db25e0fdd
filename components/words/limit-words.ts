import type { ShownCode } from '@/components/actions/ask';
import { atTheDoor } from './failure-words';

/** What somebody was about when a limit stopped them. */
export type Doing = 'preorder' | 'add_card' | 'sign_in' | 'sign_up' | 'reset_password' | 'get_mail';

type Words = Partial<Record<ShownCode, string>>;

const OTHERS = 'Others may have made some of them.';
const KEPT =
  'Cards in your wallet that have paid before go on working. If you cannot wait, write to us.';

/** A limit in words that say what they could not do now: the count is one, whatever was done. */
export const limitWords: Record<Doing, Words> = {
  preorder: {
    payment_limit: `Cards were refused too often in a short time, so nothing was pre-ordered now. ${KEPT}`,
  },
  add_card: {
    payment_limit: `Cards were refused too often in a short time, so no card can be added now. ${KEPT}`,
    card_limit: `Adding a card was begun too often in a short time. The cards in your wallet can be used as before. If you cannot wait, write to us.`,
    bank_waits:
      'Banks are still asked about three payments or new cards of yours, so no card can be added now. Answer there first, or cancel one of these orders.',
  },
  sign_in: {
    ...atTheDoor,
    too_many_tries: `There were too many tries to sign in. ${OTHERS}`,
  },
  sign_up: {
    ...atTheDoor,
    too_many_tries: 'There were too many tries to sign up from where you are.',
  },
  reset_password: {
    ...atTheDoor,
    too_many_tries: `A new password was asked for or set too often. ${OTHERS}`,
  },
  get_mail: {
    ...atTheDoor,
    too_many_tries:
      'This mail was sent often enough for now. Look into your letter box, junk included.',
  },
};
