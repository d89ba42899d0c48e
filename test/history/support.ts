import type {DriftState} from '../../src/model/drift.ts';
import type {Fact} from '../../src/model/fact.ts';
import type {Finding, Outcome} from '../../src/model/finding.ts';
import {assetOf} from '../support/asset.ts';

export const from = {transport: 'ssh', privilege: 'root', seq: [1], observedAt: null} as const;

export function fact(value: unknown, more: Partial<Extract<Fact, {state: 'known'}>> = {}): Fact {
  return {state: 'known', complete: true, value, from, ...more};
}

export const gap: Fact = {state: 'gap', reason: 'timeout', detail: '', from};

export function findingOf(status: Outcome['status'], more: Partial<Finding> = {}): Finding {
  const check = more.check ?? 'ssh-root-login';
  const outcomes: Readonly<Record<Outcome['status'], Outcome>> = {
    pass: {status: 'pass'},
    fail: {status: 'fail'},
    'not-applicable': {status: 'not-applicable'},
    'not-tested': {status: 'not-tested', fact: 'sshd', reason: 'timeout', detail: ''},
    manual: {status: 'manual'},
    error: {status: 'error', message: ''},
  };
  return {
    fingerprint: `${check} ${more.subject ?? ''}`,
    asset: 'a',
    check,
    checkDigest: 'd1',
    subject: null,
    parameters: {},
    outcome: outcomes[status],
    severity: 3,
    actual: [],
    facts: ['sshd'],
    citations: [],
    compensated: false,
    ...more,
  };
}

/** An asset whose sshd was asked once, and answered; the findings are laid over it. */
export function stateOf(findings: readonly Finding[], more: Partial<DriftState> = {}): DriftState {
  return {
    asset: 'a',
    run: 'r1',
    site: '見本市水道局',
    tool: 'mizumori 0.1.0',
    profile: 'scheduled',
    asOf: '2026-11-20T00:00:00.000Z',
    data: 'data-1',
    inventory: assetOf('a'),
    facts: {sshd: fact({installed: true})},
    sources: {sshd: 's1'},
    findings,
    ...more,
  };
}
