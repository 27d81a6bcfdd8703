// @ts-check
// `<article-annotator>` in React and Vue, as README shows it: README's own lines are compiled and run.

import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { after, before, test } from 'node:test'
import ts from 'typescript'
import { inEveryBrowser } from './browsers.mjs'
import { errors, files, ranges } from './host-page.mjs'
import { root, serve } from './serve.mjs'

const require = createRequire(import.meta.url)
const readme = readFileSync(`${root}README.md`, 'utf8')
/** @param {string} language */
const snippet = (language) => readme.match(new RegExp(`\`\`\`${language}\n(.*?)\n\`\`\``, 's'))?.[1] ?? ''

/** Modules of the kind that Node.js knows, as one for browsers. @param {Record<string, string>} modules paths by name @param {string} ending */
function bundle(modules, ending) {
  const parts = Object.entries(modules).map(([name, path]) => {
    const source = readFileSync(require.resolve('react/package.json').replace('react/package.json', path), 'utf8')
    return `'${name}'(module, exports, require) {${source}\n}`
  })
  return `const sources = {${parts.join(',\n')}}
const made = {}
const process = { env: { NODE_ENV: 'production' } }
function require(name) {
  if (!made[name]) sources[name](made[name] = { exports: {} }, made[name].exports, require)
  return made[name].exports
}
${ending}`
}

const react = bundle(
  {
    scheduler: 'scheduler/cjs/scheduler.production.js',
    react: 'react/cjs/react.production.js',
    'react-dom': 'react-dom/cjs/react-dom.production.js',
    'react-dom/client': 'react-dom/cjs/react-dom-client.production.js',
  },
  "export const React = require('react')\nexport const { createRoot } = require('react-dom/client')",
)

const compiled = ts.transpileModule(`const Annotated = ({ children, setResult }) => ${snippet('jsx')}`, {
  compilerOptions: { jsx: ts.JsxEmit.React, target: ts.ScriptTarget.ES2022, module: ts.ModuleKind.ESNext },
}).outputText

const inReact = `import '/element.js'
import { React, createRoot } from '/react.js'
${compiled}
const app = createRoot(document.querySelector('#app'))
window.show = words => app.render(React.createElement(Annotated, { setResult: result => (window.shown = result) }, React.createElement('p', null, words)))
window.leave = () => app.unmount()`

const inVue = `import '/element.js'
import { createApp, h, ref, watch } from '/vue.js'
const result = ref(null)
watch(result, now => (window.shown = now))
const Annotated = { template: ${JSON.stringify(snippet('vue'))}, setup: () => ({ result }) }
const words = ref('')
const app = createApp({ render: () => h(Annotated, () => h('p', words.value)) })
app.config.compilerOptions.isCustomElement = tag => tag === 'article-annotator'
app.mount('#app')
window.show = now => (words.value = now)
window.leave = () => app.unmount()`

/** @param {string} script */
const page = (script) => `<!doctype html><html lang="en"><meta charset="utf-8"><title>An app</title><link rel="icon" href="data:,"><script src="/watch.js"></script>
<div id="app"></div><script type="module" src="${script}"></script></html>`

const pages = {
  ...files,
  '/react.html': page('/in-react.js'),
  '/vue.html': page('/in-vue.js'),
  '/in-react.js': inReact,
  '/in-vue.js': inVue,
  '/react.js': react,
  '/vue.js': readFileSync(require.resolve('vue/dist/vue.esm-browser.prod.js'), 'utf8'),
}

inEveryBrowser('the element in frameworks', (browser) => {
  /** @type {import('./serve.mjs').Served} */
  let site
  before(async () => (site = await serve('www', { pages })))
  after(() => site.close())

  for (const name of ['react', 'vue']) {
    test(`the lines of README for ${name} run, follow the app's text and leave nothing behind`, async () => {
      await browser.open(`${site.url}${name}.html`)
      await browser.until(() => typeof window.show === 'function', 'the app')
      for (const words of ['"We will cut fares," said Ana Ruiz.', '"The night boat returns," said Tom Okafor.']) {
        await browser.run((words) => window.show(words), words)
        await browser.until((words) => document.querySelector('article-annotator')?.text === words && window.shown?.speakers.length === 1 && words.includes(window.shown.speakers[0].name), 'the result', words)
        assert.deepEqual(await ranges(browser, 'quote'), [words.slice(0, words.indexOf(' said'))])
      }
      assert.equal(await browser.run(() => document.querySelector('article-annotator').panel), 'side')
      const left = await browser.run(() => (window.leave(), [document.querySelector('article-annotator'), CSS.highlights.size]))
      assert.deepEqual(left, [null, 0])
      assert.deepEqual(await errors(browser), [])
    })
  }
})
