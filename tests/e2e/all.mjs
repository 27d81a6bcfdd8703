// @ts-check
// Every end-to-end suite in one process, so that each browser starts once. One suite alone: node --test tests/e2e/<name>.test.mjs

import { readdirSync } from 'node:fs'

for (const file of readdirSync(new URL('.', import.meta.url)).sort()) {
  if (file.endsWith('.test.mjs')) await import(`./${file}`)
}
