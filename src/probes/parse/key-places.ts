import type {GapReason} from '../../model/evidence.ts';
import {Gap} from '../../model/fact.ts';
import type {Answers} from '../../model/probe.ts';
import {dropbearPaths} from '../asks/sshd.ts';
import {words} from './config-lines.ts';
import {sshdAnswerOf, type SshdAnswer} from './sshd-answer.ts';
import type {SshdSettings} from './sshd-config.ts';
import {sshdFilesOf} from './sshd-files.ts';
import {runningLine} from './sshd-running.ts';

const names = ['.ssh/authorized_keys', '.ssh/authorized_keys2'];
const read = new Set(['none', ...names, ...names.map((name) => `%h/${name}`)]);
const sources = ['authorizedkeyscommand', 'trustedusercakeys'];
const lists = ['authorizedkeysfile', 'authorizedkeysfile2'];

function isElsewhere(name: string, value: string): boolean {
  if (sources.includes(name)) return value.toLowerCase() !== 'none';
  return lists.includes(name) && words(value).some((place) => !read.has(place));
}

function namesElsewhere(settings: SshdSettings): boolean {
  return [...settings].some(([name, values]) => values.some((value) => isElsewhere(name, value)));
}

function ofSshd(answers: Answers, answer: SshdAnswer): GapReason | null {
  const {output} = answer;
  const {config, line} = sshdFilesOf(answers, runningLine(answers, answer));
  const inBlocks = config.matchBlocks.flatMap(({settings}) => settings);
  const elsewhere =
    [output, config.settings, line.settings].some(namesElsewhere) ||
    inBlocks.some(({name, value}) => isElsewhere(name, value));
  return elsewhere || config.unresolved.length + config.strange + line.strange.length > 0 ? 'not-collected' : null;
}

/** `-D` names another folder of keys since dropbear 2025.87. */
function ofDropbear(answers: Answers): GapReason | null {
  const text = dropbearPaths.map((path) => answers.file(path)?.text ?? '').join('\n');
  return /[\s"'=]-D/.test(text) ? 'not-collected' : null;
}

function unread(answers: Answers): GapReason | null {
  const told = sshdAnswerOf(answers);
  if (!told.ended || told.sockets === null) return 'unsupported';
  return (told.installed ? ofSshd(answers, told) : null) ?? (told.dropbear ? ofDropbear(answers) : null);
}

/**
 * Why some place that the SSH server takes keys from was not read; null: it takes them from the default places under
 * each home alone. Match blocks are not in the report of sshd, so its files must have been read as well.
 */
export function unreadKeyPlaces(answers: Answers): GapReason | null {
  try {
    return unread(answers);
  } catch (error) {
    if (error instanceof Gap) return error.reason;
    throw error;
  }
}
