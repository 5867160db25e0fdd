import type { RefObject } from 'react';
import { Field } from '@/components/ui/field';
import { RadioCard, RadioCardGroup } from '@/components/ui/radio-card';
import { Select } from '@/components/ui/select';
import { refundReasonWords } from '@/components/words/desk-words';
import { decimalText, formatMoney, type Money } from '@/lib/domain/money';
import type { RefundReason } from '@/lib/domain/refund';

export type RefundDraft = { isWhole: boolean; text: string; reason: RefundReason };

/** Those that somebody may give; the fourth is for refunds that others made. */
const reasons = ['requested_by_customer', 'duplicate', 'fraudulent'] as const;

type RefundFieldsProps = {
  draft: RefundDraft;
  onChange: (draft: RefundDraft) => void;
  left: Money;
  fault: string | null;
  /** To focus the amount after a submit that cannot be. */
  amountField: RefObject<HTMLDivElement | null>;
};

export function RefundFields({ draft, onChange, left, fault, amountField }: RefundFieldsProps) {
  return (
    <>
      <RadioCardGroup legend="How much">
        <RadioCard
          name="extent"
          value="whole"
          checked={draft.isWhole}
          onChange={() => onChange({ ...draft, isWhole: true })}
          aside={<span className="figures font-semibold">{formatMoney(left)}</span>}
        >
          All that is left
        </RadioCard>
        <RadioCard
          name="extent"
          value="part"
          checked={!draft.isWhole}
          onChange={() => onChange({ ...draft, isWhole: false })}
          panelHidden={draft.isWhole}
          panel={
            <div ref={amountField}>
              <Field
                name="amount"
                label={`Amount in ${left.currency.toUpperCase()}`}
                inputMode="decimal"
                autoComplete="off"
                placeholder={decimalText(left)}
                maxLength={16}
                value={draft.text}
                onChange={({ target }) => onChange({ ...draft, text: target.value })}
                error={fault}
              />
            </div>
          }
        >
          A part
        </RadioCard>
      </RadioCardGroup>
      <Select
        name="reason"
        label="Reason"
        value={draft.reason}
        onChange={({ target }) => onChange({ ...draft, reason: target.value as RefundReason })}
      >
        {reasons.map((reason) => (
          <option key={reason} value={reason}>
            {refundReasonWords[reason]}
          </option>
        ))}
      </Select>
    </>
  );
}
