import type { BrowserContext, Page } from 'playwright/test';
import type { PagesOfApp } from './pages';
import type { WhichStripe } from './which-stripe';

/** Somebody with an account, as far as the kit has to know. */
export type Someone = { email: string };

/** All that the kit is told of an app: by the fixture `app`, once for each worker. */
export interface App<Who extends Someone, Pages extends PagesOfApp> {
  /** Where it is served. */
  readonly url: string;
  readonly stripe: WhichStripe;
  /** Whether the app is done with an event of Stripe's: not whether it was answered, but whether it was followed. */
  hasHandled(eventId: string): Promise<boolean>;
  /** What stands on a page of it. */
  pages(page: Page): Pages;
  /** Who uses it; an app without accounts has none. */
  readonly people?: {
    /** An account that no other test uses. */
    newBuyer(): Promise<Who>;
    newStaff(): Promise<Who>;
    /** Signs somebody in on a browser, by the shortest way: the sign-in page has specs of its own. */
    signIn(context: BrowserContext, who: Who): Promise<void>;
  };
  /** What cannot be tried here, and why: a test that asks for it is skipped, and says so. */
  readonly cannot?: { readonly mail?: string };
}
