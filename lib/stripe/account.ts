import { stripe } from './client';
import { look } from './send';

/** The account that the secret key is of. Throws PaymentsError. */
export const findAccountId = async (): Promise<string> =>
  (await look(() => stripe().accounts.retrieveCurrent())).id;
