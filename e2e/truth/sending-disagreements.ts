import type { OurBooks } from './books';

/**
 * Where what was sent, and what its buyer is told of it, differ: sent orders are paid, and of each
 * there is one mail that goes out or has gone. Of what was undone there is none.
 */
export const sendingDisagreements = ({ orders, sentMails }: OurBooks): string[] =>
  orders.flatMap(({ id, reference, paymentState, sentAt, trackingUrl }) => {
    const mails = sentMails.filter(
      ({ orderId, heldBack }) => orderId === id && heldBack !== 'taken_back',
    );
    const faults: string[] = [];
    if (sentAt !== null && paymentState !== 'paid') faults.push(`is sent, and ${paymentState}`);
    if (sentAt === null && trackingUrl !== null) faults.push('is tracked, and not sent');
    if (mails.length !== (sentAt === null ? 0 : 1)) {
      faults.push(`is ${sentAt === null ? 'not ' : ''}sent, with ${mails.length} mails of it`);
    }
    return faults.map((fault) => `order ${reference} ${fault}`);
  });
