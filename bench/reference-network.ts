import { isBalanced } from '../src/domain/losses/class-weights';
import { lossKind } from '../src/domain/losses/losses';
import { taskOfHead } from '../src/domain/network/network';
import { predecessors } from '../src/domain/network/reachability';
import { defaultsOf } from '../src/domain/parameters';
import { analyseExperiment, imageShape, networkContext, taskOf } from '../src/experiment/context';
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
    image: imageShape(experiment),
    layers: layers.map((layer) => ({
      id: layer.id,
      kind: layer.kind,
      values: layer.values,
      inputs: before.get(layer.id) ?? [],
      outputShape: analysis.shapes.get(layer.id) ?? [],
    })),
    tasks: experiment.tasks.map((task) => {
      const { loss, lossValues } = taskOf(experiment.data, task);
      if (isBalanced(loss, lossValues)) throw new Error('the references have no class weights');
      return {
        head: layers.find((layer) => taskOfHead(layer) === task.id)?.id ?? '',
        loss,
        lossValues: { ...defaultsOf(lossKind(loss).parameters), ...lossValues },
        outputShape: context.outputOf(task.id) ?? [],
        weight: task.weight,
      };
    }),
    learningRate: experiment.optimizer.learningRate,
  };
}
