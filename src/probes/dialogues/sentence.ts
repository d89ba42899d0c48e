/** In place of random numbers: a plan shows what is sent, and a log at the other end what it was. It has 32 bytes. */
export const sentence = Buffer.from('Mizumori reads, changes nothing.');
