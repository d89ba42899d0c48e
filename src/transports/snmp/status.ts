import type {GapReason} from '../../model/evidence.ts';

/** error-status (RFC 3416 section 3), those that decide something. */
export const statuses = {noError: 0, tooBig: 1, noSuchName: 2, genErr: 5, noAccess: 6, authorizationError: 16} as const;

/** Reason and detail for an agent that says no. */
export function refusalOf(status: number, oid: string): [GapReason, string] {
  const denied = status === statuses.noAccess || status === statuses.authorizationError;
  return [denied ? 'permission-denied' : 'unsupported', `the agent answers .${oid} with error-status ${status}`];
}
