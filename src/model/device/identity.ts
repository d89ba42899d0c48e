import {z} from 'zod';
import {field} from '../probe.ts';

/** What a device is. `os` is the product id of `checks/data/lifecycle.yaml`: `cisco-ios-xe`, `yamaha-rt`, `fortios`. */
export const Device = z.object({
  vendor: field(z.string().nullable(), 'Vendor', 'メーカー'),
  os: field(z.string().nullable(), 'Operating system id', 'OSの識別名'),
  osName: field(z.string().nullable(), 'Operating system', 'OS'),
  version: field(z.string().nullable(), 'Firmware version', 'ファームウェアのバージョン'),
  model: field(z.string().nullable(), 'Model', '型番'),
  serials: field(z.array(z.string()), 'Serial numbers', 'シリアル番号'),
  hostname: field(z.string().nullable(), 'Host name', 'ホスト名'),
  uptimeSeconds: field(z.int().nullable(), 'Up since', '稼働時間', {unit: {en: 's', ja: '秒'}}),
});
export type Device = z.infer<typeof Device>;
