export type UserRole = 'buyer' | 'staff';

export type ProductEdition = 'open' | { limitedTo: number };

export type StripeOperation =
  'update_intent' | 'cancel_intent' | 'cancel_setup' | 'detach_card' | 'allow_redisplay';
