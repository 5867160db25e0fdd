/** What a row of Stripe's page of test cards is about. */
export type Kind =
  | 'plain'
  | 'cobranded'
  | 'country'
  | 'decline'
  | 'invalid'
  | 'risk'
  | 'bank'
  | 'dispute'
  | 'refund'
  | 'balance'
  | 'captcha';

export type DocumentedCard = {
  kind: Kind;
  number: string;
  /** What the API calls it, as `pm_card_visa`; null where Stripe has given it a number only. */
  name: string | null;
  /** In Stripe's words, shortened. */
  what: string;
};

/** What a card is called in a table and in a file of results: two rows of one number have two names. */
export const idOf = ({ name, number }: DocumentedCard): string => name ?? number;
