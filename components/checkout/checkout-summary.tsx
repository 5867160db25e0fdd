import { PrintPicture } from '@/components/shop/print-picture';
import { includedText } from '@/components/words/address-words';
import { formatMoney } from '@/lib/domain/money';
import type { Money } from '@/lib/domain/money';
import { Said } from '@/components/ui/said';

type CheckoutSummaryProps = {
  title: string;
  image: string;
  alt: string;
  /** A line under the title: the edition, or the order's reference. */
  detail: string;
  total: Money;
  /** It is paid later, and not now. */
  isLater: boolean;
};

/** What is bought and what it costs: stays in sight while the form is filled in. */
export function CheckoutSummary({
  title,
  image,
  alt,
  detail,
  total,
  isLater,
}: CheckoutSummaryProps) {
  return (
    <aside
      aria-label={isLater ? 'What you pre-order' : 'What you pay for'}
      className="sticky top-0 z-10 -mx-4 grid grid-cols-[3.5rem_1fr] items-center gap-4 border-b border-line bg-paper px-4 py-3 md:top-8 md:mx-0 md:grid-cols-1 md:gap-5 md:rounded-sheet md:border md:bg-sheet md:p-5"
    >
      <PrintPicture src={image} alt={alt} urgent className="rounded-control md:shadow-sheet" />
      <div className="flex min-w-0 flex-wrap items-baseline justify-between gap-x-6 gap-y-1">
        <div className="grid min-w-0">
          <p className="text-lg font-semibold">
            <Said>{title}</Said>
          </p>
          <p className="label text-ink-muted">
            <Said>{detail}</Said>
          </p>
        </div>
        <p className="figures text-lg font-semibold md:text-xl">
          <span className="sr-only">{isLater ? 'Charged when it is sent: ' : 'Total: '}</span>
          <Said isName>{formatMoney(total)}</Said>
          {isLater ? (
            <span aria-hidden="true" className="block text-sm font-normal text-ink-muted">
              when it is sent
            </span>
          ) : null}
          <span className="block text-sm font-normal text-ink-muted max-md:hidden">
            {includedText}
          </span>
        </p>
      </div>
    </aside>
  );
}
