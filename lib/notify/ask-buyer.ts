import type { Order } from '@/db/queries/orders';
import type { Transaction } from '@/db/database';
import type { MailData } from '../domain/mail';
import { aboutOrder } from './about-order';
import { tell } from './timeline';
import { writeMail } from './write-mail';

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
  const { of, named, total } = aboutOrder(order);
  const asked = { needs, card: card && { brand: card.brand, last4: card.last4 } };
  const mail = await writeMail(
    tx,
    {
      kind: 'action_needed',
      ...of,
      newsKey: `action_needed:${order.id}:${because}`,
      data: { ...named, total, ...asked },
    },
    at,
  );
  if (mail) await tell(tx, order.id, 'action_needed', { needs, ...asked.card }, at);
}
