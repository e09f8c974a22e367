/**
 * The kernels that TensorFlow.js has no name for. A backend may register any of them; where it has
 * none, the operation of the same name composes it of stock operations. README.md says what each
 * takes and gives.
 */
export const ownKernelNames = [
  'ConvolutionWeightGradients',
  'DenseWeightGradients',
  'DenseInputGradient',
  'ActivationGradient',
  'ActivationGradientOfSum',
  'MaxPoolWithPositions',
  'MaxPoolPositionsGradient',
  'AveragePoolGradient',
  'SoftmaxCrossEntropy',
  'ClassificationSums',
  'MeanSquaredError',
  'RegressionSums',
  'BoxLoss',
  'BoxSums',
  'MaskLoss',
  'MaskSums',
  'SplitVector',
  'JoinColumns',
  'SplitColumns',
  'Upsample',
  'UpsampleGradient',
  'TaskGram',
  'CombineRows',
  'Scale',
  'DropoutMask',
  'UpdateWeights',
  'GatherImages',
  'GatherRows',
  'BatchNormForward',
  'BatchNormBackward',
  'DepthwiseWeightGradients',
] as const;

export type OwnKernelName = (typeof ownKernelNames)[number];
