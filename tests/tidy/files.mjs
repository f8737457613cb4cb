// The files under version control, and those that are about to be.
import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

export const repository = resolve(dirname(fileURLToPath(import.meta.url)), '../..');

export function trackedFiles() {
  const arguments_ = ['ls-files', '--cached', '--others', '--exclude-standard'];
  const listed = execFileSync('git', arguments_, { cwd: repository, encoding: 'utf8' });
  return listed.split('\n').filter((path) => path && existsSync(join(repository, path)));
}
