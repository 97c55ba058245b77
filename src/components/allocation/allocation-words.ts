// Words for arms, obstacles and what the arms are balanced on; numbers as the reader writes them.
import type { Api } from '#api/router.ts'
import type { Obstacle } from '#domain/allocation.ts'
import { formatOf, type Locale } from '#domain/locale.ts'
import type { Messages } from '#messages/in-locale.ts'

export type Draws = Awaited<ReturnType<Api['allocation']['get']>>
export type SchoolArm = Awaited<ReturnType<Api['allocation']['mine']>>[number]
type Kind = NonNullable<Draws['plan']>['arms'][number]['kind']

export const writeKind = (kind: Kind, m: Messages): string =>
  ({
    programme: m.allocation_kind_programme,
    'waiting-list': m.allocation_kind_waiting,
    usual: m.allocation_kind_usual,
  })[kind]()

export const writeObstacle = (obstacle: Obstacle, m: Messages): string =>
  ({
    'no-plan': m.allocation_obstacle_no_plan,
    'no-arms': m.allocation_obstacle_no_arms,
    'no-wave': m.allocation_obstacle_no_wave,
    'few-schools': m.allocation_obstacle_few_schools,
    'two-arms': m.allocation_obstacle_two_arms,
    'block-size': m.allocation_obstacle_block_size,
    'no-baseline': m.allocation_obstacle_no_baseline,
    'no-covariate': m.allocation_obstacle_no_covariate,
    'school-left': m.allocation_obstacle_school_left,
  })[obstacle]()

/** «antall elever og antall klasser» */
export const writeCovariates = (
  covariates: readonly ('pupils' | 'classes' | 'baseline')[],
  m: Messages,
  locale: Locale,
): string =>
  new Intl.ListFormat(formatOf(locale)).format(
    covariates.map((covariate) =>
      ({
        pupils: m.design_balance_pupils,
        classes: m.design_balance_classes,
        baseline: m.design_balance_baseline,
      })[covariate](),
    ),
  )

/** Two decimals at most; a dash for what cannot be computed, such as the spread of one school. */
export const writeNumber = (value: number | null, locale: Locale): string =>
  value === null || !Number.isFinite(value)
    ? '–'
    : new Intl.NumberFormat(formatOf(locale), { maximumFractionDigits: 2 }).format(value)
