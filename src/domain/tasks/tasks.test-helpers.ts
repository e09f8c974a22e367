import { keysOf } from '../../lib/keys';
import { datasetById, datasets } from '../datasets/datasets';
import type { Task } from './task-kind';
import { taskKind, type TaskKindId } from './task-kinds';

/** A task of a kind on the first data set that suits it, with its usual loss. */
export function usualTask(id: TaskKindId): Task {
  const { suits, targetOf, loss, measure, metrics } = taskKind(id);
  const dataset = keysOf(datasets).map(datasetById).find(suits);
  if (dataset === undefined) throw new Error(`no data set suits ${id}`);
  return { target: targetOf(dataset, {}), loss, lossValues: {}, measure, metrics };
}
