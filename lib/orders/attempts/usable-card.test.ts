import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Database } from '@/db/database';
import { moveCard, type Card } from '@/db/queries/cards';
import { openSqliteFile, type Opened } from '@/db/testing/engines';
import { aBuyer, aCard, emptyDatabase, NOON, type Buyer } from '@/db/testing/rows';
import { getUsableCard } from './usable-card';

let opened: Opened;
let db: Database;
let buyer: Buyer;
let card: Card;
beforeAll(async () => {
  opened = await openSqliteFile();
  ({ db } = opened);
});
afterAll(() => opened.close());
beforeEach(async () => {
  await emptyDatabase(db);
  buyer = await aBuyer(db);
  card = await aCard(db, buyer);
});

type Given = { userId?: string; customerId?: string; scheduledCardId?: string | null; at?: number };

const use = ({
  userId = buyer.user.id,
  customerId = buyer.customer.id,
  scheduledCardId = null,
  at = NOON,
}: Given = {}) => getUsableCard(db.read, userId, card.id, { customerId, scheduledCardId }, at);

const become = (state: Card['state']) =>
  db.transaction((tx) => moveCard(tx, card.id, 'active', state, NOON));

describe('a saved card', () => {
  it('may be used by its owner', async () => {
    expect(await use()).toMatchObject({ id: card.id });
  });

  it('is not there for anybody else', async () => {
    const stranger = await aBuyer(db);
    await expect(use({ userId: stranger.user.id })).rejects.toMatchObject({ code: 'not_found' });
  });

  it('of a Customer that its owner had before is not there', async () => {
    const { customer } = await aBuyer(db);
    await expect(use({ customerId: customer.id })).rejects.toMatchObject({ code: 'not_found' });
  });

  it('that has expired is not ready', async () => {
    // Midnight on Baker Island, where a month ends last.
    const at = Date.UTC(card.expYear, card.expMonth, 1, 12);
    await expect(use({ at })).rejects.toMatchObject({ code: 'card_not_ready' });
    expect(await use({ at: at - 1 })).toMatchObject({ id: card.id });
  });

  it.each(['removing', 'detached'] as const)('that is %s is not there', async (state) => {
    await become(state);
    const scheduledCardId = card.id;
    await expect(use({ scheduledCardId })).rejects.toMatchObject({ code: 'not_found' });
  });

  it('that a newer copy hides pays the order that was agreed to be charged to it, and no other', async () => {
    await become('replaced');
    await expect(use()).rejects.toMatchObject({ code: 'not_found' });
    expect(await use({ scheduledCardId: card.id })).toMatchObject({ id: card.id });
  });
});
