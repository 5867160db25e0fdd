/** Inside `stripe-challenge-frame`: the issuer's page. It tells the frame around it that it is done. */
import { CHANNEL, type ChallengeFinished } from '../core/protocol';
import { askQuestion } from './question';

const id = location.pathname.split('/')[2] ?? '';
const finished: ChallengeFinished = { channel: CHANNEL, kind: 'challenge-finished' };

void askQuestion(id, () => window.parent.postMessage(finished, location.origin));
