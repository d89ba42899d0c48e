import type {FileText} from '../../model/probe.ts';
import {assignmentsOf, unquoted, words} from './config-lines.ts';
import {argumentsOf, sshdOptionFiles, type CommandLine} from './sshd-options.ts';

/** How systemd starts sshd for those who connect to a socket that it holds itself. */
export interface SshdSocket {
  /** Whether an sshd is started for each connection; else one takes the socket over. */
  readonly each: boolean;
  /** As sshd writes its own: `0.0.0.0:22`. */
  readonly addresses: readonly string[];
  readonly ports: readonly number[];
  /** Words of the command that the unit starts; `$NAME` for those that come from the files. null: not understood. */
  readonly command: readonly string[] | null;
}

type Unit = ReadonlyMap<string, readonly string[]>;

function unitOf(block: readonly string[]): Unit {
  const unit = new Map<string, string[]>();
  for (const line of block) {
    const at = line.indexOf('=');
    if (at > 0) unit.set(line.slice(0, at), [...(unit.get(line.slice(0, at)) ?? []), line.slice(at + 1)]);
  }
  return unit;
}

function blocksOf(lines: readonly string[]): string[][] {
  const blocks: string[][] = [[]];
  for (const line of lines) {
    if (line === '') blocks.push([]);
    else blocks.at(-1)?.push(line);
  }
  return blocks;
}

const variable = /^\$\{?(?<name>\w{1,64})\}?$/;
const nameIn = (word: string): string | undefined => variable.exec(word)?.groups?.['name'];

/** Only what starts sshd once, with variables of files that are read. */
function commandOf(service: Unit | undefined): string[] | null {
  const [start, ...more] = (service?.get('ExecStart') ?? []).filter((text) => text !== '');
  const argv = start?.split('argv[]=')[1]?.split(' ; ')[0];
  if (argv === undefined || more.length > 0) return null;
  const [program = '', ...args] = words(argv);
  const environment = (service?.get('Environment') ?? []).join(' ');
  const names = args.map(nameIn).filter((name) => name !== undefined);
  const files = (service?.get('EnvironmentFiles') ?? []).map((text) => words(text)[0] ?? '');
  const known = files.every((file) => file === '' || sshdOptionFiles.some((path) => path === file));
  const set = names.some((name) => environment.includes(`${name}=`));
  return program.endsWith('/sshd') && !set && (known || names.length === 0) ? args : null;
}

/** Sockets of the network among `systemctl show` of the units; a socket below a path or of virtual machines is none. */
function socketOf(socket: Unit, units: ReadonlyMap<string, Unit>): SshdSocket | null {
  const listens = (socket.get('Listen') ?? []).filter((text) => !/^(?:[/@]|vsock:)/.test(text) && text !== '');
  if (listens.length === 0) return null;
  const each = socket.get('Accept')?.[0] === 'yes';
  const base = (socket.get('Id')?.[0] ?? '').replace(/\.socket$/, '');
  const addresses = listens.map((text) => text.replace(/ \(\w{1,20}\)$/, ''));
  const ports = addresses.map((text) => Number(/:(\d{1,5})$/.exec(text)?.[1] ?? Number.NaN)).filter(Number.isInteger);
  const command = commandOf(units.get(`${base}${each ? '@0' : ''}.service`));
  return {each, addresses, ports: [...new Set(ports)], command};
}

/** What systemd listens on for sshd, from `systemctl show` of its units; null where it did not tell. */
export function sshdSocketsOf(lines: readonly string[]): readonly SshdSocket[] | null {
  if (lines.includes('!')) return null;
  const units = new Map(blocksOf(lines).map((block) => [unitOf(block).get('Id')?.[0] ?? '', unitOf(block)]));
  return [...units.values()]
    .filter((unit) => unit.get('Id')?.[0]?.endsWith('.socket') === true && unit.get('ActiveState')?.[0] === 'active')
    .map((unit) => socketOf(unit, units))
    .filter((socket) => socket !== null);
}

/** Options that the unit gives, its variables as the files set them; `strange` where the unit was not understood. */
export function socketLine({command}: SshdSocket, files: readonly FileText[]): CommandLine {
  if (command === null) return {settings: new Map(), strange: ['(unit of the socket)']};
  const values = new Map(files.flatMap(({text}) => [...assignmentsOf(text)]));
  return argumentsOf(
    command.flatMap((word) => {
      const name = nameIn(word);
      return name === undefined ? [word] : words(unquoted(values.get(name) ?? ''));
    }),
  );
}
