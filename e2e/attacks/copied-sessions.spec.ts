import { listSessionsOf } from '@/db/queries/sessions';
import { nobodys, staffInputs } from '../fixtures/action-inputs';
import { attack, expect, test } from '../fixtures/attack';
import { withNewSession } from '../fixtures/person';
import { wordOf } from '../fixtures/server-actions';
import { SESSION_COOKIE } from '../fixtures/session-cookie';
import { ageSession } from '../fixtures/session-rows';
import { NOTHING, worthOf } from '../fixtures/worth-of-session';
import { run } from '../setup/run';

const MINUTE = 60_000;

attack(
  'To go on with the copy of somebody’s session',
  'a cookie that was copied before its owner signed out, on one device and on all: on pages, by actions and routes, and revived by the library’s endpoint; staff’s, at what cannot be undone, half an hour after they proved who they are; signing people out from other sites and by forms that are not theirs',
  () => {
    for (const everywhere of [false, true]) {
      test(`a copy is worth nothing after signing out${everywhere ? ' everywhere' : ''}`, async ({
        db,
        visit,
        person,
        sessionCookie,
      }) => {
        const other = everywhere ? await withNewSession(db, person) : person;
        const [thief, owner] = [await visit(), await visit(other)];
        const copy = `${SESSION_COOKIE}=${await sessionCookie(person)}`;
        const before = { page: true, poll: 404, action: { ok: true } };
        expect(await worthOf(thief, copy, person)).toMatchObject(before);
        const path = `/sign-out?for=${person.id}${everywhere ? '&everywhere' : ''}`;
        const headers = { origin: run.appUrl, 'sec-fetch-site': 'same-origin' };
        await owner.post(path, { headers, maxRedirects: 0 });
        expect(await worthOf(thief, copy, person)).toEqual(NOTHING);
      });
    }

    test('nobody is signed out by another site, nor by a form that is not theirs', async ({
      db,
      visit,
      person,
      stranger,
    }) => {
      const owner = await visit(person);
      const post = (whose: string, site: string) =>
        owner.post(`/sign-out?for=${whose}&next=%2F%2Fevil.example`, {
          headers: { 'sec-fetch-site': site },
          maxRedirects: 0,
        });
      const answers = [
        await post(person.id, 'cross-site'),
        await post(person.id, 'same-site'),
        await post(stranger.id, 'same-origin'),
        await post('', 'same-origin'),
      ];
      expect(answers.map((answer) => [answer.status(), answer.headers().location])).toEqual([
        [303, '/'],
        [303, '/'],
        [303, '/other-person?next=%2F'],
        [303, '/other-person?next=%2F'],
      ]);
      const [session] = await listSessionsOf(db.read, person.id);
      expect(session?.endedAt).toBeNull();
      expect(await (await owner.get('/orders')).text()).toContain(person.name);
    });

    test('what cannot be undone at the desk asks for a proof, and nothing else does', async ({
      db,
      visit,
      staff,
    }) => {
      const desk = await visit(staff);
      const words = async () => {
        const said: [name: string, word: string][] = [];
        for (const [name, input] of Object.entries(staffInputs)) {
          said.push([name, await wordOf(desk, name, staff.id, input(nobodys()))]);
        }
        return said;
      };
      const asking = async () =>
        (await words()).filter(([, word]) => word === 'prove_again').map(([name]) => name);
      expect(await asking()).toEqual([]);
      await ageSession(db, staff.sessionId, 31 * MINUTE);
      expect((await asking()).sort()).toEqual([
        'cancelUnpaid',
        'chargeOrder',
        'chargeOrders',
        'refundOrder',
        'sendOrder',
        'sendOrders',
      ]);
    });
  },
);
