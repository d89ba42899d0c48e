import type {Bilingual} from '../text.ts';

/** A file that is no XML report of nmap, is damaged, or is larger than what is read. The sentence says what to do. */
export class NmapXmlError extends Error {
  override readonly name = 'NmapXmlError';
  readonly problem: Bilingual;

  constructor(problem: Bilingual) {
    super(problem.en);
    this.problem = problem;
  }
}

const advice = {
  en: 'give the file that nmap wrote with -oX, as it was written',
  ja: 'nmapが -oX で出力したファイルを、そのまま指定してください',
};

export const notNmap = (): NmapXmlError =>
  new NmapXmlError({
    en: `this is no XML report of nmap; ${advice.en}`,
    ja: `nmapのXML出力ではありません。${advice.ja}`,
  });

export const damaged = (): NmapXmlError =>
  new NmapXmlError({
    en: `the XML is damaged; ${advice.en}`,
    ja: `XMLが壊れています。${advice.ja}`,
  });

export const declares = (): NmapXmlError =>
  new NmapXmlError({
    en: `the XML has a document type with declarations, which nmap does not write; ${advice.en}`,
    ja: `nmapが出力しない文書型宣言（DTD）が含まれています。${advice.ja}`,
  });

export const twoReports = (): NmapXmlError =>
  new NmapXmlError({
    en: 'the file holds two reports one after the other; give each as a file of its own',
    ja: '2つの出力が1つのファイルに続けて入っています。1つずつ別のファイルにしてください',
  });

export const tooLarge = (): NmapXmlError =>
  new NmapXmlError({
    en: 'the XML is larger than any report of nmap that is read here; scan fewer hosts at a time',
    ja: 'XMLが大きすぎて読み取れません。スキャンするホストを分けて実行してください',
  });
