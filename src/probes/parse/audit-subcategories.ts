/** Subcategories of the audit policy that are looked at, by GUID (ntsecapi.h, Audit_…). */
export const auditSubcategories = {
  'credential-validation': {
    guid: '0CCE923F-69AE-11D9-BED3-505054503030',
    en: 'Credential Validation',
    ja: '資格情報の確認',
  },
  'user-accounts': {
    guid: '0CCE9235-69AE-11D9-BED3-505054503030',
    en: 'User Account Management',
    ja: 'ユーザー アカウント管理',
  },
  'security-groups': {
    guid: '0CCE9237-69AE-11D9-BED3-505054503030',
    en: 'Security Group Management',
    ja: 'セキュリティ グループ管理',
  },
  'process-creation': {guid: '0CCE922B-69AE-11D9-BED3-505054503030', en: 'Process Creation', ja: 'プロセス作成'},
  'plug-and-play': {
    guid: '0CCE9248-69AE-11D9-BED3-505054503030',
    en: 'Plug and Play Events',
    ja: 'プラグ アンド プレイ イベント',
  },
  logon: {guid: '0CCE9215-69AE-11D9-BED3-505054503030', en: 'Logon', ja: 'ログオン'},
  logoff: {guid: '0CCE9216-69AE-11D9-BED3-505054503030', en: 'Logoff', ja: 'ログオフ'},
  'account-lockout': {
    guid: '0CCE9217-69AE-11D9-BED3-505054503030',
    en: 'Account Lockout',
    ja: 'アカウント ロックアウト',
  },
  'special-logon': {guid: '0CCE921B-69AE-11D9-BED3-505054503030', en: 'Special Logon', ja: '特殊なログオン'},
  'other-logon': {
    guid: '0CCE921C-69AE-11D9-BED3-505054503030',
    en: 'Other Logon/Logoff Events',
    ja: 'その他のログオン/ログオフ イベント',
  },
  'file-share': {guid: '0CCE9224-69AE-11D9-BED3-505054503030', en: 'File Share', ja: 'ファイルの共有'},
  'removable-storage': {
    guid: '0CCE9245-69AE-11D9-BED3-505054503030',
    en: 'Removable Storage',
    ja: 'リムーバブル記憶域',
  },
  'other-object-access': {
    guid: '0CCE9227-69AE-11D9-BED3-505054503030',
    en: 'Other Object Access Events',
    ja: 'その他のオブジェクト アクセス イベント',
  },
  'audit-policy': {guid: '0CCE922F-69AE-11D9-BED3-505054503030', en: 'Audit Policy Change', ja: '監査ポリシーの変更'},
  'authentication-policy': {
    guid: '0CCE9230-69AE-11D9-BED3-505054503030',
    en: 'Authentication Policy Change',
    ja: '認証ポリシーの変更',
  },
  'privilege-use': {
    guid: '0CCE9228-69AE-11D9-BED3-505054503030',
    en: 'Sensitive Privilege Use',
    ja: '重要な特権の使用',
  },
  'security-state': {
    guid: '0CCE9210-69AE-11D9-BED3-505054503030',
    en: 'Security State Change',
    ja: 'セキュリティ状態の変更',
  },
  'security-extension': {
    guid: '0CCE9211-69AE-11D9-BED3-505054503030',
    en: 'Security System Extension',
    ja: 'セキュリティ システムの拡張',
  },
  'system-integrity': {guid: '0CCE9212-69AE-11D9-BED3-505054503030', en: 'System Integrity', ja: 'システムの整合性'},
} as const;

export type AuditSubcategory = keyof typeof auditSubcategories;
