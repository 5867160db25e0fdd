import { releaseMails } from '@/db/queries/mails';
import { setEmailVerified } from '@/db/queries/users';
import type { Transaction } from '@/db/database';
import { SEND_WITHIN_MS } from '../domain/mail';

/** Writes down that an account's address is its owner's: what waited for that goes out now. */
export async function confirmAddress(tx: Transaction, userId: string, at: number): Promise<void> {
  await setEmailVerified(tx, userId, at);
  await releaseMails(tx, userId, at - SEND_WITHIN_MS, at);
}
