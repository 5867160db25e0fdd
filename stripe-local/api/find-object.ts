import { disputeNow, transactionNow } from '../resources/objects/balance-transaction-object';
import { customerStub } from '../resources/objects/customer-object';
import type { World } from '../state/world';

/** Any object by its id, whose prefix tells what it is. */
export function findObject(world: World, id: string): unknown {
  const prefix = id.slice(0, id.indexOf('_'));
  switch (prefix) {
    case 'cus': {
      const row = world.customers.find(id);
      return row?.deleted ? customerStub(id) : (row?.object ?? id);
    }
    case 'pm':
      return world.paymentMethods.find(id)?.object ?? id;
    case 'pi':
      return world.paymentIntents.find(id)?.object ?? id;
    case 'seti':
      return world.setupIntents.find(id)?.object ?? id;
    case 'setatt':
      return world.setupAttempts.find(id)?.object ?? id;
    case 'ch':
    case 'py':
      return world.charges.find(id)?.object ?? id;
    case 're':
    case 'pyr':
      return world.refunds.find(id)?.object ?? id;
    case 'du': {
      const dispute = world.disputes.find(id)?.object;
      return dispute ? disputeNow(world, dispute) : id;
    }
    case 'txn': {
      const transaction = world.balanceTransactions.find(id)?.object;
      return transaction ? transactionNow(world, transaction) : id;
    }
    case 'mandate':
      return world.mandates.find(id)?.object ?? id;
    default:
      return id;
  }
}
