import { useEffect, useState } from 'react';
import { datasetById, type DatasetId } from '../../../domain/datasets/datasets';
import { parseIndex, type DatasetIndex } from '../../../data/dataset-index';

/**
 * 'asking' until the server has answered; 'absent' where the data set is not prepared;
 * 'unreachable' where nobody answered.
 */
type DatasetStatus = 'asking' | 'absent' | 'unreachable' | DatasetIndex;

type Reference = DatasetId | 'own';

const answers = new Map<Reference, Promise<DatasetStatus>>();

/** What is prepared of a data set; asked for once, and again only where nobody answered. */
export function useDatasetIndex(dataset: Reference): DatasetStatus {
  const [known, setKnown] = useState<{ readonly dataset: Reference; readonly status: DatasetStatus }>();
  useEffect(() => {
    let wanted = true;
    const answer = answers.get(dataset) ?? ask(dataset);
    answers.set(dataset, answer);
    void answer.then((status) => {
      if (status === 'unreachable') answers.delete(dataset);
      if (wanted) setKnown({ dataset, status });
    });
    return () => {
      wanted = false;
    };
  }, [dataset]);
  return known?.dataset === dataset ? known.status : 'asking';
}

async function ask(dataset: Reference): Promise<DatasetStatus> {
  if (dataset === 'own') return 'absent';
  const files = datasetById(dataset).derivedFrom ?? dataset;
  try {
    const response = await fetch(new URL(`data/${files}/index.json`, document.baseURI), { cache: 'no-cache' });
    if (!response.ok) return 'absent';
    const index = parseIndex(new Uint8Array(await response.arrayBuffer()), files);
    return index.ok ? index.value : 'absent';
  } catch {
    return 'unreachable';
  }
}
