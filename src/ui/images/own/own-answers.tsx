import type { ImportFault } from '../../../data/import/fault';
import { imageShape, taskOf } from '../../../experiment/context';
import type { PictureReply } from '../../../state/measured';
import { useApp } from '../../common/app-store';
import { taskViews } from '../../common/tasks/use-tasks';
import { useText } from '../../common/texts/use-text';
import hidden from '../../widgets/hidden.module.css';
import { Picture } from '../../common/answers/picture';
import { OwnAnswer } from './own-answer';
import { ownOverlays, saidOf, type OwnTask } from './own-task';
import styles from './own.module.css';

interface OwnAnswersProps {
  readonly reply: PictureReply | undefined;
  readonly fault: ImportFault | undefined;
}

/** The picture as the network sees it, and what each task says to it. */
export function OwnAnswers({ reply, fault }: OwnAnswersProps) {
  const texts = useText();
  const { t, code, format, language } = texts;
  const problem = useApp((state) => state.session.problem);
  const document = useApp((state) => state.document.experiment);
  const { data, tasks } = reply?.experiment ?? document;
  const shown = taskViews(tasks, language).map((view): OwnTask => ({ ...view, target: taskOf(data, view.asked).target, output: reply?.outputs[view.index] }));
  const trouble = fault === undefined ? problem && code('problems', problem.code, problem.params) : `${t('capture.faulty')}: ${code('importing', `fault.${fault.code}`, fault.params)}`;
  return (
    <div className={styles['answers']}>
      <figure className={styles['seen']}>
        <Picture shape={imageShape({ data })} pixels={reply?.pixels} factor={1} scale={4} overlays={ownOverlays(shown)} label={t('capture.seen')} />
        <figcaption>{t('capture.seen')}</figcaption>
      </figure>
      <ul aria-label={t('capture.answers')} className={styles['tasks']}>
        {shown.map((task) => (
          <OwnAnswer key={task.id} task={task} shape={imageShape({ data })} />
        ))}
      </ul>
      <p className={styles['step']}>
        {trouble === undefined || reply !== undefined ? (
          <>{reply === undefined ? t('capture.noAnswer') : reply.step === 0 ? t('capture.untrained') : t('capture.atStep', { step: format.integer(reply.step) })}</>
        ) : (
          <span role="alert">{trouble}</span>
        )}
      </p>
      <p role="status" className={hidden['hidden']}>
        {shown.flatMap((task) => saidOf(texts, task) ?? []).join('; ')}
      </p>
    </div>
  );
}
