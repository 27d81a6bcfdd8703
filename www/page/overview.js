// @ts-check
// The strip above the article: who speaks when, from the first line to the last. A click leads there.

/** @import {Store} from './store.js' */
import { byId, el, svg } from './dom.js'
import { offTest } from './filters.js'
import { timeline } from './summary.js'

const WIDTH = 1000
const HEIGHT = 24

/**
 * @param {Store} store
 * @param {(key: string) => void} goTo
 * @returns {() => void} draws the strip as the store now stands
 */
export function createStrip(store, goTo) {
  const root = byId('strip')
  return () => {
    const { result, text, looks } = store.state
    const off = offTest(result, store.state)
    const runs = result ? timeline(text, result).filter((one) => !off('attribution', one.attribution.id)) : []
    if (!runs.length) return root.replaceChildren()
    const ground = svg('rect', { class: 'ground', width: WIDTH, height: HEIGHT })
    const picture = svg('svg', { viewBox: `0 0 ${WIDTH} ${HEIGHT}`, preserveAspectRatio: 'none', 'aria-hidden': 'true' }, ground, ...paths(runs, looks))
    picture.addEventListener('click', (/** @type {MouseEvent} */ event) => goTo(nearest(event, picture, runs)))
    root.replaceChildren(picture, el('p', { class: 'strip-caption' }, 'Who speaks when, from the first line to the last'))
  }
}

/** One path a colour, however many quotes there are. @param {ReturnType<typeof timeline>} runs @param {import('./palette.js').Looks} looks */
function paths(runs, looks) {
  /** @type {Map<number, string[]>} */
  const shapes = new Map()
  for (const { attribution, from, to } of runs) {
    const slot = looks.get(attribution.speaker ?? '')?.slot ?? 0
    const height = HEIGHT * { direct: 1, mixed: 0.75, indirect: 0.5 }[attribution.kind]
    const width = Math.max(3, (to - from) * WIDTH)
    const shape = `M${(from * WIDTH).toFixed(1)} ${HEIGHT}v-${height}h${width.toFixed(1)}v${height}z`
    if (!shapes.get(slot)?.push(shape)) shapes.set(slot, [shape])
  }
  return [...shapes].map(([slot, all]) => svg('path', { class: `run speaker-${slot}`, d: all.join('') }))
}

/** @param {MouseEvent} event @param {Element} picture @param {ReturnType<typeof timeline>} runs */
function nearest(event, picture, runs) {
  const box = picture.getBoundingClientRect()
  const at = (event.clientX - box.left) / box.width
  const distance = (/** @type {{from: number, to: number}} */ one) => Math.max(one.from - at, at - one.to, 0)
  return runs.reduce((a, b) => (distance(b) < distance(a) ? b : a)).attribution.id
}
