// Signing in with a passkey, in two posts: an empty one gets the options, one with an answer gets the session.
import type { APIRoute } from 'astro'
import { answerJson, postedJson } from '#components/school/answer-json.ts'

export const POST: APIRoute = async ({ locals, request }) => {
  const { answer } = await postedJson(request)
  const { passkeys } = locals.staff
  return answerJson(() =>
    answer === undefined
      ? passkeys.startSignIn()
      : passkeys.finishSignIn(request.headers, answer, locals.address),
  )
}

export const GET: APIRoute = () => new Response(null, { status: 405, headers: { allow: 'POST' } })
