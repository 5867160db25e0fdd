import { randomUUID } from 'node:crypto';
import { inputs, nobodys, staffInputs } from '../fixtures/action-inputs';
import { findServerAction, listServerActions } from '../fixtures/action-manifest';
import { expectNoStack } from '../fixtures/no-stack';
import { callAction } from '../fixtures/server-actions';
import { expect, test } from '../fixtures/test';

/** Those that answer everybody. */
const publicActions = ['signIn', 'signUp', 'askForPasswordReset', 'resetPassword', 'verifyEmail'];
/** Those that take no fields: an object is as good as any. */
const withoutFields = ['listCards', 'sendVerificationAgain'];
/** Those that take no input, or a form's, and end in a redirect. */
const redirectingActions = ['signInWithGitHub', 'signInWithGoogle'];

const junk: readonly (readonly unknown[])[] = [
  [],
  [null],
  [42],
  ['text'],
  [[]],
  [{ orderId: "' or 1=1 --", cardId: '../../etc/passwd', purchaseId: '1', shown: -1 }],
  [{ orderId: { $ne: null }, cardId: ['a'], purchaseId: {}, subject: 7, shown: { amount: 1e300 } }],
  [{ orderId: 'x'.repeat(100_000), cardId: 'x'.repeat(100_000) }],
];

const INVALID = { ok: false, code: 'invalid_input' };

const isObject = (value: unknown): boolean =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

test('every server action of the build is known to these tests', () => {
  const signedIn = [...Object.keys(inputs), ...Object.keys(staffInputs)];
  const known = [...signedIn, ...publicActions, ...redirectingActions];
  const built = listServerActions().map(({ name }) => name);
  expect([...new Set(built)].sort()).toEqual(known.sort());
});

for (const name of Object.keys(inputs)) {
  test(`${name} is for signed-in people`, async ({ request }) => {
    const answer = await callAction(request, findServerAction(name), [
      randomUUID(),
      inputs[name]?.(nobodys()),
    ]);
    expect(answer.status).toBe(200);
    expect(answer.result).toEqual({ ok: false, code: 'signed_out' });
  });
}

test('junk is answered as invalid, never with an error of ours', async ({ page, buyer }) => {
  for (const name of Object.keys(inputs)) {
    for (const args of junk) {
      const answer = await callAction(page.request, findServerAction(name), [buyer.id, ...args]);
      await test.step(`${name} with ${JSON.stringify(args).slice(0, 80)}`, () => {
        const isFine = withoutFields.includes(name) && isObject(args[0]);
        expect(answer.status).toBe(200);
        expect(answer.result).toMatchObject(isFine ? { ok: true } : INVALID);
        expectNoStack(answer.text);
      });
    }
  }
});

test('junk from people who are not signed in is answered as invalid', async ({
  request,
  address,
}) => {
  for (const name of publicActions) {
    for (const args of [...junk, [{ email: ['a'], password: {}, name: 1, next: {} }]]) {
      const answer = await callAction(request, findServerAction(name), args, {
        'x-forwarded-for': address,
      });
      expect(answer.status).toBe(200);
      expect(answer.result).toMatchObject(INVALID);
      expectNoStack(answer.text);
    }
  }
});

for (const name of redirectingActions) {
  test(`${name} survives a call without a session and with junk`, async ({ request }) => {
    for (const args of junk.slice(0, -1)) {
      const answer = await callAction(request, findServerAction(name), args);
      expect(answer.status).toBeLessThan(500);
      expectNoStack(answer.text);
    }
  });
}

test('an action is not called from another site', async ({ page, buyer, saveCard, records }) => {
  const card = await saveCard('pm_card_visa');
  const input = inputs.buyWithCard?.({ ...nobodys(), cardId: card.id });
  const answer = await callAction(
    page.request,
    findServerAction('buyWithCard'),
    [buyer.id, input],
    {
      origin: 'https://evil.example',
    },
  );
  expect(answer.status).toBeGreaterThanOrEqual(400);
  expect(await records.ordersOf(buyer.id)).toHaveLength(0);
});
