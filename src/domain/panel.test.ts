import { expect, test } from 'vitest'
import { linkPanel, panelIds } from './panel.ts'

const code = (elements: string) => ({ pool: '9a', elements: [...elements] })
const counter = () => {
  let made = 0
  return () => String((made += 1))
}

test('a pupil who missed a wave is still one pupil', () => {
  const waves = [[code('abcdefg'), code('hijklmn')], [code('opqrstu')], [code('abcdefg'), code('opqrstu')]]
  const panel = linkPanel(waves)
  expect(panel.clusters).toEqual([
    [
      { wave: 0, row: 0 },
      { wave: 2, row: 0 },
    ],
    [
      { wave: 1, row: 0 },
      { wave: 2, row: 1 },
    ],
  ])
  expect(panel.linkages.map(({ earlier, later }) => [earlier, later])).toEqual([
    [0, 1],
    [0, 2],
    [1, 2],
  ])
})

test('small changes from wave to wave add up to one chain', () => {
  const panel = linkPanel([[code('abcdefg')], [code('abcdefX')], [code('abcdeYX')]])
  expect(panel.clusters).toHaveLength(1)
  expect(panel.clusters[0]).toHaveLength(3)
})

test('a chain with two records of one wave is thrown away whole', () => {
  // The record of wave 2 is one letter from the first of wave 0, and from wave 1, which is one from the second.
  const panel = linkPanel([[code('abcdefg'), code('abcXYfZ')], [code('abcXYfg')], [code('abcXefg')]])
  expect(panel.clusters).toEqual([])
  expect(panel.rejected.map((chain) => chain.map(({ wave }) => wave))).toEqual([[0, 0, 1, 2]])
  const ids = panelIds(panel, [2, 1, 1], counter())
  expect(new Set(ids.flat()).size).toBe(4)
})

test('each record gets an id: one for a cluster, its own otherwise', () => {
  const waves = [[code('abcdefg'), code('hijklmn')], [code('abcdefg')]]
  const ids = panelIds(linkPanel(waves), [2, 1], counter())
  expect(ids[0]![0]).toBe(ids[1]![0])
  expect(new Set(ids.flat()).size).toBe(2)
})
