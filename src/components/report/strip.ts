// The size of the strips that intervals are drawn on, in the drawing's own units, and where their axis begins and ends.
export const strip = { width: 360, height: 34, from: 24, to: 336 }
