import type { ServerResponse } from 'node:http';
import type { Running } from '../running';
import { actions } from './actions';
import { customerPage } from './customer-page';
import { eventPage } from './event-page';
import { html, type Html } from './html';
import { page, type Shown, stylesheet } from './layout';
import { customersPage, eventsPage, paymentsPage } from './lists';
import { paymentPage } from './payment-page';
import { toolsPage } from './tools-page';

interface Asked {
  readonly method: string;
  readonly path: string;
  readonly body: string;
  /** The page the button stood on. */
  readonly from: string | undefined;
}

const policy = "default-src 'none'; style-src 'self'; form-action 'self'; frame-ancestors 'none'";

/** Answers with a page or does what a button asks for; false when the path is none of its own. */
export async function answerDashboard(
  running: Running,
  worlds: readonly Running[],
  asked: Asked,
  response: ServerResponse,
): Promise<boolean> {
  const [, room = '', id = ''] = asked.path.split('/');
  if (asked.method === 'POST' && room === 'act') {
    await act(running, id, asked, response);
    return true;
  }
  if (asked.method !== 'GET') return false;
  if (asked.path === '/dashboard.css') {
    response.writeHead(200, { 'content-type': 'text/css' }).end(stylesheet);
    return true;
  }
  const found = find(running, worlds, room, id);
  if (!found) {
    // Whoever links to a payment by its id alone, as to Stripe's Dashboard, need not know of worlds.
    const home =
      running.name === null && id ? worlds.find((each) => find(each, [], room, id)) : null;
    if (!home) return false;
    response.writeHead(303, { location: home.home + asked.path }).end();
    return true;
  }
  sendPage(running, response, 200, found);
  return true;
}

function find(running: Running, worlds: readonly Running[], room: string, id: string) {
  const { world } = running;
  const shown = (title: string, content: Html) => ({ title, content, room });
  if (!id) {
    if (room === '') return shown('Payments', paymentsPage(world));
    if (room === 'customers') return shown('Customers', customersPage(world));
    if (room === 'events') return shown('Events', eventsPage(world));
    return room === 'tools' ? shown('Tools', toolsPage(running, worlds)) : null;
  }
  const payment = room === 'payments' && world.paymentIntents.find(id);
  if (payment) return shown(id, paymentPage(world, payment.object));
  const customer = room === 'customers' && world.customers.find(id);
  if (customer) return shown(id, customerPage(world, customer.object));
  const event = room === 'events' && world.events.find(id);
  return event ? shown(id, eventPage(world, event.object)) : null;
}

async function act(
  running: Running,
  name: string,
  asked: Asked,
  response: ServerResponse,
): Promise<void> {
  const doIt = actions.get(name);
  const back = asked.from ?? `${running.home}/`;
  try {
    if (!doIt) throw new Error(`There is no button called ${name}.`);
    await doIt(running, new URLSearchParams(asked.body));
    running.world.commit();
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    const content = html`<p role="alert">${error.message}</p>
      <p><a href="${back}">Back to where the button was</a></p>`;
    sendPage(running, response, 400, { title: 'That did not work', content, room: '' });
    return;
  }
  response.writeHead(303, { location: back }).end();
}

function sendPage(running: Running, response: ServerResponse, status: number, shown: Shown): void {
  response.writeHead(status, {
    'content-type': 'text/html; charset=utf-8',
    'content-security-policy': policy,
    'cache-control': 'no-store',
  });
  response.end(page(running, shown));
}
