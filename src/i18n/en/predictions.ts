/** English texts of the namespace "predictions". Placeholders are written {name}. */
export const predictions = {
  title: 'The example: a test image, and what the network says to it',
  'title.waiting': 'The example: what the network says to a test image appears here once it trains',
  examples: 'Test images to choose from',
  truthOf: 'Test image {number}: {truth}',
  levelsOff: 'off by {off}',
  // Of how many tasks the answer is right, below a small picture.
  rightOnes: '{right}/{all} ✓',
  results: 'Newest results',
  // What a figure is of, below it, and as a sentence.
  'of.nothing': 'not measured yet',
  'of.test': 'test {images} · step {step}',
  'of.all': 'all {images}, before {before}',
  'of.batches': 'training · step {step}',
  'of.test.about': 'Measured on {images} test images at step {step}.',
  'of.all.about': 'Measured on all {images} test images at step {step}; before, on {before} of them. That alone may change a figure.',
  'of.batches.about': 'From the {images} images of the last training batches, at step {step}, until the next test.',
  image: 'Test image {number}',
  reconstruction: '{task} of test image {number}',
  // Full sentences for hover and for those who do not see the picture.
  overlap: '{task}: covers the truth by {overlap}',
  tags: '{task}: {answer}; the truth is {truth}',
  noTags: 'none',
  level: '{task}: {answer}; the truth is {truth}',
  'class.right': '{task}: {answer}, {confidence}, right',
  'class.wrong': '{task}: {answer}, {confidence}, wrong: the truth is {truth}',
  value: '{task}: {answer}, the truth is {truth}',
  truth: '≠ {truth}',
  none: '–',
  own: 'Try a picture of your own',
} as const;
