import { train } from './train-command';

// A reader that has seen enough, such as head, closes the pipe: that is no error.
process.stdout.on('error', () => process.exit());

process.exitCode = await train(process.argv.slice(2), new URL('../public/data/', import.meta.url), {
  print: (line) => process.stdout.write(`${line}\n`),
  warn: (line) => process.stderr.write(`${line}\n`),
});
