import type {Transcript} from '../../../model/transcript.ts';
import {readIdentification, type Identification} from './identification.ts';
import {readKexInit, type KexInit} from './packets.ts';

export type SshServer = Identification & KexInit;

/** `other`: what answers there is no SSH server. `unclear`: it did not say enough to tell. */
export type SshTold = {readonly state: 'speaks'; readonly server: SshServer} | {readonly state: 'other' | 'unclear'};

const nothing: KexInit = {kex: [], hostKeys: [], ciphers: [], macs: [], compression: []};

/** What an SSH server said: its identification, and what it offers. One of version 1 alone offers nothing of version 2. */
export function readSsh({received}: Transcript): SshTold {
  const [first = Buffer.alloc(0), second] = received;
  const identification = readIdentification(first);
  if (identification === null) return {state: first.length === 0 ? 'unclear' : 'other'};
  const offered = identification.protocols.includes('2') ? readKexInit(second ?? Buffer.alloc(0)) : nothing;
  return offered === null ? {state: 'unclear'} : {state: 'speaks', server: {...identification, ...offered}};
}
