/** Largest prime below 2^32, and a factor for which every step stays exact in a double. */
const [modulus, factor] = [4_294_967_291, 65_599];

/**
 * Checksum of lines, 32 bits, that PowerShell of any version works out in the same way, with nothing but numbers: there is none
 * in reach of Constrained Language Mode.
 */
export function lineSum(lines: readonly string[]): number {
  let sum = 1;
  for (const line of lines) {
    for (let at = 0; at < line.length; at++) sum = (sum * factor + line.charCodeAt(at)) % modulus;
    sum = (sum * factor + 10) % modulus;
  }
  return sum;
}

/** The same, as a function of PowerShell. */
export const powershellSum = `function MzSum($lines) {
  $sum = [long]1
  foreach ($line in $lines) {
    foreach ($char in "$line".ToCharArray()) { $sum = ($sum * ${factor} + [int]$char) % ${modulus} }
    $sum = ($sum * ${factor} + 10) % ${modulus}
  }
  $sum
}`;
