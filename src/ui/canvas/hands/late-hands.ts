import { pendingUntil } from '../../../lib/pending';
import { whenLoaded } from '../../widgets/late';

/** Loaded behind the network, which is seen before it is touched. */
export const LateHands = whenLoaded(pendingUntil('hands', load()));

async function load() {
  return { default: (await import('./hands')).Hands };
}
