import type {Exchange} from '../../src/model/evidence.ts';
import type {Language} from '../../src/model/text.ts';
import {loadReportDeps, reporters, type ReportFormat, type ReportInput} from '../../src/reporters/index.ts';
import {contextOf} from '../../src/reporters/view.ts';
import type {Context} from '../../src/reporters/view/common.ts';
import {fixture, parts} from './fixture.ts';

export const deps = loadReportDeps();

export async function rendered(format: ReportFormat, input: ReportInput, language: Language = 'ja'): Promise<string> {
  const pieces: Uint8Array[] = [];
  for await (const piece of reporters[format].render(input, language, deps)) pieces.push(Buffer.from(piece));
  return Buffer.concat(pieces).toString('utf8');
}

export function contextFor(language: Language, input: ReportInput = fixture()): Context {
  return contextOf(input, deps.catalogues[language]);
}

const withBody = (exchange: Exchange, text: string): Exchange => ({
  ...exchange,
  ask: text,
  request: text,
  answer: exchange.answer.ok ? {...exchange.answer, body: text} : {...exchange.answer, detail: text},
});

/** The fixture with one text in every place that a device or an inventory may fill. */
export function saying(text: string): ReportInput {
  const input = fixture({
    site: text,
    assets: parts.assets.map((asset) => ({
      ...asset,
      name: text,
      location: text,
      address: text,
      zone: text,
      model: text,
      users: [text],
    })),
    findings: parts.findings.map((finding) => ({
      ...finding,
      subject: text,
      actual: finding.actual.map(({expression}) => ({
        expression,
        value: [{[text === '__proto__' ? 'key' : text]: text}, text],
      })),
      citations: finding.citations.map(({seq}) => ({seq, ask: text})),
      outcome:
        finding.outcome.status === 'not-tested'
          ? {...finding.outcome, fact: text, detail: text}
          : finding.outcome.status === 'error'
            ? {status: 'error', message: text}
            : finding.outcome,
    })),
    evidence: Object.fromEntries(
      Object.entries(parts.evidence).map(([id, exchanges]) => [
        id,
        exchanges.map((exchange) => withBody(exchange, text)),
      ]),
    ),
    facts: Object.fromEntries(
      Object.entries(parts.facts).map(([id, facts]) => [
        id,
        Object.fromEntries(
          Object.entries(facts).map(([name, fact]) => {
            switch (fact.state) {
              case 'known':
                return [name, {...fact, value: {prettyName: text, versionId: text}}];
              case 'gap':
                return [name, {...fact, detail: text}];
              case 'fault':
                return [name, {...fact, message: text}];
              default:
                return fact satisfies never;
            }
          }),
        ),
      ]),
    ),
  });
  const trouble = {reason: 'unreachable', detail: text} as const;
  return {...input, run: {...input.run, assets: input.run.assets.map((asset) => ({...asset, trouble}))}};
}

export const hostileTexts: readonly string[] = [
  '<script>alert(1)</script>',
  '</script><script>alert(1)</script>',
  '</style><img src=x onerror=alert(1)>',
  '" onmouseover="alert(1)" x="',
  "' onfocus='alert(1)' autofocus='",
  ']]><svg/onload=alert(1)>',
  '<!-- -->',
  '</pre></details></section>',
  '{{constructor}} {{{body}}} {{> action}}',
  '&lt;script&gt; &#60;b&#62;',
  'javascript:alert(1)',
  '\u0000\u0007\u001b[31m\u001b]0;title\u0007',
  '\u202egnp.exe\u2066\u200f\u200b\ufeff',
  'half \ud83d and \udc00',
  '=cmd|/c calc!A1',
  '\r\n\t\u2028\u2029',
];
