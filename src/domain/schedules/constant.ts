import type { ScheduleKind } from './schedule-kind';

/** The rate stays. */
export const constant: ScheduleKind = { parameters: {}, factor: () => 1 };
