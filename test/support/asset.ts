import {plainAsset} from '../../src/check/examples.ts';
import type {Asset} from '../../src/model/asset.ts';

/** A Linux server in the office of which the inventory says no more, unless told otherwise. */
export function assetOf(id: string, more: Partial<Asset> = {}): Asset {
  return {...plainAsset, id, ...more};
}
