/**
 * English texts of the namespace "canvas" that only the inspector shows while nothing is selected.
 * Placeholders are written {name}.
 */
export const lateCanvas = {
  'nothing-selected': 'Select a layer, a wire or a tie to see and change its settings.',
  totals: 'The network',
  'totals-layers': '{layers} layers, {shared} of them shared.',
  'totals-parameters': '{parameters} parameters, {share} of them shared.',
  'totals-memory': 'About {memory} in training.',
  'totals-faulty': 'How many parameters it has is known once it can train.',
  agree: 'Do the tasks agree?',
  'agree-not-yet': 'Measured on the weights that they share, every {steps} steps while it trains.',
  'agree-not-yet.one': 'Measured on the weights that they share, at every step while it trains.',
  'agree-never': 'Not measured: the tab says how often it is.',
  'agree-disagree': '{first} and {second} disagree',
  'agree-agree': '{first} and {second} agree',
  'agree-neither': '{first} and {second}: no clear conflict',
  'agree-cosine': '{pair} (cosine {cosine}).',
  'agree-open': 'See it over time',
} as const;
