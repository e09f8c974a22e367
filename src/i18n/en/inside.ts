/** English texts of the namespace "inside". Placeholders are written {name}. */
export const inside = {
  tab: 'Inside',
  layer: 'Layer',
  layers: 'Layers',
  none: 'No layer is selected. Select one in the network, or here, to see what it does.',
  empty: 'Press play: what this layer does appears here while it trains.',
  changed: 'The experiment was changed since. Press play to train it, and its layers can be looked at.',
  failed: 'This could not be computed: {problem}',
  at: 'at step {step}',
  // What a layer makes of one image.
  maps: 'What it makes of test image {number}',
  map: 'Feature map {number}',
  bars: 'The activation of each unit, a bar for each',
  scale: 'Black is {lowest}, white {highest}, in all maps alike.',
  span: 'From {lowest} to {highest}.',
  first: 'The first {shown} of {all} are shown.',
  // Weights of a convolution.
  filters: 'Filters',
  filter: 'Filter {number}',
  input: 'Input channel',
  channel: '{number} of {all}',
  filterScale: 'Grey is 0, white {most}, black the same below 0.',
  // Activations of many images.
  histogram: 'Activations',
  'histogram.about': 'How many activations other than 0 have which value, from {lowest} to {highest}.',
  zeros: '{share} of the activations to {images} test images are 0.',
  dead: 'Dead units:',
  'dead.about': 'Units that are 0 at every place for all {images} images. Behind ReLU such a unit gets no gradient from them and cannot recover by itself.',
  deadCount: '{dead} of {units}',
} as const;
