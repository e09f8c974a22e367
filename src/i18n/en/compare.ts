/**
 * English texts of the namespace "compare": all tasks together against each alone. Placeholders are
 * written {name}.
 */
export const compare = {
  tab: 'Compare',
  about:
    'Does sharing help? Each task is trained alone on its part of the same network, with the same data, seed and number of steps, and then set beside all tasks trained together.',
  start: 'Compare with each task alone',
  again: 'Compare again',
  moreSeeds: '{count} more seeds',
  'moreSeeds.time': '{more} · {time}',
  shown: 'Comparison',
  other: 'This is of another experiment: the current one has {what}.',
  open: 'Open that experiment',
  opened: 'The experiment of that comparison is open.',
  table: 'On all test images, seeds {seeds}; {method}',
  tableOne: 'On all test images, seed {seeds}: one seed shows no interval, so a difference may be chance.',
  firstResults: 'First results after the first seed.',
  nothing: 'No seed is through: together and each task alone. Go on to see results.',
  picture: 'Together against alone, a row for each task',
  figures: '{together}, alone {alone}',
  allTasks: 'mean of {count} tasks',
  says: '{difference} · {words}',
  doubtful: '{word}, {doubt}',
  oneSeed: 'one seed',
  scale: 'Scale: each difference in percent of the value alone, so that different metrics can be compared. Bars are 95 % intervals; an arrow means that one goes on.',
  allMetrics: 'All metrics, {rows} rows',
  task: 'Task and metric',
  together: 'Together',
  baseline: 'Alone',
  difference: 'Difference',
  better: 'better',
  worse: 'worse',
  equal: 'equal',
  gap: 'gap in {metric}',
  undefined: 'not defined: {reason}',
} as const;
