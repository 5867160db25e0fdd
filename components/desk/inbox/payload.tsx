import { visibleText } from '@/components/words/visible-text';

/** What an event carries, as text: nothing in it is taken for markup. */
export function Payload({ payload }: { payload: unknown }) {
  return (
    <pre
      role="group"
      aria-label="Payload"
      tabIndex={0}
      className="max-h-[36rem] overflow-auto rounded-control border border-line bg-sunken p-4 text-xs leading-relaxed"
    >
      {visibleText(JSON.stringify(payload, null, 2), true)}
    </pre>
  );
}
