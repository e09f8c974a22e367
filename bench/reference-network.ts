import { lossKind } from '../src/domain/losses/losses';
import { taskOfHead } from '../src/domain/network/network';
import { predecessors } from '../src/domain/network/reachability';
import { defaultsOf } from '../src/domain/parameters';
import { taskKind } from '../src/domain/tasks/task-kinds';
import { analyseExperiment, networkContext } from '../src/experiment/context';
import type { Experiment } from '../src/experiment/schema';
import type { ReferenceNetwork } from './messages';

/**
 * A document's network as plain data, for builders in other libraries. Throws when it cannot train.
 */
export function referenceNetwork(experiment: Experiment): ReferenceNetwork {
  const analysis = analyseExperiment(experiment);
  if (!analysis.runnable) throw new Error(`the network ${experiment.name} cannot train`);
  const before = predecessors(experiment.network);
  const context = networkContext(experiment);
  const layers = analysis.order.flatMap((id) => experiment.network.layers.filter((layer) => layer.id === id));
  return {
    image: context.image,
    layers: layers.map((layer) => ({
      id: layer.id,
      kind: layer.kind,
      values: layer.values,
      inputs: before.get(layer.id) ?? [],
      outputShape: analysis.shapes.get(layer.id) ?? [],
    })),
    tasks: experiment.tasks.map(({ id, kind, weight }) => ({
      head: layers.find((layer) => taskOfHead(layer) === id)?.id ?? '',
      loss: taskKind(kind).loss,
      lossValues: defaultsOf(lossKind(taskKind(kind).loss).parameters),
      outputShape: context.outputOf(id) ?? [],
      weight,
    })),
    learningRate: experiment.optimizer.learningRate,
  };
}
