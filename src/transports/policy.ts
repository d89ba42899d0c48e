import type {Plan, ZonePolicy} from '../model/plan.ts';
import {TransportError} from './connection.ts';

/** @throws TransportError where the plan has no policy for a zone, and so allows nothing in it */
export function policyOf({policies}: Plan, zone: string): ZonePolicy {
  const policy = policies[zone];
  if (policy === undefined) throw new TransportError('forbidden-by-zone', `no policy for zone ${zone}`);
  return policy;
}
