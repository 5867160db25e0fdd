import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { patientFetch, waitAfter, type Clock } from './patient-fetch';

/** A clock that is moved by whoever waits, and by nobody else. */
function clockOfTests() {
  let at = 0;
  const clock: Clock = {
    now: () => at,
    wait: async (ms) => {
      const until = at + ms;
      await Promise.resolve();
      at = Math.max(at, until);
    },
    random: () => 0.5,
  };
  return { clock, pass: (ms: number) => (at += ms) };
}

const answers = (...statuses: number[]) => {
  const sent: string[] = [];
  const fetch = (async (url: string) => {
    sent.push(url);
    return new Response(null, { status: statuses[sent.length - 1] ?? 200 });
  }) as unknown as typeof globalThis.fetch;
  return { sent, fetch };
};

describe('patientFetch', () => {
  it('never sends more within any second than it may', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 1, max: 20 }),
        fc.array(fc.nat(700), { minLength: 1, maxLength: 80 }),
        async (perSecond, pauses) => {
          const { clock, pass } = clockOfTests();
          const times: number[] = [];
          const fetch = (async () => {
            times.push(clock.now());
            return new Response();
          }) as typeof globalThis.fetch;
          const send = patientFetch(perSecond, { fetch, clock });
          for (const pause of pauses) {
            pass(pause);
            await send('https://api.stripe.com');
          }
          expect(times).toHaveLength(pauses.length);
          times.slice(perSecond).forEach((time, index) => {
            expect(time - (times[index] ?? 0)).toBeGreaterThanOrEqual(1_000);
          });
        },
      ),
    );
  });

  it('gives turns to those that come at once, too', async () => {
    const { clock } = clockOfTests();
    const { sent, fetch } = answers();
    const send = patientFetch(5, { fetch, clock });
    await Promise.all(Array.from({ length: 12 }, () => send('https://api.stripe.com')));
    expect(sent).toHaveLength(12);
    expect(clock.now()).toBeGreaterThanOrEqual(2_000);
  });

  it('waits longer each time that it was too fast', async () => {
    const { clock } = clockOfTests();
    const { sent, fetch } = answers(429, 429, 429);
    const response = await patientFetch(null, { fetch, clock })('https://api.stripe.com');
    expect([response.status, sent.length]).toEqual([200, 4]);
    expect(clock.now()).toBe(0.75 * (500 + 1_000 + 2_000));
  });

  it('gives the refusal to whoever asked, in the end', async () => {
    const { clock } = clockOfTests();
    const { sent, fetch } = answers(...Array.from({ length: 20 }, () => 429));
    const response = await patientFetch(null, { fetch, clock })('https://api.stripe.com');
    expect([response.status, sent.length]).toEqual([429, 7]);
  });

  it('sends nothing again that was answered in another way', async () => {
    const { sent, fetch } = answers(500);
    const response = await patientFetch(null, { fetch })('https://api.stripe.com');
    expect([response.status, sent.length]).toEqual([500, 1]);
  });
});

describe('waitAfter', () => {
  const waits = (random: number) =>
    [1, 2, 3, 4, 5, 6].map((tried) => waitAfter(tried, null, random));

  it('doubles up to a limit, and half of it is chance', () => {
    expect(waits(1)).toEqual([500, 1_000, 2_000, 4_000, 8_000, 8_000]);
    expect(waits(0)).toEqual([250, 500, 1_000, 2_000, 4_000, 4_000]);
  });

  it('is as long as Stripe asks for, at least', () => {
    expect(waitAfter(1, '3', 0.5)).toBe(3_000);
    expect(waitAfter(5, '1', 1)).toBe(8_000);
    expect(waitAfter(1, 'Wed, 21 Oct 2026 07:28:00 GMT', 1)).toBe(500);
  });
});
