import type {Asset} from '../model/asset.ts';
import type {HostIdentity, KitRecord} from '../model/kit.ts';
import type {Platform} from '../model/platform.ts';
import {agreement, reached, type Agreement} from './agreement.ts';
import {refusal} from './refusal.ts';

export interface Matched {
  readonly asset: Asset;
  readonly by: KitRecord['matchedBy'];
}

const fits = ({platform, kind}: Asset, {id, kinds}: Platform): boolean =>
  kinds.includes(kind) && (platform === id || platform === 'auto');

const list = (assets: readonly Asset[]): string => {
  const ids = assets.map(({id}) => id);
  return ids.length > 10 ? `${ids.slice(0, 10).join(', ')} …` : ids.join(', ');
};

function hostText({hostname, machineId, serials, macs, addresses}: HostIdentity): string {
  const parts = [hostname, machineId, ...serials, ...macs.slice(0, 4), ...addresses.slice(0, 4)];
  return parts.filter((part) => part !== null).join(', ') || '-';
}

function wrongHost(asset: Asset, {other}: Agreement, host: HostIdentity): Error {
  const signs = other.join(', ');
  return refusal(
    `is of another machine than ${asset.id}: ${signs} of the inventory differ from what it tells (${hostText(host)}). If the machine was replaced, correct the inventory`,
    `は資産${asset.id}とは別の機器のファイルです。台帳の${signs}が、ファイルの内容（${hostText(host)}）と一致しません。機器を交換した場合は台帳を修正してください`,
  );
}

function checkFit(asset: Asset, platform: Platform): void {
  if (fits(asset, platform)) return;
  throw refusal(
    `is of the platform ${platform.id}, and ${asset.id} is declared as ${asset.kind}, ${asset.platform}`,
    `の機種は${platform.id}ですが、台帳の資産${asset.id}は${asset.kind}・${asset.platform}です`,
  );
}

function named(id: string, assets: readonly Asset[], platform: Platform, host: HostIdentity): Matched {
  const asset = assets.find((each) => each.id === id);
  if (asset === undefined)
    throw refusal(`is to be of ${id}, which is no asset here`, `の資産${id}は対象の台帳にありません`);
  checkFit(asset, platform);
  const agreed = agreement(asset, host);
  if (agreed.other.length > 0) throw wrongHost(asset, agreed, host);
  return {asset, by: 'asset-option'};
}

function severalFit(found: readonly Asset[], host: HostIdentity): Error {
  return refusal(
    `fits several assets: ${list(found)} (it tells ${hostText(host)}). Name one with --asset ID`,
    `に該当する資産が複数あります: ${list(found)}（ファイルの内容: ${hostText(host)}）。--asset 資産ID で指定してください`,
  );
}

function noneFits(assets: readonly Asset[], platform: Platform, host: HostIdentity): Error {
  const candidates = assets.filter((asset) => fits(asset, platform) && agreement(asset, host).other.length === 0);
  const ids = candidates.length === 0 ? '-' : list(candidates);
  return refusal(
    `is of no asset of the inventory: it tells ${hostText(host)}. Name one with --asset ID; it could be: ${ids}`,
    `に該当する資産が台帳にありません（ファイルの内容: ${hostText(host)}）。--asset 資産ID で指定してください。候補: ${ids}`,
  );
}

/**
 * The asset that a file is of: the one named, else the one whose identity the machine tells, else the one whose address or
 * name it has. What the inventory knows of the machine must not speak against it.
 * @throws Refusal with what could be meant
 */
export function matchAsset(
  host: HostIdentity,
  platform: Platform,
  assets: readonly Asset[],
  asset: string | null,
): Matched {
  if (asset !== null) return named(asset, assets, platform, host);
  const agreements = assets.map((each) => ({asset: each, ...agreement(each, host)}));
  const known = agreements.filter(({same}) => same.length > 0);
  const [first, ...others] = known.filter(({other}) => other.length === 0);
  if (first !== undefined && others.length === 0) {
    checkFit(first.asset, platform);
    return {asset: first.asset, by: first.same[0] ?? 'machine-id'};
  }
  if (others.length > 0)
    throw severalFit(
      known.map((each) => each.asset),
      host,
    );
  const [contradicted] = known;
  if (contradicted !== undefined) throw wrongHost(contradicted.asset, contradicted, host);
  return byPlace(host, platform, agreements);
}

function byPlace(
  host: HostIdentity,
  platform: Platform,
  agreements: readonly (Agreement & {readonly asset: Asset})[],
): Matched {
  const placed = agreements.flatMap((each) => {
    const by = reached(each.asset, host);
    return by === null ? [] : [{...each, by}];
  });
  const found = placed.filter(({other}) => other.length === 0);
  const fitting = found.filter(({asset}) => fits(asset, platform));
  const [only, ...more] = fitting;
  if (only !== undefined && more.length === 0) return {asset: only.asset, by: only.by};
  if (more.length > 0)
    throw severalFit(
      fitting.map(({asset}) => asset),
      host,
    );
  const [spoken] = placed;
  if (spoken !== undefined && found.length === 0) throw wrongHost(spoken.asset, spoken, host);
  if (found[0] !== undefined) checkFit(found[0].asset, platform);
  throw noneFits(
    agreements.map(({asset}) => asset),
    platform,
    host,
  );
}
