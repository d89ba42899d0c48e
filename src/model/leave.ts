/** Leave in writing for what is not done without it. */
export interface Leave {
  readonly by: string;
  /** Last day it holds, `YYYY-MM-DD`. */
  readonly until: string;
  readonly document: string | null;
}
