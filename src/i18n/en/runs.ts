/**
 * English texts of the namespace "runs": what was trained.
 * Placeholders are written {name}.
 */
export const runs = {
  tab: 'Runs',
  empty: 'Nothing trained yet. Runs of all tabs appear here, each with what changed since the one before; they can be compared, reopened and deleted.',
  'place.here': 'this tab',
  'place.open': 'another open tab',
  'place.closed': 'a closed tab',
  damaged: 'A run that cannot be read',
  unreadable: 'The curves of {name} can no longer be read.',
  // Limits of what is kept.
  kept: 'Kept in this browser: {runs} of at most {most} runs, {bytes} of at most {limit}',
  'kept.about':
    'Runs of all tabs, and the curves of runs and studies. Beyond {most} runs or {limit}, what closed tabs left goes first, the oldest before all else, then the oldest runs of this tab; the page says so. What other open tabs have stays, and so does what this tab goes on with. What a closed tab was working on, to go on with, is kept for 30 days.',
  'kept.stale': 'The browser’s database could not be read just now: runs of other tabs may be missing here.',
  list: 'Runs, the newest first',
  current: 'current',
  steps: 'step {steps}',
  select: 'Show {name} on the chart',
  open: 'Open',
  'open.about': 'Open the experiment of {name}; undo leads back.',
  opened: 'The experiment of that run is open.',
  notTrained: 'not trained',
  remove: 'Delete',
  'remove.about': 'Delete {name}',
  'remove.current': 'Delete {name}: training stops, and the current experiment begins again.',
  'remove.ofStudy': 'Delete what {name} gave: tables are made of the runs that are left, and “Go on” trains it again.',
  'remove.none': 'There is nothing to delete: this run has not begun.',
  'remove.running': 'This run is under way: stop the study first.',
  'remove.inUse': 'Another open tab trains {name} or goes on with it: delete it there.',
  'remove.refused': 'Not deleted: an open tab needs {name}, or the browser’s database does not answer.',
  openElsewhere: 'The tab of this study is open: go on with it or delete it there.',
  takeOver: 'Bring here',
  'takeOver.about': 'Bring {name} into this tab; unfinished runs go on.',
  removed: 'Deleted: {name}',
  ofStudy: 'Runs of this study: {count}',
  found: 'See what it found',
  'found.open': 'The result is under “Compare” in its tab.',
  'found.closed': 'The result is under “Compare” once it is brought here.',
  // The list as a table to copy.
  name: 'Run',
  method: 'Method',
  step: 'Steps',
  begun: 'Begun',
  about: 'about “{name}”',
  // Two names, the second closer than the first.
  named: '{first}: {second}',
  // Chart of several runs.
  chart: 'Chosen runs',
  metric: 'Shown',
  metricTest: '{task}: {metric}, test',
  metricTrain: '{task}: {metric}, train',
  unchoose: 'Choose none',
  hint: 'Tick several runs to see them on one chart.',
  limit: 'At most {count} runs fit one chart.',
} as const;
