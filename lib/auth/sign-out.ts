import { cookies } from 'next/headers';
import { endSession, endSessionsOf } from '@/db/queries/sessions';
import { database } from '../database';
import { otherPersonPath } from '../domain/return-path';
import { safePath } from './safe-path';
import { clearSessionCookie } from './session-cookie';
import { findSignedIn } from './signed-in';

/**
 * Signs out whoever the form's page was drawn for, and gives the path to go on to. A request of its
 * own and no server action, because a browser answers it by loading a whole new document: nothing that
 * the last person has seen stays in this one. What it asks stands in its address, so that there is no
 * body to be read.
 */
export async function signOut(request: Request, at = Date.now()): Promise<string> {
  const asked = new URL(request.url).searchParams;
  const next = safePath(asked.get('next'));
  // The cookie does not come along from other sites; from neighbours under the same domain it does.
  const from = request.headers.get('sec-fetch-site') ?? 'same-origin';
  if (from !== 'same-origin') return next;
  const signedIn = await findSignedIn();
  if (signedIn) {
    const { user, session } = signedIn;
    if (asked.get('for') !== user.id) return otherPersonPath(next);
    // The row first: where this fails, the browser is not told that the session is over.
    await database().transaction((tx) =>
      asked.has('everywhere')
        ? endSessionsOf(tx, user.id, at)
        : endSession(tx, user.id, session.id, at),
    );
  }
  clearSessionCookie(await cookies());
  return next;
}
