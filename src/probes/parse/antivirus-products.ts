/** How a product for Linux is recognised. */
export interface AntivirusProduct {
  readonly id: string;
  readonly vendor: string;
  readonly product: string;
  /** Packages that hold the program, `*` at the end for any rest; their version is the product's. */
  readonly packages: readonly string[];
  /** Processes of which one at least runs while it protects; cut at 15 characters as the kernel does. */
  readonly processes: readonly string[];
  /** Folders it is installed to. */
  readonly paths: readonly string[];
}

/** What protects by itself, of checks/data/antivirus.yaml: sources and dates stand there, a test holds both together. */
export const antivirusProducts: readonly AntivirusProduct[] = [
  {
    id: 'clamav',
    vendor: 'ClamAV',
    product: 'ClamAV',
    packages: ['clamav', 'clamav-daemon', 'clamd'],
    processes: ['clamd', 'clamonacc'],
    paths: [],
  },
  {
    id: 'trend-deep-security',
    vendor: 'Trend Micro',
    product: 'Trend Micro Deep Security Agent',
    packages: ['ds-agent', 'ds_agent'],
    processes: ['ds_agent'],
    paths: ['/opt/ds_agent'],
  },
  {
    id: 'trend-serverprotect',
    vendor: 'Trend Micro',
    product: 'Trend Micro ServerProtect for Linux',
    packages: [],
    processes: ['splxmain'],
    paths: ['/opt/TrendMicro/SProtectLinux'],
  },
  {
    id: 'symantec-agent',
    vendor: 'Broadcom (Symantec)',
    product: 'Symantec Agent for Linux',
    packages: ['sdcss*', 'SYMCsdcss*'],
    processes: ['sisamdagent'],
    paths: ['/opt/Symantec/sdcssagent/AMD'],
  },
  {
    id: 'symantec-sep',
    vendor: 'Broadcom (Symantec)',
    product: 'Symantec Endpoint Protection for Linux (to 14.2)',
    packages: [],
    processes: ['rtvscand'],
    paths: ['/opt/Symantec/symantec_antivirus'],
  },
  {
    id: 'trellix-ens',
    vendor: 'Trellix',
    product: 'Trellix (McAfee) Endpoint Security for Linux',
    packages: ['McAfeeTP'],
    processes: ['mfetpd'],
    paths: ['/opt/McAfee/ens/tp', '/opt/isec/ens/threatprevention'],
  },
  {
    id: 'trellix-hx',
    vendor: 'Trellix',
    product: 'Trellix (FireEye) Endpoint Security HX',
    packages: [],
    processes: ['xagt'],
    paths: ['/opt/fireeye/bin/xagt'],
  },
  {
    id: 'eset-server',
    vendor: 'ESET',
    product: 'ESET Server Security for Linux',
    packages: ['efs'],
    processes: ['oaeventd', 'odfeeder'],
    paths: ['/opt/eset/efs'],
  },
  {
    id: 'eset-endpoint',
    vendor: 'ESET',
    product: 'ESET Endpoint Antivirus for Linux',
    packages: ['eea'],
    processes: [],
    paths: ['/opt/eset/eea'],
  },
  {
    id: 'eset-file-security',
    vendor: 'ESET',
    product: 'ESET File Security for Linux (to 4.5)',
    packages: ['esets'],
    processes: ['esets_daemon'],
    paths: ['/opt/eset/esets'],
  },
  {
    id: 'sophos-spl',
    vendor: 'Sophos',
    product: 'Sophos Protection for Linux',
    packages: [],
    processes: ['sophos_threat_d'],
    paths: ['/opt/sophos-spl'],
  },
  {
    id: 'sophos-antivirus',
    vendor: 'Sophos',
    product: 'Sophos Anti-Virus for Linux',
    packages: [],
    processes: ['savd', 'savscand'],
    paths: ['/opt/sophos-av'],
  },
  {
    id: 'kaspersky-endpoint',
    vendor: 'Kaspersky',
    product: 'Kaspersky Endpoint Security for Linux',
    packages: ['kesl', 'kesl-astra'],
    processes: ['kesl'],
    paths: ['/opt/kaspersky/kesl'],
  },
  {
    id: 'crowdstrike-falcon',
    vendor: 'CrowdStrike',
    product: 'CrowdStrike Falcon sensor',
    packages: ['falcon-sensor'],
    processes: ['falcon-sensor'],
    paths: ['/opt/CrowdStrike'],
  },
  {
    id: 'sentinelone',
    vendor: 'SentinelOne',
    product: 'SentinelOne agent',
    packages: ['SentinelAgent', 'sentinelagent'],
    processes: ['s1-agent'],
    paths: ['/opt/sentinelone/bin/sentinelctl', '/opt/SentinelOne/bin/sentinelctl'],
  },
  {
    id: 'microsoft-defender',
    vendor: 'Microsoft',
    product: 'Microsoft Defender for Endpoint',
    packages: ['mdatp'],
    processes: ['wdavdaemon'],
    paths: ['/opt/microsoft/mdatp'],
  },
  {
    id: 'withsecure-linux-security',
    vendor: 'WithSecure',
    product: 'WithSecure (F-Secure) Linux Security',
    packages: ['f-secure-linuxsecurity'],
    processes: [],
    paths: ['/opt/f-secure/linuxsecurity', '/opt/f-secure/fsav'],
  },
  {
    id: 'carbon-black',
    vendor: 'Broadcom (Carbon Black)',
    product: 'Carbon Black sensor',
    packages: ['cb-psc-sensor'],
    processes: ['cbagentd', 'cbdaemon'],
    paths: ['/opt/carbonblack'],
  },
  {
    id: 'cortex-xdr',
    vendor: 'Palo Alto Networks',
    product: 'Cortex XDR agent',
    packages: ['cortex-agent'],
    processes: [],
    paths: ['/opt/traps/bin/cytool'],
  },
  {
    id: 'cybereason',
    vendor: 'Cybereason',
    product: 'Cybereason sensor',
    packages: ['cybereason-sensor'],
    processes: ['cybereason-sens'],
    paths: ['/opt/cybereason/sensor'],
  },
];
