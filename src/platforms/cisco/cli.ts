import type {CliDialect} from '../../model/platform.ts';

/** A name of a file, a protocol or an interface; no more than what the questions need. */
const harmless = String.raw`[A-Za-z0-9][A-Za-z0-9 ./:_-]{0,80}`;

/** `show …`, perhaps through a filter that only reads; never into a file. */
export const showCommand = new RegExp(`^show ${harmless}(?: \\| (?:include|exclude|begin|section) ${harmless})?$`);

export const moreOf: CliDialect['pager'] = {pattern: /(?:<---? More ---?>|--More--)\s*$/, answer: ' '};

export const ciscoRefusals: CliDialect['refusals'] = [
  {pattern: /^[ \t]*\^[ \t]*$/m, reason: 'unsupported'},
  {pattern: /% ?(?:Invalid|Incomplete|Ambiguous|Unrecognized|Unknown)\b/i, reason: 'unsupported'},
  {pattern: /^ERROR: % Invalid/m, reason: 'unsupported'},
  {
    pattern: /% ?(?:Authorization failed|Permission denied|Access denied|Not authorized)|Command authorization failed/i,
    reason: 'permission-denied',
  },
];
