/** English texts of the area "balancing". Placeholders are written {name}. */
export const balancing = {
} as const;
