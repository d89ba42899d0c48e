import type {AntivirusDetail, AntivirusEvidence} from './antivirus-state.ts';
import {flagIn, toldOf, valueOf, versionIn} from './antivirus-told.ts';

const flagOf = (lines: readonly string[], name: string): boolean | null =>
  flagIn(valueOf(lines, `"${name}"`), 'true', 'false');

/** What the console wants (soapd_config.json, oa_flag.json) is done by soapd. Neither tells the day of the signatures. */
export function splDetail({told, runs}: AntivirusEvidence): AntivirusDetail {
  const lines = toldOf(told, 'sophos-spl');
  const [wanted, allowed] = [flagOf(lines, 'enabled'), flagOf(lines, 'oa_enabled')];
  const off = wanted === false || allowed === false;
  return {
    version: versionIn(valueOf(lines, 'PRODUCT_VERSION')),
    realTime: off ? false : wanted === true ? runs('soapd') : null,
  };
}

/** engine/version and onaccess.status; the latter stays as it was when savd is killed. */
export function savDetail({told, runs}: AntivirusEvidence): AntivirusDetail {
  const lines = toldOf(told, 'sophos-antivirus');
  const active = flagIn(valueOf(lines, 'onaccess'), 'active', 'inactive');
  return {version: versionIn(valueOf(lines, 'version')), realTime: active === true ? runs('savd') : active};
}
