import type { KeyedAnswer } from '../state/rows';
import type { World } from '../state/world';
import { ApiError, errorBody } from './errors';

/** Stripe keeps keys for at least a day. */
const KEPT_S = 24 * 60 * 60;
const LONGEST_KEY = 255;

/** The parameters as they were sent, in an order that does not depend on the client's. */
export const sameParams = (form: string): string =>
  form.includes('&') ? form.split('&').sort().join('&') : form;

/** The keys of this world: taken while a request with one is under way, then good for the same answer. */
export class IdempotencyKeys {
  private readonly inFlight = new Set<string>();

  constructor(private readonly world: World) {}

  /** Marks a key as taken while a slow request with it is still under way. */
  hold(idempotencyKey: string): void {
    this.inFlight.add(idempotencyKey);
  }

  release(idempotencyKey: string): void {
    this.inFlight.delete(idempotencyKey);
  }

  /** The answer given before, nothing where the key is new; refuses a key in use and one used for something else. */
  answerTo(key: string, route: string, params: string): KeyedAnswer | undefined {
    if (this.inFlight.has(key)) throw keyInUse(key);
    return replayOf(this.world, key, route, params);
  }

  /** Remembers an answer under a key, as Stripe does with its own failures too. */
  keep(
    idempotencyKey: string,
    route: string,
    params: string,
    requestId: string,
    answer: { readonly status: number; readonly body: unknown },
  ): void {
    const at = this.world.clock.seconds();
    const { status, body } = answer;
    const kept = { id: idempotencyKey, route, params, status, body, requestId, at };
    if (this.world.keyedAnswers.find(idempotencyKey)) {
      this.world.keyedAnswers.replace(idempotencyKey, kept);
    } else {
      this.world.keyedAnswers.add(kept, null);
    }
  }
}

/** Gives the earlier answer to a key, or refuses the key where it was used for something else. */
function replayOf(
  world: World,
  key: string,
  route: string,
  params: string,
): KeyedAnswer | undefined {
  if (key.length > LONGEST_KEY) {
    throw idempotencyError(
      400,
      `Idempotency keys must be less than or equal to ${LONGEST_KEY} characters in length.`,
    );
  }
  const oldest = world.clock.seconds() - KEPT_S;
  world.keyedAnswers.forgetOldest((answer) => answer.at < oldest);
  const kept = world.keyedAnswers.find(key)?.object;
  if (!kept || kept.at < oldest) return undefined;
  if (kept.route !== route) {
    const [was = '', is = ''] = [kept.route, route].map((each) => each.split(' ')[1]);
    throw idempotencyError(
      400,
      `Keys for idempotent requests can only be used for the same endpoint they were first used for ('${is}' vs '${was}'). ` +
        `Try using a key other than '${key}' if you meant to execute a different request.`,
    );
  }
  if (kept.params !== params) {
    throw idempotencyError(
      400,
      'Keys for idempotent requests can only be used with the same parameters they were first used with. ' +
        `Try using a key other than '${key}' if you meant to execute a different request.`,
    );
  }
  return kept;
}

const keyInUse = (key: string): ApiError =>
  idempotencyError(
    409,
    'There is currently another in-progress request using this Idempotent Key (that probably means you submitted twice, ' +
      `and the other request is still going through): ${key}. Please try again later.`,
    'idempotency_key_in_use',
  );

const idempotencyError = (status: number, message: string, code?: string): ApiError =>
  new ApiError(status, errorBody('idempotency_error', message, code ? { code } : {}), false);
