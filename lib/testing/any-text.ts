import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findEvent } from '@/db/queries/webhook-events';
import { database } from '../database';
import { deskOrdersQuery, readDeskOrders } from '../desk/list-orders';
import { readHealth } from '../desk/read-health';
import { findDeskEvent, inboxQuery, readInbox } from '../desk/read-inbox';
import { findDeskOrder } from '../desk/read-order';
import type { Json } from '../domain/json';
import { findOutboxMail } from '../mail/read-outbox';
import { findOrderView } from '../orders/view/read-orders';
import { findShopProduct } from '../shop/read-products';
import { endpointEvents } from '../webhooks/endpoint-events';
import { deliverWebhook } from './deliver';
import { signatureOf } from './signed-event';

/** Any string: what engines and programs trip over, and whatever else there is. */
const anyText = fc
  .array(
    fc.oneof(
      fc.constantFrom('\0', '\uD800', '\uDFFF', '\u202E', '\n', '\uFEFF', '\uFDD0', '\\u0000', '"'),
      fc.nat(0xffff).map((unit) => String.fromCharCode(unit)),
      fc.string({ maxLength: 4 }),
    ),
    { maxLength: 8 },
  )
  .map((parts) => parts.join(''));

const anyJson = fc.letrec<{ json: Json }>((tie) => ({
  json: fc.oneof(
    { maxDepth: 2 },
    anyText,
    fc.constantFrom<Json>(null, false, -0.5, 1e300),
    fc.array(tie('json'), { maxLength: 2 }),
    fc.dictionary(anyText, tie('json'), { maxKeys: 3, noNullPrototype: true }),
  ),
})).json;

const RUNS = { numRuns: 40 };

/** What Stripe or a person sends may hold any text: it is stored, or not found, and never a fault. */
export const anyTextIsTaken = () =>
  describe('any text', () => {
    it('in an event is stored as it came, and shown so', () =>
      fc.assert(
        fc.asyncProperty(
          fc.oneof(fc.constantFrom(...endpointEvents), anyText),
          anyText,
          fc.oneof(anyText, fc.constant('pi_1')),
          anyJson,
          async (type, text, objectId, extra) => {
            const id = `evt_${randomUUID()}${text}`;
            const object = { id: objectId, payment_intent: text, extra, [text]: text };
            const event = { id, object: 'event', type: type || 'x', livemode: false, extra };
            const body = JSON.stringify({ ...event, api_version: text || null, data: { object } });
            expect(await deliverWebhook(body, signatureOf(body))).toBe('received');
            const stored = await findEvent(database().read, id);
            expect(stored?.processedAt).not.toBeNull();
            // Client secrets are cut out; there is none.
            expect(stored?.payload).toEqual(JSON.parse(body));
            expect((await findDeskEvent(id))?.payload).toEqual(JSON.parse(body));
          },
        ),
        RUNS,
      ));

    it('leaves the desk as readable as it was', async () => {
      expect((await readInbox(inboxQuery.parse({}))).rows.length).toBeGreaterThan(10);
      expect((await readHealth()).lastEvent).not.toBeNull();
    });

    it('in an address or a search finds nothing', () =>
      fc.assert(
        fc.asyncProperty(anyText, async (text) => {
          const { read } = database();
          // Longer than any of ours.
          const odd = `${text}\0`;
          expect(await findDeskOrder(odd)).toBeNull();
          expect(await findDeskEvent(odd)).toBeNull();
          expect(await findOrderView(odd, odd)).toBeNull();
          expect(await findShopProduct(odd)).toBeNull();
          expect(await findOutboxMail(odd)).toBeNull();
          expect(await findEvent(read, odd)).toBeNull();
          const query = deskOrdersQuery.parse({ q: odd, page: text, show: text });
          expect((await readDeskOrders(query)).rows).toEqual([]);
        }),
        RUNS,
      ));
  });
