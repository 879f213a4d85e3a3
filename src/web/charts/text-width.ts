/** How wide a text of Public Sans is, so that a chart drawn on the server can give its labels room. */

/** Advance widths of U+0020–U+007E in thousandths of the size, regular and bold, read from the font. */
const regular = [
  243, 251, 426, 603, 659, 904, 709, 248, 303, 309, 394, 555, 242, 378, 225, 351, 612, 407, 596, 630, 629,
  641, 623, 601, 648, 625, 226, 240, 546, 555, 546, 521, 831, 710, 671, 689, 694, 621, 594, 733, 766, 283,
  389, 682, 578, 886, 754, 734, 637, 748, 677, 670, 594, 701, 673, 954, 688, 607, 637, 303, 351, 303, 473,
  518, 219, 553, 597, 544, 597, 567, 396, 623, 577, 248, 263, 562, 303, 865, 577, 566, 596, 596, 391, 506,
  389, 581, 505, 780, 565, 535, 481, 328, 263, 332, 568,
]
const bold = [
  226, 282, 480, 616, 681, 939, 784, 261, 333, 337, 473, 589, 277, 393, 270, 381, 645, 428, 635, 665, 656,
  675, 661, 626, 671, 659, 270, 279, 578, 589, 578, 535, 828, 727, 685, 718, 720, 635, 614, 759, 770, 308,
  402, 717, 578, 918, 782, 761, 653, 773, 696, 692, 616, 724, 704, 969, 717, 668, 670, 337, 381, 337, 484,
  553, 264, 567, 609, 547, 609, 577, 397, 629, 593, 267, 289, 580, 329, 896, 593, 576, 607, 607, 412, 527,
  417, 595, 521, 789, 588, 563, 497, 385, 269, 384, 612,
]

/** Width in pixels of a text at a size. Accents weigh nothing; letters outside Latin count as an average one. */
export function textWidth(text: string, size: number, isBold = false): number {
  const table = isBold ? bold : regular
  const figure = isBold ? 665 : 640
  let sum = 0
  for (const letter of text.normalize('NFD')) {
    const code = letter.codePointAt(0) ?? 0
    if (code >= 0x300 && code < 0x370) continue
    // Figures all have one width on our pages.
    sum += code >= 48 && code <= 57 ? figure : (table[code - 32] ?? 560)
  }
  return (sum * size) / 1000
}

/** Breaks a text at spaces into lines of a width; what does not fit the last line ends in “…”. */
export function wrap(text: string, width: number, size: number, isBold = false, maxLines = 2): string[] {
  const lines: string[] = []
  let line = ''
  for (const word of text.split(' ')) {
    const longer = line ? `${line} ${word}` : word
    if (line && textWidth(longer, size, isBold) > width) {
      lines.push(line)
      line = word
    } else line = longer
  }
  lines.push(line)
  if (lines.length <= maxLines) return lines
  let last = lines.slice(maxLines - 1).join(' ')
  while (last.length > 1 && textWidth(`${last}…`, size, isBold) > width) last = last.slice(0, -1)
  return [...lines.slice(0, maxLines - 1), `${last.trimEnd()}…`]
}
