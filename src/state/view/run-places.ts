import type { RunId } from '../../protocol/messages';

/** Runs have so many colours of their own, and so many dashes in each. */
export const runColours = 8;
export const runDashes = 4;
const most = runColours * runDashes;

/** Which colour, dash and letter a run has, by a number from 0; by the run's own id. */
export type RunPlaces = Readonly<Record<string, number>>;

/** The own id of a run, which both its id on the page and its key in the list end with. */
export function ownId(run: RunId): string {
  return run.slice(run.lastIndexOf('/') + 1);
}

/**
 * The places of runs with those that are shown now: a run keeps its place for good, also while it
 * is not shown. A new one gets the first free place whose colour no run beside it has. Where none is
 * free, the run that got its place first and is not shown gives it up.
 * @param shown at most as many as there are colours
 */
export function withPlaces(places: RunPlaces, shown: readonly RunId[]): RunPlaces {
  const ids = shown.map(ownId);
  if (ids.every((id) => places[id] !== undefined)) return places;
  const known = new Map(Object.entries(places));
  for (const id of ids) {
    if (known.has(id)) continue;
    const given = () => new Set(known.values());
    if (given().size >= most) {
      const leaving = [...known.keys()].find((one) => !ids.includes(one));
      if (leaving !== undefined) known.delete(leaving);
    }
    const taken = given();
    const free = Array.from({ length: most }, (_, place) => place).filter((place) => !taken.has(place));
    const beside = new Set(ids.flatMap((one) => known.get(one) ?? []).map((place) => place % runColours));
    known.set(id, free.find((place) => !beside.has(place % runColours)) ?? free[0] ?? 0);
  }
  return Object.fromEntries(known);
}

/** The places in what was kept; what is damaged is left out. */
export function readPlaces(raw: Readonly<Record<string, unknown>>): RunPlaces {
  const sound = Object.entries(raw).filter((entry): entry is [string, number] => {
    const [id, place] = entry;
    return id.length <= 100 && typeof place === 'number' && Number.isInteger(place) && place >= 0 && place < most;
  });
  // Two runs in one place would look alike.
  return Object.fromEntries(sound.filter(([, place], index) => sound.findIndex(([, other]) => other === place) === index));
}
