import type { WhichStripe } from '../kit/which-stripe';

type Shown = {
  which: Pick<WhichStripe, 'scripts' | 'publishableKey'>;
  /** The tip that was given, once Stripe has led back here. */
  tip: string | null;
  clientSecret: string | null;
};

/** The jar's only page: the form, or what became of the tip. With `?clumsy` it mounts the form anew while one types. */
export const tipJarDocument = ({ which, tip, clientSecret }: Shown): string => `<!doctype html>
<html lang="en"><meta charset="utf-8"><title>Tip jar</title><link rel="icon" href="data:,">
<h1>Tip jar</h1>
${tip === null ? form(which, clientSecret) : statusOf(tip)}
</html>`;

const form = (which: Shown['which'], clientSecret: string | null): string => `
<form><div id="card"></div><button>Tip €5</button><p role="alert"></p></form>
<script src="${which.scripts}/endive/stripe.js"></script>
<script>
  const stripe = Stripe(${JSON.stringify(which.publishableKey)});
  const elements = stripe.elements({ clientSecret: ${JSON.stringify(clientSecret)} });
  const card = elements.create('payment');
  card.mount('#card');
  let clumsy = new URLSearchParams(location.search).has('clumsy');
  card.on('change', ({ empty }) => {
    if (!clumsy || empty) return;
    clumsy = false;
    card.unmount();
    card.mount('#card');
    document.body.dataset.mounted = 'anew';
  });
  document.querySelector('form').addEventListener('submit', async (event) => {
    event.preventDefault();
    const confirmParams = { return_url: location.origin + '/' };
    const { error } = await stripe.confirmPayment({ elements, confirmParams });
    document.querySelector('[role="alert"]').textContent = error.message;
  });
</script>`;

const statusOf = (tip: string): string => `
<p role="status"></p>
<script>
  const status = document.querySelector('[role="status"]');
  const ask = async () => {
    status.textContent = await (await fetch('/said?tip=' + encodeURIComponent(${JSON.stringify(tip).replaceAll('<', '\\u003c')}))).text();
    setTimeout(ask, 200);
  };
  ask();
</script>`;
