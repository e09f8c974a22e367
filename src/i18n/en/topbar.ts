/** English texts of the area "topbar". Placeholders are written {name}. */
export const topbar = {
} as const;
