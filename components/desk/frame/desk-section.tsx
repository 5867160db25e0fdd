import { useId } from 'react';
import type { ReactNode } from 'react';
import { whole } from '@/components/ui/said';

/** A part of a page at the desk, with its heading and what can be done there. */
export function DeskSection({
  title,
  actions,
  children,
}: {
  title: string;
  actions?: ReactNode;
  children: ReactNode;
}) {
  const id = useId();
  return (
    <section aria-labelledby={id} className="grid grid-cols-[minmax(0,1fr)] content-start gap-3">
      <div className="flex flex-wrap items-center justify-between gap-3">
        <h2 id={id} className="text-xl">
          {title}
        </h2>
        {whole(actions)}
      </div>
      {whole(children)}
    </section>
  );
}
