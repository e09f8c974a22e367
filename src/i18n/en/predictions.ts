/** English texts of the namespace "predictions". Placeholders are written {name}. */
export const predictions = {
  title: 'Eight test images, and what the network says about them',
  'title.waiting': 'Eight test images: what the network says about them appears here once it trains',
  results: 'Newest test results',
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
} as const;
