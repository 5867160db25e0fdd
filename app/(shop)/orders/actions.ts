'use server';

import { userAction } from '@/lib/auth/action';
import { checkOrder as check, resumePayment as resume } from '@/lib/orders/checkout/check-order';
import { changeOrderAddress as sendTo, changeOrderAddressInput } from '@/lib/orders/change-address';
import { cancelOrder as cancel } from '@/lib/orders/give-up-order';
import { orderInput } from '@/lib/orders/subject';

export const checkOrder = userAction(orderInput, (input, user) => check(user, input));

export const resumePayment = userAction(orderInput, (input, user) => resume(user, input));

export const cancelOrder = userAction(orderInput, (input, user) => cancel(user, input));

export const changeOrderAddress = userAction(changeOrderAddressInput, (input, user) =>
  sendTo(user, input),
);
