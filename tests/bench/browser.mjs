// @ts-check
// The benchmark in Chromium: the shipped package beside compromise and wink-nlp, the same page, the same run.
// `node browser.mjs ARTICLES PACKAGE SITE`: JSON lines with a `text` each, the npm package's folder, a folder to serve
// from. Prints one JSON object. `cargo xtask bench` runs it.

import { cp, mkdir, readFile, rm } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { join } from 'node:path'
import { build } from 'esbuild'
import { engines } from '../e2e/engines.mjs'
import { serve } from '../e2e/serve.mjs'
import { compressed, download, total } from '../../xtask/sizes.mjs'
import * as inPage from './in-page.mjs'
import { heldAtRest, mostHeld } from './memory.mjs'

const PEERS = ['article-annotator', 'compromise', 'wink-nlp']
const HERE = fileURLToPath(new URL('.', import.meta.url))
const ISOLATED = { 'cross-origin-opener-policy': 'same-origin', 'cross-origin-embedder-policy': 'require-corp' }
const MINUTES = 60_000
const COLD_ROUNDS = 5

const [articlesFile, packageFolder, site] = process.argv.slice(2)
const articles = (await readFile(articlesFile, 'utf8')).split('\n').filter(Boolean).map((line) => JSON.parse(line).text)
await prepare()
const server = await serve(site, { headers: ISOLATED, pages: { '/': '<!doctype html><meta charset="utf-8"><title>bench</title>' } })
try {
  console.log(JSON.stringify({ ...(await sizes()), ...(await speed()), memory: await memory() }))
} finally {
  await server.close()
}

/** The package as it ships, and each peer bundled and minified as a site would ship it. */
async function prepare() {
  await rm(site, { recursive: true, force: true })
  await mkdir(join(site, 'peers'), { recursive: true })
  await cp(packageFolder, join(site, 'ours'), { recursive: true })
  await cp(join(HERE, 'peers/article-annotator.js'), join(site, 'peers/article-annotator.js'))
  const entryPoints = PEERS.slice(1).map((peer) => join(HERE, 'peers', `${peer}.js`))
  await build({ entryPoints, outdir: join(site, 'peers'), bundle: true, minify: true, format: 'esm', platform: 'browser', logLevel: 'error' })
}

/** Bytes that each peer fetches, brotli-compressed, and what of ours comes before the first marks: all but the tagger's weights. */
async function sizes() {
  const files = await download(join(site, 'ours/index.js'))
  const first = total(files.filter(({ path }) => !path.endsWith('/weights.bin')))
  const peers = PEERS.slice(1).map(async (peer) => compressed(await readFile(join(site, 'peers', `${peer}.js`))))
  return { download: [total(files), ...(await Promise.all(peers))], first }
}

async function speed() {
  return inChromium(async (driver) => {
    await driver.get(server.url)
    const counts = await driver.executeScript(inPage.counts, PEERS, articles)
    const nothing = PEERS.filter((_, at) => Object.values(counts[at]).every((count) => count === 0))
    if (nothing.length > 0) throw new Error(`${nothing.join(', ')} found nothing in the articles`)
    const cold = await coldStarts(driver)
    await driver.get(server.url)
    const steady = await driver.executeScript(inPage.steady, PEERS, articles)
    const growth = await driver.executeScript(inPage.growth, articles)
    const keystroke = await driver.executeScript(inPage.keystroke, articles)
    await driver.get(server.url)
    const painting = await driver.executeScript(inPage.painting, articles)
    const version = (await driver.getCapabilities()).getBrowserVersion()
    return { browser: `Chromium ${version}`, counts, cold, steady, growth, keystroke, painting }
  })
}

/** @param {import('selenium-webdriver').WebDriver} driver */
async function coldStarts(driver) {
  const best = PEERS.map(() => Infinity)
  for (let round = 0; round < COLD_ROUNDS; round++) {
    for (const [at, peer] of PEERS.entries()) {
      await driver.get(server.url)
      best[at] = Math.min(best[at], await driver.executeScript(inPage.cold, peer, articles[0]))
    }
  }
  return best
}

/**
 * Each peer alone in a browser: how many bytes the page's process holds at most for each byte of a text of 4 MB, beyond what it
 * holds at rest after one article.
 */
async function memory() {
  const size = 4_000_000
  const all = articles.join('\n\n')
  const bytes = Buffer.byteLength(all.repeat(Math.ceil(size / all.length)).slice(0, size))
  const growth = []
  for (const peer of PEERS) {
    growth.push(
      await inChromium(async (driver) => {
        await driver.get(server.url)
        await driver.executeScript(inPage.annotateSize, peer, articles, 0)
        const before = await heldAtRest(driver)
        const most = await mostHeld(driver, () => driver.executeScript(inPage.annotateSize, peer, articles, size))
        return (most - before) / bytes
      })
    )
  }
  return growth
}

/**
 * @template T
 * @param {(driver: import('selenium-webdriver').WebDriver) => Promise<T>} work
 * @returns {Promise<T>}
 */
async function inChromium(work) {
  const { driver, stop } = await engines.chromium()
  try {
    await driver.manage().setTimeouts({ script: 20 * MINUTES, pageLoad: MINUTES })
    return await work(driver)
  } finally {
    await stop()
  }
}
