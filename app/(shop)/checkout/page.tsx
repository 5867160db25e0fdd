import type { Metadata, Route } from 'next';
import { notFound, redirect } from 'next/navigation';
import { DrawnFor } from '@/components/actions/drawn-for';
import { CheckoutForm } from '@/components/checkout/checkout-form';
import { ConfirmFirst } from '@/components/checkout/confirm-first';
import { CheckoutSummary } from '@/components/checkout/checkout-summary';
import { editionText } from '@/components/shop/edition-words';
import { PageHeading } from '@/components/ui/page-heading';
import { requireUser } from '@/lib/auth/session';
import { isSoldOut } from '@/lib/domain/edition';
import { isNoAddress } from '@/lib/domain/no-address';
import { mayPreorder } from '@/lib/mail/route';
import { findOrderView } from '@/lib/orders/view/read-orders';
import { findShopProduct } from '@/lib/shop/read-products';
import { readDelivery } from '@/lib/wallet/addresses';
import { listCheckoutCards } from '@/lib/wallet/list-cards';
import { sendVerificationAgain } from '../../(auth)/verify-email/actions';
import { checkOrder } from '../orders/actions';
import { addAddress } from '../wallet/actions';
import { buyWithCard, payWithCard, preorderWithCard, startPayment, startPreorder } from './actions';

export const metadata: Metadata = { title: 'Checkout' };

type Query = Awaited<PageProps<'/checkout'>['searchParams']>;

export default async function CheckoutPage({ searchParams }: PageProps<'/checkout'>) {
  const query = await searchParams;
  const user = await requireUser(`/checkout${addressQuery(query)}`);
  const bought =
    typeof query.order === 'string'
      ? await findOrderToPay(user.id, query.order)
      : typeof query.product === 'string'
        ? await findProductToBuy(query.product)
        : null;
  if (!bought) notFound();
  const { subject, summary } = bought;
  const cards = await listCheckoutCards(user.id);
  const delivery = { ...(await readDelivery(user)), addAddress: addAddress.bind(null, user.id) };
  const isNewPreorder = bought.preorder !== null && 'purchaseId' in subject;

  return (
    <DrawnFor person={user.id}>
      <div className="max-w-4xl">
        <PageHeading
          title={bought.preorder?.isChange ? 'Change the card' : 'Checkout'}
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

async function findProductToBuy(slug: string) {
  const product = await findShopProduct(slug);
  if (!product) return null;
  // The print's page says so, and knows of a copy that is set aside for this visitor.
  if (isSoldOut(product.edition)) redirect(`/products/${slug}` as Route);
  const { title, image, alt, edition, price, shipBy } = product;
  return {
    subject: { purchaseId: crypto.randomUUID(), productSlug: slug },
    summary: { title, image, alt, detail: editionText(edition), total: price },
    receiptEmail: null,
    ordered: null,
    preorder: shipBy === null ? null : { title, shipBy, isChange: false },
  };
}

/** Sends to the order's page where there is nothing to pay and no card to choose: it tells why, and what can be done. */
async function findOrderToPay(userId: string, orderId: string) {
  const order = await findOrderView(userId, orderId);
  if (!order) return null;
  const isBusy = order.openOutcome !== null && order.openOutcome !== 'authenticating';
  const { title, image, alt, reference, total, receiptEmail, preorder, goesTo } = order;
  if (!(order.isPayable || preorder?.takesCard) || isBusy) redirect(`/orders/${orderId}` as Route);
  return {
    subject: { orderId },
    summary: { title, image, alt, detail: `Order ${reference}`, total },
    receiptEmail,
    ordered: goesTo,
    preorder: preorder?.takesCard
      ? { title, shipBy: preorder.shipBy, isChange: preorder.card !== null }
      : null,
  };
}

/** Only what checkout knows: the address is carried through sign-in. */
function addressQuery({ order, product }: Query): string {
  if (typeof order === 'string') return `?order=${encodeURIComponent(order)}`;
  return typeof product === 'string' ? `?product=${encodeURIComponent(product)}` : '';
}
