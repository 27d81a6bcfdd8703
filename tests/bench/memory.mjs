// @ts-check
// The peak memory of a page's process, as Linux counts it.

import { readdir, readFile } from 'node:fs/promises'

/**
 * The most bytes that the page's process has held so far. A page is the renderer with the highest peak among the
 * processes of the driver's browser; nothing else is open in it.
 *
 * @param {import('selenium-webdriver').WebDriver} driver
 * @returns {Promise<number>}
 */
export async function peakMemory(driver) {
  const { userDataDir } = (await driver.getCapabilities()).get('chrome')
  const processes = (await Promise.all((await readdir('/proc')).filter(isNumber).map(read))).filter((one) => one !== undefined)
  const browsers = processes.filter(({ command }) => command.includes(userDataDir)).map(({ id }) => id)
  const family = new Set(browsers)
  for (let size = -1; size !== family.size; ) {
    size = family.size
    for (const { id, parent } of processes) if (family.has(parent)) family.add(id)
  }
  const pages = processes.filter(({ id, command }) => family.has(id) && command.includes('--type=renderer'))
  return Math.max(...pages.map(({ peak }) => peak))
}

/** @param {string} name */
function isNumber(name) {
  return /^\d+$/.test(name)
}

/**
 * @param {string} id
 * @returns {Promise<{ id: string, parent: string, command: string, peak: number } | undefined>}
 */
async function read(id) {
  try {
    const [status, command] = await Promise.all([readFile(`/proc/${id}/status`, 'utf8'), readFile(`/proc/${id}/cmdline`, 'utf8')])
    const field = (/** @type {string} */ name) => status.match(new RegExp(`^${name}:\\s*(\\d+)`, 'm'))?.[1] ?? '0'
    return { id, parent: field('PPid'), command, peak: Number(field('VmHWM')) * 1024 }
  } catch {
    return undefined // It ended while the list was read.
  }
}
