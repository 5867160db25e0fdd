import type { Result } from '@/lib/domain/failure';
import { actionRequest, actionResult, findServerAction } from '../fixtures/action-manifest';
import type { Person } from '../fixtures/person';
import { sessionCookieAt, sessionOf } from '../fixtures/session-cookie';
import { newAddress } from '../fixtures/visitor-address';

/** The server went away before it answered, as a buyer's browser sees it. */
export class CutOff extends Error {
  override name = 'CutOff';
}

/** The page is older, or newer, than the server that was asked: it says so, and nothing happened. */
export class UnknownAction extends Error {
  override name = 'UnknownAction';
}

/** A page is drawn by one server and its button may meet another: nobody has such bad luck so often. */
const LOADS = 50;

/** Somebody's browser as far as the server can tell: cookies, and server actions called by their ids. */
export class Visitor {
  private readonly cookies = new Map<string, string>();
  private readonly address = newAddress();
  /** Whom its pages are drawn for. */
  private person = '';
  /** The folder of the build that drew the page; undefined for the one of these sources. */
  drawnBy: string | undefined;

  /** `appUrl` is asked for at each call: servers come and go. */
  constructor(
    private readonly appUrl: () => string,
    private readonly buildThatDrew: (source: string) => string | undefined = () => undefined,
  ) {}

  /** Without the password's slow hash, which a crowd would pay for once each before it begins. */
  async beginSession(person: Person, authSecret: string): Promise<void> {
    this.person = person.id;
    const name = sessionCookieAt(this.appUrl());
    this.cookies.set(name, await sessionOf(person, authSecret, name));
  }

  /** Loads a page anew, by whatever server is asked now. */
  async load(path: string): Promise<void> {
    const response = await fetch(this.appUrl() + path, { headers: this.headers() });
    if (!response.ok) throw new Error(`${path} answered ${response.status}`);
    this.drawnBy = this.buildThatDrew(await response.text());
  }

  /**
   * Does something on a page, and loads the page anew where the server is of another deployment.
   * Returns with the answer how often that was.
   */
  async loadingAnew<T>(
    path: string,
    work: () => Promise<T>,
  ): Promise<{ answer: T; loads: number }> {
    for (let loads = 0; ; loads++) {
      try {
        return { answer: await work(), loads };
      } catch (error) {
        if (!(error instanceof UnknownAction) || loads === LOADS) throw error;
        await this.load(path);
      }
    }
  }

  /** Throws CutOff, UnknownAction, and an Error for an answer that says nothing but that we failed. */
  async call<T>(action: string, input: unknown, signal?: AbortSignal): Promise<Result<T>> {
    const { status, text } = await this.post(action, input, signal);
    const result = actionResult(text) as Result<T> | undefined;
    if (!result) throw new Error(`${action} answered ${status} without a result`);
    if (!result.ok && result.code === 'internal') throw new Error(`${action} failed on the server`);
    return result;
  }

  private headers = (): Record<string, string> => ({
    cookie: [...this.cookies].map(([cookie, value]) => `${cookie}=${value}`).join('; '),
    'x-forwarded-for': this.address,
  });

  private async post(
    name: string,
    input: unknown,
    signal?: AbortSignal,
  ): Promise<{ status: number; text: string }> {
    const origin = this.appUrl();
    const action = findServerAction(name, this.drawnBy);
    const { page, headers, body } = actionRequest(action, [this.person, input], origin);
    try {
      const response = await fetch(origin + page, {
        method: 'POST',
        body,
        redirect: 'manual',
        signal: signal ?? null,
        headers: { ...headers, ...this.headers() },
      });
      if (response.headers.get('x-nextjs-action-not-found') === '1') {
        await response.text();
        throw new UnknownAction(`${name} is unknown to the server`);
      }
      this.remember(response.headers.getSetCookie());
      return { status: response.status, text: await response.text() };
    } catch (error) {
      if (error instanceof UnknownAction) throw error;
      throw new CutOff(`${name} was cut off`, { cause: error });
    }
  }

  private remember(setCookies: readonly string[]): void {
    for (const line of setCookies) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
      this.cookies.set(name, value);
    }
  }
}
