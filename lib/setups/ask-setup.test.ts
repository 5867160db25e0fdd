import { describe, expect, it } from 'vitest';
import { savingWording } from '../domain/consent';
import { costOf } from '../testing/cost';
import { openFileShop } from '../testing/file-shop';
import { aShopper } from '../testing/shopper';
import { startAddingCard } from './add-card';
import { askSetup } from './ask-setup';

const { shop, control } = await openFileShop();

async function aForm() {
  const { clientSecret } = await startAddingCard(await aShopper(), {
    consentVersion: savingWording('save_card_in_wallet', 'off_session').version,
  });
  return { clientSecret, id: clientSecret.split('_secret_')[0] ?? '' };
}
const callsOf = async (work: () => Promise<unknown>) => (await costOf(control, work)).calls;
const ASK = 'GET /v1/setup_intents/*';

describe('two who ask about the same set-up at once', () => {
  it('share an answer after which nothing comes', async () => {
    const { id, clientSecret } = await aForm();
    await shop.stripe.confirm('setup_intents', clientSecret, 'pm_card_visa');
    const told: string[] = [];
    const ask = () =>
      askSetup(id, ({ report }) => Promise.resolve(told.push(report.status))).then(
        ({ report }) => report.status,
      );
    const calls = await callsOf(async () => {
      expect(await Promise.all([ask(), ask(), ask()])).toEqual(Array(3).fill('succeeded'));
    });
    expect(calls).toEqual([ASK]);
    // Each has its own writing done.
    expect(told).toHaveLength(3);
    expect(await callsOf(ask)).toEqual([ASK]);
  });

  it('share no other: the second one may have come because of what the first one missed', async () => {
    const { id, clientSecret } = await aForm();
    const first = askSetup(id, async () => {
      // The first answer is here, and is not written yet.
      await shop.stripe.confirm('setup_intents', clientSecret, 'pm_card_visa');
    });
    const second = askSetup(id);
    expect((await first).report.status).toBe('requires_payment_method');
    expect((await second).report.status).toBe('succeeded');
  });

  it('do not share what went wrong', async () => {
    const { id } = await aForm();
    const first = askSetup(id, () => Promise.reject(new Error('the disk is full')));
    const second = askSetup(id);
    await expect(first).rejects.toThrow('the disk is full');
    expect((await second).report.status).toBe('requires_payment_method');
  });
});
