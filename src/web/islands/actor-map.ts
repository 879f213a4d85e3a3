/**
 * A map that can be drawn closer and moved: buttons, Ctrl or ⌘ with the wheel, two fingers, and dragging once it is closer than
 * whole. Without it the map is there all the same; a page scrolls over it as over any drawing.
 */
export {}

for (const figure of document.querySelectorAll<HTMLElement>('[data-actor-map]')) {
  const svg = figure.querySelector<SVGSVGElement>('svg.actor-map')
  if (svg) equip(figure, svg)
}

function equip(figure: HTMLElement, svg: SVGSVGElement): void {
  const whole = svg.viewBox.baseVal
  const [width, height] = [whole.width, whole.height]
  const view = { x: 0, y: 0, scale: 1 }

  const show = (): void => {
    const [w, h] = [width / view.scale, height / view.scale]
    view.x = Math.min(Math.max(view.x, 0), width - w)
    view.y = Math.min(Math.max(view.y, 0), height - h)
    svg.setAttribute('viewBox', `${view.x} ${view.y} ${w} ${h}`)
    svg.classList.toggle('is-closer', view.scale > 1)
    svg.classList.toggle('is-close', view.scale > 2)
  }
  /** Closer or further, so that a point of the drawing (0–1 from left and top of what is seen) stays where it is. */
  const zoom = (factor: number, left = 0.5, top = 0.5): void => {
    const scale = Math.min(Math.max(view.scale * factor, 1), 12)
    view.x += (width / view.scale - width / scale) * left
    view.y += (height / view.scale - height / scale) * top
    view.scale = scale
    show()
  }
  const at = (event: { clientX: number; clientY: number }): [number, number] => {
    const box = svg.getBoundingClientRect()
    return [(event.clientX - box.left) / box.width, (event.clientY - box.top) / box.height]
  }

  const buttons = document.createElement('div')
  buttons.className = 'm-buttons'
  for (const [sign, label, act] of [
    ['+', figure.dataset.in, () => zoom(1.6)],
    ['−', figure.dataset.out, () => zoom(1 / 1.6)],
    ['⤢', figure.dataset.whole, () => zoom(0)],
  ] as const) {
    const button = document.createElement('button')
    button.type = 'button'
    button.className = 'ds-button'
    button.dataset.variant = 'secondary'
    button.textContent = sign
    button.setAttribute('aria-label', label ?? sign)
    button.addEventListener('click', act)
    buttons.append(button)
  }
  svg.before(buttons)

  svg.addEventListener(
    'wheel',
    (event) => {
      if (!event.ctrlKey && !event.metaKey) return
      event.preventDefault()
      zoom(Math.exp(-event.deltaY / 300), ...at(event))
    },
    { passive: false },
  )

  const pointers = new Map<number, PointerEvent>()
  let moved = 0
  const gap = (): number => {
    const [a, b] = [...pointers.values()]
    return a && b ? Math.hypot(a.clientX - b.clientX, a.clientY - b.clientY) : 0
  }
  svg.addEventListener('pointerdown', (event) => {
    pointers.set(event.pointerId, event)
    if (pointers.size === 1) moved = 0
  })
  addEventListener('pointermove', (event) => {
    const before = pointers.get(event.pointerId)
    if (!before) return
    const wide = gap()
    pointers.set(event.pointerId, event)
    const box = svg.getBoundingClientRect()
    if (pointers.size === 2 && wide > 0) zoom(gap() / wide, ...at(event))
    else if (pointers.size === 1 && view.scale > 1) {
      view.x -= ((event.clientX - before.clientX) / box.width) * (width / view.scale)
      view.y -= ((event.clientY - before.clientY) / box.height) * (height / view.scale)
      show()
    }
    moved += Math.abs(event.clientX - before.clientX) + Math.abs(event.clientY - before.clientY)
  })
  for (const end of ['pointerup', 'pointercancel'] as const)
    addEventListener(end, (event) => pointers.delete(event.pointerId))
  // Who has dragged the map did not mean the mark under the pointer.
  svg.addEventListener('click', (event) => moved > 6 && event.preventDefault(), true)
  svg.addEventListener('dragstart', (event) => event.preventDefault())
}
