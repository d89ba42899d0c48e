/** Source of a pattern for the end of the names of secrets. Japanese tools and hand-written files have Japanese names too. */
export const secretWord =
  '(?:pass(?:word|wd|phrase|code)?|pwd|pw|bindpw|rootpw|userpw|secrets?|credentials?|token|' +
  '(?:api|access|secret|private|encryption|signing|auth|shared|preshared|master|account|wep|webhook)[_-]?key(?:[_-]base)?|' +
  'psk|community|requirepass|masterauth|authtok|[_-]auth|パスワード|暗証番号)';
