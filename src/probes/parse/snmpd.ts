import type {FileText} from '../../model/probe.ts';
import {configLines, words} from './config-lines.ts';

interface Community {
  readonly file: string;
  readonly access: 'read' | 'write' | 'grouped';
  readonly source: string | null;
  readonly strength: 'default' | 'weak' | 'ok' | 'untold';
}

interface User {
  readonly name: string;
  readonly access: 'read' | 'write';
  readonly level: 'noauth' | 'auth' | 'priv';
}

interface State {
  readonly communities: Community[];
  readonly users: User[];
  readonly addresses: string[];
  complete: boolean;
}

const redacted = /<secret (?<about>[^<>]{0,200})>/;
const wellKnown = ['public', 'private'];

/** The community itself never goes further than this: only what it is worth. */
function strengthOf(word: string, about: string | undefined): Community['strength'] {
  if (about === undefined) return wellKnown.includes(word) ? 'default' : 'untold';
  const told = /\bclass=(?<told>default|weak|ok)\b/.exec(about)?.groups?.['told'];
  return told === 'default' || told === 'weak' || told === 'ok' ? told : 'untold';
}

function anywhere(source: string | undefined): string | null {
  return source === undefined || source === 'default' || source.startsWith('-') ? null : source;
}

function levelOf(word: string | undefined): User['level'] {
  return word === 'noauth' || word === 'priv' ? word : 'auth';
}

/** snmpd.conf(5), "Access control": http://www.net-snmp.org/docs/man/snmpd.conf.html */
function take(state: State, file: string, line: string): void {
  const about = redacted.exec(line)?.groups?.['about'];
  const [directive = '', ...args] = words(line.replace(redacted, '<secret>'));
  const [first = '', second, third] = args[0] === '-Cn' || args[0] === '-s' ? args.slice(2) : args;
  switch (directive.toLowerCase()) {
    case 'rocommunity':
    case 'rocommunity6':
      state.communities.push({file, access: 'read', source: anywhere(second), strength: strengthOf(first, about)});
      break;
    case 'rwcommunity':
    case 'rwcommunity6':
      state.communities.push({file, access: 'write', source: anywhere(second), strength: strengthOf(first, about)});
      break;
    case 'com2sec':
    case 'com2sec6':
      state.communities.push({
        file,
        access: 'grouped',
        source: anywhere(second),
        strength: strengthOf(third ?? '', about),
      });
      break;
    case 'rouser':
    case 'rwuser': {
      const access = directive.toLowerCase() === 'rouser' ? 'read' : 'write';
      state.users.push({name: first, access, level: levelOf(second)});
      break;
    }
    case 'agentaddress':
      state.addresses.push(
        ...args
          .join('')
          .split(',')
          .filter((address) => address !== ''),
      );
      break;
    case 'includefile':
      state.complete = false;
      break;
    case 'includedir':
      if (first.replace(/\/$/, '') !== '/etc/snmp/snmpd.conf.d') state.complete = false;
      break;
    default:
  }
}

/** `complete` is false when the configuration goes on in a file that was not read. */
export function readSnmpd(files: readonly FileText[]): State {
  const state: State = {communities: [], users: [], addresses: [], complete: true};
  for (const file of files) for (const line of configLines(file.text)) take(state, file.path, line);
  return state;
}
