// Prints one part of the page alone; which part is told to the style sheet by an attribute.

export function printPart(part: HTMLElement | undefined): void {
  part?.setAttribute('data-print', '')
  window.print()
  part?.removeAttribute('data-print')
}
