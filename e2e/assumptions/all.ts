import { aThinEvent, permissionToReadTheAccount } from './account';
import type { Assumption } from './assumption';
import {
  aFaultIsKept,
  anotherCardDuringAChallenge,
  theFenceOfAnIntent,
  theFenceOfARefund,
  typesAreNotTaken,
} from './intents';
import { aDeletedCustomer, fingerprintsInAnAccount } from './wallet';

export const assumptions: readonly Assumption[] = [
  anotherCardDuringAChallenge,
  theFenceOfAnIntent,
  theFenceOfARefund,
  typesAreNotTaken,
  aFaultIsKept,
  fingerprintsInAnAccount,
  aDeletedCustomer,
  permissionToReadTheAccount,
  aThinEvent,
];
