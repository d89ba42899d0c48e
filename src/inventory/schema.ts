import {z} from 'zod';
import {
  assetKinds,
  controlProtocols,
  exposures,
  snmpAuthProtocols,
  snmpPrivProtocols,
  systemKinds,
} from '../model/asset.ts';
import {portTools} from '../model/outside.ts';
import {writtenSettings} from '../model/parameter-settings.ts';
import * as rules from './rules.ts';
import {referenceProblem} from './secret-reference.ts';

// All scalars arrive as text, from YAML as from CSV: `serial: 0123` keeps its zero. `meta` tells editors what to accept.

/** Text under a rule; the issue carries the rule's sentences. */
function ruled(rule: rules.Rule) {
  return z.string().superRefine((text, context) => {
    const problem = rule(text);
    if (problem !== null) context.addIssue({code: 'custom', params: {...problem}});
  });
}

/** Strict object. Its known keys travel in the message of the issue, for the did-you-mean. */
function strict<Shape extends z.ZodRawShape>(shape: Shape) {
  return z.strictObject(shape, {
    error: (issue) => (issue.code === 'unrecognized_keys' ? Object.keys(shape).join(' ') : undefined),
  });
}

/** A list that may be written without brackets when it has one element. */
function oneOrMore<Item extends z.ZodType>(item: Item) {
  return z.preprocess((value) => (typeof value === 'string' ? [value] : value), z.array(item)).meta({oneOrMore: true});
}

/** Parameters of checks; what the values must be is told by the checks. */
const parameters = writtenSettings.optional();

const text = ruled(rules.textRule).meta({type: ['string', 'number']});
const id = ruled(rules.idRule);
const name = ruled(rules.nameRule);
const address = ruled(rules.addressRule);
const port = ruled(rules.portRule).meta({type: 'integer', minimum: 1, maximum: 65_535}).transform(Number);
const level = z
  .enum(['1', '2', '3'])
  .meta({type: 'integer', enum: [1, 2, 3]})
  .transform((digit) => Number(digit) as 1 | 2 | 3);
const secret = ruled((value) => referenceProblem(value, 'no-agent'));
const keySecret = ruled((value) => referenceProblem(value, 'agent-allowed'));

/** Algorithms that the SSH library has but no longer offers by itself, or should not. */
export const legacyAlgorithms = [
  'diffie-hellman-group14-sha1',
  'diffie-hellman-group-exchange-sha1',
  'diffie-hellman-group1-sha1',
  'ssh-rsa',
  'ssh-dss',
  'aes128-cbc',
  'aes192-cbc',
  'aes256-cbc',
  '3des-cbc',
  'hmac-sha1',
  'hmac-sha1-96',
  'hmac-md5',
  'hmac-md5-96',
] as const;
const legacy = oneOrMore(z.enum(legacyAlgorithms)).default([]);

const access = z.discriminatedUnion('via', [
  strict({via: z.literal('local'), credential: name.optional()}),
  strict({
    via: z.literal('ssh'),
    port: port.default(22),
    credential: name,
    jump: oneOrMore(name).default([]),
    legacy,
    enable: secret.optional(),
  }),
  strict({via: z.literal('snmp'), port: port.default(161), credential: name}),
  strict({
    via: z.literal('nmap'),
    ports: ruled(rules.portsRule).optional(),
    tool: z.enum(portTools).default('connect'),
    services: oneOrMore(ruled(rules.portServiceRule)).default([]),
  }),
  strict({via: z.literal('kit')}),
]);
export type RawAccess = z.output<typeof access>;

/** Leave in writing: who gave it, and until when. */
const leave = {by: text, until: ruled(rules.dateRule), document: text.optional()};

/** What an asset may also get from its groups, its zone and the defaults. */
const inheritable = {
  kind: z.enum(assetKinds).optional(),
  platform: text.optional(),
  access: z.array(access).optional(),
  location: text.optional(),
  vendor: text.optional(),
  model: text.optional(),
  manager: text.optional(),
  users: oneOrMore(text).optional(),
  system: z.enum(systemKinds).optional(),
  data: strict({
    confidentiality: level.optional(),
    integrity: level.optional(),
    availability: level.optional(),
  }).optional(),
  exposure: z.enum(exposures).optional(),
  loadGroup: name.optional(),
  consent: strict({
    status: z.enum(['granted', 'declined', 'pending']),
    by: text.optional(),
    until: ruled(rules.dateRule).optional(),
    document: text.optional(),
  }).optional(),
  services: strict({allow: oneOrMore(ruled(rules.serviceRule)).optional()}).optional(),
  software: strict({allow: oneOrMore(text).optional(), deny: oneOrMore(text).optional()}).optional(),
  ordered: strict({
    document: text.optional(),
    delivered: ruled(rules.dateRule).optional(),
    os: oneOrMore(text).optional(),
    versions: z.record(text, ruled(rules.constraintRule)).optional(),
    accounts: oneOrMore(text).optional(),
    timeSources: oneOrMore(text).optional(),
    antivirus: oneOrMore(text).optional(),
  }).optional(),
  installed: strict({
    os: text.optional(),
    firmware: text.optional(),
    endOfSupport: ruled(rules.dateRule).optional(),
    asOf: ruled(rules.dateRule).optional(),
  }).optional(),
};

export const DefaultsSchema = strict({...inheritable, zone: id.optional()});
export const GroupSchema = DefaultsSchema;
export const ZoneSchema = strict({
  ...inheritable,
  id,
  policy: z.string(),
  window: ruled(rules.windowRule).optional(),
  trials: strict(leave).optional(),
  ranges: oneOrMore(ruled(rules.rangeRule)).optional(),
  parameters,
});
export const AssetSchema = strict({
  id,
  zone: id.optional(),
  address: address.optional(),
  group: oneOrMore(name).optional(),
  name: text.optional(),
  assetNo: text.optional(),
  serial: text.optional(),
  ...inheritable,
  identity: strict({
    serial: text.optional(),
    machineId: text.optional(),
    macs: oneOrMore(ruled(rules.macRule).transform((mac) => mac.toLowerCase().replaceAll('-', ':'))).optional(),
  }).optional(),
  formerIds: oneOrMore(id).optional(),
  controlProtocols: strict({...leave, read: oneOrMore(z.enum(controlProtocols))}).optional(),
  parameters,
});
export type RawAsset = z.output<typeof AssetSchema>;
export type RawZone = z.output<typeof ZoneSchema>;

export const SiteSchema = strict({
  name: text,
  timezone: ruled(rules.timezoneRule).default('Asia/Tokyo'),
  mailDomains: z
    .array(strict({domain: ruled(rules.domainRule), selectors: oneOrMore(ruled(rules.selectorRule)).default([])}))
    .optional(),
  resolver: ruled(rules.resolverRule).optional(),
  parameters,
});
export type RawSite = z.output<typeof SiteSchema>;

const snmpKey = <Protocols extends readonly [string, ...string[]]>(protocols: Protocols) =>
  strict({protocol: z.enum(protocols), key: secret}).optional();

const snmp = z.discriminatedUnion('version', [
  strict({
    version: z.literal(['1', '2c']).meta({type: ['string', 'integer'], enum: ['1', '2c', 1]}),
    community: secret,
  }),
  strict({
    version: z.literal('3').meta({type: 'integer', const: 3}),
    user: text,
    auth: snmpKey(snmpAuthProtocols),
    priv: snmpKey(snmpPrivProtocols),
  }),
]);

export const CredentialSchema = strict({
  user: text.optional(),
  password: secret.optional(),
  key: keySecret.optional(),
  passphrase: secret.optional(),
  sudo: z.enum(['none', 'nopasswd', 'password']).default('none'),
  scope: z.enum(['domain', 'local']).default('domain'),
  snmp: snmp.optional(),
});
export type RawCredential = z.output<typeof CredentialSchema>;

export const JumpHostSchema = strict({address, port: port.default(22), credential: name, legacy});
export {id as IdSchema, name as NameSchema};
