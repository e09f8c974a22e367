import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from '../scripts/setup.mjs';
import { measurementOf, short, type Measurement } from './measurement';

/** One line of the results. */
export interface Row extends Measurement {
  readonly section: string;
  readonly name: string;
  readonly unit: string;
  /** Examples a step; 0 where that means nothing. */
  readonly batch: number;
  readonly note: string;
}

/** A measurement that must keep to a limit. */
export interface Verdict {
  readonly what: string;
  readonly value: number | undefined;
  readonly unit: string;
  readonly kind: 'at least' | 'at most';
  readonly limit: number;
  readonly holds: boolean;
  readonly note: string;
}

/** Collects what is measured, prints it as it comes, and writes it down at the end. */
export class Report {
  readonly ratios: Record<string, number> = {};
  readonly counts: Record<string, number> = {};
  readonly verdicts: Verdict[] = [];
  readonly #rows: Row[] = [];
  #section = '';

  section(name: string): void {
    this.#section = name;
    console.log(`\n${name}  [${Math.round(performance.now() / 1000)} s]`);
  }

  row(name: string, values: readonly number[], unit: string, { batch = 0, note = '' } = {}): void {
    const row: Row = { section: this.#section, name, unit, batch, note, ...measurementOf(values) };
    this.#rows.push(row);
    const spread = row.repeats === 1 ? '' : `(${short(row.least)} – ${short(row.greatest)}, ${row.repeats} repeats)`;
    const of = batch > 0 ? `batch ${batch}` : '';
    console.log(`  ${name.padEnd(44)} ${short(row.median).padStart(8)} ${unit.padEnd(8)} ${spread.padEnd(34)} ${of} ${note}`.trimEnd());
  }

  ratio(key: string, value: number): void {
    this.ratios[key] = value;
    console.log(`  ${key.padEnd(44)} ${short(value).padStart(8)} ×`);
  }

  count(key: string, value: number): void {
    this.counts[key] = value;
    console.log(`  ${key.padEnd(44)} ${short(value).padStart(8)} a step`);
  }

  /** What could not be measured, and why. */
  skipped(name: string, reason: string): void {
    console.log(`  ${name.padEnd(44)} ${'–'.padStart(8)}          ${reason}`);
  }

  /** Judges a measurement; one that is missing does not hold. */
  judge(what: string, value: number | undefined, kind: Verdict['kind'], limit: number, { unit = '', note = '' } = {}): void {
    const holds = value !== undefined && (kind === 'at least' ? value >= limit : value <= limit);
    this.verdicts.push({ what, value, unit, kind, limit, holds, note });
  }

  printVerdicts(): void {
    console.log('\nMust hold');
    for (const { what, value, unit, kind, limit, holds, note } of this.verdicts) {
      const told = value === undefined ? 'not measured' : `${short(value)} ${unit}`.trim();
      console.log(`  ${holds ? 'holds' : 'FAILS'}  ${what.padEnd(58)} ${told.padStart(12)}  (${kind} ${limit}) ${note}`.trimEnd());
    }
    const failed = this.verdicts.filter(({ holds }) => !holds).length;
    console.log(`${this.verdicts.length - failed} hold, ${failed} fail`);
  }

  /** Writes bench/results.json. */
  write(machine: object, versions: object, mode: object): void {
    const { ratios, counts, verdicts } = this;
    const results = { machine, versions, ...mode, rows: this.#rows, ratios, counts, limits: verdicts };
    writeFileSync(join(ROOT, 'bench', 'results.json'), `${JSON.stringify(results, null, 2)}\n`);
  }
}
