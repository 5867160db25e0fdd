import { clsx } from 'clsx';
import { Said } from '@/components/ui/said';

/** Two halves of a card, printed out of register: the sign of the house. */
export function Sign({ className }: { className?: string | undefined }) {
  return (
    <svg viewBox="0 0 32 32" aria-hidden="true" className={clsx('shrink-0', className)}>
      <path className="fill-accent" d="M15 5v17H5a2 2 0 0 1-2-2V7a2 2 0 0 1 2-2z" />
      <path className="fill-ink" d="M17 10h10a2 2 0 0 1 2 2v13a2 2 0 0 1-2 2H17z" />
      <path className="fill-paper" d="M17 13.5a5 5 0 0 1 0 10zM15 8.5a5 5 0 0 0 0 10z" />
    </svg>
  );
}

export function Wordmark() {
  return (
    <span className="inline-flex items-center gap-2 text-lg font-semibold tracking-tight sm:text-xl">
      <Sign className="size-7 sm:size-8" />
      <Said isName>Cardkeep</Said>
    </span>
  );
}
