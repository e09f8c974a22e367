import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import asc from 'assemblyscript/asc';
import { commandOptions } from './command-options.mjs';

const root = resolve(fileURLToPath(import.meta.url), '../..');
const sources = 'src/engine/kernels/wasm/assembly';
export const generatedFile = join(root, 'src/engine/kernels/wasm/assembly-kernels.generated.ts');

/**
 * Compiles the kernels in src/engine/kernels/wasm/assembly: every file directly in that folder
 * exports kernels, `shared/` is what they have in common. They work on memory given from outside,
 * so a module that would write data of its own there is refused.
 */
export async function compileKernels(): Promise<Uint8Array> {
  const entries = readdirSync(join(root, sources)).filter((file) => file.endsWith('.ts')).toSorted();
  let binary: Uint8Array | undefined;
  const messages: string[] = [];
  const { error } = await asc.main(
    [
      ...entries.map((file) => `${sources}/${file}`),
      '--baseDir', root, '--outFile', 'kernels.wasm', '--optimizeLevel', '3', '--converge', '--noAssert', '--runtime', 'stub',
      '--enable', 'simd', '--importMemory', '--initialMemory', '1', '--noExportMemory',
    ],
    {
      readFile: (name, base) => readText(join(base, name)),
      listFiles: () => [],
      stderr: { write: (chunk) => void messages.push(String(chunk)) },
      writeFile: (_name, contents) => {
        if (typeof contents !== 'string') binary = contents;
      },
    },
  );
  if (error !== null) throw new Error(`${error.message}\n${messages.join('')}`);
  if (binary === undefined) throw new Error('the compiler wrote nothing');
  if (sectionsOf(binary).includes(DATA_SECTION)) throw new Error('the kernels hold static data, which would overwrite the memory of others');
  return binary;
}

const DATA_SECTION = 11;

/** The ids of a module's sections, in order (WebAssembly core specification, binary format). */
export function sectionsOf(module: Uint8Array): number[] {
  const found: number[] = [];
  for (let at = 8; at < module.length; ) {
    found.push(module[at] ?? 0);
    let size = 0;
    let shift = 0;
    for (at += 1; ; at += 1, shift += 7) {
      const byte = module[at] ?? 0;
      size += (byte & 127) * 2 ** shift;
      if (byte < 128) break;
    }
    at += 1 + size;
  }
  return found;
}

/** What the generated file says. */
export function generatedSource(module: Uint8Array): string {
  const text = Buffer.from(module).toString('base64');
  return `// Made by \`npm run kernels\` from assembly/; not to be edited.\nexport const assemblyKernels =\n  '${text}';\n`;
}

function readText(file: string): string | null {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return null;
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  commandOptions({}, 'npm run kernels   builds the WebAssembly kernels from their AssemblyScript; takes no options');
  const module = await compileKernels();
  writeFileSync(generatedFile, generatedSource(module));
  console.log(`${module.length} bytes`);
}
