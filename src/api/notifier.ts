// Tells open streams that something changed, inside this process at once and otherwise by looking again every second.
// All who follow the same thing share one reading and one timer, however many they are.
import { Problem } from '#domain/problem.ts'

export type Notifier<State> = {
  /** Something of this id has changed: its followers get the new state. */
  heard(id: string): void
  /**
   * The state now, and again whenever it differs. Ends when it is gone, the signal says so, or the server stops.
   * @throws Problem `server.busy` where `most` follow already.
   */
  follow(id: string, signal?: AbortSignal, most?: number): AsyncGenerator<State, void>
  /** Ends every stream, and those that come later. */
  close(): void
  /** How many streams are open. */
  followers(): number
}

type Room<State> = {
  followers: Set<{ wake(): void }>
  timer: NodeJS.Timeout
  state: State | undefined
  text: string | undefined
  /** Grows with every new state. */
  turn: number
  reading: boolean
  /** Somebody asked for a reading while one was under way, which may have seen too little. */
  again: boolean
}

/** @param read gives the state, or `undefined` when there is none any more. */
export function createNotifier<State>(
  read: (id: string) => Promise<State | undefined>,
  { pollMilliseconds = 1000, mostFollowers = 200 } = {},
): Notifier<State> {
  const rooms = new Map<string, Room<State>>()
  let closed = false

  async function refresh(id: string, room: Room<State>): Promise<void> {
    room.again = room.reading
    if (room.reading) return
    room.reading = true
    do {
      room.again = false
      try {
        const state = await read(id)
        const text = JSON.stringify(state)
        room.timer.refresh()
        if (room.turn > 0 && text === room.text) continue
        Object.assign(room, { state, text, turn: room.turn + 1 })
        for (const follower of room.followers) follower.wake()
      } catch {
        // A locked database: who follows keeps what they have, and the next look tries again.
      }
    } while (room.again)
    room.reading = false
  }

  function open(id: string): Room<State> {
    const room: Room<State> = {
      followers: new Set(),
      timer: setInterval(() => void refresh(id, room), pollMilliseconds).unref(),
      state: undefined,
      text: undefined,
      turn: 0,
      reading: false,
      again: false,
    }
    rooms.set(id, room)
    void refresh(id, room)
    return room
  }

  async function* follow(
    id: string,
    signal?: AbortSignal,
    most = mostFollowers,
  ): AsyncGenerator<State, void> {
    if (closed) return
    const room = rooms.get(id) ?? open(id)
    // A class has sixty seats at most; nobody may open streams without end with its code.
    if (room.followers.size >= most) throw new Problem('server.busy')
    const follower = { wake: () => {} }
    const leave = () => follower.wake()
    room.followers.add(follower)
    signal?.addEventListener('abort', leave)
    try {
      let seen = 0
      while (!closed && !signal?.aborted) {
        if (room.turn === seen) {
          await new Promise<void>((wake) => (follower.wake = wake))
          continue
        }
        seen = room.turn
        if (room.state === undefined) return
        yield room.state
      }
    } finally {
      signal?.removeEventListener('abort', leave)
      room.followers.delete(follower)
      if (room.followers.size === 0) {
        clearInterval(room.timer)
        rooms.delete(id)
      }
    }
  }

  return {
    heard(id) {
      const room = rooms.get(id)
      if (room) void refresh(id, room)
    },
    follow,
    close() {
      closed = true
      for (const room of rooms.values()) for (const follower of room.followers) follower.wake()
    },
    followers: () => [...rooms.values()].reduce((sum, room) => sum + room.followers.size, 0),
  }
}
