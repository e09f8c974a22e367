/** English texts of the area "data". Placeholders are written {name}. */
export const data = {
  title: 'Data',
  choose: 'Data set',
  images: '{train} train · {test} test',
  size: '{bytes} download',
  asking: '…',
  absent: 'not prepared',
  unreachable: 'server not reached',
  prepare: 'To prepare it, run in the project’s folder:',
  noLicence: 'no licence stated',
  'mnist.about': 'handwritten digits, 28×28, grey',
  'cifar10.about': 'small photographs, 32×32, colour',
  train: 'Training images',
  'train.about': 'How many images are learned from: the first ones of the official training split. It has {total}, of which {prepared} are prepared here.',
  test: 'Test images',
  'test.about': 'How many images are tested on, never learned from: the first ones of the official test split. It has {total}, of which {prepared} are prepared here.',
} as const;
