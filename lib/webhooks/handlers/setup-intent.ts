import { retrieveSetup } from '../../payments/setup-intents';
import { applySetup } from '../../wallet/sync-setup';
import type { Handler } from '../handler';

/** setup_intent.succeeded: a card that was set up is kept, though its owner may have left the page. */
export const onSetupIntent: Handler = async ({ object }) => {
  const report = await retrieveSetup(object.id);
  return (tx) => applySetup(tx, report, Date.now());
};
