import { takePageReports, type Taken } from '@/lib/server/take-page-reports';

/** A browser does not care, and sends nothing again. */
const status: Record<Taken, number> = {
  taken: 204,
  passed_over: 204,
  no_report: 400,
  too_large: 413,
};

/** What pages were not allowed to do, as browsers tell it: the policy names this address. */
export const POST = async (request: Request): Promise<Response> =>
  new Response(null, { status: status[await takePageReports(request)] });
