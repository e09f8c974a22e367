/** English texts of the namespace "sharing". Placeholders are written {name}. */
export const sharing = {
  share: 'Share',
} as const;
