import type { Dataset } from '../datasets/dataset';
import { keysOf } from '../../lib/keys';
import { datasetById, datasets } from '../datasets/datasets';
import type { Task } from './task-kind';
import { taskKind, type TaskKindId } from './task-kinds';

/** Images with a number each, which no built-in set has. */
const weighed: Dataset = { ...datasetById('mnist'), fields: { ...datasetById('mnist').fields, weight: { kind: 'value', size: 1, unit: 'g', mean: 12, deviation: 3 } } };

/** A task of a kind on the first data set that suits it, with its usual loss. */
export function usualTask(id: TaskKindId): Task {
  const { suits, targetOf, loss, measure, metrics } = taskKind(id);
  const dataset = [...keysOf(datasets).map(datasetById), weighed].find(suits);
  if (dataset === undefined) throw new Error(`no data set suits ${id}`);
  return { target: targetOf(dataset, {}), loss, lossValues: {}, measure, metrics };
}
