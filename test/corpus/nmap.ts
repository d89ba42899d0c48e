import {readdirSync, readFileSync} from 'node:fs';
import {join} from 'node:path';
import {parseString} from 'xml2js';
import {hostsOfNmapXml, NmapXmlError, type NmapHost, type NmapScript} from '../../src/model/nmap-xml/index.ts';
import {compare, sum, type SourceResult, type Values, type Verdict} from './compare.ts';

const folders = ['nmap-libnmap', 'nmap-defectdojo', 'nmap-go', 'nmap-ruby'];

/** An element as xml2js has it with `explicitChildren` and `preserveChildrenOrder`. */
interface Node {
  readonly '#name': string;
  readonly $?: Readonly<Record<string, string>>;
  readonly $$?: readonly Node[];
  readonly _?: string;
}

/** The same text read by another parser, as a tree; null: it is not well formed. */
function treeOf(xml: string): Node | null {
  const trees: Node[] = [];
  parseString(xml, {explicitChildren: true, preserveChildrenOrder: true, explicitRoot: false}, (error, root) => {
    if (error === null) trees.push(root as Node);
  });
  return trees[0] ?? null;
}

const within = (node: Node, name: string): Node[] => (node.$$ ?? []).filter((child) => child['#name'] === name);
const everywhere = (node: Node, name: string): Node[] => [
  ...within(node, name),
  ...(node.$$ ?? []).flatMap((child) => everywhere(child, name)),
];
const told = (node: Node | undefined, name: string): string | null => node?.$?.[name] ?? null;

function scriptsExpected(nodes: readonly Node[]): unknown[] {
  return nodes.map((node) => [told(node, 'id'), told(node, 'output'), everywhere(node, 'elem').length]);
}

const scriptsTold = (scripts: readonly NmapScript[]): unknown[] =>
  scripts.map(({id, output, values}) => [id, output, values.length]);

function portExpected(node: Node): unknown[] {
  const [state] = within(node, 'state');
  const [service] = within(node, 'service');
  const fields = ['name', 'product', 'version', 'extrainfo', 'tunnel', 'method'].map((name) => told(service, name));
  const cpe = service === undefined ? [] : within(service, 'cpe').map((one) => one._ ?? '');
  const number = Number(told(node, 'portid'));
  return [told(node, 'protocol'), number, told(state, 'state'), told(state, 'reason'), ...fields, cpe];
}

function portTold({transport, port, state, reason, service}: NmapHost['ports'][number]): unknown[] {
  const {name, product, version, extrainfo, tunnel, method, cpe} = service ?? {};
  const fields = [name, product, version, extrainfo, tunnel, method].map((field) => field ?? null);
  return [transport, port, state, reason, ...fields, cpe ?? []];
}

/** Hosts by their place in the file: several may have one address. */
function hostExpected(node: Node, index: number): Values {
  const key = (part: string): string => `host ${index}: ${part}`;
  const addresses = within(node, 'address').map((one) => one.$?.['addr']);
  const names = everywhere(node, 'hostname').map((one) => one.$?.['name']);
  const ports = everywhere(node, 'port');
  const own = within(node, 'hostscript').flatMap((one) => within(one, 'script'));
  return {
    // The address of one file is masked as IP.
    [key('addresses')]: addresses.filter((address) => address !== 'IP'),
    [key('names')]: names,
    [key('status')]: told(within(node, 'status')[0], 'state') ?? 'unknown',
    [key('other ports')]: everywhere(node, 'extraports').map((one) => [one.$?.['state'], Number(one.$?.['count'])]),
    [key('scripts')]: scriptsExpected(own),
    [key('systems')]: everywhere(node, 'osmatch').map((one) => one.$?.['name']),
    ...Object.fromEntries(ports.map((port, at) => [key(`port ${at}`), portExpected(port)])),
    ...Object.fromEntries(ports.map((port, at) => [key(`scripts ${at}`), scriptsExpected(within(port, 'script'))])),
  };
}

function hostTold({addresses, hostnames, status, ports, extraPorts, os, hostScripts}: NmapHost, index: number): Values {
  const key = (part: string): string => `host ${index}: ${part}`;
  return {
    [key('addresses')]: addresses.map(({address}) => address),
    [key('names')]: hostnames.map(({name}) => name),
    [key('status')]: status,
    [key('other ports')]: extraPorts.map(({state, count}) => [state, count]),
    [key('scripts')]: scriptsTold(hostScripts),
    [key('systems')]: os.map(({name}) => name),
    ...Object.fromEntries(ports.map((port, at) => [key(`port ${at}`), portTold(port)])),
    ...Object.fromEntries(ports.map(({scripts}, at) => [key(`scripts ${at}`), scriptsTold(scripts)])),
  };
}

const merged = (parts: readonly Values[]): Values => Object.assign({}, ...parts) as Values;

function isRefused(text: string): boolean {
  try {
    hostsOfNmapXml(text);
    return false;
  } catch (error) {
    if (error instanceof NmapXmlError) return true;
    throw error;
  }
}

const refusalVerdict = (name: string, text: string): Verdict =>
  compare(name, {refused: true}, {refused: isRefused(text)});

function verdictOf(name: string, xml: string): Verdict {
  const root = treeOf(xml);
  if (root === null) return refusalVerdict(name, xml);
  const {scan, hosts} = hostsOfNmapXml(xml);
  // Counted in the plain text, by neither of the parsers.
  const count = (tag: string): number => xml.match(new RegExp(`<${tag}[ >/]`, 'g'))?.length ?? 0;
  const ports = hosts.flatMap((host) => host.ports);
  const scripts = [...ports, ...hosts.map(({hostScripts}) => ({scripts: hostScripts}))].flatMap((one) => one.scripts);
  const counted = {hosts: hosts.length, ports: ports.length, scripts: scripts.length, cut: scan.cut};
  const expected = {hosts: count('host'), ports: count('port'), scripts: count('script'), cut: false};
  return compare(
    name,
    merged([expected, ...within(root, 'host').map(hostExpected)]),
    merged([counted, ...hosts.map(hostTold)]),
  );
}

/** Structured results as NSE documents them: each text of a fragment, wherever it stands in tables. */
function fragmentVerdict(name: string, fragment: string): Verdict {
  const xml = `<nmaprun scanner="nmap"><host><hostscript><script id="x" output="y">${fragment}</script></hostscript></host></nmaprun>`;
  const tree = treeOf(xml);
  // The example of s7-info opens `elm` and closes `elem`.
  if (tree === null) return refusalVerdict(name, xml);
  const values = hostsOfNmapXml(xml).hosts[0]?.hostScripts[0]?.values ?? [];
  const texts = everywhere(tree, 'elem').map((node) => `${told(node, 'key') ?? ''}: ${node._ ?? ''}`);
  const ours = values.map(({path, text}) => `${/^\d+$/.test(path.at(-1) ?? '') ? '' : (path.at(-1) ?? '')}: ${text}`);
  return compare(name, {values: texts.sort()}, {values: ours.sort()});
}

/** Reports of nmap, read as xml2js reads them; files beside them that are none are refused. */
export function nmapReports(corpus: string): SourceResult[] {
  const files = folders.flatMap((folder) => readdirSync(join(corpus, folder)).map((name) => `${folder}/${name}`));
  const text = (name: string): string => readFileSync(join(corpus, name), 'utf8');
  const reports = files.filter((name) => name.endsWith('.xml'));
  const nse = readdirSync(join(corpus, 'nmap-nse-ics')).map((name) => `nmap-nse-ics/${name}`);
  const fragments = nse.filter((name) => name.endsWith('.xmlfragment'));
  const others = [...files, ...nse].filter((name) => !reports.includes(name));
  const refusals = others.map((name) => refusalVerdict(name, text(name)));
  const resultOf = (source: string, names: readonly string[], verdicts: readonly Verdict[]): SourceResult => ({
    source,
    read: names.length,
    parsed: names.length,
    verdict: sum(verdicts),
  });
  return [
    resultOf(
      'nmap reports',
      reports,
      reports.map((name) => verdictOf(name, text(name))),
    ),
    resultOf(
      'nmap scripts',
      fragments,
      fragments.map((name) => fragmentVerdict(name, text(name))),
    ),
    resultOf('no nmap reports', others, refusals),
  ];
}
