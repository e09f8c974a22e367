/**
 * Learning-rate schedules: the factor on the learning rate at a step, in [0, 1]. `progress` is the share of the planned run
 * that lies behind, after the warm-up; 0 to 1.
 */
export const scheduleKinds = {
  /** The rate stays. */
  constant: (_progress: number): number => 1,
  /** Half a cosine wave from 1 down to 0 (Loshchilov and Hutter 2017, without restarts). */
  cosine: (progress: number): number => (1 + Math.cos(Math.PI * progress)) / 2,
} as const satisfies Record<string, (progress: number) => number>;

export type ScheduleId = keyof typeof scheduleKinds;

/**
 * The factor on the learning rate at a step.
 * @param step the step about to be taken, from 0
 * @param plannedSteps how many steps the run is planned to have; past it the last factor stays
 * @param warmup the number of first steps over which the rate rises in a line, from 1 / warmup to 1
 */
export function rateFactor(kind: ScheduleId, step: number, plannedSteps: number, warmup: number): number {
  if (step < warmup) return (step + 1) / warmup;
  const length = Math.max(1, plannedSteps - warmup);
  return scheduleKinds[kind](Math.min(1, (step - warmup) / length));
}
