// The skeleton of a drawn person: an age gives proportions, a pose gives angles, and out come points and paths.
// Angles are degrees from straight down, positive towards the right of the picture. The feet stand on y = 0.

export type Age = 'barnehage' | '1-4' | '5-7' | '8-10' | 'vgs' | 'adult'
type Limb = readonly [upper: number, lower: number]

interface Proportions {
  head: number
  torso: number
  leg: number
  arm: number
  shoulders: number
  hips: number
  limb: number
}

const proportions: Record<Age, Proportions> = {
  barnehage: { head: 20, torso: 34, leg: 28, arm: 34, shoulders: 15, hips: 15, limb: 12 },
  '1-4': { head: 20, torso: 42, leg: 42, arm: 44, shoulders: 16, hips: 15, limb: 12 },
  '5-7': { head: 20, torso: 49, leg: 56, arm: 53, shoulders: 18, hips: 15.5, limb: 12.5 },
  '8-10': { head: 20, torso: 57, leg: 70, arm: 63, shoulders: 21, hips: 16.5, limb: 13.5 },
  vgs: { head: 20, torso: 63, leg: 80, arm: 70, shoulders: 23, hips: 17, limb: 14 },
  adult: { head: 20, torso: 66, leg: 82, arm: 72, shoulders: 25, hips: 19, limb: 15 },
}

interface PoseAngles {
  left: Limb
  right: Limb
  legLeft: Limb
  legRight: Limb
  /** Of the upper body. */
  lean?: number
  tilt?: number
  /** Which arm is drawn behind the body. */
  behind?: 'left' | 'right' | 'both' | 'none'
}

const standing = { legLeft: [-5, -3], legRight: [5, 3] } as const
const seated = { legLeft: [78, 2], legRight: [84, 7] } as const

export const poses = {
  stand: { left: [-16, -4], right: [16, 4], ...standing },
  walk: { left: [28, 52], right: [-26, -2], legLeft: [-16, -36], legRight: [22, 8], lean: 3, behind: 'left' },
  stroll: {
    left: [16, 34],
    right: [-14, 8],
    legLeft: [-10, -22],
    legRight: [14, 4],
    lean: 2,
    behind: 'left',
  },
  wave: { left: [-18, -2], right: [118, 172], ...standing, tilt: 4 },
  'wave-walk': { left: [-20, -6], right: [122, 170], legLeft: [-14, -30], legRight: [20, 8], lean: 3 },
  cheer: { left: [-150, -172], right: [150, 172], ...standing },
  'reach-right': { left: [-16, -6], right: [62, 78], ...standing, lean: 2, tilt: 3 },
  'reach-up-right': { left: [-16, -6], right: [84, 104], ...standing, tilt: 5 },
  'reach-left': {
    left: [-52, -58],
    right: [18, 6],
    legLeft: [-10, -6],
    legRight: [14, 4],
    lean: -2,
    tilt: -5,
  },
  'reach-both': { left: [-60, -80], right: [60, 80], ...standing },
  'hand-up': {
    left: [-14, -4],
    right: [42, 62],
    legLeft: [-10, -24],
    legRight: [14, 4],
    lean: 2,
    behind: 'left',
  },
  draw: { left: [-12, 6], right: [82, 66], ...standing, lean: 4, tilt: 8 },
  show: { left: [-14, 10], right: [36, 168], ...standing, tilt: 2, behind: 'none' },
  hold: { left: [-26, 58], right: [26, -58], ...standing, behind: 'none' },
  'hold-out': { left: [10, 78], right: [42, 96], ...standing, behind: 'left' },
  pockets: { left: [-34, 22], right: [34, -22], ...standing, behind: 'none' },
  talk: { left: [-24, 30], right: [34, 108], ...standing, tilt: 3, behind: 'none' },
  around: { left: [-16, -4], right: [74, 88], ...standing, tilt: 7, lean: 3, behind: 'right' },
  'around-left': { left: [-74, -88], right: [16, 4], ...standing, tilt: -7, lean: -3, behind: 'left' },
  comfort: { left: [30, 62], right: [64, 92], ...standing, lean: 5, tilt: 9, behind: 'right' },
  sit: { left: [8, 62], right: [22, 70], ...seated, behind: 'left' },
  'sit-talk': { left: [8, 62], right: [40, 112], ...seated, behind: 'left' },
  'sit-reach': { left: [26, 66], right: [58, 84], ...seated, lean: 8, tilt: 6, behind: 'left' },
  'sit-bowed': { left: [14, 58], right: [20, 44], ...seated, lean: 12, tilt: 14, behind: 'left' },
  roll: { left: [22, 40], right: [28, 8], legLeft: [70, 14], legRight: [78, 22], lean: 4, behind: 'left' },
  floor: { left: [-22, 26], right: [22, -26], legLeft: [-72, 78], legRight: [72, -78], behind: 'none' },
  'floor-wave': {
    left: [-20, 30],
    right: [108, 160],
    legLeft: [-72, 78],
    legRight: [72, -78],
    behind: 'none',
  },
  kneel: {
    left: [20, 56],
    right: [36, 70],
    legLeft: [4, -84],
    legRight: [74, 0],
    lean: 12,
    tilt: 8,
    behind: 'left',
  },
} as const satisfies Record<string, PoseAngles>
export type Pose = keyof typeof poses

interface Point {
  x: number
  y: number
}

const round = (value: number) => Math.round(value * 10) / 10
const step = (from: Point, angle: number, length: number): Point => {
  const radians = (angle * Math.PI) / 180
  return { x: from.x + Math.sin(radians) * length, y: from.y + Math.cos(radians) * length }
}
const at = (point: Point) => `${round(point.x)} ${round(point.y)}`
const between = (a: Point, b: Point, share: number): Point => ({
  x: a.x + (b.x - a.x) * share,
  y: a.y + (b.y - a.y) * share,
})

/** A limb as one soft stroke that still shows its joint. */
const bend = (a: Point, joint: Point, b: Point) =>
  `M${at(a)} C${at(between(a, joint, 0.86))} ${at(between(b, joint, 0.86))} ${at(b)}`

export function figure(age: Age, pose: Pose) {
  const size = proportions[age]
  const angles: PoseAngles = poses[pose]
  const { lean = 0, tilt = 0, behind = 'left' } = angles

  const leg = (side: -1 | 1, [thigh, shin]: Limb) => {
    const hip = { x: side * (size.hips - size.limb * 0.62), y: 0 }
    const knee = step(hip, thigh, size.leg * 0.52)
    const foot = step(knee, shin, size.leg * 0.48)
    return { hip, knee, foot }
  }
  const legs = { left: leg(-1, angles.legLeft), right: leg(1, angles.legRight) }
  const ground = Math.max(legs.left.foot.y, legs.right.foot.y, size.limb * 0.4) + size.limb * 0.42
  const drop = <T extends Record<string, Point>>(points: T): T =>
    Object.fromEntries(Object.entries(points).map(([key, p]) => [key, { x: p.x, y: p.y - ground }])) as T
  const left = drop(legs.left)
  const right = drop(legs.right)

  const pelvis = { x: 0, y: -ground }
  const neck = step(pelvis, 180 - lean, size.torso)
  const across = (side: -1 | 1, width: number, from: Point): Point => step(from, 90 - lean, side * width)
  const arm = (side: -1 | 1, [upper, lower]: Limb) => {
    const shoulder = across(side, size.shoulders - size.limb * 0.42, step(neck, -lean, size.limb * 0.62))
    const elbow = step(shoulder, upper, size.arm * 0.5)
    const hand = step(elbow, lower, size.arm * 0.5)
    return { path: bend(shoulder, elbow, hand), hand, shoulder, elbow }
  }

  const topLeft = across(-1, size.shoulders, neck)
  const topRight = across(1, size.shoulders, neck)
  const low = { x: pelvis.x, y: pelvis.y + size.limb * 0.35 }
  const lowLeft = { x: low.x - size.hips, y: low.y }
  const lowRight = { x: low.x + size.hips, y: low.y }
  const torso =
    `M${at(between(topLeft, neck, 0.55))} Q${at(topLeft)} ${at(between(topLeft, lowLeft, 0.2))} ` +
    `L${at(between(topLeft, lowLeft, 0.88))} Q${at(lowLeft)} ${at(between(lowLeft, lowRight, 0.2))} ` +
    `L${at(between(lowLeft, lowRight, 0.8))} Q${at(lowRight)} ${at(between(topRight, lowRight, 0.88))} ` +
    `L${at(between(topRight, lowRight, 0.2))} Q${at(topRight)} ${at(between(topRight, neck, 0.55))} Z`
  const hemLength = size.leg * 0.34
  const skirt =
    `M${at(between(topLeft, lowLeft, 0.62))} L${at({ x: lowLeft.x - 5, y: low.y + hemLength })} ` +
    `Q${at({ x: low.x, y: low.y + hemLength + 7 })} ${at({ x: lowRight.x + 5, y: low.y + hemLength })} ` +
    `L${at(between(topRight, lowRight, 0.62))} Z`

  const head = step(neck, 180 - lean - tilt * 0.3, size.head * 0.98)
  return {
    size,
    behind,
    tilt: tilt + lean * 0.5,
    head,
    neck,
    pelvis,
    torso,
    skirt,
    arms: { left: arm(-1, angles.left), right: arm(1, angles.right) },
    legs: {
      left: { path: bend(left.hip, left.knee, left.foot), foot: left.foot },
      right: { path: bend(right.hip, right.knee, right.foot), foot: right.foot },
    },
    onFloor: pose.startsWith('floor'),
    stepping: angles.legLeft[1] < -15,
    facing: angles.legRight[0] > 10,
  }
}
