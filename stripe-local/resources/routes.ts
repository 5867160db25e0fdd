import type { Route } from '../api/call';
import { accountRoutes } from './account';
import { balanceTransactionRoutes } from './balance-transactions';
import { chargeRoutes } from './charges';
import { confirmationTokenRoutes } from './confirmation-tokens';
import { customerSessionRoutes } from './customer-sessions';
import { customerRoutes } from './customers';
import { disputeRoutes } from './disputes';
import { elementPaymentMethodRoutes } from './element-payment-methods';
import { eventRoutes } from './events';
import { mandateRoutes } from './mandates';
import { paymentIntentRoutes } from './payment-intents';
import { paymentMethodRoutes } from './payment-methods';
import { refundRoutes } from './refunds';
import { setupIntentRoutes } from './setup-intents';
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
