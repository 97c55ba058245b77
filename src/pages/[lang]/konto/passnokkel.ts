// Making a passkey for the own account, in two posts: an empty one gets the options, one with an answer keeps the key.
import type { APIRoute } from 'astro'
import { answerJson, postedJson } from '#components/school/answer-json.ts'

export const POST: APIRoute = async ({ locals, request }) => {
  const { answer, name } = await postedJson(request)
  const { passkeys } = locals.staff
  return answerJson(() =>
    answer === undefined
      ? passkeys.startRegistration(request.headers)
      : passkeys.finishRegistration(request.headers, answer, typeof name === 'string' ? name.trim() : ''),
  )
}

export const GET: APIRoute = () => new Response(null, { status: 405, headers: { allow: 'POST' } })
