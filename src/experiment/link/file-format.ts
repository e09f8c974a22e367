import { isRecord, own, parseJson } from '../../lib/json';
import type { Result } from '../../lib/result';
import { limits } from '../limits';
import { envelopeVersion } from './link-codec';
import { readLinked, type Carried, type LinkedDocument } from './linked-document';
import { madeLater, unreadable, type LinkError } from '../read-document';
import type { Experiment } from '../schema';

const format = 'multitask-playground';

/**
 * The text of a file: the whole document as JSON, to be read by people too, with what it carries.
 */
export function writeDocument(experiment: Experiment, { presentation, result }: Carried = {}): string {
  return `${JSON.stringify({ format, version: envelopeVersion, experiment, presentation, result }, null, 2)}\n`;
}

/** The document of a file's text, read as carefully as a link. */
export function readDocumentText(text: string): Result<LinkedDocument, LinkError> {
  if (text.length > limits.fileCharacters) return unreadable('too-long', { given: text.length, limit: limits.fileCharacters });
  const json = parseJson(text.replace(/^\uFEFF/, ''));
  return json === undefined ? unreadable('damaged') : readDocument(json);
}

/** The document of a file, which is not read at all where its size alone says that it is none. */
export async function readDocumentFile(file: Pick<Blob, 'size' | 'text'>): Promise<Result<LinkedDocument, LinkError>> {
  if (file.size > limits.fileBytes) return unreadable('too-long', { given: file.size, limit: limits.fileBytes });
  try {
    return readDocumentText(await file.text());
  } catch {
    // It was moved or changed since it was chosen, or may not be read.
    return unreadable('unusable');
  }
}

/**
 * The document in parsed JSON: a file's, what the command line prints for a link, or an experiment
 * by itself.
 */
export function readDocument(json: unknown): Result<LinkedDocument, LinkError> {
  if (!isRecord(json)) return unreadable('unusable');
  const inner = own(json, 'experiment');
  if (inner === undefined) return readLinked(json, {});
  const version = own(json, 'version');
  if (typeof version === 'number' && version > envelopeVersion) return madeLater('file', version, envelopeVersion);
  return readLinked(inner, json);
}
