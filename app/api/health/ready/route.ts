import { isHealthy } from '@/lib/server/health';
import { isLeaving } from '@/lib/under-way';

const notReady = (status: string) => Response.json({ status }, { status: 503 });

/** 200 while this server should be sent requests. 503 when it was told to end: proxies ask another one. */
export async function GET() {
  if (isLeaving()) return notReady('ending');
  return (await isHealthy()) ? Response.json({ status: 'ready' }) : notReady('no database');
}

export const dynamic = 'force-dynamic';
