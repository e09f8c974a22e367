import type { BalancingId } from '../../domain/balancing/balancing-methods';
import type { LossId } from '../../domain/losses/losses';
import type { MetricId } from '../../domain/metrics/metric-kinds';
import type { LayerKindId } from '../../domain/network/layer-kinds';
import type { OptimizerId } from '../../domain/optimizers/optimizer-kinds';
import type { ScheduleId } from '../../domain/schedules/schedule-kinds';

/** Every kind of thing that has a card, as its area and its id. */
export type KindCard =
  | `method.${BalancingId}`
  | `loss.${LossId}`
  | `metric.${MetricId}`
  | `optimizer.${OptimizerId}`
  | `schedule.${ScheduleId}`
  | `kind.${LayerKindId}`;
