import { faultKinds } from '../control/faults';
import type { Running } from '../running';
import { html, type Html, time } from './html';
import { action, table } from './layout';

export function toolsPage(
  { world, faults, deliveries, requests }: Running,
  worlds: readonly Running[],
): Html {
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
        </select>
        <label>Times <input name="times" inputmode="numeric" size="3" value="1" /></label>
        <label>Milliseconds <input name="ms" inputmode="numeric" size="6" value="0" /></label>`,
    )}
    ${faults.list().length > 0 && action('disarm', 'Disarm all', {})}
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
    )}
    <h2>Worlds</h2>
    ${table(
      ['World', 'Account'],
      worlds.map(
        (each) =>
          html`<tr>
            <td><a href="${each.home}/">${each.name}</a></td>
            <td><code>${each.world.accountId}</code></td>
          </tr>`,
      ),
      'No key has named one: sk_test_local_… does.',
    )}`;
}
