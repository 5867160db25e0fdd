/** What stands on a receipt, and where there is none yet. */
export const receiptWords = {
  title: 'Receipt',
  open: 'Receipt',
  print: 'Print',
  backToOrder: 'The order',
  soldBy: 'Sold by',
  soldTo: 'Sold to',
  sentTo: 'Goes to',
  /** "2 × Tideline" */
  line: (quantity: number, title: string) => `${quantity} × ${title}`,
  item: 'What was bought',
  price: 'Price',
  total: 'Total, taxes included',
  refunded: 'Refunded',
  kept: 'Total after refunds',
  reference: 'Order',
  ordered: 'Ordered',
  paid: 'Paid',
  paidWith: 'Paid with',
  sent: 'Sent',
  refunds: 'Refunds',
  testMode: 'Made in test mode: no money moved.',
  none: {
    title: 'No receipt yet',
    text: 'This order is not paid. Its receipt is here once it is.',
  },
} as const;
