import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { bindStripe, findStripeBinding, type StripeBinding } from '@/db/queries/stripe-binding';
import { aUser, emptyDatabase } from '@/db/testing/rows';
import { database } from './database';
import { bindingAtStart, stripeBinding, WrongStripeAccount } from './stripe-binding';
import { openFileShop } from './testing/file-shop';
import { linkStripeCustomer } from './customers/link-customer';

const { control } = await openFileShop();
let account: string;
beforeAll(async () => {
  account = (await control.health()).account;
});

const made = (binding: StripeBinding) =>
  database().transaction((tx) => bindStripe(tx, binding, Date.now()));

/** The answer is asked for once per process: the refusals stand before the agreement here. */
describe('a database that was made for another account or mode', () => {
  beforeEach(() => emptyDatabase(database()));

  it('refuses the keys, and says which it holds and whose they are', async () => {
    await made({ stripeAccountId: 'acct_other', livemode: false });
    const asking = stripeBinding();
    await expect(asking).rejects.toBeInstanceOf(WrongStripeAccount);
    await expect(asking).rejects.toThrow(
      `The database holds Stripe account acct_other in test mode, but the keys are of Stripe account ${account} in test mode.`,
    );
  });

  it('refuses the keys of the same account in another mode', async () => {
    await made({ stripeAccountId: account, livemode: true });
    await expect(stripeBinding()).rejects.toThrow(
      `holds Stripe account ${account} in live mode, but the keys are of Stripe account ${account} in test`,
    );
  });

  it('sends nothing to Stripe with them', async () => {
    await made({ stripeAccountId: 'acct_other', livemode: false });
    const user = await aUser(database());
    await control.forgetRequests();
    await expect(linkStripeCustomer(user)).rejects.toBeInstanceOf(WrongStripeAccount);
    expect((await control.requests()).map(({ method }) => method)).toEqual(['GET']);
  });
});

describe('a Stripe that does not answer at the start', () => {
  beforeEach(async () => {
    await emptyDatabase(database());
    await control.arm({ route: 'GET /v1/account', kind: 'reset_before', times: 100 });
  });
  afterEach(() => control.disarm());

  it('does not keep a database that knows its account from starting', async () => {
    const held = { stripeAccountId: account, livemode: false };
    await made(held);
    expect(await bindingAtStart()).toEqual(held);
    // Nothing is sent on trust.
    await expect(stripeBinding()).rejects.toMatchObject({ fault: 'unknown' });
  });

  it('keeps a new database from starting', async () => {
    await expect(bindingAtStart()).rejects.toMatchObject({ fault: 'unknown' });
  });

  it('does not let test keys start on a database of live mode', async () => {
    await made({ stripeAccountId: account, livemode: true });
    await expect(bindingAtStart()).rejects.toBeInstanceOf(WrongStripeAccount);
  });
});

describe('a new database', () => {
  it('remembers the account and mode that it was made with', async () => {
    await emptyDatabase(database());
    const binding = { stripeAccountId: account, livemode: false };
    expect(await stripeBinding()).toEqual(binding);
    expect(await findStripeBinding(database().read)).toEqual(binding);
  });
});
