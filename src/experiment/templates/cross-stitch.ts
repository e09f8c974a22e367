import type { Template } from './sketch';
import { mixedTowers } from './towers-parts';

/**
 * Cross-stitch networks (Misra et al. 2016): one tower per task, and behind each stage every tower
 * goes on from a learned mix of all of them.
 */
export const crossStitch: Template = {
  build: (_data, tasks) =>
    mixedTowers(tasks, (sketch, ends, stage, column) => ({
      ends: ends.map((_, row) => {
        const stitch = sketch.add(`stitch-${row + 1}-${stage}`, 'cross-stitch', { own: row + 1 }, [column, row]);
        for (const end of ends) sketch.wire(end, stitch);
        return stitch;
      }),
      column: column + 1,
    })),
};
