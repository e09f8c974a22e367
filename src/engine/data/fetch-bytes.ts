import { fail, ok, type Result } from '../../lib/result';

/** Why a file could not be had: it does not exist, or nobody could be asked (worth another try). */
export interface FetchFailure {
  readonly reason: 'missing' | 'unreachable';
  readonly detail: string;
}

/**
 * Gets a whole file by its path below the data folder, such as 'mnist/index.json'. Never throws.
 */
export type FetchBytes = (path: string) => Promise<Result<Uint8Array, FetchFailure>>;

/**
 * Files over HTTP; `dataUrl` is an absolute address that ends in '/'. An index is always asked for
 * anew: the files that it names have a hash of their content in their names, and may be kept.
 */
export function fetchFrom(dataUrl: string): FetchBytes {
  return async (path) => {
    try {
      const response = await fetch(new URL(path, dataUrl), path.endsWith('/index.json') ? { cache: 'no-cache' } : {});
      if (response.ok) return ok(new Uint8Array(await response.arrayBuffer()));
      const reason = response.status === 404 || response.status === 410 ? 'missing' : 'unreachable';
      return fail({ reason, detail: `${path}: HTTP ${response.status}` });
    } catch (error) {
      return fail({ reason: 'unreachable', detail: `${path}: ${String(error)}` });
    }
  };
}
