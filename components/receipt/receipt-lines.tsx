import { Said } from '@/components/ui/said';
import { receiptWords as words } from '@/components/words/receipt-words';
import { formatMoney, type Money } from '@/lib/domain/money';
import type { Receipt } from '@/lib/domain/receipt';

type ReceiptLinesProps = { receipt: Pick<Receipt, 'lines' | 'total' | 'refunded' | 'kept'> };

/** What was bought, for how much, and what of it was given back. */
export function ReceiptLines({ receipt: { lines, total, refunded, kept } }: ReceiptLinesProps) {
  return (
    <table className="w-full text-left">
      <thead>
        <tr className="label border-b border-line-strong text-ink-muted">
          <th scope="col" className="pb-2 font-normal">
            {words.item}
          </th>
          <th scope="col" className="pb-2 text-right font-normal">
            {words.price}
          </th>
        </tr>
      </thead>
      <tbody>
        {lines.map((line) => (
          <tr key={line.title} className="border-b border-line align-baseline">
            <td className="py-2.5 pr-6 wrap-anywhere">
              <Said className="block">{words.line(line.quantity, line.title)}</Said>
              <Said isName className="block text-sm text-ink-muted">
                {line.detail}
              </Said>
            </td>
            <Amount of={line.total} />
          </tr>
        ))}
      </tbody>
      <tfoot>
        <Sum term={words.total} of={total} isStrong={refunded.amount === 0} />
        {refunded.amount > 0 ? (
          <>
            <Sum term={words.refunded} of={{ ...refunded, amount: -refunded.amount }} />
            <Sum term={words.kept} of={kept} isStrong />
          </>
        ) : null}
      </tfoot>
    </table>
  );
}

function Sum({ term, of, isStrong = false }: { term: string; of: Money; isStrong?: boolean }) {
  return (
    <tr className={isStrong ? 'text-lg font-semibold' : undefined}>
      <th scope="row" className="pt-2.5 pr-6 font-[inherit]">
        {term}
      </th>
      <Amount of={of} />
    </tr>
  );
}

function Amount({ of }: { of: Money }) {
  return (
    <td className="figures pt-2.5 text-right align-baseline whitespace-nowrap">
      <Said isName>{formatMoney(of)}</Said>
    </td>
  );
}
