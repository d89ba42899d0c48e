/** `1-4,A1-A3,Trk1` as single names; null when a part is not understood. */
export function expandPorts(text: string): string[] | null {
  const parts = text.split(',').map((part): string[] | null => {
    const [, slot = '', from = '', slot2, to] =
      /^((?:\d{1,2}\/)?[A-Za-z]{0,4})(\d{1,3})(?:-((?:\d{1,2}\/)?[A-Za-z]{0,4})(\d{1,3}))?$/.exec(part.trim()) ?? [];
    if (from === '') return null;
    if (to === undefined) return [`${slot}${Number(from)}`];
    const length = Number(to) - Number(from) + 1;
    if (slot2 !== slot || length < 1 || length > 512) return null;
    return Array.from({length}, (_, index) => `${slot}${Number(from) + index}`);
  });
  return parts.includes(null) ? null : parts.flatMap((part) => part ?? []);
}
