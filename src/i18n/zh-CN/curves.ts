import type { curves as english } from '../en/curves';

export const curves: Readonly<Record<keyof typeof english, string>> = {
};
