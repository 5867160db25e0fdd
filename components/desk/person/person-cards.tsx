import { Badge } from '@/components/ui/badge';
import { Said } from '@/components/ui/said';
import { cardLabel } from '@/components/wallet/card-words';
import { personWords } from '@/components/words/desk-person-words';
import type { DeskPerson } from '@/lib/domain/desk-view';

/** Brand and last four: enough to talk about a payment. */
export function PersonCards({ cards }: Pick<DeskPerson, 'cards'>) {
  if (cards.length === 0) return <p className="text-ink-muted">{personWords.noCards}</p>;
  return (
    <ul className="grid gap-1 text-sm">
      {cards.map(({ id, expMonth, expYear, isDefault, ...card }) => (
        <li
          key={id}
          className="flex flex-wrap items-center gap-x-4 gap-y-1 border-b border-line py-2"
        >
          <Said isName className="figures font-semibold">
            {cardLabel(card)}
          </Said>
          <Said className="figures text-ink-muted">{personWords.expires(expMonth, expYear)}</Said>
          {isDefault ? <Badge tone="neutral">{personWords.isDefault}</Badge> : null}
        </li>
      ))}
    </ul>
  );
}
