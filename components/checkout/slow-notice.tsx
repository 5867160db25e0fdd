import { buttonStyle } from '@/components/ui/button-style';
import { Notice } from '@/components/ui/notice';
import { stripeWords } from '@/components/words/stripe-words';

/** For what may never end: a frame of Stripe's that hangs tells nobody. */
export function SlowNotice({ orderId }: { orderId: string | null }) {
  return (
    <Notice
      tone="warning"
      live="status"
      title={stripeWords.slow.title}
      action={
        // Not a Link: the page is loaded anew, and with it what hangs.
        <a href={orderId === null ? '/orders' : `/orders/${orderId}`} className={buttonStyle({})}>
          {orderId === null ? 'Your orders' : 'Go to your order'}
        </a>
      }
    >
      {stripeWords.slow.text}
    </Notice>
  );
}
