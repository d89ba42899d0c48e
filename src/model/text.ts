/** A sentence in both languages of the product. */
export interface Bilingual {
  readonly en: string;
  readonly ja: string;
}

export const languages = ['ja', 'en'] as const;
export type Language = (typeof languages)[number];
