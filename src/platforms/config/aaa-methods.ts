/** `group radius local none` as the methods that are tried in turn; a group that was named by the user stays as it is. */
export function aaaMethods(text: string): string[] {
  const words = text.split(/\s+/).filter((word) => word !== '' && word !== 'group');
  return words.map((word) => (word === 'tacacs' ? 'tacacs+' : word));
}
