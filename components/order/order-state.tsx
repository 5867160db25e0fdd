import type { ReactNode } from 'react';
import { Notice } from '@/components/ui/notice';
import type { OrderView } from '@/lib/domain/order-view';
import { orderStateWords } from './order-state-words';

/** Where the order stands. The same element stays while it changes, so that changes are read aloud. */
export function OrderState({ order, children }: { order: OrderView; children?: ReactNode }) {
  const { tone, title, text } = orderStateWords(order);
  return (
    <div className="grid gap-4">
      <Notice tone={tone} title={<span className="text-xl">{title}</span>} live="status">
        {text}
      </Notice>
      {children}
    </div>
  );
}
