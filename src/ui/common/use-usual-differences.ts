import { defaultExperiment } from '../../experiment/default-experiment';
import { changedFields } from '../../experiment/field-values';
import type { FieldPath } from '../../experiment/field-classes';
import type { Experiment } from '../../experiment/schema';
import { madeOnce } from '../../lib/made-once';
import { useApp } from './app-store';

const differences = madeOnce((experiment: Experiment) => changedFields(defaultExperiment, experiment));

/**
 * How many settings of the document differ from their usual values, of those whose path begins with
 * one of these: what is folded away must not be overlooked.
 */
export function useUsualDifferences(paths: readonly string[]): number {
  const experiment = useApp((state) => state.document.experiment);
  return differences(experiment).filter(({ field }) => isBelow(field, paths)).length;
}

function isBelow(field: FieldPath, paths: readonly string[]): boolean {
  return paths.some((path) => field === path || field.startsWith(`${path}.`));
}
