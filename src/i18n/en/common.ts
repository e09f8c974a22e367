/** English texts of the namespace "common". Placeholders are written {name}. */
export const common = {
  close: 'Close',
  dismiss: 'Dismiss',
  undo: 'Undo',
  loading: 'Loading…',
  range: 'From {low} to {high}.',
  'range.default': 'From {low} to {high}; {usual} by default.',
  languageFailed: 'The texts could not be loaded. Check the connection and try again.',
  divider: 'Height of the network',
  'panel.setup': 'Data, tasks and balancing',
  'panel.inspector': 'Layer and training',
  'boundary.title': 'The page could not be drawn',
  'boundary.text': 'Your experiment is not lost: save it as a file, then load the page again.',
  'boundary.save': 'Save the experiment as a file',
  'boundary.reload': 'Load the page again',
  detail: 'Technical detail',
  refused: 'Not done: {reason}',
} as const;
