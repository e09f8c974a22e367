import { execFileSync } from 'node:child_process';

const hasTorch = 'import importlib.util as u, sys; sys.exit(u.find_spec("torch") is None)';

/**
 * The first Python that has PyTorch: the one on the path, or the system's own; undefined where none
 * has. Tests without one are skipped.
 */
export function pythonWithTorch(): string | undefined {
  return ['python3', '/usr/bin/python3'].find((python) => {
    try {
      execFileSync(python, ['-c', hasTorch], { stdio: 'ignore' });
      return true;
    } catch {
      return false;
    }
  });
}
