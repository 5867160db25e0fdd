import { clsx } from 'clsx';
import { Said } from '@/components/ui/said';

type CodedProps = {
  text: string;
  code: string;
  /** Outside of a table, where there is room. */
  isWide?: boolean;
};

/** A reason in words, and Stripe's own code beside it, to be looked up by. */
export function Coded({ text, code, isWide = false }: CodedProps) {
  return (
    <span className={clsx('block whitespace-normal', !isWide && 'max-w-72')}>
      <Said>{text}</Said> <code className="text-xs break-all text-ink-muted">{code}</code>
    </span>
  );
}
