import type {Seen} from './included.ts';
import {readNginx, serverOf, type Directive, type Server} from './nginx-directives.ts';
import {sendsHsts, unknownHsts} from './nginx-headers.ts';
import {opensslCommand, weakOf, type WebSettings} from './web-settings.ts';

function asksTls({name, args}: Directive): boolean {
  if (name === 'listen') return args.includes('ssl') || args.includes('quic');
  return name === 'ssl' && args[0]?.toLowerCase() === 'on';
}

/** One of a location holds there alone. */
const isOuter = ({inner}: Directive): boolean => inner === undefined;

export interface NginxSettings extends WebSettings {
  /** True when some server that offers TLS has no `ssl_protocols`, of its own or from around it. */
  readonly protocolsLeftOpen: boolean;
  readonly ciphers: readonly string[];
  readonly unread: readonly string[];
}

/** https://nginx.org/en/docs/dirindex.html; a server without a setting has that of the level around it. */
export function nginxSettings(seen: Seen, main: string): NginxSettings {
  const {all, unread} = readNginx(seen, main);
  const of = (name: string): Directive[] => all.filter((one) => one.name === name);
  const secured = new Set(all.filter(asksTls).map(serverOf));
  const servers = new Set(all.map(serverOf).filter((block) => block !== undefined));
  const covers = (found: readonly Directive[], wanted: ReadonlySet<Server | undefined>): boolean => {
    const covered = new Set(found.map(serverOf));
    return covered.has(undefined) || (wanted.size > 0 && [...wanted].every((block) => covered.has(block)));
  };
  const protocols = of('ssl_protocols');
  const tokens = of('server_tokens');
  const first = ({args}: Directive): string => args[0]?.toLowerCase() ?? '';
  return {
    usesTls: secured.size > 0,
    weakProtocols: protocols.length === 0 ? null : weakOf(protocols.flatMap(({args}) => args)),
    protocolsLeftOpen: !covers(protocols, secured),
    ciphers: of('ssl_ciphers').flatMap(({args}) => args),
    versionShown: !covers(tokens.filter(isOuter), servers) || tokens.some((one) => first(one) !== 'off'),
    listings: of('autoindex').some((one) => first(one) !== 'off') ? ['autoindex on'] : [],
    trace: false,
    hsts: sendsHsts(all, secured),
    // Newer than all that is read here, and changes which headers a block has from around it.
    unread: [
      ...unread,
      ...of('add_header_inherit').map(({name}) => name),
      ...of('ssl_conf_command').flatMap(({name, args}) => (opensslCommand.test(args[0] ?? '') ? [name] : [])),
      ...(unknownHsts(all) ? ['Strict-Transport-Security'] : []),
    ],
  };
}
