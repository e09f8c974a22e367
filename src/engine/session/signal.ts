/** Something that is raised once, to be looked at or waited for. */
export interface Signal {
  readonly isRaised: boolean;
  readonly raised: Promise<void>;
  raise(): void;
}

export function createSignal(): Signal {
  let isRaised = false;
  let resolve = () => {};
  const raised = new Promise<void>((settle) => (resolve = settle));
  return {
    get isRaised() {
      return isRaised;
    },
    raised,
    raise: () => {
      isRaised = true;
      resolve();
    },
  };
}
