import { renderToStaticMarkup } from 'react-dom/server';
import { expect, it } from 'vitest';
import { headingText } from './heading-text';

const textOf = (html: string) => html.replaceAll(/<[^>]+>/g, '');

it('keeps a hyphen behind one letter from ending a line, and the words as they are', () => {
  const html = renderToStaticMarkup(headingText('Confirm your e-mail address'));
  expect(html).toContain('<span class="whitespace-nowrap">e-mail</span>');
  expect(textOf(html)).toBe('Confirm your e-mail address');
});

it.each(['Sign in', 'A pre-order', 'Half - moon'])('leaves %s alone', (title) =>
  expect(renderToStaticMarkup(headingText(title))).toBe(`<span>${title}</span>`),
);
