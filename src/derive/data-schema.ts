import {z} from 'zod';
import {systemKinds} from '../model/asset.ts';
import {
  cryptoClasses,
  cryptoKinds,
  windowsEditions,
  windowsProductKinds,
  type AntivirusProduct,
  type DataSource,
  type LifecycleProduct,
  type WindowsBuild,
  type WindowsFamily,
  type WindowsProduct,
} from '../model/data.ts';
import type {SystemEntry, ZonePolicyData} from '../model/data.ts';
import {readPorts} from '../model/port-list.ts';

const text = z.string().min(1);
const id = z.string().regex(/^[a-z0-9][a-z0-9.-]*$/);
const bilingual = z.strictObject({en: text, ja: text});
const date = z.iso.date();
const port = z.int().min(1).max(65_535);
const portList = z.string().refine((list) => readPorts(list) !== null, {message: 'write ports as 22,80,8000-8100'});
const names = z.array(text);

const source = z.strictObject({title: text, url: text, date}) satisfies z.ZodType<DataSource>;
const sources = z.record(id, source);
const cited = z.array(id).min(1);

const cycle = z
  .strictObject({
    cycle: z.string().regex(/^\d+(\.\d+)*$/),
    standard: date,
    extended: z.strictObject({until: date, paid: z.boolean()}).nullable(),
    source: id,
  })
  .refine(({standard, extended}) => extended === null || extended.until > standard, {
    message: 'extended support must end after standard support',
    path: ['extended'],
  });

const product = z.strictObject({
  id,
  name: bilingual,
  osId: text,
  namePrefix: text.nullable(),
  versionParts: z.int().min(1).max(2),
  policy: z.url(),
  endoflife: z
    .strictObject({names: z.array(id).min(1), extended: z.enum(['free', 'paid']).nullable()})
    .nullable()
    .default(null),
  cycles: z.array(cycle).min(1),
}) satisfies z.ZodType<LifecycleProduct>;

const windowsRelease = z
  .strictObject({
    version: z.string().regex(/^\d{1,2}\.\d{1,2}\.\d{3,6}$/),
    labels: names,
    editions: z.array(z.enum(windowsEditions)).default([]),
    standard: date,
    extended: date.nullable(),
    paid: date.nullable(),
    source: id,
  })
  .refine(({standard, extended}) => extended === null || extended > standard, {
    message: 'extended support must end after standard support',
    path: ['extended'],
  })
  .refine(({standard, extended, paid}) => paid === null || paid > (extended ?? standard), {
    message: 'paid updates must end after the support before them',
    path: ['paid'],
  });

const windowsFamily = z.strictObject({
  id,
  name: text,
  names: z.array(z.string().regex(/^[a-z0-9.]+(?: [a-z0-9.]+)*$/)).min(1),
  role: z.enum(['workstation', 'server']),
  releases: z.array(windowsRelease).min(1),
}) satisfies z.ZodType<WindowsFamily>;

const windowsRevision = z.strictObject({
  revision: z.int().min(1),
  kb: z.string().regex(/^KB\d{7}$/),
  released: date,
  source: id,
});

const windowsBuild = z
  .strictObject({
    build: z.int().min(10_240),
    role: z.enum(['workstation', 'server']).nullable().default(null),
    revisions: z.array(windowsRevision).min(1),
  })
  .refine(
    ({revisions}) =>
      revisions.every((each, i) => {
        const before = revisions[i - 1];
        return before === undefined || (before.revision < each.revision && before.released < each.released);
      }),
    {message: 'revisions must go up, and so must their days', path: ['revisions']},
  ) satisfies z.ZodType<WindowsBuild>;

const supportEnd = z.union([date, z.literal('open')]);

const windowsProduct = z.strictObject({
  id,
  kind: z.enum(windowsProductKinds),
  family: id.nullable().default(null),
  maker: text,
  title: text,
  names: z.array(text.refine((name) => name === name.toLowerCase(), {message: 'write it in lower case'})).min(1),
  below: z
    .string()
    .regex(/^\d+(\.\d+)*$/)
    .nullable()
    .default(null),
  until: supportEnd.nullable().default(null),
  source: id,
}) satisfies z.ZodType<WindowsProduct>;

const framework = z.strictObject({
  versions: z.array(z.string().regex(/^\d\.\d(\.\d)?$/)).min(1),
  until: supportEnd,
  source: id,
});

const algorithm = z.strictObject({
  name: text,
  bits: z.int().min(0).nullable().default(null),
  prefix: text.nullable().default(null),
  class: z.enum(cryptoClasses),
  why: id,
  sources: cited,
});

const antivirus = z
  .strictObject({
    id,
    vendor: text,
    role: z.enum(['protection', 'management']),
    name: bilingual,
    packages: names,
    processes: names,
    paths: z.array(z.string().startsWith('/')),
    units: names,
    signatures: z.boolean().default(true),
    sources: cited,
  })
  .refine((entry) => [entry.packages, entry.processes, entry.paths, entry.units].some((list) => list.length > 0), {
    message: 'nothing to recognise the product by',
  }) satisfies z.ZodType<AntivirusProduct>;

const controlPort = z.strictObject({
  ports: z.string().regex(/^\d{1,5}(-\d{1,5})?$/),
  transport: z.enum(['tcp', 'udp', 'both']),
  protocol: text,
  source: id,
});

const word = z.string().regex(/^[\x21-\x7e]+$/);

const system = z.strictObject({
  kind: z.enum(systemKinds),
  number: z.int(),
  group: z.enum(['control', 'technical', 'office']),
  title: bilingual,
  weight: z.union([z.literal(1), z.literal(2), z.literal(3)]),
  why: bilingual,
}) satisfies z.ZodType<SystemEntry>;

const policy = z.strictObject({
  id,
  title: bilingual,
  via: z.array(z.enum(['ssh', 'local', 'snmp', 'nmap', 'kit'])),
  declaredPortsOnly: z.boolean(),
  maxSessions: z.int().min(1),
  gapMs: z.int().min(0),
  snmpPerSecond: z.int().min(1),
  commandGapMs: z.int().min(0),
  ports: portList,
  connectsPerSecond: z.int().min(1),
  connectsAtOnce: z.int().min(1),
  connectMs: z.int().min(1),
  autoPlatform: z.boolean(),
  costs: z.array(z.enum(['cheap', 'disk', 'slow'])),
  sweeps: z.boolean(),
  activeTrials: z.boolean(),
  requireApprovedPlan: z.boolean(),
}) satisfies z.ZodType<ZonePolicyData>;

const algorithms = z.array(algorithm).min(1);

/** Shape of each file under `checks/data/`, by its name without extension. */
export const fileSchemas = {
  lifecycle: z.strictObject({sources, products: z.array(product).min(1)}),
  windows: z.strictObject({sources, families: z.array(windowsFamily).min(1)}),
  'windows-builds': z.strictObject({sources, builds: z.array(windowsBuild).min(1)}),
  'windows-software': z.strictObject({
    sources,
    products: z.array(windowsProduct).min(1),
    frameworks: z.array(framework).min(1),
  }),
  vendors: z.strictObject({
    sources,
    vendors: z.array(z.strictObject({id, names: names.min(1), source: id})).min(1),
  }),
  crypto: z.strictObject({
    sources,
    reasons: z.record(id, bilingual),
    ...(Object.fromEntries(cryptoKinds.map((kind) => [kind, algorithms])) as Record<
      (typeof cryptoKinds)[number],
      typeof algorithms
    >),
  }),
  antivirus: z.strictObject({sources, products: z.array(antivirus).min(1)}),
  ports: z.strictObject({
    sources,
    control: z.array(controlPort).min(1),
    services: z.array(z.strictObject({port, transport: z.enum(['tcp', 'udp']), service: text})),
  }),
  'default-passwords': z.strictObject({sources, default: z.array(word).min(1), weak: z.array(word).min(1)}),
  systems: z.strictObject({sources, systems: z.array(system)}),
  'zone-policies': z.strictObject({sources, policies: z.array(policy).min(1)}),
} as const;

export type FileName = keyof typeof fileSchemas;
export type Files = {readonly [K in FileName]: z.infer<(typeof fileSchemas)[K]>};
