import type {GapReason} from '../../model/evidence.ts';
import type {Language} from '../../model/text.ts';
import {loadCatalogues} from './catalogue.ts';
import {detailText} from './details.ts';
import {visible} from './visible.ts';

/** Says on one line why something was not reached or read. @throws InputError when a sentence is missing */
export function troubleTeller(
  language: Language,
): (trouble: {readonly reason: GapReason; readonly detail: string}) => string {
  const {gap, value} = loadCatalogues()[language];
  return ({reason, detail}) => `${gap[reason].word}${value.colon}${visible(detailText(detail, language))}`;
}
