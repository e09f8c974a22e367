import { VerdictLine } from '../common/studies/verdict-line';
import { BalancingSection } from './balancing/balancing-section';
import { DataSection } from './data/data-section';
import { TasksSection } from './tasks-section';

/** What the experiment is: data, tasks with their weights, and how they are balanced. */
export default function SetupPanel() {
  return (
    <>
      <DataSection />
      <TasksSection />
      <BalancingSection />
      <VerdictLine />
    </>
  );
}
