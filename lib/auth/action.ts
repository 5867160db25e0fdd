import { headers } from 'next/headers';
import { unstable_rethrow } from 'next/navigation';
import type { z } from 'zod';
import type { User } from '@/db/queries/users';
import { Failure, type FailureDetail, type Result } from '../domain/failure';
import { supportCode } from '../domain/support-code';
import { assertStaff } from '../audit';
import { log } from '../log';
import { CLICK_IS_ALIVE_MS } from '../domain/attempt';
import { withDeadline } from '../stripe/deadline';
import { PaymentsError, type PaymentsFault } from '../stripe/errors';
import { currentRequestId, REQUEST_ID_HEADER, withRequest } from '../request-scope';
import { underWay } from '../under-way';
import { findClientAddress } from './client-address';
import { refuseOtherPerson } from './drawn-for';
import { refuseWithoutProof } from './proof';
import { findVisitor } from './session';
import type { SignedIn } from './signed-in';

type PublicAction<Schema extends z.ZodType, T> = (input: z.input<Schema>) => Promise<Result<T>>;

/**
 * The person that the page was drawn for comes first: a page binds it (`action.bind(null, user.id)`),
 * so that a component cannot call the action without.
 */
type PersonsAction<Schema extends z.ZodType, T> = (
  drawnFor: string,
  input: z.input<Schema>,
) => Promise<Result<T>>;

/**
 * A server action for signed-in people. It is a public endpoint: whoever calls it, with whatever,
 * is checked here, and gets a code for an answer, never a stack.
 */
export const userAction =
  <Schema extends z.ZodType, T>(
    schema: Schema,
    useCase: (input: z.output<Schema>, user: User) => Promise<T>,
  ): PersonsAction<Schema, T> =>
  (drawnFor, input) =>
    perform(async () => {
      const { user } = await getVisitor();
      refuseOtherPerson(drawnFor, user);
      return useCase(await parse(schema, input), user);
    });

/**
 * A server action for staff. To a buyer it answers as it does about what isn't there, before it
 * looks at the input: what an action of the desk takes is nobody else's business.
 */
export const staffAction =
  <Schema extends z.ZodType, T>(
    schema: Schema,
    useCase: (input: z.output<Schema>, staff: User) => Promise<T>,
  ): PersonsAction<Schema, T> =>
  (drawnFor, input) =>
    perform(async () => {
      const { user } = await getStaff(drawnFor);
      return useCase(await parse(schema, input), user);
    });

/**
 * A server action for staff whose deed cannot be undone: money or goods leave. Who did not prove
 * lately who they are is asked to (`prove_again`), and may ask for the same deed once more.
 */
export const provedStaffAction =
  <Schema extends z.ZodType, T>(
    schema: Schema,
    useCase: (input: z.output<Schema>, staff: User) => Promise<T>,
  ): PersonsAction<Schema, T> =>
  (drawnFor, input) =>
    perform(async () => {
      const staff = await getStaff(drawnFor);
      await refuseWithoutProof(staff);
      return useCase(await parse(schema, input), staff.user);
    });

/** A server action for everybody: sign-in and sign-up. */
export const publicAction =
  <Schema extends z.ZodType, T>(
    schema: Schema,
    useCase: (input: z.output<Schema>) => Promise<T>,
  ): PublicAction<Schema, T> =>
  (input) =>
    perform(async () => useCase(await parse(schema, input)));

async function getVisitor(): Promise<SignedIn> {
  const visitor = await findVisitor();
  if (!visitor) throw new Failure('signed_out');
  return visitor;
}

async function getStaff(drawnFor: unknown): Promise<SignedIn> {
  const visitor = await getVisitor();
  refuseOtherPerson(drawnFor, visitor.user);
  assertStaff(visitor.user);
  return visitor;
}

/** Counted, so that a server that is told to end lets a click come to its end. */
const perform = <T>(work: () => Promise<T>): Promise<Result<T>> => underWay(() => answer(work));

async function answer<T>(work: () => Promise<T>): Promise<Result<T>> {
  // The click: whatever is sent to Stripe for it, the charge last of all, is sent before this ends.
  const until = Date.now() + CLICK_IS_ALIVE_MS;
  const id = (await headers()).get(REQUEST_ID_HEADER) ?? crypto.randomUUID();
  return withRequest({ id, address: await findClientAddress() }, async () => {
    try {
      return { ok: true, value: await withDeadline(until, work) };
    } catch (error) {
      // A redirect is thrown too; it is not a failure.
      unstable_rethrow(error);
      return toResult(error);
    }
  });
}

async function parse<Schema extends z.ZodType>(
  schema: Schema,
  input: unknown,
): Promise<z.output<Schema>> {
  const parsed = await schema.safeParseAsync(input);
  if (!parsed.success) throw new Failure('invalid_input', { fields: byField(parsed.error) });
  return parsed.data;
}

const unanswered: readonly PaymentsFault[] = ['unknown', 'busy', 'out_of_time'];

function toResult(error: unknown): Result<never> {
  if (error instanceof Failure) return { ok: false, code: error.code, ...error.detail };
  if (error instanceof PaymentsError && unanswered.includes(error.fault)) {
    log().warn({ error, stripeRequestId: error.stripeRequestId }, 'Stripe did not answer');
    return { ok: false, code: 'stripe_unavailable', ...withCode() };
  }
  log().error({ error }, 'a server action failed');
  return { ok: false, code: 'internal', ...withCode() };
}

/** For whoever writes to us about it. */
function withCode(): FailureDetail {
  const id = currentRequestId();
  return id === null ? {} : { supportCode: supportCode(id) };
}

function byField(error: z.ZodError): Record<string, string[]> {
  const fields: Record<string, string[]> = {};
  for (const issue of error.issues) (fields[issue.path.join('.')] ??= []).push(issue.message);
  return fields;
}
