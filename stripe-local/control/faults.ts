/** What can be made to go wrong: with the request, before or after it has its effect. */
export const faultKinds = [
  'timeout_before',
  'timeout_after',
  'reset_before',
  'reset_after',
  'cut',
  '429',
  '500',
  'refuse',
  'latency',
  'hold',
] as const;
export type FaultKind = (typeof faultKinds)[number];

export interface Fault {
  readonly id: string;
  /** `POST /v1/payment_intents`; `*` stands for any one segment, or at the end for the rest. */
  readonly route: string;
  readonly kind: FaultKind;
  /** For `latency`: how long, or between which two. */
  readonly ms: number | readonly [number, number];
  /** For `refuse`: the parameter that is named as wrong. */
  readonly param?: string;
  /** How often it still happens. */
  readonly times: number;
}

export interface FaultInput {
  readonly route: string;
  readonly kind: FaultKind;
  readonly ms?: number | readonly [number, number];
  readonly param?: string;
  readonly times?: number;
}

/** The armed faults, used up in the order they were armed. */
export class Faults {
  private armed: Fault[] = [];
  private next = 0;

  arm(input: FaultInput): Fault {
    const fault = { ms: 0, times: 1, ...input, id: `flt_${++this.next}` };
    this.armed.push(fault);
    return fault;
  }

  list(): readonly Fault[] {
    return this.armed;
  }

  clear(): void {
    this.armed = [];
  }

  /** The fault for this request, if one is armed; it counts as used. */
  take(method: string, path: string): Fault | undefined {
    if (!this.armed.length) return undefined;
    const fault = this.armed.find(({ route }) => matches(route, method, path));
    if (!fault) return undefined;
    const left = { ...fault, times: fault.times - 1 };
    this.armed = this.armed.flatMap((each) =>
      each.id !== fault.id ? [each] : left.times > 0 ? [left] : [],
    );
    return fault;
  }
}

function matches(route: string, method: string, path: string): boolean {
  const [wantedMethod = '', wantedPath = ''] = route.split(' ');
  if (wantedMethod !== '*' && wantedMethod !== method) return false;
  const wanted = wantedPath.split('/');
  const given = path.split('/');
  if (wanted.at(-1) === '*' && given.length >= wanted.length) given.length = wanted.length;
  return (
    wanted.length === given.length &&
    wanted.every(
      (segment, at) => segment === '*' || segment.startsWith(':') || segment === given[at],
    )
  );
}

/** How long a latency lasts this time. */
export const latencyOf = ({ ms }: Fault): number =>
  typeof ms === 'number' ? ms : ms[0] + Math.random() * (ms[1] - ms[0]);
