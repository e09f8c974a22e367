/** English texts of the area "network". Placeholders are written {name}. */
export const network = {
} as const;
