// The size of the strips that intervals are drawn on, in the drawing's own units, and where their axis begins and ends.
export const strip = { width: 280, height: 44, from: 22, to: 258 }
