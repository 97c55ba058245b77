// Is a teacher's session over? Asked when the stream has been refused, which says no reason in a browser.

export async function isOver(id: string): Promise<boolean> {
  try {
    const response = await fetch('/trpc/classSession.current', { credentials: 'same-origin' })
    if (!response.ok) return false
    const body = (await response.json()) as { result?: { data?: { id: string; status: string }[] } }
    const own = body.result?.data
    return own !== undefined && !own.some((session) => session.id === id && session.status !== 'ended')
  } catch {
    return false
  }
}
