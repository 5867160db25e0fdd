import { clsx } from 'clsx';
import type { ReactNode } from 'react';
import { whole } from './said';

export type Tone = 'neutral' | 'info' | 'success' | 'warning' | 'danger' | 'accent';

const tones: Record<Tone, string> = {
  neutral: 'border-line-strong text-ink',
  info: 'border-info bg-info-wash text-info',
  success: 'border-success bg-success-wash text-success',
  warning: 'border-warning bg-warning-wash text-warning',
  danger: 'border-danger bg-danger-wash text-danger',
  accent: 'border-accent-ink bg-accent-wash text-accent-ink',
};

export function Badge({
  tone = 'neutral',
  className,
  children,
}: {
  tone?: Tone | undefined;
  className?: string | undefined;
  children: ReactNode;
}) {
  return (
    <span
      className={clsx(
        'label inline-flex items-center gap-1 rounded-control border px-1.5 py-0.5 whitespace-nowrap',
        tones[tone],
        className,
      )}
    >
      {whole(children)}
    </span>
  );
}
