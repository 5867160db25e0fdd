import { Badge } from '@/components/ui/badge';
import { Said } from '@/components/ui/said';
import { personWords } from '@/components/words/desk-person-words';
import { addressLines } from '@/lib/domain/address';
import type { DeskPerson } from '@/lib/domain/desk-view';

/** Where somebody has things sent. Orders have copies of their own. */
export function PersonAddresses({ addresses }: Pick<DeskPerson, 'addresses'>) {
  if (addresses.length === 0) return <p className="text-ink-muted">{personWords.noAddresses}</p>;
  return (
    <ul className="grid gap-1 text-sm">
      {addresses.map((address) => (
        <li
          key={address.id}
          className="flex flex-wrap items-center gap-x-4 gap-y-1 border-b border-line py-2"
        >
          <Said isName className="wrap-anywhere">
            {addressLines(address).join(', ')}
          </Said>
          {address.isDefault ? <Badge tone="neutral">{personWords.isDefault}</Badge> : null}
        </li>
      ))}
    </ul>
  );
}
