// The device's choices in «Lesehjelp», set before the page is drawn; says the same as showSettings in settings.ts.
try {
  const kept = JSON.parse(localStorage.getItem('forspring.reading') || '{}')
  const root = document.documentElement
  if (kept.size === '125' || kept.size === '150') root.dataset.readSize = kept.size
  root.toggleAttribute('data-read-friendly', kept.friendly === true)
  root.toggleAttribute('data-read-easy', kept.easy === true)
} catch {}
