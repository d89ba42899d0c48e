/** One anti-malware product for Windows, and how it is recognised. */
export interface WindowsAntivirus {
  /** As in checks/data/antivirus.yaml, where the product is the same on Linux. */
  readonly id: string;
  readonly vendor: string;
  readonly product: string;
  /** Its services in lower case; the end of one with `*` stands for any. Empty: no public source names one. */
  readonly services: readonly string[];
  /** Parts of the names under which programs and the Security Center list it. */
  readonly names: readonly string[];
  /** False where it detects by behaviour alone, and has no signatures that could be old. */
  readonly signatures?: false;
}

/**
 * What protects by itself. Services as named by the makers' documents and by lists of defence products: PingCastle
 * (AntivirusScanner.cs), NetExec (enum_av), Microsoft's "Antimalware Assessment" for System Center.
 */
export const windowsAntivirus: readonly WindowsAntivirus[] = [
  {
    ...{id: 'trend-apex-one', vendor: 'Trend Micro', product: 'Trend Micro Apex One'},
    services: ['ntrtscan'],
    names: ['Apex One', 'OfficeScan', 'ウイルスバスター', 'Worry-Free'],
  },
  {
    ...{id: 'trend-deep-security', vendor: 'Trend Micro', product: 'Trend Micro Deep Security Agent'},
    services: ['ds_agent'],
    names: ['Deep Security Agent'],
  },
  {
    ...{id: 'symantec-sep', vendor: 'Broadcom (Symantec)', product: 'Symantec Endpoint Protection'},
    services: ['sepmasterservice'],
    names: ['Symantec Endpoint Protection'],
  },
  {
    ...{id: 'trellix-ens', vendor: 'Trellix', product: 'Trellix (McAfee) Endpoint Security'},
    services: ['mfetp', 'mcshield'],
    names: ['McAfee Endpoint Security', 'Trellix Endpoint Security', 'McAfee VirusScan Enterprise'],
  },
  {
    ...{id: 'trellix-hx', vendor: 'Trellix', product: 'Trellix (FireEye) Endpoint Security HX'},
    services: ['xagt'],
    names: ['FireEye Endpoint Agent'],
  },
  {
    ...{id: 'eset-endpoint', vendor: 'ESET', product: 'ESET Endpoint'},
    services: ['ekrn'],
    names: ['ESET Endpoint', 'ESET Server Security', 'ESET File Security', 'ESET Security'],
  },
  {
    ...{id: 'kaspersky-endpoint', vendor: 'Kaspersky', product: 'Kaspersky Endpoint Security'},
    services: ['avp*', 'kavfs'],
    names: ['Kaspersky Endpoint Security', 'Kaspersky Security for Windows Server'],
  },
  {
    ...{id: 'sophos-endpoint', vendor: 'Sophos', product: 'Sophos Endpoint'},
    services: ['savservice', 'sophos endpoint defense service', 'sophos file scanner service'],
    names: ['Sophos Endpoint', 'Sophos Anti-Virus', 'Sophos Intercept X'],
  },
  {
    ...{id: 'crowdstrike-falcon', vendor: 'CrowdStrike', product: 'CrowdStrike Falcon sensor'},
    services: ['csfalconservice'],
    names: ['CrowdStrike'],
    signatures: false,
  },
  {
    ...{id: 'cybereason', vendor: 'Cybereason', product: 'Cybereason sensor'},
    services: ['cybereasonactiveprobe'],
    names: ['Cybereason'],
  },
  {
    ...{id: 'sentinelone', vendor: 'SentinelOne', product: 'SentinelOne agent'},
    services: ['sentinelagent'],
    names: ['Sentinel Agent', 'SentinelOne'],
    signatures: false,
  },
  {
    ...{id: 'cylance-protect', vendor: 'BlackBerry', product: 'CylancePROTECT'},
    services: ['cylancesvc'],
    names: ['Cylance'],
  },
  {
    ...{id: 'cortex-xdr', vendor: 'Palo Alto Networks', product: 'Cortex XDR agent'},
    services: ['cyserver'],
    names: ['Cortex XDR'],
  },
  {
    ...{id: 'carbon-black', vendor: 'Broadcom (Carbon Black)', product: 'Carbon Black sensor'},
    services: ['cbdefense', 'carbonblack'],
    names: ['Carbon Black Cloud Sensor', 'CB Defense'],
  },
  {
    ...{id: 'withsecure', vendor: 'WithSecure', product: 'WithSecure (F-Secure) client'},
    services: ['fshoster', 'fsma'],
    names: ['F-Secure', 'WithSecure'],
  },
  {
    ...{id: 'ffri-yarai', vendor: 'FFRI', product: 'FFRI yarai'},
    services: [],
    names: ['FFRI yarai', 'FFR yarai'],
  },
  {
    ...{id: 'microsoft-security-essentials', vendor: 'Microsoft', product: 'Microsoft Security Essentials'},
    services: ['msmpsvc'],
    names: ['Microsoft Security Essentials', 'System Center Endpoint Protection', 'Forefront Endpoint Protection'],
  },
];
