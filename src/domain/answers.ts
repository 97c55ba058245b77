// What somebody has answered, from the first tap to the export.

/** Codes by variable name, and words where staff may write; a variable that is absent was not answered. */
export type Answers = Record<string, number | string>
