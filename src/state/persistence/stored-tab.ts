import { keptCarried, type Carried } from '../../experiment/link/linked-document';
import { readExperiment } from '../../experiment/read-document';
import type { Experiment } from '../../experiment/schema';
import { readStudy, type Study } from '../../experiment/studies/study';
import { isRecord, own } from '../../lib/json';
import type { DevicePreference } from '../../protocol/device';
import type { RunState } from '../../protocol/run-state';
import type { KeptPart, RunRecord, StudySlice, StudyState } from '../app-state';
import type { RunGroup } from './kept-keys';
import { decodeDevice, decodeExperiment, decodeRunState } from './decode';
import { decodeRun } from './stored-run';

/** What a tab has over a reload. */
export interface StoredTab {
  readonly document: Experiment | undefined;
  /** When that was last edited, in milliseconds since 1970; 0 where nobody wrote it down. */
  readonly edited: number;
  /** What the document carries for its links and files. */
  readonly carried: Carried;
  readonly device: DevicePreference;
  /** The document that is being trained, with its live settings in force. */
  readonly running: Experiment | undefined;
  /** From old to new. */
  readonly runs: readonly RunRecord[];
  /**
   * The state that the newest run can go on from; undefined where there is none, or it does not
   * belong to that run.
   */
  readonly checkpoint: RunState | undefined;
  readonly studies: Pick<StudySlice, 'studies' | 'records' | 'state'>;
  /** What was there but damaged, and so was left out. */
  readonly dropped: readonly KeptPart[];
}

/**
 * A tab from what lies in the database, by the keys behind the tab's own. Damaged parts are left
 * out and named; the others stand.
 */
export function decodeTab(values: ReadonlyMap<string, unknown>): StoredTab {
  const dropped: KeptPart[] = [];
  // What is not there any more was deleted in another tab.
  const present = (group: RunGroup, ids: unknown): readonly string[] =>
    (Array.isArray(ids) ? ids : []).flatMap((id: unknown) => (typeof id === 'string' && values.get(`${group}/${id}`) !== undefined ? [id] : []));
  const order = present('run', values.get('order'));
  const runsOf = (group: RunGroup, ids: readonly string[], part: KeptPart) =>
    ids.flatMap((id): readonly RunRecord[] => {
      const run = decodeRun(values.get(`${group}/${id}`));
      if (run === undefined) dropped.push(part);
      return run === undefined ? [] : [run];
    });
  const runs = runsOf('run', order, 'run');
  const kept = values.get('studies');
  const studies = (Array.isArray(kept) ? kept : []).flatMap((raw: unknown): readonly Study[] => {
    const study = readStudy(raw);
    if (!study.ok) dropped.push('study');
    return study.ok ? [study.value] : [];
  });
  const records = runsOf('study-run', present('study-run', values.get('study-order')), 'curves');
  const document = readExperiment(values.get('document'));
  const edited = values.get('edited');
  if (!document.ok && values.get('document') !== undefined) dropped.push('document');
  const running = decodeExperiment(values.get('running'));
  const checkpoint = decodeCheckpoint(values.get('checkpoint'), order.at(-1), runs.at(-1));
  const isDamaged = (key: string, value: unknown) => value === undefined && values.get(key) !== undefined;
  if (isDamaged('running', running) || isDamaged('checkpoint', checkpoint)) dropped.push('training');
  return {
    document: document.ok ? document.value.experiment : undefined,
    edited: typeof edited === 'number' ? edited : 0,
    carried: keptCarried(values.get('carried')),
    device: decodeDevice(values.get('device')) ?? 'auto',
    running,
    runs,
    checkpoint,
    studies: { studies, records, state: decodeStudyState(values.get('studyState'), records) },
    dropped,
  };
}

function decodeStudyState(raw: unknown, records: readonly RunRecord[]): StudyState | undefined {
  if (!isRecord(raw)) return undefined;
  const run = records.find(({ id }) => id === own(raw, 'run'));
  const state = run === undefined ? undefined : decodeRunState(own(raw, 'state'), run.experiment);
  return run === undefined || state === undefined ? undefined : { run: run.id, state };
}

/** The state, if it is sound and of the newest run, and that run is there. */
function decodeCheckpoint(raw: unknown, newest: unknown, run: RunRecord | undefined): RunState | undefined {
  if (run === undefined || run.id !== newest || !isRecord(raw) || own(raw, 'run') !== run.id) return undefined;
  return decodeRunState(own(raw, 'state'), run.experiment);
}
