import type { Route } from 'next';
import { notFound, redirect } from 'next/navigation';
import { cache } from 'react';
import { noteVisit, type Session } from '@/db/queries/sessions';
import type { User } from '@/db/queries/users';
import { database } from '../database';
import { otherPersonPath } from '../domain/return-path';
import { isVisitDue } from '../domain/session';
import { findSignedIn, type SignedIn } from './signed-in';

/** The person who visits, and their session, or null. What a page asks by itself is no visit. */
export async function findVisitor(): Promise<SignedIn | null> {
  const signedIn = await findSignedIn();
  if (signedIn) await noteVisitOnce(signedIn.session);
  return signedIn;
}

/** Once for a page, whose parts all ask who is there. */
const noteVisitOnce = cache(async (session: Session): Promise<void> => {
  const at = Date.now();
  if (isVisitDue(session, at)) await database().transaction((tx) => noteVisit(tx, session, at));
});

/** The person behind the request's session, or null. */
export const findSignedInUser = async (): Promise<User | null> =>
  (await findVisitor())?.user ?? null;

/** For pages: sends signed-out people to sign-in, and back to `path` afterwards. */
export async function requireUser(path: string): Promise<User> {
  const user = await findSignedInUser();
  if (!user) redirect(`/sign-in?next=${encodeURIComponent(path)}` as Route);
  return user;
}

/** The person that an address says it was made for, as an open page's own requests do. */
export const drawnForOf = (request: Request): string | null =>
  new URL(request.url).searchParams.get('for');

/**
 * For routes that a person comes back to from a bank. Whoever is signed in by now, if it is
 * somebody else than the one who left, is told so, and nothing is done.
 */
export async function requireUserOf(request: Request, path: string): Promise<User> {
  const user = await requireUser(path);
  if (drawnForOf(request) !== user.id) redirect(otherPersonPath(path) as Route);
  return user;
}

/**
 * For pages of the desk: to everybody but staff there is no such page. Asked by the layout and by
 * each page, because going from one page to another does not run the layout again.
 */
export async function requireStaff(path: string): Promise<User> {
  const user = await requireUser(path);
  if (user.role !== 'staff') notFound();
  return user;
}

/** For route handlers of the desk: the signed-in person where they are staff, or null. */
export async function findSignedInStaff(): Promise<User | null> {
  const user = await findSignedInUser();
  return user?.role === 'staff' ? user : null;
}
