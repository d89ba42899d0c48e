import type {Refinement} from './family.ts';

/** Releases by build: of workstations, of servers. */
const releases: Readonly<Record<number, readonly [string | null, string | null]>> = {
  1057: ['NT 3.51 Workstation', 'NT 3.51 Server'],
  1381: ['NT 4.0', 'NT 4.0 Server'],
  2195: ['2000', '2000 Server'],
  2600: ['XP', null],
  3790: ['XP x64', 'Server 2003'],
  6000: ['Vista', null],
  6001: ['Vista', 'Server 2008'],
  6002: ['Vista', 'Server 2008'],
  6003: [null, 'Server 2008'],
  7600: ['7', 'Server 2008 R2'],
  7601: ['7', 'Server 2008 R2'],
  9200: ['8', 'Server 2012'],
  9600: ['8.1', 'Server 2012 R2'],
  14393: ['10', 'Server 2016'],
  17763: ['10', 'Server 2019'],
  20348: [null, 'Server 2022'],
  22000: ['11', null],
  22621: ['11', null],
  22631: ['11', null],
  26100: ['11', 'Server 2025'],
  26200: ['11', null],
};

/** Windows 10 was built under these numbers. */
const isTen = (build: number): boolean => build >= 10_240 && build < 20_000;

/**
 * From 8.1 on the SNMP service tells 6.3 for every later version; the build is true. sysObjectID ends in 1 for a workstation,
 * in 2 for a server, in 3 for a domain controller.
 */
export function refineWindows(found: Refinement, objectId: string | null): Refinement {
  const {kernel = '', digits = ''} =
    /^(?<kernel>\d{1,2}\.\d{1,2}) .*?(?<digits>\d{3,6})$/.exec(found.version ?? '')?.groups ?? {};
  if (kernel === '') return {...found, version: null};
  const build = Number(digits);
  const role = objectId?.split('.').at(-1);
  const [workstation, server] = releases[build] ?? [isTen(build) ? '10' : null, null];
  const release = role === '1' ? workstation : role === '2' || role === '3' ? server : null;
  return {
    ...found,
    version: `${build >= 10_240 ? '10.0' : kernel}.${build}`,
    osName: release === null ? found.osName : `Windows ${release}`,
  };
}
