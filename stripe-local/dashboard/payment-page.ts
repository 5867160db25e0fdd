import type Stripe from 'stripe';
import type { World } from '../state/world';
import { badge, html, type Html, json, money, time } from './html';
import { action, table } from './layout';
import { customerLink, newest } from './lists';

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
          <td><a href="events/${event.id}">${event.type}</a></td>
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
            <td>
              ${badge(refund.status ?? '')}
              ${
                refund.status === 'pending' &&
                action('cancel_refund', 'Cancel', { refund: refund.id })
              }
            </td>
          </tr>`,
      ),
      'Nothing was refunded.',
    )}
    <h2>Disputes</h2>
    ${table(
      ['Dispute', 'Amount', 'Status', 'Reason', 'The bank'],
      disputes.map(
        (dispute) =>
          html`<tr>
            <td><code>${dispute.id}</code></td>
            <td>${money(dispute.amount, dispute.currency)}</td>
            <td>${badge(dispute.status)}</td>
            <td>${dispute.reason}</td>
            <td>
              ${verdictsOn(dispute).map(([verdict, label]) =>
                action('decide', label, { dispute: dispute.id, verdict }),
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

/** What a bank may still decide; an inquiry is closed or becomes a chargeback. */
function verdictsOn({ status }: Stripe.Dispute): readonly (readonly [string, string])[] {
  if (!/needs_response|under_review/.test(status)) return [];
  return status.startsWith('warning_')
    ? [
        ['warning_closed', 'Close the inquiry'],
        ['escalate', 'Make it a chargeback'],
      ]
    : [
        ['won', 'Won'],
        ['lost', 'Lost'],
      ];
}

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
      ${['chargeback', 'inquiry', 'not_received', 'compliance'].map((kind) => html`<option>${kind}</option>`)}
    </select>`,
  );
