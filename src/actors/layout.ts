/** Where organisations stand on the map: attracted by their ties, kept where they were when one is added. Pure arithmetic. */
import {
  forceCollide,
  forceLink,
  forceManyBody,
  forceSimulation,
  forceX,
  forceY,
  type SimulationNodeDatum,
} from 'd3-force'

export interface Point {
  x: number
  y: number
}
export interface Tie {
  from: string
  to: string
}

/** The drawing, in its own units. */
export const mapWidth = 1000
export const mapHeight = 720
const margin = 40

interface Node extends SimulationNodeDatum {
  id: string
}

/** How far from each other organisations want to be: the more there are, the closer. */
const spacing = (count: number): number => Math.sqrt((mapWidth * mapHeight) / Math.max(count, 12))

/**
 * Places for all of these, from nothing. The same organisations and ties give the same places. Two thousand with six thousand
 * ties take some seconds: it gives way to others between rounds, and stops where `signal` is aborted.
 */
export async function layOut(
  ids: readonly string[],
  ties: readonly Tie[],
  { signal, onProgress = () => {} }: { signal?: AbortSignal; onProgress?: (share: number) => void } = {},
): Promise<Map<string, Point>> {
  const nodes: Node[] = ids.toSorted().map((id) => ({ id }))
  const rounds = 240
  const simulation = simulate(nodes, ties, spacing(nodes.length)).alphaDecay(1 - 0.001 ** (1 / rounds))
  for (let round = 0; round < rounds; round++) {
    signal?.throwIfAborted()
    simulation.tick()
    if (round % 5 === 0) {
      onProgress(round / rounds)
      await new Promise(setImmediate)
    }
  }
  return fitted(nodes)
}

/**
 * Places for those that have none yet, among their neighbours (the newest at the edge where it has none); all others stay where
 * they are, to the pixel.
 */
export function addToLayout(
  ids: readonly string[],
  ties: readonly Tie[],
  known: ReadonlyMap<string, Point>,
): Map<string, Point> {
  const missing = ids.filter((id) => !known.has(id)).toSorted()
  const here = new Map<string, Point>()
  const neighbours = new Map<string, string[]>()
  for (const { from, to } of ties)
    for (const [one, other] of [
      [from, to],
      [to, from],
    ] as const)
      neighbours.set(one, [...(neighbours.get(one) ?? []), other])
  for (const id of missing) {
    const beside = (neighbours.get(id) ?? []).flatMap((other) => known.get(other) ?? here.get(other) ?? [])
    const wanted =
      beside.length > 0
        ? { x: mean(beside.map(({ x }) => x)), y: mean(beside.map(({ y }) => y)) }
        : { x: mapWidth / 2, y: mapHeight - margin }
    here.set(id, free(wanted, [...known.values(), ...here.values()], spacing(ids.length) * 0.6))
  }
  return here
}

/** In rows, by their order: what is shown of a large map until it has been laid out. */
export function inRows(ids: readonly string[]): Map<string, Point> {
  const columns = Math.ceil(Math.sqrt((ids.length * mapWidth) / mapHeight))
  const rows = Math.ceil(ids.length / columns)
  const at = (n: number, count: number, room: number) =>
    Math.round(margin + ((n + 0.5) / count) * (room - 2 * margin))
  return new Map(
    ids.map((id, n) => [
      id,
      { x: at(n % columns, columns, mapWidth), y: at(Math.floor(n / columns), rows, mapHeight) },
    ]),
  )
}

/** The nearest place on a spiral around the wanted one where nothing stands yet. */
function free(wanted: Point, taken: readonly Point[], distance: number): Point {
  for (let step = 0; step < 4000; step++) {
    const [reach, angle] = [distance * 0.5 * Math.sqrt(step), step * 2.399963]
    const at = {
      x: Math.round(wanted.x + reach * Math.cos(angle)),
      y: Math.round(wanted.y + reach * Math.sin(angle)),
    }
    if (at.x < margin || at.x > mapWidth - margin || at.y < margin || at.y > mapHeight - margin) continue
    if (taken.every(({ x, y }) => (x - at.x) ** 2 + (y - at.y) ** 2 >= distance ** 2)) return at
  }
  return { x: Math.round(wanted.x), y: Math.round(wanted.y) }
}

const mean = (values: readonly number[]): number => values.reduce((sum, one) => sum + one, 0) / values.length

function simulate(nodes: Node[], ties: readonly Tie[], apart: number) {
  const known = new Set(nodes.map(({ id }) => id))
  const links = ties
    .filter(({ from, to }) => known.has(from) && known.has(to))
    .map(({ from, to }) => ({ source: from, target: to }))
  return forceSimulation(nodes)
    .force(
      'link',
      forceLink<Node, { source: string; target: string }>(links)
        .id(({ id }) => id)
        .distance(apart * 0.9)
        .strength(0.25),
    )
    .force(
      'charge',
      forceManyBody<Node>()
        .strength(-apart * 2.2)
        .distanceMax(apart * 8),
    )
    .force('collide', forceCollide<Node>(apart * 0.42))
    .force('x', forceX<Node>(0).strength(0.045))
    .force('y', forceY<Node>(0).strength(0.06))
    .stop()
}

/** Into the drawing, whole numbers, each axis to its own measure. */
function fitted(nodes: readonly Node[]): Map<string, Point> {
  const xs = nodes.map(({ x = 0 }) => x)
  const ys = nodes.map(({ y = 0 }) => y)
  const scale = (values: readonly number[], room: number) => {
    const [low, high] = [Math.min(...values), Math.max(...values)]
    return (value: number) =>
      Math.round(high === low ? room / 2 : margin + ((value - low) / (high - low)) * (room - 2 * margin))
  }
  const [x, y] = [scale(xs, mapWidth), scale(ys, mapHeight)]
  return new Map(nodes.map((node) => [node.id, { x: x(node.x ?? 0), y: y(node.y ?? 0) }]))
}
