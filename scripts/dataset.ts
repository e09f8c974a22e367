import { dataset } from './dataset-command';

// A reader that has seen enough, such as head, closes the pipe: that is no error.
process.stdout.on('error', () => process.exit());

process.exitCode = await dataset(process.argv.slice(2), {
  print: (line) => process.stdout.write(`${line}\n`),
  warn: (line) => process.stderr.write(`${line}\n`),
});
