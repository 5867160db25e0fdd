import { readFileSync } from 'node:fs';
import type { BrowserContext, TestInfo } from 'playwright/test';
import { REQUEST_ID_HEADER } from '@/lib/request-scope';
import { run } from '../setup/run';
import { thisStripe } from '../setup/this-stripe';
import { linesOf } from './lines-of';
import { LINES } from './run-reporter';

/** What the servers told of one test: kept only where it failed. */
export class Evidence {
  private readonly requestIds = new Set<string>();
  /** By stripe-local's clock, in ms. */
  private began = 0;

  /** Notes the requests of every page of a context, the ones that are opened later as well. */
  listenTo(context: BrowserContext): void {
    context.on('response', (response) => {
      const id = response.headers()[REQUEST_ID_HEADER];
      if (id) this.requestIds.add(id);
    });
  }

  /** The worker's Stripe was asked by other tests before. Stripe itself keeps its log in its Dashboard. */
  async begin(): Promise<void> {
    this.began = (await thisStripe.control?.health())?.now ?? 0;
  }

  /** Puts the lines of both servers beside the test. */
  async attachTo(testInfo: TestInfo): Promise<void> {
    const told = linesOf(readFileSync(run.appLog, 'utf8'), this.requestIds);
    const seen = (await thisStripe.control?.requests()) ?? [];
    const asked = seen.filter(({ at }) => at >= this.began);
    await attach(testInfo, 'the app', told);
    await attach(
      testInfo,
      'stripe-local',
      asked.map((request) => JSON.stringify(request)).join('\n'),
    );
  }
}

const attach = (testInfo: TestInfo, server: string, body: string): Promise<void> =>
  body === ''
    ? Promise.resolve()
    : testInfo.attach(`${LINES}${server}`, { body, contentType: 'text/plain' });
