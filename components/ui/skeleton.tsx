import { clsx } from 'clsx';

/** Give it the size of what comes, so that nothing jumps when it arrives. */
export function Skeleton({ className }: { className?: string | undefined }) {
  return (
    <span
      aria-hidden="true"
      className={clsx('block animate-breathe rounded-control bg-line', className)}
    />
  );
}
