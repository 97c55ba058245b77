// What the kinds of steps are called in the reader's language, and the icon of each.
import type { IconName } from '#components/site/icons.ts'
import type { Messages } from '#messages/in-locale.ts'
import type { LessonStep } from '#schemas/lesson.ts'

type Kind = LessonStep['kind']

export function kindName(m: Messages, kind: Kind): string {
  const names: Record<Kind, () => string> = {
    talk: m.lesson_do_talk,
    guess: m.lesson_do_guess,
    reveal: m.lesson_do_reveal,
    quiz: m.lesson_do_quiz,
    poll: m.lesson_do_poll,
    sort: m.lesson_do_sort,
    order: m.lesson_do_order,
    scenario: m.lesson_do_scenario,
    story: m.lesson_do_story,
    practice: m.lesson_do_practice,
    'role-play': m.lesson_do_role_play,
    cards: m.lesson_do_cards,
    make: m.lesson_do_make,
    write: m.lesson_do_write,
    reflection: m.lesson_do_reflection,
    find: m.lesson_do_find,
    play: m.lesson_do_play,
    song: m.lesson_do_song,
  }
  return names[kind]()
}

export const kindIcons: Record<Kind, IconName> = {
  talk: 'messages-square',
  guess: 'circle-question-mark',
  reveal: 'eye',
  quiz: 'list-checks',
  poll: 'chart-column',
  sort: 'boxes',
  order: 'list-ordered',
  scenario: 'split',
  story: 'book-open',
  practice: 'refresh-cw',
  'role-play': 'users',
  cards: 'copy',
  make: 'scissors',
  write: 'pencil',
  reflection: 'notebook-pen',
  find: 'search',
  play: 'puzzle',
  song: 'music',
}
