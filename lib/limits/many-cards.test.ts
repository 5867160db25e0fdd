import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { User } from '@/db/queries/users';
import { savingWording } from '../domain/consent';
import { startBackgroundWork } from '../server/background';
import { openFileShop } from '../testing/file-shop';
import { aShopper, stripeCustomerOf, typeCard, typePreorderCard } from '../testing/shopper';
import { openWebhookEndpoint } from '../testing/webhook-endpoint';
import { beginLeaving } from '../under-way';
import { startAddingCard } from '../setups/add-card';

const { shop } = await openFileShop();

beforeAll(async () => {
  await openWebhookEndpoint(shop);
  startBackgroundWork();
});
afterAll(() => {
  beginLeaving();
});

const consentVersion = savingWording('save_card_in_wallet', 'off_session').version;

/** Stripe lets one confirm of an intent happen after the other; two keep it busy. */
const AT_A_TIME = 2;

/** Twice what was ever seen here. Without a bound on live secrets this attack got through with 434. */
const MANY = 160;

/** Every way in which a secret for a card that is typed leaves the shop. */
const ways = [
  (user: User) => typeCard(user),
  (user: User) => startAddingCard(user, { consentVersion }),
  (user: User) => typePreorderCard(user),
];

/** Tries cards with one secret, some at a time, until Stripe takes no more; returns how many it took. */
async function tryCards(clientSecret: string): Promise<number> {
  const kind = clientSecret.startsWith('pi_') ? 'payment_intents' : 'setup_intents';
  let tried = 0;
  const lane = async () => {
    for (;;) {
      const answer = await shop.stripe
        .confirm(kind, clientSecret, 'pm_card_chargeDeclined')
        .then(() => 'taken', String);
      if (answer.includes(': 402 ')) tried++;
      else if (answer.includes('unexpected_state')) return;
    }
  };
  await Promise.all(Array.from({ length: AT_A_TIME }, lane));
  return tried;
}

/** Asks for secrets in every way, all at once and then one after the other. */
async function collectSecrets(user: User): Promise<string[]> {
  const begun = await Promise.allSettled([...ways, ...ways, ...ways].map((way) => way(user)));
  for (let round = 0; round < 12; round++) {
    for (const way of ways) begun.push(...(await Promise.allSettled([way(user)])));
  }
  return begun.flatMap((each) => (each.status === 'fulfilled' ? [each.value.clientSecret] : []));
}

/**
 * Somebody with a list of stolen cards: tries them on every secret that the shop gives, without asking
 * the shop, and asks for more all the while, until it has said no for a while.
 */
async function attack(user: User): Promise<number> {
  let tried = 0;
  const spend = async (secrets: string[]) => {
    for (const many of await Promise.all(secrets.map(tryCards))) tried += many;
  };
  const askForMore = async (way: (user: User) => Promise<{ clientSecret: string }>) => {
    for (let refused = 0; refused < 10;) {
      const begun = await way(user).catch(() => null);
      if (begun) await spend([begun.clientSecret]);
      else refused++;
    }
  };
  await Promise.all([spend(await collectSecrets(user)), ...ways.map(askForMore)]);
  return tried;
}

/** What can still be confirmed, as Stripe says. */
async function liveOf(user: User): Promise<{ intents: number; setups: number }> {
  const customer = await stripeCustomerOf(user);
  const alive = async (what: string) => {
    const { data } = await shop.stripe.get<{ data: { status: string }[] }>(
      `${what}?customer=${customer}&limit=100`,
    );
    return data.filter(({ status }) => status.startsWith('requires_')).length;
  };
  return { intents: await alive('payment_intents'), setups: await alive('setup_intents') };
}

describe('somebody who tries stolen cards as fast as the browser can', () => {
  it('gets through a few dozen, and no further for an hour', async () => {
    const user = await aShopper();
    const tried = await attack(user);
    // In docs/payments.md stands what it was. Most are on their way before the first is told of.
    expect(tried).toBeLessThan(MANY);
    // One of them is a pre-order of an edition, of which the tries have taken what one person may have.
    const NO_MORE = expect.stringMatching(/^(payment|edition)_limit$/) as string;
    for (const way of ways) await expect(way(user)).rejects.toMatchObject({ code: NO_MORE });
    expect(await liveOf(user)).toEqual({ intents: 0, setups: 0 });
  });
});
