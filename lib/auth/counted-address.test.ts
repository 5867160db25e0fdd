import fc from 'fast-check';
import { isIPv4, isIPv6 } from 'node:net';
import { describe, expect, it } from 'vitest';
import { countedAddress } from './counted-address';

const part = fc.nat(0xffff).map((n) => n.toString(16));
const parts = (length: number) => fc.array(part, { minLength: length, maxLength: length });

describe('an address is counted', () => {
  it.each([
    ['192.0.2.1', '192.0.2.1'],
    ['192.0.2.1:50000', '192.0.2.1'],
    ['::ffff:192.0.2.1', '192.0.2.1'],
    ['::FFFF:c000:201', '192.0.2.1'],
    ['0:0:0:0:0:ffff:192.0.2.1', '192.0.2.1'],
    ['[::ffff:192.0.2.1]:443', '192.0.2.1'],
    ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2::/64'],
    ['2001:DB8:1:2::', '2001:db8:1:2::/64'],
    ['[2001:db8:1:2::9]:50000', '2001:db8:1:2::/64'],
    ['fe80::1%eth0', 'fe80::/64'],
    [' ::1 ', '::/64'],
  ])('%s as %s', (text, counted) => expect(countedAddress(text)).toBe(counted));

  it.each([
    '',
    'unknown',
    '_hidden',
    '1',
    '0x7f.1',
    '010.0.0.1',
    '1.2.3',
    '1.2.3.4.5',
    '::g',
    '[',
    '[]',
    '1.2.3.4:x',
    'null',
    '💥',
    'a'.repeat(10_000),
  ])('not where it is none: %j', (text) => expect(countedAddress(text)).toBeNull());

  it('as one with all others of its /64, and with none of another', () =>
    fc.assert(
      fc.property(parts(4), parts(4), parts(4), (network, one, other) => {
        const [a, b] = [one, other].map((host) => countedAddress([...network, ...host].join(':')));
        expect(a).toBe(b);
        const elsewhere = [...network.slice(0, 3), network[3] === '1' ? '2' : '1', ...one].join(
          ':',
        );
        expect(countedAddress(elsewhere)).not.toBe(a);
      }),
    ));

  it('or it is none, whatever stands there', () =>
    fc.assert(
      fc.property(
        fc.oneof(fc.ipV4(), fc.ipV4Extended(), fc.ipV6(), fc.string({ unit: 'binary' })),
        (text) => {
          const counted = countedAddress(text);
          expect(counted === null || isIPv4(counted) || isIPv6(counted.replace('/64', ''))).toBe(
            true,
          );
          if (counted !== null) expect(countedAddress(counted.replace('/64', ''))).toBe(counted);
        },
      ),
    ));
});
