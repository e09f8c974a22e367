import type { network as english } from '../en/network';

export const network: Readonly<Record<keyof typeof english, string>> = {
};
