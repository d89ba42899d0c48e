import type {Measured} from './measure.ts';

export type Name = 'scan' | 'bare' | 'script' | 'ansible';

/** Medians by number of hosts; null where a contestant is not installed. */
export type Results = ReadonlyMap<number, Readonly<Record<Name, Measured | null>>>;

export interface Goal {
  readonly text: string;
  readonly wanted: string;
  readonly measured: string;
  /** null: could not be told. */
  readonly met: boolean | null;
}

const megabyte = 1024 * 1024;

function unknown(text: string, wanted: string, why: string): Goal {
  return {text, wanted, measured: why, met: null};
}

function ratio(text: string, wanted: string, value: number, met: boolean): Goal {
  return {text, wanted, measured: `${value.toFixed(2)} ×`, met};
}

interface Largest {
  readonly hosts: number;
  readonly rows: Readonly<Record<Name, Measured | null>>;
  readonly scan: Measured;
}

function largestOf(results: Results): Largest {
  const hosts = Math.max(...results.keys());
  const rows = results.get(hosts);
  if (!rows?.scan) throw new Error('nothing was measured');
  return {hosts, rows, scan: rows.scan};
}

function againstSsh({hosts, rows: {script, bare}, scan}: Largest): Goal[] {
  if (script === null || bare === null) throw new Error('the bare client was not measured');
  const throughput = script.wall / scan.wall;
  const cpu = scan.clientCpu / bare.clientCpu;
  return [
    ratio(`throughput against ssh2 with our script, ${hosts} hosts`, '≥ 0.9 ×', throughput, throughput >= 0.9),
    ratio(`client CPU against ssh2 with true, ${hosts} hosts`, '≤ 2 ×', cpu, cpu <= 2),
  ];
}

function againstAnsible({hosts, rows: {ansible}, scan}: Largest): Goal {
  const text = `speed against Ansible setup, ${hosts} hosts`;
  if (ansible === null) return unknown(text, '≥ 5 ×', 'ansible not installed');
  return ratio(text, '≥ 5 ×', ansible.wall / scan.wall, ansible.wall >= 5 * scan.wall);
}

/** The target's CPU of a scan of the fewest hosts, which do not stand in each other's way, against one run of Lynis there. */
function againstLynis(results: Results, {files, lynisCpu}: Others): Goal {
  const hosts = Math.min(...results.keys());
  const scan = (results.get(hosts)?.scan?.targetCpu ?? Infinity) / hosts;
  const text = `target CPU of a scan, the walk over ${files} files in it, against Lynis`;
  return {text, wanted: '≤ 0.02 ×', measured: `${(scan / lynisCpu).toFixed(4)} ×`, met: scan <= lynisCpu / 50};
}

function memory({hosts, scan}: Largest): Goal {
  const text = `peak memory, ${hosts} hosts`;
  return {
    text,
    wanted: '≤ 200 MB',
    measured: `${(scan.peak / megabyte).toFixed(0)} MB`,
    met: scan.peak <= 200 * megabyte,
  };
}

export interface Others {
  /** Files and folders of the target. */
  readonly files: number;
  /** CPU of one run of Lynis on the target, in seconds. */
  readonly lynisCpu: number;
  /** Median wall time of `mizumori --help`, in seconds. */
  readonly help: number;
}

export function goalsOf(results: Results, others: Others): Goal[] {
  const largest = largestOf(results);
  const {help} = others;
  const start = {text: 'mizumori --help', wanted: '≤ 0.2 s', measured: `${help.toFixed(3)} s`, met: help <= 0.2};
  return [...againstSsh(largest), againstAnsible(largest), againstLynis(results, others), memory(largest), start];
}
