import { expect } from 'vitest';

const words = {
  unique: /unique/i,
  check: /check constraint/i,
  'foreign key': /foreign key/i,
  'not null': /not.null/i,
};

/** Holds that the database itself refuses a statement, and by which kind of rule. */
export async function expectRefusal(
  attempt: Promise<unknown>,
  rule: keyof typeof words,
): Promise<void> {
  const error: unknown = await attempt.then(
    () => null,
    (reason: unknown) => reason,
  );
  expect(error, 'it was not refused').toBeInstanceOf(Error);
  const { message, cause } = error as Error;
  expect(`${message} ${cause instanceof Error ? cause.message : ''}`).toMatch(words[rule]);
}
