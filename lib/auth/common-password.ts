import { ZxcvbnFactory } from '@zxcvbn-ts/core';
import { adjacencyGraphs, dictionary } from '@zxcvbn-ts/language-common';

/**
 * So many guesses at one account take months at the pace at which strangers are let try
 * (docs/decisions/0023): what falls sooner is refused.
 */
const FEWEST_GUESSES = 10_000_000;

/**
 * A password is judged by its first characters, and digits for letters are undone in a few ways only:
 * anybody may ask, and the longest would take a tenth of a second, in which this process does nothing
 * else. So it takes a few milliseconds.
 */
const JUDGED_LENGTH = 24;
const MOST_SUBSTITUTIONS = 8;

/** A word that is tried here before any other. Source: NIST SP 800-63B, 3.1.1.2. */
const OURS = ['cardkeep'];

let judge: ZxcvbnFactory | undefined;

/**
 * Whether everybody uses such a password: one of the library's list of what was found in leaks, or
 * close to one (turned around, with digits for letters, repeated, with a year), rows of keys, and
 * sequences. Made at the first use, because the list takes memory.
 */
export function isCommonPassword(password: string): boolean {
  judge ??= new ZxcvbnFactory({
    dictionary,
    graphs: adjacencyGraphs,
    l33tMaxSubstitutions: MOST_SUBSTITUTIONS,
  });
  return judge.check(password.slice(0, JUDGED_LENGTH), OURS).guesses < FEWEST_GUESSES;
}
