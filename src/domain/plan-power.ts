// What an analysis plan says of its number of schools: what it was planned with, and what that number can show.
import type { StudyDesign } from '#schemas/study-design.ts'
import { type PlanBlock, text } from './plan-part.ts'
import { fewSchools, schoolsPerArm, smallestEffect } from './power.ts'
import { comparedSchools, plannedPower, trialPlanOf } from './study-design.ts'

/** @param schools that take part and have not left */
export function powerBlocks(design: StudyDesign, schools: number): PlanBlock[] {
  const { planning, alpha } = design
  const { icc, pupils, attrition, baselineCorrelation: correlation, power: wanted, effect } = planning
  const numbers = text(
    effect.kind === 'continuous'
      ? { code: 'power-means', difference: effect.difference }
      : { code: 'power-shares', control: effect.control, intervention: effect.intervention },
    { code: 'power-numbers', icc, pupils, attrition, correlation, alpha },
  )
  const plan = trialPlanOf(design)
  const compared = comparedSchools(design, schools)
  // A fault of the design, and nothing to work out.
  if (effect.kind === 'binary' && effect.control === effect.intervention) return [numbers]
  const needed = 2 * Math.ceil(schoolsPerArm(plan, wanted))
  const power = plannedPower(design, schools)
  const smallest = power === undefined ? undefined : smallestEffect(plan, compared, wanted)
  return [
    numbers,
    text(
      power === undefined ? { code: 'power-too-few', schools } : { code: 'power-schools', schools, power },
      { code: 'power-needed', needed, wanted },
      ...(smallest?.kind === 'continuous'
        ? [{ code: 'power-smallest-mean', difference: smallest.difference, wanted } as const]
        : []),
      ...(smallest?.kind === 'binary'
        ? [
            {
              code: 'power-smallest-share',
              control: smallest.control,
              intervention: smallest.intervention,
              wanted,
            } as const,
          ]
        : []),
      ...(schools < fewSchools ? [{ code: 'power-few', few: fewSchools } as const] : []),
    ),
  ]
}
