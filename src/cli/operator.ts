// Opens the services for a command and closes them afterwards. Who works on the machine itself acts as a researcher;
// the audit log says `command-line`.
import { createCaller, type Api } from '#api/router.ts'
import type { Services } from '#api/trpc.ts'
import { openServices, settingsFrom } from '../server.ts'

export async function withServices<Result>(
  work: (api: Api, services: Services) => Promise<Result>,
): Promise<Result> {
  const { services } = await openServices(settingsFrom(process.env))
  const user = { id: 'command-line', name: '', email: '', role: 'researcher' as const, schoolIds: [] }
  try {
    return await work(createCaller({ ...services, user, address: '', hasCookie: false }), services)
  } finally {
    await services.database.close()
  }
}
