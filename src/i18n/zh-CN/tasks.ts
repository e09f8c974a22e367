import type { tasks as english } from '../en/tasks';

export const tasks: Readonly<Record<keyof typeof english, string>> = {
};
