/** English texts of the area "canvas". Placeholders are written {name}. */
export const canvas = {
} as const;
