import {registry} from '../../model/ask.ts';

/** Policies of the local security authority. */
export const lsaAsk = registry('HKLM\\SYSTEM\\CurrentControlSet\\Control\\Lsa', {
  id: 'lsa-protection',
  values: [
    ...['RunAsPPL', 'LmCompatibilityLevel', 'NoLMHash'],
    ...['RestrictAnonymous', 'RestrictAnonymousSAM', 'EveryoneIncludesAnonymous', 'RestrictRemoteSAM'],
  ],
});
