import { NextResponse, type NextRequest } from 'next/server';
import { sessionCookieName } from './lib/auth/cookie-names';
import { env } from './lib/env';
import { ASKED_QUERY_HEADER, REQUEST_ID_HEADER } from './lib/request-scope';
import { pageHeaders } from './lib/security-headers';
import { readBrought } from './lib/server/body-fault';
import { isForeignCall } from './lib/server/foreign-call';
import { isOldForm } from './lib/server/old-form';

/**
 * Security headers, a request id, a short way to sign-in for people without a session cookie, words for
 * a form that this server does not know any more, and 400 or 413 for a body that cannot be read.
 * It is a convenience, never the guard: pages and actions check the session in the database.
 */
export async function middleware(request: NextRequest): Promise<NextResponse> {
  const nonce = btoa(crypto.randomUUID());
  const requestId = crypto.randomUUID();
  const ofPage = pageHeaders(nonce);

  const headers = new Headers(request.headers);
  headers.set(REQUEST_ID_HEADER, requestId);
  const { pathname, search } = request.nextUrl;
  // No other query: a return address carries a client secret.
  headers.set(ASKED_QUERY_HEADER, ASKS.has(pathname) ? search : '');
  headers.set('x-nonce', nonce);
  // Next reads the nonce for its own scripts from here.
  headers.set('content-security-policy', ofPage['content-security-policy'] ?? '');

  const { fault, form } = await readBrought(request);
  const refusal = isSentToNoPage(request) ? 404 : (fault ?? (isForeignCall(request) ? 403 : null));
  const response =
    refusal !== null
      ? new NextResponse(null, { status: refusal, headers: { connection: 'close' } })
      : !isText(request.nextUrl.pathname)
        ? NextResponse.rewrite(new URL('/not-found', request.nextUrl), { request: { headers } })
        : wantsSignIn(request)
          ? NextResponse.redirect(signInAddress(request))
          : isOldForm(request, form)
            ? NextResponse.redirect(updatedAddress(request), 303)
            : NextResponse.next({ request: { headers } });
  response.headers.set(REQUEST_ID_HEADER, requestId);
  for (const [name, value] of Object.entries(ofPage)) response.headers.set(name, value);
  if (hasTokenInAddress(request)) {
    response.headers.set('referrer-policy', 'no-referrer');
  }
  return response;
}

/** Where a layout looks at the query, before there is a skeleton. */
const ASKS: ReadonlySet<string> = new Set(['/checkout', '/sign-in', '/sign-up']);

/** Their addresses carry a token, which no other request may take along. */
const FROM_A_MAIL = /^\/(verify-email|reset-password|pay)(\/|$)/;

/** Sign-in carries the address along that it leads back to. */
function hasTokenInAddress({ nextUrl: { pathname, searchParams } }: NextRequest): boolean {
  const next = pathname === '/sign-in' ? searchParams.get('next') : null;
  return FROM_A_MAIL.test(pathname) || FROM_A_MAIL.test(next ?? '');
}

/** Next answers a path that is no UTF-8 with a bare 500: there is nothing at such an address. */
function isText(path: string): boolean {
  try {
    decodeURIComponent(path);
    return true;
  } catch {
    return false;
  }
}

/** Files, and what only looks like one: there is nothing to send to. */
const FILES =
  /^\/(prints\/|fonts\/|_next\/|icon\.svg|apple-icon\.png|favicon\.ico|manifest\.webmanifest|robots\.txt)/i;
/** Routes without a page: forms of ours are not sent there. */
const ROUTES = /^\/(api|\.well-known)\//i;

/**
 * Whether something is sent to an address where there is no page to take it: Next would run a
 * server action there all the same, through the page that says that nothing is there.
 */
function isSentToNoPage({ method, headers, nextUrl: { pathname } }: NextRequest): boolean {
  if (method === 'GET' || method === 'HEAD') return false;
  if (!isText(pathname)) return true;
  const path = decodeURIComponent(pathname);
  if (FILES.test(path)) return true;
  const isAction =
    headers.has('next-action') || /^multipart\//i.test(headers.get('content-type')?.trim() ?? '');
  return isAction && ROUTES.test(path);
}

const PRIVATE = /^\/(wallet|orders|checkout|desk|pay)(\/|$)/;

function wantsSignIn(request: NextRequest): boolean {
  if (!PRIVATE.test(request.nextUrl.pathname) || request.method !== 'GET') return false;
  return !request.cookies.has(sessionCookieName());
}

function signInAddress({ nextUrl: { pathname, search } }: NextRequest): URL {
  // A return address carries a client secret: only checkout's query is worth coming back to.
  const next = pathname === '/checkout' ? `${pathname}${search}` : pathname;
  // The host that the browser used, which `nextUrl` does not know behind a bind address.
  return new URL(`/sign-in?next=${encodeURIComponent(next)}`, env().appUrl);
}

/** Leads back to the form's page; a token in its address stays out of this one. */
function updatedAddress(request: NextRequest): URL {
  const { pathname, search } = request.nextUrl;
  const next = hasTokenInAddress(request) ? '/' : `${pathname}${search}`;
  return new URL(`/updated?next=${encodeURIComponent(next)}`, env().appUrl);
}

export const config = {
  // The edge runtime builds green with a native module in reach, and then answers 500.
  runtime: 'nodejs',
  // The webhook is read raw and has no page; Next answers for what it built. Both are named to their ends: what
  // only begins like them is anything. Their headers are those of all answers (lib/server/every-answer.mjs).
  matcher: ['/((?!api/stripe/webhook$|_next/static/).*)'],
};
