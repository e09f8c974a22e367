import * as v from 'valibot';
import { isRecord, own } from '../lib/json';
import { fail, ok, type Result } from '../lib/result';
import { documentVersion, migrated } from './migrations';
import { repair } from './repair/repair';
import { RepairLog, type Repair } from './repair/repair-log';
import { experimentSchema, type Experiment } from './schema';

/** Why there is no document, as a code for the text catalogue. */
export interface LinkError {
  readonly code: 'too-long' | 'not-a-link' | 'cut-off' | 'damaged' | 'newer-version' | 'unusable';
  readonly params: Readonly<Record<string, string | number>>;
}

/** A failure to read. */
export function unreadable(
  code: LinkError['code'],
  params: LinkError['params'] = {},
): { readonly ok: false; readonly error: LinkError } {
  return fail({ code, params });
}

/**
 * A failure to read what a later version of the page wrote, whose link, file, base or document has
 * a higher version than is known here.
 */
export function madeLater(
  part: 'link' | 'file' | 'base' | 'document',
  version: number,
  known: number,
): { readonly ok: false; readonly error: LinkError } {
  return unreadable('newer-version', { part, version, known });
}

/**
 * A whole, valid document from whatever was decoded: version, migrations, repair, schema. Never
 * throws. Refused are documents of a later version, and things that have no version or no network;
 * a network that is too large to train is a fault of the document. Repairs are noted behind those of
 * the log.
 */
export function readExperiment(
  raw: unknown,
  log = new RepairLog(),
): Result<{ readonly experiment: Experiment; readonly repairs: readonly Repair[] }, LinkError> {
  if (!isRecord(raw)) return unreadable('unusable');
  const version = own(raw, 'version');
  if (typeof version !== 'number' || !Number.isInteger(version) || version < 1) return unreadable('unusable');
  if (version > documentVersion) return madeLater('document', version, documentVersion);
  const document = migrated(raw, version);
  const network = own(document, 'network');
  if (!isRecord(network) || !Array.isArray(own(network, 'layers'))) return unreadable('unusable');
  const checked = v.safeParse(experimentSchema, repair(document, log));
  if (!checked.success) return unreadable('unusable');
  return ok({ experiment: checked.output, repairs: log.repairs });
}

/**
 * A document whole and sound by itself, of this version or an earlier one: those that stand with
 * what was measured of them are never repaired, or a run could get another document than its result
 * says. The issue's message is 'document'.
 */
export const soundDocument = v.pipe(
  v.unknown(),
  v.rawTransform(({ dataset, addIssue, NEVER }): Experiment => {
    const read = readExperiment(dataset.value);
    if (read.ok && read.value.repairs.length === 0) return read.value.experiment;
    addIssue({ message: 'document' });
    return NEVER;
  }),
);
