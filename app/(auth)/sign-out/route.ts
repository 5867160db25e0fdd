import { signOut } from '@/lib/auth/sign-out';
import { underWay } from '@/lib/under-way';

/** Where the forms of the header and of `/other-person` go: see `lib/auth/sign-out.ts`. */
export const POST = (request: Request) =>
  underWay(async () => {
    const location = await signOut(request);
    return new Response(null, { status: 303, headers: { location, 'cache-control': 'no-store' } });
  });
