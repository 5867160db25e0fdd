'use server';

import { userAction } from '@/lib/auth/action';
import { cancelOrder as cancel } from '@/lib/orders/cancel-order';
import {
  checkOrder as check,
  orderInput,
  resumePayment as resume,
} from '@/lib/orders/checkout/check-order';

export const checkOrder = userAction(orderInput, (input, user) => check(user, input));

export const resumePayment = userAction(orderInput, (input, user) => resume(user, input));

export const cancelOrder = userAction(orderInput, (input, user) => cancel(user, input));
