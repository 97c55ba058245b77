// What the reader of tags must understand, and what it must refuse rather than guess.
import { describe, expect, it } from 'vitest'
import { tagsIn } from './lesson-text.ts'

const attributesOf = (written: string) => tagsIn(`<Part ${written} />`)[0]?.attributes

describe('tagsIn', () => {
  it('finds every tag with the step it stands in', () => {
    const text = '<Step id="one">\n\n<Teacher>\n\n1 < 2\n\n</Teacher>\n</Step>\n<Step id="two">\n<HelpCard />'
    expect(tagsIn(text).map(({ name, step }) => `${step} ${name}`)).toEqual([
      'one Step',
      'one Teacher',
      'two Step',
      'two HelpCard',
    ])
  })

  it('reads literals as an author writes them', () => {
    expect(attributesOf(`title="Si «nei» > ja" minutes={3} open`)).toEqual({
      title: 'Si «nei» > ja',
      minutes: 3,
      open: true,
    })
    expect(
      attributesOf(`cards={[{ text: 'It\\'s', 'pile': 0, is: true, list: ["a", \`b\`,], }, { text: '' }]}`),
    ).toEqual({
      cards: [{ text: "It's", pile: 0, is: true, list: ['a', 'b'] }, { text: '' }],
    })
  })

  it('reads over what stands in a comment', () => {
    expect(tagsIn('{/* <Old id="x" /> */}<New />').map(({ name }) => name)).toEqual(['New'])
  })

  it('refuses what is no plain literal, with the line', () => {
    for (const written of ['a={b}', 'a={[1 2]}', 'a={1 + 1}', 'a={{b}}', "a={'x}", '{...b}'])
      expect(() => tagsIn(`\n\n<Part ${written} />`), written).toThrow(/<Part>: line \d+/)
  })
})
