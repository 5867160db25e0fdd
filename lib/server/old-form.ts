import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { env } from '../env';

/**
 * Whether a request is a form that was sent without script, from a page that is older than this
 * server: the action that it names is not there any more. Next answers that with a bare line of
 * text; a press by script is answered so that its page can tell.
 */
export function isOldForm(request: Request, form: FormData | null): boolean {
  if (form === null || request.method !== 'POST' || request.headers.has('next-action'))
    return false;
  const known = knownActions();
  return known !== null && actionsIn(form).some((id) => !known.has(id));
}

/** The actions that a form names, as React writes them for browsers without script. */
function actionsIn(form: FormData): string[] {
  return [...form.keys()].flatMap((key) => {
    const plain = /^\$ACTION_ID_(.*)$/.exec(key)?.[1];
    if (plain !== undefined) return [plain];
    // One with arguments of its page stands in a field beside them: `{"id":"…","bound":…}`.
    const reference = /^\$ACTION_REF_(.*)$/.exec(key)?.[1];
    const described = reference === undefined ? null : form.get(`$ACTION_${reference}:0`);
    const id = typeof described === 'string' ? /^\{"id":"([^"]*)"/.exec(described)?.[1] : null;
    return id ? [id] : [];
  });
}

let actions: ReadonlySet<string> | null | undefined;

/** What the build lists; null where there is none, as in development. */
function knownActions(): ReadonlySet<string> | null {
  if (actions === undefined) actions = env().isProduction ? readActions() : null;
  return actions;
}

function readActions(): ReadonlySet<string> | null {
  const file = join(/* turbopackIgnore: true */ process.cwd(), '.next', 'server', MANIFEST);
  if (!existsSync(file)) return null;
  const { node, edge } = JSON.parse(readFileSync(file, 'utf8')) as Manifest;
  return new Set([...Object.keys(node), ...Object.keys(edge)]);
}

const MANIFEST = 'server-reference-manifest.json';

type Manifest = Record<'node' | 'edge', Record<string, unknown>>;
