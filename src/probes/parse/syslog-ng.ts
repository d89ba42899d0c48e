import {integer, plainLines} from './config-text.ts';
import type {SyslogInput, SyslogSettings, SyslogTarget} from './syslog-settings.ts';

interface Block {
  readonly kind: string;
  readonly name: string;
  readonly body: string;
}

/** `kind name { … };` blocks of the top level. */
function blocks(text: string): Block[] {
  const flat = plainLines(text).join(' ');
  const found: Block[] = [];
  const head = /\b(source|destination|filter|log|options)\s?([\w.-]{0,80})\s?\{/g;
  for (let match = head.exec(flat); match !== null; match = head.exec(flat)) {
    const start = head.lastIndex;
    const end = closing(flat, start);
    found.push({kind: match[1] ?? '', name: match[2] ?? '', body: flat.slice(start, end)});
    head.lastIndex = end;
  }
  return found;
}

function closing(text: string, from: number): number {
  let depth = 1;
  for (let at = from; at < text.length; at += 1) {
    const character = text.charAt(at);
    if (character === '{') depth += 1;
    if (character === '}') depth -= 1;
    if (depth === 0) return at;
  }
  return text.length;
}

const drivers = /\b(network|syslog|tcp6?|udp6?)\s?\(\s?(?:"([^"]{1,255})")?([^;]*)/g;

function protocolOf(driver: string, rest: string): 'udp' | 'tcp' {
  if (driver.startsWith('tcp')) return 'tcp';
  if (driver.startsWith('udp')) return 'udp';
  return /transport\(\s?"?udp/.test(rest) ? 'udp' : 'tcp';
}

function targets(body: string, logins: true | null): SyslogTarget[] {
  return Array.from(body.matchAll(drivers), ([, driver = '', host = '', rest = '']) => ({
    host,
    port: integer(/\bport\(\s?"?(?<port>\d{1,5})/.exec(rest)?.groups?.['port']),
    protocol: protocolOf(driver, rest),
    tls: /transport\(\s?"?tls/.test(rest) || /\btls\s?\(/.test(rest),
    logins,
  })).filter(({host}) => host !== '');
}

function inputsOf(body: string): SyslogInput[] {
  return Array.from(body.matchAll(drivers), ([, driver = '', host = '', rest = '']) => protocolOf(driver, host + rest));
}

/** Settings of syslog-ng; only destinations that a log path uses count. */
export function syslogNgSettings(text: string): SyslogSettings {
  const all = blocks(text);
  const paths = all.filter(({kind}) => kind === 'log').map(({body}) => body);
  const used = (kind: string): Block[] =>
    all.filter((block) => block.kind === kind && paths.some((body) => body.includes(`${kind}(${block.name})`)));
  const filters = all.filter(
    ({kind, body}) => kind === 'filter' && /facility\([^)]{0,200}\bauth/.test(body) && !/not\s+facility/.test(body),
  );
  const toFile = used('destination').filter(({body}) => /\bfile\s?\(/.test(body));
  const authLogged = paths.some(
    (body) =>
      toFile.some(({name}) => body.includes(`destination(${name})`)) &&
      (!body.includes('filter(') || filters.some(({name}) => body.includes(`filter(${name})`))),
  );
  const unfiltered = (name: string): boolean =>
    paths.some((body) => body.includes(`destination(${name})`) && !body.includes('filter('));
  const options = all
    .filter(({kind}) => kind === 'options')
    .map(({body}) => body)
    .join(' ');
  return {
    targets: used('destination').flatMap(({name, body}) => targets(body, unfiltered(name) ? true : null)),
    inputs: [...new Set(used('source').flatMap(({body}) => inputsOf(body)))].sort(),
    authLogged: authLogged ? true : null,
    createMode: /\bperm\(\s?(?<mode>[0-7]{3,4})/.exec(options)?.groups?.['mode'] ?? null,
  };
}
