import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isLive, isProvedLately, isVisitDue, lasting, type SessionTimes } from './session';

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;
const BEGUN = Date.parse('2027-05-01T12:00:00Z');

const begun = (role: 'buyer' | 'staff', given: Partial<SessionTimes> = {}): SessionTimes => ({
  createdAt: BEGUN,
  lastSeenAt: BEGUN,
  endsAt: BEGUN + lasting[role].atAll,
  provedAt: BEGUN,
  endedAt: null,
  ...given,
});

describe('a session', () => {
  it.each([
    ['buyer', 30 * DAY],
    ['staff', 12 * 60 * MINUTE],
  ] as const)('of a %s is over without a visit', (role, ms) => {
    expect(isLive(begun(role), role, BEGUN + ms - 1)).toBe(true);
    expect(isLive(begun(role), role, BEGUN + ms)).toBe(false);
  });

  it.each([
    ['buyer', 180 * DAY],
    ['staff', 7 * DAY],
  ] as const)('of a %s is over one day, however often they visit', (role, ms) => {
    const visited = begun(role, { lastSeenAt: BEGUN + ms });
    expect(isLive(visited, role, BEGUN + ms - 1)).toBe(true);
    expect(isLive(visited, role, BEGUN + ms)).toBe(false);
  });

  it('that a buyer began is held to staff’s times once they are staff', () => {
    const visited = begun('buyer', { lastSeenAt: BEGUN + 8 * DAY });
    expect(isLive(visited, 'buyer', BEGUN + 8 * DAY)).toBe(true);
    expect(isLive(visited, 'staff', BEGUN + 8 * DAY)).toBe(false);
  });

  it('that was ended is over, whatever its times say', () => {
    const role = fc.constantFrom('buyer', 'staff');
    const time = fc.integer({ min: 0, max: 400 * DAY }).map((ms) => BEGUN + ms);
    fc.assert(
      fc.property(role, time, time, time, (who, lastSeenAt, endedAt, now) => {
        expect(isLive(begun(who, { lastSeenAt, endedAt }), who, now)).toBe(false);
      }),
    );
  });

  it('that is over without a visit never comes back by itself', () => {
    const role = fc.constantFrom('buyer', 'staff');
    const ms = fc.integer({ min: 0, max: 400 * DAY });
    fc.assert(
      fc.property(role, ms, ms, ms, (who, seen, now, later) => {
        const session = begun(who, { lastSeenAt: BEGUN + seen });
        const isOver = !isLive(session, who, BEGUN + now);
        if (isOver) expect(isLive(session, who, BEGUN + now + later)).toBe(false);
      }),
    );
  });

  it('notes a visit every ten minutes, not at each page', () => {
    expect(isVisitDue(begun('buyer'), BEGUN + 10 * MINUTE - 1)).toBe(false);
    expect(isVisitDue(begun('buyer'), BEGUN + 10 * MINUTE)).toBe(true);
  });
});

describe('a proof', () => {
  it('is good for half an hour, whatever is visited meanwhile', () => {
    const visited = begun('staff', { lastSeenAt: BEGUN + 29 * MINUTE });
    expect(isProvedLately(visited, BEGUN + 30 * MINUTE - 1)).toBe(true);
    expect(isProvedLately(visited, BEGUN + 30 * MINUTE)).toBe(false);
  });
});
