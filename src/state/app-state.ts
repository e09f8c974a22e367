import type { Result } from '../lib/result';
import type { LiveSettings } from '../experiment/live-settings';
import type { Experiment } from '../experiment/schema';
import type { FurtherRuns } from '../experiment/studies/more-seeds';
import type { Study, StudyEntry } from '../experiment/studies/study';
import type { Language } from '../i18n/translate';
import type { DevicePreference, DeviceReport } from '../protocol/device';
import type { Inspections, Question } from '../protocol/inspections';
import type { Progress, RunId, RunPhase } from '../protocol/messages';
import type { Predictions } from '../protocol/predictions';
import type { DataQuestion, DataView, ExampleWithAnswers, TrainingQuestion } from '../protocol/data-view';
import type { Problem } from '../protocol/problem';
import type { RunState } from '../protocol/run-state';
import type { DocumentSlice } from './document/document-state';
import type { RunPlace } from './persistence/kept-keys';
import type { RunPlaces } from './view/run-places';
import type { KeptList, KeptRun, KeptStudy } from './library/kept-list';
import type { MeasuredAffinity, MeasuredBaselines, MeasuredCost, MeasuredOutcomes, MeasuredPictures, PictureReply } from './measured';
import type { Mark, RunSeries } from './runs/run-series';
import type { RunSource } from './runs/run-summary';

/** One training from its start: append-only. */
export interface RunRecord {
  readonly id: RunId;
  /** Milliseconds since 1970. */
  readonly startedAt: number;
  /** The document as it was at the start; it names kept weights that the run began with. */
  readonly experiment: Experiment;
  /** Where such weights are from. */
  readonly keptFrom?: RunSource;
  /** For people: what was changed while it ran, as charts show it. */
  readonly marks: readonly Mark[];
  /**
   * For the record: the live settings that took effect before the step with this number (from 0).
   * Document, timeline, device and seed (and kept weights) reproduce the run.
   */
  readonly timeline: readonly { readonly step: number; readonly live: LiveSettings }[];
  /** Grows outside React; `session.published` counts up when there is something new to draw. */
  readonly series: RunSeries;
}

/**
 * A run that was taken away, with what the desk needs to go on with it where it was the newest one.
 */
interface RemovedRun extends Pick<SessionSlice, 'running' | 'checkpoint'> {
  readonly record: RunRecord;
}

/** The worker and what it is doing. */
export interface SessionSlice {
  readonly phase: RunPhase;
  readonly progress: Progress | undefined;
  readonly device: DeviceReport | undefined;
  readonly devicePreference: DevicePreference;
  /** Steps taken by the current run. */
  readonly step: number;
  readonly examplesPerSecond: number;
  readonly parameters: number;
  readonly microBatches: number;
  readonly problem: Problem | undefined;
  readonly predictions: Predictions | undefined;
  /**
   * The newest state of the current run that was kept; what a reload or another device goes on
   * from.
   */
  readonly checkpoint: RunState | undefined;
  /**
   * The document that is being trained, with its live settings in force; undefined before the first
   * run.
   */
  readonly running: Experiment | undefined;
  /** The newest run is the last one; the one before it is drawn in grey. */
  readonly runs: readonly RunRecord[];
  /** Counts up each time charts have something new. */
  readonly published: number;
  /** 0 means as fast as it goes. */
  readonly stepsPerSecond: number;
  /**
   * Compiles the document and loads its first images, paused at step 0, so that play starts at
   * once.
   */
  readonly prepare: () => Promise<void>;
  /**
   * Trains on; where there is no run, or the document asks for a restart, starts a new one. After
   * the last epoch adds as many again.
   */
  readonly play: () => Promise<void>;
  readonly pause: () => Promise<void>;
  /** One batch or one epoch. */
  readonly advance: (unit: 'batch' | 'epoch') => Promise<void>;
  /**
   * What a document's data look like, be they on the desk or not, and leaves training as it is. A
   * problem is for whoever asked.
   */
  readonly viewData: (question: DataQuestion) => Promise<Result<DataView, Problem>>;
  /** Likewise, what its training makes of them. */
  readonly viewTraining: (question: TrainingQuestion) => Promise<Result<readonly ExampleWithAnswers[], Problem>>;
  /** One step on the loss of that task (its id), where training is idle; it stays paused. */
  readonly stepTask: (task: string) => Promise<void>;
  /** What is being measured beside training. */
  readonly measuring: 'affinity' | 'cost' | undefined;
  /** Those of the newest run that has any; asked for once its first test is there. */
  readonly baselines: MeasuredBaselines | undefined;
  readonly measureBaselines: () => Promise<void>;
  /** The newest one, until another is measured. */
  readonly affinity: MeasuredAffinity | undefined;
  readonly costs: readonly MeasuredCost[];
  readonly measureAffinity: () => Promise<void>;
  readonly measureCost: () => Promise<void>;
  /**
   * What the network says of a picture that is none of the data's: of the run under way, or else of
   * one that fits the document. The bytes are asked for once it is known of what data it is. Undefined
   * where there are none, or no network can be asked; the problem is told.
   */
  readonly askAboutPicture: (pictureFor: (experiment: Experiment) => Promise<Uint8Array | undefined>) => Promise<PictureReply | undefined>;
  /** The newest that came of all test images, until a newer one is whole. */
  readonly outcomes: MeasuredOutcomes | undefined;
  /** How many test images of how many are done of the next. */
  readonly outcomesDone: { readonly done: number; readonly total: number } | undefined;
  /** Why they could not be had when they were asked for last. */
  readonly outcomesProblem: Problem | undefined;
  /**
   * Sees to it that `outcomes` are those of the current run until the answer is called: once where
   * it stands still, and while it trains again and again, at a tenth of the time at the most. To be
   * called anew when the run begins or ends to train, or stands at another step.
   */
  readonly followOutcomes: () => () => void;
  /** What the current run answers to a question about its inside; a problem is for whoever asked. */
  readonly askRun: <Asked extends Question>(question: Asked) => Promise<Result<Inspections[Asked['kind']]['reply'], Problem>>;
  /** What the current run says of some test images; a problem is for whoever asked. */
  readonly askPredictions: (images: readonly number[]) => Promise<Result<Predictions, Problem>>;
  /** The newest of the layers, or of the one that was followed last. */
  readonly pictures: MeasuredPictures | undefined;
  /**
   * Sees to it that `pictures` are those of the run that the worker holds and of the chosen image,
   * until the answer is called: to be called anew as `followOutcomes`, and when another image or
   * layer is chosen. `layer`: the only one that is looked at.
   */
  readonly followPictures: (layer?: string) => () => void;
  /** To be called when `view.conflictEvery` has changed: the worker measures by it from now on. */
  readonly followView: () => void;
  /**
   * Begins a new run of the document on the desk, in which layers that are the same go on with the
   * weights that they have in the current one (experiment/kept-layers.ts), and trains it. False if
   * that could not be; the problem is told.
   */
  readonly goOnWithKeptWeights: () => Promise<boolean>;
  /** Back to the same seeded weights at step 0, paused. The run before stays as a grey line. */
  readonly reset: () => Promise<void>;
  readonly setDevice: (preference: DevicePreference) => Promise<void>;
  readonly setStepsPerSecond: (stepsPerSecond: number) => void;
  readonly dismissProblem: () => void;
  /**
   * Takes a run away; `undoRemoveRun` brings it back. That which the desk trains or goes on with is
   * stopped first, and the desk begins anew at step 0.
   */
  readonly removeRun: (id: RunId) => Promise<void>;
  readonly undoRemoveRun: () => Promise<void>;
  /** The run that was removed last, until it is put back or another is removed. */
  readonly removedRun: RemovedRun | undefined;
  /** These runs were deleted elsewhere: they leave the page. The current one stays. */
  readonly forgetRuns: (ids: readonly RunId[]) => void;
  /** Takes a checkpoint now, as when the tab is hidden. */
  readonly keep: () => Promise<void>;
  /** Puts back what a tab kept over a reload, paused at the checkpoint's step. */
  readonly restore: (kept: KeptSession) => void;
  /**
   * To be called after each change of the document: live fields go to the worker, and a committed
   * change leaves a mark.
   */
  readonly followDocument: (committed: boolean) => void;
}

/** A state of a run of a study, to go on from. */
export interface StudyState {
  readonly run: RunId;
  readonly state: RunState;
}

/**
 * What was taken away of the studies: a whole one, or a run of one; `place` is where it stood among
 * the others.
 */
type RemovedStudy =
  | { readonly kind: 'study'; readonly study: Study; readonly place: number; readonly records: readonly RunRecord[] }
  | { readonly kind: 'run'; readonly study: string; readonly entry: StudyEntry; readonly place: number; readonly records: readonly RunRecord[] };

/**
 * Studies (comparisons, sweeps, cross-validations) and their runs, which a worker of its own trains
 * beside the desk.
 */
export interface StudySlice {
  /** From old to new. */
  readonly studies: readonly Study[];
  /** The runs of the studies with their curves, from old to new. */
  readonly records: readonly RunRecord[];
  /** The newest state of the run under way, or of the one that was interrupted last. */
  readonly state: StudyState | undefined;
  /** The run under way. */
  readonly active: { readonly study: string; readonly index: number; readonly step: number; readonly steps: number } | undefined;
  /** Counts up each time the curves of a run have something new. */
  readonly published: number;
  /**
   * Optimiser steps a second of the studies on this page so far, with all that stands between
   * them; undefined before the first.
   */
  readonly pace: number | undefined;
  /** What was removed last, until it is put back or something else is removed. */
  readonly removed: RemovedStudy | undefined;
  /** Begins a study, behind those that wait. */
  readonly begin: (study: Study) => void;
  /** Has a study train further runs under a longer plan; what it has stays. */
  readonly extend: (id: string, further: FurtherRuns) => void;
  /** Stops a study's runs; what is done stays. */
  readonly stop: (id: string) => void;
  /** Goes on with what was stopped or failed. */
  readonly goOn: (id: string) => void;
  /** Takes a study and its runs away; `undoRemove` brings them back. */
  readonly remove: (id: string) => void;
  /**
   * Takes what one run of a study gave away, unless it is under way; going on with the study trains
   * it anew, `undoRemove` brings it back.
   */
  readonly removeRun: (run: RunId) => void;
  readonly undoRemove: () => void;
  /** Puts back what a tab kept over a reload; runs that were under way go on. */
  readonly restore: (kept: Pick<StudySlice, 'studies' | 'records' | 'state'>) => void;
  /** Takes studies of a closed tab to those that are here; runs that were under way go on. */
  readonly adopt: (kept: Pick<StudySlice, 'studies' | 'records' | 'state'>) => void;
}

/** What was dropped so that the limits of what is kept hold. */
export interface DroppedForRoom {
  readonly runs: number;
  readonly studies: number;
}

/** What all tabs of this browser keep of what was trained. */
export interface LibrarySlice {
  /** As it was last read; undefined before, and where nothing is kept. */
  readonly list: KeptList | undefined;
  /** True where the last reading failed: the list is an older one then, if any. */
  readonly stale: boolean;
  /**
   * Runs that are not on the page otherwise and are drawn on the chart of runs; their id is their
   * key in the database.
   */
  readonly loaded: readonly RunRecord[];
  /** What was dropped for want of room since it was last dismissed. */
  readonly dropped: DroppedForRoom | undefined;
  /** Reads the list now and whenever something changes, until the answer is called. */
  readonly watch: () => () => void;
  readonly refresh: () => Promise<void>;
  /** Draws a run of the list on the chart of runs; false where it is gone or damaged. */
  readonly show: (run: RunPlace) => Promise<boolean>;
  /**
   * Takes a run away; the answer brings it back. Undefined, with nothing done, where another open
   * tab needs it or the database fails.
   */
  readonly removeRun: (run: KeptRun) => Promise<(() => void) | undefined>;
  /** The same for a study of a closed tab. */
  readonly removeStudy: (kept: KeptStudy) => Promise<(() => void) | undefined>;
  /** Moves a study of a closed tab here, to go on with it; false where it is gone. */
  readonly takeOver: (kept: KeptStudy) => Promise<boolean>;
  /** Drops what the limits ask for. */
  readonly makeRoom: () => Promise<void>;
  readonly dismissDropped: () => void;
}

/** What a tab keeps over a reload. */
interface KeptSession {
  readonly runs: readonly RunRecord[];
  readonly running: Experiment | undefined;
  readonly checkpoint: RunState | undefined;
}

/**
 * Why nothing is kept: the browser has no storage for this page, a later version of the page keeps
 * there what this one does not know, it is full, or writing failed for another reason.
 */
export type StorageProblem = 'unavailable' | 'newer' | 'full' | 'failed';

/**
 * A part of what a tab kept: the document, what the training under way needs to go on, a run, a
 * study, or the curves of a study's run.
 */
export type KeptPart = 'document' | 'training' | 'run' | 'study' | 'curves';

export type Theme = 'system' | 'light' | 'dark';

/** What is asked under "Compare". */
export type StudyQuestion = 'together' | 'method' | 'weights' | 'setting';
type Drawer = 'none' | 'setup' | 'inspector';

/** A short message, such as "link copied". */
interface Notice {
  readonly text: string;
  /** Takes back what it tells; undefined where there is nothing to take back. */
  readonly undo: (() => void) | undefined;
}

/** How it is looked at; local to this browser. */
export interface ViewSlice {
  readonly selectedLayers: readonly string[];
  /** "from>to" of the selected wires, and "first~second" of the selected ties. */
  readonly selectedWires: readonly string[];
  readonly language: Language;
  readonly theme: Theme;
  /** The side panel that is open on a narrow screen. */
  readonly drawer: Drawer;
  /** Share of the middle column's height that the network has, 0.2 to 0.8. */
  readonly split: number;
  /**
   * The conflict between the gradients of the tasks is measured every so many steps; 0 for never.
   */
  readonly conflictEvery: number;
  /**
   * The id of the panel that is open below the network; the first one where it is undefined or
   * there is no such panel.
   */
  readonly panel: string | undefined;
  /** The question that is open under "Compare", and which study of it; the newest one where undefined. */
  readonly question: { readonly about: StudyQuestion; readonly study: string | undefined } | undefined;
  /** Whether layers show what comes out of them; kept over a reload. */
  readonly pictures: boolean;
  /** The chosen one of the eight test images shown, from 0. */
  readonly example: number;
  /** Runs that are drawn on one chart: by id those of this page, by key those of the list. */
  readonly shownRuns: readonly RunId[];
  /** Which colour, dash and letter a run has that was shown; kept over a reload. */
  readonly runPlaces: RunPlaces;
  /**
   * Why nothing outlives a reload at present, until it is dismissed or something can be kept again.
   */
  readonly storageProblem: StorageProblem | undefined;
  /**
   * What the tab had kept but could not be read again, one entry for each, until it is dismissed.
   */
  readonly dropped: readonly KeptPart[];
  /**
   * The step at which a run went on from a state that another revision of the engine computed,
   * until it is dismissed.
   */
  readonly otherEngine: number | undefined;
  /**
   * A short message for the status line; another object for each, so that the same one said again
   * is seen to be new.
   */
  readonly notice: Notice | undefined;
  /** The task that a pointer or the focus is at, by its id: all marks of the others fade. */
  readonly focusedTask: string | undefined;
  /** The one that stays in the fore until it is let go, unless another has the focus. */
  readonly pinnedTask: string | undefined;
  /**
   * The step of the current run that images, heads and badges look back to; undefined for how things
   * are now.
   */
  readonly atStep: number | undefined;
  readonly focusTask: (task: string | undefined) => void;
  readonly pinTask: (task: string | undefined) => void;
  readonly lookBack: (step: number | undefined) => void;
  readonly select: (layers: readonly string[], wires?: readonly string[]) => void;
  readonly setLanguage: (language: Language) => void;
  readonly setTheme: (theme: Theme) => void;
  readonly setDrawer: (drawer: Drawer) => void;
  readonly setSplit: (split: number) => void;
  readonly openPanel: (panel: string) => void;
  /** Opens a question under "Compare". */
  readonly ask: (about: StudyQuestion, study?: string) => void;
  readonly setConflictEvery: (steps: number) => void;
  readonly setPictures: (shown: boolean) => void;
  readonly chooseExample: (place: number) => void;
  readonly showRuns: (ids: readonly RunId[]) => void;
  readonly setRunPlaces: (places: RunPlaces) => void;
  readonly setStorageProblem: (problem: StorageProblem | undefined) => void;
  readonly setDropped: (dropped: readonly KeptPart[]) => void;
  readonly setOtherEngine: (step: number | undefined) => void;
  /** Says something, with what takes it back where that can be. */
  readonly setNotice: (text: string, undo?: () => void) => void;
  readonly dismissNotice: () => void;
}

export interface AppState {
  readonly document: DocumentSlice;
  readonly session: SessionSlice;
  readonly studies: StudySlice;
  readonly library: LibrarySlice;
  readonly view: ViewSlice;
}
