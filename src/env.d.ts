declare namespace App {
  interface Locals {
    locale: import('#domain/locale.ts').Locale
    lesson?: import('#components/lesson/lesson-context.ts').LessonContext
  }
}
