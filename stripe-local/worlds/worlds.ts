import { existsSync, readdirSync } from 'node:fs';
import { basename, dirname } from 'node:path';
import type { Running } from '../running';
import type { WorldOptions } from '../state/world';
import { homeOf, isWorldName } from './names';
import { openWorld } from './open-world';

/** An empty one takes about 50 kB, so this many are nothing beside the default world; they are opened by anybody. */
export const MOST_WORLDS = 64;

export class TooManyWorlds extends Error {
  override name = 'TooManyWorlds';

  constructor() {
    super(
      `stripe-local keeps ${MOST_WORLDS} worlds at most. GET /_local/worlds lists them, DELETE /_local/worlds/<name> drops one.`,
    );
  }
}

/** The default world, and those that keys or commands have named. */
export class Worlds {
  readonly main: Running;
  private readonly named = new Map<string, Running>();
  private address = '';

  constructor(private readonly options: WorldOptions) {
    this.main = openWorld(null, options);
    // What is still to come in them comes, whether anybody asks for them or not.
    for (const name of savedWorlds(options.dataFile)) this.open(name);
  }

  /** Says where the server listens; links to challenges and sockets begin with it. */
  listenAt(address: string): void {
    this.address = address;
    for (const { world, home } of this.all()) world.baseUrl = address + home;
  }

  /** The world of that name, made if there was none. Throws TooManyWorlds. */
  open(name: string | null): Running {
    const found = this.find(name);
    if (found) return found;
    if (name === null || !isWorldName(name)) throw new Error(`${name} names no world`);
    if (this.named.size >= MOST_WORLDS) throw new TooManyWorlds();
    const opened = openWorld(name, optionsOf(name, this.options));
    opened.world.baseUrl = this.address + opened.home;
    this.named.set(name, opened);
    return opened;
  }

  find(name: string | null): Running | undefined {
    return name === null ? this.main : this.named.get(name);
  }

  list(): readonly { readonly name: string; readonly account: string; readonly url: string }[] {
    return this.others().map(({ name, world }) => ({
      name: name ?? '',
      account: world.accountId,
      url: this.address + homeOf(name),
    }));
  }

  /** Forgets a world with its endpoints and its file. Whoever names it again gets a new one. */
  async drop(name: string): Promise<boolean> {
    const dropped = this.named.get(name);
    if (!dropped) return false;
    this.named.delete(name);
    // Before anything is waited for: a new world of that name may have this file next.
    dropped.world.discard();
    dropped.holds.end('lost');
    dropped.cli.close();
    await dropped.deliveries.close();
    return true;
  }

  /** All but the default one. */
  others(): readonly Running[] {
    return [...this.named.values()];
  }

  async close(): Promise<void> {
    for (const { deliveries, world } of this.all()) {
      await deliveries.close();
      world.close();
    }
  }

  all(): readonly Running[] {
    return [this.main, ...this.named.values()];
  }
}

const fileOf = (dataFile: string, name: string): string => `${dataFile}.world-${name}`;

/** Each has a file beside the default world's, and ids of its own where a seed rules them. */
function optionsOf(name: string, { seed, dataFile }: WorldOptions): WorldOptions {
  return {
    ...(seed === undefined ? {} : { seed: seedOf(seed, name) }),
    ...(dataFile === undefined ? {} : { dataFile: fileOf(dataFile, name) }),
  };
}

/** The same for the same two, and another one for another name (FNV-1a). */
function seedOf(seed: number, name: string): number {
  let hash = 0x811c9dc5;
  for (const letter of name) hash = Math.imul(hash ^ letter.charCodeAt(0), 0x01000193);
  return (seed ^ hash) >>> 0;
}

function savedWorlds(dataFile: string | undefined): readonly string[] {
  if (dataFile === undefined || !existsSync(dirname(dataFile))) return [];
  const start = fileOf(basename(dataFile), '');
  return readdirSync(dirname(dataFile))
    .filter((file) => file.startsWith(start))
    .map((file) => file.slice(start.length))
    .filter(isWorldName);
}
