// Opens the services for a command and closes them afterwards. Who works on the machine itself acts as a researcher;
// the audit log says `command-line`. A command never makes a database: a wrong DATA_DIR must not look like an empty one.
import { existsSync } from 'node:fs'
import { createCaller, type Api } from '#api/router.ts'
import type { Services } from '#api/trpc.ts'
import type { Role } from '#domain/access.ts'
import { isProblemCode } from '#domain/problem.ts'
import { openServices, settingsFrom } from '../server.ts'

/** @throws Error with a sentence for the person at the keyboard, refusals of the API included. */
export async function withServices<Result>(
  work: (api: Api, services: Services) => Promise<Result>,
  role: Role = 'researcher',
): Promise<Result> {
  const settings = settingsFrom(process.env)
  const file = `${settings.dataDir}/forspring.db`
  if (!existsSync(file))
    throw new Error(
      `There is no database ${file}. Set DATA_DIR to the folder of the server, or run npm start first.`,
    )
  const { services } = await openServices(settings)
  const user = { id: 'command-line', name: '', email: '', role, schoolIds: [] }
  try {
    return await work(createCaller({ ...services, user, address: '', hasCookie: false }), services)
  } catch (error) {
    const { message } = error as Error
    if (!isProblemCode(message)) throw error
    // Only now, because the messages exist once something has been built.
    const { problemSentence } = await import('#messages/problem-sentence.ts')
    throw new Error(problemSentence(message, 'en'), { cause: error })
  } finally {
    await services.database.close()
  }
}
