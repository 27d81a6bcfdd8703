// @ts-check
// The service worker: the page works without a network after the first visit. A new version waits until the reader asks for it.

import { el } from './dom.js'
import { serviceWorkerUrl } from './trusted.js'

/** @param {(notice: HTMLElement) => void} offer shows that a new version is there */
export async function goOffline(offer) {
  if (!('serviceWorker' in navigator)) return
  try {
    const registration = await navigator.serviceWorker.register(serviceWorkerUrl())
    const look = () => {
      if (registration.waiting && navigator.serviceWorker.controller) offer(notice(registration.waiting))
    }
    look()
    registration.addEventListener('updatefound', () => registration.installing?.addEventListener('statechange', look))
  } catch {
    // Without it the page works as before, while there is a network.
  }
}

/** @param {ServiceWorker} waiting */
function notice(waiting) {
  const update = () => {
    navigator.serviceWorker.addEventListener('controllerchange', () => location.reload(), { once: true })
    waiting.postMessage('take-over')
  }
  return el('p', { class: 'update', id: 'update' }, 'A new version of this page is ready. ', el('button', { type: 'button', onclick: update }, 'Use it now'))
}
