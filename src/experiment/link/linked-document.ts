import { strToU8 } from 'fflate';
import { isRecord, own } from '../../lib/json';
import { ok, type Result } from '../../lib/result';
import { needsRestart, unknownPaths } from '../field-values';
import { liveSettings } from '../live-settings';
import { limits } from '../limits';
import { readExperiment, unreadable, type LinkError } from '../read-document';
import { RepairLog, type Repair } from '../repair/repair-log';
import { withoutKeptWeights } from '../kept-weights';
import type { Experiment } from '../schema';
import { cleanText } from '../text';

/**
 * What a link or a file holds beside the document: JSON that is kept as it came, whether or not
 * this version knows what it means. `presentation` says how the document wants to be shown: it
 * holds for that visit and changes none of the reader's own settings. `result` is what came out of
 * the document.
 */
export interface Carried {
  readonly presentation?: unknown;
  readonly result?: unknown;
}

/** A document as it was put on the desk, with what it carried then. */
export interface OpenedDocument extends Carried {
  readonly experiment: Experiment;
}

/** What a link or a file holds. */
export interface LinkedDocument extends OpenedDocument {
  /** What had to be repaired. */
  readonly repairs: readonly Repair[];
  /** The weights that its run began with, which are not in it: that stands among the repairs. */
  readonly start: Experiment['start'];
}

/**
 * A whole, valid document from its JSON, with what its envelope carries; or one error. The result
 * of a document that had to be repaired is left out: it is not that of the document that is read.
 * Never throws.
 */
export function readLinked(document: unknown, envelope: Readonly<Record<string, unknown>>): Result<LinkedDocument, LinkError> {
  const log = new RepairLog();
  // It may come from a later version, or from a hand that slipped: a person should hear of it.
  for (const path of unknownPaths(document)) log.note(cleanText(path, limits.name, false), 'dropped-not-supported');
  const read = readExperiment(document, log);
  if (!read.ok) return read;
  const carried = readCarried(envelope);
  if (!carried.ok) return carried;
  const { result, ...others } = carried.value;
  const { experiment, start, repairs } = withoutKeptWeights(read.value.experiment);
  const told = [...read.value.repairs, ...repairs];
  return ok({ experiment, start, repairs: told, ...others, ...(result === undefined || told.length > 0 ? {} : { result }) });
}

/**
 * What the envelope of a link or a file carries. Refused is more of it than there may be. Never
 * throws.
 */
function readCarried(envelope: Readonly<Record<string, unknown>>): Result<Carried, LinkError> {
  const [presentation, result] = [own(envelope, 'presentation') ?? undefined, own(envelope, 'result') ?? undefined];
  const carried: Carried = { ...(presentation === undefined ? {} : { presentation }), ...(result === undefined ? {} : { result }) };
  // Asked first, since what is nested too deeply cannot be written.
  if (isDeeper(carried, limits.carriedDepth)) return unreadable('unusable');
  const given = strToU8(JSON.stringify(carried)).length;
  return given > limits.carriedBytes ? unreadable('too-long', { given, limit: limits.carriedBytes }) : ok(carried);
}

/**
 * The same of what a browser kept, where links and files are sound without it: nothing where it is
 * damaged.
 */
export function keptCarried(kept: unknown): Carried {
  const carried = isRecord(kept) ? readCarried(kept) : undefined;
  return carried?.ok === true ? carried.value : {};
}

/** True if lists and objects are nested in the value more than so many times. */
function isDeeper(value: unknown, levels: number): boolean {
  if (typeof value !== 'object' || value === null) return false;
  return levels === 0 || Object.values(value).some((inner) => isDeeper(inner, levels - 1));
}

/**
 * What a document that was opened and may have been edited since still carries: the presentation
 * always, the result as long as the document would be trained in the same way. Names and positions
 * may differ.
 */
export function stillCarried(opened: OpenedDocument | undefined, experiment: Experiment): Carried {
  if (opened === undefined) return {};
  const { presentation, result } = opened;
  const keepsResult = result !== undefined && trainsAlike(opened.experiment, experiment);
  return { ...(presentation === undefined ? {} : { presentation }), ...(keepsResult ? { result } : {}) };
}

function trainsAlike(first: Experiment, second: Experiment): boolean {
  const live = [first, second].map((experiment) => JSON.stringify(liveSettings(experiment)));
  return live[0] === live[1] && !needsRestart(first, second);
}

/**
 * The language that a document wants to be shown in; undefined if it states no such preference, or
 * one that this version does not have.
 */
export function presentedLanguage({ presentation }: Carried): 'en' | 'zh-CN' | undefined {
  const language = isRecord(presentation) ? own(presentation, 'language') : undefined;
  return language === 'en' || language === 'zh-CN' ? language : undefined;
}

/** The tab that a document wants to be open; undefined if it states no such preference. */
export function presentedTab({ presentation }: Carried): string | undefined {
  const tab = isRecord(presentation) ? own(presentation, 'tab') : undefined;
  return typeof tab === 'string' ? tab : undefined;
}
