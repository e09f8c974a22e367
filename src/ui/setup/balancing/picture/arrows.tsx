import type { BalancingId } from '../../../../domain/balancing/balancing-methods';
import type { UpdateInPlane } from '../../../../domain/balancing/update-in-plane';
import { taskColour } from '../../../common/tasks/task-colours';
import { TaskSwatch } from '../../../common/tasks/task-swatch';
import { useText } from '../../../common/texts/use-text';
import { angleBetween, arrowLayout, lengthOf, pictureSize, type DrawnArrow } from './arrow-layout';
import styles from './method-picture.module.css';

interface ArrowsProps {
  readonly method: BalancingId;
  readonly update: UpdateInPlane;
  readonly names: readonly [string, string];
  /** The colours of the two tasks. */
  readonly colours: readonly [number, number];
  /** Where the gradients come from. */
  readonly about: string;
}

/** Two gradients in their tasks' colours and the step that a method makes of them, in ink. */
export function Arrows({ method, update, names, colours, about }: ArrowsProps) {
  const { t, code, format } = useText();
  const { gradients, direction } = update;
  const { gradients: drawn, step } = arrowLayout(gradients, direction);
  const [first, second] = gradients;
  const degrees = (angle: number) => format.fixed(angle, 0);
  const spoken = t('balancing.picture.of', {
    first: names[0],
    firstLength: format.significant(lengthOf(first)),
    second: names[1],
    secondLength: format.significant(lengthOf(second)),
    angle: degrees(angleBetween(first, second)),
    method: code('balancing', method),
    length: format.significant(lengthOf(direction)),
    firstAngle: degrees(angleBetween(direction, first)),
    secondAngle: degrees(angleBetween(direction, second)),
  });
  const unscaled = [...drawn, ...(step === undefined ? [] : [step])].some(({ toScale }) => !toScale);
  return (
    <figure className={styles['picture']}>
      <svg role="img" aria-label={spoken} viewBox={`0 0 ${pictureSize.width} ${pictureSize.height}`} className={styles['arrows']}>
        {drawn.map((arrow, place) => (
          <ArrowShape key={names[place]} arrow={arrow} colour={taskColour(colours[place] ?? 0)} />
        ))}
        {step === undefined ? undefined : <ArrowShape arrow={step} colour="var(--ink)" />}
      </svg>
      <ul className={styles['legend']}>
        <li>
          <span aria-hidden className={styles['ink']} /> {step === undefined ? t('balancing.picture.halted') : t('balancing.picture.step')}{' '}
          <span className={styles['number']}>{step === undefined ? '' : format.significant(lengthOf(direction))}</span>
        </li>
        {gradients.map((gradient, place) => (
          <li key={names[place]}>
            <TaskSwatch colour={colours[place] ?? 0} /> {names[place]} <span className={styles['number']}>{format.significant(lengthOf(gradient))}</span>
          </li>
        ))}
      </ul>
      <figcaption className={styles['caption']}>
        {about} {unscaled ? t('balancing.picture.unscaled') : undefined}
      </figcaption>
    </figure>
  );
}

const headLength = 8;
const headHalfWidth = 3.5;

function ArrowShape({ arrow: { from, to, toScale }, colour }: { readonly arrow: DrawnArrow; readonly colour: string }) {
  const angle = Math.atan2(to.y - from.y, to.x - from.x);
  const along = (back: number, aside: number) =>
    `${to.x - back * Math.cos(angle) - aside * Math.sin(angle)},${to.y - back * Math.sin(angle) + aside * Math.cos(angle)}`;
  const [x2 = '', y2 = ''] = along(headLength - 1, 0).split(',');
  return (
    <g stroke={colour} fill={colour}>
      <line x1={from.x} y1={from.y} x2={x2} y2={y2} strokeWidth={2.5} strokeDasharray={toScale ? undefined : '3 2.5'} />
      <polygon stroke="none" points={[along(0, 0), along(headLength, headHalfWidth), along(headLength, -headHalfWidth)].join(' ')} />
    </g>
  );
}
