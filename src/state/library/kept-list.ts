import type { Study } from '../../experiment/studies/study';
import type { RunPlace } from '../persistence/kept-keys';
import type { RunSummary } from '../runs/run-summary';

/**
 * Where a tab is, seen from this one: this tab itself, another that is open, or one that was
 * closed.
 */
export type TabPlace = 'here' | 'open' | 'closed';

/** A run that was trained on the desk of some tab, as it lies in the database. */
export interface KeptRun extends RunPlace {
  readonly place: TabPlace;
  /** Milliseconds since 1970. */
  readonly startedAt: number;
  /** What it takes in the database, about. */
  readonly bytes: number;
  /** Undefined where it is damaged: it can only be deleted. */
  readonly summary: RunSummary | undefined;
  /** Another open tab trains it, or goes on with it: it must stay. */
  readonly inUse: boolean;
  /** The very same run in other tabs, as after a tab was duplicated. */
  readonly copies: readonly Omit<KeptRun, 'copies'>[];
}

/** A study of another tab. */
export interface KeptStudy {
  readonly tab: string;
  readonly place: TabPlace;
  readonly study: Study;
  /** What the curves of its runs take in the database, about. */
  readonly bytes: number;
}

/** What is kept in this browser. */
export interface KeptList {
  /** Of all tabs, this one among them; from old to new. */
  readonly runs: readonly KeptRun[];
  /** Of all tabs but this one. */
  readonly studies: readonly KeptStudy[];
  /** What the curves of all runs take, those of studies among them. */
  readonly bytes: number;
}
