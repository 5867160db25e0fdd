import { intentErrors } from './intent-errors';
import { moneyBackErrors } from './money-back-errors';
import { requestErrors } from './request-errors';
import { walletErrors } from './wallet-errors';

/** Every refusal that was recorded from Stripe on the endpoints that are here. */
export const recordedErrors = [
  ...requestErrors,
  ...walletErrors,
  ...intentErrors,
  ...moneyBackErrors,
];
