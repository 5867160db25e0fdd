/** Inside `stripe-challenge-frame`: the issuer's page. It tells the frame around it that it is done. */
import { CHANNEL, type ChallengeFinished } from '../core/protocol';
import { idInAddress } from './authentication';
import { askQuestion } from './question';

const finished: ChallengeFinished = { channel: CHANNEL, kind: 'challenge-finished' };

void askQuestion(idInAddress(), () => window.parent.postMessage(finished, location.origin));
