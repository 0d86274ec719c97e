// One project, one entry page per kind of user. Flask serves dist/: /report → report.html, /assets/… as they are.
import { fileURLToPath } from 'node:url'
import vue from '@vitejs/plugin-vue'
import { defineConfig } from 'vitest/config'
import { appIcons } from './build/icons'
import { offlineField } from './build/offline'
import { packedFiles } from './build/packed'

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url))
// What every page begins with in two files: thirty small ones cost a phone more round trips than their bytes.
// Maps, the live line and what only offices need stay apart.
const APART = /\/shared\/(MapView|live|heardWhistles|whistles|session|StaffPage|SignIn|[oO]ffice\w*)\b/
function together(id: string): string | undefined {
  if (/\/node_modules\/(@?vue|@intlify|vue-i18n)\b/.test(id)) return 'vue'
  if (/vite\/(preload-helper|modulepreload-polyfill)|plugin-vue:export-helper/.test(id)) return 'vue'
  return (id.includes('/src/shared/') && !APART.test(id)) || /\/src\/report\/(exif|photos)\.ts/.test(id) ? 'shared' : undefined
}

const devServer = process.env.GRID_DEV_SERVER ?? 'http://127.0.0.1:8000'

export default defineConfig({
  base: '/',
  plugins: [vue(), appIcons(), ...offlineField(), packedFiles()],
  resolve: {
    alias: { '@shared': here('./src/shared'), '@report': here('./src/report') },
    // The tests live outside this folder; their imports are still answered from here.
    dedupe: ['vue', 'vue-i18n', 'vitest'],
  },
  define: {
    __VUE_OPTIONS_API__: 'false',
    __VUE_I18N_LEGACY_API__: 'false',
    __VUE_I18N_FULL_INSTALL__: 'false',
    __INTLIFY_PROD_DEVTOOLS__: 'false',
  },
  worker: { format: 'es' },
  build: {
    outDir: 'dist',
    target: 'es2022',
    // Phones inside WeChat and the wall share one build; the map library is loaded only when a map opens.
    chunkSizeWarningLimit: 1200,
    rollupOptions: {
      output: { manualChunks: together },
      input: {
        index: here('./index.html'),
        report: here('./report.html'),
        field: here('./field.html'),
        desk: here('./desk.html'),
        command: here('./command.html'),
        people: here('./people.html'),
        rules: here('./rules.html'),
        assess: here('./assess.html'),
        answer: here('./answer.html'),
        display: here('./display.html'),
      },
    },
  },
  server: {
    host: '127.0.0.1',
    fs: { allow: [here('..')] },
    proxy: {
      '/api': { target: devServer },
      '/live': { target: devServer, ws: true },
      '/socket.io': { target: devServer, ws: true },
    },
  },
  test: { environment: 'node', dir: here('../tests/dashboard'), include: ['**/*.test.ts'] },
})
