/** English texts of the area "common". Placeholders are written {name}. */
export const common = {
  close: 'Close',
  dismiss: 'Dismiss',
  divider: 'Height of the network',
  'panel.setup': 'Data, tasks and balancing',
  'panel.network': 'Network',
  'panel.images': 'Eight test images',
  'panel.watch': 'What happens while it trains',
  'panel.inspector': 'Layer and training',
} as const;
