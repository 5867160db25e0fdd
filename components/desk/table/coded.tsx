import { Said } from '@/components/ui/said';

/** A reason in words, and Stripe's own code beside it, to be looked up by. */
export function Coded({ text, code }: { text: string; code: string }) {
  return (
    <span className="block max-w-72 whitespace-normal">
      <Said>{text}</Said> <code className="text-xs break-all text-ink-muted">{code}</code>
    </span>
  );
}
