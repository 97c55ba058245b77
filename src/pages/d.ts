// The shortest address that a class can type from the wall.
export { GET } from './direkte.ts'
