import { useId, type ReactNode } from 'react';
import { LocalTime } from '@/components/site/local-time';
import { disputeWords } from '@/components/words/dispute-words';
import { refundWords } from '@/components/words/refund-words';
import { formatMoney, type Money } from '@/lib/domain/money';
import type { OrderView } from '@/lib/domain/order-view';
import { Said } from '@/components/ui/said';

/** Each refund and dispute of an order, with how far it is. Nothing where there are none. */
export function MoneyBack({
  order: { refunds, disputes },
}: {
  order: Pick<OrderView, 'refunds' | 'disputes'>;
}) {
  return (
    <>
      {refunds.length > 0 ? (
        <MoneyBackList title={refunds.length > 1 ? 'Refunds' : 'Refund'}>
          {refunds.map(({ id, total, status, createdAt }) => (
            <Line key={id} total={total} openedAt={createdAt}>
              {refundWords[status]}
            </Line>
          ))}
        </MoneyBackList>
      ) : null}
      {disputes.length > 0 ? (
        <MoneyBackList title={disputes.length > 1 ? 'Disputes' : 'Dispute'}>
          {disputes.map(({ id, total, status, openedAt }) => (
            <Line key={id} total={total} openedAt={openedAt}>
              {disputeWords[status]}
            </Line>
          ))}
        </MoneyBackList>
      ) : null}
    </>
  );
}

function MoneyBackList({ title, children }: { title: string; children: ReactNode }) {
  const id = useId();
  return (
    <section aria-labelledby={id} className="grid gap-2">
      <h2 id={id} className="text-xl">
        {title}
      </h2>
      <ul className="divide-y divide-line border-y border-line">{children}</ul>
    </section>
  );
}

type LineProps = { total: Money; openedAt: number; children: string };

function Line({ total, openedAt, children }: LineProps) {
  return (
    <li className="grid gap-0.5 py-2.5">
      <p className="flex flex-wrap items-baseline justify-between gap-x-6">
        <span className="text-ink-muted">
          <LocalTime at={openedAt} precision="day" />
        </span>
        <Said isName className="figures ml-auto font-semibold">
          {formatMoney(total)}
        </Said>
      </p>
      <p className="text-sm text-pretty">
        <Said>{children}</Said>
      </p>
    </li>
  );
}
