import { isHealthy } from '@/lib/server/health';

/** 200 while the database answers, for whatever restarts this server when it does not. */
export const GET = async () =>
  (await isHealthy())
    ? Response.json({ status: 'ok' })
    : Response.json({ status: 'no database' }, { status: 503 });

export const dynamic = 'force-dynamic';
