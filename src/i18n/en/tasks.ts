/** English texts of the area "tasks". Placeholders are written {name}. */
export const tasks = {
} as const;
