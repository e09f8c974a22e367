import type { device as english } from '../en/device';

export const device: Readonly<Record<keyof typeof english, string>> = {
};
