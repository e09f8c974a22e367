/**
 * English texts of the namespace "sharing" that menu, dialog and notices show. Placeholders are
 * written {name}.
 */
export const lateSharing = {
  copy: 'Copy the link',
  about: 'It holds the whole experiment.',
  show: 'Show the link',
  title: 'Link to this experiment',
  link: 'Link',
  copied: 'Link copied, {characters} characters',
  copiedLong: 'Link copied, {characters} characters. Chat programs may break links this long: a file is safer.',
  noClipboard: 'The browser did not allow copying. Copy the link from here:',
  insecure: 'This page came over plain http, where browsers give no access to the clipboard. Copy the link from here:',
  length: '{characters} characters.',
  long: 'Chat programs may break links this long: a file is safer.',
  select: 'Select the link',
} as const;
