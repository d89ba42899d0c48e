import {cursorOf, readOrNull} from '../cursor.ts';

/** Ten are more than any chain that means well; a certificate of 16 kB names hundreds of hosts. */
const longestChain = 10;
const longestCertificate = 16_384;

/** The certificates (DER) of a Certificate message of TLS 1.2 and before, in their order; null: it is damaged. */
export function readCertificateList(body: Buffer): Buffer[] | null {
  return readOrNull(() => {
    const list = cursorOf(cursorOf(body).counted(3));
    const chain: Buffer[] = [];
    while (list.left() > 0 && chain.length < longestChain) chain.push(list.counted(3));
    return chain.filter(({length}) => length <= longestCertificate);
  });
}
