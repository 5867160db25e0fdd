'use client';

import { usePathname } from 'next/navigation';
import { useEffect, useRef, useState, type SubmitEvent } from 'react';
import { ask, type ShownFailure } from '@/components/actions/ask';
import { FailureNotice } from '@/components/actions/failure-notice';
import { useSingleFlight } from '@/components/actions/use-single-flight';
import { Button } from '@/components/ui/button';
import { buttonStyle } from '@/components/ui/button-style';
import { PasswordField } from '@/components/auth/password-field';
import { Notice } from '@/components/ui/notice';
import { failureText } from '@/components/words/failure-words';
import { fieldText } from '@/components/words/field-words';
import { proofWords } from '@/components/words/proof-words';
import { proveAgainPath } from '@/lib/domain/return-path';
import { useProve } from './proving';

type ProveAgainProps = {
  /** What was answered to the deed: `prove_again`. */
  failure: ShownFailure;
  /** Goes on with the deed, with what was typed for it. */
  onProved: () => void;
};

/** Asks in place who somebody is. Not to be put into another form: it has one of its own. */
export function ProveAgain({ failure, onProved }: ProveAgainProps) {
  const proveBy = failure.proveBy ?? { password: false, provider: false };
  return (
    <div className="grid gap-4">
      <Notice tone="warning" live="alert">
        {failureText(failure)}
      </Notice>
      {proveBy.password ? <PasswordProof onProved={onProved} /> : null}
      {proveBy.provider ? <ProviderProof /> : null}
      {proveBy.password || proveBy.provider ? null : <p>{proofWords.noWay}</p>}
    </div>
  );
}

function PasswordProof({ onProved }: { onProved: () => void }) {
  const prove = useProve();
  const field = useRef<HTMLDivElement>(null);
  const [password, setPassword] = useState('');
  const [refusal, setRefusal] = useState<ShownFailure | null>(null);
  const fault = refusal?.code === 'wrong_credentials' ? proofWords.wrong : fieldOf(refusal);
  const focus = () => field.current?.querySelector('input')?.focus();
  useEffect(focus, []);

  const [send, isSending] = useSingleFlight(async () => {
    setRefusal(null);
    const answer = await ask(prove, { password });
    if (answer.ok) return onProved();
    setRefusal(answer);
    focus();
  });
  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    void send();
  };

  return (
    // Sent before the script has arrived, a form without a method puts the password into the address.
    <form method="post" onSubmit={submit} noValidate className="grid gap-3">
      <div ref={field}>
        <PasswordField
          name="password"
          label={proofWords.password}
          autoComplete="current-password"
          required
          value={password}
          onChange={({ target }) => setPassword(target.value)}
          error={fault}
        />
      </div>
      {refusal && !fault ? (
        <FailureNotice failure={refusal} instead={{ unreachable: proofWords.unreachable }} />
      ) : null}
      <Button type="submit" pending={isSending} pendingLabel={proofWords.confirming}>
        {proofWords.confirm}
      </Button>
    </form>
  );
}

const fieldOf = (refusal: ShownFailure | null) => fieldText(refusal?.fields?.password);

/** In a tab of its own: what was typed here stays. */
function ProviderProof() {
  const path = usePathname();
  return (
    <div className="grid gap-2">
      <a href={proveAgainPath(path)} target="_blank" rel="noopener" className={buttonStyle({})}>
        {proofWords.provider}
      </a>
      <p className="text-sm text-ink-muted">{proofWords.afterwards}</p>
    </div>
  );
}
