import { z } from 'zod';
import { ADDRESS_BOUNDS, missingParts } from '../domain/address';
import { typedLine } from '../domain/text-input';
import { env } from '../env';

type Part = keyof typeof ADDRESS_BOUNDS;

const line = (part: Part) =>
  typedLine({
    most: ADDRESS_BOUNDS[part],
    missing: `${part}_missing`,
    tooLong: 'line_too_long',
    unreadable: 'line_unreadable',
  });

/** An empty field is none. */
const lineOrNone = (part: Part) =>
  z.union([z.literal('').transform(() => null), z.null(), line(part)]).default(null);

/**
 * An address as somebody typed it: what Stripe's form made of it is an assertion, and is judged anew.
 * Codes for each field; a country that nothing is sent to is none.
 */
export const postalAddressInput = z
  .object({
    name: line('name'),
    line1: line('line1'),
    line2: lineOrNone('line2'),
    city: lineOrNone('city'),
    state: lineOrNone('state'),
    postalCode: lineOrNone('postalCode'),
    country: z
      .string()
      .max(2)
      .refine((country) => env().shipsTo.includes(country), 'country_not_served'),
  })
  .superRefine((address, context) => {
    for (const part of missingParts(address)) {
      context.addIssue({ code: 'custom', path: [part], message: `${part}_missing` });
    }
  });
