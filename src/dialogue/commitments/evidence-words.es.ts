type Values = Readonly<Record<string, string | number>>

/** Evidence of commitments, and what phones send late. */
export const es = {
  section: 'Evidencia',
  sub: 'Fotos y documentos. Los ven el equipo y las partes, no el público.',
  none: 'Nadie ha agregado evidencia.',
  add: 'Agregar evidencia',
  addTitle: 'Agregar evidencia',
  photos: 'Fotos o documentos',
  photosOptional: 'Fotos (opcional)',
  photosHelp: 'Hasta 4 archivos de 25 MB: fotos JPEG, PNG o WebP, o documentos PDF o Word.',
  consentTitle: 'Antes de elegir la foto',
  consent:
    'Si se ven caras, pida permiso a cada persona; de niñas y niños, a su familia. Sin permiso, tómela de lejos o de espaldas. Al guardarla se borran el lugar y los datos del teléfono que trae la foto.',
  words: '¿Qué se ve?',
  wordsHelp: 'En una frase, sin nombres de personas.',
  incident: '¿De qué incidente es?',
  save: 'Guardar la evidencia',
  saved: 'La evidencia quedó guardada.',
  programme: 'El programa',
  photoOf: (who: string, day: string) => `Foto de ${who}, ${day}`,
  by: (who: string, day: string) => `${who} · ${day}`,
  ofView: 'con su valoración',
  ofIncident: (day: string) => `del incidente del ${day}`,
  remove: 'Quitar',
  removed: 'La evidencia se quitó. En 30 días se borra para siempre.',
  restored: 'La evidencia volvió.',
  tooMany: 'Solo se guardan los primeros 4 archivos.',
  theirsTitle: 'Alguien de su organización dio otra valoración mientras tanto',
  theirsText:
    'Esta es. La suya sigue abajo y no se ha guardado: guárdela si también debe quedar; será la última.',
  givenBy: 'La capturó',
  problems: {
    'commitments.noFile': () => 'Elija al menos una foto o un documento; todavía no se ha guardado nada.',
    'commitments.incomplete': ({ what }: Values) => `Falta corregir algo en lo que anotó: ${what}`,
    'commitments.otherHolder': () =>
      'Esto lo anotó otra persona en este teléfono. Se mandará cuando ella entre; con la sesión de usted no se guarda.',
  },
}
export type Words = typeof es
