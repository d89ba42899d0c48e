/** What `ssh-client.ts` is to do. */
export interface SshWork {
  readonly hosts: readonly string[];
  readonly port: number;
  readonly keyFile: string;
  /** `ssh-ed25519 AAAA…` */
  readonly hostKey: string;
  readonly concurrency: number;
  readonly command: string;
  readonly stdin: string;
  /** Less output from a host than this means that the work was not done. */
  readonly atLeastBytes: number;
}
