/** English texts of the namespace "look": looking at data. Placeholders are written {name}. */
export const look = {
  open: 'Look at the images',
  'open.of': 'Look at {name}',
  title: 'The data: {name}',
  split: 'Part',
  train: 'Training images',
  test: 'Test images',
  by: 'Arranged',
  asTheyCome: 'As they come',
  byTask: 'By {task}',
  counted: 'As they are in the data: not augmented, and with all labels right. Shares are those of the first {counted} images.',
  numbers: 'From {lowest} to {highest}, mean {mean}, standard deviation {deviation}, of the first {counted} images; from the lowest to the highest.',
  preview: 'Preview',
  'preview.title': 'Training images, augmented',
  'preview.counted': 'Images {first} to {last} of the training, as its steps take them: augmented as set, and with the labels that they are trained with.',
  'preview.next': 'Next images',
  missing: 'no label',
  association: 'Which answers go together',
  'association.about':
    'How much the answer to one task tells of that to another, from 0 for nothing to 1 for all: Cramér’s V between classes, the correlation ratio between classes and numbers, the correlation between numbers, each corrected for chance. Tasks whose answers go together can help one another, but a network may also take one for the other.',
} as const;
