import { clsx } from 'clsx';
import type { ReactNode } from 'react';
import { Said } from '@/components/ui/said';
import { BrandMark } from './brand-mark';
import { brandName } from '@/lib/domain/brand-name';
import { CardFaceArt } from './card-face-art';
import { shortExpiry, spokenCard } from './card-words';

export type TileCard = {
  nickname: string | null;
  brand: string;
  last4: string;
  expMonth: number;
  expYear: number;
  isDefault: boolean;
  expiry: 'valid' | 'soon' | 'expired';
};

type CardTileProps = {
  card: TileCard;
  selected?: boolean | undefined;
  className?: string | undefined;
  /** What can be done with it: buttons under the card. */
  children?: ReactNode;
};

export function CardTile({ card, selected = false, className, children }: CardTileProps) {
  const expired = card.expiry === 'expired';
  return (
    <div className={clsx('grid min-w-0 content-start gap-3', className)}>
      <div
        className={clsx(
          // ISO/IEC 7810 ID-1, the size of every bank card: 85.60 × 53.98 mm.
          'relative isolate flex aspect-[1.586] w-full max-w-sm min-w-0 flex-col justify-between overflow-hidden rounded-card bg-face-slate forced-color-adjust-none p-4 text-face-ink shadow-sheet sm:p-5 forced-colors:border',
          expired && 'saturate-0',
          selected && 'outline-2 outline-offset-3 outline-accent',
        )}
      >
        <CardFaceArt brand={card.brand} last4={card.last4} />
        <div className="flex items-start justify-between gap-3">
          <span className="grid min-w-0">
            <span aria-hidden="true" className="text-lg font-semibold">
              <Said isName>{brandName(card.brand)}</Said>
            </span>
            {card.nickname === null ? null : (
              <Said isName className="truncate text-sm">
                {card.nickname}
              </Said>
            )}
          </span>
          <span className="flex shrink-0 flex-wrap justify-end gap-1.5">
            {card.isDefault ? <FaceBadge>Default</FaceBadge> : null}
            {card.expiry === 'soon' ? <FaceBadge warning>Expires soon</FaceBadge> : null}
            {expired ? <FaceBadge warning>Expired</FaceBadge> : null}
          </span>
        </div>
        <Said className="sr-only">{spokenCard(card)}</Said>
        <div aria-hidden="true" className="flex items-end justify-between gap-3">
          <span className="grid gap-1">
            <span className="figures flex items-baseline gap-2.5 text-2xl font-medium">
              <Said isName className="tracking-[0.12em]">
                ••••
              </Said>
              <Said isName className="tracking-[0.06em]">
                {card.last4}
              </Said>
            </span>
            <span className={clsx('figures text-sm', expired && 'line-through')}>
              {shortExpiry(card)}
            </span>
          </span>
          <BrandMark brand={card.brand} className="h-8" />
        </div>
      </div>
      {children ? <div className="flex flex-wrap items-center gap-2">{children}</div> : null}
    </div>
  );
}

// The face keeps its colours by day and night, so its badges do too.
function FaceBadge({
  warning = false,
  children,
}: {
  warning?: boolean | undefined;
  children: ReactNode;
}) {
  return (
    <span
      className={clsx(
        'label rounded-control px-1.5 py-0.5 text-face-slate',
        warning ? 'bg-face-warning' : 'bg-face-ink',
      )}
    >
      {children}
    </span>
  );
}
