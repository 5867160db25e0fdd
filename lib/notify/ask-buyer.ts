import { writeMail } from '@/db/queries/mails';
import type { Order } from '@/db/queries/orders';
import type { Transaction } from '@/db/database';
import type { MailData } from '../domain/mail';
import { tell } from './timeline';

type Asked = {
  needs: MailData<'action_needed'>['needs'];
  card: { brand: string; last4: string } | null;
  /** The attempt or the card that is the reason: they are asked once for each. */
  because: string;
};

/** Says that a pre-order cannot go on without its buyer: by mail and on its timeline. */
export async function askBuyer(
  tx: Transaction,
  order: Order,
  { needs, card, because }: Asked,
  at: number,
): Promise<void> {
  const { id: orderId, userId, reference, title, amount, currency } = order;
  const named = card && { brand: card.brand, last4: card.last4 };
  const mail = await writeMail(
    tx,
    {
      kind: 'action_needed',
      userId,
      orderId,
      recipient: order.receiptEmail,
      newsKey: `action_needed:${orderId}:${because}`,
      data: { reference, title, total: { amount, currency }, card: named, needs },
    },
    at,
  );
  if (mail) await tell(tx, orderId, 'action_needed', { needs, ...named }, at);
}
