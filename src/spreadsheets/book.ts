import {damaged} from './sheet.ts';
import type {Parts} from './unpack.ts';
import {readXml} from './xml.ts';

export interface BookSheet {
  readonly name: string;
  readonly hidden: boolean;
  readonly xml: string;
}

export interface Book {
  readonly sheets: readonly BookSheet[];
  readonly strings: string | null;
  readonly styles: string | null;
  /** Dates are counted from 1904, as Excel for the Mac did. */
  readonly from1904: boolean;
}

interface Relation {
  readonly id: string;
  /** Last word of its type: `worksheet`, `styles`, … */
  readonly type: string;
  /** Path of the part in the package, in lower case. */
  readonly target: string;
}

function resolve(base: string, target: string): string {
  return new URL(target, `file:///${base}`).pathname.slice(1).toLowerCase();
}

/** What a part refers to. `base`: path of the part. */
function relationsOf(parts: Parts, base: string): Relation[] {
  const slash = base.lastIndexOf('/') + 1;
  const xml = parts.get(`${base.slice(0, slash)}_rels/${base.slice(slash)}.rels`);
  if (xml === undefined) throw damaged();
  const relations: Relation[] = [];
  readXml(xml, {
    open: (name, {Id = '', Type = '', Target = ''}) => {
      if (name !== 'Relationship') return;
      relations.push({id: Id, type: Type.slice(Type.lastIndexOf('/') + 1), target: resolve(base, Target)});
    },
  });
  return relations;
}

interface Listed {
  readonly name: string;
  readonly hidden: boolean;
  readonly relation: string;
}

function readList(xml: string): {readonly listed: readonly Listed[]; readonly from1904: boolean} {
  const listed: Listed[] = [];
  let from1904 = false;
  readXml(xml, {
    open: (name, attributes) => {
      if (name === 'workbookPr') from1904 = /^(?:1|true)$/.test(attributes['date1904'] ?? '');
      if (name !== 'sheet') return;
      const relation = Object.entries(attributes).find(([key]) => key.endsWith(':id'))?.[1] ?? '';
      const hidden = (attributes['state'] ?? 'visible') !== 'visible';
      listed.push({name: attributes['name'] ?? '', hidden, relation});
    },
  });
  return {listed, from1904};
}

/** Finds the parts of a workbook by its relations. Sheets that hold a chart alone are left out. @throws SpreadsheetError */
export function readBook(parts: Parts): Book {
  const main = relationsOf(parts, '').find(({type}) => type === 'officeDocument');
  const xml = main && parts.get(main.target);
  if (main === undefined || xml === undefined) throw damaged();
  const {listed, from1904} = readList(xml);
  const relations = relationsOf(parts, main.target);
  const partOf = (wanted: string): string | null => {
    const found = relations.find(({type}) => type === wanted);
    return found === undefined ? null : (parts.get(found.target) ?? null);
  };
  const sheets = listed.flatMap(({name, hidden, relation}) => {
    const found = relations.find(({id}) => id === relation);
    if (found === undefined) throw damaged();
    if (found.type !== 'worksheet') return [];
    const sheet = parts.get(found.target);
    if (sheet === undefined) throw damaged();
    return [{name, hidden, xml: sheet}];
  });
  return {sheets, strings: partOf('sharedStrings'), styles: partOf('styles'), from1904};
}
