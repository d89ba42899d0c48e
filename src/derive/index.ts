import type {AssetFact, SiteFact} from '../model/derived.ts';
import {advisories} from './advisories.ts';
import {aclLint} from './acl-lint.ts';
import {antivirusVendors} from './antivirus-vendors.ts';
import {clockSkew} from './clock-skew.ts';
import {declaration} from './declaration.ts';
import {portView} from './port-view.ts';
import {sshStrength} from './ssh-strength.ts';
import {support} from './support.ts';
import {tlsStrength} from './tls-strength.ts';
import {unknownDevices} from './unknown-devices.ts';
import {windowsPatch} from './windows-patch.ts';
import {windowsProducts} from './windows-products.ts';
import {zoneGraph} from './zone-graph.ts';
import {zoneRules} from './zone-rules.ts';

/** Facts of one asset that follow from its other facts. A test asserts that the registry and the folder agree. */
export const assetFacts: readonly AssetFact[] = [
  aclLint,
  advisories,
  declaration,
  portView,
  sshStrength,
  support,
  tlsStrength,
  windowsPatch,
  windowsProducts,
];

/** Facts of the site, folded over all assets. */
export const siteFacts: readonly SiteFact[] = [antivirusVendors, clockSkew, unknownDevices, zoneGraph, zoneRules];
