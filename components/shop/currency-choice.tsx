import { Said } from '@/components/ui/said';
import { catalogWords, currencyNames } from '@/components/words/preference-words';
import type { CurrencyCount } from '@/lib/domain/catalog-currency';
import type { Currency } from '@/lib/domain/money';

type CurrencyChoiceProps = { offered: readonly CurrencyCount[]; shown: Currency };

/** Which prices the catalogue shows. A form and no link: what it asks for is kept. */
export function CurrencyChoice({ offered, shown }: CurrencyChoiceProps) {
  return (
    <form method="post">
      <div
        role="group"
        aria-label={catalogWords.legend}
        className="flex flex-wrap items-center gap-x-3 gap-y-1 text-sm"
      >
        <span aria-hidden="true" className="text-ink-muted">
          {catalogWords.legend}
        </span>
        <span className="inline-flex flex-wrap gap-1">
          {offered.map(({ currency }) => (
            <button
              key={currency}
              type="submit"
              formAction={`/api/preferences?currency=${currency}`}
              aria-pressed={currency === shown}
              title={currencyNames[currency]}
              className="min-h-8 cursor-pointer rounded-control border border-line-strong px-2.5 font-medium hover:border-ink aria-pressed:border-ink aria-pressed:bg-ink aria-pressed:text-paper pointer-coarse:min-h-11 pointer-coarse:min-w-11"
            >
              <Said isName>{catalogWords.code(currency)}</Said>
            </button>
          ))}
        </span>
      </div>
    </form>
  );
}
