import { clsx } from 'clsx';
import { Badge } from '@/components/ui/badge';
import { Said } from '@/components/ui/said';
import { BrandMark } from './brand-mark';
import { cardLabel, shortExpiry, spokenCardLabel } from './card-words';
import type { CardDate, CardNumberEnd } from './card-words';

type CardLineProps = {
  card: CardNumberEnd &
    Partial<CardDate> & {
      expiry?: 'valid' | 'soon' | 'expired' | undefined;
      nickname?: string | null | undefined;
    };
  className?: string | undefined;
};

/** A card in one line, for choices and sentences: mark, "Visa •••• 4242", expiry where known. */
export function CardLine({ card, className }: CardLineProps) {
  const { expMonth, expYear, expiry, nickname } = card;
  return (
    <span
      className={clsx('inline-flex flex-wrap items-center gap-x-3 gap-y-1 align-middle', className)}
    >
      <BrandMark brand={card.brand} className="h-6" />
      <span>
        <span aria-hidden="true" className="figures font-semibold whitespace-nowrap">
          <Said isName>{cardLabel(card)}</Said>
        </span>
        <span className="sr-only">
          <Said>{spokenCardLabel(card)}</Said>
        </span>
      </span>
      {nickname ? (
        <Said isName className="min-w-0 wrap-anywhere">
          {nickname}
        </Said>
      ) : null}
      {expMonth !== undefined && expYear !== undefined ? (
        <Said className="figures text-sm whitespace-nowrap text-ink-muted">
          {`${expiry === 'expired' ? 'expired' : 'expires'} ${shortExpiry({ expMonth, expYear })}`}
        </Said>
      ) : null}
      {expiry === 'soon' ? <Badge tone="warning">Expires soon</Badge> : null}
      {expiry === 'expired' ? <Badge tone="danger">Expired</Badge> : null}
    </span>
  );
}
