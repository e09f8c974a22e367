import { linkCommand } from './link-command';

process.exitCode = linkCommand(process.argv.slice(2), {
  print: (line) => process.stdout.write(`${line}\n`),
  warn: (line) => process.stderr.write(`${line}\n`),
});
