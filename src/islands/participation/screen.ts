// The screens between slip and receipt.

/** What the respondent sees. */
export type Screen =
  | 'code'
  | 'whose'
  | 'compare'
  | 'wrong-key'
  | 'checking'
  | 'preparing'
  | 'survey'
  | 'link'
  | 'sending'
  | 'done'
  | 'refused'
  | 'left'
