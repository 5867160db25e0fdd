import type { Route } from 'next';
import Link from 'next/link';
import { LocalTime } from '@/components/site/local-time';
import { Badge } from '@/components/ui/badge';
import { Checkbox } from '@/components/ui/checkbox';
import { Field } from '@/components/ui/field';
import { Said } from '@/components/ui/said';
import { orderLabelWords } from '@/components/words/order-label-words';
import {
  byDayText,
  sendFaultWords,
  sendTexts,
  trackingLabel,
  trackingOfText,
} from '@/components/words/send-words';
import type { DeskToSend } from '@/lib/domain/desk-view';
import { GoesTo } from './goes-to';

type ToSendRowProps = {
  order: DeskToSend;
  isTicked: boolean;
  link: string;
  /** Why it was not marked just now. */
  fault: string | null;
  onTick: (isTicked: boolean) => void;
  onLink: (link: string) => void;
};

/** One order of the list to send: what it is, where it goes, and the link that its buyer gets. */
export function ToSendRow({ order, isTicked, link, fault, onTick, onLink }: ToSendRowProps) {
  const label = orderLabelWords[order.label];
  return (
    <li className="grid gap-x-6 gap-y-3 border-b border-line py-4 md:grid-cols-[minmax(0,1fr)_minmax(0,1fr)_minmax(0,1.2fr)]">
      <div className="grid content-start gap-1">
        <Checkbox
          label={<Said isName>{`${order.reference} · ${order.title}`}</Said>}
          checked={isTicked && order.fault === null}
          disabled={order.fault !== null}
          onChange={({ target }) => onTick(target.checked)}
        />
        <div className="grid gap-1 pl-8.5 text-sm text-ink-muted">
          <span className="flex flex-wrap items-center gap-x-2 gap-y-1">
            <Said>{sendTexts.paid}</Said>
            <LocalTime at={order.paidAt} precision="day" />
            {order.label === 'paid' ? null : <Badge tone={label.tone}>{label.text}</Badge>}
          </span>
          {order.sentBy === null ? null : <span>{byDayText(order.sentBy)}</span>}
          <Link
            href={`/desk/orders/${order.id}` as Route}
            prefetch={false}
            className="inline-flex min-h-6 w-fit items-center underline underline-offset-4"
          >
            {sendTexts.show}
          </Link>
        </div>
      </div>
      <div className="text-sm max-md:pl-8.5">
        <GoesTo address={order.address} />
        <p className="wrap-anywhere text-ink-muted">{order.email}</p>
      </div>
      <div className="max-md:pl-8.5">
        {order.fault ? (
          <p className="text-sm text-danger">{sendFaultWords[order.fault]}</p>
        ) : (
          <Field
            name={`tracking-${order.id}`}
            type="url"
            label={
              <>
                <Said>{trackingLabel}</Said>
                <Said className="sr-only">{trackingOfText(order.reference)}</Said>
              </>
            }
            required={false}
            autoComplete="off"
            value={link}
            onChange={({ target }) => onLink(target.value)}
            error={fault}
          />
        )}
      </div>
    </li>
  );
}
