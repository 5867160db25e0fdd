import { PageHeading } from '@/components/ui/page-heading';
import { Skeleton } from '@/components/ui/skeleton';
import { loadingWords } from '@/components/words/loading-words';

export default function WalletLoading() {
  return (
    <div aria-busy="true">
      <PageHeading
        title="Wallet"
        lead="Your cards, kept by Stripe. This shop never sees a number."
      />
      <p className="sr-only">{loadingWords.cards}</p>
      <div className="grid gap-x-8 gap-y-10 sm:grid-cols-2 lg:grid-cols-3">
        <Skeleton className="aspect-[1.586] w-full max-w-sm rounded-card" />
        <Skeleton className="aspect-[1.586] w-full max-w-sm rounded-card" />
      </div>
    </div>
  );
}
