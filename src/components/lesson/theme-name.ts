// What a theme is called in the reader's language.
import type { Messages } from '#messages/in-locale.ts'
import type { Theme } from '#schemas/lesson.ts'

export function themeName(m: Messages, theme: Theme): string {
  const names: Record<Theme, () => string> = {
    alcohol: m.catalogue_theme_alcohol,
    nicotine: m.catalogue_theme_nicotine,
    cannabis: m.catalogue_theme_cannabis,
    medicines: m.catalogue_theme_medicines,
    gambling: m.catalogue_theme_gambling,
    norms: m.catalogue_theme_norms,
    refusal: m.catalogue_theme_refusal,
    media: m.catalogue_theme_media,
    law: m.catalogue_theme_law,
    'first-aid': m.catalogue_theme_first_aid,
    feelings: m.catalogue_theme_feelings,
    friendship: m.catalogue_theme_friendship,
    family: m.catalogue_theme_family,
    body: m.catalogue_theme_body,
    help: m.catalogue_theme_help,
  }
  return names[theme]()
}
