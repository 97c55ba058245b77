// Scores of the shipped questionnaires, worked by hand. Each kind of scoring is tried on a scale that researchers get, so a
// reverse key or a class that is changed in content/blocks shows here.
import { describe, expect, it } from 'vitest'
import type { Answers } from '#domain/answers.ts'
import { scoreScale, scoresOf } from '#domain/scale.ts'
import { variablesOf } from '#domain/variable.ts'
import { readBlocks, readInstruments } from '#http/instruments.ts'

const blocks = readBlocks('content/blocks')
const instruments = readInstruments('content/instruments', blocks)
const pupils = ['ungdom-8-10', 'ungdom-8-10-oppfolging', 'vgs', 'vgs-oppfolging']
const instrumentOf = (id: string) => instruments.get(id)!.instrument

/** @throws Error when the questionnaire has no such scale, so that a misspelt name is no missing score. */
function score(id: string, scaleId: string, answers: Answers) {
  const instrument = instrumentOf(id)
  const scale = instrument.scales.find((each) => each.id === scaleId)
  if (!scale) throw new Error(`${id} has no scale ${scaleId}`)
  return scoreScale(scale, instrument, answers)
}

const refused = 97
const unknown = 96
const cannotGuess = 998

describe('a mean', () => {
  const mood = (felt_happy: number, felt_lonely: number, felt_calm: number, felt_worried: number) =>
    score('ungdom-8-10', 's_mood', { felt_happy, felt_lonely, felt_calm, felt_worried })

  it('turns round what is asked the other way: often happy and calm, never lonely, sometimes worried', () => {
    // 2 + (3 − 0) + 2 + (3 − 1) = 9, over 4.
    expect(mood(2, 0, 2, 1)).toBe(2.25)
  })

  it('reaches both ends of its range', () => {
    expect(mood(3, 0, 3, 0)).toBe(3)
    expect(mood(0, 3, 0, 3)).toBe(0)
  })

  it('is the middle for somebody who ticks the same all the way down', () => {
    expect(mood(3, 3, 3, 3)).toBe(1.5)
  })

  it('leaves a refusal out and divides by the answers that are left', () => {
    // 3 + (3 − 0) + 2 = 8, over 3; worried was refused.
    expect(mood(3, 0, 2, refused)).toBe(2.6667)
  })

  it('never turns a refusal round into an answer', () => {
    // 1 + 1 + (3 − 1) = 4, over 3; lonely was refused.
    expect(mood(1, refused, 1, 1)).toBe(1.3333)
  })

  it('is not there with fewer answers than it needs, refused or skipped', () => {
    expect(mood(3, refused, 2, refused)).toBeUndefined()
    expect(score('ungdom-8-10', 's_mood', { felt_happy: 3, felt_calm: 2 })).toBeUndefined()
    expect(score('ungdom-8-10', 's_mood', {})).toBeUndefined()
  })

  it('turns being left out round among five answers about school', () => {
    // 2 + 3 + (3 − 1) + 2 + 3 = 12, over 5.
    const answers = {
      belong_class: 2,
      belong_company: 3,
      belong_left_out: 1,
      belong_myself: 2,
      belong_adult: 3,
    }
    expect(score('ungdom-8-10', 's_belong', answers)).toBe(2.4)
  })

  it('counts rules as stricter the more surely the answer would be no', () => {
    expect(score('vgs', 's_rules', { home_rule_friend: 0, home_rule_party: 0 })).toBe(3)
    expect(score('vgs', 's_rules', { home_rule_friend: 2, home_rule_party: 1 })).toBe(1.5)
    expect(score('vgs', 's_rules', { home_rule_friend: 0, home_rule_party: unknown })).toBeUndefined()
  })

  it('keeps what the adults know apart from what the pupil tells', () => {
    const answers = { home_know_where: 3, home_know_who: 2, home_know_tell: 0, home_know_time: 0 }
    expect(score('ungdom-8-10', 's_know', answers)).toBe(2.5)
  })

  it('takes guesses as they are, also 0, and «vet ikke» as no guess', () => {
    // 40 + 0 + 15 = 55, over 3.
    const guesses = { norm_drunk_year: 40, norm_vape_month: 0, norm_snus_month: 15 }
    expect(score('ungdom-8-10', 's_norm_use', { ...guesses, norm_cannabis_year: cannotGuess })).toBe(18.3333)
    expect(
      score('ungdom-8-10', 's_norm_use', { norm_drunk_year: 40, norm_vape_month: cannotGuess }),
    ).toBeUndefined()
  })

  it('of how sure one is of saying no wants five of the six situations', () => {
    const five = {
      refuse_friend: 3,
      refuse_party: 1,
      refuse_pass_round: 2,
      refuse_nagging: 0,
      refuse_crush: 3,
    }
    expect(score('ungdom-8-10', 's_refuse', five)).toBe(1.8)
    const { refuse_crush: _, ...four } = five
    expect(score('ungdom-8-10', 's_refuse', four)).toBeUndefined()
  })

  it('of the lessons is no score in a class that has not had them', () => {
    const had = { react_use: 3, react_bored: 1, react_speak: 2, react_heard: 3, react_pressed: 3 }
    // 3 + (3 − 1) + 2 + 3 = 10, over 4; pressed stands alone.
    expect(score('ungdom-8-10-oppfolging', 's_react', had)).toBe(2.5)
    const none = { react_use: unknown, react_bored: unknown, react_speak: unknown, react_heard: unknown }
    expect(score('vgs-oppfolging', 's_react', none)).toBeUndefined()
  })
})

describe('a sum', () => {
  const body = { body_head: 1, body_stomach: 0, body_tired: 3, body_sleep: 2, body_tense: 2 }

  it('adds five complaints', () => {
    expect(score('vgs', 's_body', body)).toBe(8)
  })

  it('puts the mean of the others in the place of one that was refused', () => {
    // 1 + 0 + 3 + 2 = 6, mean 1.5, times 5.
    expect(score('vgs', 's_body', { ...body, body_tense: refused })).toBe(7.5)
  })

  it('is not there with two missing', () => {
    expect(score('vgs', 's_body', { ...body, body_tense: refused, body_head: refused })).toBeUndefined()
  })
})

describe('any', () => {
  it('is 0 only when both answers about cannabis are the firmest no', () => {
    expect(score('ungdom-8-10', 's_open_cannabis', { intend_cannabis: 0, offer_cannabis: 0 })).toBe(0)
    expect(score('ungdom-8-10', 's_open_cannabis', { intend_cannabis: 0, offer_cannabis: 1 })).toBe(1)
    expect(score('ungdom-8-10', 's_open_cannabis', { intend_cannabis: 3, offer_cannabis: 3 })).toBe(1)
  })

  it('does not take a refusal for a yes, nor for a no', () => {
    expect(
      score('ungdom-8-10', 's_open_alcohol', { intend_alcohol: 0, offer_alcohol: refused }),
    ).toBeUndefined()
    expect(
      score('ungdom-8-10', 's_open_alcohol', { intend_alcohol: refused, offer_alcohol: 2 }),
    ).toBeUndefined()
  })

  it('says that somebody rode along, whatever the vehicle, but not whether «vet ikke» did', () => {
    expect(score('vgs', 's_ride', { ride_car: 0, ride_moped: 0, ride_boat: 2, ride_scooter: unknown })).toBe(
      1,
    )
    expect(score('vgs', 's_ride', { ride_car: 0, ride_moped: 0, ride_boat: 0, ride_scooter: unknown })).toBe(
      0,
    )
  })

  it('says whether somebody played for money, and never how badly', () => {
    const played = { gamble_lottery: 0, gamble_sport: 4, gamble_casino: 3, gamble_cards: 0, gamble_skins: 2 }
    expect(score('vgs', 's_gamble', played)).toBe(1)
    expect(score('vgs', 's_gamble', { ...played, gamble_sport: 0, gamble_casino: 0, gamble_skins: 0 })).toBe(
      0,
    )
  })
})

describe('a midpoint sum', () => {
  it('counts the middle of each class of occasions, and 45 for the open one', () => {
    // 40 or more → 45, 3–5 → 4, never → 0.
    expect(score('ungdom-8-10', 's_nicotine', { smoke_life: 0, snus_life: 6, vape_life: 2 })).toBe(49)
    // 1–2 → 1.5, 10–19 → 14.5, 20–39 → 29.5.
    expect(score('ungdom-8-10', 's_nicotine', { smoke_life: 1, snus_life: 4, vape_life: 5 })).toBe(45.5)
  })

  it('gives no number when one of the products is unknown', () => {
    expect(
      score('ungdom-8-10', 's_nicotine', { smoke_life: 0, snus_life: 6, vape_life: refused }),
    ).toBeUndefined()
  })

  it('adds drinking over places and fills one that was refused', () => {
    const places = { alc_where_family: 1, alc_where_party: 2, alc_where_outdoors: 0, alc_where_bar: 0 }
    // 1.5 + 4 + 0 + 0 + 14.5 = 20.
    expect(score('vgs', 's_alc_occasions', { ...places, alc_where_event: 4 })).toBe(20)
    // 5.5 over 4 is 1.375, times 5.
    expect(score('vgs', 's_alc_occasions', { ...places, alc_where_event: refused })).toBe(6.875)
  })

  it('leaves the drug that does not exist out', () => {
    const none = { drug_nitrous: 0, drug_pills: 0, drug_solvents: 0, drug_other: 0 }
    expect(score('ungdom-8-10', 's_drugs', { ...none, drug_dorvelin: 3 })).toBe(0)
    expect(score('ungdom-8-10', 's_drugs', { ...none, drug_pills: 1, drug_other: 3 })).toBe(9)
  })
})

describe('the questionnaires for pupils', () => {
  it('give no score at all to somebody who skipped everything', () => {
    for (const id of pupils) expect(scoresOf(instrumentOf(id), {}), id).toEqual({})
  })

  it('give no score to somebody who refused or did not know, wherever that could be answered', () => {
    for (const id of pupils) {
      const instrument = instrumentOf(id)
      const answers = Object.fromEntries(
        variablesOf(instrument).flatMap(({ name, missing }) =>
          missing.slice(-1).map(({ value }) => [name, value]),
        ),
      )
      expect(Object.keys(scoresOf(instrument, answers)), id).toEqual([])
    }
  })

  it('score every scale when everything has an answer, within what its items can hold', () => {
    for (const id of pupils) {
      const instrument = instrumentOf(id)
      const highest = Object.fromEntries(
        variablesOf(instrument).map(({ name, values, range }) => [
          name,
          range ? range.max : Math.max(...values.map(({ value }) => value)),
        ]),
      )
      const scores = scoresOf(instrument, highest)
      expect(Object.keys(scores), id).toEqual(instrument.scales.map((scale) => scale.id))
      for (const value of Object.values(scores)) expect(value, id).toBeGreaterThanOrEqual(0)
    }
  })

  it('ask the same in the follow-up as the first time, in the same order, and the new only behind it', () => {
    for (const [first, later] of [
      ['ungdom-8-10', 'ungdom-8-10-oppfolging'],
      ['vgs', 'vgs-oppfolging'],
    ] as const) {
      const pages = instrumentOf(first).pages
      const after = instrumentOf(later).pages
      expect(after.slice(0, pages.length - 1)).toEqual(pages.slice(0, -1))
      expect(after.at(-1)).toEqual(pages.at(-1))
    }
  })

  it('ask what one believes about others before what one does oneself', () => {
    for (const id of pupils) {
      const names = variablesOf(instrumentOf(id)).map(({ name }) => name)
      const lastGuess = Math.max(...names.map((name, at) => (name.startsWith('norm_') ? at : -1)))
      const firstUse = names.findIndex((name) =>
        /^(alc|drunk|smoke|snus|vape|can|drug|med|gamble)_/.test(name),
      )
      expect(lastGuess, id).toBeGreaterThan(-1)
      expect(firstUse, id).toBeGreaterThan(lastGuess)
    }
  })

  it('show everybody the same: no question depends on an answer', () => {
    for (const id of pupils)
      for (const { items } of instrumentOf(id).pages) expect(items.filter((item) => item.showIf)).toEqual([])
  })
})
