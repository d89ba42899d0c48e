import {Gap} from '../../model/fact.ts';
import type {CommandText} from '../../model/probe.ts';
import {scripts, sections, type ServiceList, type Unit} from './init-scripts.ts';

export type {ServiceList} from './init-scripts.ts';

const unitName = /^[\w@.:\\-]{1,250}\.(?:service|socket|timer)$/;
const enabledStates: Readonly<Record<string, boolean | null>> = {
  enabled: true,
  'enabled-runtime': true,
  disabled: false,
  masked: false,
  'masked-runtime': false,
  bad: false,
};

/** The rows of one table, and whether systemctl said all is well and every row was understood. */
function table(lines: readonly string[] | undefined): {rows: string[][]; complete: boolean} {
  const rows = (lines ?? []).filter((line) => !line.startsWith('= ')).map((line) => line.split(/\s+/, 5));
  const named = rows.filter(([name = '']) => unitName.test(name));
  return {rows: named, complete: named.length === rows.length && lines?.at(-1) === '= 0'};
}

function isRunning([name = '', load, active, sub]: readonly string[]): boolean | null {
  if (load === undefined || active === undefined || sub === undefined) return null;
  const up = active === 'active' || active === 'reloading' || active === 'activating';
  return up && !(name.endsWith('.service') && sub === 'exited');
}

/** systemctl(1): unit files (name, state, preset) and loaded units (name, load, active, sub, description). */
function systemd(text: string): ServiceList {
  const parts = sections(text);
  const [unitFiles, loaded] = [table(parts.get('files')), table(parts.get('units'))];
  const states = new Map(unitFiles.rows.map(([name = '', state = '']) => [name, state]));
  const running = new Map(loaded.rows.map((row) => [row[0] ?? '', isRunning(row)]));
  // A template is no unit itself; one that was loaded because another names it, but has no file, is none either.
  const absent = new Set(loaded.rows.filter(([, load]) => load === 'not-found').map(([name = '']) => name));
  const names = [...new Set([...states.keys(), ...running.keys()])].filter((name) => !absent.has(name));
  const units = names.sort().map((name) => {
    const state = states.get(name) ?? null;
    const unseen = loaded.complete ? false : null;
    return {name, state, enabled: enabledStates[state ?? ''] ?? null, running: running.get(name) ?? unseen};
  });
  return {system: 'systemd', units, complete: unitFiles.complete, runningKnown: loaded.complete};
}

/** Answer of the ask `services`. @throws Gap when it is no such answer. */
export function readServices(answer: CommandText): ServiceList {
  const at = answer.text.indexOf('\n');
  const system = at < 0 ? answer.text : answer.text.slice(0, at);
  const body = at < 0 ? '' : answer.text.slice(at + 1);
  switch (system) {
    case 'systemd':
      return systemd(body);
    case 'openrc':
    case 'sysv':
      return scripts(system, body);
    case 'none':
      return {system, units: [], complete: false, runningKnown: false};
    default:
      throw new Gap('unsupported', 'no init system that is understood');
  }
}

export function unitOf(list: ServiceList, name: string): Unit | null {
  return list.units.find((unit) => unit.name === name) ?? null;
}
