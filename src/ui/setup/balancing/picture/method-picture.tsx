import type { BalancingId } from '../../../../domain/balancing/balancing-methods';
import { updateInPlane, type TwoGradients } from '../../../../domain/balancing/update-in-plane';
import { weightsOnExample } from '../../../../domain/balancing/weights-on-example';
import type { ParameterValues } from '../../../../domain/parameters';
import { useApp } from '../../../common/app-store';
import { useTasks } from '../../../common/tasks/use-tasks';
import { useText } from '../../../common/texts/use-text';
import { Arrows } from './arrows';
import styles from './method-picture.module.css';
import { goesByMeasured, pictureKind } from './picture-kind';
import { useLeastAgreeing } from './use-least-agreeing';

interface PictureProps {
  readonly id: BalancingId;
  readonly values: ParameterValues;
}

/** What the method on the desk makes of two tasks, computed by its own rule. */
export default function MethodPicture() {
  const { method, values } = useApp((state) => state.document.experiment.balancing);
  return pictureKind(method) === 'arrows' ? <OfGradients id={method} values={values} /> : <OfLosses id={method} values={values} />;
}

/** Two gradients that disagree, for as long as none were measured. */
const exampleGradients: TwoGradients = { lengths: [1, 0.7], cosine: -0.5, losses: [1, 1], preference: [0.5, 0.5] };
/** Colours of the first two tasks. */
const exampleColours = [0, 1] as const;

function OfGradients({ id, values }: PictureProps) {
  const { t, format } = useText();
  const tasks = useTasks();
  const measured = useLeastAgreeing();
  const shown = goesByMeasured(id) ? measured : undefined;
  const [first, second] = shown?.tasks.map((task) => tasks[task]) ?? [];
  const gradients = shown?.gradients ?? exampleGradients;
  const cosine = format.fixed(gradients.cosine, 2);
  const about = () => {
    if (shown !== undefined) return t('balancing.picture.measured', { cosine, step: format.integer(shown.step) });
    return t(goesByMeasured(id) ? 'balancing.picture.example' : 'balancing.picture.always', { cosine });
  };
  return (
    <Arrows
      method={id}
      update={updateInPlane(id, values, gradients)}
      names={[first?.name ?? t('balancing.picture.first'), second?.name ?? t('balancing.picture.second')]}
      colours={[first?.colour ?? exampleColours[0], second?.colour ?? exampleColours[1]]}
      about={about()}
    />
  );
}

/** What the method gives a task that learns fast and one that learns slowly. */
function OfLosses({ id, values }: PictureProps) {
  const { t, format } = useText();
  const { losses, weights } = weightsOnExample(id, values);
  const sum = Math.abs(weights[0]) + Math.abs(weights[1]);
  return (
    <figure className={styles['picture']}>
      <dl className={styles['bars']}>
        {(['fast', 'slow'] as const).map((pace, place) => {
          const share = Math.abs(weights[place] ?? Number.NaN) / sum;
          return (
            <div key={pace} className={styles['bar']}>
              <dt>
                {t(`balancing.picture.${pace}`)}
                <span className={styles['soft']}>{t('balancing.picture.loss', { loss: format.fixed(losses[place] ?? Number.NaN, 2) })}</span>
              </dt>
              <dd>
                <span className={styles['track']}>
                  <span className={styles['share']} style={{ width: `${100 * share}%` }} />
                </span>
                <span className={styles['number']}>{format.percent(share, 0)}</span>
              </dd>
            </div>
          );
        })}
      </dl>
      <figcaption className={styles['caption']}>{t('balancing.picture.weights')}</figcaption>
    </figure>
  );
}
