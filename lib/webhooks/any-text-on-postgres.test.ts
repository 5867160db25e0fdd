import { afterAll, beforeAll } from 'vitest';
import { startPostgres } from '@/scripts/parts/postgres.mjs';
import { anyTextIsTaken } from '../testing/any-text';
import { openShop, type Shop } from '../testing/shop';

// Through the driver that the app uses, which PGlite is not.
let postgres: Awaited<ReturnType<typeof startPostgres>>;
let shop: Shop;
beforeAll(async () => {
  postgres = await startPostgres();
  shop = await openShop({ databaseUrl: await postgres.createDatabase('cardkeep_any_text') });
});
afterAll(async () => {
  await shop.close();
  await postgres.end();
});

anyTextIsTaken();
