// Every table, in the order in which you would explain them to a new colleague.
// What is NOT here matters as much: no table ties an answer to a code, a class, a minute or an address.
import { sql } from 'drizzle-orm'
import {
  blob,
  check,
  index,
  integer,
  primaryKey,
  sqliteTable,
  text,
  uniqueIndex,
} from 'drizzle-orm/sqlite-core'

const id = () => text().primaryKey()
const bytes = () => blob({ mode: 'buffer' })
/** A calendar day, `2026-11-21`. Finer times are kept only for staff actions. */
const day = () => text()

/* ---- people who have an account: never pupils, never parents ---- */

/** A member of staff. Owned by Better Auth, which gives the column names. */
export const user = sqliteTable('user', {
  id: id(),
  name: text().notNull(),
  email: text().notNull().unique(),
  emailVerified: integer({ mode: 'boolean' }).notNull().default(false),
  image: text(),
  /** Set by an administrator, never by the user. `owner`: the school owner (skoleeier), over several schools. */
  role: text({ enum: ['teacher', 'contact', 'owner', 'researcher', 'administrator'] })
    .notNull()
    .default('teacher'),
  createdAt: integer({ mode: 'timestamp_ms' }).notNull(),
  updatedAt: integer({ mode: 'timestamp_ms' }).notNull(),
  /**
   * The name at the home organisation, eduPersonPrincipalName, that an administrator has set; finds the account at the
   * first sign-in there. Not the e-mail address: a pupil may have a name there that spells a teacher's address.
   */
  providerName: text().unique(),
})

/** A signed-in browser of a member of staff (Better Auth). Deleting the row signs it out. */
export const session = sqliteTable('session', {
  id: id(),
  token: text().notNull().unique(),
  userId: text()
    .notNull()
    .references(() => user.id, { onDelete: 'cascade' }),
  expiresAt: integer({ mode: 'timestamp_ms' }).notNull(),
  ipAddress: text(),
  userAgent: text(),
  createdAt: integer({ mode: 'timestamp_ms' }).notNull(),
  updatedAt: integer({ mode: 'timestamp_ms' }).notNull(),
})

/** How a user signs in: a password hash, later also Feide or a passkey (Better Auth). */
export const account = sqliteTable('account', {
  id: id(),
  accountId: text().notNull(),
  providerId: text().notNull(),
  userId: text()
    .notNull()
    .references(() => user.id, { onDelete: 'cascade' }),
  accessToken: text(),
  refreshToken: text(),
  idToken: text(),
  accessTokenExpiresAt: integer({ mode: 'timestamp_ms' }),
  refreshTokenExpiresAt: integer({ mode: 'timestamp_ms' }),
  scope: text(),
  password: text(),
  createdAt: integer({ mode: 'timestamp_ms' }).notNull(),
  updatedAt: integer({ mode: 'timestamp_ms' }).notNull(),
})

/** Short-lived proofs such as password resets (Better Auth). */
export const verification = sqliteTable('verification', {
  id: id(),
  identifier: text().notNull(),
  value: text().notNull(),
  expiresAt: integer({ mode: 'timestamp_ms' }).notNull(),
  createdAt: integer({ mode: 'timestamp_ms' }).notNull(),
  updatedAt: integer({ mode: 'timestamp_ms' }).notNull(),
})

/** A passkey of a user (Better Auth's passkey plugin, which gives the column names). */
export const passkey = sqliteTable(
  'passkey',
  {
    id: id(),
    name: text(),
    publicKey: text().notNull(),
    userId: text()
      .notNull()
      .references(() => user.id, { onDelete: 'cascade' }),
    credentialID: text('credential_id').notNull(),
    counter: integer().notNull(),
    deviceType: text().notNull(),
    backedUp: integer({ mode: 'boolean' }).notNull(),
    transports: text(),
    createdAt: integer({ mode: 'timestamp_ms' }),
    aaguid: text(),
  },
  (table) => [
    index('passkey_user').on(table.userId),
    uniqueIndex('passkey_credential').on(table.credentialID),
  ],
)

/* ---- schools ---- */

/** A school. */
export const school = sqliteTable('school', {
  id: id(),
  name: text().notNull(),
  municipality: text().notNull(),
  /** Demo data says so on every page that shows it. */
  simulated: integer({ mode: 'boolean' }).notNull().default(false),
})

/** Which staff belong to which school; an owner to each school that is theirs. A researcher belongs to none. */
export const membership = sqliteTable(
  'membership',
  {
    userId: text()
      .notNull()
      .references(() => user.id, { onDelete: 'cascade' }),
    schoolId: text()
      .notNull()
      .references(() => school.id, { onDelete: 'cascade' }),
  },
  (table) => [primaryKey({ columns: [table.userId, table.schoolId] })],
)

/** A class (klasse): a label, a grade and a size. No pupil names exist anywhere. */
export const schoolClass = sqliteTable(
  'school_class',
  {
    id: id(),
    schoolId: text()
      .notNull()
      .references(() => school.id, { onDelete: 'cascade' }),
    /** What the school calls it, `9B`. */
    label: text().notNull(),
    /** 1–13; 0 is a kindergarten group. Holds for `schoolYear`. */
    grade: integer().notNull(),
    /** The year in which these pupils started school; joins waves of the same pupils. */
    cohort: integer().notNull(),
    /** How many pupils it has. */
    size: integer().notNull(),
    /** The teacher who sees it. */
    teacherId: text().references(() => user.id, { onDelete: 'set null' }),
    /** The year in whose August the school year began for which label and grade hold. Rolling over adds one. */
    schoolYear: integer().notNull().default(2026),
    /** The programme (content/programmes) that the class follows, if any. */
    programmeId: text(),
    /** The day on which it was put away; what was delivered and measured stays. */
    archivedOn: day(),
  },
  (table) => [
    index('school_class_school').on(table.schoolId),
    index('school_class_teacher').on(table.teacherId),
  ],
)

/* ---- lessons: what is planned, runs now, and was delivered ---- */

/** A lesson in a class's year plan. */
export const plannedLesson = sqliteTable(
  'planned_lesson',
  {
    id: id(),
    classId: text()
      .notNull()
      .references(() => schoolClass.id, { onDelete: 'cascade' }),
    /** Folder name in content/lessons. */
    lessonId: text().notNull(),
    /** The Monday of the week. */
    week: day().notNull(),
    /** True for the second and later time: a booster (oppfrisking). */
    booster: integer({ mode: 'boolean' }).notNull().default(false),
  },
  (table) => [uniqueIndex('planned_lesson_once').on(table.classId, table.lessonId, table.week)],
)

/** A delivery (gjennomføring): one class got one lesson. Counts and choices, never a pupil. */
export const delivery = sqliteTable(
  'delivery',
  {
    id: id(),
    classId: text()
      .notNull()
      .references(() => schoolClass.id, { onDelete: 'cascade' }),
    lessonId: text().notNull(),
    /** The review date of the lesson as it was then: which wording was taught. */
    lessonReviewed: day().notNull(),
    deliveredOn: day().notNull(),
    /** Who wrote it down; null when that account is gone. */
    teacherId: text().references(() => user.id, { onDelete: 'set null' }),
    /** Ids of the steps that were done, JSON list; the others were dropped. */
    stepsDone: text().notNull(),
    /** Chosen variants, JSON `{step: variant}`. */
    variants: text().notNull(),
    minutes: integer().notNull(),
    /** `live`: with a class session; `devices`: pupils at own pace; `none`: on paper and by talk. */
    way: text({ enum: ['live', 'devices', 'none'] }).notNull(),
    /** How many pupils took part, as the teacher counted; null: not noted. */
    pupils: integer(),
    /** 1 (few were with us) – 5 (nearly all were). */
    engagement: integer(),
    /** The teacher's own words; the form asks for no names. */
    remarks: text().notNull().default(''),
  },
  (table) => [index('delivery_class').on(table.classId, table.deliveredOn)],
)

/** A class session (direkteøkt): a lesson running live now. Deleted with its seats and answers when it ends. */
export const classSession = sqliteTable(
  'class_session',
  {
    id: id(),
    /** What pupils type. An address, not a secret. */
    joinCode: text().notNull().unique(),
    lessonId: text().notNull(),
    teacherId: text()
      .notNull()
      .references(() => user.id, { onDelete: 'cascade' }),
    /** The class whose delivery it becomes; null when the teacher named none. */
    classId: text().references(() => schoolClass.id, { onDelete: 'cascade' }),
    /** Chosen variants, JSON `{step: variant}`. */
    variants: text().notNull(),
    /** `lobby`, `running` or `ended`. */
    status: text({ enum: ['lobby', 'running', 'ended'] }).notNull(),
    /** True when nobody new may take a seat. */
    locked: integer({ mode: 'boolean' }).notNull().default(false),
    /** Index of the step that everybody sees. */
    step: integer().notNull().default(0),
    /** What is shown, JSON: ids `step/question`, and the counts that were released (content/decisions/0017). */
    revealed: text().notNull().default('[]'),
    /** Grows by one with every change; a screen that has an older one reads again. */
    revision: integer().notNull().default(0),
    /** At most this many seats. */
    seatCap: integer().notNull(),
    startedAt: integer({ mode: 'timestamp_ms' }).notNull(),
    /** Ends by itself then. */
    expiresAt: integer({ mode: 'timestamp_ms' }).notNull(),
  },
  (table) => [index('class_session_expiry').on(table.expiresAt)],
)

/** A seat (plass) in a class session: one browser, known by the hash of a random key that only it has. WITHOUT ROWID. */
export const seat = sqliteTable(
  'seat',
  {
    sessionId: text()
      .notNull()
      .references(() => classSession.id, { onDelete: 'cascade' }),
    keyHash: bytes().notNull(),
  },
  (table) => [primaryKey({ columns: [table.sessionId, table.keyHash] })],
)

/** What a seat chose in a live question: a number, never text. The first answer stands. WITHOUT ROWID. */
export const liveAnswer = sqliteTable(
  'live_answer',
  {
    sessionId: text()
      .notNull()
      .references(() => classSession.id, { onDelete: 'cascade' }),
    /** `step/question`. */
    question: text().notNull(),
    keyHash: bytes().notNull(),
    value: integer().notNull(),
  },
  (table) => [primaryKey({ columns: [table.sessionId, table.question, table.keyHash] })],
)

/** A micro-course (mikrokurs) that a member of staff has finished; the certificate is printed from it. */
export const courseCompletion = sqliteTable(
  'course_completion',
  {
    userId: text()
      .notNull()
      .references(() => user.id, { onDelete: 'cascade' }),
    /** Folder name in content/courses. */
    courseId: text().notNull(),
    completedOn: day().notNull(),
  },
  (table) => [primaryKey({ columns: [table.userId, table.courseId] })],
)

/* ---- studies ---- */

/** One exact wording of an instrument, named by the hash of its content; frozen once a round used it. */
export const instrumentVersion = sqliteTable('instrument_version', {
  /** First 32 hex digits of SHA-256 over the canonical JSON. */
  hash: text().primaryKey(),
  instrumentId: text().notNull(),
  /** The whole instrument as JSON, every language. */
  document: text().notNull(),
})

/** An instrument that a researcher composed, as it is now. A wave that opens freezes a version of it. */
export const ownInstrument = sqliteTable('own_instrument', {
  /** Like a shipped instrument's name, and never the same as one. */
  id: id(),
  /** The whole instrument as JSON; may have faults until it is used. */
  document: text().notNull(),
  /** Grows by one with every change; an edit of an older one is refused. */
  revision: integer().notNull().default(0),
  /** Who composed it; null when that account is gone. */
  createdBy: text().references(() => user.id, { onDelete: 'set null' }),
  changedOn: day().notNull(),
  /** The day on which it was put away. */
  archivedOn: day(),
})

/** A study (undersøkelse). */
export const study = sqliteTable('study', {
  id: id(),
  title: text().notNull(),
  /**
   * `anonymous`: cross-sections without a link code. `linked`: pupils make a link code anew in each wave, so that waves
   * can be joined; personal data by law until the study's key is destroyed. Never changed once a round exists.
   */
  mode: text({ enum: ['anonymous', 'linked'] })
    .notNull()
    .default('anonymous'),
  simulated: integer({ mode: 'boolean' }).notNull().default(false),
  /** What it is for, in the words of its letters: plain text in bokmål, nynorsk and English as JSON. */
  purpose: text().notNull().default('{}'),
  /** Who is responsible for it, and whom guardians may ask: shown in letters and on the public page. */
  responsible: text().notNull().default(''),
  contact: text().notNull().default(''),
  /** `opt-out`: guardians may say no beforehand. `active`: only pupils with a guardian's yes answer. */
  consent: text({ enum: ['opt-out', 'active'] })
    .notNull()
    .default('opt-out'),
  /** From this age on a pupil decides alone. */
  decidesAlone: integer().notNull().default(16),
  /** Which seven elements make the link code: `standard`, or `harmless` for studies with high risk. */
  linkSet: text({ enum: ['standard', 'harmless'] })
    .notNull()
    .default('standard'),
  /** The day on which the study key is destroyed, in linked studies. */
  keyDestroyedOn: day(),
  /** The day on which it was destroyed in fact. */
  keyGoneOn: day(),
  /** The day on which all responses of the study are deleted; null: kept. */
  responsesDeletedOn: day(),
  /** The day on which they were deleted in fact. */
  responsesGoneOn: day(),
  /** Arms, outcomes and plan as they are written now, a StudyDesign as JSON; empty: none yet. */
  design: text().notNull().default(''),
  /** Grows by one with every change of the design; an edit of an older one is refused. */
  designRevision: integer().notNull().default(0),
  /** The independent person who sees harm results first; null: nobody is named. */
  harmMonitorId: text().references(() => user.id, { onDelete: 'set null' }),
  /** The day on which the arms got their names in the report; before it they are A and B. */
  unblindedOn: day(),
})

/** One frozen version of a study's design with its analysis plan: the first, and later ones as dated amendments. */
export const planVersion = sqliteTable(
  'plan_version',
  {
    studyId: text()
      .notNull()
      .references(() => study.id, { onDelete: 'cascade' }),
    /** 1 is the plan that was frozen, 2, 3 … amend it. */
    number: integer().notNull(),
    /** The FrozenPlan as canonical JSON: the design, and the waves that it is about. */
    document: text().notNull(),
    /** SHA-256 of the document in hexadecimal digits. */
    hash: text().notNull(),
    frozenOn: day().notNull(),
    frozenBy: text().notNull(),
    /** Why it was amended; empty for the first. */
    reason: text().notNull().default(''),
    /** What could be known before it of the waves of its outcomes: that is said beside it. */
    seen: text({ enum: ['nothing', 'figures', 'arms'] })
      .notNull()
      .default('nothing'),
  },
  (table) => [primaryKey({ columns: [table.studyId, table.number] })],
)

/** A draw of schools to arms with its whole record. Never changed: a new draw is another row, with a reason. */
export const allocation = sqliteTable(
  'allocation',
  {
    studyId: text()
      .notNull()
      .references(() => study.id, { onDelete: 'cascade' }),
    number: integer().notNull(),
    /** AllocationRecord as JSON: seed, hash of the input, code version, who got what, balance. */
    record: text().notNull(),
    /** SHA-256 of the record: shown at once, so that nobody can change the draw before it is revealed. */
    hash: text().notNull(),
    drawnOn: day().notNull(),
    drawnBy: text().notNull(),
    /** Why it was drawn again; empty for the first. */
    reason: text().notNull().default(''),
  },
  (table) => [primaryKey({ columns: [table.studyId, table.number] })],
)

/** A school that takes part in a study. */
export const studySchool = sqliteTable(
  'study_school',
  {
    studyId: text()
      .notNull()
      .references(() => study.id, { onDelete: 'cascade' }),
    schoolId: text()
      .notNull()
      .references(() => school.id, { onDelete: 'cascade' }),
    /** Schools are drawn within strata of the same words; the researcher writes them. */
    stratum: text().notNull().default(''),
    /** The day on which the school left the study; it still counts as allocated. */
    leftOn: day(),
  },
  (table) => [primaryKey({ columns: [table.studyId, table.schoolId] })],
)

/** A wave (måling) of a study: one instrument in one period. */
export const wave = sqliteTable('wave', {
  id: id(),
  studyId: text()
    .notNull()
    .references(() => study.id, { onDelete: 'cascade' }),
  /** 1, 2, 3 … within the study. */
  number: integer().notNull(),
  /** A shipped instrument or a researcher's own. */
  instrumentId: text().notNull(),
  opensOn: day().notNull(),
  closesOn: day().notNull(),
  /** Survey languages that respondents may choose, JSON list. */
  languages: text().notNull().default('["nb","nn","en"]'),
  /** Grades that take part, JSON list. */
  grades: text().notNull().default('[8,9,10]'),
  /** The first day on which its data left, as an export or a release; from then on no round of it opens again. */
  releasedOn: day(),
})

/** A school for which a wave has been opened. */
export const waveSchool = sqliteTable(
  'wave_school',
  {
    waveId: text()
      .notNull()
      .references(() => wave.id, { onDelete: 'cascade' }),
    schoolId: text()
      .notNull()
      .references(() => school.id, { onDelete: 'cascade' }),
  },
  (table) => [primaryKey({ columns: [table.waveId, table.schoolId] })],
)

/** Why pupils of a class did not answer in a wave: counts that a teacher notes, never who. */
export const turnout = sqliteTable(
  'turnout',
  {
    waveId: text()
      .notNull()
      .references(() => wave.id, { onDelete: 'cascade' }),
    classId: text()
      .notNull()
      .references(() => schoolClass.id, { onDelete: 'cascade' }),
    /** A guardian said no, or did not say yes where that is needed. */
    optedOut: integer().notNull().default(0),
    /** Not at school that day. */
    absent: integer().notNull().default(0),
    /** At school and did not want to. */
    declined: integer().notNull().default(0),
    /** Could not, for example for want of language. */
    unable: integer().notNull().default(0),
  },
  (table) => [primaryKey({ columns: [table.waveId, table.classId] })],
)

/** A round (runde): one wave in one stratum, school × cohort × respondent kind. One signing key each. */
export const round = sqliteTable(
  'round',
  {
    id: id(),
    waveId: text()
      .notNull()
      .references(() => wave.id, { onDelete: 'cascade' }),
    schoolId: text()
      .notNull()
      .references(() => school.id, { onDelete: 'cascade' }),
    cohort: integer().notNull(),
    respondent: text({ enum: ['pupil', 'parent', 'teacher'] }).notNull(),
    instrumentHash: text()
      .notNull()
      .references(() => instrumentVersion.hash),
    status: text({ enum: ['open', 'closed'] })
      .notNull()
      .default('open'),
    openedOn: day().notNull(),
    closedOn: day(),
    /** RSA public key, SPKI DER in base64url: what every phone blinds with. */
    publicKey: text().notNull(),
    /** Hash of the public key, printed on every slip so that a phone can see that all got the same key. */
    fingerprint: text().notNull().unique(),
    /** RSA private key, sealed under the key file; erased when the round closes. */
    privateKey: bytes(),
    /** The day on which its codes were deleted; the counts stay on the sheets. */
    codesGoneOn: day(),
  },
  (table) => [
    uniqueIndex('round_stratum').on(table.waveId, table.schoolId, table.cohort, table.respondent),
    check('round_key', sql`${table.status} = 'open' or ${table.privateKey} is null`),
  ],
)

/* ---- participation: the side of the codes, which knows classes ---- */

/** A code sheet (kodeark): the slips printed at one time for one class in one round. */
export const codeSheet = sqliteTable(
  'code_sheet',
  {
    id: id(),
    roundId: text()
      .notNull()
      .references(() => round.id, { onDelete: 'cascade' }),
    classId: text()
      .notNull()
      .references(() => schoolClass.id, { onDelete: 'cascade' }),
    issuedOn: day().notNull(),
    /** Codes made, spares included. */
    issued: integer().notNull(),
    /** True when the teacher replaced it because slips were lost; its unused codes no longer work. */
    revoked: integer({ mode: 'boolean' }).notNull().default(false),
    /** Codes used, counted when the codes themselves were deleted; null while they are there. */
    used: integer(),
  },
  (table) => [index('code_sheet_round').on(table.roundId)],
)

/**
 * A participation code (deltakerkode), as its keyed MAC only. WITHOUT ROWID, so that rows lie in the order of
 * the MAC, which is random, and not in the order in which they were made.
 */
export const participationCode = sqliteTable(
  'participation_code',
  {
    mac: bytes().primaryKey(),
    sheetId: text()
      .notNull()
      .references(() => codeSheet.id, { onDelete: 'cascade' }),
    /** SHA-256 of the blinded message that spent it, so that the same browser may ask again; null: unused. */
    spentBy: bytes(),
  },
  (table) => [index('participation_code_sheet').on(table.sheetId, table.spentBy)],
)

/* ---- responses: the side of the answers, which knows neither codes nor classes ---- */

/**
 * SHA-256 of a token that has been used: a repeat is recognised by it, also after the round has closed. It shares
 * its round with a response and nothing else. WITHOUT ROWID.
 */
export const spentToken = sqliteTable(
  'spent_token',
  {
    roundId: text()
      .notNull()
      .references(() => round.id, { onDelete: 'cascade' }),
    hash: bytes().notNull(),
  },
  (table) => [primaryKey({ columns: [table.roundId, table.hash] })],
)

/** A response (svar). WITHOUT ROWID, in the order of a random id. No time, class, address, device, code or token. */
export const response = sqliteTable(
  'response',
  {
    roundId: text()
      .notNull()
      .references(() => round.id, { onDelete: 'cascade' }),
    /** 128 random bits. */
    id: bytes().notNull(),
    instrumentHash: text()
      .notNull()
      .references(() => instrumentVersion.hash),
    /** Language in which it was submitted; the rarer ones are one, because they could tell who it was. */
    locale: text({ enum: ['nb', 'nn', 'en', 'other'] }).notNull(),
    /** `{variable: code}` as JSON; unanswered variables are absent. */
    answers: text().notNull(),
    /** Quality flags `{flag: code}` as JSON. */
    flags: text().notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.roundId, table.id] }),
    check('response_answers', sql`json_valid(${table.answers})`),
    check('response_flags', sql`json_valid(${table.flags})`),
  ],
)

/**
 * A link code (egenkode), in linked studies only: keyed MACs of its elements, sealed under the study key, which lies
 * outside the database. WITHOUT ROWID, deleted when the study key is destroyed.
 */
export const linkCode = sqliteTable(
  'link_code',
  {
    roundId: text()
      .notNull()
      .references(() => round.id, { onDelete: 'cascade' }),
    responseId: bytes().notNull(),
    sealed: bytes().notNull(),
  },
  (table) => [primaryKey({ columns: [table.roundId, table.responseId] })],
)

/** How the waves of a linked study were joined, last time: counts and quality, never a record. */
export const linkage = sqliteTable('linkage', {
  studyId: text()
    .primaryKey()
    .references(() => study.id, { onDelete: 'cascade' }),
  madeOn: day().notNull(),
  /** A LinkageReport as JSON. */
  report: text().notNull(),
})

/**
 * Which responses are of one pupil: a random id given by linkage, the same in all waves. Outlives the study key. WITHOUT
 * ROWID, made anew as a whole with each linkage.
 */
export const panelMember = sqliteTable(
  'panel_member',
  {
    roundId: text()
      .notNull()
      .references(() => round.id, { onDelete: 'cascade' }),
    responseId: bytes().notNull(),
    /** 128 random bits. */
    panelId: bytes().notNull(),
  },
  (table) => [primaryKey({ columns: [table.roundId, table.responseId] })],
)

/* ---- harm ---- */

/** One look at the harm outcomes of a study after a wave, by the harm monitor, and what was decided. */
export const harmLook = sqliteTable(
  'harm_look',
  {
    studyId: text()
      .notNull()
      .references(() => study.id, { onDelete: 'cascade' }),
    waveNumber: integer().notNull(),
    lookedOn: day().notNull(),
    /** The HarmResults as JSON: statistic and boundary of each harm outcome. */
    results: text().notNull(),
    decision: text({ enum: ['continue', 'freeze'] }),
    reason: text().notNull().default(''),
    decidedOn: day(),
    decidedBy: text(),
  },
  (table) => [primaryKey({ columns: [table.studyId, table.waveNumber] })],
)

/** A lesson that new classes may not start, because a study saw signs of harm. */
export const lessonFreeze = sqliteTable('lesson_freeze', {
  id: id(),
  /** Folder name in content/lessons. */
  lessonId: text().notNull(),
  /** The study that saw it; null when that study is gone. */
  studyId: text().references(() => study.id, { onDelete: 'set null' }),
  frozenOn: day().notNull(),
  frozenBy: text().notNull(),
  /** What everybody is told on the lesson's page, in the words of whoever froze it. */
  reason: text().notNull(),
  liftedOn: day(),
  liftedBy: text(),
  /** Why it was lifted, for the people of the study. */
  liftReason: text(),
})

/* ---- audit ---- */

/** What staff did: opened a round, printed a sheet, closed, exported. Never anything a pupil or parent did. */
export const audit = sqliteTable(
  'audit',
  {
    id: id(),
    at: integer({ mode: 'timestamp_ms' }).notNull(),
    actorId: text().notNull(),
    action: text().notNull(),
    subject: text().notNull(),
  },
  (table) => [index('audit_at').on(table.at)],
)
