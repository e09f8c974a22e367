import { sumsLength, type TaskLayout } from '../domain/metrics/task-metrics';
import { adversaries } from '../domain/network/adversaries';
import type { Layer } from '../domain/network/network';
import { taskOfHead } from '../domain/network/network';
import { predecessors } from '../domain/network/reachability';
import type { ParameterValues } from '../domain/parameters';
import type { Shape } from '../domain/shape';
import type { Task } from '../domain/tasks/task-kind';
import { analyseExperiment, datasetOf, inputFieldOf, layoutOf, taskOf } from '../experiment/context';
import type { Experiment } from '../experiment/schema';
import { fail, ok, type Result } from '../lib/result';
import type { Problem } from '../protocol/problem';
import type { MixingCoefficients } from '../domain/network/layer-kind';
import { layerKind, type LayerKindId } from '../domain/network/layer-kinds';
import { layOut, oneAfterAnother, type PlannedStatistic, type PlannedWeight } from './layout';
import { planTies, type PlannedTies } from './ties';

/** A layer as the plan knows it. Shapes are those of one example. */
export interface PlannedLayer {
  readonly id: string;
  readonly values: ParameterValues;
  readonly inputShapes: readonly Shape[];
  readonly outputShape: Shape;
}

/** One layer in the order of computation. */
export interface PlanStep {
  readonly layer: PlannedLayer;
  readonly kind: LayerKindId;
  /**
   * Steps whose outputs come in, in the order of the wires; none for a layer that hands on a field
   * of the data.
   */
  readonly inputs: readonly number[];
  /** The name of the field that it hands on; undefined for all other layers. */
  readonly field: string | undefined;
  readonly weights: readonly PlannedWeight[];
  /** What it remembers of the batches; empty for most kinds. */
  readonly statistics: readonly PlannedStatistic[];
  /** Indices of the tasks that it serves, ascending; never empty. */
  readonly tasks: readonly number[];
  /** True if something upstream can learn, so that the cotangents of the inputs are wanted. */
  readonly needsInputs: boolean;
  /** How many values a pass holds inside it for each example; 0 for most kinds. */
  readonly between: number;
  /** Which numbers that mix its inputs a test reads; undefined for most kinds. */
  readonly coefficients: MixingCoefficients | undefined;
}

export interface PlannedTask {
  readonly id: string;
  /** What its kind makes of the document's question and data set. */
  readonly kind: Task;
  /** The step whose output its loss looks at. */
  readonly head: number;
}

/** A network as a straight line of steps over one flat vector of weights. */
export interface Plan {
  readonly steps: readonly PlanStep[];
  readonly tasks: readonly PlannedTask[];
  /**
   * Indices of the tasks that a balancing method sees, ascending: all but those that play against
   * the others.
   */
  readonly balanced: readonly number[];
  /** Length of the flat vector of weights. */
  readonly parameters: number;
  /**
   * The vector begins with the weights of all layers that serve two tasks or more; this is how many
   * they are.
   */
  readonly sharedLength: number;
  /** Length of the flat vector of running statistics; 0 for most networks. */
  readonly statisticsLength: number;
  /** What of each task is in the sums of steps and tests. */
  readonly layout: readonly TaskLayout[];
  /** Length of all tasks' sums together. */
  readonly sumsLength: number;
  readonly seed: number;
  readonly ties: PlannedTies;
}

/**
 * The linear plan of a document's network. Fails with 'network-faulty' (params: faults, their
 * number) if it cannot train.
 */
export function compile(experiment: Experiment): Result<Plan, Problem> {
  const analysis = analyseExperiment(experiment);
  if (!analysis.runnable) {
    const faults = analysis.faults.filter((fault) => fault.blocks);
    const params = { faults: faults.length };
    return fail({ code: 'network-faulty', params, detail: JSON.stringify(faults), canContinue: false });
  }
  const dataset = datasetOf(experiment);
  const layers = new Map(experiment.network.layers.map((layer) => [layer.id, layer]));
  const before = predecessors(experiment.network);
  const places = new Map(analysis.order.map((id, index) => [id, index]));
  const taskIds = experiment.tasks.map((task) => task.id);
  const served = analysis.order.map((id) => (analysis.tasks.get(id) ?? []).map((task) => taskIds.indexOf(task)));
  const layout = layOut(analysis.order.map((id) => analysis.weights.get(id) ?? []), served);
  const statistics = oneAfterAnother(analysis.order.map((id) => analysis.statistics.get(id) ?? []));
  const steps: PlanStep[] = [];
  for (const [index, id] of analysis.order.entries()) {
    const layer = present(layers.get(id));
    const inputs = (before.get(id) ?? []).map((from) => present(places.get(from)));
    const learns = (step: number) => present(steps[step]).weights.length > 0 || present(steps[step]).needsInputs;
    steps.push({
      layer: planned(layer, analysis.inputShapes.get(id) ?? [], present(analysis.shapes.get(id))),
      kind: layer.kind,
      inputs,
      field: layer.kind === 'input' ? inputFieldOf(layer.values, dataset) : undefined,
      weights: present(layout.weights[index]),
      statistics: present(statistics.places[index]),
      tasks: present(served[index]),
      needsInputs: inputs.some(learns),
      between: analysis.between.get(id) ?? 0,
      coefficients: layerKind(layer.kind).coefficients,
    });
  }
  const tasks = experiment.tasks.map((task): PlannedTask => {
    const { id } = task;
    const head = experiment.network.layers.find((layer) => taskOfHead(layer) === id);
    return { id, kind: taskOf(experiment.data, task), head: present(places.get(head?.id ?? '')) };
  });
  const sums = layoutOf(experiment);
  const against = new Set(adversaries(experiment.network, taskIds));
  return ok({
    steps,
    tasks,
    balanced: [...taskIds.keys()].filter((index) => !against.has(taskIds[index] ?? '')),
    parameters: layout.parameters,
    sharedLength: layout.sharedLength,
    statisticsLength: statistics.length,
    layout: sums,
    sumsLength: sumsLength(sums),
    seed: experiment.seed,
    ties: planTies(experiment.network.ties, steps, analysis.weights),
  });
}

/** True if gradients of several tasks meet in the layer. */
export function isShared(step: PlanStep): boolean {
  return step.tasks.length >= 2;
}

function planned(layer: Layer, inputShapes: readonly Shape[], outputShape: Shape): PlannedLayer {
  return { id: layer.id, values: layer.values, inputShapes, outputShape };
}

/** What the analysis of a runnable network promises to be there. Throws if it is not. */
function present<Value>(value: Value | undefined): Value {
  if (value === undefined) throw new Error('the analysis of a runnable network left something out');
  return value;
}
