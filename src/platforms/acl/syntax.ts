/** A protocol and ports that a name of the device stands for. */
export interface AclService {
  readonly protocol: string;
  readonly sourcePorts: readonly string[];
  readonly destinationPorts: readonly string[];
}

/** What names in entries stand for. An entry with a name that stands in none of them is not understood. */
export interface AclObjects {
  /** Addresses as `AclEntry` has them, `any` among them where one of them is; `object:<name>` for one that is known to be narrower. */
  readonly networks: ReadonlyMap<string, readonly string[]>;
  readonly services: ReadonlyMap<string, readonly AclService[]>;
  /** Ports as `AclEntry` has them. */
  readonly ports: ReadonlyMap<string, readonly string[]>;
}

/** How a device family writes the entries of an access list. */
export interface AclSyntax {
  /** `standard`: a source and nothing else. */
  readonly form: 'standard' | 'extended';
  /** What a second dotted quad after an address means; a `/24` on the address itself is always read. */
  readonly mask: 'wildcard' | 'netmask' | 'prefix';
  readonly objects?: AclObjects;
  /** Names of ports beside those that Cisco's devices use. */
  readonly ports?: Readonly<Record<string, number>>;
  /** Entries that deny are logged when they do not say otherwise. */
  readonly deniesAreLogged?: boolean;
}

/** The words of one entry, read from left to right. */
export interface Words {
  readonly all: readonly string[];
  at: number;
}

export function peek(words: Words, ahead = 0): string {
  return words.all[words.at + ahead] ?? '';
}

export function take(words: Words): string {
  const word = peek(words);
  words.at += 1;
  return word;
}

/** Takes the next word when it is the one given. */
export function skip(words: Words, word: string): boolean {
  if (peek(words) !== word) return false;
  words.at += 1;
  return true;
}

export function isDone(words: Words): boolean {
  return words.at >= words.all.length;
}
