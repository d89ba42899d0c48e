/** Path below /proc/sys, and its label. */
export type SysctlKey = readonly [path: string, en: string, ja: string];

export const openKeys = {
  tcpSyncookies: ['net/ipv4/tcp_syncookies', 'SYN cookies', 'SYN Cookie'],
  tcpMaxSynBacklog: ['net/ipv4/tcp_max_syn_backlog', 'SYN backlog', 'SYN待ち行列の長さ'],
  ipForward: ['net/ipv4/ip_forward', 'IPv4 forwarding', 'IPv4転送'],
  allAcceptRedirects: [
    'net/ipv4/conf/all/accept_redirects',
    'ICMP redirects accepted (all)',
    'ICMPリダイレクト受信 (all)',
  ],
  defaultAcceptRedirects: [
    'net/ipv4/conf/default/accept_redirects',
    'ICMP redirects accepted (default)',
    'ICMPリダイレクト受信 (default)',
  ],
  allSecureRedirects: [
    'net/ipv4/conf/all/secure_redirects',
    'Redirects of gateways accepted (all)',
    'ゲートウェイからのリダイレクト受信 (all)',
  ],
  allSendRedirects: ['net/ipv4/conf/all/send_redirects', 'ICMP redirects sent (all)', 'ICMPリダイレクト送信 (all)'],
  defaultSendRedirects: [
    'net/ipv4/conf/default/send_redirects',
    'ICMP redirects sent (default)',
    'ICMPリダイレクト送信 (default)',
  ],
  allAcceptSourceRoute: [
    'net/ipv4/conf/all/accept_source_route',
    'Source routing accepted (all)',
    'ソースルーティング受入 (all)',
  ],
  defaultAcceptSourceRoute: [
    'net/ipv4/conf/default/accept_source_route',
    'Source routing accepted (default)',
    'ソースルーティング受入 (default)',
  ],
  allRpFilter: ['net/ipv4/conf/all/rp_filter', 'Reverse path filter (all)', '逆経路フィルタ (all)'],
  defaultRpFilter: ['net/ipv4/conf/default/rp_filter', 'Reverse path filter (default)', '逆経路フィルタ (default)'],
  allLogMartians: [
    'net/ipv4/conf/all/log_martians',
    'Impossible addresses logged (all)',
    '不正送信元パケットの記録 (all)',
  ],
  defaultLogMartians: [
    'net/ipv4/conf/default/log_martians',
    'Impossible addresses logged (default)',
    '不正送信元パケットの記録 (default)',
  ],
  icmpEchoIgnoreBroadcasts: [
    'net/ipv4/icmp_echo_ignore_broadcasts',
    'Broadcast pings ignored',
    'ブロードキャストpingの無視',
  ],
  icmpIgnoreBogusErrorResponses: [
    'net/ipv4/icmp_ignore_bogus_error_responses',
    'Bogus ICMP errors ignored',
    '不正ICMPエラー応答の無視',
  ],
  ipv6Disabled: ['net/ipv6/conf/all/disable_ipv6', 'IPv6 disabled (all)', 'IPv6無効 (all)'],
  ipv6Forwarding: ['net/ipv6/conf/all/forwarding', 'IPv6 forwarding', 'IPv6転送'],
  ipv6AllAcceptRa: [
    'net/ipv6/conf/all/accept_ra',
    'IPv6 router advertisements accepted (all)',
    'IPv6ルータ広告の受入 (all)',
  ],
  ipv6DefaultAcceptRa: [
    'net/ipv6/conf/default/accept_ra',
    'IPv6 router advertisements accepted (default)',
    'IPv6ルータ広告の受入 (default)',
  ],
  ipv6AllAcceptRedirects: [
    'net/ipv6/conf/all/accept_redirects',
    'IPv6 redirects accepted (all)',
    'IPv6リダイレクト受信 (all)',
  ],
  ipv6AllAcceptSourceRoute: [
    'net/ipv6/conf/all/accept_source_route',
    'IPv6 source routing accepted (all)',
    'IPv6ソースルーティング受入 (all)',
  ],
  randomizeVaSpace: ['kernel/randomize_va_space', 'Address space randomisation', 'アドレス空間配置のランダム化'],
  kptrRestrict: ['kernel/kptr_restrict', 'Kernel pointers hidden', 'カーネルポインタの秘匿'],
  dmesgRestrict: ['kernel/dmesg_restrict', 'Kernel log restricted', 'カーネルログの閲覧制限'],
  ptraceScope: ['kernel/yama/ptrace_scope', 'Debugging of other processes restricted', 'ptraceの制限'],
  sysrq: ['kernel/sysrq', 'Magic SysRq key', 'マジックSysRqキー'],
  suidDumpable: ['fs/suid_dumpable', 'Core dumps of set-uid programs', 'SUIDプログラムのコアダンプ'],
  unprivilegedBpfDisabled: [
    'kernel/unprivileged_bpf_disabled',
    'BPF closed to ordinary users',
    '一般ユーザーのBPF禁止',
  ],
  kexecLoadDisabled: ['kernel/kexec_load_disabled', 'Loading of another kernel disabled', 'kexecの禁止'],
  perfEventParanoid: ['kernel/perf_event_paranoid', 'Performance events restricted', 'perfイベントの制限'],
} as const satisfies Record<string, SysctlKey>;

/** Mode 0600 on every kernel. */
export const rootKeys = {
  protectedHardlinks: ['fs/protected_hardlinks', 'Hard links protected', 'ハードリンク保護'],
  protectedSymlinks: ['fs/protected_symlinks', 'Symbolic links protected', 'シンボリックリンク保護'],
  protectedFifos: ['fs/protected_fifos', 'FIFOs protected', 'FIFO保護'],
  protectedRegular: ['fs/protected_regular', 'Regular files protected', '通常ファイル保護'],
} as const satisfies Record<string, SysctlKey>;
