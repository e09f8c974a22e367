import type { ScheduleKind } from './schedule-kind';

/**
 * Half a cosine wave from 1 down to 0 over the planned run (Loshchilov and Hutter 2017, without
 * restarts).
 */
export const cosine: ScheduleKind = { parameters: {}, factor: ({ progress }) => (1 + Math.cos(Math.PI * progress)) / 2 };
