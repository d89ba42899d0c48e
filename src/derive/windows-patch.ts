import {z} from 'zod';
import type {ReferenceData, WindowsBuild, WindowsRevision} from '../model/data.ts';
import {defineAssetFact} from '../model/derived.ts';
import {Gap, type Facts} from '../model/fact.ts';
import {field, whole, type Parsed} from '../model/probe.ts';
import {need} from './inputs.ts';

const WindowsOs = z.object({
  family: z.string().nullable(),
  server: z.boolean().nullable(),
  build: z.int(),
  revision: z.int().nullable(),
});

const WindowsPatch = z.object({
  level: field(z.string(), 'Patch level', 'パッチレベル'),
  kb: field(z.string().nullable(), 'Update', '更新プログラム'),
  releasedFrom: field(z.iso.datetime().nullable(), 'Published on, or after', '公開日（以降）'),
  releasedUntil: field(z.iso.datetime().nullable(), 'Published on, or before', '公開日（以前）'),
  supersededOn: field(z.iso.datetime().nullable(), 'A newer one was published on', '次の更新の公開日'),
  newestKnown: field(z.string(), 'Newest patch level known here', '把握している最新のパッチレベル'),
  newestKb: field(z.string(), 'Newest update known here', '把握している最新の更新プログラム'),
  newestOn: field(z.iso.datetime(), 'Published on', 'その公開日'),
  behind: field(z.boolean().nullable(), 'Older than the newest known here', '把握している最新より古い', {
    values: {true: {en: 'yes', ja: 'はい'}, false: {en: 'no', ja: 'いいえ'}},
  }),
});
type WindowsPatch = z.infer<typeof WindowsPatch>;

/** null, too, where it is not known which of the two it is. */
function buildOf(builds: readonly WindowsBuild[], build: number, server: boolean | null): WindowsBuild | null {
  const same = builds.filter((each) => each.build === build);
  const role = server === null ? null : server ? 'server' : 'workstation';
  return same.find((each) => each.role === null || each.role === role) ?? null;
}

const midnight = (day: string): string => `${day}T00:00:00.000Z`;

/** Between which of the known ones a revision was published; null: none of them bounds it on that side. */
function datesOf(
  revision: number,
  known: readonly WindowsRevision[],
): Pick<WindowsPatch, 'kb' | 'releasedFrom' | 'releasedUntil' | 'supersededOn'> {
  const from = known.findLast((each) => each.revision <= revision);
  const until = known.find((each) => each.revision >= revision);
  const next = known.find((each) => each.revision > revision);
  return {
    kb: from !== undefined && from.revision === revision ? from.kb : null,
    releasedFrom: from === undefined ? null : midnight(from.released),
    releasedUntil: until === undefined ? null : midnight(until.released),
    supersededOn: next === undefined ? null : midnight(next.released),
  };
}

function patchOf(facts: Facts, data: ReferenceData): Parsed<WindowsPatch> {
  const {value: os} = need(facts, 'windowsOs', WindowsOs);
  if (os.revision === null) throw new Gap('unsupported', 'this Windows has no update build revision');
  const build = buildOf(data.windowsBuilds, os.build, os.server);
  const newest = build?.revisions.at(-1);
  if (build === null || newest === undefined) throw new Gap('unsupported', `no updates of build ${os.build} are known`);
  const dates = datesOf(os.revision, build.revisions);
  const value = {
    level: `${os.build}.${os.revision}`,
    ...dates,
    newestKnown: `${build.build}.${newest.revision}`,
    newestKb: newest.kb,
    newestOn: midnight(newest.released),
    behind: os.revision < newest.revision,
  };
  return whole(value);
}

/** How old the installed updates are, by the day when they were published: from build, revision and `checks/data/`. */
export const windowsPatch = defineAssetFact({
  scope: 'asset',
  fact: 'windowsPatch',
  title: {en: 'Patch level of Windows', ja: 'Windowsのパッチレベル'},
  schema: WindowsPatch,
  reads: ['windowsOs'],
  derive: patchOf,
});
