import { taskColours } from '../common/tasks/task-colours';

/** Three strands woven into one another. */
export function Logo() {
  const [first, second, third] = taskColours;
  const wave = (from: number, to: number) => `M2 ${from} C 11 ${from}, 11 ${to}, 17 ${to} S 23 ${from}, 32 ${from}`;
  return (
    <svg width="34" height="24" viewBox="0 0 34 24" fill="none" strokeWidth="3.2" strokeLinecap="round" aria-hidden>
      <path d={wave(4.5, 17.5)} stroke={first} />
      <path d={wave(19.5, 6.5)} stroke={second} />
      <path d="M2 12 H 32" stroke={third} />
      {/* The first strand comes to lie over the others on its way back. */}
      <path d="M17 17.5 C 20 17.5, 22 13, 24 9.5" stroke={first} />
    </svg>
  );
}
