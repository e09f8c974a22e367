import * as v from 'valibot';
import { own, isRecord } from '../../lib/json';
import { fail, ok, type Result } from '../../lib/result';
import { soundDocument } from '../read-document';
import type { FinishedRun } from './kinds/comparison';
import { planSchema, purposeSchema, studyLimits } from './plans';
import { runResultSchema } from './results';

/** The version that studies are stored in. */
export const studyVersion = 1;

/** Where one run of a study stands. */
export const entryStatuses = ['queued', 'running', 'done', 'failed', 'stopped'] as const;

const entrySchema = v.pipe(
  v.object({
    purpose: purposeSchema,
    document: soundDocument,
    status: v.picklist(entryStatuses),
    /** The run that works, or worked, on it; null before the first. */
    run: v.nullable(v.string()),
    /** What it gave; null unless it is done. */
    result: v.nullable(runResultSchema),
    /** Why it failed, as a code of the text catalogue's problems; null unless it did. */
    problem: v.nullable(v.string()),
  }),
  v.check(({ status, result }) => (status === 'done') === (result !== null)),
  v.check(({ status, problem }) => (status === 'failed') === (problem !== null)),
  v.check(({ status, run }) => (status !== 'running' && status !== 'done') || run !== null),
);

/** A study as it is stored: plain data, JSON or structured clone alike. */
const studySchema = v.object({
  version: v.literal(studyVersion),
  id: v.pipe(v.string(), v.minLength(1), v.maxLength(100)),
  /** Milliseconds since 1970. */
  createdAt: v.pipe(v.number(), v.finite()),
  /** The document that the study is about. */
  base: soundDocument,
  plan: planSchema,
  /** In the order in which they are run. */
  entries: v.pipe(v.array(entrySchema), v.maxLength(studyLimits.runs)),
});

export type Study = v.InferOutput<typeof studySchema>;
export type StudyEntry = Study['entries'][number];

/** Why a stored study cannot be read. */
interface StudyReadFault {
  readonly code: 'study-damaged' | 'study-newer' | 'study-document-damaged';
  readonly params: Readonly<Record<string, string | number>>;
}

/** The study in what was stored, documents of earlier versions migrated. Never throws. */
export function readStudy(raw: unknown): Result<Study, StudyReadFault> {
  const version = isRecord(raw) ? own(raw, 'version') : undefined;
  if (typeof version === 'number' && version > studyVersion) return fail({ code: 'study-newer', params: {} });
  const parsed = v.safeParse(studySchema, raw);
  if (parsed.success) return ok(parsed.output);
  const document = parsed.issues.some(({ message }) => message === 'document');
  return fail({ code: document ? 'study-document-damaged' : 'study-damaged', params: {} });
}

/** What is over of a study: what summaries are made of. */
export function finishedRuns({ entries }: Study): readonly FinishedRun[] {
  return entries.flatMap(({ purpose, result }) => (result === null ? [] : [{ purpose, result }]));
}
