// @ts-check
// Starts the three browser engines. `cargo xtask test e2e` installs them and says, by environment variables, where
// they and their drivers are; without it the programs are looked for on the search path.

import { spawn } from 'node:child_process'
import { Builder, Capabilities, logging } from 'selenium-webdriver'
import chrome from 'selenium-webdriver/chrome.js'
import firefox from 'selenium-webdriver/firefox.js'
import { DriverService } from 'selenium-webdriver/remote/index.js'

/** @typedef {import('selenium-webdriver').WebDriver} WebDriver */
/** @typedef {{ driver: WebDriver, stop: () => Promise<void> }} Running */

const WIDTH = 1280
const HEIGHT = 900

const programs = {
  chromium: process.env.CHROMIUM ?? '/usr/bin/chromium',
  chromiumDriver: process.env.CHROMIUM_DRIVER ?? 'chromedriver',
  firefox: process.env.FIREFOX ?? '/usr/bin/firefox-esr',
  firefoxDriver: process.env.FIREFOX_DRIVER ?? 'geckodriver',
  webkit: process.env.WEBKIT ?? '/usr/lib/x86_64-linux-gnu/webkit2gtk-4.1/MiniBrowser',
  webkitDriver: process.env.WEBKIT_DRIVER ?? 'WebKitWebDriver',
  xvfb: process.env.XVFB ?? 'Xvfb'
}

/** @type {Record<string, () => Promise<Running>>} */
export const engines = { chromium: startChromium, firefox: startFirefox, webkit: startWebKit }

async function startChromium() {
  const options = new chrome.Options()
  options.setChromeBinaryPath(programs.chromium)
  options.addArguments('--headless', '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-dev-shm-usage')
  options.addArguments('--disable-background-networking', '--disable-component-update', '--disable-sync', `--window-size=${WIDTH},${HEIGHT}`)
  const messages = new logging.Preferences()
  messages.setLevel(logging.Type.BROWSER, logging.Level.ALL)
  options.setLoggingPrefs(messages)
  const service = new chrome.ServiceBuilder(programs.chromiumDriver)
  const driver = await new Builder().forBrowser('chrome').setChromeOptions(options).setChromeService(service).build()
  return { driver, stop: () => driver.quit() }
}

async function startFirefox() {
  const options = new firefox.Options()
  options.setBinary(programs.firefox)
  options.addArguments('-headless', `--width=${WIDTH}`, `--height=${HEIGHT}`)
  const service = new firefox.ServiceBuilder(programs.firefoxDriver)
  const driver = await new Builder().forBrowser('firefox').setFirefoxOptions(options).setFirefoxService(service).build()
  return { driver, stop: () => driver.quit() }
}

async function startWebKit() {
  const screen = await startScreen()
  const environment = { ...process.env, DISPLAY: screen.display, GDK_BACKEND: 'x11', LIBGL_ALWAYS_SOFTWARE: '1' }
  const service = new DriverService.Builder(programs.webkitDriver).setLoopback(true).setEnvironment(environment).build()
  const end = async () => {
    await service.kill()
    screen.stop()
  }
  try {
    const driver = await webKitWindow(await service.start())
    return { driver, stop: () => driver.quit().finally(end) }
  } catch (cause) {
    await end()
    throw cause
  }
}

/**
 * @param {string} server
 * @returns {Promise<WebDriver>}
 */
async function webKitWindow(server) {
  // A page that was left is not kept: it would hold on to the storage that the next one waits for.
  const options = { binary: programs.webkit, args: ['--automation', '--enable-page-cache=false'] }
  const capabilities = new Capabilities({ browserName: 'MiniBrowser', 'webkitgtk:browserOptions': options })
  const driver = await new Builder().usingServer(server).withCapabilities(capabilities).build()
  await driver.manage().window().setRect({ x: 0, y: 0, width: WIDTH, height: HEIGHT })
  return driver
}

/**
 * An X server without a monitor, on a display number it finds free by itself.
 *
 * @returns {Promise<{ display: string, stop: () => void }>}
 */
async function startScreen() {
  const size = `${WIDTH}x${HEIGHT + 200}x24`
  const server = spawn(programs.xvfb, ['-displayfd', '3', '-screen', '0', size, '-nolisten', 'tcp'], { stdio: ['ignore', 'ignore', 'ignore', 'pipe'] })
  const stop = () => void server.kill()
  process.once('exit', stop)
  const number = await new Promise((resolve, reject) => {
    server.once('error', reject)
    server.once('exit', (code) => reject(new Error(`${programs.xvfb} ended with ${code}`)))
    server.stdio[3]?.once('data', (line) => resolve(String(line).trim()))
  })
  return { display: `:${number}`, stop }
}
