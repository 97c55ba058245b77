// A branching story (scenario): scenes, choices and endings as pure state.
// The path is the whole state, so «go back» is only one scene less and nothing has to be undone.

export type Ending = 'good' | 'mixed' | 'hard'

export type Choice = { text: string; to: string }

/** A scene has either choices or an ending, never both. */
export type Scene = { id: string; text: string; choices?: Choice[]; ending?: Ending }

export type Scenario = { start: string; scenes: Scene[] }

/** The scenes walked so far, the current one last, and every ending reached since the first start. */
export type ScenarioState = { path: string[]; found: string[] }

export type ScenarioEvent = { kind: 'choose'; to: string } | { kind: 'back' } | { kind: 'restart' }

export const startScenario = (scenario: Scenario): ScenarioState => ({ path: [scenario.start], found: [] })

export const sceneById = (scenario: Scenario, id: string | undefined): Scene | undefined =>
  scenario.scenes.find((scene) => scene.id === id)

/** The next state. An event that does not fit the current scene changes nothing. */
export function advanceScenario(
  scenario: Scenario,
  state: ScenarioState,
  event: ScenarioEvent,
): ScenarioState {
  if (event.kind === 'restart') return { ...state, path: [scenario.start] }
  if (event.kind === 'back') {
    return state.path.length < 2 ? state : { ...state, path: state.path.slice(0, -1) }
  }
  const current = sceneById(scenario, state.path.at(-1))
  const next = sceneById(scenario, event.to)
  if (!next || !current?.choices?.some((choice) => choice.to === event.to)) return state
  const isNewEnding = next.ending !== undefined && !state.found.includes(next.id)
  return { path: [...state.path, next.id], found: isNewEnding ? [...state.found, next.id] : state.found }
}

/** What is wrong with a story as it is written, one sentence each; an empty list is a sound story. */
export function scenarioFaults(scenario: Scenario): string[] {
  const { scenes, start } = scenario
  const ids = scenes.map((scene) => scene.id)
  const faults = ids
    .filter((id, index) => ids.indexOf(id) !== index)
    .map((id) => `scene "${id}" is written twice`)
  if (!ids.includes(start)) faults.push(`start "${start}" is no scene`)
  for (const scene of scenes) faults.push(...sceneFaults(scene, ids))
  if (scenes.filter((scene) => scene.ending).length < 3) faults.push('fewer than three endings')

  const forward = closure([start], (id) => (sceneById(scenario, id)?.choices ?? []).map(({ to }) => to))
  const endings = scenes.filter((scene) => scene.ending).map((scene) => scene.id)
  const backward = closure(endings, (id) =>
    scenes.filter((scene) => scene.choices?.some(({ to }) => to === id)).map((scene) => scene.id),
  )
  for (const { id } of scenes) {
    if (!forward.has(id)) faults.push(`scene "${id}" cannot be reached`)
    if (!backward.has(id)) faults.push(`scene "${id}" never leads to an ending`)
  }
  return faults
}

function sceneFaults(scene: Scene, ids: string[]): string[] {
  const choices = scene.choices ?? []
  if (scene.ending && choices.length > 0) return [`scene "${scene.id}" has both choices and an ending`]
  if (!scene.ending && choices.length === 0) return [`scene "${scene.id}" has neither choices nor an ending`]
  return choices
    .filter(({ to }) => !ids.includes(to))
    .map(({ to }) => `scene "${scene.id}" leads to "${to}", which is no scene`)
}

function closure(from: string[], next: (id: string) => string[]): Set<string> {
  const seen = new Set<string>()
  const waiting = [...from]
  for (let id = waiting.pop(); id !== undefined; id = waiting.pop()) {
    if (seen.has(id)) continue
    seen.add(id)
    waiting.push(...next(id))
  }
  return seen
}
