import { and, eq, isNull } from 'drizzle-orm';
import type { ConsentKind, SavingConsentKind } from '../../lib/domain/consent';
import { builtOnce, given } from '../built-once';
import type { Reader, Tables, Transaction } from '../database';
import { newId } from '../new-id';

export type Consent = Tables['consents']['$inferSelect'];

type Wording = { text: string; version: string };

/** Given again, it is a new agreement: the words and the time are the new ones. */
export async function giveSetupConsent(
  tx: Transaction,
  userId: string,
  cardSetupId: string,
  kind: SavingConsentKind,
  wording: Wording,
  at: number,
): Promise<void> {
  const { consents } = tx.tables;
  await tx
    .insert(consents)
    .values({ ...wording, id: newId(), userId, kind, cardSetupId, createdAt: at })
    .onConflictDoUpdate({
      target: consents.cardSetupId,
      set: { ...wording, kind, createdAt: at, withdrawnAt: null },
    });
}

export async function withdrawSetupConsent(
  tx: Transaction,
  cardSetupId: string,
  at: number,
): Promise<void> {
  const { consents } = tx.tables;
  await tx
    .update(consents)
    .set({ withdrawnAt: at })
    .where(and(eq(consents.cardSetupId, cardSetupId), isNull(consents.withdrawnAt)));
}

/** What is agreed to with an order: that its card is saved, or that it is charged later. */
export type OrderConsentKind = Extract<ConsentKind, 'save_card_while_paying' | 'charge_later'>;

/** Ticking the box again after unticking it is a new agreement: the words and the time are the new ones. */
export async function giveOrderConsent(
  tx: Transaction,
  userId: string,
  orderId: string,
  kind: OrderConsentKind,
  wording: Wording,
  at: number,
): Promise<void> {
  const { consents } = tx.tables;
  await tx
    .insert(consents)
    .values({
      ...wording,
      id: newId(),
      userId,
      kind,
      orderId,
      createdAt: at,
    })
    .onConflictDoUpdate({
      target: [consents.orderId, consents.kind],
      set: { ...wording, createdAt: at, withdrawnAt: null },
    });
}

const withdrawFromOrder = builtOnce((tx: Transaction) => {
  const { consents: t } = tx.tables;
  return tx
    .update(t)
    .set({ withdrawnAt: given(t.withdrawnAt, 'at') })
    .where(
      and(
        eq(t.userId, given(t.userId, 'userId')),
        eq(t.orderId, given(t.orderId, 'orderId')),
        eq(t.kind, given(t.kind, 'kind')),
        isNull(t.withdrawnAt),
      ),
    );
});

export async function withdrawOrderConsent(
  tx: Transaction,
  userId: string,
  orderId: string,
  kind: OrderConsentKind,
  at: number,
): Promise<void> {
  await withdrawFromOrder(tx, { userId, orderId, kind, at });
}

const consentToOrder = builtOnce((db: Reader) => {
  const { consents: t } = db.tables;
  const isOfOrder = eq(t.orderId, given(t.orderId, 'orderId'));
  return db
    .select()
    .from(t)
    .where(and(isOfOrder, eq(t.kind, given(t.kind, 'kind')), isNull(t.withdrawnAt)));
});

const consentToSetup = builtOnce((db: Reader) => {
  const { consents: t } = db.tables;
  const isOfSetup = eq(t.cardSetupId, given(t.cardSetupId, 'cardSetupId'));
  return db
    .select()
    .from(t)
    .where(and(isOfSetup, isNull(t.withdrawnAt)));
});

/** The agreement that stands for an order or a setup; null where there is none, or it was taken back. */
export async function findConsent(
  db: Reader,
  subject: { orderId: string; kind: OrderConsentKind } | { cardSetupId: string },
): Promise<Consent | null> {
  const [row] =
    'orderId' in subject ? await consentToOrder(db, subject) : await consentToSetup(db, subject);
  return row ?? null;
}

/** Somebody asks for a saved card to be offered at checkout. */
export async function giveCardConsent(
  tx: Transaction,
  userId: string,
  cardId: string,
  wording: Wording,
  at: number,
): Promise<void> {
  await tx
    .insert(tx.tables.consents)
    .values({
      ...wording,
      id: newId(),
      userId,
      kind: 'offer_card_at_checkout',
      cardId,
      createdAt: at,
    })
    .onConflictDoNothing();
}
