import type { FC } from 'hono/jsx'

/** Line drawings on a 24 × 24 grid, stroked in the colour of the text; always beside a word, so hidden from readers. */
const paths = {
  home: 'M4 11 12 4l8 7v8.5a.5.5 0 0 1-.5.5h-15a.5.5 0 0 1-.5-.5z',
  calendar: 'M5 5h14v15H5zM5 9.5h14M8.5 3v3M15.5 3v3',
  handshake: 'M4 6h16v12H4zM8.5 12l2.5 2.5 4.5-5',
  form: 'M6 3.5h12v17H6zM9 8h6M9 12h6M9 16h3.5',
  menu: 'M4 7h16M4 12h16M4 17h16',
  close: 'M6 6l12 12M18 6 6 18',
  search: 'M10.5 17a6.5 6.5 0 1 0 0-13 6.5 6.5 0 0 0 0 13M15.5 15.5 20 20',
  down: 'M6.5 9.5 12 15l5.5-5.5',
  right: 'M5 12h14M13 6l6 6-6 6',
  left: 'M19 12H5M11 6l-6 6 6 6',
  download: 'M12 4v11M7 10.5 12 15.5l5-5M4.5 20h15',
  upload: 'M12 16V5M7 9.5 12 4.5l5 5M4.5 20h15',
  plus: 'M12 5v14M5 12h14',
  check: 'M5 12.5 10 17.5 19.5 7',
  info: 'M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18M12 11v5.5M12 7.5v.2',
  up: 'M6.5 14.5 12 9l5.5 5.5',
  file: 'M6 3.5h8l4.5 4.5v12.5H6zM13.5 3.5v5h5',
} as const

export type IconName = keyof typeof paths

export const Icon: FC<{ name: IconName }> = ({ name }) => (
  <svg class="icon" viewBox="0 0 24 24" aria-hidden="true">
    <path d={paths[name]} />
  </svg>
)
