import type { Answer, Assumption } from './assumption';

/** What came of asking: what was said, why nobody could ask, or that asking failed. */
export type Heard = Answer | { failed: string };

/** As it travels from a test to the reporter. */
export type Row = Pick<Assumption, 'name' | 'leansOnIt' | 'believed'> & { heard: Heard };

const cell = (text: string): string =>
  text.replaceAll('\\', '\\\\').replaceAll('|', '\\|').replaceAll(/\s+/g, ' ');

/** What we believe beside what Stripe said, a line for each thing: Markdown, to be read and to be compared. */
export function assumptionTable(rows: readonly Row[]): string {
  const lines = rows.flatMap((row) => linesOf(row));
  return ['| Of | Believed | Said | |', '| --- | --- | --- | --- |', ...lines, ''].join('\n');
}

function linesOf({ name, leansOnIt, believed, heard }: Row): string[] {
  const head = `| **${cell(name)}** (${cell(leansOnIt)})`;
  if ('cannotBeAsked' in heard) return [`${head} | | ${cell(heard.cannotBeAsked)} | not asked |`];
  if ('failed' in heard) return [`${head} | | ${cell(heard.failed)} | failed |`];
  const { said } = heard;
  const things = [...new Set([...Object.keys(believed), ...Object.keys(said)])];
  return [
    `${head} | | | |`,
    ...things.map((thing) => {
      const [ours, theirs] = [JSON.stringify(believed[thing]), JSON.stringify(said[thing])];
      return `| ${cell(thing)} | ${cell(ours ?? '–')} | ${cell(theirs ?? '–')} | ${ours === theirs ? 'holds' : '**differs**'} |`;
    }),
  ];
}
