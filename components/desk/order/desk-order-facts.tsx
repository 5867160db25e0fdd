import type { Route } from 'next';
import Link from 'next/link';
import type { ReactNode } from 'react';
import { LocalTime } from '@/components/site/local-time';
import type { DeskOrderView } from '@/lib/domain/desk-view';
import { cardLabel } from '@/components/wallet/card-words';
import { deskAddressWords } from '@/components/words/address-words';
import { copyWords } from '@/components/words/desk-words';
import { chargeFailureWords } from '@/components/words/charge-words';
import { personWords } from '@/components/words/desk-person-words';
import { addressLines } from '@/lib/domain/address';
import { sendFaultWords, sendingWords } from '@/components/words/send-words';
import { SendingText } from '@/components/order/sending-text';
import { formatMoney } from '@/lib/domain/money';
import { formatDay } from '@/lib/domain/preorder';
import { StripeId } from '../table/stripe-id';
import { Said, whole } from '@/components/ui/said';

/** What the order is about, in money and in names: side by side, so that the tables get the width. */
export function DeskOrderFacts({ order }: { order: DeskOrderView }) {
  const { total, refundedAmount, refundable, buyer, payment, paidAt, preorder, toBuyer } = order;
  const money = (amount: number) => formatMoney({ amount, currency: total.currency });
  return (
    <section aria-label="This order">
      <dl className="grid grid-cols-2 gap-x-6 gap-y-4 border-y border-line-strong py-4 text-sm sm:grid-cols-3 lg:grid-cols-4">
        <Fact term="Total">
          <span className="text-lg font-semibold">{formatMoney(total)}</span>
        </Fact>
        <Fact term="Refunded">
          <span className="text-lg">{money(refundedAmount)}</span>
        </Fact>
        <Fact term="Refundable">
          <span className="text-lg">{money(refundable)}</span>
        </Fact>
        <Fact term="Buyer">
          <Link
            href={`/desk/people/${buyer.id}` as Route}
            prefetch={false}
            className="inline-flex min-h-6 items-center wrap-anywhere underline underline-offset-4"
          >
            <Said isName>{buyer.name || personWords.openPerson}</Said>
          </Link>
          <span className="block wrap-anywhere text-ink-muted">{buyer.email}</span>
        </Fact>
        <Fact term="Placed">
          <LocalTime at={order.createdAt} />
        </Fact>
        <Fact term="Paid">{paidAt === null ? 'Not yet' : <LocalTime at={paidAt} />}</Fact>
        {order.copy === null ? null : <Fact term="Copy">{copyWords[order.copy]}</Fact>}
        {preorder?.card ? <Fact term="Charged to">{cardLabel(preorder.card)}</Fact> : null}
        {preorder ? (
          <Fact term="Sent by">
            <Said>{formatDay(preorder.shipBy)}</Said>
            {preorder.nextChargeAt === null ? null : (
              <span className="block text-ink-muted">
                <Said>charged again</Said> <LocalTime at={preorder.nextChargeAt} />
              </span>
            )}
            {order.label === 'scheduled' && preorder.fault ? (
              <span className="block text-danger">
                {chargeFailureWords[preorder.fault] ?? preorder.fault}
              </span>
            ) : null}
          </Fact>
        ) : null}
        <Fact term={deskAddressWords.goesTo}>
          {order.goesTo ? (
            <address className="grid not-italic wrap-anywhere">
              {addressLines(order.goesTo).map((line, n) => (
                <Said key={n} isName>
                  {line}
                </Said>
              ))}
            </address>
          ) : (
            deskAddressWords.unknown
          )}
        </Fact>
        {toBuyer.sending ? (
          <Fact term="Sending">
            {toBuyer.sending.state === 'unrecorded' ? (
              <Said>{sendingWords.unrecorded}</Said>
            ) : (
              <SendingText sending={toBuyer.sending} precision="minute" />
            )}
            {toBuyer.fault ? (
              <span className="block text-danger">{sendFaultWords[toBuyer.fault]}</span>
            ) : null}
          </Fact>
        ) : null}
        <Fact term="At Stripe">{payment ? <StripeId link={payment} /> : 'Nothing yet'}</Fact>
        <Fact term="Receipt to">
          <span className="wrap-anywhere">{order.receiptEmail}</span>
        </Fact>
        <Fact term="Order id" isWide>
          <code className="text-xs break-all">{order.id}</code>
        </Fact>
      </dl>
    </section>
  );
}

function Fact({
  term,
  isWide = false,
  children,
}: {
  term: string;
  isWide?: boolean;
  children: ReactNode;
}) {
  return (
    <div className={isWide ? 'col-span-2 min-w-0' : 'min-w-0'}>
      <dt className="label pb-1 text-ink-muted">{term}</dt>
      <dd className="figures">{whole(children)}</dd>
    </div>
  );
}
