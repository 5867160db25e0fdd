import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { mailboxOf } from './mailbox';

describe('the letter box of an address', () => {
  it.each([
    ['ada@example.com', 'ada@example.com'],
    [' Ada@Example.COM ', 'ada@example.com'],
    ['ada+shop@example.com', 'ada@example.com'],
    ['ada+a+b@example.com', 'ada@example.com'],
    ['a.d.a@example.com', 'a.d.a@example.com'],
    ['a.d.a+x@gmail.com', 'ada@gmail.com'],
    ['A.da@googlemail.com', 'ada@gmail.com'],
    ['+@example.com', '+@example.com'],
    ['no address', 'no address@'],
  ])('of %j is %j', (address, box) => expect(mailboxOf(address)).toBe(box));

  const part = fc.stringMatching(/^[a-z0-9.]{1,12}$/);
  it('is the same whatever follows a plus, in whatever case it is written', () =>
    fc.assert(
      fc.property(part, part, fc.constantFrom('gmail.com', 'example.org'), (name, tag, domain) => {
        const box = mailboxOf(`${name}@${domain}`);
        expect(mailboxOf(`${name}+${tag}@${domain}`)).toBe(box);
        expect(mailboxOf(`${name}@${domain}`.toUpperCase())).toBe(box);
        expect(mailboxOf(box)).toBe(box);
      }),
    ));
});
