// @ts-check
// The memory that a page's process holds of its own, as Linux counts it. What it maps of the browser's program files does not
// count: the system drops such pages and reads them again as it likes, tens of megabytes of them.

import { readdir, readFile } from 'node:fs/promises'

/** Milliseconds between two looks. */
const OFTEN = 5
/** Milliseconds in which a page at rest changes by less than this part of what it holds. */
const MOMENT = 500
const REST = 0.01

/**
 * The bytes that the page's process holds once it is at rest: what compiling took is given back.
 *
 * @param {import('selenium-webdriver').WebDriver} driver
 * @returns {Promise<number>}
 */
export async function heldAtRest(driver) {
  const id = await page(driver)
  for (let before = Infinity; ; ) {
    const { own } = (await read(id)) ?? { own: 0 }
    if (Math.abs(own - before) <= own * REST) return own
    before = own
    await pause(MOMENT)
  }
}

/**
 * The most bytes that the page's process holds while `work` is done.
 *
 * @param {import('selenium-webdriver').WebDriver} driver
 * @param {() => Promise<unknown>} work
 * @returns {Promise<number>}
 */
export async function mostHeld(driver, work) {
  const id = await page(driver)
  let most = 0
  let done = false
  const look = async () => (most = Math.max(most, (await read(id))?.own ?? 0))
  const watch = async () => {
    for (; !done; await pause(OFTEN)) await look()
  }
  const watching = watch()
  try {
    await work()
    await look()
  } finally {
    done = true
    await watching
  }
  return most
}

/**
 * The page's process: the renderer that holds most among the processes of the driver's browser, but for that of the browser's own
 * windows; nothing else is open in it.
 *
 * @param {import('selenium-webdriver').WebDriver} driver
 */
async function page(driver) {
  const { userDataDir } = (await driver.getCapabilities()).get('chrome')
  const processes = (await Promise.all((await readdir('/proc')).filter(isNumber).map(read))).filter((one) => one !== undefined)
  const browsers = processes.filter(({ command }) => command.includes(userDataDir)).map(({ id }) => id)
  const family = new Set(browsers)
  for (let size = -1; size !== family.size; ) {
    size = family.size
    for (const { id, parent } of processes) if (family.has(parent)) family.add(id)
  }
  const pages = processes.filter(({ id, command }) => family.has(id) && command.includes('--type=renderer') && !command.includes('webui'))
  return pages.reduce((most, one) => (one.own > most.own ? one : most)).id
}

/** @param {number} milliseconds */
function pause(milliseconds) {
  return new Promise((resolve) => setTimeout(resolve, milliseconds))
}

/** @param {string} name */
function isNumber(name) {
  return /^\d+$/.test(name)
}

/**
 * @param {string} id
 * @returns {Promise<{ id: string, parent: string, command: string, own: number } | undefined>}
 */
async function read(id) {
  try {
    const [status, command] = await Promise.all([readFile(`/proc/${id}/status`, 'utf8'), readFile(`/proc/${id}/cmdline`, 'utf8')])
    const field = (/** @type {string} */ name) => status.match(new RegExp(`^${name}:\\s*(\\d+)`, 'm'))?.[1] ?? '0'
    return { id, parent: field('PPid'), command, own: (Number(field('RssAnon')) + Number(field('RssShmem'))) * 1024 }
  } catch {
    return undefined // It ended while the list was read.
  }
}
