// What the build writes beside the page: which sources it is from, and whose work it contains.
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import type { Plugin } from 'vite';

const here = import.meta.dirname;
const out = join(here, '..', 'static');
const IN_PAGE = ['@preact/signals', '@preact/signals-core', 'preact'];

/** All source files, by their path from this folder, sorted. */
function sources(folder = here): string[] {
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.name !== 'node_modules')
    .flatMap((entry) => {
      const path = join(folder, entry.name);
      return entry.isDirectory() ? sources(path) : [relative(here, path).split(sep).join('/')];
    })
    .sort((a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b)));
}

const sha256 = (data: string | Buffer) => createHash('sha256').update(data).digest('hex');

/** One hash over all sources: that of the lines "hash  path", as `sha256sum` writes them. */
function digest(): string {
  return sha256(
    sources()
      .map((path) => `${sha256(readFileSync(join(here, path)))}  ${path}\n`)
      .join(''),
  );
}

function thirdParty(): string {
  const parts = IN_PAGE.map((name) => {
    const folder = join(here, 'node_modules', name);
    const told = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
    const licence = readFileSync(join(folder, 'LICENSE'), 'utf8').trim();
    return `${name} ${told.version} (${told.license})\n\n${licence}\n`;
  });
  return `The page contains these works.\n\n${parts.join(`\n${'-'.repeat(72)}\n\n`)}`;
}

export function finish(): Plugin {
  return {
    name: 'finish',
    apply: 'build',
    closeBundle() {
      writeFileSync(join(out, 'BUILD.json'), `${JSON.stringify({ sources: digest() })}\n`);
      writeFileSync(join(out, 'THIRD_PARTY.txt'), thirdParty());
    },
  };
}
