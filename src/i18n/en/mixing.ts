/**
 * English texts of the namespace "mixing": what a layer takes of its inputs, where it learns that.
 * Placeholders are written {name}.
 */
export const mixing = {
  title: 'How it mixes its inputs',
  'weights.inputs': 'Mixing coefficients α',
  'weights.inputs.about':
    'Learned numbers: the output is the sum of the inputs, each times its own. 0 takes nothing of an input; the nearer the other towers’ numbers are to 0, the less this tower wants of them. They may be negative, and need not sum to 1.',
  'weights.inputs.formula': 'y = Σ αⱼ · xⱼ',
  'weights.inputs.start': 'At first the layer’s own tower has 0.90 and the others share 0.10; without an own tower all start alike.',
  'weights.halves': 'Mixing coefficients α',
  'weights.halves.about':
    'Learned numbers, one for each half of an input’s channels and each half of the output’s: each half of the output is the sum of all rows, times the numbers of its column. 0 takes nothing; they may be negative, and need not sum to 1.',
  'weights.halves.formula': 'y_h = Σ α_hj · xⱼ',
  'weights.halves.start':
    'At first the same half of the layer’s own tower has 0.90, and all others share 0.10; without an own tower the same halves of all inputs share the 0.90.',
  'examples.inputs': 'Weights by the gate',
  'examples.inputs.about':
    'How much the gate gives each expert: its softmax, as the mean over the test images. They sum to 1; all alike means that the gate has not chosen. For single images they may differ.',
  'examples.inputs.formula': 'y = Σ softmax(g)ⱼ · xⱼ',
  'half.0': 'its 1st half',
  'half.1': 'its 2nd half',
  'to.0': 'to 1st half',
  'to.1': 'to 2nd half',
  at: 'Measured at step {step}.',
  none: 'Appears with the first test.',
} as const;
