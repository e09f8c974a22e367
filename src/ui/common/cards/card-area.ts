/** The areas of things that have cards. */
export type CardArea =
  | 'method'
  | 'loss'
  | 'metric'
  | 'optimizer'
  | 'schedule'
  | 'kind'
  | 'alternate'
  | 'batch'
  | 'training'
  | 'optimizing'
  | 'layer'
  | 'balancing'
  | 'loss-parameter'
  | 'augmentation'
  | 'chart'
  | 'data';
