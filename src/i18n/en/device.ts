/** English texts of the area "device". Placeholders are written {name}. */
export const device = {
} as const;
