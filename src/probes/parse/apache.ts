import {plainLines, unquoted, words} from './config-text.ts';
import {unreadIncludes, weakOf, type WebSettings} from './web-settings.ts';

interface Directive {
  readonly name: string;
  readonly args: readonly string[];
  /** Argument of the innermost `<Directory>` or `<Location>`; null outside. */
  readonly folder: string | null;
}

function directives(text: string): Directive[] {
  const folders: string[] = [];
  return plainLines(text.replaceAll('\\\n', ' ')).flatMap((line): Directive[] => {
    const close = /^<\/(?<tag>Directory|Location|Files)(?:Match)?>/i.test(line);
    const open = /^<(?:Directory|Location|Files)(?:Match)?\s(?<name>[^>]{1,1024})>/i.exec(line)?.groups?.['name'];
    if (close) folders.pop();
    else if (open !== undefined) folders.push(unquoted(open.trim()));
    if (line.startsWith('<')) return [];
    const [name = '', ...args] = words(line).map(unquoted);
    return [{name: name.toLowerCase(), args, folder: folders.at(-1) ?? null}];
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

const readFolders = [
  /^(?:\/etc\/apache2\/|\/etc\/httpd\/)?(?:conf\.d|conf-enabled|mods-enabled|sites-enabled|vhosts\.d)\/[^/]+$/,
  /^(?:\/etc\/apache2\/)?(?:ports|listen|default-server|ssl-global)\.conf$/,
];

/** https://httpd.apache.org/docs/2.4/mod/directives.html; `unread` names included files that were not asked for. */
export function apacheSettings(text: string): WebSettings & {readonly unread: readonly string[]} {
  const all = directives(text);
  const of = (name: string): Directive[] => all.filter((one) => one.name === name);
  const last = (name: string): string => of(name).at(-1)?.args[0]?.toLowerCase() ?? '';
  const listed = ({args}: Directive): boolean =>
    args.some((arg) => ['indexes', '+indexes', 'all'].includes(arg.toLowerCase()));
  const protocols = of('sslprotocol');
  return {
    usesTls: of('sslengine').some(({args}) => args[0]?.toLowerCase() === 'on'),
    weakProtocols: protocols.length === 0 ? null : weakOf(protocols.flatMap(({args}) => sslProtocols(args))),
    versionShown: !['prod', 'productonly'].includes(last('servertokens')),
    listings: [
      ...new Set(
        of('options')
          .filter(listed)
          .map(({folder}) => folder ?? '/'),
      ),
    ].sort(),
    trace: last('traceenable') !== 'off',
    hsts: of('header').some(({args}) => args.some((arg) => arg.toLowerCase() === 'strict-transport-security')),
    unread: unreadIncludes(
      [...of('include'), ...of('includeoptional')].map(({args}) => args[0] ?? ''),
      readFolders,
    ),
  };
}
