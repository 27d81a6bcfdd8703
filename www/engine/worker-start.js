// @ts-check
/**
 * Starting a module worker wherever the package was loaded from: the same origin, another origin with CORS
 * (through a blob that imports it), and pages that enforce Trusted Types.
 */

const WORKER_URL = new URL('./worker.js', import.meta.url)

/** @type {{ createScriptURL(url: string): any } | null} */
let policy = null

/**
 * Starts a worker and waits until it says it is ready.
 *
 * @returns {Promise<{ worker: Worker, name: string, locked: boolean }>} rejects where no worker can be started here
 */
export async function startWorker() {
  if (typeof Worker === 'undefined') throw new Error('There are no workers here.')
  try {
    return await readiness(openWorker(WORKER_URL.href))
  } catch (error) {
    if (WORKER_URL.origin === globalThis.location?.origin) throw error
    return startFromBlob()
  }
}

/** A worker's script must come from the page's origin; a blob does, and may import from elsewhere. */
async function startFromBlob() {
  const source = `import ${JSON.stringify(WORKER_URL.href)}`
  const address = URL.createObjectURL(new Blob([source], { type: 'text/javascript' }))
  try {
    return await readiness(openWorker(address))
  } finally {
    URL.revokeObjectURL(address)
  }
}

/** @param {string} address */
function openWorker(address) {
  const name = `article-annotator-${Math.random().toString(36).slice(2)}`
  return { name, worker: new Worker(trusted(address), { type: 'module', name }) }
}

/**
 * @param {{ name: string, worker: Worker }} opened
 * @returns {Promise<{ worker: Worker, name: string, locked: boolean }>}
 */
function readiness({ name, worker }) {
  return new Promise((resolve, reject) => {
    const watch = new AbortController()
    const { signal } = watch
    worker.addEventListener('message', ({ data }) => {
      if (!data.ready) return
      watch.abort()
      resolve({ worker, name, locked: data.locked })
    }, { signal })
    worker.addEventListener('error', event => {
      event.preventDefault()
      watch.abort()
      worker.terminate()
      reject(new Error(event.message || 'The worker could not be started.'))
    }, { signal })
  })
}

/**
 * The address as Trusted Types want it. Only this file's own two addresses ever come here. A page that has a
 * default policy decides itself.
 *
 * @param {string} address
 */
function trusted(address) {
  const types = /** @type {any} */ (globalThis).trustedTypes
  if (!types || types.defaultPolicy) return address
  policy ??= types.createPolicy('article-annotator', {
    createScriptURL(/** @type {string} */ url) {
      if (url === WORKER_URL.href || url.startsWith('blob:')) return url
      throw new TypeError('Only the annotator\'s own worker may be started.')
    },
  })
  return /** @type {any} */ (policy).createScriptURL(address)
}
