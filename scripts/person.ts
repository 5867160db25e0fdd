import { existsSync } from 'node:fs';
import { closeDatabase } from '../lib/database';
import type { UnderWay } from '../lib/domain/person';
import { erasePerson } from '../lib/people/erase-person';
import { exportPerson, findPerson } from '../lib/people/export-person';

if (existsSync('.env')) process.loadEnvFile('.env');

const say = (line: string) => process.stdout.write(`${line}\n`);
const complain = (line: string) => process.stderr.write(`${line}\n`);

const words: Record<UnderWay['kind'], string> = {
  payment: 'a payment is under way',
  unpaid_order: 'it waits for its payment: cancel it, or let it expire',
  preorder: 'it is pre-ordered: cancel it, or charge it',
  to_send: 'it is paid and not sent: send it, or refund it',
  refund: 'a refund is on its way',
  dispute: 'a dispute is open',
  owed: 'something is owed to its buyer: deal with it at the desk',
};

async function exportTo(userId: string): Promise<boolean> {
  const person = await exportPerson(userId);
  say(JSON.stringify(person, null, 2));
  return person !== null;
}

async function erase(userId: string): Promise<boolean> {
  const erased = await erasePerson(userId);
  switch (erased.outcome) {
    case 'erased':
      say(
        `Erased: ${userId}. A running server detaches the cards and deletes the Customer at Stripe.`,
      );
      return true;
    case 'staff':
      complain('Nothing was erased: this is one of the staff. Take the role from them first.');
      return false;
    case 'not_there':
      complain('There is no such person.');
      return false;
    case 'under_way':
      complain('Nothing was erased, because something is under way:');
      for (const { kind, reference } of erased.underWay) complain(`  ${reference}: ${words[kind]}`);
      return false;
  }
}

async function main(): Promise<boolean> {
  const [deed, who] = process.argv.slice(2);
  const deeds = { export: exportTo, erase };
  if (!who || (deed !== 'export' && deed !== 'erase')) {
    complain('npm run person -- export|erase <email or id>');
    return false;
  }
  const person = await findPerson(who);
  if (!person) {
    complain('There is no such person.');
    return false;
  }
  return deeds[deed](person.id);
}

try {
  process.exitCode = (await main()) ? 0 : 1;
} catch (error) {
  complain(String(error));
  process.exitCode = 1;
} finally {
  await closeDatabase();
}
