import {z} from 'zod';
import {field} from '../../model/probe.ts';
import {flagOrNull, text, textOrNull} from './fields.ts';
import {windowsChannels} from './windows-edition.ts';

export const WindowsOs = z.object({
  family: textOrNull('Windows', 'Windowsの種類'),
  name: text('Name by Windows itself', 'Windowsの表示名'),
  edition: textOrNull('Edition', 'エディション'),
  channel: field(z.enum(windowsChannels).nullable(), 'Servicing', 'サービス形態', {
    values: {
      'home-pro': {en: 'Home and Pro', ja: 'Home・Pro'},
      enterprise: {en: 'Enterprise and Education', ja: 'Enterprise・Education'},
      ltsc: {en: 'long-term servicing (LTSC)', ja: '長期サービス（LTSC）'},
      'iot-ltsc': {en: 'IoT, long-term servicing (LTSC)', ja: 'IoT 長期サービス（LTSC）'},
      embedded: {en: 'Embedded', ja: 'Embedded'},
      server: {en: 'Server', ja: 'Server'},
      other: {en: 'another product', ja: 'その他の製品'},
    },
  }),
  server: flagOrNull('Server edition', 'サーバーOS'),
  productType: field(
    z.enum(['workstation', 'server', 'domain-controller']).nullable(),
    'Product type',
    '製品の種類（役割）',
    {
      values: {
        workstation: {en: 'workstation', ja: 'クライアントPC'},
        server: {en: 'server', ja: 'サーバー'},
        'domain-controller': {en: 'domain controller', ja: 'ドメインコントローラー'},
      },
    },
  ),
  embedded: flagOrNull('Made for embedding', '組込み向け'),
  serverCore: flagOrNull('Server Core', 'Server Core'),
  version: text('Version', 'バージョン番号'),
  displayVersion: textOrNull('Feature version', '機能バージョン'),
  build: field(z.int(), 'Build', 'ビルド番号'),
  revision: field(z.int().nullable(), 'Update build revision', 'ビルドのリビジョン（UBR）'),
  servicePack: field(z.int().nullable(), 'Service pack', 'Service Pack'),
  architecture: field(z.enum(['32-bit', '64-bit', 'arm64']).nullable(), 'Architecture', 'アーキテクチャ'),
  installedAt: field(z.iso.datetime().nullable(), 'Installed, or last upgraded, at', 'インストール（機能更新）日時'),
  languageId: field(z.int().nullable(), 'Language of Windows (LCID)', '表示言語（LCID）'),
});
export type WindowsOs = z.infer<typeof WindowsOs>;
