/** English texts of the area "help". Placeholders are written {name}. */
export const help = {
} as const;
