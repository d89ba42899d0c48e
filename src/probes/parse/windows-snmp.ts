import type {Answers} from '../../model/probe.ts';
import type {RegistryKey} from '../../model/registry.ts';
import {snmpServiceAsks} from '../asks/windows-snmp.ts';
import {told} from './windows-told.ts';

export interface WindowsCommunity {
  readonly access: 'ro' | 'rw';
  readonly class: 'default' | 'weak' | 'ok' | null;
  readonly source: string | null;
}

const marked = /^<secret kind=community len=\d{1,5} class=(?<class>default|weak|ok) /;

function classOf(text: string): WindowsCommunity['class'] {
  const found = marked.exec(text)?.groups?.['class'];
  return found === 'default' || found === 'weak' || found === 'ok' ? found : null;
}

/** Rights of a community: 1 none, 2 traps alone, 4 read, 8 read and write, 16 read and create. null: it may not read. */
const accessOf = (rights: number): WindowsCommunity['access'] | null =>
  rights >= 8 ? 'rw' : rights >= 4 ? 'ro' : null;

function communitiesOf(key: RegistryKey, source: string | null): (WindowsCommunity | null)[] {
  return [...key.values].flatMap(([name, value]) => {
    // By policy, a community stands in the value, and may read.
    if (value.kind === 'text') return [{access: 'ro' as const, class: classOf(value.text), source}];
    if (value.kind !== 'number') return [null];
    const access = accessOf(value.number);
    return access === null ? [] : [{access, class: classOf(name), source}];
  });
}

const textsOf = (key: RegistryKey): string[] =>
  [...key.values.values()].flatMap((value) => (value.kind === 'text' && value.text !== '' ? [value.text] : []));

export interface WindowsSnmp {
  readonly communities: readonly WindowsCommunity[];
  /** False when something was not told, or not understood. */
  readonly complete: boolean;
}

/** Communities of the SNMP service, and from where they may be used: the policy goes before what is set on the computer. */
export function readWindowsSnmp(answers: Answers): WindowsSnmp {
  const {communities, managers, communitiesPolicy, managersPolicy} = snmpServiceAsks;
  const keyOf = (id: string): RegistryKey | null | undefined => told(() => answers.registry(id)?.root ?? null);
  const named = keyOf(communitiesPolicy.id) ?? keyOf(communities.id);
  const allowed = keyOf(managersPolicy.id) ?? keyOf(managers.id);
  if (named == null) return {communities: [], complete: named === null && allowed !== undefined};
  const sources = allowed == null ? [] : textsOf(allowed).sort();
  const read = communitiesOf(named, sources.length === 0 ? null : sources.join(', ').slice(0, 512));
  const known = read.filter((community) => community !== null);
  const complete = allowed !== undefined && !read.includes(null) && known.every((one) => one.class !== null);
  return {communities: known, complete};
}
