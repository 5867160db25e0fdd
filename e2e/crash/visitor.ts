import type { Result } from '@/lib/domain/failure';
import { actionRequest, actionResult, findServerAction } from '../fixtures/action-manifest';
import type { Person } from '../fixtures/person';
import { SESSION_COOKIE, sessionOf } from '../fixtures/session-cookie';
import { newAddress } from '../fixtures/visitor-address';

/** The server went away before it answered, as a buyer's browser sees it. */
export class CutOff extends Error {
  override name = 'CutOff';
}

/** Somebody's browser as far as the server can tell: cookies, and server actions called by their ids. */
export class Visitor {
  private readonly cookies = new Map<string, string>();
  private readonly address = newAddress();
  /** Whom its pages are drawn for. */
  private person = '';

  /** `appUrl` is asked for at each call: servers come and go. */
  constructor(private readonly appUrl: () => string) {}

  /** Without the password's slow hash, which a crowd would pay for once each before it begins. */
  async beginSession(person: Person, authSecret: string): Promise<void> {
    this.person = person.id;
    this.cookies.set(SESSION_COOKIE, await sessionOf(person, authSecret));
  }

  /** Throws CutOff, and an Error for an answer that says nothing but that we failed. */
  async call<T>(action: string, input: unknown): Promise<Result<T>> {
    const { status, text } = await this.post(action, input);
    const result = actionResult(text) as Result<T> | undefined;
    if (!result) throw new Error(`${action} answered ${status} without a result`);
    if (!result.ok && result.code === 'internal') throw new Error(`${action} failed on the server`);
    return result;
  }

  private async post(name: string, input: unknown): Promise<{ status: number; text: string }> {
    const origin = this.appUrl();
    const { page, headers, body } = actionRequest(
      findServerAction(name),
      [this.person, input],
      origin,
    );
    try {
      const response = await fetch(origin + page, {
        method: 'POST',
        body,
        redirect: 'manual',
        headers: {
          ...headers,
          cookie: [...this.cookies].map(([cookie, value]) => `${cookie}=${value}`).join('; '),
          'x-forwarded-for': this.address,
        },
      });
      this.remember(response.headers.getSetCookie());
      return { status: response.status, text: await response.text() };
    } catch (error) {
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
