import { drawsPicture, type Template } from './sketch';
import { towers } from './towers';

/** At rate 1e-3 a difference of twins shrinks by some 4 ‰ at each step. */
const strength = 1;

/**
 * Soft parameter sharing (Duong et al. 2015): a tower per task, each layer held near its twin in
 * the tower beside it. A chain of ties is enough: what holds neighbours together holds all
 * together.
 */
export const soft: Template = {
  build: (data, tasks) => {
    const network = towers.build(data, tasks);
    const answers = tasks.map((task) => !drawsPicture(task));
    const ties = tasks.slice(1).flatMap((_, place) => {
      const row = place + 1;
      const convolutions = [1, 2].map((stage) => [`conv-${2 * row - 2 + stage}`, `conv-${2 * row + stage}`] as const);
      const dense = answers[place] === true && answers[row] === true ? [[`dense-${row}`, `dense-${row + 1}`] as const] : [];
      return [...convolutions, ...dense].map(([first, second]) => ({ first, second, strength }));
    });
    return { ...network, ties };
  },
};
