// C++ as .clang-format says, by one pinned clang-format whatever the machine has.
//   node tests/tidy/format.mjs          lists the files that differ
//   node tests/tidy/format.mjs --write  formats them
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { join } from 'node:path';
import { format } from '@wasm-fmt/clang-format';
import { repository, trackedFiles } from './files.mjs';

export function unformatted(files) {
  const style = readFileSync(join(repository, '.clang-format'), 'utf8');
  return files.filter((path) => /\.(h|cpp)$/.test(path)).flatMap((path) => {
    const text = readFileSync(join(repository, path), 'utf8');
    const wanted = format(text, path, style);
    return wanted === text ? [] : [{ path, wanted }];
  });
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const found = unformatted(trackedFiles());
  for (const { path, wanted } of found) {
    console.log(path);
    if (process.argv.includes('--write')) writeFileSync(join(repository, path), wanted);
  }
}
