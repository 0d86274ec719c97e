/// <reference lib="webworker" />
// The service worker of /field: the page and its chunks from this phone, pictures of own cases once they were seen.
// Answers of the API are never kept here: what the app needs of them lies in IndexedDB, where sign-out wipes it.
import { CacheableResponsePlugin } from 'workbox-cacheable-response'
import { ExpirationPlugin } from 'workbox-expiration'
import { cleanupOutdatedCaches, precacheAndRoute } from 'workbox-precaching'
import { registerRoute } from 'workbox-routing'
import { CacheFirst } from 'workbox-strategies'
import { PICTURES } from './pictures'

declare const self: ServiceWorkerGlobalScope

const DAYS = 14

precacheAndRoute(self.__WB_MANIFEST, { ignoreURLParametersMatching: [/.*/] })
cleanupOutdatedCaches()
self.addEventListener('activate', (event) => event.waitUntil(self.clients.claim()))

// A signed link changes with every answer, the picture behind it does not.
const withoutSignature = { cacheKeyWillBeUsed: async ({ request }: { request: Request }) => request.url.split('?')[0]! }

registerRoute(({ url, sameOrigin }) => sameOrigin && /^\/api\/v1\/photos\/\d+\/\d+\.jpg$/.test(url.pathname), new CacheFirst({
  cacheName: PICTURES,
  plugins: [withoutSignature, new CacheableResponsePlugin({ statuses: [200] }), new ExpirationPlugin({ maxEntries: 400, maxAgeSeconds: DAYS * 86_400, purgeOnQuotaError: true })],
}))

// A new version waits until the page says that nothing is being sent.
self.addEventListener('message', (event) => {
  if ((event.data as { type?: string } | null)?.type === 'SKIP_WAITING') void self.skipWaiting()
})
