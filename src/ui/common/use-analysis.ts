import type { NetworkAnalysis } from '../../domain/network/analysis';
import { analyseExperiment, batchSizeOf } from '../../experiment/context';
import type { Experiment } from '../../experiment/schema';
import { useApp } from './app-store';

interface Remembered {
  readonly network: Experiment['network'];
  readonly key: string;
  readonly analysis: NetworkAnalysis;
}

let last: Remembered | undefined;

/**
 * The analysis of a document's network. The newest is remembered, so that every panel shares one
 * and a change of something else, such as a weight, gives the same object again.
 */
export function analysisOf(experiment: Experiment): NetworkAnalysis {
  const { data, tasks, optimizer, balancing } = experiment;
  const memory = [optimizer.kind, balancing.method, batchSizeOf(experiment)];
  const key = [data.dataset, ...tasks.map(({ id, kind, field, groups }) => JSON.stringify([id, kind, field, groups])), ...memory].join(' ');
  if (last?.network !== experiment.network || last.key !== key) {
    last = { network: experiment.network, key, analysis: analyseExperiment(experiment) };
  }
  return last.analysis;
}

/**
 * Shapes, sharing and faults of the network on the desk; the component draws again only when they
 * are computed anew.
 */
export function useAnalysis(): NetworkAnalysis {
  return useApp((state) => analysisOf(state.document.experiment));
}
