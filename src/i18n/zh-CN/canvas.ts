import type { canvas as english } from '../en/canvas';

export const canvas: Readonly<Record<keyof typeof english, string>> = {
};
