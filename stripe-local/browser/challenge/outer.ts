/** The frame between the shop's page and the issuer's: backdrop, heading, and a way out. */
import { CHANNEL, isOurs, type ChallengeFinished } from '../core/protocol';
import { decide, frameAddress, idInAddress } from './authentication';

const id = idInAddress();
const embedder = new URLSearchParams(location.hash.slice(1)).get('origin');
const finished: ChallengeFinished = { channel: CHANNEL, kind: 'challenge-finished' };

const tellEmbedder = (): void => {
  if (embedder !== null) window.parent.postMessage(finished, embedder);
};

const showQuestion = (): void => {
  const frame = document.createElement('iframe');
  frame.name = 'stripe-challenge-frame';
  frame.id = 'challengeFrame';
  frame.title = '3D Secure challenge';
  frame.src = frameAddress(id);
  document.getElementById('panel')?.append(frame);
  window.addEventListener('message', (event: MessageEvent<unknown>) => {
    if (event.source !== frame.contentWindow || event.origin !== location.origin) return;
    if (isOurs(event.data) && event.data.kind === 'challenge-finished') tellEmbedder();
  });
  frame.addEventListener('load', () => frame.focus());
};

/** Leaving the bank's page counts as a failed authentication there; the card can be tried again. */
const offerCancel = (): void => {
  const cancel = document.getElementById('cancel');
  cancel?.addEventListener('click', () => {
    void decide(id, 'fail').then(tellEmbedder, (error: unknown) => {
      const problem = document.getElementById('problem');
      if (problem) problem.textContent = error instanceof Error ? error.message : 'Try again.';
    });
  });
};

// A frictionless authentication looks at the browser and asks nothing. Whether it got through stands in
// the intent, which the page retrieves next in either case.
if (new URLSearchParams(location.search).has('fingerprint')) {
  void decide(id, 'complete').then(tellEmbedder, tellEmbedder);
} else {
  offerCancel();
  showQuestion();
}
