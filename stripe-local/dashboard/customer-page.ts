import type Stripe from 'stripe';
import type { World } from '../state/world';
import { html, type Html, json } from './html';
import { action, table } from './layout';
import { newest } from './lists';

export function customerPage(world: World, customer: Stripe.Customer): Html {
  const methods = newest(world.paymentMethods.newestFirst({ index: 'customer', key: customer.id }));
  return html`<p>${customer.name} ${customer.email}</p>
    <h2>Cards</h2>
    ${table(
      ['Card', 'Expires', 'Shown at checkout', 'The bank'],
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
