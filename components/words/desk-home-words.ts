/** The desk's own page. */
export const homeWords = {
  title: 'Home',
  today: (day: string) => `Today, ${day}`,
  month: (first: string, last: string) => `This month, ${first} to ${last}`,
  utc: 'Days are those of UTC. A payment counts on the day on which the shop heard that it succeeded, a refund on the day on which it was asked for; one that fails is taken back there.',
  paid: 'Paid',
  refunded: 'Refunded',
  net: 'Paid less refunded',
  failed: 'Declined',
  payments: (count: number) =>
    count === 1 ? '1 payment' : `${count.toLocaleString('en')} payments`,
  refunds: (count: number) => (count === 1 ? '1 refund' : `${count.toLocaleString('en')} refunds`),
  nothing: 'Nothing yet.',
  notWhole:
    'Days from before an update are still being added up: this month may show less than it brought. It takes a few minutes.',
  attention: 'Needs attention',
  attentionAll: (count: string) => `Show all ${count}`,
  attentionNone: 'Nothing needs anybody.',
  days: 'The last seven days',
  day: 'Day',
} as const;
