// Putting an instrument together from blocks.
import type { Block, Instrument, InstrumentSource, QualityBlock } from '#schemas/instrument.ts'

/**
 * The instrument that a source describes: each named block gives its pages in place, its scales and its quality checks.
 * @throws Error naming a block that does not exist.
 */
export function assembleInstrument(
  { pages, scales, quality, ...rest }: InstrumentSource,
  blocks: ReadonlyMap<string, Block>,
): Instrument {
  const taken = pages.flatMap((page) => {
    if (!('block' in page) || 'items' in page) return []
    const block = blocks.get(page.block)
    if (!block)
      throw new Error(`The instrument ${rest.id} names the block ${page.block}, which does not exist.`)
    return [block]
  })
  return {
    ...rest,
    pages: pages.flatMap((page) =>
      'items' in page
        ? [page]
        : blocks.get(page.block)!.pages.map((each) => ({ ...each, block: page.block })),
    ),
    scales: [...taken.flatMap((block) => block.scales), ...scales],
    quality: quality && withChecksOf(quality, taken),
  }
}

/** The quality checks of an instrument and of its blocks; the instrument's own come first. */
export function withChecksOf(quality: QualityBlock, blocks: Block[]): QualityBlock {
  const dummyDrug = [quality, ...blocks.map((block) => block.quality)].find(
    (each) => each?.dummyDrug,
  )?.dummyDrug
  const honesty = [quality, ...blocks.map((block) => block.quality)].find((each) => each?.honesty)?.honesty
  return {
    ...(dummyDrug && { dummyDrug }),
    ...(honesty && { honesty }),
    consistency: [...quality.consistency, ...blocks.flatMap((block) => block.quality?.consistency ?? [])],
    minimumSeconds: quality.minimumSeconds,
  }
}
