import {dns} from '../../src/probes/dns.ts';
import {groups} from '../../src/probes/groups.ts';
import {readRoutes} from '../../src/probes/parse/routes.ts';
import {packageEntries} from '../../src/probes/parse/package-entries.ts';
import {cronJobs} from '../../src/probes/parse/schedules.ts';
import {readServices} from '../../src/probes/parse/service-list.ts';
import {readSockets} from '../../src/probes/parse/sockets.ts';
import {fstabEntries, readUse} from '../../src/probes/parse/storage.ts';
import {ntpqState} from '../../src/probes/parse/time-state.ts';
import {commandText, factFrom, redacted, valueOf} from './answers.ts';
import type {Values} from './compare.ts';
import {accountsReader, shadowReader} from './jc-accounts.ts';
import {sshdConfigReader, sshdOutputReader} from './jc-sshd.ts';

/** How to hold one kind of output against its known values. Both sides give the same keys. */
export interface Reader {
  /** Values of the `.json`, which never passed any code of ours. */
  readonly expected: (json: never) => Values;
  readonly actual: (output: string) => Values;
}

type Row = Readonly<Record<string, unknown>>;

function byKey<T>(rows: readonly T[], key: (row: T, index: number) => string, value: (row: T) => unknown): Values {
  return Object.fromEntries(rows.map((row, index) => [key(row, index), value(row)]));
}

/** Our command asks for no headings; these outputs have one. */
const withoutHeading = (text: string): string => text.slice(text.indexOf('\n') + 1);

const route = (one: Row, index: number): string => `${String(one['destination'] ?? one['ip'])} ${index + 1}`;

const routes: Reader = {
  expected: (json: readonly Row[]) =>
    byKey(json, route, ({ip, via, dev, metric}) => ({
      ...{destination: ip, gateway: via ?? null, interface: dev ?? null, metric: metric ?? null},
    })),
  actual: (text) =>
    byKey(
      readRoutes(`== routes\n${redacted(text)}\n== links`),
      (one, index) => `${one.destination} ${index + 1}`,
      (one) => one,
    ),
};

interface Owner {
  readonly user: string;
}

const sockets: Reader = {
  expected: (json: readonly Row[]) =>
    byKey(
      json,
      (row) => `${String(row['netid'])} ${bare(String(row['local_address']))}:${String(row['local_port_num'])}`,
      ({opts}) => {
        // Of several processes jc gives no order, only one name is common to them.
        const [owner] = Object.values((opts as {process_id?: Record<string, Owner>}).process_id ?? {});
        return owner?.user ?? null;
      },
    ),
  actual: (text) =>
    byKey(
      readSockets(commandText(`${withoutHeading(text).trimEnd()}\n= ss`)).sockets,
      ({protocol, address, port}) => `${protocol} ${address}:${port}`,
      ({process}) => process,
    ),
};

/** `[::]` as `::`, `127.0.0.53%lo` as `127.0.0.53`. */
function bare(address: string): string {
  return (address.split('%')[0] ?? '').replace(/^\[|\]$/g, '');
}

const isUnit = (name: unknown): boolean => /\.(?:service|socket|timer)$/.test(String(name));

/** The table alone: from below the heading to the empty line. */
function unitLines(text: string): string {
  const [table = ''] = withoutHeading(text).split(/\n\s*\n/);
  return table
    .split('\n')
    .map((line) => line.replace(/^[\s●]+/, ''))
    .filter((line) => isUnit(line.split(/\s/)[0]))
    .join('\n');
}

const loadedUnits: Reader = {
  expected: (json: readonly Row[]) =>
    byKey(
      json.filter(({unit, load}) => isUnit(unit) && load !== 'not-found'),
      ({unit}) => String(unit),
      ({unit, active, sub}) => active === 'active' && !(String(unit).endsWith('.service') && sub === 'exited'),
    ),
  actual: (text) =>
    byKey(
      readServices(commandText(`systemd\n:files\n= 0\n:units\n${unitLines(text)}\n= 0`)).units,
      ({name}) => name,
      ({running}) => running,
    ),
};

const unitFiles: Reader = {
  expected: (json: readonly Row[]) =>
    byKey(
      json.filter(({unit_file: name}) => isUnit(name)),
      (row) => String(row['unit_file']),
      ({state}) => state,
    ),
  actual: (text) =>
    byKey(
      readServices(commandText(`systemd\n:files\n${unitLines(text)}\n= 0\n:units\n= 0`)).units,
      ({name}) => name,
      ({state}) => state,
    ),
};

const timePeers: Reader = {
  expected: (json: readonly Row[]) => {
    const chosen = json.find(({state}) => state === '*');
    const {remote = null, offset = null, st} = chosen ?? {};
    return {
      synchronised: chosen !== undefined,
      source: remote,
      offsetMs: offset,
      stratum: st === undefined ? null : Number(st) + 1,
    };
  },
  actual: (text) => {
    const {synchronised = null, source = null, offsetMs = null, stratum = null} = ntpqState(redacted(text)) ?? {};
    return {synchronised, source, offsetMs, stratum};
  },
};

interface Crontab {
  readonly schedule: readonly (Readonly<Record<string, readonly string[]>> & {
    readonly user?: string;
    readonly command: string;
  })[];
}

/** `owner`: whose table it is; null for one of the system, which names the user in each line. */
function crontab(owner: string | null): Reader {
  const spaced = (text: string): string => text.replaceAll(/\s+/g, ' ');
  return {
    expected: ({schedule}: Crontab) =>
      byKey(
        schedule,
        (_, index) => `line ${index + 1}`,
        (job) => {
          const fields = ['minute', 'hour', 'day_of_month', 'month', 'day_of_week'].map((name) => job[name]?.join(','));
          return [fields.join(' '), job.user ?? owner, spaced(job.command)];
        },
      ),
    actual: (text) =>
      byKey(
        cronJobs({path: '/etc/crontab', text: redacted(text), cut: false}, owner),
        (_, index) => `line ${index + 1}`,
        ({schedule, user, command}) => [schedule, user, command],
      ),
  };
}

const usage: Reader = {
  expected: (json: readonly Row[]) =>
    byKey(
      json,
      (row) => String(row['mounted_on']),
      (row) => [...[row['filesystem'], row['1k_blocks'], row['available'], row['use_percent']]],
    ),
  actual: (text) =>
    byKey(
      redacted(withoutHeading(text))
        .split('\n')
        .map(readUse)
        .filter((use) => use !== null),
      ({target}) => target,
      ({source, sizeKb, freeKb, usedPercent}) => [source, sizeKb, freeKb, usedPercent],
    ),
};

const groupFile: Reader = {
  expected: (json: readonly Row[]) =>
    byKey(
      json,
      (row) => String(row['group_name']),
      ({gid, members}) => [gid, [...(members as string[])].sort()],
    ),
  actual: (text) => {
    const accounts = 'p:nobody:shadow -:65533:65533:/:/bin/false\n. read';
    const value = valueOf(factFrom(groups, {'/etc/group': text}, {accounts}));
    const found = (value as {groups: {name: string; gid: number; members: string[]}[]} | null)?.groups;
    return byKey(
      found ?? [],
      ({name}) => name,
      ({gid, members}) => [gid, members],
    );
  },
};

const fstab: Reader = {
  expected: (json: readonly Row[]) =>
    byKey(
      json,
      (row) => String(row['fs_spec']),
      (row) => [row['fs_file'], row['fs_vfstype'], row['fs_mntops']],
    ),
  actual: (text) =>
    byKey(
      fstabEntries(redacted(text)),
      ({source}) => source,
      ({target, type, options}) => [target, type, options.join(',')],
    ),
};

const apk: Reader = {
  expected: (json: readonly Row[]) =>
    byKey(
      json,
      (row) => String(row['package']),
      (row) => [row['version'], row['architecture'], row['origin']],
    ),
  actual: (text) =>
    byKey(
      packageEntries('apk', redacted(text)).filter((entry) => entry !== null),
      (entry) => entry.package.name,
      (entry) => [entry.package.version, entry.package.architecture, entry.package.source],
    ),
};

const resolver: Reader = {
  expected: ({search, nameservers}: {search: string[]; nameservers: string[]}) => ({search, servers: nameservers}),
  actual: (text) => {
    const absent = {
      '/run/systemd/resolve/resolv.conf': null,
      '/etc/nsswitch.conf': null,
      '/etc/systemd/resolved.conf': null,
    };
    const value = valueOf(factFrom(dns, {'/etc/resolv.conf': text, ...absent})) as {
      search: string[];
      servers: string[];
    };
    return {search: value.search, servers: value.servers};
  },
};

/** By the name of the output. What is not here is no input of any parser of ours, or in another format than we ask for. */
export const jcReaders: Readonly<Record<string, Reader>> = {
  'crontab-u': crontab(null),
  'crontab-var-fix': crontab('kim'),
  df: usage,
  fstab,
  group: groupFile,
  ip_route: routes,
  'ntpq-p': timePeers,
  'ntpq-p2': timePeers,
  'ntpq-pn': timePeers,
  passwd: accountsReader,
  'pkg-index-apk': apk,
  'resolve.conf-2': resolver,
  shadow: shadowReader,
  'ss-sudo-tulpen': sockets,
  'sshd-T': sshdOutputReader,
  sshd_config: sshdConfigReader,
  systemctl: loadedUnits,
  'systemctl-luf': unitFiles,
};
