/** How a debit from one of Stripe's test IBANs ends, and whether it takes the long way. */
export interface DebitEnd {
  readonly end: 'succeed' | 'fail' | 'dispute';
  readonly late?: true;
}

const succeed: DebitEnd = { end: 'succeed' };
const fail: DebitEnd = { end: 'fail' };
const dispute: DebitEnd = { end: 'dispute' };
const succeedLate: DebitEnd = { end: 'succeed', late: true };
const failLate: DebitEnd = { end: 'fail', late: true };

/** docs.stripe.com/testing, SEPA Direct Debit. Any other valid IBAN succeeds. */
const ends = new Map<string, DebitEnd>([
  ['AT611904300234573201', succeed],
  ['AT861904300235473202', fail],
  ['AT591904300235473203', dispute],
  ['AT321904300235473204', succeedLate],
  ['AT051904300235473205', failLate],
  ['DE89370400440532013000', succeed],
  ['DE62370400440532013001', fail],
  ['DE35370400440532013002', dispute],
  ['DE08370400440532013003', succeedLate],
  ['DE78370400440532013004', failLate],
  ['FR1420041010050500013M02606', succeed],
  ['FR8420041010050500013M02607', fail],
  ['FR5720041010050500013M02608', dispute],
  ['FR3020041010050500013M02609', succeedLate],
  ['FR7920041010050500013M02600', failLate],
  ['IE29AIBK93115212345678', succeed],
  ['IE02AIBK93115212345679', fail],
  ['IE51AIBK93115212345670', dispute],
  ['IE24AIBK93115212345671', succeedLate],
  ['IE94AIBK93115212345672', failLate],
  ['NL39RABO0300065264', succeed],
  ['NL12RABO0300065265', fail],
  ['NL82RABO0300065266', dispute],
  ['NL55RABO0300065267', succeedLate],
  ['NL28RABO0300065268', failLate],
]);

export const testIbans: ReadonlyMap<string, DebitEnd> = ends;

export const debitEnd = (iban: string | null): DebitEnd => ends.get(iban ?? '') ?? succeed;
