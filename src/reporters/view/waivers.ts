import type {Check} from '../../model/check.ts';
import {waiverReasonTitles, waiverState, type Waiver, type WaiverState} from '../../model/waiver.ts';
import {dayIn} from '../../model/zoned-time.ts';
import type {ReportInput} from '../input.ts';
import type {Context} from './common.ts';
import type {Survey} from './survey.ts';
import {deviceText} from './value.ts';
import {titleFor} from './parameters.ts';

export interface WaiverView {
  readonly anchor: string;
  readonly id: string;
  /** Check or clause, in words. */
  readonly target: string;
  readonly code: string;
  readonly assets: string;
  readonly reason: string;
  readonly explanation: string;
  readonly measure: string | null;
  readonly approvedBy: string;
  readonly from: string;
  readonly until: string;
  readonly state: WaiverState;
  readonly stateWord: string;
  /** Fails that it marks. */
  readonly findings: number;
}

export const waiverAnchor = (id: string): string => `w-${id}`;

function targetOf(
  {check, clause}: Waiver,
  checks: ReadonlyMap<string, Check>,
  input: ReportInput,
  context: Context,
): string {
  const {language} = context;
  if (check !== null) return titleFor(check, checks, context);
  return input.guideline.clauses.find(({id}) => id === clause)?.text[language] ?? clause ?? '';
}

/** Every waiver of the run, those that mark nothing too: an approval that fits nothing is worth a look. */
export function waiverViews(input: ReportInput, survey: Survey, context: Context): WaiverView[] {
  const day = dayIn(new Date(input.run.asOf), input.site.timezone);
  const checks = new Map(input.checks.map((check) => [check.id, check]));
  const shown = (text: string): string => deviceText(text, context);
  return input.overlay.waivers.map((waiver) => {
    const state = waiverState(waiver, day);
    return {
      anchor: waiverAnchor(waiver.id),
      id: waiver.id,
      target: targetOf(waiver, checks, input, context),
      code: waiver.check ?? waiver.clause ?? '',
      assets: shown(waiver.assets.join(context.texts.value.separator)),
      reason: waiverReasonTitles[waiver.reason][context.language],
      explanation: shown(waiver.explanation),
      measure: waiver.measure === null ? null : shown(waiver.measure),
      approvedBy: shown(waiver.approvedBy),
      from: waiver.from,
      until: waiver.until,
      state,
      stateWord: context.texts.waiverState[state],
      findings: survey.waived.get(waiver.id) ?? 0,
    };
  });
}
