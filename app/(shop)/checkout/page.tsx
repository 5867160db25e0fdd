import type { Metadata } from 'next';
import { DrawnFor } from '@/components/actions/drawn-for';
import { CheckoutForm } from '@/components/checkout/checkout-form';
import { ConfirmFirst } from '@/components/checkout/confirm-first';
import { CheckoutSummary } from '@/components/checkout/checkout-summary';
import { PageHeading } from '@/components/ui/page-heading';
import { checkoutTitle } from '@/components/words/page-words';
import { requireUser } from '@/lib/auth/session';
import { isNoAddress } from '@/lib/domain/no-address';
import { mayPreorder } from '@/lib/mail/route';
import { readDelivery } from '@/lib/wallet/addresses';
import { listCheckoutCards } from '@/lib/wallet/list-cards';
import { sendVerificationAgain } from '../../(auth)/verify-email/actions';
import { checkOrder } from '../orders/actions';
import { addAddress } from '../wallet/actions';
import { checkoutPath, getBought, readQuery } from './bought';
import { buyWithCard, payWithCard, preorderWithCard, startPayment, startPreorder } from './actions';

export const metadata: Metadata = { title: 'Checkout' };

export default async function CheckoutPage({ searchParams }: PageProps<'/checkout'>) {
  const query = readQuery(await searchParams);
  const user = await requireUser(checkoutPath(query));
  const bought = await getBought(user.id, query);
  const { subject, summary } = bought;
  const cards = await listCheckoutCards(user.id);
  const delivery = { ...(await readDelivery(user)), addAddress: addAddress.bind(null, user.id) };
  const isNewPreorder = bought.preorder !== null && 'purchaseId' in subject;

  return (
    <DrawnFor person={user.id}>
      <div className="max-w-4xl">
        <PageHeading
          title={checkoutTitle({ isChange: bought.preorder?.isChange ?? false })}
          className="pb-4 md:pb-8"
        />
        <div className="grid items-start gap-6 md:grid-cols-[minmax(0,1fr)_17rem] md:gap-10">
          <div className="contents md:order-last md:block md:h-full">
            <CheckoutSummary {...summary} isLater={bought.preorder !== null} />
          </div>
          {isNewPreorder && !mayPreorder(user) ? (
            <div className="md:col-start-1">
              <ConfirmFirst
                email={isNoAddress(user.email) ? null : user.email}
                sendVerificationAgain={sendVerificationAgain.bind(null, user.id)}
              />
            </div>
          ) : null}
          <CheckoutForm
            subject={subject}
            total={summary.total}
            cards={cards}
            email={bought.receiptEmail ?? user.email}
            preorder={bought.preorder}
            delivery={delivery}
            ordered={bought.ordered}
            buyWithCard={buyWithCard.bind(null, user.id)}
            payWithCard={payWithCard.bind(null, user.id)}
            startPayment={startPayment.bind(null, user.id)}
            preorderWithCard={preorderWithCard.bind(null, user.id)}
            startPreorder={startPreorder.bind(null, user.id)}
            checkOrder={checkOrder.bind(null, user.id)}
          />
        </div>
      </div>
    </DrawnFor>
  );
}
