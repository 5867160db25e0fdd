import { inputs, nobodys } from '../fixtures/action-inputs';
import { actionRequest, findServerAction } from '../fixtures/action-manifest';
import { attack, expect, test } from '../fixtures/attack';
import { run } from '../setup/run';

const ORIGINS = [
  'https://evil.example',
  `${run.appUrl}.evil.example`,
  'http://127.0.0.1:1',
  'null',
];

attack(
  'To let a buyer’s browser act from another site',
  'buying by an action whose Origin is another site, its look-alikes and none that a page may have, as an action and as a form; private answers read by another site’s script',
  () => {
    test('an action is not called from another site', async ({
      visit,
      person,
      saveCard,
      records,
    }) => {
      const card = await saveCard('pm_card_visa', { of: person });
      const victim = await visit(person);
      const { addressId } = person;
      const input = inputs.buyWithCard?.({ ...nobodys(), cardId: card.id, addressId });
      const action = findServerAction('buyWithCard');
      const { page, headers, body } = actionRequest(action, [person.id, input], run.appUrl);
      for (const origin of ORIGINS) {
        const foreign = { ...headers, origin };
        const asAction = await victim.post(page, { headers: foreign, data: body, maxRedirects: 0 });
        expect(asAction.status(), origin).toBeGreaterThanOrEqual(400);
        const form = { [`$ACTION_ID_${action.id}`]: '', '1_': body };
        const asForm = await victim.post(page, {
          headers: { origin },
          multipart: form,
          maxRedirects: 0,
        });
        expect(asForm.status(), origin).toBeGreaterThanOrEqual(300);
      }
      expect(await records.ordersOf(person.id)).toEqual([]);
      const ours = await victim.post(page, { headers, data: body });
      expect(ours.ok()).toBe(true);
      expect(await records.ordersOf(person.id)).toHaveLength(1);
    });

    test('no answer may be read by another site', async ({ visit, person }) => {
      const victim = await visit(person);
      for (const path of ['/wallet', '/orders', '/api/auth/session', '/api/health']) {
        for (const origin of ORIGINS) {
          const answer = await victim.get(path, { headers: { origin } });
          expect(answer.headers()['access-control-allow-origin'], path).toBeUndefined();
          expect(answer.headers()['access-control-allow-credentials'], path).toBeUndefined();
        }
      }
    });
  },
);
