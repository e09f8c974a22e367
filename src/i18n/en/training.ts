/** English texts of the area "training". Placeholders are written {name}. */
export const training = {
} as const;
