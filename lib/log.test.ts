import { describe, expect, it } from 'vitest';
import { redactText } from './log';

describe('a line of the log is cut where it holds', () => {
  it.each([
    ['a client secret', 'pi_1abc_secret_XyZ09 failed', 'pi_1abc_secret_[redacted] failed'],
    ['a key', 'with sk_test_abc and whsec_def', 'with sk_[redacted] and whsec_[redacted]'],
    [
      'the password of the mail server',
      'connect smtps://shop:p%40ss@mail.example:465 refused',
      'connect smtps://[redacted]@mail.example:465 refused',
    ],
    [
      'the token of a mailed link',
      '"url":"/reset-password?token=aB-_09&x=1"',
      '"url":"/reset-password?token=[redacted]&x=1"',
    ],
    [
      'a pay link',
      `GET /pay/${'0192f0c1-1111-7222-8333-444455556666.'.repeat(2)}1790000000000.aB-_ 200`,
      'GET /pay/[redacted] 200',
    ],
  ])('%s', (_what, line, expected) => expect(redactText(line)).toBe(expected));

  it('and nowhere else', () =>
    expect(redactText('smtp://mail.example:25 said 450; token=none')).toBe(
      'smtp://mail.example:25 said 450; token=none',
    ));
});
