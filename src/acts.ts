import type {Bilingual} from './model/text.ts';

/** Titles of acts that mend the findings of several checks, by the name that the checks give them. */
export const acts: Readonly<Record<string, Bilingual>> = {};
