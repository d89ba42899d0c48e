import {z} from 'zod';
import {Gap} from '../model/fact.ts';
import {defineProbe, field, partial, whole} from '../model/probe.ts';
import {pamArg, pamAsks, pamStack, readPam} from './parse/pam.ts';

const SuRestriction = z.object({
  restricted: field(z.boolean().nullable(), 'su limited to a group', 'suの利用グループ制限'),
  group: field(z.string().nullable(), 'Group that may use su', 'suを利用できるグループ'),
  trusted: field(z.boolean(), 'Group needs no password', 'グループはパスワード不要'),
});

const binding = new Set(['required', 'requisite']);

/** pam_wheel(8) in the stack of su. */
export const suRestriction = defineProbe({
  fact: 'suRestriction',
  title: {en: 'Restriction of su', ja: 'suコマンドの利用制限'},
  cost: 'cheap',
  schema: SuRestriction,
  ask: {linux: pamAsks},
  parse(answers) {
    const pam = readPam(answers);
    if (!pam.services.has('su')) throw new Gap('unsupported', 'no PAM service su');
    const wheel = pamStack(pam, 'su', 'auth').filter(({module}) => module === 'pam_wheel.so');
    const limit = wheel.find((line) => binding.has(line.control) && pamArg(line, 'deny') === null);
    const value = {
      // A stack that was not read to its end may limit su in what was not seen.
      restricted: limit !== undefined ? true : pam.complete ? false : null,
      group: limit === undefined ? null : (pamArg(limit, 'group') ?? 'wheel'),
      trusted: wheel.some((line) => pamArg(line, 'trust') !== null),
    };
    return pam.complete ? whole(value) : partial(value);
  },
});
