import type {AssetFact, SiteFact} from '../model/derived.ts';
import {advisories} from './advisories.ts';
import {aclLint} from './acl-lint.ts';
import {antivirusVendors} from './antivirus-vendors.ts';
import {clockSkew} from './clock-skew.ts';
import {declaration} from './declaration.ts';
import {portView} from './port-view.ts';
import {support} from './support.ts';
import {unknownDevices} from './unknown-devices.ts';
import {zoneGraph} from './zone-graph.ts';

/** Facts of one asset that follow from its other facts. A test asserts that the registry and the folder agree. */
export const assetFacts: readonly AssetFact[] = [aclLint, advisories, declaration, portView, support];

/** Facts of the site, folded over all assets. */
export const siteFacts: readonly SiteFact[] = [antivirusVendors, clockSkew, unknownDevices, zoneGraph];
