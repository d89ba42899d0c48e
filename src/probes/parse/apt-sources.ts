import type {FileText} from '../../model/probe.ts';
import {plainLines, words, withoutComment} from './config-text.ts';
import {sourceOf, type PackageSource} from './package-source.ts';

/** What was read of a file: its sources, and whether every line was understood. */
export interface SourcesRead {
  readonly sources: readonly PackageSource[];
  readonly complete: boolean;
}

const off = (value: string | undefined): boolean => /^(?:no|false|off|0)$/i.test(value ?? '');
const on = (value: string | undefined): boolean => /^(?:yes|true|on|1)$/i.test(value ?? '');

const oneLine = /^deb(?:-src)?\s{1,50}(?:\[(?<options>[^\]]{0,2000})\]\s{0,50})?(?<rest>\S.*)$/;

function oneLineSource(file: string, line: string): PackageSource | null {
  const groups = oneLine.exec(withoutComment(line))?.groups;
  if (groups === undefined) return null;
  const [uri = '', suite = ''] = words(groups['rest'] ?? '');
  const options = new Map(
    words(groups['options'] ?? '').map((option) => option.split('=', 2) as [string, string | undefined]),
  );
  const unsigned = on(options.get('trusted')) || on(options.get('allow-insecure'));
  return sourceOf({file, uri, suite, enabled: true, signed: !unsigned});
}

/** Lines `deb [options] uri suite component…`: sources.list(5). */
export function readSourcesList(file: FileText): SourcesRead {
  const read = plainLines(file.text).map((line) => oneLineSource(file.path, line));
  return {sources: read.filter((source) => source !== null), complete: !read.includes(null)};
}

function stanza(text: string): Map<string, string> {
  const fields = new Map<string, string>();
  let last = '';
  for (const line of text.split('\n')) {
    if (line.startsWith('#')) continue;
    const at = /^\s/.test(line) ? -1 : line.indexOf(':');
    if (at > 0) last = line.slice(0, at).trim().toLowerCase();
    fields.set(last, `${at > 0 ? '' : `${fields.get(last) ?? ''} `}${line.slice(at + 1).trim()}`);
  }
  return fields;
}

function stanzaSources(file: string, text: string): PackageSource[] | null {
  const fields = stanza(text);
  const uris = words(fields.get('uris') ?? '');
  const suites = words(fields.get('suites') ?? '');
  if (uris.length === 0 || suites.length === 0) return null;
  const enabled = !off(fields.get('enabled'));
  const signed = !on(fields.get('trusted')) && !on(fields.get('allow-insecure'));
  const named = uris.slice(0, 20).flatMap((uri) => suites.slice(0, 20).map((suite) => ({uri, suite})));
  return named.map(({uri, suite}) => sourceOf({file, uri, suite, enabled, signed}));
}

/** Stanzas of `Types:`, `URIs:`, `Suites:` …: the deb822 form of sources.list(5). */
export function readDeb822(file: FileText): SourcesRead {
  const stanzas = file.text.split(/\n(?:[ \t]*\n)+/).filter((text) => plainLines(text).length > 0);
  const read = stanzas.map((text) => stanzaSources(file.path, text));
  return {sources: read.flatMap((sources) => sources ?? []), complete: !read.includes(null)};
}
