// The key files of linked studies: 32 random bytes for each study, beside the database and never inside it. Without its
// key a link code can be neither made nor tried out, so destroying the file makes the study's data anonymous.
import { randomBytes } from 'node:crypto'
import {
  closeSync,
  existsSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  unlinkSync,
  writeFileSync,
  writeSync,
} from 'node:fs'

const keyLength = 32
const ending = '.key'

export type StudyKeys = {
  /**
   * The key of a study; `undefined` when it was never made or has been destroyed. Read from the file each time, so that a
   * key destroyed by the command is gone for a running server, too.
   * @throws Error when the file does not hold 32 bytes.
   */
  open(studyId: string): Buffer | undefined
  /** Makes the key of a study, readable by the owner only; one that is there stays as it is. */
  make(studyId: string): void
  /** The studies that have a key, in the order of their ids. */
  list(): string[]
  /**
   * Overwrites and removes the file. Copies in backups, and what a drive keeps of overwritten blocks, are out of reach:
   * the operator's guide says so.
   * @returns false when there was none.
   */
  destroy(studyId: string): boolean
}

/** @param folder where the files lie, `DATA_DIR/study-keys`; made with the first key. */
export function openStudyKeys(folder: string): StudyKeys {
  const fileOf = (studyId: string) => {
    // The id becomes a file name: nothing in it may lead out of the folder.
    if (!/^[\w-]{1,64}$/.test(studyId)) throw new Error('This is no id of a study.')
    return `${folder}/${studyId}${ending}`
  }
  return {
    open(studyId) {
      const file = fileOf(studyId)
      if (!existsSync(file)) return undefined
      const key = readFileSync(file)
      if (key.length !== keyLength)
        throw new Error(`The key file ${file} is damaged (${key.length} bytes, not ${keyLength}).`)
      return key
    },
    make(studyId) {
      const file = fileOf(studyId)
      if (existsSync(file)) return
      mkdirSync(folder, { recursive: true, mode: 0o700 })
      writeFileSync(file, randomBytes(keyLength), { mode: 0o600, flag: 'wx', flush: true })
    },
    list: () =>
      existsSync(folder)
        ? readdirSync(folder)
            .filter((name) => name.endsWith(ending))
            .map((name) => name.slice(0, -ending.length))
            .sort()
        : [],
    destroy(studyId) {
      const file = fileOf(studyId)
      if (!existsSync(file)) return false
      const open = openSync(file, 'r+')
      writeSync(open, randomBytes(keyLength), 0, keyLength, 0)
      fsyncSync(open)
      closeSync(open)
      unlinkSync(file)
      return true
    },
  }
}
