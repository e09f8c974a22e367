import type { sharing as english } from '../en/sharing';

export const sharing: Readonly<Record<keyof typeof english, string>> = {
};
