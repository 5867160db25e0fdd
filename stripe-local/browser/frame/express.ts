/** The Express Checkout Element's frame. No wallet is at home here, and it says so. */
import type { FrameAnswer } from '../core/protocol';
import { openChannel } from './channel';

let isReady = false;

const channel = openChannel({
  options: () => {
    if (isReady) return;
    isReady = true;
    channel.emit('ready', { availablePaymentMethods: undefined });
    channel.emit('availablepaymentmethodschange', { paymentMethods: undefined });
  },
  call: async (): Promise<FrameAnswer> => ({ ok: true, value: null }),
});
