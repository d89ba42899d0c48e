import {command, files} from '../../model/ask.ts';
import {antivirusProducts} from '../parse/antivirus-products.ts';

const paths = antivirusProducts.flatMap((product) => product.paths);

/**
 * Which install folders are there, the head of ClamAV's signatures, and what Microsoft Defender says of itself
 * (`mdatp health` only reads). Nothing is started on a host without one of these.
 * Ends with `.`.
 */
export const antivirusAsk = command(
  'antivirus',
  [
    `for p in ${paths.join(' ')}; do [ ! -e $p ] || echo "path $p"; done;`,
    'for f in /var/lib/clamav/daily.cld /var/lib/clamav/daily.cvd; do [ ! -f $f ] || { echo "clamav $f"; head -c 512 $f; echo; }; done;',
    'if command -v mdatp >/dev/null; then echo mdatp; timeout 8 mdatp health; fi; echo .',
  ].join(' '),
  {limit: 32_768},
);

export const clamdFiles = files('/etc/clamav/clamd.conf', '/etc/clamd.d/scan.conf', '/etc/clamd.conf');
