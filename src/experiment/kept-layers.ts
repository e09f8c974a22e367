import { sizeOf } from '../domain/shape';
import { analyseExperiment } from './context';
import type { Experiment } from './schema';

/** Which layers of a network may go on with the weights that they had in another one. */
export interface KeptLayers {
  /** Ids of those that are the same in both, in the order of computation. */
  readonly kept: readonly string[];
  /** Ids of the others that learn: they begin with the weights of the seed. */
  readonly fresh: readonly string[];
  /** How many weights those that are kept have together. */
  readonly parameters: number;
}

/**
 * Which layers of the second document may take over the weights and running statistics of the
 * first: those that both train under the same id, of the same kind, with weights and statistics of
 * the same names and shapes. Layers without any are neither kept nor fresh.
 */
export function keptLayers(before: Experiment, after: Experiment): KeptLayers {
  const [former, now] = [formsOf(before), formsOf(after)];
  const learning = [...now].filter(([, { isEmpty }]) => !isEmpty);
  const isKept = ([id, { form }]: (typeof learning)[number]) => former.get(id)?.form === form;
  const kept = learning.filter(isKept);
  return {
    kept: kept.map(([id]) => id),
    fresh: learning.filter((one) => !isKept(one)).map(([id]) => id),
    parameters: kept.reduce((sum, [, { parameters }]) => sum + parameters, 0),
  };
}

interface Form {
  /** The same text for layers whose weights can take each other's place. */
  readonly form: string;
  readonly isEmpty: boolean;
  readonly parameters: number;
}

/** The forms of all layers that are trained, in the order of computation. */
function formsOf(experiment: Experiment): ReadonlyMap<string, Form> {
  const { order, weights, statistics } = analyseExperiment(experiment);
  const kinds = new Map(experiment.network.layers.map(({ id, kind }) => [id, kind]));
  return new Map(
    order.map((id) => {
      const specs = [weights.get(id) ?? [], statistics.get(id) ?? []].map((own) => own.map(({ name, shape }) => [name, shape]));
      const parameters = (weights.get(id) ?? []).reduce((sum, { shape }) => sum + sizeOf(shape), 0);
      return [id, { form: JSON.stringify([kinds.get(id), specs]), isEmpty: specs.flat().length === 0, parameters }];
    }),
  );
}
