import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Billing } from '@/lib/domain/card';
import { billingLines } from './billing-lines';

const nothing: Billing = {
  ...{ name: null, line1: null, line2: null, postalCode: null },
  ...{ city: null, state: null, country: null },
};

describe('an address', () => {
  it.each<[Partial<Billing>, string[]]>([
    [
      { name: 'Käthe', line1: 'Gasse 3', postalCode: '1010', city: 'Wien', country: 'AT' },
      ['Käthe', 'Gasse 3', '1010 Wien', 'Austria'],
    ],
    [{ postalCode: '94107', country: 'US' }, ['94107', 'United States']],
    [{ city: 'Austin', state: 'TX' }, ['Austin, TX']],
    [{ state: 'TX' }, ['TX']],
    [{ country: 'ZZ' }, ['Unknown Region']],
    [{ country: 'QQ' }, ['QQ']],
    [{ country: 'somewhere' }, ['somewhere']],
    [{}, []],
  ])('%j is written in lines', (given, lines) =>
    expect(billingLines({ ...nothing, ...given })).toEqual(lines),
  );

  it('has no empty line, whatever stands in it', () => {
    const part = fc.option(fc.string());
    const any = fc.record({
      ...{ name: part, line1: part, line2: part, postalCode: part },
      ...{ city: part, state: part, country: part },
    });
    fc.assert(
      fc.property(any, (billing) => {
        expect(billingLines(billing)).not.toContain('');
      }),
    );
  });
});
