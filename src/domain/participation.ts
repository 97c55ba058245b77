// Participation codes and key fingerprints as people see them. Runs on the server and in the pupil's browser.

/** Crockford's base 32: no I, L, O, U, so that a slip can be read aloud. */
export const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'

/** Random characters of a code, 45 bits; a check character follows. */
export const randomCharacters = 9
export const codeLength = randomCharacters + 1

/** Spare codes for a class of `pupils`: a tenth, at least two. */
export const spares = (pupils: number): number => Math.max(2, Math.ceil(pupils / 10))

/** Bytes as Crockford base 32, most significant bit first; a last incomplete group is dropped. */
export function base32(bytes: Uint8Array): string {
  let text = ''
  let bits = 0
  let held = 0
  for (const byte of bytes) {
    held = ((held << 8) | byte) & 0xffff
    bits += 8
    while (bits >= 5) {
      bits -= 5
      text += alphabet[(held >> bits) & 31]
    }
  }
  return text
}

/** A code from random bytes (at least 6): nine characters and their check character. */
export function makeCode(random: Uint8Array): string {
  const body = base32(random).slice(0, randomCharacters)
  return body + checkCharacter(body)
}

/**
 * Luhn mod 32: finds every single wrong character and nearly every swap of two neighbours, so that a slip of the
 * finger is told at once in the browser and never counts as a guess.
 */
export function checkCharacter(body: string): string {
  let sum = 0
  let factor = 2
  for (const character of [...body].reverse()) {
    const product = alphabet.indexOf(character) * factor
    sum += Math.floor(product / 32) + (product % 32)
    factor = factor === 2 ? 1 : 2
  }
  return alphabet[(32 - (sum % 32)) % 32]!
}

/**
 * What a person typed, as a code: lower case, spaces, dashes and look-alikes (O for 0, I and L for 1) are forgiven.
 * @returns the code, or `undefined` when it has the wrong length, a letter no code has, or a wrong check character.
 */
export function readCode(typed: string): string | undefined {
  const code = typed
    .toUpperCase()
    .replace(/[\s\-–—._]/g, '')
    .replaceAll('O', '0')
    .replace(/[IL]/g, '1')
  if (code.length !== codeLength || [...code].some((character) => !alphabet.includes(character)))
    return undefined
  return checkCharacter(code.slice(0, randomCharacters)) === code.at(-1) ? code : undefined
}

/** `K7Q2M-9XV3T` */
export const showCode = (code: string): string => `${code.slice(0, 5)}-${code.slice(5)}`

/** Characters of a fingerprint: 130 bits of SHA-256 of the key. */
export const fingerprintLength = 26

/** The part of a fingerprint that a person compares: `7F3K-9QWD-2M4T` (60 bits). */
export const showFingerprint = (fingerprint: string): string =>
  fingerprint.slice(0, 12).replace(/(.{4})(?=.)/g, '$1-')

/** What the QR of a slip carries after `#`: it never reaches a server, because browsers keep the fragment. */
export const slipFragment = (code: string, fingerprint: string): string => `${code}.${fingerprint}`

/** Reads a slip's fragment; `undefined` when it is none. */
export function readFragment(fragment: string): { code: string; fingerprint: string } | undefined {
  const [typed = '', fingerprint = ''] = fragment.replace(/^#/, '').split('.')
  const code = readCode(typed)
  return code && fingerprint.length === fingerprintLength ? { code, fingerprint } : undefined
}
