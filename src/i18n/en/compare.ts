/**
 * English texts of the namespace "compare": all tasks together against each alone. Placeholders are
 * written {name}.
 */
export const compare = {
  tab: 'Compare',
  about:
    'Does sharing help? Each task is trained alone on its part of the same network, with the same data, seed and number of steps, and then set beside all tasks trained together.',
  start: 'Compare with each task alone',
  anew: 'Compare anew',
  shown: 'Comparison',
  other: 'This is of another document: the one on the desk has {what}.',
  open: 'Open that document',
  opened: 'The document of that comparison is on the desk.',
  table: 'On all test images, seeds {seeds}; {method}',
  tableOne: 'On all test images, seed {seeds}: one seed shows no interval, so a difference may be chance.',
  nothingYet: 'Figures appear as soon as the first seed is through: together and each task alone.',
  task: 'Task and metric',
  together: 'Together',
  baseline: 'Alone',
  difference: 'Difference',
  better: 'better',
  worse: 'worse',
  equal: 'equal',
  gain: 'Gain',
  'gain.about': 'Δm with its sign turned: above 0, training together is better.',
  'gain.formula': 'gain = −Δm',
  gap: 'gap in {metric}',
  undefined: 'not defined: {reason}',
} as const;
