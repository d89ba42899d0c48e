import {unescapeBytes} from '../../../src/model/escaped.ts';
import type {Ending, Transcript} from '../../../src/model/transcript.ts';

/** What came for each read, as escaped bytes, and how it ended. */
export function transcript(received: readonly string[], ending: Ending = 'done', tls = false): Transcript {
  return {
    received: received.map((text) => unescapeBytes(text)),
    tls: tls ? {version: 'TLSv1.3', suite: 'TLS_AES_128_GCM_SHA256', certificates: []} : null,
    ending,
  };
}

/** The server that a parser found; what it said instead where it found none. */
export function serverIn<T>(told: {readonly state: string; readonly server?: T}): T | string {
  return told.server ?? told.state;
}
