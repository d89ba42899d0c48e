import {clamavState} from './antivirus-clamav.ts';
import {defenderState} from './antivirus-defender.ts';
import {esetDetail} from './antivirus-eset.ts';
import {anyRuns, versionOf} from './antivirus-installed.ts';
import {keslDetail} from './antivirus-kaspersky.ts';
import type {AntivirusProduct} from './antivirus-products.ts';
import {sentinelDetail} from './antivirus-sentinelone.ts';
import {savDetail, splDetail} from './antivirus-sophos.ts';
import type {AntivirusDetail, AntivirusEvidence, AntivirusState} from './antivirus-state.ts';
import {sepDetail, symantecAgentDetail} from './antivirus-symantec.ts';
import {ensDetail, vselDetail} from './antivirus-trellix.ts';
import {deepSecurityDetail} from './antivirus-trend.ts';
import {notAhead} from './signature-day.ts';

const details: Readonly<Record<string, (evidence: AntivirusEvidence) => AntivirusDetail>> = {
  clamav: clamavState,
  'trend-deep-security': deepSecurityDetail,
  'symantec-agent': symantecAgentDetail,
  'symantec-sep': sepDetail,
  'trellix-ens': ensDetail,
  'trellix-vsel': vselDetail,
  'eset-server': esetDetail('eset-server'),
  'eset-endpoint': esetDetail('eset-endpoint'),
  'sophos-spl': splDetail,
  'sophos-antivirus': savDetail,
  'kaspersky-endpoint': keslDetail,
  sentinelone: sentinelDetail,
  'microsoft-defender': defenderState,
};

/** A product that is installed, by what it tells of itself, its package, processes and services. */
export function antivirusState(product: AntivirusProduct, evidence: AntivirusEvidence): AntivirusState {
  const {id, vendor, product: name, signatures} = product;
  const detail = details[id]?.(evidence) ?? {};
  const running = detail.running ?? anyRuns(product, evidence);
  return {
    id,
    vendor,
    product: name,
    version: versionOf(product, evidence.packages) ?? detail.version ?? null,
    running,
    signatures,
    realTime: running === false ? false : (detail.realTime ?? null),
    signatureAt: notAhead(detail.signatureAt ?? null, evidence.receivedAt),
    autoUpdate: detail.autoUpdate ?? null,
    scheduledScan: detail.scheduledScan ?? null,
  };
}
