import {basename} from 'node:path';
import {z} from 'zod';
import {InputError} from '../model/input-error.ts';
import {brief} from '../model/suggest.ts';
import type {Bilingual} from '../model/text.ts';
import {readYaml} from '../model/yaml.ts';

/** One release as endoflife.date tells of it; days as `YYYY-MM-DD`. */
export interface FeedRelease {
  readonly cycle: string;
  /** Null: the file has no day, only that it has ended or not, or nothing. */
  readonly eol: string | null;
  readonly extended: string | null;
}

export interface FeedProduct {
  readonly name: string;
  readonly releases: readonly FeedRelease[];
}

export interface Feed {
  readonly products: readonly FeedProduct[];
  /** Day on which endoflife.date made the file; null where it does not say. */
  readonly made: string | null;
}

const most = 5_000;
const day = z.iso.date();
// A yes or no is no day, nor is nothing.
const end = z.union([day, z.boolean().transform(() => null), z.null()]).optional();
const name = z.string().min(1).max(100);

const cycles = z.array(z.object({cycle: name, eol: end, extendedSupport: end})).max(most);
const product = z.object({
  name,
  releases: z.array(z.object({name, eolFrom: end, eoesFrom: end})).max(most),
});
const document = z.object({
  generated_at: z.string().optional(),
  result: z.union([product, z.array(product).max(most)]),
});

const page = z.object({
  permalink: z.string().regex(/^\/[a-z0-9.-]{1,100}$/),
  releases: z.array(z.object({releaseCycle: name, eol: end, eoes: end})).max(most),
});

function broken(file: string, message: Bilingual): InputError {
  return new InputError([{file, line: null, column: null, message}]);
}

function parsed(file: string, text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw broken(file, {
      en: 'is no JSON, or breaks off',
      ja: 'はJSONとして読み取れません（途中で切れている可能性があります）',
    });
  }
}

function fitted<S extends z.ZodType>(file: string, schema: S, value: unknown): z.output<S> {
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  const path = brief(result.error.issues[0]?.path.join('.') ?? '');
  throw broken(file, {
    en: `is not what endoflife.date gives for products${path === '' ? '' : ` (at ${path})`}`,
    ja: `はendoflife.dateの製品の形式ではありません${path === '' ? '' : `（${path}）`}`,
  });
}

/** A page of the repository that endoflife.date is made of: YAML between two lines of dashes, then prose. */
function readPage(file: string, text: string): Feed {
  const source = readYaml(file, /^---\r?\n([\s\S]*?)^---\s*$/mu.exec(text)?.[1] ?? '');
  if (source.problems.length > 0) throw new InputError(source.problems);
  const {permalink, releases} = fitted(file, page, source.value);
  const read = releases.map(({releaseCycle, eol, eoes}) => ({
    cycle: releaseCycle,
    eol: eol ?? null,
    extended: eoes ?? null,
  }));
  return {products: [{name: permalink.slice(1), releases: read}], made: null};
}

/** `debian` of `…/debian.json`. */
const nameOf = (file: string): string =>
  basename(file)
    .replace(/\.json$/iu, '')
    .toLowerCase();

/**
 * Reads a file of endoflife.date: of its API v1, of one product or of many, of v0, whose file is named as its product, or
 * the page of a product as its repository has it (`.md`).
 * @throws InputError for what is none of these, and for an end that is no day
 */
export function readFeed(file: string, text: string): Feed {
  if (/\.md$/iu.test(file)) return readPage(file, text);
  const value = parsed(file, text);
  if (Array.isArray(value)) {
    const releases = fitted(file, cycles, value).map(({cycle, eol, extendedSupport}) => ({
      cycle,
      eol: eol ?? null,
      extended: extendedSupport ?? null,
    }));
    return {products: [{name: nameOf(file), releases}], made: null};
  }
  const {result, generated_at} = fitted(file, document, value);
  const products = [result].flat().map(({name, releases}) => ({
    name,
    releases: releases.map(({name, eolFrom, eoesFrom}) => ({
      cycle: name,
      eol: eolFrom ?? null,
      extended: eoesFrom ?? null,
    })),
  }));
  return {products, made: day.safeParse(generated_at?.slice(0, 10)).data ?? null};
}
