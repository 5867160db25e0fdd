/** Read aloud while a page is on its way. */
export const loadingWords = {
  prints: 'Loading the prints',
  print: 'Loading the print',
  checkout: 'Loading checkout',
  order: 'Loading your order',
  orders: 'Loading your orders',
  cards: 'Loading your cards',
  receipt: 'Loading your receipt',
  page: 'Loading the page',
  desk: 'Loading',
} as const;
