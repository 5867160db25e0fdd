import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { database } from '../database';
import { openFileShop } from '../testing/file-shop';
import { count } from './count-uses';
import { hashedKey } from './hashed-key';

await openFileShop();

describe('a key of a limit', () => {
  it('counts as itself, and only its hash is stored', async () => {
    const limit = { name: 'try', points: 2, seconds: 60 };
    const use = (key: string) => database().transaction((tx) => count(tx, limit, key));
    expect(await use('ada@example.com')).toMatchObject({ used: 1 });
    expect(await use('ada@example.com')).toMatchObject({ used: 2 });
    expect(await use('ben@example.com')).toMatchObject({ used: 1 });
    const rows = await database().read.select().from(database().read.tables.rateLimits);
    expect(rows).toHaveLength(2);
    expect(JSON.stringify(rows)).not.toMatch(/ada|ben|example/);
  });

  it('is hashed under a secret, so that nobody finds it by trying', () => {
    const key = 'ada@example.com';
    const bare = createHash('sha256').update(key).digest('base64url');
    expect(hashedKey(key)).toHaveLength(bare.length);
    expect(hashedKey(key)).not.toBe(bare);
  });
});
