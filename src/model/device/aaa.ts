import {z} from 'zod';
import {field} from '../probe.ts';
import {Grade, gradeValues} from './users.ts';

/**
 * Who is asked about logins, in order: `methods` in the field's words: `local`, `radius`, `tacacs+`, `ldap`, `enable`, `none`.
 * login: over the network, or in any way; console-login: of a list that the console alone uses. other-login, other-accounting: of a list that no line names, for the users of a VPN or for nobody.
 */
export const DeviceAaa = z.object({
  enabled: field(z.boolean().nullable(), 'AAA in use', 'AAAの利用'),
  methods: field(
    z.array(
      z.object({
        service: field(
          z.enum([
            'login',
            'console-login',
            'enable',
            'authorization',
            'accounting',
            'dot1x',
            'other-login',
            'other-accounting',
          ]),
          'Service',
          '対象',
        ),
        list: field(z.string(), 'List', 'リスト名'),
        methods: field(z.array(z.string()), 'Methods, in order', '方式（順）'),
      }),
    ),
    'Methods',
    '認証方式',
  ),
  servers: field(
    z.array(
      z.object({
        protocol: field(z.enum(['radius', 'tacacs+', 'ldap']), 'Protocol', 'プロトコル'),
        address: field(z.string(), 'Address', 'アドレス'),
        keyGrade: field(Grade.nullable(), 'Shared key', '共有鍵の強度', {values: gradeValues}),
      }),
    ),
    'Servers',
    '認証サーバ',
  ),
});
export type DeviceAaa = z.infer<typeof DeviceAaa>;

/** Texts shown before (login) or after (motd, exec) a login. */
export const DeviceBanner = z.object({
  banners: field(
    z.array(
      z.object({
        kind: field(z.enum(['login', 'motd', 'exec']), 'Shown', '表示時機'),
        text: field(z.string(), 'Text', '内容'),
      }),
    ),
    'Banners',
    'バナー',
  ),
});
export type DeviceBanner = z.infer<typeof DeviceBanner>;
