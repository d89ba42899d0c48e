import {lookup} from 'node:dns/promises';
import {isIP} from 'node:net';
import {TransportError} from '../connection.ts';

/** A peer, by the name or address that the inventory has for it. */
export interface Host {
  readonly name: string;
  /** Its address, looked up once: all that is sent goes to one and the same. @throws TransportError `unreachable` */
  readonly resolve: () => Promise<string>;
}

export function hostOf(name: string): Host {
  let known: Promise<string> | null = null;
  const find = async (): Promise<string> => {
    if (isIP(name) !== 0) return name;
    try {
      const {address} = await lookup(name);
      return address;
    } catch (error) {
      throw new TransportError('unreachable', error instanceof Error ? error.message : String(error));
    }
  };
  return {name, resolve: () => (known ??= find())};
}
