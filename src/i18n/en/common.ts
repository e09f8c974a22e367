/** English texts of the area "common". Placeholders are written {name}. */
export const common = {
  close: 'Close',
  dismiss: 'Dismiss',
  undo: 'Undo',
  loading: 'Loading …',
  divider: 'Height of the network',
  'panel.setup': 'Data, tasks and balancing',
  'panel.inspector': 'Layer and training',
} as const;
