import type { balancing as english } from '../en/balancing';

export const balancing: Readonly<Record<keyof typeof english, string>> = {
};
