import type { Format } from '../../i18n/format';
import { useApp } from '../common/app-store';
import { Button } from '../widgets/button';
import { HelpTerm } from '../widgets/popups/help';
import { PopupButton } from '../widgets/popups/popup';
import { taskNames } from '../common/tasks/task-names';
import { TaskSwatch } from '../common/tasks/task-swatch';
import { tintOf } from '../widgets/tint';
import { useAnalysis } from '../common/use-analysis';
import { useText } from '../common/texts/use-text';
import styles from './affinity.module.css';

/** A button that opens the affinities of the tasks: measured when a person asks for them. */
export function AffinityButton() {
  const { t } = useText();
  return (
    <PopupButton
      look="quiet"
      face={t('curves.affinity')}
      popupLabel={t('curves.affinity')}
      align="end"
      title={t('curves.affinity.about')}
      popupProps={{ className: styles['popup'] }}
    >
      {() => <AffinityPanel />}
    </PopupButton>
  );
}

function AffinityPanel() {
  const { t } = useText();
  const measuring = useApp((state) => state.session.measuring);
  const measure = useApp((state) => state.session.measureAffinity);
  const { runnable } = useAnalysis();
  return (
    <>
      <p className={styles['about']}>
        <HelpTerm text={{ about: t('curves.affinity.help'), formula: t('curves.affinity.formula'), reference: t('curves.affinity.paper') }}>
          {t('curves.affinity.title')}
        </HelpTerm>{' '}
        {t('curves.affinity.about')}
      </p>
      <AffinityTable />
      <Button
        disabled={!runnable || measuring !== undefined}
        aria-busy={measuring === 'affinity'}
        data-autofocus
        onClick={() => void measure()}
      >
        {t(measuring === 'affinity' ? 'curves.affinity.measuring' : 'curves.affinity.measure')}
      </Button>
    </>
  );
}

/** Room for an effect such as −0.0012 %, in pixels. */
const columnWidth = 76;

/**
 * Row: the task that takes a step; column: the task that feels it. Room is kept before anything is
 * measured.
 */
function AffinityTable() {
  const { t, language, format } = useText();
  const affinity = useApp((state) => state.session.affinity);
  const current = useApp((state) => state.session.runs.at(-1)?.id);
  const onDesk = useApp((state) => state.document.experiment.tasks);
  const tasks = affinity?.tasks ?? onDesk;
  const names = taskNames(tasks, language);
  // By the largest effect of all, so that small ones are told apart too.
  const largest = Math.max(0, ...(affinity?.effects.flat().filter(Number.isFinite).map(Math.abs) ?? []));
  const when =
    affinity === undefined
      ? t('curves.affinity.none')
      : t(affinity.run === current ? 'curves.affinity.at' : 'curves.affinity.before', { step: format.integer(affinity.step) });
  return (
    <>
      <div className={styles['scroll']}>
        <table className={styles['matrix']} style={{ minWidth: 112 + columnWidth * tasks.length }}>
          <thead>
            <tr>
              <th scope="col" className={styles['corner']}>
                {t('curves.affinity.corner')}
              </th>
              {tasks.map(({ id, colour }, task) => (
                <th key={id} scope="col" title={names[task]}>
                  <TaskSwatch colour={colour} />
                  <span className={styles['column']}>{names[task]}</span>
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {tasks.map(({ id, colour }, row) => (
              <tr key={id}>
                <th scope="row" title={names[row]}>
                  <TaskSwatch colour={colour} />
                  <span className={styles['name']}>{names[row]}</span>
                </th>
                {tasks.map((other, column) => {
                  const effect = affinity?.effects[row]?.[column] ?? Number.NaN;
                  return (
                    <td key={other.id} style={{ background: tintOf(largest === 0 ? Number.NaN : effect / largest) }}>
                      {effectText(format, effect)}
                    </td>
                  );
                })}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <p className={styles['when']} role="status">
        {when}
      </p>
    </>
  );
}

/** Half a unit of the last digit: smaller effects are shown as none, without a sign. */
const tooSmall = 0.5e-6;

function effectText(format: Format, effect: number): string {
  const size = Math.abs(effect);
  const sign = effect > 0 ? '+' : '−';
  // Effects of tasks on one another differ by powers of ten.
  return size < tooSmall ? format.percent(0, 0) : `${Number.isNaN(effect) ? '' : sign}${format.percent(size, size < 0.001 ? 4 : 2)}`;
}
