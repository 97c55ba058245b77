declare namespace App {
  interface Locals {
    locale: import('#domain/locale.ts').Locale
  }
}
