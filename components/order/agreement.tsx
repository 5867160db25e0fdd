import { Said } from '@/components/ui/said';

/** The words that a pre-order's buyer agreed to, as they were recorded. */
export function Agreement({ text }: { text: string }) {
  return (
    <section aria-labelledby="agreement" className="grid gap-1 border-l-2 border-line pl-4">
      <h2 id="agreement" className="font-sans text-sm font-semibold">
        You agreed
      </h2>
      <p className="text-sm text-ink-muted">
        <Said>{text}</Said>
      </p>
    </section>
  );
}
