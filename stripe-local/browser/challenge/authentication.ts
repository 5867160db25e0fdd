/** What the bank's pages know of the authentication that they are opened for. */

export interface Authentication {
  readonly id: string;
  readonly state: 'pending' | 'succeeded' | 'failed';
  readonly object: 'payment_intent' | 'setup_intent';
  /** Minor units; null where a card is only being saved. */
  readonly amount: number | null;
  readonly currency: string | null;
  readonly merchant: string;
  readonly card: { readonly brand: string; readonly last4: string };
}

export interface Decision {
  readonly state: Authentication['state'];
  /** Where a full-page challenge goes back to, the query included. */
  readonly return_url: string | null;
}

/** `/3ds/…`, behind the address of a world where it is not the default one: its questions go there too. */
const [home = ''] = location.pathname.split('/3ds/');

/** The last part of a challenge's address, or the one before `/challenge`. */
export const idInAddress = (): string =>
  /\/3ds\/(?:redirect\/)?(\w+)/.exec(location.pathname)?.[1] ?? '';

export const frameAddress = (id: string): string => `${home}/3ds/${id}/challenge`;

const request = async <Answer>(path: string, method: 'GET' | 'POST'): Promise<Answer> => {
  const response = await fetch(path, { method, cache: 'no-store' });
  if (!response.ok) throw new Error(`The bank answered ${response.status}.`);
  return (await response.json()) as Answer;
};

export const findAuthentication = (id: string): Promise<Authentication> =>
  request(`${home}/_3ds/${id}`, 'GET');

export const decide = (id: string, decision: 'complete' | 'fail'): Promise<Decision> =>
  request(`${home}/_3ds/${id}/${decision}`, 'POST');

/** `4800 eur` reads €48.00; the currency knows how many decimals it has. */
export const writtenAmount = (amount: number, currency: string): string => {
  const format = new Intl.NumberFormat('en', { style: 'currency', currency });
  const decimals = format.resolvedOptions().maximumFractionDigits ?? 2;
  return format.format(amount / 10 ** decimals);
};
