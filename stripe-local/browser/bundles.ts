/** Bundles the browser programs in memory, once, at the first request for any of them. */
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

export interface Asset {
  readonly type: string;
  readonly body: string;
}

const here = fileURLToPath(new URL('.', import.meta.url));

const programs: Readonly<Record<string, string>> = {
  'stripe.js': 'page/main.ts',
  'payment.js': 'frame/payment.ts',
  'email.js': 'frame/email.ts',
  'address.js': 'frame/address.ts',
  'express.js': 'frame/express.ts',
  'outer.js': 'challenge/outer.ts',
  'inner.js': 'challenge/inner.ts',
  'redirect.js': 'challenge/redirect.ts',
};

const sheets: Readonly<Record<string, string>> = {
  'frame.css': 'frame/frame.css',
  'challenge.css': 'challenge/challenge.css',
};

const bundlePrograms = async (): Promise<[string, Asset][]> => {
  const result = await build({
    entryPoints: Object.entries(programs).map(([name, file]) => ({
      in: `${here}${file}`,
      out: name.replace(/\.js$/, ''),
    })),
    outdir: here,
    bundle: true,
    write: false,
    format: 'iife',
    platform: 'browser',
    // What Stripe.js itself still serves; older browsers have no CSSStyleSheet constructor.
    target: ['es2022'],
    charset: 'utf8',
    legalComments: 'none',
    logLevel: 'silent',
  });
  return result.outputFiles.map(({ path, text }) => [
    path.slice(path.lastIndexOf('/') + 1),
    { type: 'text/javascript; charset=utf-8', body: text },
  ]);
};

const readSheets = (): Promise<[string, Asset][]> =>
  Promise.all(
    Object.entries(sheets).map(async ([name, file]): Promise<[string, Asset]> => [
      name,
      { type: 'text/css; charset=utf-8', body: await readFile(`${here}${file}`, 'utf8') },
    ]),
  );

let assets: Promise<ReadonlyMap<string, Asset>> | null = null;

const bundle = async (): Promise<ReadonlyMap<string, Asset>> =>
  new Map((await Promise.all([bundlePrograms(), readSheets()])).flat());

export const findAsset = async (name: string): Promise<Asset | undefined> => {
  assets ??= bundle();
  try {
    return (await assets).get(name);
  } catch (error) {
    // A failed build is not kept, so that the next request tries again.
    assets = null;
    throw error;
  }
};
