import fc from 'fast-check';
import { expect, it } from 'vitest';
import { supportCode } from './support-code';

const requestId = fc.uuid();

it('is found in the log as it is read out: it stands at the beginning of the id', () =>
  fc.assert(
    fc.property(requestId, (id) => {
      expect(supportCode(id)).toMatch(/^[0-9a-f]{8}$/);
      expect(id.startsWith(supportCode(id))).toBe(true);
    }),
  ));
