import {z} from 'zod';
import {field} from '../../model/probe.ts';
import {flagOrNull, text, textOrNull} from './fields.ts';

const notKnown = {values: {null: {en: 'not known', ja: '不明'}}};

/**
 * An installed package of which the package lists have a newer version that would be taken.
 *
 * Since when an update of it has been out lies between two times: of several updates that go beyond what is installed the first is
 * meant, and the first security update where one of them is such. Advisories of dnf, yum and zypper tell the day; `releasedFrom`
 * only where they reach back to the version that is installed, since some repositories forget what was replaced. The lists of apt
 * and apk hold no dates: what stands in one was out by the time it was made. null: not known.
 */
export const PendingUpdate = z.object({
  name: text('Package', 'パッケージ'),
  installed: textOrNull('Installed version', '導入済みバージョン'),
  available: text('Available version', '提供中のバージョン'),
  /** null: the package lists do not tell. */
  security: flagOrNull('From the security archive', 'セキュリティ更新'),
  releasedFrom: field(z.iso.datetime().nullable(), 'Published on, or after', '公開日（以降）', notKnown),
  releasedUntil: field(z.iso.datetime().nullable(), 'Published on, or before', '公開日（以前）', notKnown),
});
export type PendingUpdate = z.infer<typeof PendingUpdate>;
