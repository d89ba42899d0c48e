import type {PlanRefusal} from '../../model/plan.ts';
import type {Language} from '../../model/text.ts';
import {loadCatalogues} from './catalogue.ts';
import {detailText} from './details.ts';
import {visible} from './visible.ts';

/** Details that say no more than the sentence for the code. */
const bare: ReadonlySet<PlanRefusal['code']> = new Set(['controller', 'no-access', 'by-kit', 'no-port', 'no-approval']);

/** Says on one line why a way is not taken. @throws InputError when a sentence is missing */
export function refusalTeller(language: Language): (refusal: Pick<PlanRefusal, 'code' | 'detail'>) => string {
  const {refusal, value} = loadCatalogues()[language];
  return ({code, detail}) => {
    if (detail === '' || bare.has(code)) return refusal[code];
    return `${refusal[code]}${value.colon}${visible(detailText(detail, language))}`;
  };
}
