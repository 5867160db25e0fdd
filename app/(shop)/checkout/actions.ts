'use server';

import { userAction } from '@/lib/auth/action';
import {
  buyWithCard as buy,
  buyWithCardInput,
  payOrder,
  payOrderInput,
} from '@/lib/orders/checkout/saved-card';
import {
  preorderWithCard as preorder,
  preorderWithCardInput,
} from '@/lib/orders/preorder/saved-card';
import { startPayment as start, startPaymentInput } from '@/lib/orders/checkout/typed-card';
import { startPreorder as startLater, startPreorderInput } from '@/lib/orders/preorder/typed-card';

export const buyWithCard = userAction(buyWithCardInput, (input, user) => buy(user, input));

export const payWithCard = userAction(payOrderInput, (input, user) => payOrder(user, input));

export const startPayment = userAction(startPaymentInput, (input, user) => start(user, input));

export const preorderWithCard = userAction(preorderWithCardInput, (input, user) =>
  preorder(user, input),
);

export const startPreorder = userAction(startPreorderInput, (input, user) =>
  startLater(user, input),
);
