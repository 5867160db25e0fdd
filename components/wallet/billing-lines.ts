import type { Billing } from '@/lib/domain/card';

/** The lines of an address as on a letter, those that are empty left out; the country by its name. */
export function billingLines(billing: Billing): string[] {
  const { name, line1, line2, postalCode, city, state, country } = billing;
  const town = [postalCode, city].filter(Boolean).join(' ');
  const lines = [name, line1, line2, [town, state].filter(Boolean).join(', '), nameOf(country)];
  return lines.filter((line): line is string => Boolean(line));
}

function nameOf(country: string | null): string | null {
  // Stripe says two letters. What is something else is shown as it came.
  if (country === null || !/^[A-Z]{2}$/.test(country)) return country;
  return new Intl.DisplayNames('en', { type: 'region' }).of(country) ?? country;
}
