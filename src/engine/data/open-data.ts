import type { Experiment } from '../../experiment/schema';
import { fail, type Result } from '../../lib/result';
import type { Problem } from '../../protocol/problem';
import type { FetchBytes } from './fetch-bytes';
import { openShardStore, type ShardStore } from './shard-store';

/** Two documents with the same key have the same data, whatever part of them they use. */
export function dataKey({ dataset, own, parameters = {} }: Experiment['data']): string {
  return JSON.stringify([dataset, own?.fingerprint, Object.entries(parameters).toSorted()]);
}

/**
 * Opens the data of a document. `wait` sleeps for so many milliseconds. Problems: those of
 * `openShardStore`, and data-not-here for data of a person's own that this browser does not have.
 */
export async function openData(
  { dataset, own }: Experiment['data'],
  fetchBytes: FetchBytes,
  wait: (milliseconds: number) => Promise<void>,
): Promise<Result<ShardStore, Problem>> {
  if (dataset !== 'own') return openShardStore(dataset, fetchBytes, wait);
  const { name = '', fingerprint = '' } = own ?? {};
  return fail({ code: 'data-not-here', params: { name, fingerprint: fingerprint.slice(0, 12) }, detail: fingerprint, canContinue: false });
}
