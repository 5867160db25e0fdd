/**
 * Where password managers send people who want another password: the page that mails a link for it.
 * Source: A Well-Known URL for Changing Passwords (W3C), which asks for a redirect that is not kept.
 */
export const GET = (): Response =>
  new Response(null, { status: 303, headers: { location: '/forgot-password' } });
