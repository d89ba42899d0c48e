import type {FileText} from '../../model/probe.ts';
import {configLines, words} from './config-lines.ts';

export interface InetdService {
  readonly name: string;
  readonly file: string;
  readonly enabled: boolean;
}

/** One line of inetd.conf(5): `name type protocol wait user program`; null for one that starts nothing. */
export function inetdService(line: string): InetdService | null {
  const [name = '', type, , , user] = words(line);
  if (name === '' || name.startsWith('#') || type === undefined || user === undefined) return null;
  // `address:name` binds one address.
  return {name: name.slice(name.lastIndexOf(':') + 1), file: '/etc/inetd.conf', enabled: true};
}

/** `service name {` … `disable = yes` … `}`: xinetd.conf(5). A service runs unless it is disabled. */
export function xinetdServices(file: FileText): InetdService[] {
  const found: InetdService[] = [];
  for (const line of configLines(file.text)) {
    const [word, name, value] = words(line.replace('=', ' = ').replace('{', ' {'));
    if (word === 'service' && name !== undefined) found.push({name, file: file.path, enabled: true});
    const last = found.at(-1);
    if (last === undefined || word !== 'disable' || name !== '=' || value?.toLowerCase() !== 'yes') continue;
    found.splice(-1, 1, {...last, enabled: false});
  }
  return found;
}
