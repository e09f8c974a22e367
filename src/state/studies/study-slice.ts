import type { TrainingClient } from '../../client/training-client';
import { afterReload, continued, stopped, withChange, withFurtherRuns, withoutRun, withoutStudy, withRun } from '../../experiment/studies/queue-plan';
import type { Study } from '../../experiment/studies/study';
import type { AppState, StudySlice } from '../app-state';
import { createStudyRunner } from './study-runner';

interface StudyOptions {
  /** A worker of its own: the run on the desk stays as it is. */
  readonly client: TrainingClient;
  readonly dataUrl: string;
  readonly update: (change: Partial<StudySlice>) => void;
  readonly read: () => AppState;
}

/** Studies: many runs in a row beside the desk, of which tables are made. */
export function createStudySlice({ client, dataUrl, update, read }: StudyOptions): StudySlice {
  const slice = () => read().studies;
  const runner = createStudyRunner({ client, dataUrl, update, read });
  const changed = (id: string, change: (study: Study) => Study) => withChange(slice().studies, id, change);

  return {
    studies: [],
    records: [],
    state: undefined,
    active: undefined,
    published: 0,
    pace: undefined,
    removed: undefined,
    begin: (study) => {
      update({ studies: [...slice().studies, study] });
      runner.wake();
    },
    extend: (id, further) => {
      update({ studies: changed(id, (study) => withFurtherRuns(study, further)) });
      runner.wake();
    },
    stop: (id) => {
      update({ studies: changed(id, stopped) });
      runner.interrupt(id);
    },
    goOn: (id) => {
      update({ studies: changed(id, continued) });
      runner.wake();
    },
    remove: (id) => {
      const study = slice().studies.find((one) => one.id === id);
      if (study === undefined) return;
      const runs = new Set(study.entries.flatMap(({ run }) => (run === null ? [] : [run])));
      const place = slice().studies.indexOf(study);
      update({
        studies: withoutStudy(slice().studies, id),
        records: slice().records.filter((record) => !runs.has(record.id)),
        removed: { kind: 'study', study: stopped(study), place, records: slice().records.filter((record) => runs.has(record.id)) },
      });
      runner.interrupt(id);
    },
    removeRun: (run) => {
      for (const { id: study, entries } of slice().studies) {
        const place = entries.findIndex((entry) => entry.run === run);
        const entry = entries[place];
        if (entry === undefined || entry.status === 'running') continue;
        const records = slice().records.filter((record) => record.id === run);
        update({
          studies: changed(study, (one) => withoutRun(one, run)),
          records: slice().records.filter((record) => record.id !== run),
          removed: { kind: 'run', study, entry, place, records },
        });
      }
    },
    undoRemove: () => {
      const { removed } = slice();
      if (removed === undefined) return;
      const studies =
        removed.kind === 'study'
          ? slice().studies.toSpliced(removed.place, 0, removed.study)
          : changed(removed.study, (study) => withRun(study, removed.place, removed.entry));
      // A run whose place has been taken by another since stays away.
      const known = new Set(studies.flatMap(({ entries }) => entries.map(({ run }) => run)));
      const records = [...slice().records, ...removed.records.filter(({ id }) => known.has(id))];
      update({ studies, records: records.sort((one, other) => one.startedAt - other.startedAt), removed: undefined });
      runner.wake();
    },
    adopt: ({ studies, records, state }) => {
      const known = new Set(slice().studies.map(({ id }) => id));
      const added = studies.filter(({ id }) => !known.has(id)).map(afterReload);
      if (added.length === 0) return;
      update({
        studies: [...slice().studies, ...added].sort((one, other) => one.createdAt - other.createdAt),
        records: [...slice().records, ...records].sort((one, other) => one.startedAt - other.startedAt),
        // Only one state is kept: where there is one already, the run that was under way begins
        // anew.
        state: slice().state ?? state,
      });
      runner.wake();
    },
    restore: ({ studies, records, state }) => {
      if (studies.length === 0) return;
      update({ studies: studies.map(afterReload), records, state });
      runner.wake();
    },
  };
}
