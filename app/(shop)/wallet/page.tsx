import { CreditCard } from 'lucide-react';
import type { Metadata } from 'next';
import { DrawnFor } from '@/components/actions/drawn-for';
import { EmptyState } from '@/components/ui/empty-state';
import { Notice } from '@/components/ui/notice';
import { PageHeading } from '@/components/ui/page-heading';
import { AddCard } from '@/components/wallet/add-card';
import { AddedNotice } from '@/components/wallet/added-notice';
import { WalletAddresses } from '@/components/wallet/wallet-addresses';
import { WalletCards } from '@/components/wallet/wallet-cards';
import { requireUser } from '@/lib/auth/session';
import { readDelivery } from '@/lib/wallet/addresses';
import { listWallet } from '@/lib/wallet/list-wallet';
import {
  addAddress,
  changeAddress,
  makeDefault,
  makeDefaultAddress,
  nameCard,
  offerAtCheckout,
  removeAddress,
  removeCard,
  startAddingCard,
  undoRemoval,
} from './actions';

export const metadata: Metadata = { title: 'Wallet' };

export default async function WalletPage({ searchParams }: PageProps<'/wallet'>) {
  const user = await requireUser('/wallet');
  const { added } = await searchParams;
  const cards = await listWallet(user.id);
  const delivery = await readDelivery(user);
  const adding = { email: user.email, startAddingCard: startAddingCard.bind(null, user.id) };
  return (
    <DrawnFor person={user.id}>
      <PageHeading
        title="Wallet"
        lead="Your cards, kept by Stripe. This shop never sees a number."
      />
      {added === '1' ? <AddedNotice /> : null}
      <div className="grid gap-10">
        {added === '0' ? (
          <Notice tone="warning" title="The card was not saved" className="max-w-2xl">
            Your bank may not have confirmed it. Nothing was charged; you can try again.
          </Notice>
        ) : null}
        <WalletCards
          cards={cards}
          actions={{
            makeDefault: makeDefault.bind(null, user.id),
            offerAtCheckout: offerAtCheckout.bind(null, user.id),
            nameCard: nameCard.bind(null, user.id),
            removeCard: removeCard.bind(null, user.id),
            undoRemoval: undoRemoval.bind(null, user.id),
          }}
          adding={adding}
          empty={
            <EmptyState icon={<CreditCard />} title="No cards yet">
              Save a card once, and every print is one click away.
            </EmptyState>
          }
        />
        <div className="grid justify-items-start gap-4">
          <AddCard {...adding} />
        </div>
        <WalletAddresses
          {...delivery}
          actions={{
            addAddress: addAddress.bind(null, user.id),
            changeAddress: changeAddress.bind(null, user.id),
            makeDefaultAddress: makeDefaultAddress.bind(null, user.id),
            removeAddress: removeAddress.bind(null, user.id),
          }}
        />
      </div>
    </DrawnFor>
  );
}
