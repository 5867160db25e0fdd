import { randomUUID } from 'node:crypto';
import { nobodys, staffInputs } from '../fixtures/action-inputs';
import { listServerActions } from '../fixtures/action-manifest';
import { attack, expect, someOf, test } from '../fixtures/attack';
import { expectNoStack } from '../fixtures/no-stack';
import { callAction } from '../fixtures/server-actions';

attack(
  'To do what staff may',
  'every action of the desk, as nobody and as a buyer with an order of their own, with well-formed input and with junk; junk from staff',
  () => {
    const actions = listServerActions().filter(({ file }) => file.startsWith('app/(desk)/'));
    const inputOf = (name: string, orderId: string) => staffInputs[name]?.({ orderId });

    test('every action of the desk is known', () =>
      expect(actions.map(({ name }) => name).sort()).toEqual(Object.keys(staffInputs).sort()));

    test('none is there for a buyer, whose order it may be', async ({
      visit,
      person,
      buyFor,
      records,
    }) => {
      const { id } = await buyFor(person);
      const before = [await records.timelineOf(id), await records.refundsOf(id)];
      const buyer = await visit(person);
      for (const [n, action] of actions.entries()) {
        const { name } = action;
        const wellFormed = [inputOf(name, id), inputOf(name, nobodys().orderId)];
        for (const input of [...wellFormed, ...someOf([undefined, null, {}, 'x'], n)]) {
          const { status, result, text } = await callAction(buyer, action, [person.id, input]);
          expect([status, result], name).toEqual([200, { ok: false, code: 'not_found' }]);
          expectNoStack(text);
        }
      }
      expect([await records.timelineOf(id), await records.refundsOf(id)]).toEqual(before);
    });

    test('staff are answered not found, or invalid', async ({ visit, staff, records }) => {
      const desk = await visit(staff);
      for (const [n, action] of actions.entries()) {
        const { name } = action;
        const answer = await callAction(desk, action, [staff.id, inputOf(name, randomUUID())]);
        const none = { ok: false, code: 'not_found' };
        // What is asked of many is answered for each.
        const isOfMany = name === 'chargeOrders' || name === 'sendOrders';
        const expected = isOfMany ? { ok: true, value: [none] } : none;
        expect(answer.result, name).toMatchObject(expected);
        const junk = [undefined, null, 42, 'x', {}, { orderId: 'x'.repeat(100_000) }];
        for (const input of someOf(junk, n)) {
          const { result, text } = await callAction(desk, action, [staff.id, input]);
          expect(result, name).toMatchObject({ ok: false, code: 'invalid_input' });
          expectNoStack(text);
        }
      }
      expect(await records.actionsBy(staff.id)).toEqual([]);
    });
  },
);
