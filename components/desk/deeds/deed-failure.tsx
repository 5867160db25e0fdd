'use client';

import type { ComponentProps } from 'react';
import { FailureNotice } from '@/components/actions/failure-notice';
import { ProveAgain } from './prove-again';

type DeedFailureProps = ComponentProps<typeof FailureNotice> & {
  /** Asks for the same deed once more, with what was typed for it. */
  again: () => unknown;
};

/**
 * Why a deed of the desk was not done, for those whose action is a `provedStaffAction`. Outside of a
 * dialog's own form: asking who somebody is takes a form, too.
 */
export function DeedFailure({ again, ...notice }: DeedFailureProps) {
  return notice.failure.code === 'prove_again' ? (
    <ProveAgain failure={notice.failure} onProved={() => void again()} />
  ) : (
    <FailureNotice {...notice} />
  );
}
