import * as tf from '@tensorflow/tfjs';

const [beta1, beta2, epsilon] = [0.9, 0.999, 1e-8];

/**
 * Adam (Kingma and Ba 2015, algorithm 1) of stock operations, with its two corrections 1 − βᵗ in
 * double precision, as in PyTorch. TensorFlow.js' own class has them in single precision, where 1 −
 * 0.999 is off by 5e-5: a difference that training enlarges.
 */
export class ExactAdam {
  readonly #rate: number;
  readonly #moments = new Map<string, { first: tf.Tensor; second: tf.Tensor }>();
  #step = 0;

  constructor(rate: number) {
    this.#rate = rate;
  }

  /** Changes the variables by their gradients. */
  apply(variables: readonly tf.Variable[], gradients: tf.NamedTensorMap): void {
    this.#step += 1;
    const correction = Math.sqrt(1 - beta2 ** this.#step);
    const rate = this.#rate / (1 - beta1 ** this.#step);
    for (const variable of variables) {
      const gradient = gradients[variable.name];
      if (gradient === undefined) throw new Error(`${variable.name} has no gradient`);
      const before = this.#moments.get(variable.name);
      const moments = tf.tidy(() => {
        const old = before ?? { first: tf.zerosLike(gradient), second: tf.zerosLike(gradient) };
        const first = tf.add(tf.mul(old.first, beta1), tf.mul(gradient, 1 - beta1));
        const second = tf.add(tf.mul(old.second, beta2), tf.mul(tf.square(gradient), 1 - beta2));
        const root = tf.add(tf.div(tf.sqrt(second), correction), epsilon);
        variable.assign(tf.sub(variable, tf.mul(tf.div(first, root), rate)));
        return { first, second };
      });
      before?.first.dispose();
      before?.second.dispose();
      this.#moments.set(variable.name, moments);
    }
  }
}
