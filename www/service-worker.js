// @ts-check
// Makes the page work without a network after the first visit. Each version keeps its files in a cache of its own, all or none, so
// that files of two versions never meet; an older cache goes when the newer version takes over.
// While developing, the version is 'development' and the network comes first; publishing writes a version of the files' content here.

const VERSION = 'development'
const PREFIX = 'article-annotator-'
const CACHE = PREFIX + VERSION

/** All that the page needs; a test compares it with what is there. */
const FILES = [
  './',
  'bookmarklet.js',
  'demo.css',
  'demo.js',
  'element/main-text.js',
  'engine/annotator.js',
  'engine/code-points.js',
  'engine/instance.js',
  'engine/load-error.js',
  'engine/local-engine.js',
  'engine/module.js',
  'engine/own-file.js',
  'engine/unpack.js',
  'engine/urn.js',
  'engine/version.js',
  'engine/web-annotations.js',
  'engine/weights.js',
  'engine/worker-engine.js',
  'engine/worker-start.js',
  'engine/worker.js',
  'icons/icon-192.png',
  'icons/icon-512.png',
  'icons/icon.svg',
  'manifest.webmanifest',
  'page/anchors.js',
  'page/annotated.js',
  'page/ask.js',
  'page/blocks.js',
  'page/bookmarklet-link.js',
  'page/corrections.js',
  'page/detail.js',
  'page/dom.js',
  'page/engine.js',
  'page/exports/csv.js',
  'page/exports/html.js',
  'page/exports/markdown.js',
  'page/files.js',
  'page/filters.js',
  'page/focus.js',
  'page/history.js',
  'page/input.js',
  'page/keyboard.js',
  'page/legend.js',
  'page/lists.js',
  'page/margin.js',
  'page/menus.js',
  'page/navigation.js',
  'page/offline.js',
  'page/overview.js',
  'page/palette.js',
  'page/print.js',
  'page/reading.js',
  'page/recent.js',
  'page/rich-text.js',
  'page/segments.js',
  'page/selection.js',
  'page/session.js',
  'page/share.js',
  'page/sheet.js',
  'page/status.js',
  'page/storage.js',
  'page/store.js',
  'page/style/article.css',
  'page/style/findings.css',
  'page/style/panels.css',
  'page/style/print.css',
  'page/summary.js',
  'page/take-away.js',
  'page/trusted.js',
  'page/wording.js',
  'pkg/article_annotator.js',
  'pkg/article_annotator_bg.wasm',
  'pkg/weights.bin',
  'samples/council.txt',
  'samples/science.txt',
  'samples/summit.txt',
  'start.js',
  'vendor/idb/index.js',
]

const worker = /** @type {any} */ (globalThis)

worker.addEventListener('install', (/** @type {any} */ event) => event.waitUntil(keepAll()))
worker.addEventListener('activate', (/** @type {any} */ event) => event.waitUntil(takeOver()))
worker.addEventListener('message', (/** @type {any} */ event) => event.data === 'take-over' && worker.skipWaiting())
worker.addEventListener('fetch', (/** @type {any} */ event) => {
  const { request } = event
  if (request.method === 'GET' && new URL(request.url).origin === worker.location.origin) event.respondWith(answer(event))
})

async function keepAll() {
  const cache = await caches.open(CACHE)
  await cache.addAll(FILES.map((file) => new Request(file, { cache: 'reload' })))
}

async function takeOver() {
  const names = await caches.keys()
  await Promise.all(names.filter((name) => name.startsWith(PREFIX) && name !== CACHE).map((name) => caches.delete(name)))
  await worker.clients.claim()
}

/** @param {any} event */
async function answer({ request }) {
  if (VERSION === 'development') return networkFirst(request)
  return (await kept(request)) ?? fetch(request)
}

/** Nothing is copied on its way: a body that its page left unread would hold up the connection. @param {Request} request */
async function networkFirst(request) {
  try {
    return await fetch(request)
  } catch (error) {
    const own = await kept(request)
    if (own) return own
    throw error
  }
}

/** @param {Request} request @returns {Promise<Response | undefined>} */
async function kept(request) {
  const cache = await caches.open(CACHE)
  return request.mode === 'navigate' ? cache.match('./') : cache.match(request, { ignoreSearch: true })
}
