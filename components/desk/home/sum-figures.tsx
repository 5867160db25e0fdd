import type { ReactNode } from 'react';
import { Said, whole } from '@/components/ui/said';
import { homeWords } from '@/components/words/desk-home-words';
import type { CurrencySums } from '@/lib/domain/desk-view';
import { formatMoney } from '@/lib/domain/money';

/** What came in, went back and failed, one row for each currency: sums of two are no sum. */
export function SumFigures({ sums }: { sums: readonly CurrencySums[] }) {
  if (sums.length === 0) return <p className="text-ink-muted">{homeWords.nothing}</p>;
  return (
    <ul className="grid gap-3">
      {sums.map((each) => (
        <li key={each.currency}>
          <CurrencyFigures sums={each} />
        </li>
      ))}
    </ul>
  );
}

function CurrencyFigures({ sums }: { sums: CurrencySums }) {
  const { currency, paidAmount, refundedAmount } = sums;
  const money = (amount: number) => formatMoney({ amount, currency });
  return (
    <dl className="grid grid-cols-2 gap-px overflow-hidden rounded-sheet border border-line bg-paper lg:grid-cols-4">
      <Figure name={homeWords.paid} under={homeWords.payments(sums.paidCount)}>
        {money(paidAmount)}
      </Figure>
      <Figure name={homeWords.refunded} under={homeWords.refunds(sums.refundedCount)}>
        {money(refundedAmount)}
      </Figure>
      <Figure name={homeWords.net} under={currency.toUpperCase()}>
        {money(paidAmount - refundedAmount)}
      </Figure>
      <Figure name={homeWords.failed} under={homeWords.payments(sums.failedCount)}>
        {sums.failedCount.toLocaleString('en')}
      </Figure>
    </dl>
  );
}

function Figure({ name, under, children }: { name: string; under: string; children: ReactNode }) {
  return (
    <div className="grid content-start gap-1 p-4 outline outline-line">
      <dt className="label text-ink-muted">{name}</dt>
      <dd>
        <span className="figures block text-xl font-semibold wrap-anywhere sm:text-2xl">
          {whole(children)}
        </span>
        <Said className="text-sm text-ink-muted">{under}</Said>
      </dd>
    </div>
  );
}
