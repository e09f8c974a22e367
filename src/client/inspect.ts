import { fail, ok, type Result } from '../lib/result';
import type { Finding, InspectionKind, Inspections, Question } from '../protocol/inspections';
import type { RunId } from '../protocol/messages';
import type { Problem } from '../protocol/problem';
import type { TrainingClient } from './training-client';

/** Asks about the inside of a run; the answer is of the kind of the question. Settles always. */
export async function inspect<Asked extends Question>(
  client: Pick<TrainingClient, 'request'>,
  run: RunId,
  question: Asked,
): Promise<Result<Inspections[Asked['kind']]['reply'], Problem>> {
  const reply = await client.request('inspect', { run, question });
  if (!reply.ok) return reply;
  if (isAbout<Asked['kind']>(question.kind, reply.value)) return ok(reply.value.value);
  return fail({ code: 'internal', params: {}, detail: `asked for ${question.kind}, told of ${reply.value.kind}`, canContinue: true });
}

function isAbout<Kind extends InspectionKind>(
  kind: Kind,
  finding: Finding,
): finding is Finding & { readonly value: Inspections[Kind]['reply'] } {
  return finding.kind === kind;
}
