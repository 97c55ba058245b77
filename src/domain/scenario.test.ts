// The story engine: what a choice does, and what an author is told about a broken story.
import { describe, expect, it } from 'vitest'
import { advanceScenario, scenarioFaults, startScenario, type Scenario } from './scenario.ts'

const party: Scenario = {
  start: 'door',
  scenes: [
    {
      id: 'door',
      text: 'At the door',
      choices: [
        { text: 'In', to: 'kitchen' },
        { text: 'Home', to: 'home' },
      ],
    },
    {
      id: 'kitchen',
      text: 'In the kitchen',
      choices: [
        { text: 'Stay', to: 'late' },
        { text: 'Call', to: 'call' },
      ],
    },
    { id: 'home', text: 'Home early', ending: 'good' },
    { id: 'late', text: 'Too late', ending: 'hard' },
    { id: 'call', text: 'A lift', ending: 'mixed' },
  ],
}

const choose = (to: string) => ({ kind: 'choose', to }) as const

describe('a scenario', () => {
  it('walks, goes back and remembers the endings it has found', () => {
    let state = startScenario(party)
    state = advanceScenario(party, state, choose('kitchen'))
    state = advanceScenario(party, state, choose('late'))
    expect(state).toEqual({ path: ['door', 'kitchen', 'late'], found: ['late'] })
    state = advanceScenario(party, state, { kind: 'back' })
    expect(state.path).toEqual(['door', 'kitchen'])
    state = advanceScenario(party, state, choose('call'))
    state = advanceScenario(party, state, { kind: 'restart' })
    expect(state).toEqual({ path: ['door'], found: ['late', 'call'] })
  })

  it('counts an ending once', () => {
    let state = advanceScenario(party, startScenario(party), choose('home'))
    state = advanceScenario(party, state, { kind: 'restart' })
    state = advanceScenario(party, state, choose('home'))
    expect(state.found).toEqual(['home'])
  })

  it('ignores what the scene does not offer', () => {
    const state = startScenario(party)
    expect(advanceScenario(party, state, choose('late'))).toBe(state)
    expect(advanceScenario(party, state, choose('nowhere'))).toBe(state)
    expect(advanceScenario(party, state, { kind: 'back' })).toBe(state)
  })
})

describe('scenarioFaults', () => {
  const withScenes = (...scenes: Scenario['scenes']): Scenario => ({ ...party, scenes })

  it('finds nothing in a sound story', () => {
    expect(scenarioFaults(party)).toEqual([])
  })

  it('names a missing start, a double id and a choice that leads nowhere', () => {
    expect(scenarioFaults({ ...party, start: 'gate' })).toContain('start "gate" is no scene')
    expect(scenarioFaults(withScenes(...party.scenes, party.scenes[4]!))).toContain(
      'scene "call" is written twice',
    )
    const broken = withScenes({ id: 'door', text: '', choices: [{ text: '', to: 'moon' }] })
    expect(scenarioFaults(broken)).toContain('scene "door" leads to "moon", which is no scene')
  })

  it('refuses dead ends, loops without a way out, orphans and too few endings', () => {
    const faults = scenarioFaults(
      withScenes(
        { id: 'door', text: '', choices: [{ text: '', to: 'loop' }] },
        { id: 'loop', text: '', choices: [{ text: '', to: 'door' }] },
        { id: 'stuck', text: '' },
        { id: 'both', text: '', ending: 'good', choices: [{ text: '', to: 'door' }] },
      ),
    )
    expect(faults).toContain('fewer than three endings')
    expect(faults).toContain('scene "stuck" has neither choices nor an ending')
    expect(faults).toContain('scene "both" has both choices and an ending')
    expect(faults).toContain('scene "stuck" cannot be reached')
    expect(faults).toContain('scene "loop" never leads to an ending')
  })
})
