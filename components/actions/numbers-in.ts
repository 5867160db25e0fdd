/** What may stand between the digits of one number: 1,234.50 or 1’234,50 or 1 234,50. */
const WITHIN = String.raw`[.,'’٫٬\s]?`;

/** The same without the plain space, which as often stands between two numbers: "4242 48,00 €". */
const JOINT = String.raw`[.,'’٫٬\u00a0\u2009\u202f]`;

/** Digits of every script as those of ours. The ten of a script follow one another from its zero. */
const plainDigits = (text: string): string =>
  text.replaceAll(/\p{Nd}/gu, (digit) => {
    const code = digit.codePointAt(0) ?? 0;
    let zero = code;
    while (code - zero < 9 && /\p{Nd}/u.test(String.fromCodePoint(zero - 1))) zero -= 1;
    return String(code - zero);
  });

/** The numbers in a text of ours, as digits only: "€1,234.50 to •••• 4242" holds 123450 and 4242. */
export const numbersIn = (words: string): string[] =>
  words.replaceAll(/(?<=\d)[.,](?=\d)/g, '').match(/\d+/g) ?? [];

/** Whether a text, in whatever language, has every number that our words have. */
export function hasNumbersOf(words: string, text: string): boolean {
  const plain = plainDigits(text);
  return numbersIn(words).every((number) =>
    new RegExp(
      String.raw`(?<!\d)(?<!\d${JOINT})${[...number].join(WITHIN)}(?!\d)(?!${JOINT}\d)`,
    ).test(plain),
  );
}
