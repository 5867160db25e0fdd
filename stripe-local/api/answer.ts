import { checkParams } from '../params/check';
import type { Tree, Value } from './form';
import { decodeForm } from './form';
import type { World } from '../state/world';
import { withoutBrowserFields } from './browser-fields';
import type { Call, KeyKind } from './call';
import { ApiError, type ErrorBody, refusal } from './errors';
import { expand } from './expand';
import { IdempotencyKeys, sameParams } from './idempotency';
import { keyOfHeader, needsSecretKey, readKey } from './keys';
import { checkPermission } from './permissions';
import type { Match, Router } from './router';
import { readVersion } from './versions';

export interface ApiRequest {
  readonly method: string;
  readonly path: string;
  readonly query: string;
  readonly body: string;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
}

export interface ApiAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: unknown;
  readonly key: KeyKind | null;
}

/** Answers requests to /v1: key, version, route, idempotency, parameters, the resource, expansion. */
export class Api {
  readonly keys: IdempotencyKeys;

  constructor(
    private readonly world: World,
    private readonly router: Router,
  ) {
    this.keys = new IdempotencyKeys(world);
  }

  answer(request: ApiRequest): ApiAnswer {
    const answered = this.answered(request);
    const isDecided = answered.status === 200 || answered.status === 402;
    if (request.method !== 'POST' || !isDecided) return answered;
    // Recorded at endive: what was done, or declined, is not to be tried again by the client itself.
    return { ...answered, headers: { ...answered.headers, 'stripe-should-retry': 'false' } };
  }

  private answered(request: ApiRequest): ApiAnswer {
    const requestId = `req_${this.world.ids.text(14)}`;
    const headers: Record<string, string> = { 'request-id': requestId };
    let key: KeyKind | null = null;
    try {
      const sent = decodeForm(
        request.method === 'POST'
          ? [request.query, request.body].filter(Boolean).join('&')
          : request.query,
      );
      const bare = keyOf(request, () => sent);
      key = readKey(bare);
      const version = readVersion(header(request, 'stripe-version') ?? text(sent._stripe_version));
      headers['stripe-version'] = version;
      const match = this.router.find(request.method, request.path);
      if (!match) throw unknownUrl(request);
      if (key === 'publishable' && !match.route.browser) throw needsSecretKey();
      if (key === 'restricted') checkPermission(this.world, bare ?? '', match.route.endpoint);
      const call = { match, sent, key, version, requestId };
      const idempotencyKey =
        request.method === 'GET' ? undefined : header(request, 'idempotency-key');
      if (!idempotencyKey) return { status: 200, headers, key, body: this.run(call, null) };
      headers['idempotency-key'] = idempotencyKey;
      return { ...this.keyed(request, call, idempotencyKey, headers), key };
    } catch (error) {
      return { ...this.failed(error, requestId), headers, key };
    }
  }

  private keyed(
    request: ApiRequest,
    call: RoutedCall,
    idempotencyKey: string,
    headers: Record<string, string>,
  ): Omit<ApiAnswer, 'key'> {
    const route = `${request.method} ${request.path}`;
    const params = sameParams(`${request.query}&${request.body}`);
    const kept = this.keys.answerTo(idempotencyKey, route, params);
    if (kept) {
      const replayed = { 'idempotent-replayed': 'true', 'original-request': kept.requestId };
      return { status: kept.status, body: kept.body, headers: { ...headers, ...replayed } };
    }
    headers['original-request'] = call.requestId;
    let answer: { status: number; body: unknown };
    try {
      answer = { status: 200, body: this.run(call, idempotencyKey) };
    } catch (error) {
      if (error instanceof ApiError && !error.kept) throw error;
      answer = this.failed(error, call.requestId);
    }
    this.keys.keep(idempotencyKey, route, params, call.requestId, answer);
    return { ...answer, headers };
  }

  private run(routed: RoutedCall, idempotencyKey: string | null): unknown {
    const { match, sent, key, version, requestId } = routed;
    const { route } = match;
    if (route.endpoint.startsWith('POST') || route.endpoint.startsWith('DELETE')) {
      this.world.clock.tick();
    }
    const clientSecret = text(sent.client_secret);
    const params = checkParams(
      route.endpoint,
      key === 'publishable' ? withoutBrowserFields(sent) : sent,
      route.extra,
    );
    const { expand: paths, ...rest } = params;
    const call: Call = {
      endpoint: route.endpoint,
      id: match.id,
      inner: match.inner,
      params: rest,
      key,
      version,
      requestId,
      clientSecret,
    };
    this.world.request = { id: requestId, idempotency_key: idempotencyKey };
    try {
      const answer = route.handle(this.world, call);
      return paths ? expand(this.world, answer, paths as readonly string[]) : answer;
    } finally {
      this.world.request = null;
    }
  }

  private failed(
    error: unknown,
    requestId: string,
  ): { status: number; body: { error: ErrorBody } } {
    if (!(error instanceof ApiError)) throw error;
    const log = `https://dashboard.stripe.com/${this.world.accountId}/test/workbench/logs?object=${requestId}`;
    return { status: error.status, body: { error: { ...error.body, request_log_url: log } } };
  }
}

/** The key of a request, from its header or, as a browser sends it, from its form. */
export function keyOf(
  request: ApiRequest,
  sent = (): Tree => decodeForm([request.query, request.body].filter(Boolean).join('&')),
): string | null {
  return keyOfHeader(header(request, 'authorization')) ?? text(sent().key);
}

interface RoutedCall {
  readonly match: Match;
  readonly sent: Tree;
  readonly key: KeyKind;
  readonly version: string;
  readonly requestId: string;
}

const text = (value: Value | undefined): string | null =>
  typeof value === 'string' && value !== '' ? value : null;

function header(request: ApiRequest, name: string): string | undefined {
  const value = request.headers[name];
  return typeof value === 'string' ? value : value?.[0];
}

const unknownUrl = ({ method, path }: ApiRequest): ApiError =>
  refusal(
    `Unrecognized request URL (${method}: ${path}). Please see https://stripe.com/docs or we can help at https://support.stripe.com/.`,
    {},
    404,
  );
