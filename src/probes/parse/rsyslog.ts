import {integer, plainLines, unquoted} from './config-text.ts';
import {placed, type Placed} from './rsyslog-order.ts';
import type {SyslogInput, SyslogSettings, SyslogTarget} from './syslog-settings.ts';

type Parameters = ReadonlyMap<string, string>;
/** Where messages go, apart from which of them. */
type Place = Omit<SyslogTarget, 'logins'>;

/** A line without the comment at its end; a `#` within quotes begins none. */
function uncommented(line: string): string {
  const at = line.replace(/"[^"]*"/g, (quoted) => '_'.repeat(quoted.length)).search(/\s#/);
  return at === -1 ? line : line.slice(0, at).trim();
}

/** Lines that end with a backslash joined to the next, and those with the parameters of `action(…)` and the like to one; a comment may follow each of them. */
function statements(text: string): string[] {
  const joined: string[] = [];
  let open: string[] = [];
  const lines = plainLines(text).join('\n').replaceAll('\\\n', ' ').split('\n');
  for (const line of lines.map(uncommented)) {
    const starts =
      open.length === 0 &&
      /\b(?:action|input|module|global)\(/i.test(line) &&
      line.lastIndexOf('(') > line.lastIndexOf(')');
    if (starts || (open.length > 0 && !line.includes(')'))) {
      open.push(line);
      continue;
    }
    joined.push([...open, line].join(' '));
    open = [];
  }
  return open.length === 0 ? joined : [...joined, open.join(' ')];
}

function parameters(statement: string): Parameters {
  const found = Array.from(
    statement.matchAll(/([A-Za-z.]{1,60})\s?=\s?"([^"]*)"/g),
    (match) => [(match[1] ?? '').toLowerCase(), match[2] ?? ''] as const,
  );
  return new Map(found);
}

/** `@host`, `@@host:port`, `@@(o)[::1]:514`; null for any other action. */
function legacyTarget(action: string, tls: boolean): Place | null {
  const groups =
    /^(?<at>@@?)(?:\([^)]{0,40}\))?(?:\[(?<v6>[0-9A-Fa-f:.%]{2,60})\]|(?<host>[^\s:;[\]]{1,255}))(?::(?<port>\d{1,5}))?/.exec(
      action,
    )?.groups;
  if (!groups) return null;
  const protocol = groups['at'] === '@@' ? 'tcp' : 'udp';
  return {
    host: groups['v6'] ?? groups['host'] ?? '',
    port: integer(groups['port']),
    protocol,
    tls: tls && protocol === 'tcp',
  };
}

/** Directives of the old style do not reach an action of the new one. */
function newTarget(values: Parameters): Place | null {
  const host = values.get('target');
  const type = values.get('type')?.toLowerCase();
  if (host === undefined || (type !== 'omfwd' && type !== 'omrelp')) return null;
  const relp = type === 'omrelp';
  const secure = relp ? values.get('tls')?.toLowerCase() === 'on' : values.get('streamdrivermode') === '1';
  const protocol = relp ? 'relp' : values.get('protocol')?.toLowerCase() === 'tcp' ? 'tcp' : 'udp';
  return {host, port: integer(values.get('port')), protocol, tls: secure && protocol !== 'udp'};
}

/** True when a selector lets messages of auth or authpriv through. rsyslog.conf(5) */
export function selectsAuth(selector: string): boolean {
  let selected = false;
  for (const part of selector.split(';')) {
    const dot = part.lastIndexOf('.');
    const facilities = part.slice(0, dot).split(',');
    if (!facilities.some((name) => ['*', 'auth', 'authpriv', 'security'].includes(name))) continue;
    const priority = part.slice(dot + 1);
    if (priority === 'none') selected = false;
    else if (['*', 'debug', 'info', 'notice', '=info', '=notice'].includes(priority)) selected = true;
  }
  return selected;
}

const inputs: readonly (readonly [RegExp, SyslogInput])[] = [
  [/^input\(.*type="imudp"|^\$UDPServerRun\s/i, 'udp'],
  [/^input\(.*type="im(?:p)?tcp"|^\$Input(?:P)?TCPServerRun\s/i, 'tcp'],
  [/^input\(.*type="imrelp"|^\$InputRELPServerRun\s/i, 'relp'],
];

function writesAuth(line: string): boolean {
  const [selector = '', action = ''] = line.split(/\s+/, 2);
  const toFile =
    action.startsWith('/') ||
    action.startsWith('-/') ||
    /^action\(.*type="omfile"/i.test(line.slice(selector.length).trim());
  return toFile && selectsAuth(selector);
}

function placeOf(line: string, tls: boolean): Place | null {
  const at = line.search(/\baction\(/i);
  if (at !== -1) return newTarget(parameters(line.slice(at)));
  const action = line.split(/\s+/).at(line.startsWith('if ') ? -1 : 1) ?? '';
  return legacyTarget(action, tls);
}

/** Whether a line sends records of authentication on. Conditions and blocks decide in ways that are not read here. */
function loginsOf(line: string, inBlock: boolean): boolean | null {
  if (inBlock || /^(?:if\s|[:&}])/i.test(line)) return null;
  if (/^action\(/i.test(line)) return true;
  return selectsAuth(line.split(/\s+/, 1)[0] ?? '');
}

function targetsOf(lines: readonly Placed[]): SyslogTarget[] {
  return lines.flatMap(({line, inBlock, thinned, tls}) => {
    const place = placeOf(line, tls);
    if (place === null) return [];
    const logins = loginsOf(line, inBlock);
    return [{...place, logins: thinned && logins === true ? null : logins}];
  });
}

function authLoggedOf(lines: readonly Placed[]): boolean | null {
  const writers = lines.filter(({line}) => writesAuth(line));
  if (writers.some(({inBlock, thinned}) => !inBlock && !thinned)) return true;
  return writers.length > 0 || lines.some(({line}) => line.startsWith('if ') || line.startsWith(':')) ? null : false;
}

/** Settings of rsyslog, all its files in the order they are read. */
export function rsyslogSettings(text: string): SyslogSettings {
  const lines = statements(text);
  const mode = lines.map(
    (line) => /(?:^\$FileCreateMode\s+|\bfilecreatemode=)"?(?<mode>[0-7]{3,4})/i.exec(line)?.groups?.['mode'],
  );
  const all = placed(lines);
  return {
    targets: targetsOf(all),
    inputs: inputs.filter(([pattern]) => lines.some((line) => pattern.test(line))).map(([, input]) => input),
    authLogged: authLoggedOf(all),
    createMode: unquoted(mode.findLast((one) => one !== undefined) ?? '') || null,
  };
}
