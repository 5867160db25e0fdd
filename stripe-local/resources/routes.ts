import type { Route } from '../api/call';
import { accountRoutes } from './account';
import { balanceTransactionRoutes } from './charges/balance-transactions';
import { chargeRoutes } from './charges/charges';
import { confirmationTokenRoutes } from './intents/confirmation-tokens';
import { customerSessionRoutes } from './customers/customer-sessions';
import { customerRoutes } from './customers/customers';
import { disputeRoutes } from './charges/disputes';
import { elementPaymentMethodRoutes } from './customers/element-payment-methods';
import { eventRoutes } from './events';
import { mandateRoutes } from './customers/mandates';
import { paymentIntentRoutes } from './payment-intents/payment-intents';
import { paymentMethodRoutes } from './customers/payment-methods';
import { refundRoutes } from './charges/refunds';
import { setupIntentRoutes } from './setup-intents/setup-intents';
import { webhookEndpointRoutes } from './webhook-endpoints';

/** Everything under /v1. */
export const routes: readonly Route[] = [
  ...accountRoutes,
  ...balanceTransactionRoutes,
  ...chargeRoutes,
  ...confirmationTokenRoutes,
  ...customerRoutes,
  ...customerSessionRoutes,
  ...disputeRoutes,
  ...elementPaymentMethodRoutes,
  ...eventRoutes,
  ...mandateRoutes,
  ...paymentIntentRoutes,
  ...paymentMethodRoutes,
  ...refundRoutes,
  ...setupIntentRoutes,
  ...webhookEndpointRoutes,
];
