/** What the shop mails. */
export const mailKinds = [
  'receipt',
  'preorder_confirmed',
  'action_needed',
  'card_expires_soon',
  'refunded',
  'verify_email',
  'reset_password',
] as const;
export type MailKind = (typeof mailKinds)[number];
