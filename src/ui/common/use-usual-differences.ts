import { useMemo } from 'react';
import { defaultExperiment } from '../../experiment/default-experiment';
import { changedFields } from '../../experiment/field-values';
import type { FieldPath } from '../../experiment/field-classes';
import { useApp } from './app-store';

/**
 * How many settings of the document differ from their usual values, of those whose path begins with
 * one of these: what is folded away must not be overlooked.
 */
export function useUsualDifferences(paths: readonly string[]): number {
  const experiment = useApp((state) => state.document.experiment);
  const wanted = paths.join(' ');
  return useMemo(
    () => changedFields(defaultExperiment, experiment).filter(({ field }) => isBelow(field, wanted.split(' '))).length,
    [experiment, wanted],
  );
}

function isBelow(field: FieldPath, paths: readonly string[]): boolean {
  return paths.some((path) => field === path || field.startsWith(`${path}.`));
}
