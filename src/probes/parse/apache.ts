import {directives, readApache, type Directive} from './apache-directives.ts';
import type {Seen} from './included.ts';
import {hstsOf, opensslCommand, weakOf, type WebSettings} from './web-settings.ts';

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

const judged = new Set(['sslengine', 'sslprotocol', 'sslciphersuite', 'servertokens', 'traceenable', 'options']);

/** What may be another way than it reads: under a condition, from a variable or a macro, or changed behind its back. */
function isDoubtful({name, args, conditional}: Directive): boolean {
  if (name === 'use') return true;
  if (name === 'sslopensslconfcmd') return opensslCommand.test(args[0] ?? '');
  if (name === 'header') return hstsAt(args) > 0 && conditional;
  return judged.has(name) && ((conditional && name !== 'options') || args.some((arg) => arg.includes('${')));
}

/** A header of the whole host, not of some of its folders. */
const isWide = ({folder}: Directive): boolean => folder === null || folder === '/';

function listingsOf(options: readonly Directive[]): string[] {
  const listed = options.filter(({args}) =>
    args.some((arg) => ['indexes', '+indexes', 'all'].includes(arg.toLowerCase())),
  );
  return [...new Set(listed.map(({folder}) => folder ?? '/'))].sort();
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
  const engines = of('sslengine').filter((one) => first(one) !== 'off');
  const secured = new Set(engines.map(({host}) => host));
  const covers = (found: readonly Directive[]): boolean => {
    const hosts = new Set(found.map(({host}) => host));
    return hosts.has(null) || (secured.size > 0 && [...secured].every((host) => hosts.has(host)));
  };
  const protocols = of('sslprotocol');
  const headers = of('header').filter(({args}) => hstsAt(args) > 0);
  const wide = headers.filter(isWide);
  const unclear = headers.some(({args}) => hstsHeader(args) === 'unknown') || (covers(headers) && !covers(wide));
  return {
    usesTls: engines.some(({conditional}) => !conditional) || (engines.length > 0 ? null : false),
    weakProtocols: protocols.length === 0 ? null : weakOf(protocols.flatMap(({args}) => sslProtocols(args))),
    protocolsLeftOpen: !covers(protocols),
    ciphers: of('sslciphersuite').flatMap(({args}) => args),
    versionShown: !only('servertokens', 'prod', 'productonly'),
    listings: listingsOf(of('options')),
    trace: !only('traceenable', 'off'),
    hsts: covers(wide) && headers.every(({args}) => hstsHeader(args) === 'promised'),
    unread: [
      ...unread,
      ...(unclear ? ['Strict-Transport-Security'] : []),
      ...new Set(all.filter(isDoubtful).map(({name}) => name)),
    ],
  };
}
