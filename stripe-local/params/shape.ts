/**
 * What a parameter may look like, as it stands in accepted.json:
 * `s` string, `n` integer, `b` boolean, `a` not looked at, a list of words, and the wrappers below.
 * A field whose name ends in `!` must be given.
 */
export type Shape =
  | 's'
  | 'n'
  | 'b'
  | 'a'
  | readonly string[]
  | { readonly '?': Shape } // may also be unset with an empty value
  | { readonly '[]': Shape }
  | { readonly '*': Shape } // free keys, such as metadata
  | { readonly '|': readonly Shape[] }
  | { readonly '{}': Readonly<Record<string, Shape>> };
