import {z} from 'zod';
import {Gap} from '../model/fact.ts';
import {defineProbe, field, partial, whole} from '../model/probe.ts';
import {refuses, type Returns} from './parse/pam-flow.ts';
import {forLocalUser} from './parse/pam-modules.ts';
import {pamArg, pamAsks, pamLines, pamTree, readPam, type Pam, type PamLine} from './parse/pam.ts';

const SuRestriction = z.object({
  restricted: field(z.boolean().nullable(), 'su limited to a group', 'suの利用グループ制限'),
  group: field(z.string().nullable(), 'Group that may use su', 'suを利用できるグループ'),
  trusted: field(z.boolean(), 'Group needs no password', 'グループはパスワード不要'),
});

const isWheel = ({module}: PamLine): boolean => module === 'pam_wheel.so';

/** Somebody in no group that is named, who knows the password. */
const stranger: Returns = (line) => {
  if (isWheel(line)) return [pamArg(line, 'deny') === null ? 'perm_denied' : 'success'];
  return line.module === 'pam_unix.so' ? ['success'] : forLocalUser(line);
};

interface Limit {
  /** null where what was not seen, or modules that are not known, may decide it. */
  readonly restricted: boolean | null;
  readonly group: string | null;
  readonly trusted: boolean;
}

function limitOf(pam: Pam, service: string): Limit {
  const tree = pamTree(pam, service, 'auth');
  const wheel = pamLines(tree).filter(isWheel);
  const limit = wheel.find((line) => pamArg(line, 'deny') === null);
  const refused = limit === undefined ? false : refuses(tree, stranger);
  return {
    // A stack that was not read to its end may limit su in what was not seen.
    restricted: refused === false && !pam.complete ? null : refused,
    group: limit === undefined ? null : (pamArg(limit, 'group') ?? 'wheel'),
    trusted: wheel.some((line) => pamArg(line, 'trust') !== null),
  };
}

/**
 * The su of util-linux, which comes with runuser, takes the service su-l for login shells; that of shadow knows no
 * such service. Without su-l PAM takes another service, so what `su -` does is not known.
 */
function limitOfLogin(pam: Pam): Limit | null {
  if (pam.services.has('su-l')) return limitOf(pam, 'su-l');
  return pam.services.has('runuser-l') ? {restricted: null, group: null, trusted: false} : null;
}

/** What holds for all ways: one without a limit leaves su open. */
function weakest(ways: readonly Limit[]): boolean | null {
  if (ways.some(({restricted}) => restricted === false)) return false;
  return ways.every(({restricted}) => restricted === true) ? true : null;
}

/** pam_wheel(8) in the stacks of su and, for login shells, su-l. */
export const suRestriction = defineProbe({
  fact: 'suRestriction',
  title: {en: 'Restriction of su', ja: 'suコマンドの利用制限'},
  cost: 'cheap',
  schema: SuRestriction,
  ask: {linux: pamAsks},
  parse(answers) {
    const pam = readPam(answers);
    if (!pam.services.has('su')) throw new Gap('unsupported', 'no PAM service su');
    const plain = limitOf(pam, 'su');
    const ways = [plain, limitOfLogin(pam)].filter((limit) => limit !== null);
    const value = {
      restricted: weakest(ways),
      group: plain.group,
      trusted: ways.some(({trusted}) => trusted),
    };
    return pam.complete && value.restricted !== null ? whole(value) : partial(value);
  },
});
