import type { Fault, Language } from './words';
import { faultMessage } from './fault-words';

// Only what every mail server demands; whether a mailbox exists is found out by writing to it.
const pattern = /^[^\s@]+@[^\s@.]+(\.[^\s@.]+)+$/;

export const emailFault = (text: string, language: Language): Fault | null => {
  const email = text.trim();
  if (pattern.test(email)) return null;
  const code = email === '' || !email.includes('@') ? 'incomplete_email' : 'invalid_email';
  return { code, message: faultMessage(code, language) };
};
