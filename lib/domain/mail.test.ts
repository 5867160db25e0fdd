import { describe, expect, it } from 'vitest';
import { dropsAt } from './mail';
import { mailState } from './mail-state';

const HOUR = 60 * 60_000;

describe('a mail that was not sent', () => {
  it.each([
    ['reset_password', HOUR],
    ['verify_email', 24 * HOUR],
    ['receipt', 72 * HOUR],
    ['action_needed', 72 * HOUR],
  ] as const)('%s is dropped after so long', (kind, after) =>
    expect(dropsAt({ kind, createdAt: 1_000 })).toBe(1_000 + after),
  );
});

describe('the state of a mail', () => {
  it.each([
    [{ sentAt: null, dueAt: 5, heldBack: null }, 'waiting'],
    [{ sentAt: 5, dueAt: null, heldBack: null }, 'sent'],
    [{ sentAt: null, dueAt: null, heldBack: null }, 'given_up'],
    [{ sentAt: null, dueAt: null, heldBack: 'day_is_full' }, 'held_back'],
  ] as const)('%j is %s', (mail, state) => expect(mailState(mail)).toBe(state));
});
