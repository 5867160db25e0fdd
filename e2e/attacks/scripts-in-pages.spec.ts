import { randomUUID } from 'node:crypto';
import { attack, expect, someOf, test } from '../fixtures/attack';
import { forEachAtOnce } from '../fixtures/at-once';
import { insertPerson } from '../fixtures/person';
import { signIn } from '../fixtures/session';
import { outboxMail } from '../fixtures/mailed-token';
import { deliver, eventAbout } from '../fixtures/webhook';
import { run } from '../setup/run';

/** What would run, each in another place: between tags, in an attribute, in a script, as a template, as an address. */
const scripts = [
  '<script>alert(1)</script>',
  '<img src=x onerror=alert(1)>',
  '"><svg onload=alert(1)>',
  "' onfocus=alert(1) autofocus='",
  '</script><script>alert(1)</script>',
  '</title><script>alert(1)</script>',
  '<!--<script>alert(1)',
  'javascript:alert(1)',
  '{{constructor.constructor("alert(1)")()}}',
  '\u2028alert(1)//',
];

/** A tag of theirs, or an address that is a script, in the source: it came through as it was sent. */
const CAME_THROUGH =
  /<script>alert|<img src=x|<svg onload|<\/title><script>alert|(href|src|action)="javascript:/i;

const addressesForAll: readonly ((part: string) => string)[] = [
  (part) => `/products/${part}`,
  (part) => `/${part}`,
  (part) => `/sign-in?next=/${part}&error=${part}`,
  (part) => `/sign-up?next=/${part}`,
  (part) => `/updated?next=/${part}`,
  (part) => `/verify-email?token=${part}`,
  (part) => `/reset-password?token=${part}`,
];

const addressesForStaff: readonly ((part: string) => string)[] = [
  (part) => `/orders/${part}`,
  (part) => `/pay/${part}`,
  (part) => `/checkout?product=${part}&order=${part}`,
  (part) => `/other-person?next=/${part}`,
  (part) => `/wallet?added=${part}`,
  (part) => `/desk?q=${part}&show=${part}&page=${part}`,
  (part) => `/desk/orders?q=${part}&from=${part}&to=${part}&page=${part}`,
  (part) => `/desk/inbox?q=${part}&show=${part}`,
];

attack(
  'A script of one’s own in somebody else’s page',
  'markup, attributes, ends of scripts and script addresses as a name, in every part and query of an address, in an event at the desk and in mails; a browser that opens such pages runs nothing',
  () => {
    test('what an address says is shown as text, or not at all', async ({ visit, staff }) => {
      const [nobody, desk] = [await visit(), await visit(staff)];
      const tries = [
        ...addressesForAll.map((addressOf) => ({ visitor: nobody, addressOf })),
        ...addressesForStaff.map((addressOf) => ({ visitor: desk, addressOf })),
      ].flatMap(({ visitor, addressOf }, n) =>
        someOf(scripts, n).map((text) => ({ visitor, path: addressOf(encodeURIComponent(text)) })),
      );
      await forEachAtOnce(tries, async ({ visitor, path }) => {
        const answer = await visitor.get(path);
        expect(answer.status(), path).toBeLessThan(500);
        expect(CAME_THROUGH.exec(await answer.text())?.[0], path).toBeUndefined();
      });
    });

    test('a name is text on every page, at the desk and in mails', async ({
      db,
      visit,
      staff,
      buyFor,
      records,
    }) => {
      const name = scripts.slice(0, 7).join(' ');
      const person = await insertPerson(db, 'buyer', name, {
        email: `${randomUUID()}@example.com`,
      });
      const { id } = await buyFor(person);
      const [buyer, desk] = [await visit(person), await visit(staff)];
      for (const path of ['/', '/wallet', '/orders', `/orders/${id}`, '/other-person']) {
        const text = await (await buyer.get(path)).text();
        expect(text, path).toContain('alert(1)');
        expect(CAME_THROUGH.exec(text)?.[0], path).toBeUndefined();
      }
      const atDesk = [
        ...['/desk', '/desk/orders', `/desk/orders/${id}`, `/desk/people/${person.id}`],
        ...['/desk/mail', `/desk?q=${person.email}`],
      ];
      for (const path of atDesk) {
        expect(await (await desk.get(path)).text(), path).not.toMatch(CAME_THROUGH);
      }
      for (const mail of await records.mailsOf(person.id)) {
        expect(await outboxMail(mail.id)).not.toMatch(CAME_THROUGH);
      }
    });

    test('a browser that opens such pages runs nothing', async ({
      db,
      page,
      visit,
      complaints,
    }) => {
      complaints.expect(/status of 404/);
      const name = scripts.join(' ');
      const staff = await insertPerson(db, 'staff', name, { email: `${randomUUID()}@example.com` });
      await signIn(page.context(), staff);
      const ran: string[] = [];
      page.on('dialog', (dialog) => {
        ran.push(page.url());
        void dialog.dismiss();
      });
      const event = eventAbout(`<img src=x onerror=alert(1)>`, {
        id: 'x',
        text: scripts.join('\n'),
      });
      await deliver(await visit(), JSON.stringify(event));
      const every = encodeURIComponent(scripts.join(' '));
      const opened = [
        `/desk/orders?q=${every}`,
        `/desk/inbox/${event.id}`,
        '/',
        `/products/${every}`,
        `/updated?next=${encodeURIComponent('javascript:alert(1)')}`,
      ];
      for (const path of run.thorough ? opened : opened.slice(0, 2)) {
        await page.goto(path);
        for (const link of await page.getByRole('main').getByRole('link').all()) {
          expect(await link.getAttribute('href')).not.toMatch(/^\s*javascript:/i);
        }
      }
      expect(ran).toEqual([]);
    });
  },
);
