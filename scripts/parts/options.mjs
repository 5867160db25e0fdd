import { Stop } from './main.mjs';

/**
 * Takes `--name value` out of a command's arguments, which go on to another program.
 * @param {readonly string[]} args
 * @param {string} name
 * @param {readonly string[]} values
 * @returns {{ value: string | undefined, rest: string[] }}
 */
export function takeOption(args, name, values) {
  const flag = `--${name}`;
  const at = args.findIndex((arg) => arg === flag || arg.startsWith(`${flag}=`));
  if (at < 0) return { value: undefined, rest: [...args] };
  const isJoined = args[at] !== flag;
  const value = isJoined ? args[at].slice(flag.length + 1) : args[at + 1];
  if (!values.includes(value)) throw new Stop(`${flag} takes ${values.join(' or ')}.`);
  return { value, rest: args.toSpliced(at, isJoined ? 1 : 2) };
}

/**
 * The same for `--name` alone.
 * @param {readonly string[]} args
 * @param {string} name
 * @returns {{ isSet: boolean, rest: string[] }}
 */
export function takeFlag(args, name) {
  const rest = args.filter((arg) => arg !== `--${name}`);
  return { isSet: rest.length < args.length, rest };
}

/**
 * The same for a `--name` that takes any text, such as a file's name.
 * @param {readonly string[]} args
 * @param {string} name
 * @returns {{ value: string | undefined, rest: string[] }}
 */
export function takeText(args, name) {
  const flag = `--${name}`;
  const at = args.findIndex((arg) => arg === flag || arg.startsWith(`${flag}=`));
  if (at < 0) return { value: undefined, rest: [...args] };
  const isJoined = args[at] !== flag;
  const value = isJoined ? args[at].slice(flag.length + 1) : args[at + 1];
  if (!value) throw new Stop(`${flag} takes a value.`);
  return { value, rest: args.toSpliced(at, isJoined ? 1 : 2) };
}
