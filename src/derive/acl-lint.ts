import {z} from 'zod';
import {defineAssetFact} from '../model/derived.ts';
import {DeviceAcls, type AclEntry} from '../model/device/index.ts';
import {field, partial, whole} from '../model/probe.ts';
import {hiddenRules, stepsOfDevice} from './hidden-rules.ts';
import {need} from './inputs.ts';

const rule = {
  acl: field(z.string(), 'Access list', 'アクセスリスト'),
  position: field(z.string(), 'Rule', '規則'),
  text: field(z.string(), 'As configured', '設定行'),
  applied: field(z.boolean(), 'Applied', '適用'),
};

const AclLint = z.object({
  open: field(
    z.array(z.object(rule)),
    'Rules that permit anything from anywhere to anywhere',
    '全ての通信を許可する規則',
  ),
  shadowed: field(
    z.array(z.object({...rule, by: field(z.string(), 'Hidden by rule', '隠している規則')})),
    'Rules that never take effect, since one before them decides otherwise',
    '前の規則に隠れて効かない規則',
  ),
  redundant: field(
    z.array(z.object({...rule, by: field(z.string(), 'Said before by rule', '重複している規則')})),
    'Rules that say again what one before them says',
    '前の規則と重複する規則',
  ),
  unused: field(z.array(z.object(rule)), 'Rules that were never hit', '一度も一致していない規則'),
  unbound: field(
    z.array(z.string()),
    'Access lists that are applied nowhere',
    'どこにも適用されていないアクセスリスト',
  ),
  silentDenials: field(z.array(z.string()), 'Access lists that log no denial', '拒否を記録しないアクセスリスト'),
});

const isAny = (values: readonly string[]): boolean => values.length === 0 || values.includes('any');

/** All addresses, or those of one family. */
const isEverybody = (addresses: readonly string[]): boolean =>
  isAny(addresses) || addresses.includes('0.0.0.0/0') || addresses.includes('::/0');

export function isOpen({action, enabled, established, protocol, ...entry}: AclEntry): boolean {
  if (action !== 'permit' || !enabled || established || protocol !== 'ip') return false;
  return (
    [entry.sources, entry.destinations].every(isEverybody) && [entry.sourcePorts, entry.destinationPorts].every(isAny)
  );
}

type List = DeviceAcls['acls'][number];

/** Policies whose rules name their own zones are applied by that. */
function isApplied({name, entries}: List, bound: ReadonlySet<string>): boolean {
  return bound.has(name) || entries.some(({fromZone, toZone}) => fromZone.length + toZone.length > 0);
}

type Named = (list: List, entry: AclEntry) => {acl: string; position: string; text: string; applied: boolean};

function logsNoDenial({entries, defaultAction, family}: List): boolean {
  const denials = entries.filter(({action, enabled}) => action === 'deny' && enabled);
  const told = entries.length > 0 && family !== 'mac' && entries.every(({log}) => log !== null);
  return told && (denials.length > 0 || defaultAction === 'deny') && denials.every(({log}) => log === false);
}

/** What a reader of the access lists would stumble over. Rules with unresolved objects are compared with none. */
export const aclLint = defineAssetFact({
  scope: 'asset',
  fact: 'aclLint',
  title: {en: 'Review of access lists', ja: 'アクセスリストの点検'},
  schema: AclLint,
  reads: ['deviceAcls'],
  derive(facts) {
    const {value, complete} = need(facts, 'deviceAcls', DeviceAcls);
    const bound = new Set(value.bindings.map(({acl}) => acl));
    const each = <T>(pick: (list: List) => readonly T[]): T[] => value.acls.flatMap(pick);
    const named: Named = (list, {position, text}) => {
      return {acl: list.name, position, text, applied: isApplied(list, bound)};
    };
    const steps = stepsOfDevice();
    const hidden = each((list) =>
      hiddenRules(list.entries, steps).map(({entry, by}) => ({
        same: entry.action === by.action,
        told: {...named(list, entry), by: by.position},
      })),
    );
    const saying = (same: boolean) => hidden.flatMap((one) => (one.same === same ? [one.told] : []));
    const lint = {
      open: each((list) => list.entries.filter(isOpen).map((entry) => named(list, entry))),
      shadowed: saying(false),
      redundant: saying(true),
      unused: each((list) =>
        list.entries.filter(({hits, enabled}) => hits === 0 && enabled).map((one) => named(list, one)),
      ),
      unbound: value.acls.filter((list) => !isApplied(list, bound)).map(({name}) => name),
      silentDenials: value.acls.filter(logsNoDenial).map(({name}) => name),
    };
    return complete && steps.left > 0 ? whole(lint) : partial(lint, complete ? 'cut' : undefined);
  },
});
