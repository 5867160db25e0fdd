import type Stripe from 'stripe';
import { faultKinds } from '../control/faults';
import type { Running } from '../running';
import type { World } from '../state/world';
import { badge, html, type Html, money, time } from './html';
import { action, table } from './layout';
import { customerLink, newest } from './lists';

const json = (value: unknown): Html => html`<pre>${JSON.stringify(value, null, 2)}</pre>`;

const MENTIONED_KEYS = ['id', 'payment_intent', 'charge'] as const;

/** Every event about the payment, its charges, refunds and disputes, oldest first. */
function timeline(world: World, ids: ReadonlySet<string>): Html {
  const about = newest(world.events.newestFirst(), 5_000)
    .filter((event) => {
      const object = event.data.object as Readonly<Record<string, unknown>>;
      return MENTIONED_KEYS.some((key) => ids.has(String(object[key])));
    })
    .reverse();
  return table(
    ['When', 'What'],
    about.map(
      (event) =>
        html`<tr>
          <td>${time(event.created)}</td>
          <td><a href="/events/${event.id}">${event.type}</a></td>
        </tr>`,
    ),
    'Its events are older than thirty days.',
  );
}

export function paymentPage(world: World, intent: Stripe.PaymentIntent): Html {
  const group = { index: 'payment_intent', key: intent.id };
  const charges = newest(world.charges.newestFirst(group));
  const refunds = newest(world.refunds.newestFirst(group));
  const disputes = newest(world.disputes.newestFirst(group));
  const paid = charges.find((charge) => charge.captured && charge.paid);
  return html`<p>
      ${money(intent.amount, intent.currency)} ${badge(intent.status)}
      ${customerLink(intent.customer as string | null)}
    </p>
    ${paid && !paid.refunded && refundForm(intent)} ${paid && disputeForm(paid)}
    <h2>Charges</h2>
    ${table(
      ['Charge', 'Amount', 'Refunded', 'Status', 'Says'],
      charges.map(
        (charge) =>
          html`<tr>
            <td><code>${charge.id}</code></td>
            <td>${money(charge.amount, charge.currency)}</td>
            <td>${money(charge.amount_refunded, charge.currency)}</td>
            <td>${badge(charge.status)}</td>
            <td>${charge.failure_message ?? charge.outcome?.seller_message}</td>
          </tr>`,
      ),
      'No bank was asked yet.',
    )}
    <h2>Refunds</h2>
    ${table(
      ['Refund', 'Amount', 'Status'],
      refunds.map(
        (refund) =>
          html`<tr>
            <td><code>${refund.id}</code></td>
            <td>${money(refund.amount, refund.currency)}</td>
            <td>${badge(refund.status ?? '')}</td>
          </tr>`,
      ),
      'Nothing was refunded.',
    )}
    <h2>Disputes</h2>
    ${table(
      ['Dispute', 'Amount', 'Status', 'Reason', ''],
      disputes.map(
        (dispute) =>
          html`<tr>
            <td><code>${dispute.id}</code></td>
            <td>${money(dispute.amount, dispute.currency)}</td>
            <td>${badge(dispute.status)}</td>
            <td>${dispute.reason}</td>
            <td>
              ${(isOpen(dispute) ? ['won', 'lost'] : []).map((verdict) =>
                action('decide', verdict, { dispute: dispute.id, verdict }),
              )}
            </td>
          </tr>`,
      ),
      'Nobody contests it.',
    )}
    <h2>Timeline</h2>
    ${timeline(world, new Set([intent.id]))}
    <h2>As the API shows it</h2>
    ${json({ ...intent, client_secret: '[not shown]' })}`;
}

const isOpen = ({ status }: Stripe.Dispute): boolean => /needs_response|under_review/.test(status);

const refundForm = (intent: Stripe.PaymentIntent): Html =>
  action(
    'refund',
    'Refund',
    { payment_intent: intent.id },
    html`<label
      >Minor units <input name="amount" inputmode="numeric" size="8" placeholder="all"
    /></label>`,
  );

const disputeForm = (charge: Stripe.Charge): Html =>
  action(
    'dispute',
    'Open a dispute',
    { charge: charge.id },
    html`<select name="kind" aria-label="Kind of dispute">
      ${['chargeback', 'inquiry', 'not_received'].map((kind) => html`<option>${kind}</option>`)}
    </select>`,
  );

export function customerPage(world: World, customer: Stripe.Customer): Html {
  const methods = newest(world.paymentMethods.newestFirst({ index: 'customer', key: customer.id }));
  return html`<p>${customer.name} ${customer.email}</p>
    <h2>Cards</h2>
    ${table(
      ['Card', 'Expires', 'Shown at checkout', ''],
      methods.map(
        (method) =>
          html`<tr>
            <td>
              ${method.card?.brand ?? method.type} ${method.card?.last4} <code>${method.id}</code>
            </td>
            <td>${method.card && `${method.card.exp_month}/${method.card.exp_year}`}</td>
            <td>${method.allow_redisplay}</td>
            <td>
              ${method.card && action('update_card', 'Issuer updates it', { method: method.id })}
              ${method.card && action('expire_card', 'Let it expire', { method: method.id })}
            </td>
          </tr>`,
      ),
      'No card is kept.',
    )}
    <h2>As the API shows it</h2>
    ${json(customer)}`;
}

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

export function toolsPage({ world, faults, deliveries, requests }: Running): Html {
  return html`<h2>Clock</h2>
    <p>${time(world.clock.seconds())}</p>
    ${action(
      'advance',
      'Advance',
      {},
      html`<label
        >Seconds <input name="seconds" inputmode="numeric" size="10" value="3600"
      /></label>`,
    )}
    <h2>Faults</h2>
    ${action(
      'fault',
      'Arm',
      {},
      html`<input name="route" aria-label="Route" size="30" value="POST /v1/payment_intents" />
        <select name="kind" aria-label="Kind of fault">
          ${faultKinds.map((kind) => html`<option>${kind}</option>`)}
        </select>`,
    )}
    ${table(
      ['Route', 'Kind', 'Times left'],
      faults.list().map(
        (fault) =>
          html`<tr>
            <td><code>${fault.route}</code></td>
            <td>${fault.kind}</td>
            <td>${fault.times}</td>
          </tr>`,
      ),
      'None is armed.',
    )}
    <h2>Webhooks</h2>
    <p>Mode: ${deliveries.mode}</p>
    <h2>Latest requests</h2>
    ${table(
      ['Request', 'Status', 'Key', 'Body'],
      requests
        .list()
        .slice(-30)
        .reverse()
        .map(
          (request) =>
            html`<tr>
              <td><code>${request.method} ${request.path}</code></td>
              <td>${request.status}</td>
              <td>${request.key}</td>
              <td><code>${request.body.slice(0, 120)}</code></td>
            </tr>`,
        ),
      'Nobody has called yet.',
    )}`;
}
