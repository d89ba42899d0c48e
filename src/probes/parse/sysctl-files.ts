import type {FileText} from '../../model/probe.ts';
import {baseName} from './base-name.ts';
import {plainLines} from './config-text.ts';
import {dropIns} from './drop-ins.ts';

export interface Setting {
  readonly value: string;
  readonly file: string;
}

/** `net/ipv4/conf/eth0.1/x` and `net.ipv4.conf.eth0.x` as dotted key; a key with slashes first uses dots as slashes. */
function normalKey(written: string): string {
  const key = written.startsWith('-') ? written.slice(1).trim() : written;
  const firstSlash = key.indexOf('/');
  const firstDot = key.indexOf('.');
  return firstSlash !== -1 && (firstDot === -1 || firstSlash < firstDot) ? key.replaceAll('/', '.') : key;
}

/** What the next boot sets, by dotted key; the last file wins. sysctl.d(5) */
export function persistentSettings(files: readonly FileText[], conf: FileText | null): ReadonlyMap<string, Setting> {
  const settings = new Map<string, Setting>();
  const parts = dropIns(files);
  // Where the drop-ins have a link to it, sysctl.conf has its place among them, and systemd does not read it again.
  const linked = parts.some(({path}) => baseName(path) === '99-sysctl.conf');
  for (const file of [...parts, ...(conf === null || linked ? [] : [conf])]) {
    for (const line of plainLines(file.text, '#;')) {
      const at = line.indexOf('=');
      if (at === -1) continue;
      settings.set(normalKey(line.slice(0, at).trim()), {value: line.slice(at + 1).trim(), file: file.path});
    }
  }
  return settings;
}
