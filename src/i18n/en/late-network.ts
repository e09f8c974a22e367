/**
 * English texts of the namespace "network" that only menus and the inspector show: what kinds of
 * layers and their parameters mean. Placeholders are written {name}.
 */
export const lateNetwork = {
  'kind-help.input': 'Hands on the image, or one half of it, normalised. A network may have several.',
  'kind-help.conv2d': 'Slides small learned filters over an image.',
  'kind-help.separable-conv2d': 'A convolution in two cheaper parts: one filter for each channel, then a mix of the channels pixel by pixel.',
  'kind-help.dense': 'Joins every value with every unit; flattens what it is given.',
  'kind-help.max-pool': 'Keeps the largest value of each window.',
  'kind-help.average-pool': 'Keeps the mean of each window.',
  'kind-help.global-average-pool': 'The mean of each channel over the whole image.',
  'kind-help.flatten': 'Lays an image out as one row of values.',
  'kind-help.activation': 'A non-linear function of every value.',
  'kind-help.batch-norm': 'Gives every channel mean 0 and variance 1 over the batch, then a learned scale and shift; when tested or frozen, by running means.',
  'kind-help.dropout': 'Sets a random share of values to zero while training.',
  'kind-help.add': 'The sum of inputs of one shape: a skip connection.',
  'kind-help.multiply': 'The product of inputs of one shape: an attention mask (sigmoid) times features, as in MTAN (Liu et al. 2019).',
  'kind-help.concat': 'Puts inputs side by side, channel after channel.',
  'kind-help.upsample': 'Repeats every pixel, so that an image grows.',
  'kind-help.cross-stitch':
    'A mix of towers, one learned number for each input. One row of the unit of Misra et al. (2016): put one behind each tower and stage; together they are its K × K matrix.',
  'kind-help.sluice': 'A cross-stitch between halves of the channels, with a number for each pair of halves (Ruder et al. 2019).',
  'kind-help.experts': 'The first wire is a gate with one value for each further wire: its softmax weighs those experts for each image (Ma et al. 2018).',
  'kind-help.film': 'A learned scale and shift for each channel: what sets one task’s branch apart costs two numbers a channel (Perez et al. 2018).',
  'kind-help.gradient-reversal':
    'Lets values through and turns the gradient round: what lies before it unlearns what the task behind it needs (Ganin and Lempitsky 2015).',
  'kind-help.head': 'The end of one task: a learned projection and the loss. Its output may feed another task.',
  'parameter-help.field': 'Which part of the data set enters here.',
  'parameter-help.filters': 'How many patterns it learns to look for: the number of output channels.',
  'parameter-help.kernel': 'Side of each square filter, in pixels.',
  'parameter-help.stride': 'How many pixels the window moves on at a time; 2 halves the image.',
  'parameter-help.padding': 'Same: zeros around the image keep its size. Valid: only whole windows count.',
  'parameter-help.activation': 'The function applied to every value at the end of the layer.',
  'parameter-help.units': 'How many values the layer puts out.',
  'parameter-help.size': 'Side of the square window, in pixels.',
  'parameter-help.function': 'The function applied to every value.',
  'parameter-help.rate': 'Share of values set to zero in each training step.',
  'parameter-help.factor': 'How many times larger the image becomes, in each direction.',
  'parameter-help.own': 'The wire, counted in order, that starts with a share of 0.9; the others start with the rest. 0: all wires start alike.',
  'parameter-help.lambda': 'The gradient goes back times −λ; 0 stops it.',
  'parameter-help.task': 'What this head answers. Two heads swap their tasks when one takes the other’s.',
  'parameter-help.initialiser': 'How the kernel starts: normal, with variance 2 ∕ fan-in (He) or 2 ∕ (fan-in + fan-out) (Glorot). Auto takes He before ReLU and Glorot otherwise; small is a tenth of Glorot.',
} as const;
