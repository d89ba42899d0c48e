import type {CliAsk} from '../../model/ask.ts';
import type {GapReason} from '../../model/evidence.ts';
import type {CliDialect} from '../../model/platform.ts';
import type {Connection} from '../connection.ts';
export interface CliAnswer { readonly ask: CliAsk; readonly privileged: boolean; readonly sentAt: number; readonly receivedAt: number; readonly result: {readonly ok: true; readonly body: Buffer; readonly cut: boolean} | {readonly ok: false; readonly reason: GapReason; readonly detail: string}; }
export interface CliOptions { enableSecret: (() => string) | null; onEnableRefused: () => void; onEnableAccepted: () => void; onAnswer: (a: CliAnswer) => void; enough?: (a: CliAnswer) => boolean; now: () => number; signal: AbortSignal; promptMs: number; commandGapMs: number; limit: number }
export declare function runCli(c: Connection, s: {dialect: CliDialect; asks: readonly CliAsk[]; start: readonly string[]; finish: readonly string[]}, o: CliOptions): Promise<void>;
export declare function identifyDialect(commands: readonly string[]): CliDialect;
