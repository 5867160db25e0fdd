import type { ReactNode } from 'react';
import { Notice } from '@/components/ui/notice';
import { failureText } from '@/components/words/failure-words';

/** Stands where a mailed link led to nothing any more, with the way on. */
export function LinkOver({ action }: { action: ReactNode }) {
  return (
    <Notice tone="warning" action={action}>
      {failureText({ ok: false, code: 'link_over' })}
    </Notice>
  );
}
