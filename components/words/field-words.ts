// The codes that the schemas of sign-in and sign-up give, and what staff may enter.
const words: Readonly<Record<string, string>> = {
  email_invalid: 'Enter an email address such as name@example.com.',
  password_missing: 'Enter your password.',
  password_too_short: 'Use at least 10 characters.',
  password_too_long: 'Use at most 200 characters.',
  password_common:
    'Many people use this password or one like it, and it would be guessed. Use another one.',
  name_missing: 'Enter your name.',
  name_too_long: 'Use at most 80 characters.',
  name_unreadable: 'There are characters in it that nobody sees: type it by hand.',
  line1_missing: 'Enter the street and the number.',
  city_missing: 'Enter the town.',
  state_missing: 'Enter the state or province.',
  postalCode_missing: 'Enter the postal code.',
  line_too_long: 'This does not fit on a label: make it shorter.',
  line_unreadable: 'There are characters in it that cannot be read. Type it in plain text.',
  country_not_served: 'We do not send to this country.',
  amount_not_positive: 'Enter an amount above zero.',
  amount_wrong_last_digit: 'Cards carry two decimals of this currency: end the amount with a 0.',
  tracking_url_invalid: 'Paste the carrier’s whole link, which begins with https://.',
  note_empty: 'Write down what the next of you should know.',
  note_missing: 'Say in a few words what was done.',
  note_too_long: 'Use at most 500 characters.',
  nickname_too_long: 'Use at most 30 characters.',
  nickname_unreadable: 'There are characters in it that nobody sees: type it by hand.',
  note_unreadable: 'There are characters in it that cannot be read. Type it in plain text.',
};

/** The first fault of a field in words, or undefined where it has none. */
export function fieldText(codes: readonly string[] | undefined): string | undefined {
  const code = codes?.[0];
  return code === undefined ? undefined : (words[code] ?? 'Please check this field.');
}
