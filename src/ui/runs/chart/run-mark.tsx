import { ownId } from '../../../state/view/run-places';
import { useApp } from '../../common/app-store';
import { runLetter, runStroke } from './run-colours';

/** So many runs can be told apart on one chart. */
export const maximumShown = 8;

/** A piece of a run's line with its letter. */
export function RunMark({ run }: { run: string }) {
  const place = useApp((state) => state.view.runPlaces[ownId(run)] ?? 0);
  return (
    <svg width="34" height="12" aria-hidden data-run={runLetter(place)}>
      <path d="M0 6H18" fill="none" {...runStroke(place)} />
      <text x="21" y="10" fill="currentColor" fontSize="12" fontWeight="600">
        {runLetter(place)}
      </text>
    </svg>
  );
}
