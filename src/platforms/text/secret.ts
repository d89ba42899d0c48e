import type {Grade} from '../../model/device/index.ts';

/** What a redacted secret still tells. */
export interface RedactedSecret {
  readonly kind: string;
  /** null: a hash, or a secret that was not held against the dictionary. */
  readonly grade: Grade | null;
  /** Equal for equal secrets of one site. */
  readonly mark: string;
}

const form =
  /<secret kind=(?<kind>[a-z0-9-]{1,32}) len=\d{1,6}(?: class=(?<grade>default|weak|ok))? same=(?<mark>[0-9a-f]{4})>/;

/** The first redacted secret in a text; null when there is none. */
export function readSecret(text: string): RedactedSecret | null {
  const {kind, grade, mark} = form.exec(text)?.groups ?? {};
  if (kind === undefined || mark === undefined) return null;
  return {kind, grade: grade === 'default' || grade === 'weak' || grade === 'ok' ? grade : null, mark};
}
