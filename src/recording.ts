import {join} from 'node:path';
import {z} from 'zod';
import {factsOf} from './facts.ts';
import {loadReferenceData} from './derive/data.ts';
import {redactors} from './devices.ts';
import {isGlob, type SnmpAsk} from './model/ask.ts';
import {successAnswer, type Answer, type Exchange} from './model/evidence.ts';
import type {Facts} from './model/fact.ts';
import {originOf, type Origin} from './model/origin.ts';
import {lookupOf, wireName} from './model/outside.ts';
import {packageRoot} from './model/paths.ts';
import {readSnmpText, writeSnmpText} from './model/snmp-text.ts';
import {answerOf, type Varbind} from './model/snmp-table.ts';
import {allowedPrograms} from './model/windows-ask.ts';
import {readYamlFile} from './model/yaml.ts';
import {identifySnmp} from './platforms/identification.ts';
import {platforms} from './platforms/index.ts';
import {windows} from './platforms/windows.ts';
import {readingsOf} from './readings.ts';
import {probes} from './probes/index.ts';
import type {Redact} from './transports/index.ts';

/**
 * A recording of one host, as YAML:
 * `commands` by ask id (of Windows: as its PowerShell program tells them, `{absent: true}` for a key, class or program that is not there; dialogues from outside as well: `smtp@tcp/25`, `{closed: true}` where nothing was there), `files` by path (null: known to be absent), `denied` paths and patterns.
 * `walk`: what an SNMP agent told, as `snmpwalk -On` prints it; every SNMP question of the platform gets its part.
 * What a device with a command line told is redacted before it is parsed, as it is in a scan.
 * A pattern listed under `patterns` was expanded: it matched the recorded files that fit it, and no others.
 */
const Recording = z.strictObject({
  origin: z
    .string()
    .min(10)
    .refine((text) => originOf(text) !== null, {
      message: 'say how the answers came about: recorded as …, scanned with …, constructed …',
    }),
  platform: z.string(),
  /** Time of the recording: when everything was sent and received, and the as-of time of its examples. */
  at: z.iso.datetime(),
  privileged: z.boolean().default(true),
  commands: z
    .record(
      z.string(),
      z.union([
        z.string(),
        z.strictObject({
          body: z.string(),
          exitCode: z.number().int().default(0),
          cut: z.boolean().default(false),
          privileged: z.boolean().optional(),
          sentAt: z.iso.datetime().optional(),
          receivedAt: z.iso.datetime().optional(),
        }),
        z.strictObject({gap: z.enum(['permission-denied', 'timeout', 'unreachable', 'cut', 'unsupported'])}),
        z.strictObject({closed: z.literal(true)}),
        z.strictObject({absent: z.literal(true)}),
      ]),
    )
    .default({}),
  files: z.record(z.string(), z.string().nullable()).default({}),
  patterns: z.array(z.string()).default([]),
  denied: z.array(z.string()).default([]),
  walk: z.string().nullable().default(null),
});
type Recording = z.infer<typeof Recording>;

const folder = join(packageRoot, 'test/fixtures/recordings');

/** @throws InputError for a recording that is not there, or not of this form */
export function loadRecording(name: string): Recording {
  return readYamlFile(join(folder, `${name}.yaml`), Recording).data;
}

function success(body: string, more: Parameters<typeof successAnswer>[1] = {}): Answer {
  return successAnswer(body.replace(/\n$/, ''), more);
}

function matches(pattern: string, path: string): boolean {
  const source = pattern
    .replaceAll(/[.+^${}()|\\]/g, '\\$&')
    .replaceAll('*', '[^/]*')
    .replaceAll('?', '[^/]');
  return new RegExp(`^${source}$`).test(path);
}

type Recorded = Pick<Exchange, 'ask' | 'answer'> & Partial<Exchange>;

function commandExchanges(recording: Recording): Recorded[] {
  return Object.entries(recording.commands).map(([ask, command]) => {
    if (typeof command === 'string') return {ask, answer: success(command, {exitCode: 0})};
    if ('closed' in command || 'absent' in command) return {ask, answer: success('', {absent: true})};
    if ('gap' in command) return {ask, answer: {ok: false, reason: command.gap, detail: 'recorded'}};
    const {body, exitCode, cut, privileged, sentAt, receivedAt} = command;
    return {
      ask,
      answer: success(body, {exitCode: cut ? null : exitCode, cut}),
      ...(privileged === undefined ? {} : {privilege: privileged ? 'root' : 'user'}),
      ...(sentAt === undefined ? {} : {sentAt}),
      ...(receivedAt === undefined ? {} : {receivedAt}),
    };
  });
}

function fileExchanges(recording: Recording): Recorded[] {
  const read = Object.entries(recording.files).map(([path, text]): Recorded => ({
    ask: `file:${path}`,
    answer: text === null ? success('', {absent: true}) : success(text),
  }));
  const denied = recording.denied
    .filter((path) => !isGlob(path))
    .map((path): Recorded => ({ask: `file:${path}`, answer: {ok: false, reason: 'permission-denied', detail: path}}));
  const present = Object.entries(recording.files).filter(([, text]) => text !== null);
  const patterns = recording.patterns.map((pattern): Recorded => {
    const hits = present.filter(([path]) => matches(pattern, path)).map(([path]) => `r ${path}`);
    const refused = recording.denied.filter((path) => matches(pattern, path)).map((path) => `d ${path}`);
    return {ask: `files:${pattern}`, answer: success([...hits, ...refused].join('\n'))};
  });
  const closed = recording.denied
    .filter((path) => isGlob(path))
    .map((pattern): Recorded => ({ask: `files:${pattern}`, answer: success(`d ${pattern}`)}));
  return [...read, ...denied, ...patterns, ...closed];
}

/** Every SNMP question of a platform once, and that which tells what it is. */
function snmpAsks(platform: string): SnmpAsk[] {
  const asks = probes.flatMap((probe) => readingsOf(probe, platform).flatMap((reading) => reading.ask));
  const snmp = asks.filter((ask): ask is SnmpAsk => ask.kind === 'snmp');
  return [...new Map([identifySnmp, ...snmp].map((ask) => [ask.id, ask])).values()];
}

/** What an agent with these instances answers to the questions of a platform. */
export function walkExchanges(varbinds: readonly Varbind[], platform: string, at: string): Exchange[] {
  return snmpAsks(platform).map((ask, index) => ({
    seq: index + 1,
    ask: ask.id,
    request: ask.id,
    via: 'snmp',
    privilege: 'user',
    sentAt: at,
    receivedAt: at,
    answer: success(writeSnmpText(answerOf(ask, varbinds).varbinds)),
  }));
}

let redactorOf: ((platform: string) => Redact) | null = null;

function redactorFor(platform: string): Redact | null {
  const told = platforms.find(({id}) => id === platform);
  if (told?.secrets === undefined) return null;
  redactorOf ??= redactors(platforms, {dictionary: loadReferenceData().passwords, siteKey: 'recording'});
  return redactorOf(platform);
}

const isTyped = (platform: string): boolean => platforms.some(({id, cli}) => id === platform && cli !== undefined);

/** Of Windows only programs end in a status. */
const endsWithStatus = (platform: string, ask: string): boolean =>
  !isTyped(platform) && (platform !== windows.id || allowedPrograms.has(ask));

function withoutStatus(recorded: Recorded): Recorded {
  const {answer} = recorded;
  return answer.ok ? {...recorded, answer: {...answer, exitCode: null}} : recorded;
}

function redacted(recorded: Recorded, redact: Redact | null): Recorded {
  const {answer} = recorded;
  if (redact === null || !answer.ok) return recorded;
  const {text, count} = redact(answer.body);
  return {...recorded, answer: {...answer, body: text, redactions: count}};
}

const isOutside = (ask: string): boolean => ask === 'tcp-ports' || wireName(ask) !== null || lookupOf(ask) !== null;

export function exchangesOf(recording: Recording): Exchange[] {
  const {platform, at, walk} = recording;
  const redact = redactorFor(platform);
  const told = [...commandExchanges(recording), ...fileExchanges(recording)].map((each) => {
    const shown = redacted(each, redact);
    return endsWithStatus(platform, each.ask) ? shown : withoutStatus(shown);
  });
  const walked = walk === null ? [] : walkExchanges(readSnmpText(walk.trimEnd()).varbinds, platform, at);
  const asked = told.map((recorded): Exchange => ({
    seq: 0,
    request: recorded.ask,
    via: isOutside(recorded.ask) ? 'nmap' : 'ssh',
    privilege: recording.privileged ? 'root' : 'user',
    sentAt: at,
    receivedAt: at,
    ...recorded,
  }));
  return [...asked, ...walked].map((exchange, index) => ({...exchange, seq: index + 1}));
}

type RecordedFacts = {readonly facts: Facts; readonly at: string; readonly origin: Origin};

/** Many examples rest on one recording. */
const factsByName = new Map<string, RecordedFacts>();

/** All facts of a recording through the real parsers. It is read once: facts are never changed. */
export function factsOfRecording(name: string): RecordedFacts {
  const earlier = factsByName.get(name);
  if (earlier !== undefined) return earlier;
  const recording = loadRecording(name);
  const told = {
    facts: factsOf(probes, exchangesOf(recording), recording.platform, null),
    at: recording.at,
    origin: originOf(recording.origin) ?? 'constructed',
  };
  factsByName.set(name, told);
  return told;
}
