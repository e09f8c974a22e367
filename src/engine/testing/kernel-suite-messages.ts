/** What one training step asks of the device. */
export interface StepCounts {
  readonly dispatches: number;
  /** Copies of numbers into buffers of tensors; uniforms are not counted. */
  readonly uploads: number;
  readonly buffers: number;
  readonly readBacks: number;
  readonly pipelines: number;
  /** What was dispatched, in order, by the labels of the pipelines. */
  readonly programs: readonly string[];
}

/** What the suite of WebGPU kernels tells the page that started it. */
export type SuiteMessage =
  | { readonly type: 'case'; readonly kernel: string; readonly name: string; readonly fault: string | undefined }
  | { readonly type: 'counts'; readonly counts: readonly StepCounts[] }
  | { readonly type: 'done' }
  | { readonly type: 'broken'; readonly detail: string };
