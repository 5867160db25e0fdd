import { randomUUID } from 'node:crypto';
import type Stripe from 'stripe';
import type { Assumption } from './assumption';
import { wordFor } from './said';

const CARD_ONLY = {
  amount: 4800,
  currency: 'eur',
  allowed_payment_method_types: ['card'],
} satisfies Stripe.PaymentIntentCreateParams;

/** As a click sends it: confirmed at once, with its buyer present. */
const clicked = (payment_method: string): Stripe.PaymentIntentCreateParams => ({
  ...CARD_ONLY,
  payment_method,
  confirm: true,
  use_stripe_sdk: true,
  return_url: 'https://example.com/return',
});

const key = () => ({ idempotencyKey: randomUUID() });

export const anotherCardDuringAChallenge: Assumption = {
  name: 'another card, while the bank waits for an answer about the first one',
  leansOnIt:
    'lib/orders/checkout/saved-card.ts: refused either way, the intent is canceled and replaced',
  believed: { first: 'requires_action', update: 'requires_confirmation', confirm: 'succeeded' },
  ask: async ({ stripe }) => {
    const asking = clicked('pm_card_authenticationRequired');
    const intent = await stripe.paymentIntents.create(asking, key());
    const update = await wordFor(
      stripe.paymentIntents.update(intent.id, { payment_method: 'pm_card_visa' }, key()),
    );
    const confirm = await wordFor(
      stripe.paymentIntents.confirm(
        intent.id,
        { payment_method: 'pm_card_visa', return_url: 'https://example.com/return' },
        key(),
      ),
    );
    return { said: { first: intent.status, update, confirm } };
  },
};

export const theFenceOfAnIntent: Assumption = {
  name: 'the key of a charge, sent again with a bare create',
  leansOnIt:
    'lib/orders/sync/find-order-again.ts: whether a call that was never answered has arrived',
  believed: {
    afterItArrived: '400 idempotency_error',
    beforeItArrived: 'requires_payment_method',
    theCallThatComesLate: '400 idempotency_error',
  },
  ask: async ({ stripe }) => {
    const arrived = key();
    await stripe.paymentIntents.create(clicked('pm_card_visa'), arrived);
    const lost = key();
    return {
      said: {
        afterItArrived: await wordFor(stripe.paymentIntents.create(CARD_ONLY, arrived)),
        beforeItArrived: await wordFor(stripe.paymentIntents.create(CARD_ONLY, lost)),
        theCallThatComesLate: await wordFor(
          stripe.paymentIntents.create(clicked('pm_card_visa'), lost),
        ),
      },
    };
  },
};

export const theFenceOfARefund: Assumption = {
  name: "a refund's key, spent on an update of its intent",
  leansOnIt: 'lib/stripe/refunds.ts: a key is good for one endpoint only',
  believed: {
    refundAfterwards: '400 idempotency_error',
    moneyBack: 0,
    updateAfterARefund: '400 idempotency_error',
  },
  ask: async ({ stripe }) => {
    const paid = await stripe.paymentIntents.create(clicked('pm_card_visa'), key());
    const refund = { payment_intent: paid.id, amount: 100 };
    const nothing = { metadata: { order_id: 'the same' } };
    const spent = key();
    await stripe.paymentIntents.update(paid.id, nothing, spent);
    const refundAfterwards = await wordFor(stripe.refunds.create(refund, spent));
    const { data } = await stripe.refunds.list({ payment_intent: paid.id });
    const used = key();
    await stripe.refunds.create(refund, used);
    const updateAfterARefund = await wordFor(stripe.paymentIntents.update(paid.id, nothing, used));
    return { said: { refundAfterwards, moneyBack: data.length, updateAfterARefund } };
  },
};

/** Types of the SDK do not know the parameter any more. */
const withTypes = <Parameters extends object>(parameters: Parameters): Parameters => ({
  ...parameters,
  payment_method_types: ['card'],
});

export const typesAreNotTaken: Assumption = {
  name: '`payment_method_types`, which Stripe took until its version of October 2026',
  leansOnIt: 'lib/stripe/intent-parameters.ts: `allowed_payment_method_types` everywhere',
  believed: {
    createPayment: '400 payment_method_types_no_longer_supported',
    updatePayment: '400 payment_method_types_no_longer_supported',
    confirmPayment: '400 payment_method_types_no_longer_supported',
    createSetup: '400 payment_method_types_no_longer_supported',
    updateSetup: '400 payment_method_types_no_longer_supported',
  },
  ask: async ({ stripe }) => {
    const payment = await stripe.paymentIntents.create(CARD_ONLY, key());
    const setup = await stripe.setupIntents.create(
      { allowed_payment_method_types: ['card'] },
      key(),
    );
    const { paymentIntents, setupIntents } = stripe;
    return {
      said: {
        createPayment: await wordFor(
          paymentIntents.create(withTypes({ amount: 4800, currency: 'eur' }), key()),
        ),
        updatePayment: await wordFor(paymentIntents.update(payment.id, withTypes({}), key())),
        confirmPayment: await wordFor(
          paymentIntents.confirm(payment.id, withTypes({ payment_method: 'pm_card_visa' }), key()),
        ),
        createSetup: await wordFor(setupIntents.create(withTypes({}), key())),
        updateSetup: await wordFor(setupIntents.update(setup.id, withTypes({}), key())),
      },
    };
  },
};

export const aFaultIsKept: Assumption = {
  name: "a 500 of Stripe's, asked again with the same key",
  leansOnIt: 'lib/stripe/send.ts: whatever confirms nothing goes on with another key',
  believed: {
    first: '500 api_error',
    again: '500 api_error',
    withAnotherKey: 'requires_payment_method',
  },
  ask: async ({ stripe, control }) => {
    if (!control) return { cannotBeAsked: 'nobody can have Stripe answer 500' };
    await control.arm({ route: 'POST /v1/payment_intents', kind: '500', times: 1 });
    const kept = key();
    const create = (options: Stripe.RequestOptions) =>
      wordFor(stripe.paymentIntents.create(CARD_ONLY, options));
    return {
      said: {
        first: await create(kept),
        again: await create(kept),
        withAnotherKey: await create(key()),
      },
    };
  },
};
