import { env } from '../../env';

/** Where a bank's redirect comes back to: a GET that may look, and never starts a payment. */
export const returnUrl = (orderId: string): string => `${env().appUrl}/orders/${orderId}/return`;
