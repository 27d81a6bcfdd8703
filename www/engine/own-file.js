// @ts-check
/** The package's binary files, from where the package itself was loaded. */
import { LoadError } from './load-error.js'

/**
 * Fetches a file of the package; outside a browser it is read from disk.
 *
 * @param {URL} url
 * @param {RequestCache} [cache]
 * @returns {Promise<Response>} rejects with a `LoadError`
 */
export async function ownFile(url, cache = 'default') {
  if (url.protocol === 'file:') return fromDisk(url)
  const response = await fetch(url, { cache }).catch(error => {
    throw new LoadError(`${url.href} cannot be reached`, error)
  })
  if (!response.ok) throw new LoadError(`${url.href} answered ${response.status}`)
  return response
}

/** @param {URL} url */
async function fromDisk(url) {
  const fileSystem = 'node:fs/promises'
  const { readFile } = await import(/* webpackIgnore: true */ /* @vite-ignore */ fileSystem)
  const bytes = await readFile(url).catch((/** @type {unknown} */ error) => {
    throw new LoadError(`${url.href} cannot be read`, error)
  })
  return new Response(bytes)
}
