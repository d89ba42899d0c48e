import test from 'ava';
import type {Attestation} from '../../src/model/attestation.ts';
import type {Waiver} from '../../src/model/waiver.ts';
import type {ReportInput} from '../../src/reporters/index.ts';
import {fixture, parts} from './fixture.ts';
import {rendered} from './helpers.ts';

const waiver: Waiver = {
  id: 'w-2026-001',
  check: 'ssh-root-login',
  clause: null,
  assets: ['srv-ledger-01'],
  subject: null,
  reason: 'vendor-constraint',
  explanation: '<b>遠隔保守</b>がrootを使う',
  measure: '接続元を限定',
  requestedBy: null,
  approvedBy: '水道部長',
  from: '2026-04-01',
  until: '2027-03-31',
};
const idle: Waiver = {...waiver, id: 'w-2025-009', assets: ['nobody'], from: '2025-04-01', until: '2026-03-31'};

const attestation: Attestation = {
  clause: '3.5.1-14',
  subject: 'organisation',
  answer: 'met',
  explanation: '人事異動の手順書がある',
  document: '規程 第12条',
  method: 'inspection',
  interviewee: '総務課',
  answeredBy: '水道 太郎',
  approvedBy: '浄水 花子',
  date: '2026-06-01',
  until: null,
  reaskAfterDays: 365,
};

function overlaid(): ReportInput {
  const applied = {id: waiver.id, reason: waiver.reason, until: waiver.until, state: 'active'} as const;
  const findings = parts.findings.map((one) =>
    one.asset === 'srv-ledger-01' && one.check === 'ssh-root-login' && one.outcome.status === 'fail'
      ? {...one, waiver: applied}
      : one,
  );
  const attestations = [attestation, {...attestation, clause: '3.5.1-12', date: '2025-01-10', approvedBy: '浄水 花子'}];
  return fixture({findings, overlay: {waivers: [idle, waiver], attestations}});
}

const plain = (page: string): string => page.replaceAll(/<(style|script)>.*?<\/\1>/gs, '').replaceAll(/<[^>]*>/g, ' ');

test('accepted fails stand in a list of their own, with who approved them, until when, and what they mark', async (t) => {
  const page = await rendered('html', overlaid());
  const row = (id: string): string => plain(new RegExp(`<tr id="w-${id}".*?</tr>`, 's').exec(page)?.[0] ?? '');
  t.regex(
    row('w-2026-001'),
    /有効.*ssh-root-login.*srv-ledger-01.*ベンダーの制約で変更できない.*代替策.*接続元を限定.*承認者.*水道部長.*2026-04-01.*2027-03-31.*\b1\b/s,
  );
  t.regex(row('w-2025-009'), /期限切れ.*\b0\b/s);
  t.true(page.includes('&lt;b&gt;遠隔保守&lt;/b&gt;'));
});

test('the finding says that it is accepted, and stays among the fails', async (t) => {
  const page = await rendered('html', overlaid());
  t.regex(
    page,
    /<article class="finding f-fail"[^>]*data-status="fail"[^>]*>(?:(?!<\/article>).)*href="#w-w-2026-001">2027-03-31 まで受容（ベンダーの制約で変更できない、w-2026-001）/s,
  );
  t.regex(page, /<li class="t-fail"><span class="n">\d+<small>うち受容 1 件<\/small>/);
});

test('a clause tells what people answered, and whether the answer still holds', async (t) => {
  const text = plain(await rendered('html', overlaid()));
  t.regex(
    text,
    /組織全体: 実施済み（2027-06-01 まで有効）\s+人事異動の手順書がある\s+文書.規程 第12条.*確認方法.閲覧.*聞き取り先.総務課.*回答者.水道 太郎 2026-06-01.*承認者.浄水 花子/s,
  );
  t.regex(text, /2026-01-10 で期限切れ、再回答が必要/);
});

test('the English report tells the same in English', async (t) => {
  const text = plain(await rendered('html', overlaid(), 'en'));
  t.regex(text, /Accepted until 2027-03-31 \(The vendor does not allow the change, w-2026-001\)/);
  t.regex(text, /Whole organisation: Done \(valid until 2027-06-01\)/);
});

test('without waivers there is no list of them', async (t) => {
  t.notRegex(await rendered('html', fixture()), /id="waivers"/);
});

test('a table of clauses by assets leads from each mark to its finding', async (t) => {
  const page = await rendered('html', fixture());
  const table = /<table class="matrix">.*?<\/table>/s.exec(page)?.[0] ?? '';
  const assets = parts.assets.map(({id}) => `#asset-${id}`).sort();
  t.deepEqual(
    [...table.matchAll(/href="(?<to>#asset-[^"]+)"/g)].map((match) => match.groups?.['to']),
    assets,
  );
  t.regex(table, /<td class="m-fail" title="要是正"><a href="#f-[0-9a-f]+">×<\/a><\/td>/);
});

test('CSV has a column for who accepts a fail until when', async (t) => {
  const text = await rendered('csv', overlaid());
  t.true(text.includes('2027-03-31 まで受容（ベンダーの制約で変更できない、w-2026-001）'));
});

test('report.json holds waivers and attestations as they were judged with', async (t) => {
  const input = overlaid();
  const report = JSON.parse(await rendered('json', input)) as {waivers: unknown; attestations: unknown};
  t.deepEqual(report.waivers, JSON.parse(JSON.stringify(input.overlay.waivers)));
  t.deepEqual(report.attestations, JSON.parse(JSON.stringify(input.overlay.attestations)));
});
