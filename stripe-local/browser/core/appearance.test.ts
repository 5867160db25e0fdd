import { describe, expect, it } from 'vitest';
import { appearanceRules, rootRule, variablesOf } from './appearance';

describe('variables', () => {
  it('lay the page’s over the theme’s over the common ones', () => {
    const variables = variablesOf({ theme: 'night', variables: { colorPrimary: '#e4572e' } });
    expect(variables.colorPrimary).toBe('#e4572e');
    expect(variables.colorText).toBe('#ffffff');
    expect(variables.spacingUnit).toBe('4px');
  });

  it('become custom properties', () => {
    expect(rootRule({ variables: { borderRadius: '9px' } })).toContain('--borderRadius:9px');
  });

  it('take the newer spelling of a variable', () => {
    expect(rootRule({ variables: { inputColorBorder: 'red' } })).toContain('--colorBorder:red');
  });
});

describe('rules', () => {
  it('keep classes, states and properties', () => {
    expect(
      appearanceRules({ rules: { '.Input:focus': { borderColor: 'red', '--x': '1px' } } }),
    ).toEqual(['.Input:focus{border-color:red;--x:1px}']);
  });

  it.each([
    ['.Input{}body', { color: 'red' }],
    ['body', { color: 'red' }],
    ['*', { color: 'red' }],
  ])('leave the selector %s out', (selector, properties) => {
    expect(appearanceRules({ rules: { [selector]: properties } })).toEqual([]);
  });

  it.each(['url(https://example.com/x.png)', 'red;} body{display:none', 'URL("x")'])(
    'leave the value %s out',
    (value) => {
      expect(appearanceRules({ rules: { '.Input': { background: value } } })).toEqual(['.Input{}']);
    },
  );
});
