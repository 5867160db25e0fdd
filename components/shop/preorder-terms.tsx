import { AgreedWords } from '@/components/actions/agreed-words';
import { chargeLaterWording } from '@/lib/domain/preorder';
import type { PreorderTerms as Terms } from '@/lib/domain/preorder';

/** What is agreed to with a pre-order, in the very words that are recorded: before any button. */
export function PreorderTerms({ terms }: { terms: Terms }) {
  return (
    <div className="grid gap-1 border-l-2 border-accent pl-4">
      <p className="font-semibold max-md:sr-only">Pre-order</p>
      <p className="text-sm text-ink-muted">
        <AgreedWords>{chargeLaterWording(terms).text}</AgreedWords>
      </p>
    </div>
  );
}
