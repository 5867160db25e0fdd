/** A decoded form or query: strings at the leaves, lists and objects as the brackets say. */
export type Value = string | readonly Value[] | Tree;
export interface Tree {
  [key: string]: Value;
}

/** What a checked parameter may be: numbers and booleans are told apart by then. */
export type Checked = string | number | boolean | readonly Checked[] | { [key: string]: Checked };

const tree = (): Tree => Object.create(null) as Tree;

/**
 * Decodes `a[b][0][c]=d` to any depth. A list is written `a[]` or with indexes; objects have no prototype, so a
 * parameter called `__proto__` is a key like any other.
 */
export function decodeForm(text: string): Tree {
  const root = tree();
  if (!text) return root;
  for (const pair of text.split('&')) {
    if (!pair) continue;
    const at = pair.indexOf('=');
    const name = decode(at < 0 ? pair : pair.slice(0, at));
    const value = at < 0 ? '' : decode(pair.slice(at + 1));
    const open = name.indexOf('[');
    if (open <= 0) root[name] = value;
    else place(root, [name.slice(0, open), ...name.slice(open + 1, -1).split('][')], value);
  }
  return listed(root) as Tree;
}

const decode = (text: string): string => {
  const spaced = text.includes('+') ? text.replaceAll('+', ' ') : text;
  if (!spaced.includes('%')) return spaced;
  try {
    return decodeURIComponent(spaced);
  } catch {
    return spaced;
  }
};

function place(root: Tree, path: readonly string[], value: string): void {
  let node = root;
  path.forEach((step, depth) => {
    const key = step === '' ? String(Object.keys(node).length) : step;
    if (depth === path.length - 1) {
      node[key] = value;
      return;
    }
    const next = node[key];
    const child = typeof next === 'object' ? (next as Tree) : tree();
    node[key] = child;
    node = child;
  });
}

// `a[0]`, `a[1]` and `a[]` were gathered under their indexes.
function listed(node: Value): Value {
  if (typeof node === 'string') return node;
  const entries = Object.entries(node as Tree);
  for (const [key, child] of entries) (node as Tree)[key] = listed(child);
  const isList = entries.length > 0 && entries.every(([key]) => /^\d+$/.test(key));
  return isList
    ? entries.sort(([a], [b]) => Number(a) - Number(b)).map(([key]) => (node as Tree)[key] as Value)
    : node;
}
