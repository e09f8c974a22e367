/** What one training step asks of the device. */
export interface StepCounts {
  /** What is trained. */
  readonly what: 'two heads' | 'digit hunt';
  readonly dispatches: number;
  /** Copies of numbers into buffers of tensors; uniforms are not counted. */
  readonly uploads: number;
  readonly buffers: number;
  readonly readBacks: number;
  readonly pipelines: number;
  /** What was dispatched, in order, by the labels of the pipelines. */
  readonly programs: readonly string[];
}

/** What a whole training through the session did about compiling. */
export interface SessionOutcome {
  readonly name: string;
  /**
   * The last progress told, of so many programs: before the run was ready, or before other settings
   * were in force.
   */
  readonly compiled: { readonly done: number; readonly total: number } | undefined;
  /** Programs that were compiled once the run was ready, while everything waited. */
  readonly late: readonly string[];
  readonly steps: number;
  /** The training losses were finite and the tests and predictions came. */
  readonly complete: boolean;
}

/** What the suite of WebGPU kernels tells the page that started it. */
export type SuiteMessage =
  | { readonly type: 'case'; readonly kernel: string; readonly name: string; readonly fault: string | undefined }
  | { readonly type: 'counts'; readonly counts: readonly StepCounts[] }
  | { readonly type: 'session'; readonly session: SessionOutcome }
  | { readonly type: 'done' }
  | { readonly type: 'broken'; readonly detail: string };
