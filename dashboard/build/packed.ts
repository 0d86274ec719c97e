// Beside every built text file lies its compressed form: who takes it loads a quarter, and nobody compresses per visit.
import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { gzipSync } from 'node:zlib'
import type { Plugin } from 'vite'

const TEXTS = /\.(js|css|html|svg|webmanifest)$/
const WORTH_IT = 600 // bytes; less fits into one packet as it is

function packFolder(folder: string): void {
  for (const name of readdirSync(folder)) {
    const path = join(folder, name)
    if (statSync(path).isDirectory()) packFolder(path)
    else if (TEXTS.test(name) && statSync(path).size > WORTH_IT) writeFileSync(`${path}.gz`, gzipSync(readFileSync(path), { level: 9 }))
  }
}

/** After everything else is written. */
export function packedFiles(): Plugin {
  let folder = ''
  return {
    name: 'packed-files',
    apply: 'build',
    enforce: 'post',
    configResolved(config) { folder = resolve(config.root, config.build.outDir) },
    closeBundle: { order: 'post', sequential: true, handler() { packFolder(folder) } },
  }
}
