/** English texts of the area "common". Placeholders are written {name}. */
export const common = {
} as const;
