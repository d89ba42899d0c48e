#!/usr/bin/env -S MALLOC_ARENA_MAX=1 node --max-semi-space-size=8
import {setFlagsFromString} from 'node:v8';
import {Command, CommanderError, Option} from 'commander';
import {exitCodes, languageOf, tell} from './commands/basics.ts';

type Action<A extends readonly unknown[]> = (...args: A) => Promise<number> | number;

/** Each command is loaded when it is run: a start costs no more than what it needs. */
function run<A extends readonly unknown[]>(load: () => Promise<Action<A>>): (...args: A) => Promise<void> {
  return async (...args) => {
    const command = await load();
    process.exitCode = await command(...args);
  };
}

// What is alive while a fleet is scanned is small and stays so, and V8 lets garbage grow to several times that before it
// collects. A seventh more costs a twelfth more CPU time in judging and saves a third of the memory (200 hosts, Node 20).
setFlagsFromString('--heap-growing-percent=15');

// A command runs for seconds or minutes, most of its code a few hundred times: V8 of Node 20 would spend a tenth of all CPU time on
// making code faster that is done soon after. Later ones know better, and have no such setting.
if (process.versions.node.startsWith('20.')) setFlagsFromString('--interrupt-budget=600000');

const program = new Command('mizumori');
program
  .description('Agentless configuration scanner for water utilities / 水道事業者向けエージェントレス構成診断')
  .version('0.1.0')
  .configureHelp({showGlobalOptions: true})
  // `history` and `history rebuild` have options of the same names: those after the last word are of that.
  .enablePositionalOptions()
  .exitOverride()
  .showHelpAfterError();

const lang = (): Option => new Option('--lang <ja|en>', 'language of what is said');
const checks = (): Option => new Option('--checks <dir>', 'folder of checks instead of the one shipped');
const json = (): Option => new Option('--json', 'machine-readable output on stdout');
const with_ = (): Option => new Option('--with <file>', 'YAML with zones and credentials for a CSV or XLSX inventory');
const only = (): Option => new Option('--only <id...>', 'these assets only');
const quiet = (): Option => new Option('--quiet', 'no progress, no summary');
const format = (): Option =>
  new Option('--format <list>', "html, json, csv, xlsx, acceptance, clauses; default: the profile's, else html,json");
const knownHosts = (): Option => new Option('--known-hosts <file>', 'default: known_hosts beside the inventory');
const profile = (): Option => new Option('--profile <name>', 'what is judged');
const failOn = (): Option => new Option('--fail-on <0-4>', 'severity from which a fail gives exit code 1').default('3');
const minCoverage = (): Option => new Option('--min-coverage <percent>', "default: the profile's floor");
const concurrency = (): Option => new Option('--concurrency <n>', 'hosts at a time').default('32');
const out = (): Option => new Option('--out <dir>', 'new run folder; default: out/<run-id>');
const approvedPlan = (): Option => new Option('--plan <file>', 'approved plan, as plan --json writes it');
const waivers = (): Option => new Option('--waivers <path>', 'file or folder; default: waivers beside the inventory');
const attestations = (): Option =>
  new Option('--attestations <path>', 'file or folder; default: attestations beside the inventory');
const advisories = (): Option =>
  new Option('--advisories <path>', 'advisories of makers: CSAF, CISA KEV or CSV; file or folder');
const asset = (): Option => new Option('--asset <id>', 'asset that the one answer file or log is of');
const resume = (): Option => new Option('--resume <run>', 'continue an interrupted run');

function add(parent: Command, usage: string, description: string, options: readonly Option[]): Command {
  const command = parent.command(usage).description(description);
  for (const option of [...options, lang(), checks()]) command.addOption(option);
  return command;
}

const collecting = (): Option[] => [
  with_(),
  only(),
  out(),
  resume(),
  approvedPlan(),
  profile().default('scheduled'),
  concurrency(),
  new Option('--walks <dir>', 'read <asset>.walk or <asset>.snmprec in place of asking; send nothing'),
  new Option('--nmap <file...>', 'reports of nmap (-oX) whose hosts are taken into the run'),
  new Option('--kit <file...>', 'answer files of kits and logs of terminals that are taken into the run'),
  asset(),
  knownHosts(),
  waivers(),
  attestations(),
  advisories(),
  quiet(),
];

add(program, 'scan <inventory>', 'plan, collect, judge and report', [
  ...collecting(),
  format(),
  failOn(),
  minCoverage(),
  json(),
]).action(run(async () => (await import('./commands/scan.ts')).scanCommand));
add(program, 'plan <inventory>', 'print everything a scan would send; send nothing', [
  with_(),
  only(),
  json(),
  new Option('--sudoers', 'print the sudoers file that allows just these commands'),
  new Option('--against <plan>', 'differences to a plan written with --json'),
  new Option('--html <file>', 'write it as a page to print and sign'),
  new Option('--force', 'write over a file that is there'),
]).action(run(async () => (await import('./commands/plan.ts')).planCommand));
add(program, 'collect <inventory>', 'evidence only', collecting()).action(
  run(async () => (await import('./commands/scan.ts')).collectCommand),
);
add(program, 'judge <run>', 'judge stored evidence anew', [
  profile(),
  new Option('--as-of <time>', "default: the run's own time"),
  new Option('--id <name>', 'name of the judgement'),
  new Option('--waivers <path>', 'file or folder instead of what the run holds'),
  new Option('--attestations <path>', 'file or folder instead of what the run holds'),
  new Option('--advisories <path>', 'file or folder instead of what the run holds'),
  format(),
  failOn(),
  minCoverage(),
  json(),
  quiet(),
]).action(run(async () => (await import('./commands/judge.ts')).judgeCommand));
add(program, 'report <run>', 'render the reports again', [
  format(),
  new Option('--share', 'mask names and addresses; written to <run>/share; not for acceptance records'),
]).action(run(async () => (await import('./commands/report.ts')).reportCommand));
add(program, 'trust <inventory>', 'fetch and show host keys, ask, write known_hosts', [
  with_(),
  only(),
  knownHosts(),
  new Option('--yes', 'do not ask: the fingerprints were compared'),
]).action(run(async () => (await import('./commands/trust.ts')).trustCommand));
add(program, 'verify <run>', 'check chain and digests offline', [json()]).action(
  run(async () => (await import('./commands/verify.ts')).verifyCommand),
);

add(program, 'baseline <run>', 'accept the state of assets: later drift is measured against it', [
  new Option('--approved-by <name>', 'who accepts').makeOptionMandatory(),
  only(),
  new Option('--into <dir>', 'folder of the accepted states').default('baselines'),
  new Option('--conditional <reason>', 'accept also what is not good, for this reason'),
]).action(run(async () => (await import('./commands/baseline.ts')).baselineCommand));
add(program, 'diff <run> [other]', 'what changed between two runs, or since acceptance, and why', [
  new Option('--baselines <dir>', 'compare the run with accepted states instead'),
  json(),
]).action(run(async () => (await import('./commands/diff.ts')).diffCommand));

const checksCommand = program.command('checks').description('what is judged');
add(checksCommand, 'list', 'one line a check', []).action(
  run(async () => (await import('./commands/checks.ts')).checksListCommand),
);
add(checksCommand, 'show <id>', 'one check whole', []).action(
  run(async () => (await import('./commands/checks.ts')).checksShowCommand),
);
add(checksCommand, 'test [ids...]', 'run the examples', []).action(
  run(async () => (await import('./commands/checks.ts')).checksTestCommand),
);
add(checksCommand, 'lifecycle <file...>', 'take dates of end of support from files of endoflife.date', [
  new Option(
    '--date <day>',
    'YYYY-MM-DD on which the files were fetched; default: as the file says, else when it was written',
  ),
  json(),
]).action(run(async () => (await import('./commands/checks-lifecycle.ts')).checksLifecycleCommand));

const guideline = program.command('guideline').description('the clauses');
add(guideline, 'coverage', 'which clauses are answered how', [json()]).action(
  run(async () => (await import('./commands/guideline.ts')).guidelineCoverageCommand),
);

const forms = (): Option[] => [
  new Option('--run <run>', 'run folder, or one of its judgements'),
  new Option('--inventory <file>', 'inventory beside which they stand'),
  with_(),
  new Option('--format <xlsx|csv>', 'kind of table').default('xlsx'),
  new Option('--encoding <utf-8|cp932>', 'of a CSV').default('utf-8'),
  new Option('--force', 'write over a file that is there'),
  quiet(),
];
add(guideline, 'show <id>', 'one clause with its checks, or one table', [json()]).action(
  run(async () => (await import('./commands/guideline-show.ts')).guidelineShowCommand),
);
add(guideline, 'questionnaire', 'the clauses that people answer, as a table to fill in', [
  ...forms(),
  attestations(),
  new Option('--out <file>', 'default: questionnaire.xlsx or .csv'),
  new Option('--all', 'also the clauses that checks decide, to read along'),
]).action(run(async () => (await import('./commands/questionnaire.ts')).questionnaireCommand));
add(program, 'waivers', 'the waivers, as a table to fill in', [
  ...forms(),
  waivers(),
  new Option('--out <file>', 'default: waivers.xlsx or .csv'),
]).action(run(async () => (await import('./commands/waivers.ts')).waiversCommand));
add(
  program,
  'kit <platform> [inventory]',
  'write an offline collector: linux, windows, windows-legacy, or network with --platform',
  [
    new Option('--platform <id>', 'platform of the network device'),
    new Option('--policy <id>', 'zone policy that it keeps to, where there is no inventory').default('control'),
    with_(),
    only(),
    new Option('--out <file>', 'default: mizumori-kit-<platform>.sh, .ps1, .bat or .txt'),
    new Option('--force', 'write over a file that is there'),
    json(),
    quiet(),
  ],
).action(run(async () => (await import('./commands/kit.ts')).kitCommand));
add(program, 'import <file...>', 'take in answers of kits, logs of terminals, reports of nmap, filled-in tables', [
  new Option('--inventory <file>', 'inventory of the assets that answers are of'),
  asset(),
  with_(),
  only(),
  out(),
  profile().default('scheduled'),
  concurrency(),
  waivers(),
  attestations(),
  advisories(),
  format(),
  failOn(),
  minCoverage(),
  new Option('--into <file>', 'YAML to write; default: attestations.yaml or waivers.yaml here'),
  new Option('--force', 'write over a file that is there'),
  json(),
  quiet(),
]).action(run(async () => (await import('./commands/import.ts')).importCommand));

const runs = (): Option => new Option('--out <dir>', 'folder of the run folders').default('out');
const history = add(program, 'history', 'list runs', [runs(), json()]).action(
  run(async () => (await import('./commands/history.ts')).historyCommand),
);
add(history, 'rebuild', 'make the index anew from the run folders', [runs()]).action(
  run(async () => (await import('./commands/history.ts')).historyRebuildCommand),
);

const inventory = program.command('inventory').description('inventory files');
add(inventory, 'check <file>', 'validate', [
  with_(),
  json(),
  new Option('--resolved', 'show every value and where it came from'),
]).action(run(async () => (await import('./commands/inventory.ts')).inventoryCheckCommand));

function languageForErrors(): 'ja' | 'en' {
  const index = process.argv.indexOf('--lang');
  const given = index === -1 ? undefined : process.argv[index + 1];
  return languageOf(given === 'ja' || given === 'en' ? given : undefined, process.env);
}

// Who reads only the beginning (`| head`) has seen enough: a scan goes on, and there is nothing to complain of.
for (const stream of [process.stdout, process.stderr]) {
  stream.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error;
  });
}

try {
  await program.parseAsync();
} catch (error) {
  if (error instanceof CommanderError) process.exitCode = error.exitCode === 0 ? exitCodes.good : exitCodes.badInput;
  else {
    const {explain} = await import('./commands/errors.ts');
    const {text, exitCode} = explain(error, languageForErrors());
    tell(text);
    process.exitCode = exitCode;
  }
}
