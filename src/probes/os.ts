import {z} from 'zod';
import {files} from '../model/ask.ts';
import {Gap} from '../model/fact.ts';
import {defineProbe, field, whole, type Answers, type Parsed} from '../model/probe.ts';
import type {WindowsOs} from './parse/windows-os-schema.ts';
import {windowsFromRegistry, windowsFromText, windowsOsAsks} from './parse/windows-os.ts';

const Os = z.object({
  id: field(z.string(), 'OS identifier', 'OS識別子'),
  idLike: field(z.array(z.string()), 'Related distributions', '派生元'),
  versionId: field(z.string().nullable(), 'OS version', 'OSバージョン'),
  codename: field(z.string().nullable(), 'Code name', 'コードネーム'),
  prettyName: field(z.string(), 'OS name', 'OS名'),
});

const assignment = /^(?<key>[A-Z][A-Z0-9_]*)=(?<value>.*)$/;

function unquote(value: string): string {
  const quoted = /^(["'])(?<inner>.*)\1$/.exec(value.trim());
  return (quoted?.groups?.['inner'] ?? value.trim()).replaceAll(/\\(["$`\\])/g, '$1');
}

function assignments(text: string): Map<string, string> {
  const found = new Map<string, string>();
  for (const line of text.split('\n')) {
    const match = assignment.exec(line.trim());
    if (match?.groups) found.set(match.groups['key'] ?? '', unquote(match.groups['value'] ?? ''));
  }
  return found;
}

type Os = z.infer<typeof Os>;

function fromRelease(answers: Answers): Parsed<Os> {
  const file = answers.file('/etc/os-release') ?? answers.file('/usr/lib/os-release');
  if (file === null) throw new Gap('unsupported', 'no os-release file');
  const values = assignments(file.text);
  const id = values.get('ID');
  if (id === undefined || id === '') throw new Gap('unsupported', 'os-release has no ID');
  return whole({
    id,
    idLike: (values.get('ID_LIKE') ?? '').split(/\s+/).filter((part) => part !== ''),
    versionId: values.get('VERSION_ID') ?? null,
    codename: values.get('VERSION_CODENAME') ?? null,
    prettyName: values.get('PRETTY_NAME') ?? id,
  });
}

/** `Windows 11 Enterprise 24H2`: Windows has no name of a release beside its number. */
function ofWindows({name, displayVersion, version}: WindowsOs): Os {
  const prettyName = [name, displayVersion ?? ''].join(' ').trim();
  return {id: 'windows', idLike: [], versionId: version, codename: null, prettyName};
}

/** os-release(5): https://www.freedesktop.org/software/systemd/man/os-release.html; of Windows, see `windowsOs`. */
export const os = defineProbe({
  fact: 'os',
  title: {en: 'Operating system', ja: 'オペレーティングシステム'},
  cost: 'cheap',
  schema: Os,
  ask: {linux: files('/etc/os-release', '/usr/lib/os-release'), windows: windowsOsAsks},
  parse: (answers, platform) =>
    platform === 'windows' ? whole(ofWindows(windowsFromRegistry(answers))) : fromRelease(answers),
  stored: {windows: (answers) => whole(ofWindows(windowsFromText(answers).value))},
});
