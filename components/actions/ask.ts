import { unstable_isUnrecognizedActionError, unstable_rethrow } from 'next/navigation';
import type { FailureCode, FailureDetail, Result } from '@/lib/domain/failure';

/** A server action as a component gets it from its page. */
export type Action<Input, T = void> = (input: Input) => Promise<Result<T>>;

/**
 * What can go wrong seen from a browser: `unreachable` is all that the server could not tell,
 * `words_changed` that the page did not say any more what was about to be agreed to, `shop_updated`
 * that the page is older than the server and what it asked for is not there any more.
 */
export type ShownCode = FailureCode | 'unreachable' | 'words_changed' | 'shop_updated';
export type ShownFailure = { ok: false; code: ShownCode } & FailureDetail;
export type Answer<T> = { ok: true; value: T } | ShownFailure;

/** Whether somebody else is signed in by now: whatever comes next on this page would be refused, too. */
export const isOtherPerson = (answer: Answer<unknown>): answer is ShownFailure =>
  !answer.ok && answer.code === 'other_person';

/**
 * Calls a server action. A lost connection becomes a code like any other failure: thrown, it would
 * put the error page in the place of the form, and what was typed there would be gone.
 */
export async function ask<Input, T>(action: Action<Input, T>, input: Input): Promise<Answer<T>> {
  try {
    return await action(input);
  } catch (error) {
    // A redirect comes as an error too; Next follows it.
    unstable_rethrow(error);
    // Nothing was run then, however often it is asked for.
    if (unstable_isUnrecognizedActionError(error)) return { ok: false, code: 'shop_updated' };
    return { ok: false, code: 'unreachable' };
  }
}
