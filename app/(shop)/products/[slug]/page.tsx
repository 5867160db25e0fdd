import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { DrawnFor } from '@/components/actions/drawn-for';
import { BuyPanel } from '@/components/shop/buy-panel';
import { editionText } from '@/components/shop/edition-words';
import { PrintPicture } from '@/components/shop/print-picture';
import { findSignedInUser } from '@/lib/auth/session';
import { isSoldOut } from '@/lib/domain/edition';
import { findHeldOrderId, findShopProduct } from '@/lib/shop/read-products';
import { readDelivery } from '@/lib/wallet/addresses';
import { listCheckoutCards } from '@/lib/wallet/list-cards';
import { buyWithCard, preorderWithCard } from '../../checkout/actions';
import { checkOrder } from '../../orders/actions';
import { addAddress } from '../../wallet/actions';
import { Said } from '@/components/ui/said';

type Props = PageProps<'/products/[slug]'>;

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const product = await findShopProduct((await params).slug);
  return product ? { title: product.title, description: product.text } : {};
}

export default async function ProductPage({ params }: Props) {
  const product = await findShopProduct((await params).slug);
  if (!product) notFound();
  const user = await findSignedInUser();
  const cards = user ? await listCheckoutCards(user.id) : [];
  const delivery = user && (await readDelivery(user));
  // The default first; it may not be offered at checkout. The button names whichever card it will charge.
  const [card, ...others] = cards;

  const soldOut = isSoldOut(product.edition);
  const heldOrderId = soldOut && user ? await findHeldOrderId(user.id, product.slug) : null;

  return (
    <DrawnFor person={user?.id ?? null}>
      {/* On a phone everything is a row of this grid: what pays sticks to the window's edge along all of it. */}
      <div className="grid items-start gap-x-12 gap-y-5 max-md:grid-cols-[minmax(0,1fr)] md:grid-cols-[minmax(0,7fr)_minmax(0,5fr)] lg:gap-x-16">
        <PrintPicture
          src={product.image}
          alt={product.alt}
          urgent
          className="rounded-control shadow-lifted max-md:max-h-[38svh] max-md:object-contain"
        />
        <div className="grid gap-6 max-md:contents md:sticky md:top-8">
          <div className="grid gap-2">
            <p className="label text-ink-muted">
              <Said>{`${editionText(product.edition)} · ${product.year}`}</Said>
            </p>
            <h1 className="text-4xl sm:text-5xl">{product.title}</h1>
            <p className="figures text-ink-muted">{product.dimensions}</p>
          </div>
          <BuyPanel
            productSlug={product.slug}
            title={product.title}
            price={product.price}
            shipBy={product.shipBy}
            // Made with the page: pressing twice, or again after a lost answer, is the same purchase.
            purchaseId={crypto.randomUUID()}
            isSignedIn={user !== null}
            soldOut={soldOut}
            heldOrderId={heldOrderId}
            oneClick={
              user && card && delivery
                ? {
                    cards: [card, ...others],
                    delivery: { ...delivery, addAddress: addAddress.bind(null, user.id) },
                    buyWithCard: buyWithCard.bind(null, user.id),
                    preorderWithCard: preorderWithCard.bind(null, user.id),
                    checkOrder: checkOrder.bind(null, user.id),
                  }
                : null
            }
          />
          <p className="max-w-prose">{product.text}</p>
        </div>
      </div>
    </DrawnFor>
  );
}
