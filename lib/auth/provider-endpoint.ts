import { NextRequest } from 'next/server';
import { env } from '../env';
import { nextAuth } from './next-auth';

/**
 * next-auth's own way in with a password, which would go round the throttle of our server action; and
 * its way out, which takes the cookie away also where the row could not be ended.
 */
const OURS = /\/((callback|signin)\/credentials|signout)\/?$/;

/** next-auth's endpoint, less what the app does by itself. */
export async function answerProvider(request: NextRequest): Promise<Response> {
  const { pathname, search } = new URL(request.url);
  if (OURS.test(pathname)) return new Response(null, { status: 404 });
  // The server names itself by what it is bound to; providers know it by its public address.
  const address = new URL(`${pathname}${search}`, env().appUrl);
  const { GET, POST } = nextAuth().handlers;
  const answer = request.method === 'POST' ? POST : GET;
  return answer(new NextRequest(address, request));
}
