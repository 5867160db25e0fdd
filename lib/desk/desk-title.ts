import type { Metadata } from 'next';
import { findSignedInStaff } from '../auth/session';

/** The title of a page of the desk. Told to staff only: it comes along with a 404, too. */
export const deskTitle = (title: string) => async (): Promise<Metadata> =>
  (await findSignedInStaff()) ? { title: `Desk: ${title}` } : {};
