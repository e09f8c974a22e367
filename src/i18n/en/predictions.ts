/** English texts of the area "predictions". Placeholders are written {name}. */
export const predictions = {
} as const;
