import { describe, expect, it } from 'vitest';
import { DrizzleQueryError } from '@/db/testing/query-error';
import { describeError } from './plain-error.mjs';

/** With what looks like a line of a stack. */
const VALUE = 'must.not\n    at be.told@example.com (x.js:1:1)';

/** As `pg` makes them. */
const ofDriver = () =>
  Object.assign(new Error(`invalid input syntax for type bigint: "${VALUE}"`), {
    severity: 'ERROR',
    code: '22P02',
    detail: `Key (email)=(${VALUE}) already exists.`,
    where: `unnamed portal parameter $1 = '${VALUE}'`,
  });

const ofDrizzle = () =>
  new DrizzleQueryError('insert into "users" values ($1)', [VALUE], ofDriver());

describe('what is told of an error', () => {
  it.each([
    ['the driver’s', ofDriver()],
    ['drizzle’s', ofDrizzle()],
    ['one that it caused', new Error('the transaction could not begin', { cause: ofDrizzle() })],
    ['one of many', new AggregateError([ofDrizzle(), ofDriver()], 'all failed')],
    ['what hangs on one', Object.assign(new Error('refused'), { config: { data: VALUE } })],
    ['a cause that is no error', new Error('refused', { cause: { email: VALUE } })],
    ['what is no error', { email: VALUE }],
  ])('is no value of a query: %s', (_what, error) =>
    expect(JSON.stringify(describeError(error))).not.toContain('told@example.com'),
  );

  it('is its name, what it says, its code, and where it was made', () =>
    expect(describeError(ofDrizzle())).toEqual({
      name: 'Error',
      message: 'Failed query: insert into "users" values ($1)',
      stack: expect.stringMatching(/^\s+at ofDrizzle/) as string,
      cause: expect.objectContaining({
        message: 'the database refused (22P02)',
        code: '22P02',
      }) as object,
    }));

  it('ends where causes are a circle', () => {
    const circle = new Error('round');
    circle.cause = circle;
    expect(JSON.stringify(describeError(circle)).length).toBeLessThan(20_000);
  });

  it('is what was thrown, where that is a text', () =>
    expect(describeError('sk_test_abc was refused')).toEqual({
      message: 'sk_[redacted] was refused',
    }));
});
