import { Said } from '@/components/ui/said';
import { helpWords } from '@/components/words/help-words';

/** Where somebody reaches a person. Null where the settings name no address. */
export function WriteToUs({ address }: { address: string | null }) {
  return (
    <section aria-labelledby="write" className="grid gap-2">
      <h2 id="write" className="text-2xl">
        <Said>{helpWords.writeTitle}</Said>
      </h2>
      {address === null ? (
        <p className="max-w-prose">{helpWords.noAddress}</p>
      ) : (
        <p className="max-w-prose wrap-anywhere">
          <Said>{helpWords.writeText}</Said>{' '}
          <a
            href={`mailto:${address}`}
            className="inline-flex min-h-6 items-center font-semibold underline underline-offset-4"
          >
            <Said isName>{address}</Said>
          </a>
        </p>
      )}
      <p className="max-w-prose text-ink-muted">{helpWords.writeHint}</p>
    </section>
  );
}
