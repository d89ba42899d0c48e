import test from 'ava';
import {corpusFolder, line, runCorpus} from './run.ts';

test('our parsers read recorded outputs of real systems as they are known to be', (t) => {
  const results = runCorpus();
  if (results === null) {
    t.log(`the corpus is absent: no folder ${corpusFolder}; nothing was compared`);
    t.pass();
    return;
  }
  for (const result of results) {
    t.log(line(result));
    t.true(result.parsed > 0 && result.verdict.right > 0, `${result.source}: nothing was compared`);
    t.deepEqual(result.verdict.wrong, []);
  }
});
