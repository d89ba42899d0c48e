import {cimInt, cimList, cimText, type CimInstance} from '../../model/cim.ts';
import type {Answers} from '../../model/probe.ts';
import {dnsServersAsk} from '../asks/windows-network.ts';
import {readAdapters, type WindowsAdapter} from './windows-adapters.ts';
import {told} from './windows-told.ts';

/** Stand-ins that Windows names where it knows no DNS server of IPv6. */
const standIn = /^fec0:0:0:ffff::[123](?:%\d{1,9})?$/i;

function namedServers(rows: readonly CimInstance[], adapters: readonly WindowsAdapter[]): string[] {
  const own = new Set(adapters.map(({interfaceIndex}) => interfaceIndex));
  return rows
    .filter((row) => own.has(cimInt(row, 'InterfaceIndex')))
    .flatMap((row) => cimList(row, 'ServerAddresses'))
    .filter((server) => !standIn.test(server));
}

const isGlobal = ({family, address}: WindowsAdapter['addresses'][number]): boolean =>
  family === 'ip6' && !/^fe[89ab]/i.test(address);

export interface WindowsDns {
  readonly servers: readonly string[];
  readonly search: readonly string[];
  /** False before Windows 8 where IPv6 is in use: its servers are not told. */
  readonly complete: boolean;
}

/** DNS servers of the connections that have addresses. Where rows are told, those of the loopback are among them. @throws Gap */
export function readWindowsDns(answers: Answers): WindowsDns {
  const adapters = readAdapters(answers).filter(({addresses}) => addresses.length > 0);
  const settings = adapters.flatMap((adapter) => (adapter.settings === null ? [] : [adapter.settings]));
  const rows = told(() => answers.instances(dnsServersAsk.id)) ?? [];
  const ofIp = settings.flatMap((each) => cimList(each, 'DNSServerSearchOrder'));
  const servers = rows.length === 0 ? ofIp : namedServers(rows, adapters);
  const search = settings.flatMap((each) => [
    ...cimList(each, 'DNSDomainSuffixSearchOrder'),
    ...(cimText(each, 'DNSDomain') ?? '').split(' '),
  ]);
  return {
    servers: [...new Set(servers.map((server) => server.split('%', 1)[0] ?? ''))],
    search: [...new Set(search)].filter((domain) => domain !== ''),
    complete: rows.length > 0 || !adapters.some(({addresses}) => addresses.some(isGlobal)),
  };
}
