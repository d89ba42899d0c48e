/** `npm run corpus`: our parsers over recorded outputs whose values are known. Ends with 1 when one is wrong. */
import {corpusFolder, line, runCorpus} from './run.ts';

const results = runCorpus();
if (results === null) {
  console.log(`The corpus is absent: there is no folder ${corpusFolder}. Nothing was compared.`);
} else {
  for (const result of results) {
    console.log(line(result));
    for (const name of result.verdict.wrong) console.log(`  WRONG ${name}`);
    for (const name of result.verdict.missing) console.log(`  missing ${name}`);
  }
  if (results.some(({verdict}) => verdict.wrong.length > 0)) process.exitCode = 1;
}
