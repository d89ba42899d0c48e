import type {Credential} from '../model/asset.ts';
import type {Bilingual} from '../model/text.ts';
import type {Problems} from './problems.ts';
import type {RawAccess} from './schema.ts';
import type {Inheritable, Layer, Sections} from './sections.ts';
import {brief, writeInstead} from '../model/suggest.ts';
import {type Path, positionOf, type Tree} from './tree.ts';

/** Names that stand outside the inventory. */
export interface KnownNames {
  readonly platforms: readonly string[];
  readonly policies: readonly string[];
  /** Product ids. */
  readonly antivirus: readonly string[];
  /** Services that are known how to talk to from outside. */
  readonly services: readonly string[];
}

const nouns: Readonly<
  Record<'zone' | 'group' | 'credential' | 'jumpHost' | 'policy' | 'platform' | 'antivirus' | 'service', Bilingual>
> = {
  zone: {en: 'zone', ja: '区画（zones）'},
  group: {en: 'group', ja: 'グループ（groups）'},
  credential: {en: 'credential', ja: '認証情報（credentials）'},
  jumpHost: {en: 'jump host', ja: '踏み台（jumpHosts）'},
  policy: {en: 'policy', ja: '区画の方針（policy）'},
  platform: {en: 'platform', ja: 'プラットフォーム'},
  antivirus: {en: 'anti-virus product', ja: 'ウイルス対策製品'},
  service: {en: 'service', ja: 'サービス'},
};

interface Checker {
  readonly sections: Sections;
  readonly known: KnownNames;
  readonly problems: Problems;
}

function checkName(
  checker: Checker,
  noun: keyof typeof nouns,
  name: string,
  names: readonly string[],
  tree: Tree,
  path: Path,
): void {
  // That there are no zones at all is told once, where they are missing.
  if (names.includes(name) || (noun === 'zone' && names.length === 0)) return;
  const instead = writeInstead(name, names);
  const {en, ja} = nouns[noun];
  checker.problems.add(positionOf(tree, path), {
    en: `there is no ${en} “${brief(name)}”; ${instead.en}`,
    ja: `${ja}に「${brief(name)}」はありません。${instead.ja}`,
  });
}

/** What keeps a credential from being used for SSH; null when it can be. */
function sshLack(credential: Credential): Bilingual | null {
  const {user, password, key, agent, name} = credential;
  if (user !== null && (password !== null || key !== null || agent)) return null;
  return {
    en: `the credential “${name}” cannot be used for SSH: write user and key or password there`,
    ja: `認証情報「${name}」はSSHに使えません。userと、keyまたはpasswordを書いてください`,
  };
}

function snmpLack(credential: Credential): Bilingual | null {
  if (credential.snmp !== null) return null;
  return {
    en: `the credential “${credential.name}” cannot be used for SNMP: write snmp: {version: …} there`,
    ja: `認証情報「${credential.name}」はSNMPに使えません。snmp: {version: …} を書いてください`,
  };
}

function checkCredential(checker: Checker, via: 'ssh' | 'snmp' | 'local', name: string, tree: Tree, path: Path): void {
  checkName(checker, 'credential', name, checker.sections.names.credentials, tree, path);
  const credential = checker.sections.credentials.get(name)?.value;
  if (credential === undefined || via === 'local') return;
  const lack = via === 'ssh' ? sshLack(credential) : snmpLack(credential);
  if (lack !== null) checker.problems.add(positionOf(tree, path), lack);
}

function checkAccess(checker: Checker, access: RawAccess, tree: Tree, path: Path): void {
  if ('credential' in access && access.credential !== undefined) {
    checkCredential(checker, access.via, access.credential, tree, [...path, 'credential']);
  }
  if (access.via === 'nmap') {
    for (const [index, text] of access.services.entries()) {
      const [service = ''] = text.split('/');
      checkName(checker, 'service', service, checker.known.services, tree, [...path, 'services', index]);
    }
  }
  if (access.via !== 'ssh') return;
  for (const [index, name] of access.jump.entries()) {
    checkName(checker, 'jumpHost', name, checker.sections.names.jumpHosts, tree, [...path, 'jump', index]);
  }
}

function checkLayer(checker: Checker, {value, tree}: Layer<Inheritable>): void {
  const {zone, platform, group = [], access = [], ordered} = value;
  if (zone !== undefined) checkName(checker, 'zone', zone, checker.sections.names.zones, tree, ['zone']);
  if (platform !== undefined) {
    checkName(checker, 'platform', platform, ['auto', ...checker.known.platforms], tree, ['platform']);
  }
  for (const [index, name] of group.entries()) {
    checkName(checker, 'group', name, checker.sections.names.groups, tree, ['group', index]);
  }
  for (const [index, product] of (ordered?.antivirus ?? []).entries()) {
    checkName(checker, 'antivirus', product, checker.known.antivirus, tree, ['ordered', 'antivirus', index]);
  }
  for (const [index, way] of access.entries()) checkAccess(checker, way, tree, ['access', index]);
}

/** Tells every name that refers to nothing, and credentials that cannot do what is asked of them. */
export function checkReferences(sections: Sections, known: KnownNames, problems: Problems): void {
  const checker: Checker = {sections, known, problems};
  for (const zone of sections.zones.values()) {
    const {
      id: _id,
      policy,
      window: _window,
      trials: _trials,
      ranges: _ranges,
      parameters: _parameters,
      ...inheritable
    } = zone.value;
    checkName(checker, 'policy', policy, known.policies, zone.tree, ['policy']);
    checkLayer(checker, {value: inheritable, tree: zone.tree});
  }
  for (const {value, tree} of sections.jumpHosts.values()) {
    checkCredential(checker, 'ssh', value.credential, tree, ['credential']);
  }
  for (const group of sections.groups.values()) checkLayer(checker, group);
  if (sections.defaults !== null) checkLayer(checker, sections.defaults);
  for (const asset of sections.assets) checkLayer(checker, asset);
}
