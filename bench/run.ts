// `npm run bench`: every target of design §11 that can be measured today, one JSON line each.
import { measure as linkage } from './linkage.ts'
import { measure as live } from './live.ts'
import { measure as mixedModel } from './mixed-model.ts'
import { measure as submissions } from './submissions.ts'
import { measure as pages } from './pages.ts'
import { measure as startUp } from './start-up.ts'

for (const measure of [submissions, live, linkage, pages, startUp, mixedModel]) await measure()
