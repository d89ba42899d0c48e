import {plainLines, unquoted, words} from './config-text.ts';
import {soughtFiles, type Seen} from './included.ts';
import {hstsOf, isHarmless, weakOf, type WebSettings} from './web-settings.ts';

interface Directive {
  readonly name: string;
  readonly args: readonly string[];
  /** Argument of the innermost `<Directory>` or `<Location>`; null outside. */
  readonly folder: string | null;
  /** Number of the virtual host it stands in; null outside. */
  readonly host: number | null;
}

function directives(text: string): Directive[] {
  const folders: string[] = [];
  let [hosts, inHost] = [0, false];
  return plainLines(text.replaceAll('\\\n', ' ')).flatMap((line): Directive[] => {
    const close = /^<\/(?<tag>Directory|Location|Files)(?:Match)?>/i.test(line);
    const open = /^<(?:Directory|Location|Files)(?:Match)?\s(?<name>[^>]{1,1024})>/i.exec(line)?.groups?.['name'];
    if (close) folders.pop();
    else if (open !== undefined) folders.push(unquoted(open.trim()));
    if (/^<\/?VirtualHost\b/i.test(line)) [hosts, inHost] = [hosts + 1, !line.startsWith('</')];
    if (line.startsWith('<')) return [];
    const [name = '', ...args] = words(line).map(unquoted);
    return [{name: name.toLowerCase(), args, folder: folders.at(-1) ?? null, host: inHost ? hosts : null}];
  });
}

const every = ['TLSv1', 'TLSv1.1', 'TLSv1.2', 'TLSv1.3'];

/** `SSLProtocol all -SSLv3 +TLSv1.2`. https://httpd.apache.org/docs/2.4/mod/mod_ssl.html#sslprotocol */
export function sslProtocols(args: readonly string[]): string[] {
  let protocols = new Set<string>();
  for (const arg of args) {
    const sign = arg.startsWith('+') || arg.startsWith('-') ? arg.charAt(0) : '';
    const name = sign === '' ? arg : arg.slice(1);
    const named = name.toLowerCase() === 'all' ? every : [name.replace(/^tlsv/i, 'TLSv').replace(/^sslv/i, 'SSLv')];
    if (sign === '-') for (const one of named) protocols.delete(one);
    else protocols = new Set([...(sign === '' && name.toLowerCase() === 'all' ? [] : protocols), ...named]);
  }
  return [...protocols];
}

const mostFiles = 300;
const deepest = 10;

/** The main file with each include replaced by its files; `unread` names those that were not asked for. */
function readApache(seen: Seen, main: string, root: string): {text: string; unread: string[]} {
  const unread: string[] = [];
  let left = mostFiles;
  function textOf(path: string, depth: number): string {
    left -= 1;
    if (left < 0 || depth > deepest) {
      unread.push(path);
      return '';
    }
    return (seen.files.get(path) ?? '').replaceAll(
      /^[ \t]*Include(?:Optional)?\b(?<rest>.*)$/gim,
      (line, rest: string) => including(line, rest, depth),
    );
  }
  function including(line: string, rest: string, depth: number): string {
    const name = /^[ \t]+"?(?<name>[^"\s]{1,1024})"?[ \t]*$/.exec(rest)?.groups?.['name'];
    if (name !== undefined) return included(name, depth);
    unread.push(line.trim());
    return '';
  }
  function included(name: string, depth: number): string {
    const path = name.startsWith('/') ? name : `${root}/${name}`;
    const found = soughtFiles(seen, path);
    if (found === null && !isHarmless(path)) unread.push(name);
    return (found ?? []).map((one) => textOf(one, depth + 1)).join('\n');
  }
  return {text: textOf(main, 0), unread};
}

export interface ApacheSettings extends WebSettings {
  /** True when some host that offers TLS has no `SSLProtocol`, of its own or from around it. */
  readonly protocolsLeftOpen: boolean;
  readonly ciphers: readonly string[];
  readonly unread: readonly string[];
}

const hstsAt = (args: readonly string[]): number =>
  args.findIndex((arg) => arg.toLowerCase() === 'strict-transport-security');

/** `Header always set Strict-Transport-Security "max-age=1"`. What edits, removes or depends on a condition is not known. */
function hstsHeader(args: readonly string[]): ReturnType<typeof hstsOf> {
  const at = hstsAt(args);
  const plain = ['set', 'add', 'append', 'merge', 'setifempty'].includes(args[at - 1]?.toLowerCase() ?? '');
  const value = args.slice(at + 1);
  const conditional = value.some((arg) => /^"?(?:env|expr)=|^early$/i.test(arg));
  return plain && !conditional ? hstsOf(value.join(' ')) : 'unknown';
}

/** https://httpd.apache.org/docs/2.4/mod/directives.html; a virtual host without a setting has that of the server. */
export function apacheSettings(seen: Seen, main: string): ApacheSettings {
  const root = main.startsWith('/etc/httpd/') ? '/etc/httpd' : '/etc/apache2';
  const {text, unread} = readApache(seen, main, root);
  const all = directives(text);
  const of = (name: string): Directive[] => all.filter((one) => one.name === name);
  const first = ({args}: Directive): string => args[0]?.toLowerCase() ?? '';
  // Which of several wins depends on modules and hosts: what is hidden or off must be so everywhere.
  const only = (name: string, ...values: readonly string[]): boolean =>
    of(name).some(({host}) => host === null) && of(name).every((one) => values.includes(first(one)));
  const listed = ({args}: Directive): boolean =>
    args.some((arg) => ['indexes', '+indexes', 'all'].includes(arg.toLowerCase()));
  const secured = new Set(of('sslengine').flatMap((one) => (first(one) === 'off' ? [] : [one.host])));
  const covers = (found: readonly Directive[]): boolean =>
    found.some(({host}) => host === null) ||
    (secured.size > 0 && [...secured].every((host) => found.some((one) => one.host === host)));
  const protocols = of('sslprotocol');
  const headers = of('header').filter(({args}) => hstsAt(args) > 0);
  const unclear = headers.some(({args}) => hstsHeader(args) === 'unknown');
  return {
    usesTls: secured.size > 0,
    weakProtocols: protocols.length === 0 ? null : weakOf(protocols.flatMap(({args}) => sslProtocols(args))),
    protocolsLeftOpen: !covers(protocols),
    ciphers: of('sslciphersuite').flatMap(({args}) => args),
    versionShown: !only('servertokens', 'prod', 'productonly'),
    listings: [
      ...new Set(
        of('options')
          .filter(listed)
          .map(({folder}) => folder ?? '/'),
      ),
    ].sort(),
    trace: !only('traceenable', 'off'),
    hsts: covers(headers) && headers.every(({args}) => hstsHeader(args) === 'promised'),
    unread: unclear ? [...unread, 'Strict-Transport-Security'] : unread,
  };
}
