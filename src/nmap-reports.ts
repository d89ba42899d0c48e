import {closeSync, openSync, readSync, statSync} from 'node:fs';
import {StringDecoder} from 'node:string_decoder';
import ipaddr from 'ipaddr.js';
import {siteId, type Asset} from './model/asset.ts';
import {successAnswer} from './model/evidence.ts';
import {InputError} from './model/input-error.ts';
import {writeReportedHost} from './model/nmap-report.ts';
import {createNmapXmlReader, NmapXmlError, type NmapHost, type NmapScan} from './model/nmap-xml/index.ts';
import type {StoredAnswers} from './stored-answers.ts';
import type {NewExchange, Redact} from './transports/index.ts';

const partBytes = 1_048_576;

function bad(file: string, en: string, ja: string): InputError {
  return new InputError([{file, line: null, column: null, message: {en, ja}}]);
}

/** @throws NmapXmlError; what the file system says */
function readReport(file: string): {scan: NmapScan; hosts: NmapHost[]} {
  const hosts: NmapHost[] = [];
  const reader = createNmapXmlReader((host) => void hosts.push(host));
  const decoder = new StringDecoder('utf8');
  const open = openSync(file, 'r');
  try {
    const part = Buffer.alloc(partBytes);
    for (let size = readSync(open, part); size > 0; size = readSync(open, part))
      reader.write(decoder.write(part.subarray(0, size)));
    reader.write(decoder.end());
  } finally {
    closeSync(open);
  }
  return {scan: reader.end(), hosts};
}

/** @throws InputError */
function reportOf(file: string): {scan: NmapScan; hosts: NmapHost[]} {
  try {
    return readReport(file);
  } catch (error) {
    if (error instanceof NmapXmlError) throw bad(file, error.problem.en, error.problem.ja);
    const code = (error as NodeJS.ErrnoException).code;
    if (code === undefined) throw error;
    throw bad(file, `cannot be read (${code})`, `を読み取れません（${code}）`);
  }
}

/** One form for all ways to write an address of IPv6. */
const keyOf = (name: string): string =>
  ipaddr.IPv6.isValid(name) ? ipaddr.IPv6.parse(name).toString() : name.toLowerCase();

function named({addresses, hostnames}: NmapHost): readonly string[] {
  return [...addresses.map(({address}) => address), ...hostnames.map(({name}) => name)].map(keyOf);
}

/** With -Pn nmap calls every address up (`user-set`): then only what answered at a port tells. */
function isUp({status, reason, ports, extraPorts}: NmapHost): boolean {
  const answered = [...ports, ...extraPorts].some(({state}) => state === 'open' || state === 'closed');
  return answered || (status === 'up' && reason !== 'user-set');
}

function exchangeOf(ask: string, request: string, body: string, at: string, cut: boolean, redact: Redact): NewExchange {
  const {text, count} = redact(body);
  return {
    ask,
    request,
    via: 'kit',
    privilege: 'user',
    sentAt: at,
    receivedAt: at,
    answer: successAnswer(text, {cut, redactions: count}),
  };
}

/** Hosts that no asset has the address of, in the form of a search of our own. */
function strangersText(file: string, hosts: readonly NmapHost[]): string {
  const lines = hosts.flatMap(({addresses, ports}) => {
    const [address] = ['ipv4', 'ipv6'].flatMap((wanted) =>
      addresses.flatMap((each) => (each.type === wanted ? [each.address.toLowerCase()] : [])),
    );
    const mac = addresses.find(({type}) => type === 'mac')?.address.toLowerCase() ?? '-';
    const open = ports.find(({transport, state}) => transport === 'tcp' && state === 'open')?.port;
    return address === undefined ? [] : [`host ${address} ${mac} ${open === undefined ? 'silent' : `open ${open}`}`];
  });
  return ['mizumori sweep', `range ${file}`, `asked ${hosts.length}`, ...lines].join('\n');
}

/**
 * What reports of nmap tell of the assets of an inventory, and, for the site, of hosts that it lacks. Assets are found by
 * address, or by the name that they have there. Where two reports tell of one asset, the later one counts.
 * @throws InputError for a file that is none
 */
export function readNmapReports(files: readonly string[], assets: readonly Asset[], redact: Redact): StoredAnswers {
  const stored = new Map<string, NewExchange[]>();
  const add = (id: string, exchange: NewExchange): void => void stored.set(id, [...(stored.get(id) ?? []), exchange]);
  const byName = new Map(assets.map((asset) => [keyOf(asset.address), asset.id]));
  for (const [index, file] of files.entries()) {
    const {scan, hosts} = reportOf(file);
    const at = scan.startedAt ?? statSync(file).mtime.toISOString();
    const strangers: NmapHost[] = [];
    for (const host of hosts) {
      const ids = new Set(named(host).flatMap((name) => byName.get(name) ?? []));
      for (const id of ids)
        add(
          id,
          exchangeOf(
            'tcp-ports',
            scan.args ?? '',
            writeReportedHost(scan, host),
            host.startedAt ?? at,
            scan.cut,
            redact,
          ),
        );
      if (ids.size === 0 && isUp(host)) strangers.push(host);
    }
    const name = `report-${index + 1}`;
    add(siteId, exchangeOf(`hosts@${name}`, scan.args ?? '', strangersText(name, strangers), at, scan.cut, redact));
  }
  return stored;
}
