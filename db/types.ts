export type UserRole = 'buyer' | 'staff';

export type ProductEdition = 'open' | { limitedTo: number };

export type StripeOperation =
  | 'update_intent'
  | 'cancel_intent'
  | 'cancel_setup'
  | 'detach_card'
  | 'delete_customer'
  | 'allow_redisplay'
  | 'make_endpoint'
  | 'change_endpoint';

export type EmailTokenPurpose = 'verify_email' | 'reset_password';

export type StaffActionType =
  | 'refund_order'
  | 'cancel_order'
  | 'deal_with'
  /** What older releases called `charge_order`. */
  | 'ship_order'
  | 'charge_order'
  | 'change_address'
  | 'send_order'
  | 'undo_sending'
  | 'change_tracking'
  | 'retry_event'
  | 'export_orders'
  | 'write_note'
  | 'mail_again';
