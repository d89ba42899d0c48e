import {askId, askText} from '../model/ask.ts';
import {successAnswer, type Answer, type GapReason} from '../model/evidence.ts';
import {hostsOfNmapXml, portStatesOf, type PortState} from '../model/nmap-xml/index.ts';
import type {LookupAsk, PortsAsk, SweepAsk, WireAsk} from '../model/outside.ts';
import type {OutsideEntry, PlanEntry, ZonePolicy} from '../model/plan.ts';
import {dayIn} from '../model/zoned-time.ts';
import {TransportError} from './connection.ts';
import type {Conversation} from './conversation.ts';
import {runNmap} from './nmap/run.ts';
import type {NmapProgram} from './nmap/program.ts';
import {connectPorts} from './outside/connect-ports.ts';
import {withoutSessions} from './outside/cookies.ts';
import {holdDatagrams} from './outside/datagrams.ts';
import {holdDialogue, type Held} from './outside/dialogue.ts';
import {hostOf, type Host} from './outside/host.ts';
import {lookUp} from './outside/lookup.ts';
import {paceOf, type Pace} from './outside/pace.ts';
import {sweep} from './outside/sweep.ts';
import {policyOf} from './policy.ts';

const nothingThere = successAnswer('', {absent: true});
const failed = (reason: GapReason, detail: string): Answer => ({ok: false, reason, detail});

/** One address under way. */
interface Visit {
  readonly conversation: Conversation;
  readonly host: Host;
  readonly policy: ZonePolicy;
  readonly pace: Pace;
  /** Is told how much of the ports is done, from 0 to 1. */
  readonly onShare: (share: number) => void;
  /** When no further dialogue is begun, in milliseconds of `performance.now()`. */
  readonly until: number;
}

/** `request`: what was sent, as it is told to a person. */
async function record(
  {conversation}: Visit,
  ask: PortsAsk | WireAsk | SweepAsk | LookupAsk,
  answer: () => Promise<Answer>,
  request = askText(ask),
): Promise<Answer> {
  const {now} = conversation.options;
  const sentAt = new Date(now()).toISOString();
  const came = await answer();
  const receivedAt = new Date(now()).toISOString();
  const exchange = {
    ask: askId(ask),
    request,
    via: 'nmap',
    privilege: 'user',
    sentAt,
    receivedAt,
  } as const;
  conversation.onExchanges([{...exchange, answer: came}]);
  return came;
}

const ofTheHost = new Set<GapReason>(['unreachable', 'timeout', 'cut', 'unsupported']);

/** What goes wrong with one address does not throw; that nothing may be sent any more does. */
async function failures(signal: AbortSignal, attempt: () => Promise<Answer>): Promise<Answer> {
  try {
    return await attempt();
  } catch (error) {
    if (signal.aborted || !(error instanceof TransportError) || !ofTheHost.has(error.reason)) throw error;
    return failed(error.reason, error.message);
  }
}

/** Longest that nmap may take with one address, in seconds. */
const nmapSeconds = 1800;

/** What a look at the ports of a host found. */
interface Found {
  readonly open: Set<number>;
  /** Whether the host answered anything, be it by refusing. */
  answered: boolean;
}

async function scanByNmap(visit: Visit, ask: PortsAsk, program: NmapProgram, found: Found): Promise<Answer> {
  const {conversation, host, policy, onShare} = visit;
  const {connectsPerSecond, connectsAtOnce, connectMs} = policy;
  const address = await host.resolve();
  const request = {address, ports: ask.ports, connectsPerSecond, connectsAtOnce, connectMs, seconds: nmapSeconds};
  conversation.check();
  const {xml, cut} = await runNmap(program, request, {
    signal: conversation.signal,
    onProgress: ({elapsedMs, expectedMs}) => onShare(Math.min(1, elapsedMs / expectedMs)),
  });
  for (const [port, state] of statesIn(xml)) {
    if (state === 'open') found.open.add(port);
    if (state === 'open' || state === 'closed') found.answered = true;
  }
  return successAnswer(xml, {cut});
}

/** @throws TransportError */
function statesIn(xml: string): (readonly [number, PortState])[] {
  const {scan, hosts} = hostsOfNmapXml(xml);
  return hosts.flatMap((host) => [...portStatesOf(scan, host, 'tcp').states]);
}

/** Ports that are open, or why that is not known: the silence of all ports may be that of a host that is switched off. */
async function portsOfVisit(visit: Visit, ask: PortsAsk): Promise<ReadonlySet<number> | Answer> {
  const {conversation, host, policy, pace, onShare} = visit;
  const found: Found = {open: new Set(), answered: false};
  const limits = {atOnce: policy.connectsAtOnce, ms: policy.connectMs};
  const answer = await record(visit, ask, () =>
    failures(conversation.signal, async () => {
      const program = ask.tool === 'nmap' ? await conversation.options.nmap() : null;
      if (program !== null) return scanByNmap(visit, ask, program, found);
      const scan = await connectPorts(await host.resolve(), ask.ports, limits, pace, conversation.signal, onShare);
      for (const port of scan.open) found.open.add(port);
      found.answered = scan.answered;
      return scan.unreachable ? failed('unreachable', host.name) : successAnswer(scan.text);
    }),
  );
  if (!answer.ok) return answer;
  return found.answered ? found.open : failed('timeout', host.name);
}

async function sweepRange(visit: Visit, ask: SweepAsk): Promise<void> {
  const {conversation, policy, pace} = visit;
  const limits = {atOnce: policy.connectsAtOnce, ms: policy.connectMs};
  await record(visit, ask, async () => successAnswer(await sweep(ask, limits, pace, conversation.signal)));
}

/** A DNS server that has left so many questions in a row without an answer is asked no more. */
const mostSilences = 2;

/** @returns how many questions in a row the server has left without an answer */
async function lookUpName(visit: Visit, ask: LookupAsk, silences: number): Promise<number> {
  const {conversation, host, pace} = visit;
  const waitMs = conversation.options.timeouts.dnsMs;
  const isDeaf = silences >= mostSilences;
  if (!isDeaf) await pace();
  const answer = await record(visit, ask, async () => {
    const body = isDeaf ? null : await lookUp(ask, {server: host.name, waitMs}, conversation.signal);
    return body === null ? failed('timeout', host.name) : successAnswer(body);
  });
  return answer.ok ? 0 : silences + 1;
}

function answerOf(held: Held, redactions: number): Answer {
  switch (held.state) {
    case 'told':
      return successAnswer(held.lines.join('\n'), {cut: held.cut, redactions});
    case 'absent':
      return nothingThere;
    case 'silent':
      return failed(held.reason, 'the connection was not answered');
    default:
      return held satisfies never;
  }
}

async function hold({conversation, host, policy}: Visit, ask: WireAsk): Promise<Answer> {
  let redactions = 0;
  const {signal, check} = conversation;
  const options = {
    host: await host.resolve(),
    connectMs: policy.connectMs,
    signal,
    check,
    redact: (text: string): string => {
      const {text: kept, count} = withoutSessions(text);
      redactions += count;
      return kept;
    },
  };
  const held = await (ask.transport === 'tcp' ? holdDialogue : holdDatagrams)(ask, host.name, options);
  // What took a connection a moment ago is there, though it takes no further one now.
  const wasOpen = ask.transport === 'tcp' && ask.class !== 'control';
  if (held.state === 'absent' && wasOpen) return failed('unreachable', 'the port was open before, and refused this');
  return answerOf(held, redactions);
}

/** A port that is not open is not asked again; of a control protocol it is not known, as its ports are never scanned. */
function foregone(ask: WireAsk, open: ReadonlySet<number> | Answer): Answer | null {
  if (ask.transport === 'udp' || ask.class === 'control') return null;
  if (!(open instanceof Set)) return open as Answer;
  return open.has(ask.port) ? null : nothingThere;
}

/** Leave that has ended since the plan was made, as when a run is resumed later, allows nothing. */
function ended({conversation}: Visit, {leave}: WireAsk): Answer | null {
  const {plan, now} = conversation.options;
  if (leave === undefined || leave.until >= dayIn(new Date(now()), plan.timezone)) return null;
  return failed('forbidden-by-zone', `leave ended on ${leave.until}`);
}

/** A host at which everything seems open, and nothing answers, would be asked for hours. */
const late = ({until}: Visit): Answer | null =>
  performance.now() < until ? null : failed('timeout', 'the time for dialogues with this asset is used up');

async function talk(visit: Visit, entry: OutsideEntry): Promise<void> {
  const {signal, answered} = visit.conversation;
  let open: ReadonlySet<number> | Answer = new Set<number>();
  let silences = 0;
  for (const ask of entry.asks) {
    // After an interruption the open ports are looked up anew, as long as anything is left to ask there.
    if (ask.kind === 'ports') open = await portsOfVisit(visit, ask);
    else if (answered.has(askId(ask))) continue;
    else if (ask.kind === 'sweep') await sweepRange(visit, ask);
    else if (ask.kind === 'lookup') silences = await lookUpName(visit, ask, silences);
    else {
      const known = foregone(ask, open) ?? ended(visit, ask) ?? late(visit);
      // Before the time is taken: between sending and receiving lies what a clock is told by.
      if (known === null) await visit.pace();
      // Of what is not sent, no more than where it would have gone: most ports are closed.
      const request = known === null ? askText(ask) : `${ask.transport}/${ask.port}`;
      const answer = (): Promise<Answer> => (known ? Promise.resolve(known) : failures(signal, () => hold(visit, ask)));
      await record(visit, ask, answer, request);
    }
  }
}

/** Looks at an address from outside: which ports are open, then what answers there, one connection after the other. */
export async function talkOutside(conversation: Conversation, entries: readonly PlanEntry[]): Promise<void> {
  const {options, signal, check} = conversation;
  const [first] = entries;
  if (first?.endpoint.via !== 'nmap') throw new Error(`${first?.key} is not looked at from outside`);
  const policy = policyOf(options.plan, first.zone);
  const pace = paceOf(policy.connectsPerSecond, signal, check);
  const visit: Visit = {
    conversation,
    host: hostOf(first.endpoint.address),
    policy,
    pace,
    onShare: (share) => options.onPorts(first.asset, share),
    until: performance.now() + options.timeouts.outsideMs,
  };
  for (const entry of entries) {
    if (entry.talk !== 'outside') throw new Error(`${entry.key} is not looked at from outside`);
    await talk(visit, entry);
  }
}
