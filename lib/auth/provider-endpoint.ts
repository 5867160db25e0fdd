import { NextRequest } from 'next/server';
import { env } from '../env';
import { nextAuth } from './next-auth';

/**
 * What of next-auth's endpoint there is. Not its own way in with a password, which would go round the throttle of our
 * server action; nor its way out, which takes the cookie away also where the row could not be ended. And nothing that
 * it does not know: it logs that as an error of ours, and anybody may ask for anything.
 */
const ANSWERED =
  /^\/api\/auth\/(?:session|csrf|providers|signin|error|(?:signin|callback)\/(github|google))\/?$/;

/** next-auth's endpoint, less what the app does by itself. */
export async function answerProvider(request: NextRequest): Promise<Response> {
  const { pathname, search } = new URL(request.url);
  const [isAnswered, provider] = ANSWERED.exec(pathname) ?? [];
  const hasKeys = provider === undefined || env()[provider as 'github' | 'google'] !== null;
  if (isAnswered === undefined || !hasKeys) return new Response(null, { status: 404 });
  // The server names itself by what it is bound to; providers know it by its public address.
  const address = new URL(`${pathname}${search}`, env().appUrl);
  const { GET, POST } = nextAuth().handlers;
  const answer = request.method === 'POST' ? POST : GET;
  return answer(new NextRequest(address, request));
}
