'use server';

import { provedStaffAction, staffAction } from '@/lib/auth/action';
import { cancelOrder as cancel, cancelOrderInput } from '@/lib/desk/cancel-order';
import { changeAddress as sendTo, changeAddressInput } from '@/lib/desk/change-address';
import { changeTracking as track, changeTrackingInput } from '@/lib/desk/change-tracking';
import { dealWith as deal, dealWithInput } from '@/lib/desk/deal-with';
import {
  sendOrder as send,
  sendOrderInput,
  sendOrders as sendMany,
  sendOrdersInput,
} from '@/lib/desk/send-orders';
import { undoSending as undo, undoSendingInput } from '@/lib/desk/undo-sending';
import { mailAgain as mail, mailAgainInput } from '@/lib/desk/mail-again';
import { eventInput, retryEvent as retry } from '@/lib/desk/retry-event';
import { writeNote as write, writeNoteInput } from '@/lib/desk/write-note';
import {
  chargeOrder as charge,
  chargeOrderInput,
  chargeOrders as chargeMany,
  chargeOrdersInput,
} from '@/lib/orders/preorder/charge-order';
import { refundOrder as refund, refundOrderInput } from '@/lib/orders/refund/refund-order';

export const refundOrder = provedStaffAction(refundOrderInput, (input, staff) =>
  refund(staff, input),
);

/** By another name than what its buyer does, by which an action is known. */
export const cancelUnpaid = provedStaffAction(cancelOrderInput, (input, staff) =>
  cancel(staff, input),
);

export const retryEvent = staffAction(eventInput, (input, staff) => retry(staff, input));

export const dealWith = staffAction(dealWithInput, (input, staff) => deal(staff, input));

export const writeNote = staffAction(writeNoteInput, (input, staff) => write(staff, input));

export const mailAgain = staffAction(mailAgainInput, (input, staff) => mail(staff, input));

export const chargeOrder = provedStaffAction(chargeOrderInput, (input, staff) =>
  charge(staff, input),
);

export const chargeOrders = provedStaffAction(chargeOrdersInput, (input, staff) =>
  chargeMany(staff, input),
);

export const changeDestination = staffAction(changeAddressInput, (input, staff) =>
  sendTo(staff, input),
);

export const sendOrder = provedStaffAction(sendOrderInput, (input, staff) => send(staff, input));

export const sendOrders = provedStaffAction(sendOrdersInput, (input, staff) =>
  sendMany(staff, input),
);

/** Nothing leaves by it: what was about to, stays. */
export const undoSending = staffAction(undoSendingInput, (input, staff) => undo(staff, input));

export const changeTracking = staffAction(changeTrackingInput, (input, staff) =>
  track(staff, input),
);
