import { Said } from '@/components/ui/said';
import { noAddressText } from '@/components/words/send-words';
import { addressLines, type PostalAddress } from '@/lib/domain/address';

/** Where an order goes, line by line as on a parcel. */
export function GoesTo({ address }: { address: PostalAddress | null }) {
  if (!address) return <p className="text-ink-muted">{noAddressText}</p>;
  return (
    <address className="grid not-italic wrap-anywhere">
      {addressLines(address).map((line, at) => (
        <Said key={at} isName>
          {line}
        </Said>
      ))}
    </address>
  );
}
