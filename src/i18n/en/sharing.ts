/** English texts of the area "sharing". Placeholders are written {name}. */
export const sharing = {
} as const;
