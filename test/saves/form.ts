/** The body of a save: multipart where a file goes with it. */
export const formOf = (save: {
  form: Readonly<Record<string, string>>
  file?: string | undefined
}): URLSearchParams | FormData =>
  save.file ? withFile(save.form, save.file) : new URLSearchParams(save.form)

/** A form with a file of this name, as a browser sends it. */
export function withFile(fields: Readonly<Record<string, string>>, name: string): FormData {
  const form = new FormData()
  for (const [field, value] of Object.entries(fields)) form.set(field, value)
  form.set('file', new File([`%PDF-1.7\n% ${name}\n%%EOF\n`], name))
  return form
}
