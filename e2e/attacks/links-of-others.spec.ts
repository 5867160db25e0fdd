import { randomUUID } from 'node:crypto';
import type { APIRequestContext } from 'playwright/test';
import { attack, expect, test } from '../fixtures/attack';
import { mailedLink, outboxMail } from '../fixtures/mailed-token';
import { wordFrom, wordOf } from '../fixtures/server-actions';
import { newAddress } from '../fixtures/visitor-address';

/** As lib/domain/mail.ts has it: so many good links are out at a time. */
const LINKS_AT_MOST = 3;

const times = <T>(many: number, once: () => Promise<T>): Promise<T>[] =>
  Array.from({ length: many }, once);

attack(
  'To end somebody’s link to a new password, or fill their letter box with more',
  'eighteen requests in an owner’s name, at once, from one address, from as many and from none: three mails in all, the same answer where there is no account, and the owner’s own link is good and sets a password',
  () => {
    test('who asks for links in an owner’s name neither ends theirs nor fills the letter box', async ({
      visit,
      person,
      records,
    }) => {
      const account = { email: person.email };
      const owner = await visit(null, newAddress());
      const asks = (visitor: APIRequestContext, email = person.email) =>
        wordOf(visitor, 'askForPasswordReset', { email });
      expect(await asks(owner)).toBe('done');
      const [first] = await records.mailsOf(person.id);
      const { token } = mailedLink(await outboxMail(first?.id ?? ''));

      const bad = await visit(null, newAddress());
      const nobody = await visit(null, null);
      const answers = await Promise.all([
        ...times(6, () => asks(bad)),
        ...times(6, () => asks(nobody)),
        ...times(6, () => wordFrom(newAddress(), bad, 'askForPasswordReset', account)),
      ]);
      expect(new Set(answers)).toEqual(new Set(['done', 'too_many_tries']));
      // Who has no account is answered the same.
      expect(await asks(nobody, `${randomUUID()}@example.com`)).toBe('done');

      expect(await records.mailsOf(person.id)).toHaveLength(LINKS_AT_MOST);
      expect(await asks(owner)).toBe('done');
      const password = 'another print for every wall';
      expect(await wordOf(owner, 'resetPassword', { token, password })).toBe('done');
      const renewed = { email: person.email, password };
      expect(await wordOf(owner, 'signIn', renewed)).toBe('led on');
    });
  },
);
