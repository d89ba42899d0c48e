import {existsSync, readdirSync, readFileSync, statSync} from 'node:fs';
import {join} from 'node:path';
import type {Advisories, Advisory} from '../model/advisory.ts';
import {decodeUtf8, notUtf8} from '../model/utf8.ts';
import {collectProblems, wholeFile, type Problems} from '../tables/problems.ts';
import {isCsaf, readCsaf} from './csaf.ts';
import {cveOf, objectOf, type Json} from './json.ts';
import {readAdvisoryTable} from './table.ts';

/** Bounds that no feed of a utility comes near. */
const largest = 64 * 1024 * 1024;
const mostFiles = 20_000;
const mostBytes = 1024 * 1024 * 1024;

/** What a mirror of a maker's feed holds beside the advisories. */
const bystander =
  /(?:^|\/)(?:changes|releases)\.csv$|(?:^|\/)(?:provider-metadata|aggregator|index)\.json$|schema\.json$|feed[^/]*\.json$/i;

/** The feeds that a path stands for: itself, or what lies in the folder and below, sorted. @throws InputError */
function filesAt(path: string, problems: Problems): string[] {
  if (!existsSync(path)) problems.fatal(wholeFile(path), {en: 'is missing', ja: 'がありません'});
  if (!statSync(path).isDirectory()) return [path];
  const names = readdirSync(path, {recursive: true, encoding: 'utf8'});
  const found = names.filter((name) => /\.(?:json|csv)$/i.test(name) && !bystander.test(name.replaceAll('\\', '/')));
  if (found.length > mostFiles)
    problems.fatal(wholeFile(path), {
      en: `holds more than ${mostFiles} feeds`,
      ja: `のファイル数が上限（${mostFiles}）を超えています`,
    });
  if (found.length === 0)
    problems.fatal(wholeFile(path), {
      en: 'holds no advisories: CSAF or KEV as .json, or a table as .csv',
      ja: 'に脆弱性情報（CSAF・KEVの.json、または.csv）がありません',
    });
  return found.sort().map((name) => join(path, name));
}

function jsonOf(file: string, bytes: Uint8Array, problems: Problems): Json {
  const text = decodeUtf8(bytes);
  if (text === null) {
    const {message, ...at} = notUtf8(file, bytes);
    return problems.fatal({...at, header: null}, message);
  }
  try {
    return objectOf(JSON.parse(text));
  } catch {
    return problems.fatal(wholeFile(file), {
      en: 'is no JSON, or breaks off',
      ja: 'はJSONとして読み取れません（途中で切れている可能性があります）',
    });
  }
}

/** CVEs of CISA's catalogue of exploited vulnerabilities; null for another document. */
function readExploited(json: Json): string[] | null {
  const list = json['vulnerabilities'];
  if (typeof json['catalogVersion'] !== 'string' || !Array.isArray(list)) return null;
  return list.flatMap((each) => cveOf(objectOf(each)['cveID']) ?? []);
}

const older = (a: Advisory, b: Advisory): boolean => (a.revised ?? '') < (b.revised ?? '');

class Collection {
  readonly #advisories = new Map<string, Advisory>();
  exploited: Set<string> | null = null;

  /** Of two revisions the newer one counts; rows of one table are one advisory. */
  add(advisory: Advisory, join_: boolean): void {
    const known = this.#advisories.get(advisory.id);
    if (known !== undefined && join_)
      this.#advisories.set(advisory.id, {...known, products: [...known.products, ...advisory.products]});
    else if (known === undefined || older(known, advisory)) this.#advisories.set(advisory.id, advisory);
  }

  readJson(file: string, json: Json, problems: Problems): void {
    const exploited = readExploited(json);
    if (exploited !== null) {
      this.exploited = new Set([...(this.exploited ?? []), ...exploited]);
      return;
    }
    const advisory = isCsaf(json) ? readCsaf(json) : null;
    if (advisory !== null) this.add(advisory, false);
    else
      problems.add(wholeFile(file), {
        en: 'is neither an advisory (CSAF 2) nor the catalogue of exploited vulnerabilities (CISA KEV)',
        ja: 'は脆弱性情報（CSAF 2）でも悪用が確認された脆弱性の一覧（CISA KEV）でもありません',
      });
  }

  finish(): Advisories {
    const advisories = [...this.#advisories.values()].sort((a, b) => (a.id < b.id ? -1 : 1));
    return {advisories, exploited: this.exploited === null ? null : [...this.exploited].sort()};
  }
}

/**
 * Reads the feeds of a file or folder: CSAF 2.0 and CISA KEV as JSON, and tables as CSV.
 * @throws InputError with every problem (the first 50) for what is missing, too large or none of these
 */
export function loadAdvisories(path: string): Advisories {
  const problems = collectProblems([path]);
  const collection = new Collection();
  let total = 0;
  for (const file of filesAt(path, problems)) {
    const {size} = statSync(file);
    total += size;
    if (size > largest || total > mostBytes)
      problems.fatal(wholeFile(file), {en: `is too large (${size} bytes)`, ja: `が大きすぎます（${size}バイト）`});
    const bytes = readFileSync(file);
    if (!file.toLowerCase().endsWith('.csv')) collection.readJson(file, jsonOf(file, bytes, problems), problems);
    else for (const advisory of readAdvisoryTable({path: file, bytes}, problems)) collection.add(advisory, true);
  }
  problems.throwIfAny();
  return collection.finish();
}
