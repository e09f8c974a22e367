/**
 * English texts of the namespace "hands": what the network's menu and lists offer, and what they
 * say was done. Placeholders are written {name}.
 */
export const hands = {
  menu: 'What can be done here',
  'add-layer': 'Add a layer…',
  'insert-after': 'Insert after…',
  'insert-into': 'Insert a layer…',
  'connect-to': 'Connect to…',
  'replace-by': 'Replace by…',
  copy: 'Copy',
  cut: 'Cut',
  paste: 'Paste',
  'select-all': 'Select all layers',
  replaces: 'Replaces the wire from {layer}',
  nothing: 'Nothing fits.',
  copied: 'Copied {count} layers. Paste them here or in another tab.',
  'copied.one': 'Copied one layer. Paste it here or in another tab.',
  'head-left-out': 'Left out the head of {tasks}: a task has one head.',
  'no-layers': 'Nothing pasted: the clipboard holds no layers.',
  'later-layers': 'Nothing pasted: these layers were copied from a later version of this page. Reload, and try again.',
  'damaged-layers': 'Nothing pasted: the layers in the clipboard are damaged.',
  'clipboard-closed': 'The browser keeps the clipboard from the menu here. Use the keys Ctrl C, X and V.',
  'nothing-left': 'Nothing feeds {layer}.',
  'nothing-right': '{layer} feeds nothing.',
  'nothing-up': 'No layer beside {layer} above.',
  'nothing-down': 'No layer beside {layer} below.',
  'choose-target': 'Choose the layer that {layer} feeds. Escape cancels.',
  'choose-source': 'Choose the layer that feeds {layer}. Escape cancels.',
  into: 'into {from} → {to}',
} as const;
