import type { RunPlace } from '../persistence/kept-keys';
import type { KeptList, KeptStudy, TabPlace } from './kept-list';

/** What one browser keeps of what was trained, in all tabs together. */
export interface KeptLimits {
  /** Runs that were trained on the desk. */
  readonly runs: number;
  /** Curves of all runs, those of studies among them. */
  readonly bytes: number;
}

/** The limits that the page tells. */
export const keptLimits: KeptLimits = { runs: 200, bytes: 256_000_000 };

/** A run of a desk, or a study with all its runs: what is dropped as one. */
interface KeptItem {
  readonly place: TabPlace;
  /** Milliseconds since 1970. */
  readonly time: number;
  readonly bytes: number;
}

export type DroppedItem = (KeptItem & { readonly run: RunPlace }) | (KeptItem & { readonly study: KeptStudy });

/**
 * What has to go so that the limits hold, the first first: what closed tabs left, from the oldest
 * on, then earlier runs of this tab. What another open tab has is never among it, nor what this tab
 * goes on with, nor its studies, so that the limits may stay exceeded.
 * @param current the run that this tab trains or goes on with
 */
export function itemsToDrop({ runs, studies, bytes: kept }: KeptList, limits: KeptLimits, current: unknown): readonly DroppedItem[] {
  // A copy takes as much as the run that it is a copy of.
  const all = runs.flatMap((run) => [run, ...run.copies]);
  const items: readonly DroppedItem[] = [
    ...all.map((run) => ({ place: run.place, time: run.startedAt, bytes: run.bytes, run })),
    ...studies.map((study) => ({ place: study.place, time: study.study.createdAt, bytes: study.bytes, study })),
  ];
  let [count, bytes] = [all.length, kept];
  const isFree = (item: DroppedItem) => item.place === 'closed' || (item.place === 'here' && 'run' in item && item.run.id !== current);
  const rank = ({ place }: KeptItem) => (place === 'closed' ? 0 : 1);
  const dropped: DroppedItem[] = [];
  for (const item of items.filter(isFree).sort((one, other) => rank(one) - rank(other) || one.time - other.time)) {
    if (count <= limits.runs && bytes <= limits.bytes) break;
    // Too many runs do not become fewer by dropping a study.
    if (bytes <= limits.bytes && 'study' in item) continue;
    if ('run' in item) count -= 1;
    bytes -= item.bytes;
    dropped.push(item);
  }
  return dropped;
}
