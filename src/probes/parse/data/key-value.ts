import type {Transcript} from '../../../model/transcript.ts';
import {speaks, strange, type Told} from '../told.ts';
import {brief} from '../wire-text.ts';
import {service, type DataService} from './told.ts';

const lineOf = ({received}: Transcript): string => received[0]?.toString('latin1') ?? '';

/** `+PONG`, or the error that one must log in, or that strangers are not served at all. */
export function readRedis(transcript: Transcript): Told<DataService> {
  const line = lineOf(transcript);
  const told = (login: DataService['login']): Told<DataService> => speaks(service({encryption: 'none', login}));
  if (/^\+PONG\r?\n/.test(line)) return told('not-required');
  if (/^-(?:NOAUTH|NOPERM|ERR operation not permitted)/.test(line)) return told('required');
  return /^-DENIED Redis/.test(line) ? told('required') : strange(transcript);
}

/** `VERSION 1.6.18`; where a login is wanted, an error. */
export function readMemcached(transcript: Transcript): Told<DataService> {
  const line = lineOf(transcript);
  const version = /^VERSION ([\x21-\x7e]{1,40})\r?\n/.exec(line)?.[1];
  if (version !== undefined) return speaks(service({version, encryption: 'none', login: 'not-required'}));
  return /^CLIENT_ERROR unauthenticated/.test(line)
    ? speaks(service({encryption: 'none', login: 'required'}))
    : strange(transcript);
}

/** The answer to `srvr`, where it is not forbidden. */
export function readZookeeper(transcript: Transcript): Told<DataService> {
  const text = lineOf(transcript);
  const version = /^Zookeeper version: ([0-9][\w.]{0,30})/.exec(text)?.[1];
  if (version !== undefined) return speaks(service({version: brief(version), encryption: 'none'}));
  return text.startsWith('srvr is not executed because it is not in the whitelist')
    ? speaks(service({encryption: 'none'}))
    : strange(transcript);
}
