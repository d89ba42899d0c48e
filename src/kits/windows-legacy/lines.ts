import type {WindowsAsk} from '../../model/ask.ts';
import {stepsOf, type Step} from './steps.ts';

const wmic = (namespace: string): string => `%SYS%\\wbem\\wmic.exe /namespace:\\\\${namespace}`;
const out = '>>"%O%" 2>&1';

/** The root of all users has no values: each line names the key of a user, and is put back into quotes only. */
const everyUser = `for /f "delims=" %%K in ('%SYS%\\reg.exe query HKU 2^>nul') do`;

/** What runs for a step; it may end at `end` by itself. */
function commandsOf(step: Step): string[] {
  switch (step.kind) {
    case 'query':
      return [`%SYS%\\reg.exe query "${step.key}"${step.below ? ' /s' : ''} ${out}`];
    case 'exists':
      return [`%SYS%\\reg.exe query "${step.key}" >nul 2>&1`];
    case 'value':
      return [`%SYS%\\reg.exe query "${step.key}" /v "${step.name}" ${out}`];
    case 'set':
      return [`%SYS%\\reg.exe query "${step.key}" /v "${step.name}" >nul 2>&1`];
    case 'listing':
      return [`call :listing "${step.key}"`];
    case 'users':
      return [`${everyUser} %SYS%\\reg.exe query "%%K\\${step.below}"${step.all ? ' /s' : ''} >>"%O%" 2>nul`];
    case 'listings': {
      const key = `"%%K${step.below === '' ? '' : `\\${step.below}`}"`;
      return [
        `${everyUser} %SYS%\\reg.exe query ${key} >nul 2>&1 && >>"%O%" echo @${key}`,
        `${everyUser} %SYS%\\reg.exe query ${key} 2>nul | %SYS%\\find.exe "HKEY_" >>"%O%"`,
      ];
    }
    case 'instances': {
      const where = step.ask.where === null ? '' : ` where "${step.ask.where}"`;
      const {namespace, class: name, properties} = step.ask;
      return [`${wmic(namespace)} path ${name}${where} get ${properties.join(',')} /value <nul ${out}`];
    }
    case 'filtered': {
      const where = step.ask.where === null ? '' : ` where "${step.ask.where}"`;
      const wanted = step.ask.properties.map((property) => ` /c:"${property}="`).join('');
      const all = `${wmic(step.ask.namespace)} path ${step.ask.class}${where} get /value <nul 2>nul`;
      return [`${all} | %SYS%\\findstr.exe /b /i /l${wanted} >>"%O%"`];
    }
    case 'group':
      return [
        `${wmic('root\\cimv2')} path Win32_Group where "LocalAccount=TRUE AND SID='${step.ask.sid}'" get Domain,Name /value <nul ${out}`,
      ];
    case 'members':
      return [`call :members ${step.ask.sid}`];
    case 'program':
      return [
        'set "E=none"',
        `if not exist %SYS%\\${step.ask.program} goto end`,
        `%SYS%\\${[step.ask.program, ...step.ask.args].join(' ')} ${out}`,
      ];
    default:
      return step satisfies never;
  }
}

const guards = {always: '', found: 'if "%X%"=="0" ', missing: 'if not "%X%"=="0" '} as const;

/** Steps that tell whether what is asked for is there. */
export const finds: ReadonlySet<Step['kind']> = new Set<Step['kind']>([
  'query',
  'exists',
  'listing',
  'instances',
  'filtered',
  'group',
]);

/** A step as lines of the collector: each is a routine of its own, as cmd.exe fills in variables line by line. */
function routineOf(step: Step, slot: string, index: number): string[] {
  return [
    `:q${slot}_${index}`,
    `call :begin ${slot} ${index}`,
    ...commandsOf(step),
    'set "E=%ERRORLEVEL%"',
    ...(finds.has(step.kind) ? ['set "X=%E%"'] : []),
    'goto end',
  ];
}

export interface AskLines {
  readonly calls: readonly string[];
  readonly routines: readonly string[];
}

/** Lines for steps; `slot`: what the frames of the answers name. */
export function linesFor(steps: readonly Step[], slot: string): AskLines {
  return {
    calls: steps.map(({when}, index) => `${guards[when]}call :q${slot}_${index} ${slot} ${index}`),
    routines: steps.flatMap((step, index) => routineOf(step, slot, index)),
  };
}

/** How cmd.exe puts a question, whatever its place: a question is the same only where this is. null: it cannot. */
export function putByBatch(ask: WindowsAsk): string | null {
  const steps = stepsOf(ask);
  if (steps === null) return null;
  const {calls, routines} = linesFor(steps, 'N');
  return [...calls, ...routines].join('\n');
}
