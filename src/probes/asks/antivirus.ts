import {command, files} from '../../model/ask.ts';
import {antivirusProducts} from '../parse/antivirus-products.ts';

const paths = antivirusProducts.flatMap((product) => product.paths);

/** What is asked of one product: shell that runs only where its file is there, behind a line `= id`. */
const told = (id: string, file: string, ask: string): string =>
  `f=${file}; [ ! -e $f ] || { echo "= ${id}"; ${ask}; };`;

const spl = '/opt/sophos-spl/plugins/av';

/**
 * Of each command only the lines that are read are kept: others hold addresses of servers and keys of customers. `falconctl`
 * is left out, as it writes a log of its own at each call.
 */
const products = [
  told(
    'trend-deep-security',
    '/opt/ds_agent/dsa_query',
    't $f -c GetComponentInfo | grep -E "^Component[.]AM[.](mode|driverOffline|cap[.]realtime|scan[.]Realtime):"',
  ),
  told(
    'symantec-sep',
    '/opt/Symantec/symantec_antivirus/sav',
    'for o in a p; do echo "info-$o: $(t $f info -$o | head -n 1)"; done; grep "^CurDefs=" /opt/Symantec/virusdefs/definfo.dat',
  ),
  told('symantec-agent', '/proc/sisap/status', 'grep "^mode=" $f'),
  ...['/opt/McAfee/ens/tp/bin/mfetpcli', '/opt/isec/ens/threatprevention/bin/isecav'].map((file) =>
    told(
      'trellix-ens',
      file,
      '{ t $f --version; t $f --getoasconfig --summary; } | grep -E "^ *(Version|DAT |On-Access Scan)"',
    ),
  ),
  told('trellix-vsel', '/var/opt/NAI/LinuxShield/etc/nailsd.cfg', 'grep "^nailsd[.]oasEnabled:" $f'),
  told('eset-server', '/opt/eset/efs/bin/upd', 't $f --list-modules | grep "^EM002"'),
  told('eset-endpoint', '/opt/eset/eea/bin/upd', 't $f --list-modules | grep "^EM002"'),
  told(
    'sophos-spl',
    `${spl}/VERSION.ini`,
    `grep "^PRODUCT_VERSION" $f; grep -hoE '"(oa_)?enabled": *[a-z]*' ${spl}/var/soapd_config.json ${spl}/var/oa_flag.json`,
  ),
  told(
    'sophos-antivirus',
    '/opt/sophos-av/engine/version',
    'echo "version: $(head -n 1 $f)"; echo "onaccess: $(head -n 1 /opt/sophos-av/var/run/onaccess.status)"',
  ),
  told(
    'kaspersky-endpoint',
    '/opt/kaspersky/kesl/bin/kesl-control',
    't $f --app-info | grep -E "^(Version|Last release date of databases|File Threat Protection|File monitoring):"',
  ),
  told(
    'sentinelone',
    '/opt/sentinelone/bin/sentinelctl',
    'for c in version "control status" "policy status"; do t $f $c; done | grep -E "^ *(Agent version|Agent state|On-Execute)"',
  ),
];

/**
 * Which install folders are there, the head of ClamAV's signatures, and what Microsoft Defender and other products say of
 * themselves: by files and by commands of theirs that only read. Nothing is started on a host without one of these.
 * Ends with `.`.
 */
export const antivirusAsk = command(
  'antivirus',
  [
    `for p in ${paths.join(' ')}; do [ ! -e $p ] || echo "path $p"; done;`,
    'for f in /var/lib/clamav/daily.cld /var/lib/clamav/daily.cvd; do [ ! -f $f ] || { echo "clamav $f"; head -c 512 $f; echo; }; done;',
    'if command -v mdatp >/dev/null; then echo mdatp; timeout 8 mdatp health; fi;',
    't() { timeout -k 1 5 "$@" 2>/dev/null; }; exec 2>/dev/null;',
    ...products,
    'echo .',
  ].join(' '),
  {privilege: 'prefer-root', seconds: 30, limit: 32_768},
);

export const clamdFiles = files('/etc/clamav/clamd.conf', '/etc/clamd.d/scan.conf', '/etc/clamd.conf');
