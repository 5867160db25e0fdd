import { describe, expect, it } from 'vitest';
import { redactText } from './plain-error.mjs';

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
    [
      'the password of the database',
      'connect postgres://shop:p%40ss@db.example:5432/shop refused',
      'connect postgres://[redacted]@db.example:5432/shop refused',
    ],
    [
      'the hash of a password',
      'params: a@b.example,$argon2id$v=19$m=19456,t=2,p=1$c2FsdA$aGFzaA+/=,buyer',
      'params: a@b.example,$argon2id$[redacted]',
    ],
    ['a hash of bcrypt', '"hash":"$2b$12$abcdefghijkl./"', '"hash":"$2b$[redacted]"'],
    [
      'a session',
      'authjs.session-token=eyJhbGciOiJkaXIiLCJlbmMi.. eyJhbGciOiJkaXIiLCJlbmMi..aB_-.c1.d2 x',
      'authjs.session-token=eyJ[redacted] eyJ[redacted] x',
    ],
  ])('%s', (_what, line, expected) => expect(redactText(line)).toBe(expected));

  it('and nowhere else', () => {
    const fault = 'STRIPE_SECRET_KEY must begin with sk_test_, rk_test_, sk_live_ or rk_live_';
    expect(redactText(fault)).toBe(fault);
    expect(redactText('smtp://mail.example:25 said 450; token=none')).toBe(
      'smtp://mail.example:25 said 450; token=none',
    );
  });
});
