import { clsx } from 'clsx';
import type { Route } from 'next';
import { Link } from '@/components/ui/link';
import type { ReactNode } from 'react';
import { LocalTime } from '@/components/site/local-time';
import { deliveryFaultWords } from '@/components/words/delivery-fault-words';
import { countText, durationText } from '@/components/words/desk-words';
import type { DeliveryFault } from '@/lib/domain/delivery-fault';
import type { Count, DeskHealth } from '@/lib/domain/desk-view';
import { RunResult } from './run-table';
import { Said, whole } from '@/components/ui/said';

/** How the shop is, at a glance: what is not zero and should be stands out. */
export function HealthPanel({ health }: { health: DeskHealth }) {
  const { at, lastEvent, unprocessed, lastRun } = health;
  return (
    <dl className="grid gap-px overflow-hidden rounded-sheet border border-line bg-paper sm:grid-cols-2 lg:grid-cols-4">
      <Fact name="Last webhook" href="/desk/inbox">
        {lastEvent ? (
          <Figure
            under={
              <>
                <Said isName>{`${lastEvent.type},`}</Said> <LocalTime at={lastEvent.receivedAt} />
              </>
            }
          >
            {`${durationText(at - lastEvent.receivedAt)} ago`}
          </Figure>
        ) : (
          <Figure under="Stripe has not sent an event yet">None</Figure>
        )}
      </Fact>
      <Fact name="Webhook lag">
        <Figure under="from Stripe’s making it to our having it">
          {lastEvent?.lagMs == null ? '–' : durationText(lastEvent.lagMs)}
        </Figure>
      </Fact>
      <Fact name="Unprocessed events" href="/desk/inbox?show=unprocessed">
        <Figure
          isWrong={unprocessed.count > 0}
          under={
            unprocessed.oldestReceivedAt === null
              ? 'nothing waits'
              : `the oldest for ${durationText(at - unprocessed.oldestReceivedAt)}`
          }
        >
          {countText(unprocessed)}
        </Figure>
      </Fact>
      <Tally
        name="Payments without an answer"
        count={health.unknownAttempts}
        under="the reconciler is finding out"
        href="/desk/orders?show=needs_attention"
      />
      <Tally
        name="Refunds without an answer"
        count={health.unheardRefunds}
        under="the reconciler is finding out"
        href="/desk/orders?show=needs_attention"
      />
      <Tally
        name="Owed and not dealt with"
        count={health.openAttention}
        under="somebody waits for money or a print"
        href="/desk/orders?show=needs_attention"
      />
      <Tally
        name="Refunds on their way for long"
        count={health.stuckRefunds}
        under="more than five days: look at Stripe’s balance"
        href="/desk/orders?show=needs_attention"
      />
      <Tally
        name="Calls to Stripe that are due"
        count={health.dueCalls}
        under="sent within seconds"
      />
      <Tally name="Mails that wait" count={health.waitingMails} under="sent within seconds" />
      <Fact name="Confirmed addresses">
        <Figure
          isWrong={!health.mailLeaves}
          under={
            health.mailLeaves
              ? 'pre-orders want one'
              : 'no mail leaves, so nobody can confirm an address: pre-orders are taken without'
          }
        >
          {health.mailLeaves ? 'Asked for' : 'Not asked for'}
        </Figure>
      </Fact>
      {health.deliveryFaults.map((fault) => (
        <DeliveryFaultFact key={fault.kind} fault={fault} />
      ))}
      <Fact name="Last reconciliation" href="/desk/reconciliations">
        {lastRun ? (
          <Figure under={<LocalTime at={lastRun.startedAt} />}>
            <span className="inline-flex flex-wrap items-center gap-2">
              <Said>{`${durationText(at - lastRun.startedAt)} ago`}</Said>
              <RunResult run={lastRun} />
            </span>
          </Figure>
        ) : (
          <Figure under="no run has been written down yet">None</Figure>
        )}
      </Fact>
    </dl>
  );
}

function DeliveryFaultFact({ fault }: { fault: DeliveryFault }) {
  const { name, text } = deliveryFaultWords(fault);
  return (
    <Fact name={name}>
      <Figure
        isWrong
        under={
          <>
            <Said>the last one </Said>
            <LocalTime at={fault.lastAt} />
            <Said>{`. ${text}`}</Said>
          </>
        }
      >
        {fault.count.toLocaleString('en')}
      </Figure>
    </Fact>
  );
}

function Tally({
  count,
  under,
  ...fact
}: {
  name: string;
  count: Count;
  under: string;
  href?: Route;
}) {
  return (
    <Fact {...fact}>
      <Figure isWrong={count.count > 0} under={count.count > 0 ? under : 'nothing waits'}>
        {countText(count)}
      </Figure>
    </Fact>
  );
}

function Fact({ name, href, children }: { name: string; href?: Route; children: ReactNode }) {
  return (
    // Lines of their own: the last row may not be full.
    <div className="grid content-start gap-1 p-4 outline outline-line">
      <dt className="label text-ink-muted">
        {href ? (
          <Link
            href={href}
            prefetch={false}
            className="inline-flex min-h-6 items-center underline underline-offset-4"
          >
            {name}
          </Link>
        ) : (
          <span className="inline-flex min-h-6 items-center">{name}</span>
        )}
      </dt>
      {whole(children)}
    </div>
  );
}

function Figure({
  isWrong = false,
  under,
  children,
}: {
  isWrong?: boolean;
  under: ReactNode;
  children: ReactNode;
}) {
  return (
    <dd>
      <span className={clsx('figures block text-2xl font-semibold', isWrong && 'text-warning')}>
        {whole(children)}
      </span>
      <span className="text-sm text-ink-muted">{whole(under)}</span>
    </dd>
  );
}
