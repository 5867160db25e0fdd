import { retrieveSetup, type SetupAnswer } from '../stripe/setup-intents';

const KEY = Symbol.for('cardkeep.setups-asked-about');
const holder = globalThis as { [KEY]?: Map<string, Promise<SetupAnswer>> };
// On globalThis, because the server's entry points are bundled apart: the return page and the webhook
// would each keep their own.
const asked = (): Map<string, Promise<SetupAnswer>> =>
  (holder[KEY] ??= new Map<string, Promise<SetupAnswer>>());

type Write = (answer: SetupAnswer) => Promise<unknown>;

/** Nothing follows on these, so that an answer which says so is as good as one that is asked for later. */
const isOver = ({ report: { status } }: SetupAnswer): boolean =>
  status === 'succeeded' || status === 'canceled';

/**
 * Asks Stripe about a SetupIntent, changes nothing there, and has `write` take the answer. Its owner
 * comes back just when Stripe tells of it: whoever comes while somebody else is asking takes that
 * answer, if it is a last one. Any other may be older than what brought them here, and they ask
 * themselves. Throws PaymentsError, and what `write` throws.
 */
export async function askSetup(
  stripeSetupIntentId: string,
  write: Write = () => Promise.resolve(),
): Promise<SetupAnswer> {
  const others = asked().get(stripeSetupIntentId);
  const theirs = others ? await others.catch(() => null) : null;
  if (!theirs || !isOver(theirs)) return askNow(stripeSetupIntentId, write);
  await write(theirs);
  return theirs;
}

async function askNow(stripeSetupIntentId: string, write: Write): Promise<SetupAnswer> {
  const answer = askAndWrite(stripeSetupIntentId, write);
  asked().set(stripeSetupIntentId, answer);
  try {
    return await answer;
  } finally {
    if (asked().get(stripeSetupIntentId) === answer) asked().delete(stripeSetupIntentId);
  }
}

async function askAndWrite(stripeSetupIntentId: string, write: Write): Promise<SetupAnswer> {
  const answer = await retrieveSetup(stripeSetupIntentId);
  await write(answer);
  return answer;
}
