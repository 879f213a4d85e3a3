/** The body of a save: multipart where a file goes with it. */
export function formOf(save: {
  form: Readonly<Record<string, string>>
  file?: string | undefined
}): URLSearchParams | FormData {
  if (!save.file) return new URLSearchParams(save.form)
  const form = new FormData()
  for (const [name, value] of Object.entries(save.form)) form.set(name, value)
  form.set('file', new File(['%PDF-1.7'], save.file))
  return form
}
