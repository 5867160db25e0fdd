import { invalid } from '../api/errors';

const LONGEST = 512;
const LOCAL_PART = /^[\w.!#$%&'*+/=?^`{|}~-]+$/;
const LABEL = /^[a-z0-9]([a-z0-9-]*[a-z0-9])?$/i;
const TOP_LABEL = /^([a-z]{2,}|xn--[a-z0-9-]+)$/i;

/** As public reports show what Stripe refuses: no dot in the domain, spaces around, letters beyond ASCII. */
function isEmail(text: string): boolean {
  const at = text.lastIndexOf('@');
  if (at < 0 || text.length > LONGEST) return false;
  const labels = text.slice(at + 1).split('.');
  return (
    LOCAL_PART.test(text.slice(0, at)) &&
    labels.length > 1 &&
    labels.every((label) => LABEL.test(label)) &&
    TOP_LABEL.test(labels.at(-1) ?? '')
  );
}

/** Refuses what Stripe does not take for an address; empty, it unsets the field. */
export function checkEmail(sent: unknown, param: string): void {
  if (typeof sent !== 'string' || sent === '' || isEmail(sent)) return;
  throw invalid(`Invalid email address: ${sent}`, { code: 'email_invalid', param });
}
