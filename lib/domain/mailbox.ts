/** Domains of one provider, which reads a name with dots in it as the same without. */
const WITHOUT_DOTS = ['gmail.com', 'googlemail.com'];

/**
 * The letter box that an address leads to, for counting what lands there: one person has as many
 * addresses as they like where what follows a plus is theirs to choose. Two boxes may be taken for
 * one, which only has them share a count; never mail to what this gives.
 * Source: RFC 5233 (subaddress); Gmail's help, "Dots don't matter in Gmail addresses".
 */
export function mailboxOf(address: string): string {
  const [local, domain] = partsOf(address.trim().toLowerCase());
  const [box = ''] = local.split('+');
  // Nothing but a tag is a box of its own.
  const named = box === '' ? local : box;
  return WITHOUT_DOTS.includes(domain)
    ? `${named.replaceAll('.', '')}@gmail.com`
    : `${named}@${domain}`;
}

function partsOf(address: string): [local: string, domain: string] {
  const at = address.lastIndexOf('@');
  return at === -1 ? [address, ''] : [address.slice(0, at), address.slice(at + 1)];
}
