// Every refusal that we expect, with its HTTP status. The sentence a person reads is in content/messages/problem,
// under the same name with underscores; src/messages/problem-sentence.ts fails to compile if one is missing.

export const problems = {
  /** Unknown, already used, revoked or of a closed round: told apart by nobody, so that a guess teaches nothing. */
  'code.unusable': 404,
  /** Too many wrong guesses from one address, or in total. */
  'code.too-many-guesses': 429,
  /** The blinded message is no number below the round's modulus. */
  'token.malformed': 400,
  /** The token's signature is not by the round's key. */
  'token.invalid': 403,
  /** The round has been closed; nothing more is accepted. */
  'round.closed': 409,
  'round.released': 409,
  'round.not-found': 404,
  /** Another teacher's class is in it too. */
  'round.shared': 409,
  /** Answers that do not fit the instrument: an unknown variable or a value that is no option. */
  'response.unfitting': 400,
  /** Answered on another version of the instrument than the round's. */
  'response.other-version': 409,
  'instrument.not-found': 404,
  'instrument.faulty': 409,
  'instrument.changed': 409,
  'instrument.in-use': 409,
  'instrument.unreadable': 400,
  /** The class has slips already; new ones replace them only when asked for. */
  'sheet.exists': 409,
  /** The slips of this form are made, and their codes are shown to nobody again. */
  'sheet.printed': 409,
  /** More or fewer pupils than a class can have. */
  'class.size': 400,
  'class.not-found': 404,
  /** The class has had slips: another grade would part it from its answers. */
  'class.measured': 409,
  /** More pupils who did not answer than the class has. */
  'turnout.too-many': 400,
  'wave.not-found': 404,
  'wave.not-open': 409,
  /** Data of the staff have left: one more who answers could be told from the others. */
  'wave.released': 409,
  /** Days that are out of order, or after what the study promises to have deleted. */
  'wave.dates': 400,
  'wave.not-over': 409,
  /** No grade, or a language that the instrument lacks. */
  'wave.unfitting': 400,
  'study.not-found': 404,
  'study.has-rounds': 409,
  'study.key-gone': 409,
  /** An anonymous study has no key. */
  'study.no-key': 409,
  /** Rows of pupils in a trial: whoever knows the draw could compare the arms before they have their names. */
  'study.blinded': 409,
  /** A day of deletion that has passed, lies before the last wave, or is missing where the law asks for one. */
  'study.dates': 400,
  /** Waves are joined once no pupil answers any more. */
  'linkage.round-open': 409,
  'linkage.too-few-waves': 409,
  /** Destroyed, on its day or before: nothing can be joined any more. */
  'linkage.key-gone': 409,
  /** The key file has been lost. */
  'linkage.key-missing': 409,
  /** Something is missing before a draw; `src/domain/allocation.ts` names what. */
  'allocation.not-ready': 409,
  /** So few ways to draw are left that some schools would be nearly sure of their arm. */
  'allocation.few-ways': 409,
  /** Drawn already, or again meanwhile. */
  'allocation.exists': 409,
  'allocation.not-found': 404,
  /** Who got what is hidden until the baseline is over. */
  'allocation.concealed': 409,
  /** Revealed, or a school has begun with its lessons: too late for another draw. */
  'allocation.settled': 409,
  /** An unknown arm, a school without one, or an arm without a school. */
  'allocation.unfitting': 400,
  /** A wave after the baseline has begun, and nothing has been drawn. */
  'allocation.late': 409,
  /** A school of a study in which schools have been drawn is not taken out: it leaves. */
  'allocation.drawn': 409,
  /** No plan, no closed wave, waves not joined, or responses deleted: `report.get` says which. */
  'report.none': 409,
  /** Only the independent person whom the study names. */
  'harm.not-monitor': 403,
  /** No plan is frozen: nothing says what counts as harm. */
  'harm.no-plan': 409,
  /** Not a wave after which the plan looks, or it or a later one has been looked at. */
  'harm.not-planned': 409,
  /** No school has been allocated, or the draw is still hidden. */
  'harm.no-arms': 409,
  /** The look after an earlier wave that is over must be made first: afterwards it cannot be. */
  'harm.earlier-look': 409,
  'harm.not-looked': 409,
  'harm.decided': 409,
  /** No boundary was reached: nobody is told which side has the programme. */
  'harm.not-tripped': 409,
  'harm.nothing-frozen': 409,
  /** A frozen plan is amended, not overwritten. */
  'design.frozen': 409,
  'design.not-frozen': 409,
  /** Somebody else has saved meanwhile. */
  'design.changed': 409,
  /** Nothing is written yet, or something in it cannot be held to. */
  'design.faulty': 409,
  /** An amendment that changes nothing. */
  'design.same': 409,
  /** Schools have been drawn: arms, shares, strata and method stay. */
  'design.drawn': 409,
  /** Who watches over harm does not write the plan. */
  'design.monitor': 403,
  /** The arms get their names once plan, draw and last wave are done. */
  'design.too-early': 409,
  'design.unblinded': 409,
  'school.not-found': 404,
  'lesson.not-found': 404,
  /** New classes wait; one that has begun may go on. */
  'lesson.frozen': 409,
  /** The class has been put away; nothing new is written to it. */
  'class.archived': 409,
  /** Unknown or ended: told apart by nobody. */
  'class-session.not-found': 404,
  /** The teacher has closed the lobby. */
  'class-session.locked': 409,
  'class-session.full': 409,
  /** Not this step's question, or a value that is no option. */
  'class-session.unfitting': 400,
  /** Fewer than five have answered: nothing is shown. */
  'class-session.too-few': 409,
  /** Steps, variants or minutes that are not the lesson's. */
  'delivery.unfitting': 400,
  'delivery.not-found': 404,
  'programme.not-found': 404,
  'course.not-found': 404,
  'account.not-found': 404,
  /** Another account has this e-mail address. */
  'account.email-taken': 409,
  /** The link to choose a password has been used or is too old. */
  'account.link-expired': 404,
  /** The identity provider did not answer, or this person has no account here. */
  'account.provider-refused': 403,
  'account.wrong-password': 401,
  /** Fewer characters than a password must have. */
  'account.short-password': 400,
  /** Without this account nobody could manage accounts any more. */
  'account.last-administrator': 409,
  'account.too-many-attempts': 429,
  /** Not signed in. */
  'access.sign-in': 401,
  /** Signed in, but this is not for this role. */
  'access.role': 403,
  /** A survey request carried a cookie: staff session and answers never meet in one request. */
  'request.cookie': 400,
  /** Comes from another site. */
  'request.origin': 403,
  'request.too-large': 413,
  /** Unknown keys, wrong types, or no JSON at all. */
  'request.malformed': 400,
  /** More than ten calls in one request. */
  'request.batch': 400,
  /** The disk is full or the database is locked: nothing was written, try again. */
  'server.busy': 503,
  /** Anything unexpected. */
  'server.fault': 500,
} as const

export type ProblemCode = keyof typeof problems

/** An expected refusal. Carries its name only: no answer, code or other input can travel in it. */
export class Problem extends Error {
  readonly code: ProblemCode
  readonly status: number

  constructor(code: ProblemCode) {
    super(code)
    this.name = 'Problem'
    this.code = code
    this.status = problems[code]
  }
}

export const isProblemCode = (value: unknown): value is ProblemCode =>
  typeof value === 'string' && Object.hasOwn(problems, value)
