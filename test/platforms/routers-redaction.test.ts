import {existsSync, readFileSync} from 'node:fs';
import {join} from 'node:path';
import test from 'ava';
import {parse} from 'yaml';
import {z} from 'zod';
import {packageRoot} from '../../src/model/paths.ts';
import {platform, redactorOf} from './routers-support.ts';

const Fixture = z.strictObject({
  entries: z
    .array(
      z.strictObject({
        name: z.string(),
        text: z.string(),
        gone: z.array(z.string().min(1)).optional(),
        kept: z.array(z.string().min(1)).optional(),
      }),
    )
    .min(10),
});

const ids = ['yamaha-rt', 'nec-ix', 'fujitsu-sir', 'fitelnet'];

for (const id of ids) {
  const file = join(packageRoot, `test/fixtures/redaction/${id}.yaml`);
  const {entries} = Fixture.parse(parse(readFileSync(file, 'utf8')));
  const redact = redactorOf(platform(id));
  for (const {name, text, gone, kept} of entries) {
    test(`${id}, ${gone === undefined ? 'survives' : 'is redacted'}: ${name}`, (t) => {
      const once = redact(text);
      if (gone === undefined && kept === undefined) t.is(once.text, text);
      for (const part of gone ?? []) t.false(once.text.includes(part), `${part} is left in ${once.text}`);
      for (const part of kept ?? []) t.true(once.text.includes(part), `${part} is lost from ${once.text}`);
      t.deepEqual(redact(once.text), {text: once.text, count: 0}, 'a second time changes nothing');
    });
  }
  test(`${id}: recordings are there`, (t) => {
    t.true(existsSync(join(packageRoot, 'test/fixtures/recordings', id)));
  });
}
