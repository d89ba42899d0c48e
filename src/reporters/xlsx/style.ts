import type {OutcomeStatus} from '../../model/finding.ts';
import type {CellStyle, CellValue, StyledCell} from '../../spreadsheets/index.ts';

export type Row = readonly (CellValue | StyledCell)[];

const styles: Readonly<Record<OutcomeStatus, CellStyle>> = {
  fail: {color: '#9C0006', fill: '#FFC7CE', align: 'center'},
  error: {color: '#9C0006', align: 'center'},
  'not-tested': {color: '#7F6000', fill: '#FFF2CC', align: 'center'},
  manual: {color: '#1F4E79', align: 'center'},
  pass: {color: '#375623', fill: '#E2EFDA', align: 'center'},
  'not-applicable': {color: '#7F7F7F', align: 'center'},
};

/** An outcome as a word in its colour. */
export function outcomeCell(status: OutcomeStatus, text: string): StyledCell {
  return {value: text, style: styles[status]};
}

export function heading(text: string): StyledCell {
  return {value: text, style: {bold: true, wrap: false}};
}
