import { clsx } from 'clsx';
import { CircleAlert, CircleCheck, Info, TriangleAlert } from 'lucide-react';
import type { LucideIcon } from 'lucide-react';
import type { ReactNode, Ref } from 'react';
import { whole } from './said';

export type NoticeTone = 'info' | 'success' | 'warning' | 'danger';

const looks: Record<NoticeTone, { icon: LucideIcon; box: string; mark: string }> = {
  info: { icon: Info, box: 'border-info bg-info-wash', mark: 'text-info' },
  success: { icon: CircleCheck, box: 'border-success bg-success-wash', mark: 'text-success' },
  warning: { icon: TriangleAlert, box: 'border-warning bg-warning-wash', mark: 'text-warning' },
  danger: { icon: CircleAlert, box: 'border-danger bg-danger-wash', mark: 'text-danger' },
};

type NoticeProps = {
  tone?: NoticeTone | undefined;
  title?: ReactNode;
  /**
   * `status` waits for a pause, `alert` interrupts: for what appears while someone is at work.
   * Leave it out for what was on the page from the start.
   */
  live?: 'status' | 'alert' | undefined;
  /** The way on: a button or a link, or an element that draws nothing. */
  action?: ReactNode;
  className?: string | undefined;
  /** To focus it after a failed submit. */
  ref?: Ref<HTMLDivElement> | undefined;
  children?: ReactNode;
};

export function Notice({
  tone = 'info',
  title,
  live,
  action,
  className,
  ref,
  children,
}: NoticeProps) {
  const { icon: Icon, box, mark } = looks[tone];
  return (
    <div
      ref={ref}
      role={live}
      tabIndex={ref ? -1 : undefined}
      className={clsx('flex gap-3 rounded-sheet border-l-4 px-4 py-3', box, className)}
    >
      <Icon aria-hidden="true" className={clsx('mt-0.5 size-5 shrink-0', mark)} />
      <div className="grid min-w-0 flex-1 content-start gap-1 wrap-anywhere">
        {title ? <p className="font-semibold">{whole(title)}</p> : null}
        {children ? <div className="text-pretty">{whole(children)}</div> : null}
        {action ? <div className="mt-2 flex flex-wrap gap-2 empty:hidden">{action}</div> : null}
      </div>
    </div>
  );
}
