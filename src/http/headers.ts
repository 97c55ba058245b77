// Security headers of every response, static files and refusals included. Pages replace the content security
// policy with Astro's own, which carries the hashes of their scripts.
import type { ServerResponse } from 'node:http'

const always: Record<string, string> = {
  'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
  // Nothing leaves for another site; with `no-referrer` a form would say «Origin: null» and look foreign to us.
  'referrer-policy': 'same-origin',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'permissions-policy':
    'accelerometer=(), browsing-topics=(), camera=(self), display-capture=(), geolocation=(), gyroscope=(), microphone=(), payment=(), usb=()',
  'strict-transport-security': 'max-age=31536000',
}

export function setSecurityHeaders(response: ServerResponse): void {
  for (const name in always) response.setHeader(name, always[name]!)
}
