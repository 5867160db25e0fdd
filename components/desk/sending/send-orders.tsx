'use client';

import { useRouter } from 'next/navigation';
import { useState, useTransition } from 'react';
import { ask, type Action, type ShownFailure } from '@/components/actions/ask';
import { useSingleFlight } from '@/components/actions/use-single-flight';
import { Button } from '@/components/ui/button';
import { Checkbox } from '@/components/ui/checkbox';
import { Dialog, DialogClose } from '@/components/ui/dialog';
import { useToast } from '@/components/ui/toast';
import { failureText } from '@/components/words/failure-words';
import {
  markNote,
  markText,
  markedText,
  sendTexts,
  wrongLinkText,
} from '@/components/words/send-words';
import type { DeskToSend } from '@/lib/domain/desk-view';
import type { FailureCode } from '@/lib/domain/failure';
import { readTrackingUrl } from '@/lib/domain/sending';
import { DeedFailure } from '../deeds/deed-failure';
import { ToSendRow } from './to-send-row';

type ToMark = { orderId: string; trackingUrl: string; addressChangedAt: number | null };

export type SendOrdersAction = Action<
  { orders: ToMark[] },
  ({ orderId: string } & ({ ok: true; sentAt: number } | { ok: false; code: FailureCode }))[]
>;

type SendOrdersProps = { orders: readonly DeskToSend[]; sendOrders: SendOrdersAction };

const without = <Value,>(all: ReadonlyMap<string, Value>, ids: readonly string[]) =>
  new Map([...all].filter(([id]) => !ids.includes(id)));

const isLink = (typed: string): boolean => typed.trim() === '' || readTrackingUrl(typed) !== null;

/** What waits to be sent: those that are ticked are marked together, each by itself and with its own link. */
export function SendOrders({ orders, sendOrders }: SendOrdersProps) {
  const router = useRouter();
  const toast = useToast();
  const [ticked, setTicked] = useState<ReadonlySet<string>>(new Set());
  const [links, setLinks] = useState<ReadonlyMap<string, string>>(new Map());
  const [faults, setFaults] = useState<ReadonlyMap<string, string>>(new Map());
  const [isOpen, setIsOpen] = useState(false);
  const [failure, setFailure] = useState<ShownFailure | null>(null);
  const [isRefreshing, startTransition] = useTransition();

  const sendable = orders.filter(({ fault }) => fault === null);
  const chosen = sendable.filter(({ id }) => ticked.has(id));
  const linkOf = (id: string) => links.get(id) ?? '';

  const [mark, isMarking] = useSingleFlight(async () => {
    setFailure(null);
    const toMark = chosen.map(({ id, addressChangedAt }) => ({
      orderId: id,
      trackingUrl: linkOf(id),
      addressChangedAt,
    }));
    const answer = await ask(sendOrders, { orders: toMark });
    if (!answer.ok) return setFailure(answer);
    const done = answer.value.flatMap(({ orderId, ok }) => (ok ? [orderId] : []));
    setTicked(new Set([...ticked].filter((id) => !done.includes(id))));
    setLinks(without(links, done));
    setFaults(
      new Map(answer.value.flatMap((one) => (one.ok ? [] : [[one.orderId, failureText(one)]]))),
    );
    toast({ title: markedText(answer.value) });
    setIsOpen(false);
    startTransition(() => router.refresh());
  });

  /** A link that is none is said beside its field, before anything is asked. */
  const begin = (next: boolean) => {
    setFailure(null);
    const wrong = chosen.filter(({ id }) => !isLink(linkOf(id)));
    setFaults(new Map(wrong.map(({ id }) => [id, wrongLinkText])));
    setIsOpen(next && wrong.length === 0);
  };

  return (
    <div className="grid gap-4">
      <div className="flex flex-wrap items-center justify-between gap-3">
        <Checkbox
          label={sendTexts.all}
          checked={sendable.length > 0 && chosen.length === sendable.length}
          disabled={sendable.length === 0}
          onChange={({ target }) =>
            setTicked(new Set(target.checked ? sendable.map(({ id }) => id) : []))
          }
        />
        {chosen.length > 0 ? (
          <Dialog
            title={`${markText(chosen.length)}?`}
            description={markNote(chosen.length)}
            trigger={
              <Button size="small" variant="primary" pending={isRefreshing}>
                {`${markText(chosen.length)}…`}
              </Button>
            }
            open={isOpen}
            onOpenChange={begin}
            actions={
              <>
                <DialogClose render={<Button>{sendTexts.notYet}</Button>} />
                <Button
                  variant="primary"
                  onClick={mark}
                  pending={isMarking}
                  pendingLabel={sendTexts.writing}
                >
                  {markText(chosen.length)}
                </Button>
              </>
            }
          >
            {failure ? (
              <DeedFailure failure={failure} again={mark} onRefreshed={() => setIsOpen(false)} />
            ) : null}
          </Dialog>
        ) : null}
      </div>
      <ul className="border-t border-line-strong">
        {orders.map((order) => (
          <ToSendRow
            key={order.id}
            order={order}
            isTicked={ticked.has(order.id)}
            link={linkOf(order.id)}
            fault={faults.get(order.id) ?? null}
            onTick={(isTicked) =>
              setTicked(new Set([...ticked, order.id].filter((id) => isTicked || id !== order.id)))
            }
            onLink={(link) => {
              setLinks(new Map(links).set(order.id, link));
              // Whoever types its link means to send it.
              if (link !== '' && order.fault === null) setTicked(new Set([...ticked, order.id]));
            }}
          />
        ))}
      </ul>
    </div>
  );
}
