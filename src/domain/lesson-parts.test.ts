// Each fault of a lesson's parts is named, and a sound lesson has none.
import { describe, expect, it } from 'vitest'
import type { Lesson } from '#schemas/lesson.ts'
import { partFaults, picturesIn, termsIn } from './lesson-parts.ts'

const known = { terms: new Set(['nalokson']), pictures: new Set(['red-apple']) }

const step = (id: string, more: Partial<Lesson['steps'][number]> = {}): Lesson['steps'][number] => ({
  id,
  title: id,
  summary: id,
  minutes: 10,
  kind: 'talk',
  core: false,
  variants: [],
  questions: [],
  ...more,
})

const faultsOf = (body: string, ...steps: Lesson['steps']) =>
  partFaults({ steps } as unknown as Lesson, body, known)

const inStep = (body: string) => `<Step id="one">\n${body}\n</Step>`

describe('partFaults', () => {
  it('finds nothing in a sound lesson', () => {
    const body = inStep(`<Teacher>\n<Variant id="outside">\n</Variant>\n</Teacher>
<Pupil>
<Poll id="enig" question="?" options={['a', 'b', 'c']} />
<NormGuess id="gjett" norm="n" question="?" />
<Sort id="trygt" question="?" piles={['a', 'b']} cards={[{ text: 'x', picture: 'red-apple', pile: 1 }]} />
<Term id="nalokson">nalokson</Term> and <Term id="nalokson">nalokson</Term>
</Pupil>`)
    const questions = [
      { id: 'gjett', values: 101 },
      { id: 'enig', values: 3 },
    ]
    const variants = [{ id: 'outside', title: 'Outside' }]
    expect(faultsOf(body, step('one', { questions, variants }))).toEqual([])
  })

  it('names tags, attributes and literals that cannot be drawn', () => {
    expect(faultsOf('<Timr minutes={3} />')).toEqual(['there is no part <Timr>'])
    expect(faultsOf('<Timer minute={3} />')).toEqual(['<Timer> lacks "minutes"', '<Timer> has no "minute"'])
    expect(faultsOf('<Timer minutes={time} />')[0]).toContain('no plain literal')
  })

  it('refuses an id twice, and one that is no id', () => {
    const twice = '<Reflection id="a" prompt="?" /><Reflection id="a" prompt="?" />'
    expect(faultsOf(twice)).toEqual(['the id "a" is used twice'])
    expect(faultsOf('<Reflection id="Min plan" prompt="?" />')).toEqual([
      'the id "Min plan" is not kebab-case',
    ])
  })

  it('refuses variants that differ from the frontmatter, and any in a core step', () => {
    const body = inStep('<Variant id="outside">\n</Variant>')
    const variants = [{ id: 'outside', title: 'Outside' }]
    expect(faultsOf(body, step('one'))).toEqual([
      'step "one": variants are [] in the frontmatter and [outside] in the text',
    ])
    expect(faultsOf(inStep(''), step('one', { variants }))).toEqual([
      'step "one": variants are [outside] in the frontmatter and [] in the text',
    ])
    expect(faultsOf(body, step('one', { variants, core: true }))).toEqual([
      'step "one" is core and has variants',
    ])
  })

  it('refuses live questions that differ from the frontmatter', () => {
    const body = inStep(`<Poll id="enig" question="?" options={['a', 'b']} />`)
    expect(faultsOf(body, step('one', { questions: [{ id: 'enig', values: 3 }] }))).toEqual([
      'step "one": questions are [enig:3] in the frontmatter and [enig:2] in the text',
    ])
  })

  it('refuses cards without a pile, answers without an option, pictures and words that do not exist', () => {
    const sort = (piles: string, pile: number) =>
      faultsOf(`<Sort id="s" question="?" piles={${piles}} cards={[{ text: 'x', pile: ${pile} }]} />`)
    expect(sort("['a', 'b']", 2)).toEqual(['sort "s": there is no pile 2'])
    expect(sort("['a']", 0)).toEqual(['sort "s" has 1 piles, not 2 to 4'])
    const quiz = `<Quiz id="q" questions={[{ question: '?', options: ['a'], answer: 1, why: '' }]} />`
    expect(faultsOf(quiz)).toEqual(['quiz "q": an answer is no option'])
    expect(faultsOf('<Picture name="no-such" alt="" /><Term id="none">x</Term>')).toEqual([
      'there is no picture "no-such"',
      'there is no "none" in glossary',
    ])
  })

  it('refuses a story with too few endings', () => {
    const story = `<Scenario id="s" start="a" scenes={[{ id: 'a', text: '', ending: 'good' }]} />`
    expect(faultsOf(story)).toEqual(['story "s": fewer than three endings'])
  })
})

describe('what a text uses', () => {
  const body = `<Picture name="red-apple" alt="" /><PictureCards id="p" cards={[{ picture: 'bear', text: 'x' }]} />
<Term id="lar">LAR</Term> <Picture name="red-apple" alt="" /> <Term id="bup">BUP</Term> <Term id="lar">LAR</Term>`

  it('is listed once each', () => {
    expect(picturesIn(body)).toEqual(['red-apple', 'bear'])
    expect(termsIn(body)).toEqual(['lar', 'bup'])
  })
})
