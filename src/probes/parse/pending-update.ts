import {z} from 'zod';
import {flagOrNull, text, textOrNull} from './fields.ts';

/** An installed package of which the package lists have a newer version that would be taken. */
export const PendingUpdate = z.object({
  name: text('Package', 'パッケージ'),
  installed: textOrNull('Installed version', '導入済みバージョン'),
  available: text('Available version', '提供中のバージョン'),
  /** null: the package lists do not tell. */
  security: flagOrNull('From the security archive', 'セキュリティ更新'),
});
export type PendingUpdate = z.infer<typeof PendingUpdate>;
