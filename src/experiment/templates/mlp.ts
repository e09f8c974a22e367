import { dense, trunkWithBranches, type Template } from './sketch';

/** Hard sharing without convolutions: two dense layers that all tasks share. */
export const mlp: Template = {
  build: (_data, tasks) =>
    trunkWithBranches(tasks, {
      trunk: [
        ['dense-1', 'dense', dense(128)],
        ['dense-2', 'dense', dense(64)],
      ],
      answering: [],
      drawing: [['dense-3', 'dense', dense(128)]],
    }),
};
