import { datasetById, datasets, type DatasetId } from '../../domain/datasets/datasets';
import { derivations } from '../../data/derive/derivations';
import { ownDataset, ownFolder } from '../../experiment/own-data';
import type { Experiment } from '../../experiment/schema';
import type { ByteBudget } from '../../lib/byte-budget';
import { isKeyOf } from '../../lib/keys';
import { fail, ok, type Result } from '../../lib/result';
import type { Problem } from '../../protocol/problem';
import { derivedStore } from './derived-store';
import type { FetchBytes } from './fetch-bytes';
import { openShardStore, type ShardStore } from './shard-store';

/** Two documents with the same key have the same data, whatever part of them they use. */
export function dataKey({ dataset, own, parameters = {} }: Experiment['data']): string {
  return JSON.stringify([dataset, own?.fingerprint, Object.entries(parameters).toSorted()]);
}

type Opened = Promise<Result<ShardStore, Problem>>;

/**
 * Opens the data of a document. `wait` and `budget` as of `openShardStore`. Problems: those of
 * that, and data-not-here for data of a person's own that this browser does not have.
 */
export async function openData(
  { dataset, own, parameters = {} }: Experiment['data'],
  fetchBytes: FetchBytes,
  wait: (milliseconds: number) => Promise<void>,
  budget?: ByteBudget,
): Opened {
  if (dataset === 'own') {
    if (own === undefined) throw new Error('a document on data of its own has the facts of it');
    const { name, fingerprint } = own;
    const opened = await openShardStore({ id: 'own', facts: ownDataset(own), folder: ownFolder(fingerprint) }, fetchBytes, wait, budget);
    if (opened.ok || opened.error.code !== 'data-not-prepared') return opened;
    return fail({ code: 'data-not-here', params: { name, fingerprint: fingerprint.slice(0, 12) }, detail: fingerprint, canContinue: false });
  }
  const source = sourceOf(dataset);
  const opened = await openShardStore(source, fetchBytes, wait, budget);
  if (!opened.ok || source === dataset) return opened;
  const derivation = Object.entries(derivations).find(([id]) => id === dataset)?.[1];
  if (derivation === undefined) throw new Error(`nobody composes ${dataset}`);
  return ok(derivedStore({ id: dataset, facts: datasetById(dataset), derivation, values: parameters }, opened.value, datasetById(source)));
}

/** The set whose files hold the images of a data set. */
function sourceOf(dataset: DatasetId): DatasetId {
  const { derivedFrom } = datasetById(dataset);
  return isKeyOf(datasets)(derivedFrom) ? derivedFrom : dataset;
}
