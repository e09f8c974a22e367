/** English texts of the area "data". Placeholders are written {name}. */
export const data = {
} as const;
