import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { openOutcomes } from './attempt';
import { BANK_ASKS_FOR_MS, LIVE_AT_MOST, roomBeside } from './live-secrets';

const NOON = Date.parse('2027-05-01T12:00:00Z');
const free = (givenAt: number) => ({ givenAt, asked: null });
const asked = (outcome: (typeof openOutcomes)[number], startedAt = NOON) => ({
  givenAt: startedAt,
  asked: { outcome, startedAt },
});

describe('room for another secret', () => {
  it('is there beside two', () =>
    expect(roomBeside([free(1), free(2)], NOON)).toEqual({ giveUp: 0, of: [] }));

  it('is made by the one that was given longest ago', () =>
    expect(roomBeside([free(2), free(1), free(3)], NOON)).toMatchObject({
      giveUp: 1,
      of: [{ givenAt: 1 }, { givenAt: 2 }, { givenAt: 3 }],
    }));

  it('is not made by one that a bank is asked about, however old it is', () =>
    expect(roomBeside([asked('processing', 1), free(3), free(2)], NOON)).toMatchObject({
      giveUp: 1,
      of: [{ givenAt: 2 }, { givenAt: 3 }],
    }));

  it('is there again when the bank’s question is an hour old', () => {
    const all = [NOON - 2, NOON - 1, NOON].map((at) => asked('authenticating', at));
    const wait = BANK_ASKS_FOR_MS - 2;
    expect(roomBeside(all, NOON)).toEqual({ waitMs: wait });
    expect(roomBeside(all, NOON + wait)).toMatchObject({ giveUp: 1, of: [{ givenAt: NOON - 2 }] });
  });

  const secret = fc.record({
    givenAt: fc.nat(1_000),
    asked: fc.option(
      fc.record({ outcome: fc.constantFrom(...openOutcomes), startedAt: fc.nat(10_000_000) }),
      { nil: null },
    ),
  });
  it('never leaves more than three, and tells a wait that is one', () =>
    fc.assert(
      fc.property(fc.array(secret, { maxLength: 12 }), fc.nat(10_000_000), (live, at) => {
        const room = roomBeside(live, at);
        if ('waitMs' in room) {
          expect(room.waitMs).toBeGreaterThan(0);
          return;
        }
        const left = live.length - room.giveUp;
        expect(left).toBeLessThan(LIVE_AT_MOST);
        if (room.giveUp > 0) expect(left).toBe(LIVE_AT_MOST - 1);
        expect(room.of.length).toBeGreaterThanOrEqual(room.giveUp);
      }),
    ));
});
