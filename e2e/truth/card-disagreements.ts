import type { OurBooks, TheirBooks } from './books';

/** Where the wallets and what is attached at Stripe differ. */
export function cardDisagreements({
  ours,
  theirs,
}: {
  ours: OurBooks;
  theirs: TheirBooks;
}): string[] {
  const isPending = (operation: string, id: string) =>
    ours.pendingCalls.some((call) => call.operation === operation && call.target === id);
  const wallets = ours.cards.flatMap(({ stripePaymentMethodId: id, state, redisplay }) => {
    const attached = theirs.cards.find((card) => card.id === id);
    if (state === 'active' && !attached) return [`card ${id} is shown, and is not at Stripe`];
    if (state === 'detached' && attached) return [`card ${id} is gone here, and is at Stripe`];
    if (state === 'removing' && !attached && !isPending('detach_card', id)) {
      return [`card ${id} is gone at Stripe, and still going here`];
    }
    const isTold = attached?.redisplay === redisplay || isPending('allow_redisplay', id);
    if (state === 'active' && redisplay === 'always' && !isTold) {
      return [`card ${id} is offered here, and Stripe was not told`];
    }
    return [];
  });
  const known = new Set(ours.cards.map(({ stripePaymentMethodId }) => stripePaymentMethodId));
  const strangers = theirs.cards
    .filter(({ id }) => !known.has(id))
    .map(({ id }) => `card ${id} is kept at Stripe, and is in no wallet`);
  return [...wallets, ...strangers];
}
