import { lazy } from 'react';

/** Loaded behind the network, which is seen before it is touched. */
export const LateHands = lazy(async () => ({ default: (await import('./hands')).Hands }));
