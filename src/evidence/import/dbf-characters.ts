/** Code page 850, from byte 0x80: what DOS programs wrote in Mexico. `TextDecoder` does not know it. */
const cp850 =
  'ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜø£Ø×ƒáíóúñÑªº¿®¬½¼¡«»░▒▓│┤ÁÂÀ©╣║╗╝¢¥┐└┴┬├─┼ãÃ╚╔╩╦╠═╬¤ðÐÊËÈıÍÎÏ┘┌█▄¦Ì▀ÓßÔÒõÕµþÞÚÛÙýÝ¯´\u00ad±‗¾¶§÷¸°¨·¹³²■\u00a0'

/** Codes of byte 29 that mean a DOS code page; 0x01 (437) has the letters of Spanish at the same places. */
const dos = new Set([0x01, 0x02, 0x13, 0x14, 0x1d, 0x25, 0x37, 0x64, 0x69])

/** UTF-8 of each byte from 0x80, by the language byte of a DBF. Windows' code page where it says nothing, as INEGI's files do. */
export function charactersOf(language: number): readonly Buffer[] {
  const text = dos.has(language)
    ? cp850
    : new TextDecoder('windows-1252').decode(Uint8Array.from({ length: 128 }, (_, at) => at + 0x80))
  return [...text].map((character) => Buffer.from(character))
}
