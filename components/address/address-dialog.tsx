'use client';

import { useRef, useState } from 'react';
import { AgreeButton } from '@/components/actions/agree-button';
import type { Answer, ShownFailure } from '@/components/actions/ask';
import { FailureNotice } from '@/components/actions/failure-notice';
import { useSingleFlight } from '@/components/actions/use-single-flight';
import { Button } from '@/components/ui/button';
import { Dialog, DialogClose } from '@/components/ui/dialog';
import { Notice } from '@/components/ui/notice';
import { RadioCard, RadioCardGroup } from '@/components/ui/radio-card';
import { Said } from '@/components/ui/said';
import { addressWords } from '@/components/words/address-words';
import { fieldText } from '@/components/words/field-words';
import { addressLines, type AddressView, type PostalAddress } from '@/lib/domain/address';
import type { AddressFieldsHandle } from './address-fields';
import { AddressPanel } from './address-panel';

const NEW = 'new';

export type AddressDialogProps = {
  title: string;
  /** What is kept already, to choose from; the fields alone where there is none. */
  choices: readonly AddressView[];
  /** What is chosen as it opens. */
  chosenId?: string | null;
  /** What stands in the fields as they open. */
  before?: PostalAddress | null;
  name: string;
  countries: readonly string[];
  /** What the button says that it does. */
  label: string;
  pendingLabel: string;
  /** Keeps what was typed. */
  save: (address: PostalAddress) => Promise<Answer<AddressView>>;
  /** Goes on with what was chosen or kept; a failure is shown here. */
  onAddress: (address: AddressView) => Promise<ShownFailure | null>;
  onClose: () => void;
};

type Trouble = { failure: ShownFailure } | { words: string } | null;

/** Asks where something goes: one of the addresses that are kept, or a new one. */
export function AddressDialog(props: AddressDialogProps) {
  const { title, choices, chosenId, before = null, label, save, onAddress, onClose } = props;
  const [choice, setChoice] = useState(
    choices.find(({ id }) => id === chosenId)?.id ?? choices[0]?.id ?? NEW,
  );
  const [wantsNew, setWantsNew] = useState(choices.length === 0);
  const [trouble, setTrouble] = useState<Trouble>(null);
  const fields = useRef<AddressFieldsHandle>(null);

  const find = async (): Promise<AddressView | Trouble> => {
    const kept = choices.find(({ id }) => id === choice);
    if (kept) return kept;
    if (!fields.current?.isReady) return { words: addressWords.early };
    const typed = await fields.current.read();
    if (!typed) return { words: addressWords.incomplete };
    const answer = await save(typed);
    return answer.ok ? answer.value : { failure: answer };
  };
  const [go, isGoing] = useSingleFlight(async () => {
    setTrouble(null);
    const found = await find();
    if (!found || !('id' in found)) return setTrouble(found);
    const failure = await onAddress(found);
    if (failure) setTrouble({ failure });
    else onClose();
  });
  const choose = (next: string) => {
    setChoice(next);
    if (next === NEW) setWantsNew(true);
    setTrouble(null);
  };
  const panel = wantsNew ? (
    <AddressPanel name={props.name} before={before} countries={props.countries} ref={fields} />
  ) : null;

  return (
    <Dialog
      title={title}
      open
      onOpenChange={onClose}
      actions={
        <>
          <DialogClose render={<Button>{addressWords.notNow}</Button>} />
          <AgreeButton
            agreed={{ words: [label], input: null }}
            onAgree={go}
            variant="primary"
            className="figures"
            pending={isGoing}
            pendingLabel={props.pendingLabel}
          />
        </>
      }
    >
      {choices.length === 0 ? (
        panel
      ) : (
        <RadioCardGroup legend={addressWords.choose} legendHidden>
          {choices.map((address) => (
            <RadioCard
              key={address.id}
              name="address"
              value={address.id}
              checked={choice === address.id}
              onChange={() => choose(address.id)}
            >
              <AddressText address={address} />
            </RadioCard>
          ))}
          <RadioCard
            name="address"
            value={NEW}
            checked={choice === NEW}
            onChange={() => choose(NEW)}
          >
            <span className="font-semibold">{addressWords.another}</span>
          </RadioCard>
        </RadioCardGroup>
      )}
      {choices.length > 0 && panel ? <div hidden={choice !== NEW}>{panel}</div> : null}
      <Told trouble={trouble} onRefreshed={onClose} />
    </Dialog>
  );
}

/** All lines of an address, the name first. */
export function AddressText({ address }: { address: PostalAddress }) {
  const [name = '', ...lines] = addressLines(address);
  return (
    <span className="grid">
      <Said isName className="font-semibold">
        {name}
      </Said>
      <Said isName className="text-ink-muted">
        {lines.join(', ')}
      </Said>
    </span>
  );
}

function Told({ trouble, onRefreshed }: { trouble: Trouble; onRefreshed: () => void }) {
  if (!trouble) return null;
  if ('words' in trouble) {
    return (
      <Notice tone="warning" live="alert">
        {trouble.words}
      </Notice>
    );
  }
  const { failure } = trouble;
  const faults = [
    ...new Set(Object.values(failure.fields ?? {}).map((codes) => fieldText(codes) ?? '')),
  ];
  if (faults.length === 0) return <FailureNotice failure={failure} onRefreshed={onRefreshed} />;
  return (
    <Notice tone="danger" live="alert">
      {faults.join(' ')}
    </Notice>
  );
}
