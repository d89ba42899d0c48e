import test from 'ava';
import {aptOption, isYes, readAptOptions} from '../../../src/probes/parse/apt-conf.ts';

test('options are the same in scopes and by their full names, without regard to case', (t) => {
  const options = readAptOptions([
    'APT { Periodic { Unattended-Upgrade "1"; }; };',
    'apt::periodic::update-package-lists "0";',
  ]);
  t.is(aptOption(options, 'APT::Periodic::Unattended-Upgrade'), '1');
  t.is(aptOption(options, 'APT::Periodic::Update-Package-Lists'), '0');
  t.true(options.complete);
});

test('the last value given holds, comments hold nothing', (t) => {
  const options = readAptOptions(['A "1"; // A "2";\n# A "3";\n/* A "4"; */', 'A "5";']);
  t.is(aptOption(options, 'a'), '5');
  t.is(aptOption(readAptOptions(['// A "2";']), 'a'), null);
});

test('an address is no comment', (t) => {
  t.is(
    aptOption(readAptOptions(['Acquire::http::Proxy "http://proxy.example.jp:3128/";']), 'Acquire::http::Proxy'),
    'http://proxy.example.jp:3128/',
  );
  t.is(aptOption(readAptOptions(['Dir::Etc /srv/apt;']), 'Dir::Etc'), '/srv/apt');
});

test('lists keep all their elements', (t) => {
  const options = readAptOptions(['U::Origins { "a"; "b"; };', 'U::Origins:: "c";']);
  t.deepEqual(options.values.get('u::origins'), ['a', 'b', 'c']);
});

for (const text of ['A {', 'A "1"', '};', '#clear A;', '#include "/etc/other";', 'A { '.repeat(40)]) {
  test(`${text.slice(0, 20)} is not read as if it were whole`, (t) => {
    t.false(readAptOptions([text]).complete);
  });
}

test('yes has the words that apt has for it', (t) => {
  for (const yes of ['1', '7', 'true', 'Yes', 'on', 'enable', 'with']) t.true(isYes(yes), yes);
  for (const no of ['0', 'false', 'no', 'off', '', null]) t.false(isYes(no), String(no));
});
