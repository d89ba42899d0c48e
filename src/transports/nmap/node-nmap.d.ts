declare module 'node-nmap' {
  import type {EventEmitter} from 'node:events';

  interface Scan extends EventEmitter {
    /** `-oX -`, then the arguments, then the range. */
    readonly command: readonly string[];
    /** Called by the constructor: starts nmap. */
    initializeChildProcess(): void;
  }

  const nodeNmap: {
    /** Texts in place of arrays are split at blanks. */
    readonly NmapScan: new (range: readonly string[], inputArguments: readonly string[]) => Scan;
  };
  export default nodeNmap;
}
