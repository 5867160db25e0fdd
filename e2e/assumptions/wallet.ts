import { randomUUID } from 'node:crypto';
import type { Assumption } from './assumption';
import { wordFor } from './said';

const key = () => ({ idempotencyKey: randomUUID() });

export const fingerprintsInAnAccount: Assumption = {
  name: 'the fingerprint of one card number with two Customers of an account',
  leansOnIt: 'db/schema: one tile per fingerprint and Customer',
  believed: { sameNumberIsEqual: true, anotherNumberIsEqual: false },
  ask: async ({ stripe }) => {
    const attached = async (card: string) => {
      const { id: customer } = await stripe.customers.create({}, key());
      return stripe.paymentMethods.attach(card, { customer }, key());
    };
    const [first, second, other] = [
      await attached('pm_card_visa'),
      await attached('pm_card_visa'),
      await attached('pm_card_mastercard'),
    ];
    const fingerprint = first.card?.fingerprint;
    return {
      said: {
        sameNumberIsEqual: fingerprint !== null && fingerprint === second.card?.fingerprint,
        anotherNumberIsEqual: fingerprint === other.card?.fingerprint,
      },
    };
  },
};

export const aDeletedCustomer: Assumption = {
  name: 'a Customer that was deleted',
  leansOnIt: 'lib/customers: the person gets another one, old orders keep this one',
  believed: {
    retrieve: 'deleted',
    update: '404 resource_missing',
    itsCards: '404 resource_missing',
    itsCardBelongsTo: null,
    itsCardPays: '400 invalid_request_error',
    newIntent: '400 resource_missing',
    newSetup: '400 resource_missing',
    itsOldIntentIsThere: true,
  },
  ask: async ({ stripe }) => {
    const { id: customer } = await stripe.customers.create({}, key());
    const card = await stripe.paymentMethods.attach('pm_card_visa', { customer }, key());
    const intent = { amount: 4800, currency: 'eur', allowed_payment_method_types: ['card'] };
    const old = await stripe.paymentIntents.create({ ...intent, customer }, key());
    await stripe.customers.del(customer, undefined, key());

    const retrieved = await stripe.customers.retrieve(customer);
    const after = await stripe.paymentMethods.retrieve(card.id);
    return {
      said: {
        retrieve: retrieved.deleted ? 'deleted' : 'there',
        update: await wordFor(
          stripe.customers.update(customer, { name: 'Ada' }, key()).then(() => ({})),
        ),
        itsCards: await wordFor(stripe.customers.listPaymentMethods(customer).then(() => ({}))),
        itsCardBelongsTo: after.customer ? 'somebody' : null,
        itsCardPays: await wordFor(
          stripe.paymentIntents.create(
            {
              ...intent,
              payment_method: card.id,
              confirm: true,
              return_url: 'https://example.com',
            },
            key(),
          ),
        ),
        newIntent: await wordFor(stripe.paymentIntents.create({ ...intent, customer }, key())),
        newSetup: await wordFor(
          stripe.setupIntents.create({ customer, allowed_payment_method_types: ['card'] }, key()),
        ),
        itsOldIntentIsThere: (await stripe.paymentIntents.retrieve(old.id)).id === old.id,
      },
    };
  },
};
