import type {Bilingual} from './model/text.ts';

/** Titles of acts that mend the findings of several checks, by the name that the checks give them. */
export const acts: Readonly<Record<string, Bilingual>> = {
  'sysctl-hardening': {en: 'Set the kernel parameters', ja: 'カーネルパラメータを設定する'},
  'time-sync': {en: 'Synchronise the clocks with NTP', ja: 'NTPで時刻を同期する'},
  'audit-rules': {en: 'Add the missing audit rules', ja: '不足している監査ルールを追加する'},
  auditd: {en: 'Run the audit daemon', ja: '監査デーモンを稼働させる'},
  'auditd-conf': {en: 'Set what the audit daemon does with its log', ja: '監査ログの保存と満杯時の動作を設定する'},
  'mount-options': {en: 'Restrict the mount options', ja: 'マウントオプションを制限する'},
  'snmp-v3': {en: 'Move SNMP to version 3 with encryption', ja: 'SNMPを暗号化付きのv3に移行する'},
  'device-ports': {en: 'Harden the ports of the switches', ja: 'スイッチのポート設定を強化する'},
  'device-acls': {en: 'Put the access lists in order', ja: 'アクセスリスト・ポリシーを整理する'},
  'device-services': {
    en: 'Turn off what the network devices do not need',
    ja: 'ネットワーク機器の不要な機能を停止する',
  },
  'device-defence': {en: 'Switch on the defences of the network devices', ja: 'ネットワーク機器の防御機能を有効にする'},
  'device-vpn': {en: 'Strengthen the VPN', ja: 'VPNの暗号と認証を強化する'},
  'device-wireless': {en: 'Strengthen the wireless LAN', ja: '無線LANの暗号と認証を強化する'},
  'device-routing': {en: 'Authenticate routing neighbours', ja: '経路制御の隣接認証を設定する'},
  'device-redundancy': {en: 'Restore and complete the redundancy', ja: '冗長構成を復旧・補強する'},
  'zone-separation': {en: 'Keep the zones apart', ja: '区画間の分離を徹底する'},
  restart: {en: 'Restart into what is installed', ja: '再起動して更新を反映する'},
  'os-upgrade': {en: 'Upgrade to a supported release of the OS', ja: 'サポート中のOSリリースへ更新する'},
  'nfs-exports': {en: 'Restrict the NFS exports', ja: 'NFSの公開範囲を制限する'},
  'install-updates': {en: 'Install the pending updates', ja: '未適用の更新を適用する'},
  'host-firewall': {en: 'Set up the host firewall', ja: 'ホストファイアウォールを設定する'},
  'log-retention': {en: 'Keep logs long enough', ja: 'ログの保存期間を確保する'},
  'log-permissions': {en: 'Protect the log files', ja: 'ログファイルの権限を見直す'},
  'device-aaa': {
    en: 'Ask authentication servers for logins to the network devices',
    ja: 'ネットワーク機器の認証サーバを整える',
  },
  'device-logging': {
    en: 'Send the logs of the network devices to a server',
    ja: 'ネットワーク機器のログ記録・転送を整える',
  },
  'device-time': {en: 'Synchronise the clocks of the network devices', ja: 'ネットワーク機器の時刻を同期する'},
  'device-firmware': {
    en: 'Bring the firmware of the network devices up to date',
    ja: 'ネットワーク機器のファームウェアを更新する',
  },
  'device-config': {
    en: 'Put the configuration of the network devices in order',
    ja: 'ネットワーク機器の設定を整理する',
  },
  'device-register': {en: 'Bring the register of devices up to date', ja: '機器台帳を最新にする'},
  ups: {en: 'Look after the power supply', ja: 'UPSを点検・整備する'},
  'device-snmp': {en: 'Secure SNMP on the network devices', ja: 'ネットワーク機器のSNMPを安全に設定する'},
  'device-accounts': {
    en: 'Put the accounts of the network devices in order',
    ja: 'ネットワーク機器のアカウントを見直す',
  },
  'device-management': {
    en: 'Close unsafe ways of managing the network devices',
    ja: 'ネットワーク機器の危険な管理経路を閉じる',
  },
  'device-ssh': {en: 'Strengthen SSH on the network devices', ja: 'ネットワーク機器のSSHを強化する'},
  'tls-settings': {en: 'Strengthen what TLS servers accept', ja: 'TLSサーバの設定を強化する'},
  certificate: {en: 'Replace the certificates of TLS servers', ja: 'TLSサーバの証明書を更新する'},
  'ssh-offer': {en: 'Strengthen what SSH servers offer', ja: 'SSHサーバの設定を強化する'},
  'device-sessions': {
    en: 'Set timeouts and banners on the network devices',
    ja: 'ネットワーク機器のタイムアウトとバナーを設定する',
  },
};
