/** What `deviceAccess` tells of SSH and TLS where the device shows nothing of it. */
export const unknownAlgorithms = {
  sshVersion: null,
  sshCiphers: null,
  sshMacs: null,
  sshKex: null,
  sshKeyBits: null,
  tlsVersions: null,
} as const;
