'use server';

import { userAction } from '@/lib/auth/action';
import {
  buyWithCard as buy,
  buyWithCardInput,
  payOrder,
  payOrderInput,
} from '@/lib/orders/pay-order';
import { startPayment as start, startPaymentInput } from '@/lib/orders/start-payment';

export const buyWithCard = userAction(buyWithCardInput, (input, user) => buy(user, input));

export const payWithCard = userAction(payOrderInput, (input, user) => payOrder(user, input));

export const startPayment = userAction(startPaymentInput, (input, user) => start(user, input));
