/**
 * English texts of the namespace "tasks" that the page needs at first sight: kinds of task, names of
 * metrics. Placeholders are written {name}.
 */
export const tasks = {
  // One of several tasks of a kind.
  numbered: '{name} ({number})',
  // By the id of the kind.
  digit: 'Digit',
  parity: 'Parity',
  'at-least-five': 'At least five',
  loop: 'Loop',
  'left-digit': 'Left digit',
  'right-digit': 'Right digit',
  style: 'Style',
  colour: 'Colour',
  ink: 'Ink',
  slant: 'Slant',
  'object-class': 'Class',
  'animal-or-vehicle': 'Animal or vehicle',
  'mean-colour': 'Mean colour',
  brightness: 'Brightness',
  turn: 'Turn',
  reconstruction: 'Reconstruction',
  'left-image': 'Left image',
  'right-image': 'Right image',
  box: 'Box',
  mask: 'Mask',
  tags: 'Tags',
  value: 'Value',
  ordinal: 'Level',
  classify: 'Grouped classes',
  // Metrics by "metric." and their id.
  'metric.accuracy': 'accuracy',
  'metric.mae': 'MAE',
  'metric.r2': 'R²',
  'metric.psnr': 'PSNR',
  'metric.iou': 'mean IoU',
  'metric.dice': 'Dice',
  'metric.mean-ap': 'mean AP',
  'metric.level-mae': 'MAE, levels',
  'metric.ap50': 'AP at .5',
  'metric.ap': 'AP .5 to .95',
  'metric.precision': 'precision',
  'metric.recall': 'recall',
  'metric.f1': 'F1',
  'metric.auc': 'AUC',
  'metric.rmse': 'RMSE',
} as const;
