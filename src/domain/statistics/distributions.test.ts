// Against R 4.2 (pnorm, qt, …), printed with 17 digits.
import { expect, test } from 'vitest'
import * as d from './distributions.ts'

const close = (pairs: [number, number][], digits = 1e-11) => {
  const wrong = pairs.filter(([ours, R]) => !(Math.abs(ours - R) <= digits * Math.abs(R)))
  expect(wrong).toEqual([])
}

test('the normal distribution keeps its digits far out', () => {
  close([
    [d.normalCdf(-30), 4.906713927148187e-198],
    [d.normalCdf(-8), 6.220960574271785e-16],
    [d.normalCdf(-1.96), 0.024997895148220428],
    [d.normalCdf(2), 0.9772498680518208],
    [d.normalQuantile(1e-300), -37.0470962993612],
    [d.normalQuantile(0.025), -1.9599639845400538],
    [d.normalQuantile(0.999), 3.090232306167813],
  ])
})

test('t has the right tails from one degree of freedom to twenty million', () => {
  close([
    [d.tCdf(-40, 1), 0.007956089912025812],
    [d.tCdf(5, 1), 0.9371670418109989],
    [d.tCdf(-10, 7.3), 0.000008050127600740505],
    [d.tCdf(-1.96, 400000), 0.024998241759456002],
    [d.tCdf(-3, 2e7), 0.0013498996935737949],
    [d.tQuantile(1e-12, 2), -707106.7811854869],
    [d.tQuantile(0.975, 3.7), 2.8675207071911917],
    [d.tQuantile(0.975, 58), 2.0017174841452356],
    [d.tQuantile(0.025, 0.3), -6582.035699400796],
  ])
  expect(d.tQuantile(0.5, 3)).toBe(0)
  expect(d.tCdf(1.3, Infinity)).toBe(d.normalCdf(1.3))
})

test('F, chi-square and the incomplete beta', () => {
  close([
    [d.fCdf(0.2, 3, 17), 0.10506515515348246],
    [d.fCdf(3.5, 3, 17), 0.9616002818468508],
    [d.fQuantile(0.025, 9, 190), 0.296713383709821],
    [d.fQuantile(0.975, 9, 190), 2.1813877546277505],
    [d.chiSquareCdf(3.84, 1), 0.94995647875129469],
    [d.chiSquareCdf(0.01, 40), 3.901282611875942e-65],
    [d.chiSquareQuantile(0.025, 5), 0.8312116134866625],
    [d.chiSquareQuantile(0.975, 1000), 1089.5309127749135],
    [d.incompleteBeta(0.3, 2, 5), 0.579825],
    [d.logGamma(14.9), 24.924132002217277],
    [d.logGamma(1e6), 12815504.569147611],
  ])
})

test('noncentral t, against numerical integration with 25 digits', () => {
  close([
    [d.noncentralTCdf(2, 10, 1.5), 0.6591540724421908],
    [d.noncentralTCdf(2, 8, 3), 0.17034155726514134],
    [d.noncentralTCdf(-1, 30, 0.5), 0.06949240420416157],
    [d.noncentralTCdf(1.98, 118, 2.8), 0.20683547771114323],
    [d.noncentralTCdf(12, 4, 5), 0.944393913019872],
  ])
})

test('a quantile gives its probability back', () => {
  for (const df of [0.7, 2, 5, 17.3, 400])
    for (const p of [1e-6, 0.01, 0.3, 0.5, 0.8, 0.999]) {
      expect(d.tCdf(d.tQuantile(p, df), df)).toBeCloseTo(p, 12)
      expect(d.chiSquareCdf(d.chiSquareQuantile(p, df), df)).toBeCloseTo(p, 12)
      expect(d.fCdf(d.fQuantile(p, df, 9), df, 9)).toBeCloseTo(p, 12)
    }
})
