import { describe, expect, it } from 'vitest';
import type { Database } from '../../database';
import {
  findCustomer,
  findCustomerByStripeId,
  getCustomer,
  linkCustomer,
  markCustomerDeleted,
  renewCustomerKey,
  setStripeCustomer,
} from '../../queries/customers';
import { bindStripe, findBoundSince, findStripeBinding } from '../../queries/stripe-binding';
import {
  findUser,
  findUserByEmail,
  findUserByProvider,
  insertUser,
  linkProvider,
  listProvidersOf,
  setEmailVerified,
  setPassword,
} from '../../queries/users';
import { expectRefusal } from '../refusal';
import { aBuyer, aUser, binding, NOON } from '../rows';

export const userQueries = (db: () => Database) =>
  describe('users', () => {
    it('are found by id and by email', async () => {
      const user = await aUser(db(), { email: 'ada@example.com', role: 'staff' });
      expect(user).toMatchObject({ role: 'staff', createdAt: NOON });
      expect(await findUser(db().read, user.id)).toEqual(user);
      expect(await findUserByEmail(db().read, 'ada@example.com')).toEqual(user);
      expect(await findUser(db().read, 'nobody')).toBeNull();
      expect(await findUserByEmail(db().read, 'bob@example.com')).toBeNull();
    });

    it('have an email of their own', async () => {
      const user = await aUser(db(), { email: 'ada@example.com' });
      const again = await db().transaction((tx) =>
        insertUser(tx, { ...user, name: 'Somebody else' }, NOON),
      );
      expect(again).toBeNull();
      expect(await findUser(db().read, user.id)).toEqual(user);
    });

    it('have an address that is proved once, and a password of their own', async () => {
      const [mine, other] = [await aUser(db()), await aUser(db())];
      expect(mine.emailVerifiedAt).toBeNull();
      await db().transaction((tx) => setEmailVerified(tx, mine.id, NOON + 1));
      await db().transaction((tx) => setEmailVerified(tx, mine.id, NOON + 2));
      await db().transaction((tx) => setPassword(tx, mine.id, 'a hash'));
      expect(await findUser(db().read, mine.id)).toMatchObject({
        emailVerifiedAt: NOON + 1,
        passwordHash: 'a hash',
      });
      expect(await findUser(db().read, other.id)).toEqual(other);
    });

    it('are told by which providers they sign in', async () => {
      const [user, other] = [await aUser(db()), await aUser(db())];
      await db().transaction(async (tx) => {
        await linkProvider(tx, user.id, { provider: 'google', providerAccountId: '1' }, NOON);
        await linkProvider(tx, user.id, { provider: 'github', providerAccountId: '2' }, NOON);
        await linkProvider(tx, other.id, { provider: 'github', providerAccountId: '3' }, NOON);
      });
      expect(await listProvidersOf(db().read, user.id)).toEqual(['github', 'google']);
    });

    it('are found by their account at a provider, never by a name that another provider uses', async () => {
      const user = await aUser(db());
      const account = { provider: 'github', providerAccountId: '42' };
      await db().transaction((tx) => linkProvider(tx, user.id, account, NOON));
      expect(await findUserByProvider(db().read, 'github', '42')).toEqual(user);
      expect(await findUserByProvider(db().read, 'google', '42')).toBeNull();
      const other = await aUser(db());
      await expectRefusal(
        db().transaction((tx) => linkProvider(tx, other.id, account, NOON)),
        'unique',
      );
    });
  });

export const customerQueries = (db: () => Database) =>
  describe('Stripe Customers', () => {
    it('are one row and one key, however many ask at once', async () => {
      const user = await aUser(db());
      const rows = await Promise.all(
        Array.from({ length: 20 }, () =>
          db().transaction((tx) => linkCustomer(tx, user.id, binding, { email: 'x' }, NOON)),
        ),
      );
      expect(new Set(rows.map(({ createKey }) => createKey)).size).toBe(1);
      expect(new Set(rows.map(({ id }) => id)).size).toBe(1);
      expect(rows[0]).toMatchObject({ createParameters: { email: 'x' }, stripeCustomerId: null });
    });

    it('are apart by account and by mode', async () => {
      const { user, customer } = await aBuyer(db());
      expect(await findCustomer(db().read, user.id, binding)).toEqual(customer);
      expect(await findCustomer(db().read, user.id, { ...binding, livemode: true })).toBeNull();
      const elsewhere = { ...binding, stripeAccountId: 'acct_2' };
      expect(await findCustomer(db().read, user.id, elsewhere)).toBeNull();
      const live = await db().transaction((tx) =>
        linkCustomer(tx, user.id, { ...binding, livemode: true }, {}, NOON),
      );
      expect(live.id).not.toBe(customer.id);
      expect(live.createKey).not.toBe(customer.createKey);
    });

    it('keep the first id that Stripe answers with', async () => {
      const { customer } = await aBuyer(db());
      await db().transaction((tx) => setStripeCustomer(tx, customer.id, 'cus_first'));
      await db().transaction((tx) => setStripeCustomer(tx, customer.id, 'cus_second'));
      expect((await getCustomer(db().read, customer.id)).stripeCustomerId).toBe('cus_first');
      expect((await findCustomerByStripeId(db().read, 'cus_first'))?.id).toBe(customer.id);
      expect(await findCustomerByStripeId(db().read, 'cus_second')).toBeNull();
    });

    it('get another key once, and none when they are made', async () => {
      const { customer } = await aBuyer(db());
      const renew = () => db().transaction((tx) => renewCustomerKey(tx, customer));
      const key = async () => (await getCustomer(db().read, customer.id)).createKey;
      await renew();
      const renewed = await key();
      expect(renewed).not.toBe(customer.createKey);
      await renew();
      expect(await key()).toBe(renewed);
      await db().transaction((tx) => setStripeCustomer(tx, customer.id, 'cus_first'));
      const made = await getCustomer(db().read, customer.id);
      await db().transaction((tx) => renewCustomerKey(tx, made));
      expect(await key()).toBe(renewed);
    });

    it('are never shared by two people', async () => {
      const [a, b] = [await aBuyer(db()), await aBuyer(db())];
      await db().transaction((tx) => setStripeCustomer(tx, a.customer.id, 'cus_1'));
      await expectRefusal(
        db().transaction((tx) => setStripeCustomer(tx, b.customer.id, 'cus_1')),
        'unique',
      );
    });

    it('belong to somebody', () =>
      expectRefusal(
        db().transaction((tx) => linkCustomer(tx, 'nobody', binding, {}, NOON)),
        'foreign key',
      ));

    it('that are gone make way for another, with a row and a key of its own', async () => {
      const { user, customer } = await aBuyer(db());
      await db().transaction((tx) => setStripeCustomer(tx, customer.id, 'cus_gone'));
      const markDeleted = () =>
        db().transaction((tx) => markCustomerDeleted(tx, customer.id, NOON + 1));
      expect(await markDeleted()).toBe(true);
      expect(await markDeleted()).toBe(false);
      expect(await findCustomer(db().read, user.id, binding)).toBeNull();
      expect(await getCustomer(db().read, customer.id)).toMatchObject({ deletedAt: NOON + 1 });
      const next = await db().transaction((tx) => linkCustomer(tx, user.id, binding, {}, NOON));
      expect(next.id).not.toBe(customer.id);
      expect(next.createKey).not.toBe(customer.createKey);
      expect(await findCustomer(db().read, user.id, binding)).toEqual(next);
    });

    it('throw where an order names one that is not there', () =>
      expect(getCustomer(db().read, 'none')).rejects.toThrow('no customer none'));
  });

export const bindingQueries = (db: () => Database) =>
  describe('the Stripe account of a database', () => {
    it('is the first that asks, for good', async () => {
      expect(await findStripeBinding(db().read)).toBeNull();
      expect(await findBoundSince(db().read)).toBeNull();
      await db().transaction((tx) => bindStripe(tx, binding, NOON));
      const other = { stripeAccountId: 'acct_2', livemode: true };
      await db().transaction((tx) => bindStripe(tx, other, NOON + 1));
      expect(await findStripeBinding(db().read)).toEqual(binding);
      expect(await findBoundSince(db().read)).toBe(NOON);
    });

    it('is one row', () =>
      expectRefusal(
        db().transaction(async (tx) => {
          const row = { ...binding, id: 'second' as 'only', createdAt: NOON };
          await tx.insert(tx.tables.stripeBinding).values(row);
        }),
        'check',
      ));
  });
