// `npm run dev` only: Astro's own server has no composition root around it, so the services are opened here.
import { createCaller } from '#api/router.ts'
import { log } from './log.ts'

type Opened = Awaited<ReturnType<(typeof import('../server.ts'))['openServices']>>
let opened: Promise<Opened> | undefined

export async function provide(context: { locals: App.Locals; request: Request }): Promise<void> {
  const { openServices, settingsFrom } = await import('../server.ts')
  const settings = settingsFrom(process.env)
  const { services, staff } = await (opened ??= openServices(settings))
  const user = await staff.userOf(context.request.headers)
  const address = '127.0.0.1'
  Object.assign(context.locals, {
    user,
    address,
    staff,
    log,
    origin: settings.origin,
    api: createCaller({ ...services, user, address, hasCookie: context.request.headers.has('cookie') }),
  })
}
