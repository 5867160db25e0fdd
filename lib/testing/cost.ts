import { vi } from 'vitest';
import type { StripeLocalClient } from '@/stripe-local/client';
import { database } from '../database';

export type Cost = {
  /** Transactions: each is a wait for the disk, unless others wait at the same time. */
  commits: number;
  /** Calls to Stripe, such as `POST /v1/payment_intents/*`, in their order. */
  calls: string[];
};

/** What a piece of work costs. What a browser does meanwhile with a key of the shop's is counted, too. */
export async function costOf(
  control: StripeLocalClient,
  work: () => Promise<unknown>,
): Promise<Cost> {
  await control.forgetRequests();
  const transactions = vi.spyOn(database(), 'transaction');
  try {
    await work();
    return { commits: transactions.mock.calls.length, calls: await callsSeen(control) };
  } finally {
    transactions.mockRestore();
  }
}

/** What was asked of Stripe since the requests were forgotten. */
export const callsSeen = async (control: StripeLocalClient): Promise<string[]> =>
  (await control.requests()).map(({ method, path }) => `${method} ${path.replace(OF_AN_ID, '/*')}`);

const OF_AN_ID = /\/(?:pi|seti|pm|cus|ch|re|dp)_\w+/g;
