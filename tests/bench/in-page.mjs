// @ts-check
// What is run inside the page. Each function is sent there as its source, so it stands for itself; times are milliseconds,
// the best of several rounds, the peers taking turns so that a busy moment of the machine hits all of them.

/**
 * What each peer finds in the articles.
 *
 * @param {string[]} peers
 * @param {string[]} articles
 */
export async function counts(peers, articles) {
  const counts = []
  for (const peer of peers) {
    const { annotate } = await import(`/peers/${peer}.js`)
    /** @type {Record<string, number>} */
    const sum = {}
    for (const article of articles) {
      for (const [name, count] of Object.entries(await annotate(article))) sum[name] = (sum[name] ?? 0) + count
    }
    counts.push(sum)
  }
  return counts
}

/**
 * From nothing to the first article annotated.
 *
 * @param {string} peer
 * @param {string} article
 */
export async function cold(peer, article) {
  const start = performance.now()
  const { annotate } = await import(`/peers/${peer}.js`)
  await annotate(article)
  return performance.now() - start
}

/**
 * Milliseconds for a kilobyte of UTF-8, each article by itself. Every paragraph is new to every peer in every round: its
 * number ends it.
 *
 * @param {string[]} peers
 * @param {string[]} articles
 */
export async function steady(peers, articles) {
  const kilobytes = new TextEncoder().encode(articles.join('')).length / 1000
  const rounds = Math.max(3, Math.ceil(60 / kilobytes))
  const best = peers.map(() => Infinity)
  for (let round = 0; round < rounds; round++) {
    for (const [at, peer] of peers.entries()) {
      const { annotate } = await import(`/peers/${peer}.js`)
      const fresh = articles.map((article) => article.replace(/(?<=[^\n])(?=\n|$)/g, ` ${round}`))
      const start = performance.now()
      for (const article of fresh) await annotate(article)
      best[at] = Math.min(best[at], (performance.now() - start) / kilobytes)
    }
  }
  return best
}

/**
 * Milliseconds for a kilobyte of a text of 4 KB and of 4 MB, every paragraph of each new.
 *
 * @param {string[]} articles
 */
export async function growth(articles) {
  const { annotate } = await import('/peers/article-annotator.js')
  const all = articles.join('\n\n')
  const best = [Infinity, Infinity]
  for (let round = 0; round < 4; round++) {
    for (const [at, size] of [4_000, 4_000_000].entries()) {
      const text = all.repeat(Math.ceil(size / all.length)).slice(0, size)
      const texts = Array.from({ length: at === 0 ? 100 : 1 }, (_, i) => text.replace(/(?<=[^\n])(?=\n|$)/g, ` ${round}.${i}`))
      const kilobytes = new TextEncoder().encode(texts.join('')).length / 1000
      const start = performance.now()
      for (const text of texts) await annotate(text)
      best[at] = Math.min(best[at], (performance.now() - start) / kilobytes)
    }
  }
  return best
}

/**
 * Typing into an article of 400 KB, in a worker: from the key to the new result. The middle one and the slowest.
 *
 * @param {string[]} articles
 */
export async function keystroke(articles) {
  const { createAnnotator } = await import('/peers/article-annotator.js')
  const annotator = createAnnotator({ worker: true })
  const all = articles.join('\n\n')
  let text = all.repeat(Math.ceil(400_000 / all.length)).slice(0, 400_000)
  for (let round = 0; round < 3; round++) await annotator.annotate(text)
  const times = []
  for (let key = 0; key < 41; key++) {
    const place = Math.floor((text.length * (key + 0.5)) / 41)
    text = text.slice(0, place) + 'e' + text.slice(place)
    const start = performance.now()
    await annotator.annotate(text)
    times.push(performance.now() - start)
  }
  annotator.dispose()
  times.sort((a, b) => a - b)
  return [times[20], times[40]]
}

/**
 * Painting about 2,000 ranges over an article of 400 KB: the element, then the bare calls for the very same ranges.
 *
 * @param {string[]} articles
 */
export async function painting(articles) {
  await import('/ours/element.js')
  const element = document.createElement('article-annotator')
  const paragraphs = articles.join('\n').split('\n')
  const ranges = () => [...CSS.highlights].filter(([name]) => /(quote|speaker|cue|proposal)$/.test(name)).flatMap(([, found]) => [...found])
  const add = (/** @type {number} */ count) => {
    for (const text of paragraphs.splice(0, count)) element.append(Object.assign(document.createElement('p'), { textContent: text }))
  }
  const annotated = () => new Promise((resolve) => element.addEventListener('annotated', resolve, { once: true }))
  while (paragraphs.length > 0 && ranges().length < 2000) {
    const done = annotated()
    add(200)
    if (!element.isConnected) document.body.append(element)
    await done
  }
  const filling = annotated()
  for (let length = element.textContent.length; length < 400_000; length += 352) {
    element.append(Object.assign(document.createElement('p'), { textContent: 'The road along the river is wide and quiet. '.repeat(8) }))
  }
  await filling
  const times = { element: Infinity, bare: Infinity, ranges: ranges().length }
  for (let round = 0; round < 7; round++) {
    element.setAttribute('show', '')
    await Promise.resolve()
    let start = performance.now()
    element.setAttribute('show', 'quotes speakers proposals')
    await Promise.resolve()
    await Promise.resolve()
    times.element = Math.min(times.element, performance.now() - start)
    const layers = new Map([...CSS.highlights].map(([name, found]) => [name, [...found].map((one) => [one.startContainer, one.startOffset, one.endContainer, one.endOffset])]))
    element.setAttribute('show', '')
    await Promise.resolve()
    start = performance.now()
    for (const [name, places] of layers) {
      const highlight = new Highlight()
      for (const [startNode, from, endNode, to] of places) {
        const range = new Range()
        range.setStart(startNode, from)
        range.setEnd(endNode, to)
        highlight.add(range)
      }
      CSS.highlights.set(`bench-${name}`, highlight)
    }
    times.bare = Math.min(times.bare, performance.now() - start)
    for (const name of layers.keys()) CSS.highlights.delete(`bench-${name}`)
  }
  return times
}

/**
 * Annotates a text of `size` UTF-16 units (0: one article).
 *
 * @param {string} peer
 * @param {string[]} articles
 * @param {number} size
 */
export async function annotateSize(peer, articles, size) {
  const { annotate } = await import(`/peers/${peer}.js`)
  const all = articles.join('\n\n')
  const text = size === 0 ? articles[0] : all.repeat(Math.ceil(size / all.length)).slice(0, size)
  await annotate(text)
}
