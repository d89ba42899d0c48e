import {cimText, readInstances, type CimInstance} from '../../../model/cim.ts';
import type {CimAsk} from '../../../model/windows-ask.ts';
import type {AnswerState} from '../../../transports/powershell/frames.ts';
import type {Answered, Saw, Seen} from './parts.ts';

const codes: Readonly<Record<string, AnswerState>> = {
  '80041010': 'absent',
  '8004100e': 'absent',
  '80041003': 'denied',
  '80070005': 'denied',
  '80041017': 'query',
  '80041069': 'timeout',
};

/** What an exit status of wmic says, or the code in its text: neither is translated. */
function troubleOf({exit, text}: Seen): AnswerState {
  const status = exit === null ? '' : (exit >>> 0).toString(16);
  const told = /0x(?<code>8[0-9a-f]{7})\b/i.exec(text)?.groups?.['code']?.toLowerCase() ?? '';
  return codes[status] ?? codes[told] ?? 'failed';
}

const entities: Readonly<Record<string, string>> = {amp: '&', lt: '<', gt: '>', quot: '"', apos: "'"};

/** Instances in the text of wmic; null: it is of another form. That there is none is said in one line, in some language. */
export function instancesIn(text: string): CimInstance[] | null {
  const plain = text.replaceAll(/&(amp|lt|gt|quot|apos);/g, (whole, name: string) => entities[name] ?? whole);
  const instances = readInstances(plain);
  const said = plain.split('\n').filter((line) => line.trim() !== '').length;
  return instances.length === 0 && said > 1 ? null : instances;
}

const written = (instances: readonly CimInstance[], properties: readonly string[]): string =>
  instances
    .map((instance) => properties.map((name) => `${name}=${instance.get(name.toLowerCase()) ?? ''}\n`).join(''))
    .join('\n');

/** What was told of a class; null: something of it is missing. */
export function batchCim({properties}: CimAsk, saw: Saw): Answered | null {
  const first = saw(0);
  if (first === null) return null;
  const state = first.exit === 0 ? 'ok' : troubleOf(first);
  const filtered = state === 'query' ? saw(1) : null;
  if (state === 'query' && filtered === null) return null;
  const told = state === 'ok' ? first : filtered?.exit === 0 ? filtered : null;
  if (told === null) return {state, text: '', exitCode: 0};
  const instances = instancesIn(told.text);
  if (instances === null) return {state: 'failed', text: '', exitCode: 0};
  return {state: 'ok', text: written(instances, properties), exitCode: 0};
}

/** `\\HOST\root\cimv2:Win32_UserAccount.Domain="HOST",Name="name"`, with quotes as wmic marks them or without. */
const reference = /:(?<class>\w{1,80})\.Domain=\\?"(?<domain>[^"\\]{0,255})\\?",Name=\\?"(?<name>[^"\\]{0,255})\\?"/;

/** Members of a group; null: something of it is missing. */
export function batchMembers(saw: Saw): Answered | null {
  const found = saw(0);
  if (found === null) return null;
  if (found.exit !== 0) return {state: troubleOf(found), text: '', exitCode: 0};
  const groups = instancesIn(found.text);
  const [group] = groups ?? [];
  if (groups === null) return {state: 'failed', text: '', exitCode: 0};
  if (group === undefined) return {state: 'ok', text: '', exitCode: 0};
  const links = saw(1);
  if (links === null) return null;
  const instances = links.exit === 0 ? instancesIn(links.text) : null;
  if (instances === null) return {state: troubleOf(links), text: '', exitCode: 0};
  const parts = instances.map((each) => reference.exec(cimText(each, 'PartComponent') ?? '')?.groups);
  if (parts.some((part) => part === undefined)) return {state: 'failed', text: '', exitCode: 0};
  const members = parts.map((part) => `Class=${part?.['class']}\nDomain=${part?.['domain']}\nName=${part?.['name']}\n`);
  const head = `Group=${cimText(group, 'Domain') ?? ''}\\${cimText(group, 'Name') ?? ''}\n`;
  return {state: 'ok', text: [head, ...members].join('\n'), exitCode: 0};
}
