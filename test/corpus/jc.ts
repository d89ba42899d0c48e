import {existsSync, readdirSync, readFileSync} from 'node:fs';
import {join} from 'node:path';
import {compare, sum, type SourceResult} from './compare.ts';
import {jcReaders} from './jc-readers.ts';

/** The output beside the file with its values: `.out`, or without a suffix. */
function outputOf(path: string): string | null {
  return [`${path}.out`, path].find((candidate) => existsSync(candidate)) ?? null;
}

export function jcLinux(corpus: string): SourceResult {
  const folder = join(corpus, 'jc');
  const names = readdirSync(folder, {recursive: true, encoding: 'utf8'})
    .filter((name) => name.endsWith('.json') && !name.startsWith('windows/'))
    .map((name) => name.slice(0, -5))
    .filter((name) => outputOf(join(folder, name)) !== null)
    .sort();
  const verdicts = names.flatMap((name) => {
    const reader = jcReaders[name.slice(name.indexOf('/') + 1)];
    if (reader === undefined) return [];
    const path = join(folder, name);
    const json = JSON.parse(readFileSync(`${path}.json`, 'utf8')) as never;
    return [compare(name, reader.expected(json), reader.actual(readFileSync(outputOf(path) ?? '', 'utf8')))];
  });
  return {source: 'jc', read: names.length, parsed: verdicts.length, verdict: sum(verdicts)};
}
