import type {Transcript} from '../../model/transcript.ts';
import {brokenOff, speaks, strange, type Told} from './told.ts';
import {brief} from './wire-text.ts';

export interface RsyncServer {
  readonly protocol: string;
  /** Names of the modules that it tells everybody. */
  readonly modules: string[];
}

/** A greeting, then `name<tab>comment` a module; what comes in front of them is the message of the day. */
export function readRsync(transcript: Transcript): Told<RsyncServer> {
  const [greeting, list] = transcript.received.map((bytes) => bytes.toString('latin1'));
  const protocol = /^@RSYNCD: (\d{1,3}(?:\.\d{1,3})?)/m.exec(greeting ?? '')?.[1];
  if (protocol === undefined) return strange(transcript);
  const ended = /^@(?:RSYNCD: EXIT|ERROR)/m.test(list ?? '');
  if (!ended) return brokenOff(transcript);
  const lines = (list ?? '').split('\n').filter((line) => !line.startsWith('@') && line.includes('\t'));
  const modules = lines.map((line) => brief(line.slice(0, line.indexOf('\t'))));
  return speaks({protocol, modules: [...new Set(modules)].filter((name) => name !== '').sort()});
}
