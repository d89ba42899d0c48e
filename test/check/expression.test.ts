import test from 'ava';
import {ExpressionError, itemType, withItem, withParameters} from '../../src/check/expression.ts';
import type {Asset} from '../../src/model/asset.ts';
import type {ParameterDeclaration} from '../../src/model/check.ts';
import {bind, compile, complete, fault, gap, incomplete, languages, run, user} from './language.ts';

const linux = complete({family: 'linux', version: '12.9', load: 0.5, settings: {'net.ipv4.ip_forward': 1}});
const sshd = complete({installed: true, effective: {permitRootLogin: 'no', maxAuthTries: 4}});
const users = complete([user('root', {uid: 0, groups: ['root']}), user('aya', {lastLogin: '2026-03-01T00:00:00Z'})]);
const facts = {os: linux, sshd, users};

const values: readonly (readonly [string, unknown])[] = [
  ['sshd.installed', true],
  ['sshd.effective.maxAuthTries + 1', 5],
  ['sshd.effective.maxAuthTries >= 4', true],
  ['os.load < 1.0 && os.load < 1', true],
  ['7 / 2 * 10 + 7 % 2', 31],
  ['-7 / 2', -3],
  ['users.size() == 2 && size(users) == 2', true],
  ['size("水道") == 2', true],
  ['users.map(u, u.name)', ['root', 'aya']],
  ['users.filter(u, u.uid == 0).map(u, u.name).join(",")', 'root'],
  ['users.exists_one(u, u.uid == 0)', true],
  ['users.all(u, u.groups.all(g, g != "wheel"))', true],
  ['users[1].name', 'aya'],
  ['users[1].lastLogin', '2026-03-01T00:00:00.000Z'],
  ['users.filter(u, u.lastLogin != null && days(u.lastLogin, now) > 30).map(u, u.name)', ['aya']],
  ['now - timestamp("2026-03-31T12:00:00Z")', '12h'],
  ['now - duration("7d") < now', true],
  ['days(now, timestamp("2026-03-31T23:00:00Z"))', -1],
  ['"root" in users.map(u, u.name)', true],
  ['os.family in ["linux", "network"]', true],
  ['os.settings["net.ipv4.ip_forward"] == 1', true],
  ['"net.ipv6.x" in os.settings', false],
  ['os.settings.exists(key, key.startsWith("net."))', true],
  ['versionCompare("dotted", os.version, "12.10") < 0', true],
  ['packageFits("dpkg", os.version, ">= 12.5, < 13")', true],
  ['packageFits("rpm", os.version, "> 12.9")', false],
  ['packageFits("rpm", os.version, "=12.9 , <= 12.9")', true],
  ['packageFits("dpkg", os.version, "12.9")', '<error>'],
  ['packageFits("dpkg", os.version, ">= twelve")', '<error>'],
  ['packageFits("none", "x", "> 1")', '<error>'],
  ['provided(os.load < 1.0, sshd.installed)', true],
  ['provided(os.load > 1.0, sshd.installed)', '<unknown>'],
  ['provided(os.load > 1.0, 1 / 0 > 0)', '<unknown>'],
  ['false && provided(os.load > 1.0, true)', false],
  ['os.version.matches("^12\\\\.[0-9]+$")', true],
  ['glob("Trend Micro Apex One", "*apex*")', true],
  ['glob("Apex", "apex one*")', false],
  ['glob("aXbXc", "a*b*c*")', true],
  ['glob("ab", "a*ab")', false],
  ['anyGlob("LibreOffice", ["foo", "libre*"])', true],
  ['serviceAllowed("tcp", 22, ["tcp/22"])', true],
  ['serviceAllowed("udp", 5005, ["tcp/22", "udp/5000-5010"])', true],
  ['serviceAllowed("tcp", 5005, ["udp/5000-5010", "nonsense"])', false],
  ['inCidr("192.0.2.7", "192.0.2.0/24")', true],
  ['inCidr("fe80::1%eth0", "fe80::/10")', true],
  ['inCidr("2001:db8::1", "192.0.2.0/24")', false],
  ['sshd.installed ? "yes" : "no"', 'yes'],
  ['[1, 2] + [3] == [1, 2, 3]', true],
  ['"a b".split(" ")', ['a', 'b']],
  ['int("42") == 42 && string(42) == "42" && double(2) == 2.0', true],
];

for (const [source, expected] of values) {
  test(`value: ${source}`, (t) => t.deepEqual(run(source, facts), expected));
}

const loadErrors: readonly (readonly [string, string, RegExp])[] = [
  ['sshd.instaled', 'instaled', /did you mean “installed”/],
  ['sshd.effective.permitRootLogn == "no"', 'permitRootLogn', /did you mean “permitRootLogin”/],
  ['users.all(u, u.shel == "x")', 'shel', /did you mean “shell”/],
  ['shd.installed', 'shd', /did you mean “sshd”/],
  ['has(sshd.effective)', 'has(sshd.effective)', /has\(\) is not allowed/],
  ['users.exists(u, has(u.shell))', 'has(u.shell)', /has\(\) is not allowed/],
  ['os.version < "12"', 'os.version < "12"', /versionCompare/],
  ['users.all(u, u.name >= "a")', 'u.name >= "a"', /versionCompare/],
  ['sshd.effective.maxAuthTries == "4"', 'sshd.effective.maxAuthTries == "4"', /int or null == string/],
  ['sshd.installed == null', 'sshd.installed == null', /never null/],
  ['os.family == "linus"', '"linus"', /did you mean “linux”/],
  ['os.family in ["linux", "Windos"]', '"Windos"', /did you mean “windows”/],
  ['os.load + 1 == 2.0', 'os.load + 1', /double\(/],
  ['os.version.matches("(?=x)")', '"(?=x)"', /not a valid RE2 pattern/],
  ['os.version.matches(os.version)', 'os.version', /literal or a parameter/],
  ['versionCompare("dotte", "1", "2") < 0', '"dotte"', /did you mean “dotted”/],
  ['users.exist(u, true)', 'users.exist(u, true)', /did you mean “exists”/],
  ['sise(users)', 'sise(users)', /did you mean “size”/],
  ['os.version.startsWith(3)', 'os.version.startsWith(3)', /string\.startsWith\(string\)/],
  ['users.all(u, u.groups.all(g, users.all(v, true)))', 'v', /more than 2 deep/],
  ['users.all(sshd, true)', 'sshd', /taken/],
  ['users.all(u, u.name)', 'u.name', /bool is needed/],
  ['sshd.installed &&', '', /Unexpected token/],
  ['packageFits("dpkg", os.version)', 'packageFits("dpkg", os.version)', /packageFits\(manager, version, constraint\)/],
  ['packageFits("dpkg", 12, "> 1")', '12', /string is needed/],
  ['provided(os.version, true)', 'os.version', /bool is needed/],
  ['provided(sshd.installed)', 'provided(sshd.installed)', /provided\(condition, value\)/],
  ['{"a": 1}', '{"a": 1}', /not supported/],
  ['params.days', 'days', /there is none to choose from/],
  ['item.port', 'item', /no fact or variable/],
];

for (const [source, part, message] of loadErrors) {
  test(`load error: ${source}`, (t) => {
    const error = t.throws(() => compile(source), {instanceOf: ExpressionError});
    t.regex(error.message, message);
    t.is(source.slice(error.start, error.end), part);
    t.truthy(error.text.ja);
  });
}

test('an expression has the type its place needs', (t) => {
  t.throws(() => compile('sshd.effective.maxAuthTries', 'bool'), {message: /bool is needed/});
  t.throws(() => compile('sshd.installed', 'list'), {message: /a list is needed/});
  t.is(compile('users', 'list').type.kind, 'list');
});

test('an expression knows the facts it reads, sorted', (t) => {
  t.deepEqual(compile('users.all(u, u.uid > 0) || os.load > 1.0').facts, ['os', 'users']);
  t.true(compile('days(now, now) == 0').readsNow);
  t.false(compile('sshd.installed').readsNow);
});

const partial = incomplete([user('root', {uid: 0, shell: null}), user('aya', {groups: ['wheel']})]);
const troubled: readonly (readonly [string, unknown])[] = [
  ['sshd.installed', '<unknown>'],
  ['false && sshd.installed', false],
  ['sshd.installed && false', false],
  ['true || sshd.installed', true],
  ['sshd.installed || true', true],
  ['sshd.installed || false', '<unknown>'],
  ['true && sshd.installed', '<unknown>'],
  ['!sshd.installed', '<unknown>'],
  ['sshd.installed ? true : true', '<unknown>'],
  ['provided(sshd.installed, true)', '<unknown>'],
  ['provided(true, sshd.installed)', '<unknown>'],
  ['packageFits("dpkg", users[0].name, "> 1")', '<unknown>'],
  ['os.load > 1.0', '<error>'],
  ['os.load > 1.0 || true', true],
  ['os.load > 1.0 && sshd.installed', '<error>'],
  ['sshd.installed && os.load > 1.0', '<error>'],
  ['users.exists(u, u.uid == 0)', true],
  ['users.exists(u, u.uid == 5)', '<unknown>'],
  ['users.all(u, u.uid != 0)', false],
  ['users.all(u, u.uid >= 0)', '<unknown>'],
  ['!users.exists(u, u.uid == 5)', '<unknown>'],
  ['users.size() > 0', '<unknown>'],
  ['users == users', '<unknown>'],
  ['users[0].name', '<unknown>'],
  ['users.exists_one(u, u.uid == 0)', '<unknown>'],
  ['users.exists_one(u, u.uid >= 0)', false],
  ['"root" in users.map(u, u.name)', true],
  ['"eve" in users.map(u, u.name)', '<unknown>'],
  ['users.map(u, u.name).join(",")', '<unknown>'],
  ['users.filter(u, u.uid > 0).exists(u, u.name == "aya")', true],
  ['users.filter(u, u.uid > 0).all(u, u.name == "root")', false],
  ['users.filter(u, u.uid > 0).all(u, u.name == "aya")', '<unknown>'],
  ['users.filter(u, u.uid > 9).size() == 0', '<unknown>'],
  ['users.exists(u, u.name == "root" && u.shell == null)', '<unknown>'],
  ['users.exists(u, u.name == "root" && u.shell != null)', '<unknown>'],
  ['users.exists(u, "wheel" in u.groups)', true],
  ['users.all(u, u.groups.size() == 0)', '<unknown>'],
  ['users.filter(u, u.shell == "/bin/sh").exists(u, u.name == "aya")', true],
  ['users.filter(u, u.shell == "/bin/sh").all(u, u.name == "root")', false],
  ['anyGlob("AYA", users.map(u, u.name))', true],
  ['anyGlob("eve", users.map(u, u.name))', '<unknown>'],
];

for (const [source, expected] of troubled) {
  test(`with a gap, a fault and an incomplete list: ${source}`, (t) => {
    t.deepEqual(run(source, {sshd: gap, os: fault, users: partial}), expected);
  });
}

test('null is an error where a value is needed, and a value where it is compared', (t) => {
  const noEffective = {sshd: complete({installed: true, effective: {permitRootLogin: 'no', maxAuthTries: null}})};
  t.is(run('sshd.effective.maxAuthTries > 3', noEffective), '<error>');
  t.is(run('sshd.effective.maxAuthTries != null && sshd.effective.maxAuthTries > 3', noEffective), false);
  t.is(run('sshd.effective.maxAuthTries == 3', noEffective), false);
  t.is(run('sshd.effective.permitRootLogin', {sshd: complete({installed: true, effective: null})}), '<error>');
});

test('a null yes-or-no is never taken for a yes', (t) => {
  const unlocked = {users: complete([user('aya', {locked: null})])};
  t.is(run('users.all(u, u.locked)', unlocked), '<error>');
  t.is(run('users.exists(u, u.locked)', unlocked), '<error>');
  t.is(run('users.filter(u, u.locked).size() == 0', unlocked), '<error>');
  t.is(run('users.all(u, u.locked && true)', unlocked), '<error>');
});

test('a fact that the platform does not have is unknown, and says which', (t) => {
  t.deepEqual(compile('sshd.installed').evaluate(bind({})), {
    state: 'unknown',
    fact: 'sshd',
    reason: 'unsupported',
    detail: 'the platform has no such fact',
  });
  t.like(compile('sshd.installed').evaluate(bind({sshd: gap})), {reason: 'permission-denied', detail: 'sudo refused'});
});

test('what does not decide it is told by the fact that it is of, wherever its name stands', (t) => {
  const facts = {users: complete([user('a', {locked: null})]), sshd: complete({installed: true, effective: null})};
  const about = (source: string): unknown => compile(source).evaluate(bind(facts));
  t.like(about('users.all(u, provided(u.locked != null, u.locked == true))'), {state: 'unknown', fact: 'users'});
  t.like(about('provided(!("users" == "x") && sshd.effective != null, true)'), {state: 'unknown', fact: 'sshd'});
  t.like(about('users.map(u, u.uid).all(x, provided(x == 0, true))'), {state: 'unknown', fact: 'users'});
  const list = compile('users', 'list');
  const item = {type: itemType(list), of: 'users'};
  const each = languages.asset.compile('provided(item.locked != null, true)', {expect: 'any', parameters: {}, item});
  const judged = list.elements(bind(facts)).items.map((one) => each.evaluate(withItem(bind(facts), one)));
  t.like(judged, [{state: 'unknown', fact: 'users'}]);
});

test('what the inventory does not say is undeclared, and named by its field', (t) => {
  const bound = languages.asset.bind({
    facts: {},
    asset: {id: 'a', access: [], data: null} as unknown as Asset,
    now: '2026-04-01T00:00:00Z',
  });
  t.like(compile('provided(asset.data != null, asset.data.availability == 3)').evaluate(bound), {
    ...{state: 'unknown', fact: 'asset.data', reason: 'undeclared'},
  });
});

test('a field that does not fit its schema is an error for who reads it, and only for them', (t) => {
  const odd = {sshd: complete({installed: 'yes', effective: {permitRootLogin: 'no'}})};
  t.is(run('sshd.installed', odd), '<error>');
  t.is(run('sshd.effective.maxAuthTries == null', odd), '<error>');
  t.is(run('sshd.effective.permitRootLogin', odd), 'no');
});

test('names from devices cannot reach the prototype', (t) => {
  const odd = {
    os: complete({family: 'linux', version: '1', load: 0, settings: JSON.parse('{"__proto__": 5}') as unknown}),
  };
  t.is(run('os.settings["constructor"]', odd), '<error>');
  t.is(run('os.settings["__proto__"]', odd), 5);
});

const label = {en: 'x', ja: 'x'};
const declare = (type: ParameterDeclaration['type'], value: ParameterDeclaration['default']): ParameterDeclaration => ({
  type,
  default: value,
  label,
  unit: null,
  min: null,
  max: null,
  stricter: null,
});

test('parameters have the type they declare', (t) => {
  const parameters = {
    age: declare('duration', '7d'),
    names: declare('list<string>', ['root']),
    pattern: declare('string', '^ro'),
  };
  const bound = withParameters(bind(facts), parameters, {age: '7d', names: ['root'], pattern: '^ro'});
  const evaluate = (source: string): unknown =>
    languages.asset.compile(source, {expect: 'any', parameters, item: null}).evaluate(bound);
  t.like(evaluate('params.age'), {value: '7d'});
  t.like(evaluate('now - params.age < now'), {value: true});
  t.like(evaluate('users.exists(u, u.name in params.names && u.name.matches(params.pattern))'), {value: true});
  t.throws(() => evaluate('params.agee'), {message: /did you mean “age”/});
});

test('the inventory is read as asset, with null where it says nothing', (t) => {
  const asset = {
    access: [],
    id: 'a',
    kind: 'server',
    zone: 'office',
    services: {allow: ['tcp/22']},
    exposure: null,
  } as unknown as Asset;
  const bound = languages.asset.bind({facts: {}, asset, now: '2026-04-01T00:00:00Z'});
  t.like(compile('asset.services != null && serviceAllowed("tcp", 22, asset.services.allow)').evaluate(bound), {
    value: true,
  });
  t.like(compile('asset.exposure == null').evaluate(bound), {value: true});
  t.throws(() => compile('asset.kind == "sever"'), {message: /did you mean “server”/});
  t.throws(() => languages.site.compile('asset.id', {expect: 'any', parameters: {}, item: null}));
});

test('a hostile text cannot make a pattern slow', (t) => {
  const long = {os: complete({family: 'linux', version: 'a'.repeat(50_000), load: 0, settings: {}})};
  const started = process.hrtime.bigint();
  t.is(run('os.version.matches("^(a+)+$") && !glob(os.version, "*a*a*a*a*a*b")', long), true);
  t.true(Number(process.hrtime.bigint() - started) / 1e6 < 2000);
});
