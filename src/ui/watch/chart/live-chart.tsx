import { useMemo, useState, type ReactNode } from 'react';
import { extentOfLines, type ChartData } from '../../../state/charts/chart-data';
import { isSmoothed, smoothed } from '../../../state/charts/smoothing';
import { HelpTerm } from '../../widgets/popups/help';
import type { HelpText } from '../../widgets/popups/help-text';
import { axisText } from '../../common/texts/metric-text';
import { useText } from '../../common/texts/use-text';
import { ChartBoundary } from '../../charts/chart-boundary';
import { heightForNames, plotOf } from '../../charts/chart-layout';
import { fitScale, growScale, startScale, stepTicks, tickDigits, type ScaleRule } from '../../charts/chart-scale';
import { logScale } from '../../charts/log-scale';
import { markRow } from '../../charts/mark-layout';
import { rangeOf } from '../../charts/steps';
import { measuredWidth } from '../../charts/measured-width';
import { ChartCursor } from '../cursor/chart-cursor';
import { usualSettings } from '../tools/chart-settings';
import { ChartTools, type ChartOption } from '../tools/chart-tools';
import { valueText, type ChartKind } from './chart-text';
import { LineChart } from './line-chart';
import { lineNames, nameMargin, newestStep } from './line-names';
import { MarkList } from './mark-list';
import { useDrawnMarks } from './use-drawn-marks';
import { StepSlider } from '../cursor/step-slider';
import { useShownStep } from '../cursor/step-cursor';
import { useLiveData } from './use-live-data';
import { useSaving } from '../tools/use-saving';
import { ValuesTable } from '../tools/values-table';
import { visibleData } from './visible-data';
import { useSize } from '../../charts/use-size';
import { dataWithin, shownSteps, zoomBy } from '../zoom/zoom';
import { useZoom } from '../zoom/zoom-context';
import type { WatchedRun } from '../use-watched-run';
import styles from './live-chart.module.css';

const noLines: ChartData['lines'] = [];

interface LiveChartProps {
  readonly run: WatchedRun;
  readonly kind: ChartKind;
  readonly title: string;
  /** What takes the title's place, where one chart can show several things. */
  readonly heading?: ReactNode;
  readonly help: HelpText;
  readonly rule: ScaleRule;
  /** Makes the data of the moment; must keep its identity while it means the same. */
  readonly make: () => ChartData;
  /** The names that may stand beside the lines; of pairs of tasks or not. */
  readonly lineLabels: readonly string[];
  readonly pairs?: boolean;
  /** What the legend hides; see `visibleData`. */
  readonly hidden: ReadonlySet<string>;
  /** Said instead of lines when there is nothing to draw. */
  readonly empty: string;
  readonly option?: ChartOption;
}

/**
 * A chart that follows a run: it keeps its scale until outgrown, names its lines in a margin of its
 * own and tells values on hover.
 */
export function LiveChart(props: LiveChartProps) {
  const { run, kind, title, heading, help, rule, make, lineLabels, pairs = false, hidden, empty, option } = props;
  const { names, colours, namesById, marks, planned } = run;
  const texts = useText();
  const { t, format } = texts;
  const [settings, setSettings] = useState(usualSettings);
  const { isLog, smoothing, asTable } = settings;
  const { zoom, setZoom, setChoosing } = useZoom();
  const measured = useLiveData(make);
  const ids = useMemo(() => run.tasks.map(({ id }) => id), [run.tasks]);
  const data = useMemo(() => visibleData(measured, hidden, ids), [measured, hidden, ids]);
  const drawn = useMemo(() => ({ ...data, lines: smoothed(data.lines, smoothing) }), [data, smoothing]);
  const [box, { width, height }] = useSize<HTMLDivElement>();
  const extent = useMemo(() => extentOfLines(drawn), [drawn]);
  const [kept, setKept] = useState(() => startScale(rule));
  const linear = growScale(kept, extent, rule);
  if (linear !== kept) setKept(linear);
  const least = useMemo(() => leastPositive(drawn), [drawn]);
  const scale = useMemo(() => (isLog && least !== undefined ? logScale(least, Math.max(least, extent?.[1] ?? least)) : linear), [isLog, least, extent, linear]);

  // Two rows of marks where there is room for them, and none comes or goes with a mark.
  const rows = height >= 150 ? 2 : 1;
  const plot = useMemo(
    () => plotOf(width, height, { right: nameMargin(lineLabels, pairs, width, measuredWidth), top: 4 + rows * markRow }),
    [width, height, lineLabels, pairs, rows],
  );
  const digits = tickDigits(scale);
  const formatValue = useMemo(() => (scale.isLog === true ? format.significant : axisText(format, kind, digits)), [format, kind, digits, scale.isLog]);
  const steps = useMemo(() => shownSteps(zoom, planned), [zoom, planned]);
  const { from: first, to: last } = rangeOf(steps);
  const ticks = useMemo(() => stepTicks(steps, Math.max(1, Math.floor((plot.right - plot.left) / 60))), [steps, plot]);
  const within = useMemo(() => dataWithin(drawn, steps), [drawn, steps]);
  const raw = useMemo(() => (smoothing === 'none' ? noLines : dataWithin(data, steps).lines.filter(({ role }) => isSmoothed(role) && role !== 'before')), [smoothing, data, steps]);
  const labels = useMemo(() => lineNames(within, texts, names, { plot, steps, scale }, measuredWidth), [within, texts, names, plot, steps, scale]);
  const shownMarks = useMemo(() => marks.filter(({ step }) => step >= first && step <= last), [marks, first, last]);
  const { drawnMarks, widths } = useDrawnMarks(shownMarks, namesById, plot, steps, rows);

  const own = drawn.lines.filter(({ role }) => role !== 'before' && role !== 'baseline');
  const isEmpty = own.every(({ points }) => points.length === 0);
  const drawnTo = newestStep(own.filter(({ role }) => role === 'train' || role === 'length'));
  const shownStep = useShownStep();

  const save = useSaving(() => (isEmpty || box.current === null ? undefined : { title, element: box.current, data, names, colours }));

  return (
    <figure className={styles['figure']} aria-label={title} data-testid={`chart-${kind}`} data-drawn-to={drawnTo}>
      <figcaption className={styles['caption']}>
        {heading ?? (
          <HelpTerm text={help} className={styles['title']}>
            {title}
          </HelpTerm>
        )}
        {smoothing === 'none' ? undefined : <span className={styles['aside']}>{t('curves.smoothed')}</span>}
        <span className={styles['tools']}>
          <ChartTools
            kind={kind}
            title={title}
            settings={settings}
            onChange={setSettings}
            onFit={() => setKept(fitScale(extent, rule))}
            onZoom={(factor) => setZoom(factor === undefined ? undefined : zoomBy(zoom, planned, shownStep ?? newestStep(own), factor))}
            isZoomed={zoom !== undefined}
            onChoose={() => setChoosing(true)}
            onSave={save}
            option={option}
            isEmpty={isEmpty}
          />
        </span>
      </figcaption>
      <div ref={box} className={styles['plot']} style={{ minHeight: heightForNames(lineLabels.length, plot) }}>
        {width === 0 || height === 0 || asTable ? undefined : (
          <ChartBoundary fallback={<p className={styles['note']}>{t('curves.loadFailed')}</p>}>
            <div aria-hidden className={styles['drawing']}>
              <LineChart
                plot={plot}
                lines={within.lines}
                raw={raw}
                fullTests={within.fullTests}
                labels={labels}
                colours={colours}
                marks={drawnMarks}
                steps={steps}
                stepTicks={ticks}
                formatStep={format.integer}
                scale={scale}
                formatValue={formatValue}
              />
            </div>
            {isEmpty ? (
              <p className={styles['note']}>
                <span>{empty}</span>
              </p>
            ) : undefined}
          </ChartBoundary>
        )}
        {asTable ? undefined : <MarkList groups={shownMarks} drawn={drawnMarks} widths={widths} top={plot.top} namesById={namesById} />}
        {asTable || isEmpty ? undefined : <StepSlider title={title} kind={kind} run={run} plot={plot} data={drawn} newest={newestStep(own)} />}
        {shownStep === undefined || shownStep < first || shownStep > last || asTable || isEmpty ? undefined : (
          <ChartCursor run={run} steps={steps} kind={kind} plot={plot} data={drawn} step={Math.min(shownStep, newestStep(own))} />
        )}
        <ValuesTable title={title} data={data} names={names} isShown={asTable} text={(value) => valueText(texts, kind, value)} />
      </div>
    </figure>
  );
}

/** The smallest positive value of a chart's own run: where a logarithmic axis begins. */
function leastPositive({ lines, fullTests }: ChartData): number | undefined {
  let least = Number.POSITIVE_INFINITY;
  for (const { role, points } of lines) if (role !== 'before') for (const { y } of points) if (y > 0) least = Math.min(least, y);
  for (const { y } of fullTests) if (y > 0) least = Math.min(least, y);
  return Number.isFinite(least) ? least : undefined;
}
