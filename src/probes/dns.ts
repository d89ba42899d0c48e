import {z} from 'zod';
import {files} from '../model/ask.ts';
import {defineProbe, partial, whole, type Answers, type Parsed} from '../model/probe.ts';
import {connectionAsks, dnsServersAsk} from './asks/windows-network.ts';
import {assignments, lastValue, plainLines, words} from './parse/config-text.ts';
import {flag, textOrNull, texts} from './parse/fields.ts';
import {nsswitchAsks, sourcesOf} from './parse/nsswitch.ts';
import {reading} from './parse/reading.ts';
import {dropIns} from './parse/drop-ins.ts';
import {readWindowsDns} from './parse/windows-dns.ts';

const Dns = z.object({
  servers: texts('DNS servers', 'DNSサーバー'),
  search: texts('Search domains', '検索ドメイン'),
  hosts: texts('Sources of host names', 'ホスト名の参照順'),
  viaResolved: flag('Through systemd-resolved', 'systemd-resolved経由'),
  dnssec: textOrNull('DNSSEC of systemd-resolved', 'systemd-resolvedのDNSSEC'),
});

const resolv = '/etc/resolv.conf';
/** What systemd-resolved got from all its sources, DHCP included. */
const uplink = '/run/systemd/resolve/resolv.conf';
const resolved = ['/etc/systemd/resolved.conf.d/*.conf', '/usr/lib/systemd/resolved.conf.d/*.conf'];

function values(text: string, word: string): string[] {
  return plainLines(text, '#;').flatMap((line) => {
    const [first, ...rest] = words(line);
    return first === word ? rest : [];
  });
}

/** Windows reads its file of hosts first, always. */
function ofWindows(answers: Answers): Parsed<z.infer<typeof Dns>> {
  const {servers, search, complete} = readWindowsDns(answers);
  const fixed = {hosts: ['files', 'dns'], viaResolved: false, dnssec: null};
  const value = {servers: [...servers], search: [...search], ...fixed};
  return complete ? whole(value) : partial(value, 'unsupported');
}

/** resolv.conf(5), nsswitch.conf(5), resolved.conf(5); WMI of Windows. */
export const dns = defineProbe({
  fact: 'dns',
  title: {en: 'Name resolution', ja: '名前解決'},
  cost: 'cheap',
  schema: Dns,
  ask: {
    linux: [...files(resolv, uplink, '/etc/systemd/resolved.conf', ...resolved), ...nsswitchAsks],
    windows: [...connectionAsks, dnsServersAsk],
  },
  parse(answers, platform) {
    if (platform === 'windows') return ofWindows(answers);
    const read = reading(answers);
    const local = read.file(resolv)?.text ?? '';
    const viaResolved = values(local, 'nameserver').includes('127.0.0.53');
    const upstream = viaResolved ? read.file(uplink) : null;
    // The stub is all that is known when resolved keeps no list of its own servers.
    if (viaResolved && upstream === null) read.doubt();
    const text = upstream?.text ?? local;
    const conf = [read.file('/etc/systemd/resolved.conf'), ...dropIns(read.files(...resolved))].filter(
      (file) => file !== null,
    );
    return read.result({
      servers: values(text, 'nameserver').filter((server) => server !== '127.0.0.53'),
      search: [...values(text, 'search'), ...values(text, 'domain')].filter((domain) => domain !== '.'),
      hosts: sourcesOf(read, 'hosts'),
      viaResolved,
      dnssec: viaResolved
        ? lastValue(
            conf.flatMap((file) => assignments(file.text)),
            'DNSSEC',
          )
        : null,
    });
  },
});
