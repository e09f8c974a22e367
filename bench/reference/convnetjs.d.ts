/** The part of ConvNetJS 0.3.0 that the benchmark uses; the package has no types of its own. */
declare module 'convnetjs' {
  interface Volume {
    readonly w: Float64Array;
  }
  interface Network {
    makeLayers(layers: readonly Readonly<Record<string, string | number>>[]): void;
  }
  const convnetjs: {
    readonly Vol: new (width: number, height: number, depth: number, fill?: number) => Volume;
    readonly Net: new () => Network;
    readonly Trainer: new (
      network: Network,
      options: Readonly<Record<string, string | number>>,
    ) => { train(input: Volume, answer: number | readonly number[]): { readonly loss: number } };
  };
  export default convnetjs;
}
