import type { Row } from '../state/collection';
import type { World } from '../state/world';
import { badge, html, type Html, money, time } from './html';
import { table } from './layout';

/** More than this nobody reads in one go. */
const SHOWN = 100;

export function newest<T, O>(rows: Iterable<Row<T, O>>, limit = SHOWN): T[] {
  const found: T[] = [];
  for (const row of rows) {
    if (found.length === limit) break;
    if (!row.deleted) found.push(row.object);
  }
  return found;
}

export const paymentsPage = (world: World): Html =>
  table(
    ['Payment', 'Amount', 'Status', 'Customer', 'Created'],
    newest(world.paymentIntents.newestFirst()).map(
      (intent) =>
        html`<tr>
          <td>
            <a href="payments/${intent.id}"><code>${intent.id}</code></a>
          </td>
          <td>${money(intent.amount, intent.currency)}</td>
          <td>${badge(intent.status)}</td>
          <td>${customerLink(intent.customer as string | null)}</td>
          <td>${time(intent.created)}</td>
        </tr>`,
    ),
    'Nobody has paid anything yet.',
  );

export const customersPage = (world: World): Html =>
  table(
    ['Customer', 'Name', 'Email', 'Cards', 'Created'],
    newest(world.customers.newestFirst()).map(
      (customer) =>
        html`<tr>
          <td>${customerLink(customer.id)}</td>
          <td>${customer.name}</td>
          <td>${customer.email}</td>
          <td>
            ${newest(world.paymentMethods.newestFirst({ index: 'customer', key: customer.id })).length}
          </td>
          <td>${time(customer.created)}</td>
        </tr>`,
    ),
    'There are no customers yet.',
  );

export const eventsPage = (world: World): Html =>
  table(
    ['Event', 'Type', 'Waiting for', 'Created'],
    newest(world.events.newestFirst()).map(
      (event) =>
        html`<tr>
          <td>
            <a href="events/${event.id}"><code>${event.id}</code></a>
          </td>
          <td>${event.type}</td>
          <td>${event.pending_webhooks || ''}</td>
          <td>${time(event.created)}</td>
        </tr>`,
    ),
    'Nothing has happened yet.',
  );

export const customerLink = (id: string | null): Html =>
  id
    ? html`<a href="customers/${id}"><code>${id}</code></a>`
    : html`<span class="quiet">none</span>`;
