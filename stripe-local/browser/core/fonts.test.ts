import { describe, expect, it } from 'vitest';
import { fontsOf } from './fonts';

const font = { family: 'Shop Sans', src: "url(https://shop.example/a.woff2) format('woff2')" };

describe('fonts', () => {
  it('are taken with what describes them', () =>
    expect(fontsOf([{ ...font, weight: '400 700', display: 'swap', other: 1 }])).toEqual([
      {
        family: 'Shop Sans',
        source: font.src,
        descriptors: { weight: '400 700', display: 'swap' },
      },
    ]));

  it.each([
    undefined,
    'fonts',
    [null],
    [{ cssSrc: 'https://fonts.example/css' }],
    [{ ...font, family: 1 }],
    [{ ...font, src: 'local(Arial)' }],
    [{ ...font, src: 'url(/elements/frame.css)' }],
    [{ ...font, src: 'url(data:font/woff2;base64,AA)' }],
    [{ ...font, src: 'url(https://shop.example/a.woff2), url(https://other.example)' }],
  ])('are none where they name no file: %j', (given) => expect(fontsOf(given)).toEqual([]));
});
