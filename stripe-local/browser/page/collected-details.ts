/** Joins what the other elements of the group collected to what the page gave. */
import type { FormRecord } from '../core/form-body';
import { mergeRecords } from '../core/merge';
import type { ElementsGroup } from './elements-group';

export interface ConfirmParams {
  readonly return_url?: string;
  readonly payment_method?: string;
  readonly confirmation_token?: string;
  readonly payment_method_data?: {
    readonly billing_details?: FormRecord;
    readonly allow_redisplay?: string;
    readonly metadata?: FormRecord;
  };
  readonly shipping?: FormRecord;
  readonly [name: string]: FormRecord[string];
}

interface CollectedAddress {
  readonly name: string;
  readonly phone?: string;
  readonly address: FormRecord;
}

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null;

const emailOf = (group: ElementsGroup): string | null => {
  const value = group.valueOf('contactDetails') ?? group.valueOf('linkAuthentication');
  return isRecord(value) && typeof value.email === 'string' && value.email !== ''
    ? value.email
    : null;
};

const addressOf = (group: ElementsGroup, mode: 'billing' | 'shipping'): CollectedAddress | null => {
  const value = group.valueOf('address', mode);
  return isRecord(value) ? (value as unknown as CollectedAddress) : null;
};

const contactOf = ({ name, phone, address }: CollectedAddress): FormRecord => ({
  name,
  address,
  ...(phone === undefined || phone === '' ? {} : { phone }),
});

/** What a frame collected wins over what the page passed along, as Stripe documents it. */
export const collectedDetails = (group: ElementsGroup, given: ConfirmParams): ConfirmParams => {
  const email = emailOf(group);
  const billing = addressOf(group, 'billing');
  const shipping = addressOf(group, 'shipping');
  const details = mergeRecords(given.payment_method_data?.billing_details ?? {}, {
    ...(email === null ? {} : { email }),
    ...(billing ? contactOf(billing) : {}),
  });
  return {
    ...given,
    payment_method_data: { ...given.payment_method_data, billing_details: details },
    ...(shipping ? { shipping: mergeRecords(given.shipping ?? {}, contactOf(shipping)) } : {}),
  };
};
