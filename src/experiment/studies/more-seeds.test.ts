import { describe, expect, it } from 'vitest';
import { defaultExperiment } from '../default-experiment';
import { limits } from '../limits';
import { createStudy } from './create-study';
import { furtherSeeds } from './more-seeds';
import type { StudyPlan } from './plans';
import { withFurtherRuns } from './queue-plan';
import type { Study } from './study';

function studyOf(plan: StudyPlan): Study {
  const study = createStudy('study', 0, defaultExperiment, plan);
  if (!study.ok) throw new Error(study.error.code);
  return study.value;
}

describe('further seeds', () => {
  it('give the study that had been planned with them, and leave its own runs as they are', () => {
    const study = studyOf({ kind: 'comparison', seeds: [7, 8] });
    const further = furtherSeeds(study, 3);
    if (!further.ok) throw new Error(further.error.code);
    const longer = withFurtherRuns(study, further.value);
    expect(longer.entries.slice(0, study.entries.length)).toEqual(study.entries);
    expect(longer.plan).toEqual({ kind: 'comparison', seeds: [7, 8, 9, 10, 11] });
    expect(longer.entries).toEqual(studyOf(longer.plan).entries);
  });

  it('train the baselines of a sweep too', () => {
    const study = studyOf({ kind: 'sweep', axis: { kind: 'methods', methods: ['static', 'pcgrad'] }, seeds: [1], alone: true });
    const further = furtherSeeds(study, 1);
    if (!further.ok) throw new Error(further.error.code);
    expect(further.value.runs.map(({ purpose }) => purpose)).toEqual([
      ...defaultExperiment.tasks.map(({ id }) => ({ kind: 'alone', task: id, seed: 2 })),
      { kind: 'cell', cell: 0, seed: 2 },
      { kind: 'cell', cell: 1, seed: 2 },
    ]);
  });

  it('pass over those that are there, and begin again at 0 after the greatest', () => {
    const [, most] = limits.seed;
    const further = furtherSeeds(studyOf({ kind: 'comparison', seeds: [0, most] }), 2);
    expect(further).toMatchObject({ ok: true, value: { plan: { seeds: [0, most, 1, 2] } } });
  });

  it('are refused beyond the limit, and where there are no seeds', () => {
    const study = studyOf({ kind: 'comparison', seeds: [1, 2, 3, 4, 5, 6, 7, 8] });
    expect(furtherSeeds(study, 3)).toMatchObject({ ok: false, error: { code: 'too-many-seeds' } });
    expect(furtherSeeds(study, 2).ok).toBe(true);
    expect(furtherSeeds(studyOf({ kind: 'cross-validation', folds: 2, resolution: 4 }), 1)).toMatchObject({ ok: false, error: { code: 'no-seeds' } });
  });
});
