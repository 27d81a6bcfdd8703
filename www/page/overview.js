// @ts-check
// The strip above the article: who speaks when, from the first line to the last. A click leads there.

/** @import {Store} from './store.js' */
import { byId, el, svg } from './dom.js'
import { offTest } from './filters.js'
import { timeline } from './summary.js'

const WIDTH = 1000
const HEIGHT = 24

/** @param {Store} store @param {(key: string) => void} goTo */
export function createStrip(store, goTo) {
  const root = byId('strip')
  function draw() {
    const { result, text, looks, show, threshold, only } = store.state
    const off = offTest(result, { show, threshold, only })
    const runs = result ? timeline(text, result).filter((one) => !off('attribution', one.attribution.id)) : []
    if (!runs.length) return root.replaceChildren()
    const bars = runs.map(({ attribution, from, to }) => {
      const slot = looks.get(attribution.speaker ?? '')?.slot ?? 0
      const height = { direct: HEIGHT, mixed: HEIGHT * 0.75, indirect: HEIGHT * 0.5 }[attribution.kind]
      const box = { x: from * WIDTH, width: Math.max(3, (to - from) * WIDTH), y: HEIGHT - height, height }
      return svg('rect', { class: `run speaker-${slot}`, ...box, data: { run: attribution.id, tie: attribution.id } })
    })
    const ground = svg('rect', { class: 'ground', width: WIDTH, height: HEIGHT })
    const picture = svg('svg', { viewBox: `0 0 ${WIDTH} ${HEIGHT}`, preserveAspectRatio: 'none', 'aria-hidden': 'true' }, ground, ...bars)
    picture.addEventListener('click', (/** @type {MouseEvent} */ event) => goTo(nearest(event, picture, runs)))
    root.replaceChildren(picture, el('p', { class: 'strip-caption' }, 'Who speaks when, from the first line to the last'))
  }
  store.on(['result', 'looks', 'show', 'threshold', 'only'], draw)
}

/** @param {MouseEvent} event @param {Element} picture @param {ReturnType<typeof timeline>} runs */
function nearest(event, picture, runs) {
  const box = picture.getBoundingClientRect()
  const at = (event.clientX - box.left) / box.width
  const distance = (/** @type {{from: number, to: number}} */ one) => Math.max(one.from - at, at - one.to, 0)
  return runs.reduce((a, b) => (distance(b) < distance(a) ? b : a)).attribution.id
}
