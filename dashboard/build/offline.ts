// What /field needs without network: its page and every chunk, style and picture that can be reached from it.
import type { Plugin } from 'vite'
import { VitePWA } from 'vite-plugin-pwa'

const PAGE = 'field.html'
const ALSO = new Set(['favicon.svg', 'field.webmanifest', 'field-180.png', 'field-192.png'])
const needed = new Set<string>()

interface Chunk { type: string; facadeModuleId?: string | null; imports?: string[]; dynamicImports?: string[]; viteMetadata?: { importedCss: Set<string>; importedAssets: Set<string> } }

function follow(name: string, bundle: Record<string, Chunk>): void {
  if (needed.has(name)) return
  needed.add(name)
  const chunk = bundle[name]
  if (chunk?.type !== 'chunk') return
  for (const next of [...chunk.imports ?? [], ...chunk.dynamicImports ?? []]) follow(next, bundle)
  for (const file of [...chunk.viteMetadata?.importedCss ?? [], ...chunk.viteMetadata?.importedAssets ?? []]) needed.add(file)
  // Workers and pictures that are named in the code only as text.
  for (const file of Object.keys(bundle)) if (!file.endsWith('.html') && mentions(chunk, file)) follow(file, bundle)
}

const mentions = (chunk: Chunk, file: string) => 'code' in chunk && (chunk as { code: string }).code.includes(file.replace('assets/', ''))

function reachable(): Plugin {
  return {
    name: 'field-files',
    apply: 'build',
    enforce: 'post',
    // Only what was written names all that a chunk loads later, styles included.
    writeBundle(_options, output) {
      const bundle = output as unknown as Record<string, Chunk>
      const start = Object.keys(bundle).find((name) => bundle[name]!.facadeModuleId?.endsWith(`/${PAGE}`))
      if (start) follow(start, bundle)
    },
  }
}

/** The page's address is /field; only what it needs is kept. */
function chosen(entries: { url: string; revision: string | null; size: number }[]) {
  const kept = entries.filter((entry) => entry.url === PAGE || needed.has(entry.url) || ALSO.has(entry.url))
  return { manifest: kept.map((entry) => (entry.url === PAGE ? { ...entry, url: 'field' } : entry)), warnings: [] }
}

/** The service worker of /field; the other pages stay as they are. */
export function offlineField(): Plugin[] {
  return [reachable(), ...VitePWA({
    strategies: 'injectManifest',
    srcDir: 'src/field',
    filename: 'sw.ts',
    injectRegister: false,
    manifest: false,
    injectManifest: {
      globPatterns: [PAGE, 'assets/**/*', ...ALSO],
      manifestTransforms: [chosen],
      maximumFileSizeToCacheInBytes: 4_000_000,
      dontCacheBustURLsMatching: /^assets\//,
    },
  })]
}
