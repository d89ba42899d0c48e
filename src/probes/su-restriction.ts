import {z} from 'zod';
import {Gap} from '../model/fact.ts';
import {defineProbe, field, partial, whole} from '../model/probe.ts';
import {pamArg, pamAsks, pamStack, readPam, type PamLine} from './parse/pam.ts';

const SuRestriction = z.object({
  restricted: field(z.boolean().nullable(), 'su limited to a group', 'suの利用グループ制限'),
  group: field(z.string().nullable(), 'Group that may use su', 'suを利用できるグループ'),
  trusted: field(z.boolean(), 'Group needs no password', 'グループはパスワード不要'),
});

/** Whether a success of this line can end the stack, or leave out lines, before the one that limits su. */
function mayPass({control, module}: PamLine): boolean {
  if (module === 'pam_rootok.so' || module === 'pam_wheel.so') return false;
  return control === 'sufficient' || /^\[.*\b(?:success|default)=(?:done|\d)/.test(control);
}

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
    const stack = pamStack(pam, 'su', 'auth');
    const wheel = stack.filter(({module}) => module === 'pam_wheel.so');
    const limit = wheel.find((line) => binding.has(line.control) && pamArg(line, 'deny') === null);
    const passed = limit !== undefined && stack.slice(0, stack.indexOf(limit)).some(mayPass);
    const value = {
      // A stack that was not read to its end may limit su in what was not seen.
      restricted: limit !== undefined && !passed ? true : pam.complete && !passed ? false : null,
      group: limit === undefined ? null : (pamArg(limit, 'group') ?? 'wheel'),
      trusted: wheel.some((line) => pamArg(line, 'trust') !== null),
    };
    return pam.complete && !passed ? whole(value) : partial(value);
  },
});
