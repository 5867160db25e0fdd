import type { TestCard } from '../../cards/card';
import { findCard } from '../../cards/catalog';
import { type Decline, declines } from '../../cards/declines';
import type { World } from '../../state/world';
import type { ThreeDSecureResult } from '../objects/charge-object';
import { declineOf } from '../customers/payment-method-attach';
import type { MethodRow } from '../objects/payment-method-object';

interface Approved {
  readonly kind: 'approved';
  readonly threeDSecure: ThreeDSecureResult | null;
}
interface Declined {
  readonly kind: 'declined';
  readonly decline: Decline;
  readonly charged: boolean;
}

/** What the issuer makes of a payment or a set-up before anybody is charged. */
export type Verdict =
  | Approved
  | Declined
  | { readonly kind: 'challenge' }
  /** The bank wants to look at the browser, and will then be satisfied. */
  | { readonly kind: 'fingerprint' };

const approved = (threeDSecure: ThreeDSecureResult | null = null): Approved => ({
  kind: 'approved',
  threeDSecure,
});

/** What the issuer was told to say to the next payments with this card; null where it decides itself. */
export function orderedVerdict(world: World, { object, own }: MethodRow): Declined | null {
  const { declines: ordered } = own;
  if (!ordered || ordered.left === 0) return null;
  const left = ordered.left - 1;
  world.paymentMethods.replace(object.id, object, { ...own, declines: { ...ordered, left } });
  return { kind: 'declined', decline: declines[ordered.name], charged: true };
}

/** A payment while the customer is away. */
export function offSessionVerdict(world: World, row: MethodRow): Verdict {
  const card = findCard(row.own.card);
  const unauthenticated: Verdict = {
    kind: 'declined',
    decline: declines.authentication_required,
    charged: card?.chargesUnauthenticated ?? false,
  };
  switch (card?.offSession) {
    case 'needs_authentication':
      return unauthenticated;
    case 'needs_authentication_until_set_up':
      return row.own.setUp ? afterChallenge(card, null) : unauthenticated;
    case 'declined':
      return { kind: 'declined', decline: declines.generic_decline, charged: true };
    default:
      return plainVerdict(world, card, row);
  }
}

/** A payment with the customer there. `asked` is whether 3-D Secure was requested for it. */
export function onSessionVerdict(world: World, row: MethodRow, asked: boolean): Verdict {
  const card = findCard(row.own.card);
  const plain = plainVerdict(world, card, row);
  if (plain.kind === 'declined') return plain;
  switch (card?.challenge) {
    case 'required':
      return { kind: 'challenge' };
    case 'optional':
      return asked ? { kind: 'challenge' } : plain;
    case 'frictionless':
      return { kind: 'fingerprint' };
    case 'lookup_error':
      return { kind: 'declined', decline: declines.generic_decline, charged: true };
    case 'attempt_error':
      return asked ? approved('processing_error') : plain;
    case 'unsupported':
      return plain;
    default:
      return asked ? approved('attempt_acknowledged') : plain;
  }
}

/** A set-up: like a payment with the customer there, except that some cards refuse only charges. */
export function setupVerdict(world: World, row: MethodRow, asked: boolean): Verdict {
  const card = findCard(row.own.card);
  if (card?.decline && card.attaches) return approved();
  return onSessionVerdict(world, row, asked);
}

/** How a card's authentication is told of once it was passed. */
export const passedBy = (card: TestCard | undefined): ThreeDSecureResult =>
  card?.challenge === 'frictionless' ? 'frictionless' : 'authenticated';

/** A payment whose customer has just authenticated. */
export function afterChallenge(
  card: TestCard | undefined,
  threeDSecure: ThreeDSecureResult | null,
): Approved | Declined {
  if (!card?.afterChallenge) return approved(threeDSecure);
  return { kind: 'declined', decline: declines[card.afterChallenge], charged: true };
}

function plainVerdict(
  world: World,
  card: TestCard | undefined,
  row: MethodRow,
): Approved | Declined {
  const decline = isPast(world, row) ? declines.expired_card : declineOf(card, row.own);
  return decline ? { kind: 'declined', decline, charged: true } : approved();
}

// A saved card can outlive its date.
function isPast(world: World, { object: { card } }: MethodRow): boolean {
  return card !== undefined && Date.UTC(card.exp_year, card.exp_month, 1) <= world.clock.now();
}
