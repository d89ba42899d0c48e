import {systemKinds} from '../model/asset.ts';
import {cryptoKinds} from '../model/data.ts';
import type {Problem} from '../model/input-error.ts';
import type {Path, YamlFile, YamlSource} from '../model/yaml.ts';
import type {FileName, Files} from './data-schema.ts';

export type ReadFiles = {readonly [K in FileName]: YamlFile<Files[K]>};

interface Keyed {
  readonly key: string;
  readonly path: Path;
}

function duplicates(file: YamlSource, entries: readonly Keyed[]): Problem[] {
  const seen = new Set<string>();
  return entries.flatMap(({key, path}) => {
    if (!seen.has(key)) {
      seen.add(key);
      return [];
    }
    return [file.at(path, {en: `${key} is listed twice`, ja: `${key} が重複しています`})];
  });
}

function keyed(list: readonly unknown[], path: Path, key: (i: number) => string): Keyed[] {
  return list.map((_, i) => ({key: key(i), path: [...path, i]}));
}

/** Every list that may not name one thing twice. */
function doubled(files: ReadFiles): Problem[] {
  const {lifecycle, windows, vendors, crypto, antivirus, ports, systems} = files;
  const words = files['default-passwords'];
  const policies = files['zone-policies'];
  const builds = files['windows-builds'];
  const programs = files['windows-software'];
  const wordList = (name: 'default' | 'weak'): Keyed[] =>
    words.data[name].map((word, i) => ({key: word.toLowerCase(), path: [name, i]}));
  const {products} = lifecycle.data;
  const {services} = ports.data;
  return [
    ...duplicates(
      lifecycle,
      keyed(products, ['products'], (i) => products[i]?.id ?? ''),
    ),
    ...products.flatMap(({cycles}, p) =>
      duplicates(
        lifecycle,
        keyed(cycles, ['products', p, 'cycles'], (i) => cycles[i]?.cycle ?? ''),
      ),
    ),
    ...duplicates(
      windows,
      windows.data.families.flatMap(({names}, f) => keyed(names, ['families', f, 'names'], (i) => names[i] ?? '')),
    ),
    ...duplicates(
      builds,
      keyed(builds.data.builds, ['builds'], (i) => {
        const {build, role} = builds.data.builds[i] ?? {};
        return `${build} ${role ?? ''}`;
      }),
    ),
    ...duplicates(
      programs,
      keyed(programs.data.products, ['products'], (i) => programs.data.products[i]?.id ?? ''),
    ),
    ...duplicates(
      vendors,
      vendors.data.vendors.flatMap(({names}, v) => keyed(names, ['vendors', v, 'names'], (i) => names[i] ?? '')),
    ),
    ...cryptoKinds.flatMap((kind) =>
      duplicates(
        crypto,
        keyed(crypto.data[kind], [kind], (i) => {
          const {name = '', bits = null} = crypto.data[kind][i] ?? {};
          return bits === null ? name : `${name} ${bits}`;
        }),
      ),
    ),
    ...duplicates(
      antivirus,
      keyed(antivirus.data.products, ['products'], (i) => antivirus.data.products[i]?.id ?? ''),
    ),
    ...duplicates(
      ports,
      keyed(services, ['services'], (i) => `${services[i]?.transport}/${services[i]?.port}`),
    ),
    ...duplicates(words, [...wordList('default'), ...wordList('weak')]),
    ...duplicates(
      systems,
      keyed(systems.data.systems, ['systems'], (i) => systems.data.systems[i]?.kind ?? ''),
    ),
    ...duplicates(
      policies,
      keyed(policies.data.policies, ['policies'], (i) => policies.data.policies[i]?.id ?? ''),
    ),
  ];
}

function citations(files: ReadFiles): {file: FileName; ids: readonly string[]; path: Path}[] {
  return [
    ...files.lifecycle.data.products.flatMap(({cycles}, p) =>
      cycles.map(({source}, c) => ({file: 'lifecycle' as const, ids: [source], path: ['products', p, 'cycles', c]})),
    ),
    ...files.windows.data.families.flatMap(({releases}, f) =>
      releases.map(({source}, r) => ({
        file: 'windows' as const,
        ids: [source],
        path: ['families', f, 'releases', r],
      })),
    ),
    ...files['windows-builds'].data.builds.flatMap(({revisions}, b) =>
      revisions.map(({source}, r) => ({
        file: 'windows-builds' as const,
        ids: [source],
        path: ['builds', b, 'revisions', r],
      })),
    ),
    ...(['products', 'frameworks'] as const).flatMap((list) =>
      files['windows-software'].data[list].map(({source}, i) => ({
        file: 'windows-software' as const,
        ids: [source],
        path: [list, i],
      })),
    ),
    ...files.vendors.data.vendors.map(({source}, v) => ({
      file: 'vendors' as const,
      ids: [source],
      path: ['vendors', v],
    })),
    ...cryptoKinds.flatMap((kind) =>
      files.crypto.data[kind].map(({sources}, i) => ({file: 'crypto' as const, ids: sources, path: [kind, i]})),
    ),
    ...files.antivirus.data.products.map(({sources}, i) => ({
      file: 'antivirus' as const,
      ids: sources,
      path: ['products', i],
    })),
    ...files.ports.data.control.map(({source}, i) => ({file: 'ports' as const, ids: [source], path: ['control', i]})),
  ];
}

function uncited(files: ReadFiles): Problem[] {
  return citations(files).flatMap(({file, ids, path}) =>
    ids
      .filter((id) => !Object.hasOwn(files[file].data.sources, id))
      .map((id) =>
        files[file].at(path, {en: `no source ${id} in this file`, ja: `出典 ${id} がこのファイルにありません`}),
      ),
  );
}

function reasonless({crypto}: ReadFiles): Problem[] {
  return cryptoKinds.flatMap((kind) =>
    crypto.data[kind].flatMap(({why}, i) =>
      Object.hasOwn(crypto.data.reasons, why)
        ? []
        : [
            crypto.at([kind, i, 'why'], {
              en: `no reason ${why} in this file`,
              ja: `理由 ${why} がこのファイルにありません`,
            }),
          ],
    ),
  );
}

function systemOrder({systems}: ReadFiles): Problem[] {
  const order = systems.data.systems.map(({kind}) => kind);
  const right = systemKinds.every((kind, i) => kind === order[i] && systems.data.systems[i]?.number === i + 1);
  const message = {en: 'the 14 systems must stand in the order of table 3-3', ja: '14種類を表3-3の順に並べてください'};
  return right && order.length === systemKinds.length ? [] : [systems.at(['systems'], message)];
}

/** What a schema cannot see: doubled entries, and names that lead nowhere. */
export function dataProblems(files: ReadFiles): Problem[] {
  return [...doubled(files), ...uncited(files), ...reasonless(files), ...systemOrder(files)];
}
