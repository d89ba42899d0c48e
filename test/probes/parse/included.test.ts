import test from 'ava';
import {soughtFiles} from '../../../src/probes/parse/included.ts';

const seen = {
  files: new Map([
    ['/etc/x/conf.d/10-a.conf', 'a'],
    ['/etc/x/conf.d/b.conf', 'b'],
  ]),
  patterns: ['/etc/x/conf.d/*.conf'],
};

test('a pattern within what was sought names the files that fit', (t) => {
  t.deepEqual(soughtFiles(seen, '/etc/x/conf.d/1*.conf'), ['/etc/x/conf.d/10-a.conf']);
  t.deepEqual(soughtFiles(seen, '/etc/x/conf.d/c*.conf'), []);
  t.is(soughtFiles(seen, '/etc/x/conf.d/*'), null);
});

for (const pattern of ['[0-9]*.conf', '{10-a,b}.conf', String.raw`\b.conf`]) {
  test(`nobody knows which files ${pattern} names`, (t) => {
    t.is(soughtFiles(seen, `/etc/x/conf.d/${pattern}`), null);
  });
}
