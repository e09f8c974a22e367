/** English texts of the area "curves". Placeholders are written {name}. */
export const curves = {
} as const;
