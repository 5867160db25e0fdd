import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { mailKinds } from './mail-state';
import { matterOf, recipientOf, whyHeldBack, type Facts } from './mail-rule';

const OWN = 'ada@example.com';
const OTHERS = 'books@example.org';
const NO_ADDRESS = 'github-7@users.invalid';

/** What tells of an order that was paid. */
const ofPaid: readonly string[] = ['receipt', 'refunded', 'refund_failed', 'order_sent'];

const facts = fc.record({
  own: fc.record({ email: fc.constantFrom(OWN, NO_ADDRESS), isConfirmed: fc.boolean() }),
  order: fc.option(fc.record({ receiptEmail: fc.constantFrom(OWN, OTHERS), isPaid: fc.boolean() })),
});
const mail = fc.record({
  kind: fc.constantFrom(...mailKinds),
  data: fc.constantFrom({}, { providers: [] }, { providers: ['google'] }),
});

describe('whether a mail may go', () => {
  it('says yes to an unconfirmed address for its confirmation and for money that moved only', () =>
    fc.assert(
      fc.property(mail, facts, (given, known) => {
        const matter = matterOf(given);
        const unconfirmed = { ...known, own: { ...known.own, isConfirmed: false } };
        const goes = whyHeldBack(matter, known.own.email, unconfirmed) === null;
        const isProof =
          given.kind === 'verify_email' ||
          (given.kind === 'reset_password' && !given.data.providers?.length);
        const isMoney = ofPaid.includes(given.kind);
        expect(goes).toBe(isProof || (isMoney && known.order?.isPaid === true));
      }),
    ));

  it('says yes to another address for a receipt of something paid only', () =>
    fc.assert(
      fc.property(mail, facts, fc.constantFrom(OTHERS, 'x@y.zz'), (given, known, to) => {
        fc.pre(known.own.email === OWN);
        const goes = whyHeldBack(matterOf(given), to, known) === null;
        const isTheirs = known.order?.receiptEmail === to;
        expect(goes).toBe(given.kind === 'receipt' && isTheirs && known.order?.isPaid === true);
      }),
    ));

  it('says yes to a confirmed address for all but what nobody paid', () =>
    fc.assert(
      fc.property(mail, facts, (given, known) => {
        const confirmed = { ...known, own: { ...known.own, isConfirmed: true } };
        const why = whyHeldBack(matterOf(given), known.own.email, confirmed);
        const isMoney = ofPaid.includes(given.kind);
        expect(why).toBe(isMoney && !known.order?.isPaid ? 'nothing_paid' : null);
      }),
    ));
});

describe('where a mail goes', () => {
  const of = (email: string): Facts => ({
    own: { email, isConfirmed: true },
    order: { receiptEmail: OTHERS, isPaid: true },
  });
  it.each([
    ['receipt', OWN, OTHERS],
    ['money', OWN, OWN],
    ['order', OWN, OWN],
    ['proof', OWN, OWN],
    // Money that went back would be told of to nobody.
    ['money', NO_ADDRESS, OTHERS],
    ['order', NO_ADDRESS, NO_ADDRESS],
  ] as const)('%s of %s is for %s', (matter, own, to) =>
    expect(recipientOf(matter, of(own))).toBe(to),
  );
});
