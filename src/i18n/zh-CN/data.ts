import type { data as english } from '../en/data';

export const data: Readonly<Record<keyof typeof english, string>> = {
};
