import { afterAll, beforeAll } from 'vitest';
import { anyTextIsTaken } from '../testing/any-text';
import { openShop, type Shop } from '../testing/shop';

// On SQLite; any-text-on-postgres.test.ts is the same on a Postgres server.
let shop: Shop;
beforeAll(async () => {
  shop = await openShop();
});
afterAll(() => shop.close());

anyTextIsTaken();
