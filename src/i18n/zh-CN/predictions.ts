import type { predictions as english } from '../en/predictions';

export const predictions: Readonly<Record<keyof typeof english, string>> = {
};
