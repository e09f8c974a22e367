import type { help as english } from '../en/help';

export const help: Readonly<Record<keyof typeof english, string>> = {
};
