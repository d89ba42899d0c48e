import type {Clause, Guideline} from '../../src/model/guideline.ts';
import {clauseCheck, clauseOf} from '../support/guideline.ts';

function clause(
  id: string,
  section: string,
  ja: string,
  en: string,
  checks: readonly string[],
  more: Partial<Clause> = {},
): Clause {
  return clauseOf(id, {
    section,
    text: {ja, en},
    mode: checks.length > 0 ? 'automated' : 'attested',
    checks: checks.map((check) => clauseCheck(check, {role: 'decides', covers: 'full'})),
    ...more,
  });
}

export const guideline: Guideline = {
  id: 'water-4',
  title: {
    ja: '水道分野における情報セキュリティガイドライン 第4版',
    en: 'Information security guideline for the water sector, 4th edition',
  },
  edition: '4',
  sections: [
    {id: '3.5.1', title: {ja: '主体認証', en: 'Authentication'}},
    {id: '3.5.4', title: {ja: '証跡管理', en: 'Audit trails'}},
    {id: '3.5.8', title: {ja: '脆弱性対策', en: 'Vulnerabilities'}},
    {id: '3.5.9', title: {ja: '不正プログラム対策', en: 'Malware'}},
  ],
  clauses: [
    clause(
      '3.5.1-02',
      '3.5.1',
      '認証が必要な情報システムに認証機能を適用する',
      'Systems that need authentication have it',
      ['ssh-root-login', 'telnet', 'default-community'],
    ),
    clause(
      '3.5.1-05',
      '3.5.1',
      '認証情報の通信と保存を暗号化する',
      'Authentication data is encrypted on the way and at rest',
      ['ssh-password-login', 'telnet'],
      {level: 'recommended'},
    ),
    clause(
      '3.5.1-12',
      '3.5.1',
      '他人の識別コードを使わない',
      'Nobody uses the account of another',
      ['shared-accounts'],
      {
        mode: 'assisted',
        note: {
          ja: 'アカウントの一覧は示せるが、実際の使い方は人にしか分からない。',
          en: 'The accounts can be listed, but only people know how they are used.',
        },
      },
    ),
    clause(
      '3.5.1-14',
      '3.5.1',
      '人事異動に伴う一斉抹消の手順を定める',
      'There is a procedure for removing many accounts at once',
      [],
      {
        level: 'recommended',
        note: {ja: '規程の有無は機械では確かめられない。', en: 'A machine cannot see whether a rule exists.'},
      },
    ),
    clause('3.5.4-01', '3.5.4', '証跡を取得し、別に保管する', 'Audit trails are kept, and kept elsewhere', [
      'log-forwarding',
    ]),
    clause('3.5.4-03', '3.5.4', '時刻を正しく保つ', 'Clocks are right', ['time-sync', 'clock-agreement']),
    clause('3.5.8-02', '3.5.8', '修正プログラムを適用する', 'Security updates are installed', [
      'security-updates',
      'os-support',
    ]),
    clause(
      '3.5.8-04',
      '3.5.8',
      '不要なサービスを停止する',
      'Services that nobody needs are off',
      ['listening-services'],
      {level: 'recommended'},
    ),
    clause(
      '3.5.9-01',
      '3.5.9',
      '不正プログラム対策ソフトの定義を最新に保つ',
      'Malware definitions are kept up to date',
      ['malware-definitions'],
    ),
  ],
  tables: [
    {
      id: '3-1',
      title: {ja: '想定するリスク', en: 'Risks'},
      rows: [
        {
          id: 'intentional',
          number: '1',
          title: {ja: '意図的な要因', en: 'Intended'},
          text: {ja: '不正侵入など', en: 'Intrusion and the like'},
        },
      ],
    },
  ],
  digest: 'f'.repeat(64),
};
