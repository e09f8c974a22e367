import type { topbar as english } from '../en/topbar';

export const topbar: Readonly<Record<keyof typeof english, string>> = {
};
