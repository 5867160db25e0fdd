import type Stripe from 'stripe';
import { ApiError, type ErrorBody, missing, refusal } from '../../api/errors';
import type { Row } from '../../state/collection';
import { emit } from '../../state/emit';
import type { OwnIntent } from '../../state/rows';
import type { World } from '../../state/world';

export type SetupRow = Row<Stripe.SetupIntent, OwnIntent>;

export function getSetupIntent(world: World, id: string): SetupRow {
  const row = world.setupIntents.find(id);
  if (!row) throw missing('setupintent', id, 'intent', 404);
  return row;
}

/** Puts a set-up's new version in place; tells of it under the given name, or of nothing. */
export function changeSetup(
  world: World,
  intent: Stripe.SetupIntent,
  own: OwnIntent,
  type: Stripe.Event.Type | null,
): SetupRow {
  const row = world.setupIntents.replace(intent.id, intent, own);
  if (type) emit(world, type, intent);
  return row;
}

/** The same refusal, carrying the set-up it is about. */
export function withSetup(error: unknown, intent: Stripe.SetupIntent): unknown {
  if (!(error instanceof ApiError)) return error;
  return new ApiError(error.status, { ...error.body, setup_intent: intent }, error.kept);
}

export const unexpectedSetupState = (
  message: string,
  intent: Stripe.SetupIntent,
  extras: Partial<ErrorBody> = {},
): ApiError =>
  refusal(message, { code: 'setup_intent_unexpected_state', ...extras, setup_intent: intent });
