// Whether a drawn step has anything to show. Scripts of parts that were left out (Nothing.astro) do not count.

export function hasWords(html: string): boolean {
  return /<(?!\/?div class="part"|\/div)/.test(html.replace(/<script[\s\S]*?<\/script>/g, ''))
}
