// A QR code as one SVG path: a row's neighbouring dark squares become one rectangle, which prints without hairlines.
import { encode } from 'uqr'

/** Free squares that a scanner needs around the code. */
export const quiet = 4

export function qrPath(text: string): { size: number; path: string } {
  const { data, size } = encode(text, { ecc: 'M', border: 0 })
  let path = ''
  data.forEach((row, y) => {
    let x = 0
    while (x < size) {
      const start = x
      while (x < size && row[x]) x += 1
      if (x > start) path += `M${start} ${y}h${x - start}v1h-${x - start}z`
      x += 1
    }
  })
  return { size, path }
}
