/**
 * What is to be said of steps of a run, by the note's code: what it is, and what to do about it.
 */
export const notes = {
  'not-converged': 'The balancing method’s solver did not converge. Steps so far: {count} (from {first} to {last}).',
  'not-converged.advice': 'Nothing was lost and the run goes on. If this happens often, try another balancing method.',
  singular: 'The tasks’ gradients depended on one another, and the balancing method fell back on a pseudo-inverse. Steps so far: {count} (from {first} to {last}).',
  'singular.advice': 'Nothing was lost and the run goes on. With nearly parallel gradients, or more tasks than shared weights, this is to be expected.',
  'negative-sum': 'The balancing method’s weights added up to less than 0, and the direction was turned round. Steps so far: {count} (from {first} to {last}).',
  'negative-sum.advice': 'Nothing was lost and the run goes on. If this happens often, try another balancing method.',
  'zero-gradient': 'A task was solved, or its gradient was only rounding beside the longest, and it counted as zero. Steps so far: {count} (from {first} to {last}).',
  'zero-gradient.advice': 'Nothing was lost and the run goes on. A task that is learned to perfection asks for nothing more.',
  'dead-gradient': 'No gradient came back from a task that is not solved. Steps so far: {count} (from {first} to {last}).',
  'dead-gradient.advice': 'Nothing was lost and the run goes on. Its units may all have died: a lower learning rate or another activation keeps them alive.',
  'no-part':
    'A task has no part in what the method balances: it shares no weights that may move with any other, or none in the layer that GradNorm looks at. It has its plain weight. Steps so far: {count} (from {first} to {last}).',
  'no-part.advice': 'Nothing is wrong. Let it share a layer, or thaw a frozen one, for the method to balance it too.',
  'no-common-layer':
    'No layer that may move serves all tasks of a group: MGDA-UB had nothing to look at, and they had their plain weights. Steps so far: {count} (from {first} to {last}).',
  'no-common-layer.advice': 'Nothing was lost and the run goes on. MGDA balances such networks, by what each two tasks share.',
  'nothing-shared': 'The tasks share no weights that may move: there is nothing to balance, and every task has its plain weight. Steps so far: {count} (from {first} to {last}).',
  'nothing-shared.advice': 'Nothing is wrong. Let the tasks share a layer, or thaw a frozen one, for the method to do something.',
  'untrained-statistics': 'A batch norm that stands still was never trained: it normalises by mean 0 and variance 1, which changes nothing. Steps so far: {count} (from {first} to {last}).',
  'untrained-statistics.advice': 'The run goes on. Let the layer train for some steps first: let it learn if it is frozen, or give one of its tasks a weight.',
} as const;
