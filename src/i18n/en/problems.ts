/** English texts of the area "problems". Placeholders are written {name}. */
export const problems = {
} as const;
