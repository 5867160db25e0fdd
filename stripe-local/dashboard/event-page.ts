import type Stripe from 'stripe';
import type { World } from '../state/world';
import { badge, html, type Html, json, time } from './html';
import { action, table } from './layout';
import { newest } from './lists';

export function eventPage(world: World, event: Stripe.EventBase): Html {
  const deliveries = newest(world.deliveries.newestFirst({ index: 'event', key: event.id }));
  const object = { ...event.data.object, client_secret: undefined };
  return html`<p>${event.type} ${time(event.created)}</p>
    ${action('resend', 'Send again', { event: event.id })}
    <h2>Deliveries</h2>
    ${table(
      ['To', 'State', 'Answers'],
      deliveries.map(
        (delivery) =>
          html`<tr>
            <td>${world.webhookEndpoints.find(delivery.endpoint)?.object.url}</td>
            <td>${badge(delivery.state)}</td>
            <td>
              ${delivery.attempts
                .map(({ status, error, ms }) => `${status ?? error} in ${ms} ms`)
                .join(', ')}
            </td>
          </tr>`,
      ),
      'No endpoint asked for it.',
    )}
    <h2>Payload</h2>
    ${json({ ...event, data: { ...event.data, object } })}`;
}
