'use client';

import type { Route } from 'next';
import { usePathname, useRouter, useSearchParams } from 'next/navigation';
import { useTransition, type Ref } from 'react';
import { Button } from '@/components/ui/button';
import { ButtonLink } from '@/components/ui/button-link';
import { buttonStyle } from '@/components/ui/button-style';
import { SupportCode } from '@/components/site/support-code';
import { Notice } from '@/components/ui/notice';
import { whole } from '@/components/ui/said';
import { failureText } from '@/components/words/failure-words';
import { supportWords } from '@/components/words/support-words';
import { otherPersonPath } from '@/lib/domain/return-path';
import { AgreeButton } from './agree-button';
import { LoadAgain } from './load-again';
import type { ShownCode, ShownFailure } from './ask';

/** Failures after which the page shows what is not true any more. */
const outdated: readonly ShownCode[] = [
  'price_changed',
  'address_needed',
  'address_changed',
  'not_for_sale',
  'sold_out',
  'purchase_mismatch',
  'not_found',
  'card_not_ready',
  'order_closed',
  'too_late',
  'refund_instead',
  'not_refundable',
  'refund_too_large',
  'refund_mismatch',
];

/** Buying another copy of what was bought just now. */
export type AnotherCopy = {
  /** What the button says is agreed to. */
  words: string;
  /** `besides` is the order that its buyer has been told of. */
  onAgree: (besides: string) => unknown;
};

/** Nothing went wrong: the page asks before it goes on. */
const mild: readonly ShownCode[] = [
  'price_changed',
  'address_needed',
  'address_changed',
  'bought_just_now',
  'address_unconfirmed',
  'shop_updated',
];

type FailureNoticeProps = {
  failure: ShownFailure;
  /** More fitting words in this place. */
  instead?: Partial<Record<ShownCode, string>> | undefined;
  /** Called when the page has been asked for again: the notice has done its work. */
  onRefreshed?: () => void;
  /** Where this page buys something. */
  another?: AnotherCopy | undefined;
  /** To focus it after a failed submit. */
  ref?: Ref<HTMLDivElement> | undefined;
};

/** A failure in words beside the button that met it, with the way on. */
export function FailureNotice({ failure, instead, onRefreshed, another, ref }: FailureNoticeProps) {
  return (
    <Notice
      ref={ref}
      tone={mild.includes(failure.code) ? 'warning' : 'danger'}
      live="alert"
      action={<WayOn failure={failure} onRefreshed={onRefreshed} another={another} />}
    >
      {whole(failureText(failure, instead))}
      {failure.supportCode ? <SupportCode code={failure.supportCode} /> : null}
    </Notice>
  );
}

function WayOn({ failure, onRefreshed, another }: Omit<FailureNoticeProps, 'instead' | 'ref'>) {
  const router = useRouter();
  const path = usePathname();
  const query = useSearchParams().toString();
  const [isRefreshing, startTransition] = useTransition();

  const here = query ? `${path}?${query}` : path;
  if (failure.code === 'signed_out') {
    return (
      <ButtonLink href={`/sign-in?next=${encodeURIComponent(here)}` as Route}>Sign in</ButtonLink>
    );
  }
  if (failure.code === 'address_unconfirmed') {
    return <ButtonLink href="/verify-email">Confirm your address</ButtonLink>;
  }
  if (failure.code === 'payment_limit' || failure.code === 'card_limit') {
    return <ButtonLink href="/help">{supportWords.writeToUs}</ButtonLink>;
  }
  if (failure.code === 'other_person') {
    // A whole new page: what this one shows is not for who looks at it now.
    return (
      <a href={otherPersonPath(here)} className={buttonStyle({})}>
        Go on
      </a>
    );
  }
  if (failure.code === 'shop_updated') {
    return <LoadAgain />;
  }
  if (failure.order) {
    return (
      <>
        <ButtonLink href={`/orders/${failure.order.id}` as Route}>Go to the order</ButtonLink>
        {another && failure.code === 'bought_just_now' ? (
          <AgreeButton
            agreed={{ words: [another.words], input: failure.order.id }}
            onAgree={({ input }) => another.onAgree(input)}
          />
        ) : null}
      </>
    );
  }
  if (!outdated.includes(failure.code)) return null;
  const refresh = () =>
    startTransition(() => {
      router.refresh();
      onRefreshed?.();
    });
  return (
    <Button onClick={refresh} pending={isRefreshing}>
      {failure.code === 'price_changed' ? 'Show the new price' : 'Show the page again'}
    </Button>
  );
}
