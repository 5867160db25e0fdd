/** What keys and addresses say about which world they mean. The default world has no name: null. */

/** Names stand in keys, addresses and names of files, so they are short and of letters that none of them bends. */
const NAME = /^[a-z0-9_]{1,32}$/;
const KEY = /^(?:sk|rk|pk)_test_local_(.*)$/s;
const HOME = /^\/_world\/([a-z0-9_]{1,32})(\/.*)$/s;

export const isWorldName = (name: string): boolean => NAME.test(name);

/**
 * The world that a key is of: `sk_test_local_a`, `rk_test_local_a` and `pk_test_local_a` are of one world, any key of
 * another form is of the default one. Undefined for a name that none can have: two misspelt names in one world would
 * look like two worlds.
 */
export function worldOfKey(key: string | null): string | null | undefined {
  const name = KEY.exec(key ?? '')?.[1];
  if (name === undefined) return null;
  return isWorldName(name) ? name : undefined;
}

/** The path that a world's own pages and commands begin with; the default world's have nothing before them. */
export const homeOf = (name: string | null): string => (name === null ? '' : `/_world/${name}`);

/** Takes the world off an address: `/_world/a/_local/faults` is `/_local/faults` of world `a`. */
export function worldOfPath(target: string): {
  readonly name: string | null;
  readonly path: string;
} {
  const [, name = null, path = target] = HOME.exec(target) ?? [];
  return { name, path };
}
