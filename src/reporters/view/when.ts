import {isOfPlant, type Asset} from '../../model/asset.ts';
import type {Remediation} from '../../model/check.ts';
import type {Context} from './common.ts';

/** When something is to be done; for assets of a plant, with what has to come before. */
export function whenText(when: Remediation['when'], assets: readonly Asset[], {texts}: Context): string {
  return (assets.some(isOfPlant) ? texts.whenOfPlant : texts.when)[when];
}
