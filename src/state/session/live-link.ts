import type { TrainingClient } from '../../client/training-client';
import { needsRestart } from '../../experiment/field-values';
import { liveSettings, withLiveSettings, type LiveSettings } from '../../experiment/live-settings';
import type { Experiment } from '../../experiment/schema';
import type { RunId } from '../../protocol/messages';
import { changesBetween, liveSettingsFor, sameLiveSettings } from './live-changes';
import type { Mark } from '../runs/run-series';
import type { SessionAccess } from './session-access';

/** How often previews of live fields reach the worker, in milliseconds. */
const previewInterval = 200;

/**
 * Keeps the live settings of a training the same as the document's, and writes down when they
 * changed.
 */
export interface LiveLink {
  /** The worker has compiled a run, with these settings. */
  begin(run: RunId, live: LiveSettings): void;
  /** The worker has no run any more. */
  end(): void;
  /** What the next mark on the charts compares with. */
  markFrom(live: LiveSettings): void;
  /** Writes what a committed change did on the charts, at the step that comes next. */
  mark(): void;
  /**
   * Sends the document's live settings if the worker has others; while a slider moves, at most five
   * times a second.
   */
  send(): void;
  /** Sends them at once; resolves when the worker has them. */
  flush(): Promise<void>;
}

/** A link between document and worker, over the session's state. */
export function createLiveLink(client: TrainingClient, { read, update, changeRun, publish, report }: SessionAccess): LiveLink {
  let inWorker: RunId | undefined;
  /** What the worker has, and what the last mark speaks of. */
  let sent: LiveSettings | undefined;
  let marked: LiveSettings | undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let sending: Promise<void> = Promise.resolve();
  /**
   * How many documents had been opened when the run began: another one that is put on the desk must
   * not steer it.
   */
  let opened = 0;

  const wanted = (running: Experiment): LiveSettings => {
    const { document } = read();
    const isOther = document.opened !== opened && needsRestart(running, document.experiment);
    return isOther ? liveSettings(running) : liveSettingsFor(running, document.experiment);
  };

  const end = () => {
    clearTimeout(timer);
    timer = undefined;
    inWorker = undefined;
  };

  const send = () => {
    const { running } = read().session;
    const run = inWorker;
    if (running === undefined || run === undefined || timer !== undefined) return;
    const live = wanted(running);
    if (sent !== undefined && sameLiveSettings(sent, live)) return;
    sent = live;
    update({ running: withLiveSettings(running, live) });
    timer = setTimeout(() => {
      timer = undefined;
      send();
    }, previewInterval);
    sending = client.request('change', { run, live }).then((reply) => {
      if (!reply.ok) return report(reply.error, run);
      const { step } = reply.value;
      changeRun(run, (old) => ({ ...old, timeline: [...old.timeline.filter((entry) => entry.step < step), { step, live }] }));
    });
  };

  return {
    begin: (run, live) => {
      end();
      inWorker = run;
      sent = live;
      // A state from before the last change knows nothing of it: it is marked again where the run
      // goes on.
      marked = live;
      send();
    },
    end,
    markFrom: (live) => {
      opened = read().document.opened;
      marked = live;
    },
    mark: () => {
      const { running, step, runs } = read().session;
      const run = runs.at(-1);
      if (running === undefined || run === undefined || marked === undefined) return;
      const live = wanted(running);
      const changes = changesBetween(running, marked, live);
      marked = live;
      // Before the first step there is nothing on the charts that a change could explain.
      if (changes.length === 0 || step === 0) return;
      const marks = changes.map((change) => ({ ...change, step }));
      const isMarked = (mark: Mark) => run.marks.some((old) => old.step === step && old.field === mark.field && old.from === mark.from && old.to === mark.to);
      changeRun(run.id, (old) => ({ ...old, marks: [...old.marks, ...marks.filter((mark) => !isMarked(mark))] }));
      publish();
    },
    send,
    flush: () => {
      clearTimeout(timer);
      timer = undefined;
      send();
      return sending;
    },
  };
}
