import test, {type ExecutionContext} from 'ava';
import {matchAsset} from '../../src/kits/match.ts';
import {Refusal} from '../../src/kits/refusal.ts';
import type {Asset} from '../../src/model/asset.ts';
import type {HostIdentity} from '../../src/model/kit.ts';
import {ciscoIos} from '../../src/platforms/cisco-ios.ts';
import {linux} from '../../src/platforms/linux.ts';
import {assetOf} from '../support/asset.ts';

const machineId = '0123456789abcdef0123456789abcdef';
const other = 'f'.repeat(32);

function host(more: Partial<HostIdentity> = {}): HostIdentity {
  return {
    hostname: 'pump-1',
    machineId,
    serials: ['AB12'],
    macs: ['02:00:00:00:00:01'],
    addresses: ['192.0.2.7'],
    ...more,
  };
}

const known = (id: string, identity: Partial<NonNullable<Asset['identity']>>, more: Partial<Asset> = {}): Asset =>
  assetOf(id, {address: '192.0.2.99', identity: {serial: null, machineId: null, macs: [], ...identity}, ...more});
const at = (id: string, address: string, more: Partial<Asset> = {}): Asset => assetOf(id, {address, ...more});

const found = (assets: readonly Asset[], named: string | null = null, of = host()): string => {
  const {asset, by} = matchAsset(of, linux, assets, named);
  return `${asset.id} ${by}`;
};

function refused(t: ExecutionContext, pattern: RegExp, work: () => unknown): void {
  const error = t.throws(work, {instanceOf: Refusal});
  t.regex(error.told.en, pattern);
  t.not(error.told.ja, error.told.en);
}

test('identity counts before address and name', (t) => {
  const near = at('near', '192.0.2.7');
  t.is(found([near, known('srv', {machineId})]), 'srv machine-id');
  t.is(found([near, known('srv', {machineId: '01234567-89AB-CDEF-0123-456789ABCDEF'})]), 'srv machine-id');
  t.is(found([near, known('srv', {serial: 'ab12'})]), 'srv serial');
  t.is(found([near, assetOf('srv', {address: '192.0.2.99', serial: 'ＡＢ12'})]), 'srv serial');
  t.is(found([near, known('srv', {macs: ['02-00-00-00-00-01', '02-00-00-00-00-09']})]), 'srv mac');
});

test('else the address, or the name with or without its domain', (t) => {
  t.is(found([at('srv', '192.0.2.7'), at('else', '192.0.2.8')]), 'srv address');
  t.is(found([at('srv', 'PUMP-1.example.jp'), at('else', '192.0.2.8')]), 'srv name');
  t.is(found([at('pump-1', '192.0.2.8')]), 'pump-1 name');
  t.is(found([at('srv', '2001:DB8:0::7')], null, host({addresses: ['2001:db8::7']})), 'srv address');
  refused(t, /no asset/, () => found([at('srv', 'pump-1.example.com')], null, host({hostname: 'pump-1.example.jp'})));
});

test('what the inventory knows of the machine must not speak against it', (t) => {
  refused(t, /another machine than srv: machine-id/, () =>
    found([known('srv', {machineId: other}, {address: '192.0.2.7'})]),
  );
  refused(t, /another machine than srv: mac/, () => found([known('srv', {macs: ['02:00:00:00:00:99']})], 'srv'));
  refused(t, /another machine than srv: serial/, () => found([known('srv', {machineId, serial: 'other'})]));
  refused(t, /another machine/, () => found([assetOf('srv', {serial: 'other'})], 'srv'));
  t.is(found([known('old', {machineId: other}, {address: '192.0.2.7'}), at('new', '192.0.2.7')]), 'new address');
  t.is(found([known('srv', {machineId: other})], 'srv', host({machineId: null})), 'srv asset-option');
});

test('where several fit, or none, it is told what could be meant', (t) => {
  const clones = [known('a', {machineId}), known('b', {machineId})];
  refused(t, /several assets: a, b/, () => found(clones));
  refused(t, /several assets: a, b/, () => found([at('a', '192.0.2.7'), at('b', 'pump-1')]));
  t.is(found(clones, 'b'), 'b asset-option');
  const switches = at('sw', '192.0.2.9', {kind: 'network-device', platform: 'cisco-ios'});
  refused(t, /it could be: c, d$/, () => found([at('c', '192.0.2.1'), at('d', '192.0.2.2'), switches]));
  refused(t, /it could be: -$/, () => found([switches, known('e', {machineId: other})]));
  const many = Array.from({length: 30}, (_, index) => at(`n${index}`, `198.51.100.${index}`));
  refused(t, /it could be: n0, .*n9 …$/, () => found(many));
});

test('the platform and the kind of the asset must be those of the kit', (t) => {
  t.is(found([at('srv', '192.0.2.7', {platform: 'auto'})]), 'srv address');
  const declared = {platform: 'windows', kind: 'terminal'} as const;
  refused(t, /platform linux, and srv is declared as terminal, windows/, () =>
    found([at('srv', '192.0.2.7', declared)]),
  );
  refused(t, /declared as/, () => found([known('srv', {machineId}, declared)]));
  refused(t, /declared as/, () => found([at('srv', '192.0.2.7', declared)], 'srv'));
  refused(t, /declared as controller, auto/, () =>
    found([at('plc', '192.0.2.7', {kind: 'controller', platform: 'auto'})]),
  );
  refused(t, /declared as server/, () =>
    matchAsset(host(), ciscoIos, [at('srv', '192.0.2.7', {platform: 'auto'})], null),
  );
});

test('an asset that there is not is told by its name', (t) => {
  refused(t, /nobody, which is no asset/, () => found([at('srv', '192.0.2.7')], 'nobody'));
});
