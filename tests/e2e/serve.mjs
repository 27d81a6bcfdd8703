// @ts-check
// A static file server for tests: any folder, on a free port, with the headers a test asks for.

import { readFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import { extname, join, normalize, sep } from 'node:path'
import { fileURLToPath } from 'node:url'

/** The repository's root, with the closing separator. */
export const root = fileURLToPath(new URL('../../', import.meta.url))

const MEDIA_TYPES = {
  '.html': 'text/html; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.mjs': 'text/javascript; charset=utf-8',
  '.json': 'application/json',
  '.webmanifest': 'application/manifest+json',
  '.wasm': 'application/wasm',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.txt': 'text/plain; charset=utf-8'
}

/**
 * @typedef {object} Served
 * @property {string} url the folder's address, ending in a slash
 * @property {string[]} requests the paths that were asked for, in order
 * @property {() => Promise<void>} close ends the server and its connections
 */

/**
 * Serves `folder` (relative to the repository's root, or absolute) on a free port of this machine.
 *
 * @param {string} folder
 * @param {object} [options]
 * @param {Record<string, string>} [options.headers] sent with every file: a Content-Security-Policy, say
 * @param {Record<string, string | Uint8Array | Promise<string>>} [options.pages] pages by path, instead of the folder's, such as
 *   `{ '/test.html': '<!doctype html>…' }`; one that is promised holds its answer back
 * @returns {Promise<Served>}
 */
export async function serve(folder, { headers = {}, pages = {} } = {}) {
  /** @type {string[]} */
  const requests = []
  const base = join(normalize(folder.startsWith(sep) ? folder : join(root, folder)), sep)
  const server = createServer(async (request, response) => {
    const path = decodeURIComponent(new URL(request.url ?? '/', 'http://localhost').pathname)
    requests.push(path)
    const body = (await pages[path]) ?? (await read(base, path))
    const type = path.endsWith('/') ? '.html' : extname(path) || '.html'
    if (body === undefined) return response.writeHead(404, { 'content-type': 'text/plain' }).end('not found')
    response.writeHead(200, { 'content-type': MEDIA_TYPES[type] ?? 'application/octet-stream', 'cache-control': 'no-store', ...headers })
    response.end(request.method === 'HEAD' ? undefined : body)
  })
  await new Promise((listening) => server.listen(0, '127.0.0.1', () => listening(undefined)))
  const { port } = /** @type {import('node:net').AddressInfo} */ (server.address())
  return { url: `http://127.0.0.1:${port}/`, requests, close: () => close(server) }
}

/**
 * @param {string} base
 * @param {string} path
 */
async function read(base, path) {
  const file = normalize(join(base, path.endsWith('/') ? `${path}index.html` : path))
  return file.startsWith(base) ? readFile(file).catch(() => undefined) : undefined
}

/** @param {import('node:http').Server} server */
async function close(server) {
  const closed = new Promise((done) => server.close(done))
  server.closeAllConnections()
  await closed
}
