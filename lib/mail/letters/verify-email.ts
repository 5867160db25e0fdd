import { action, paragraph, type Letter } from '../letter';

export const verifyEmailLetter = (verifyUrl: string): Letter => ({
  subject: 'Confirm your email address',
  heading: 'Is this your address?',
  parts: [
    paragraph('Somebody, we hope you, made an account at Cardkeep with this address.'),
    action('Confirm the address', verifyUrl),
    paragraph(
      'The link is good once, for 24 hours. If it was not you, do nothing: nobody has proved that the address is theirs.',
    ),
  ],
});
