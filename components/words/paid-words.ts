/** Names the page of an order that is paid, as title and as heading. */
export const paidTitle = (title: string): string => `Paid: ${title}`;

/** Names the page of one that is not. */
export const orderTitle = (title: string, reference: string): string => `${title}, ${reference}`;

export const nextWords = {
  title: 'What happens next',
  parcel: 'We pack the print flat and send it. There is nothing left for you to do.',
  page: 'This page stays among your orders, and tells whatever changes.',
  backToShop: 'Back to the shop',
  buyAgain: 'Buy again',
} as const;
