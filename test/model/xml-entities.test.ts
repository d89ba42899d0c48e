import test from 'ava';
import {decodeEntities} from '../../src/model/xml-entities.ts';

test('references are what they stand for', (t) => {
  t.is(decodeEntities('a &lt;b&gt; &quot;c&quot; &apos;d&apos; &amp;amp;'), 'a <b> "c" \'d\' &amp;');
  t.is(decodeEntities('&#45;&#x2d;&#x20BB7;&#x1b;[31m'), '--𠮷\u001b[31m');
  t.is(decodeEntities('AT&T & others'), 'AT&T & others');
});

test('names that XML does not have, and numbers that are no character, are not read', (t) => {
  for (const text of ['&nbsp;', '&xxe;', '&constructor;', '&toString;', '&__proto__;', '&#0;', '&#x110000;'])
    t.is(decodeEntities(`before ${text} after`), null, text);
  t.is(decodeEntities(`&#${'9'.repeat(1000)};`), null);
});
