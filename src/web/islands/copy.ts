/** `button[data-copy="id"]` copies what that field holds and says so; without scripts the text is there to be selected. */
for (const button of document.querySelectorAll<HTMLButtonElement>('button[data-copy]')) {
  const field = document.getElementById(button.dataset.copy ?? '')
  if (!(field instanceof HTMLTextAreaElement)) continue
  button.hidden = false
  button.addEventListener('click', async () => {
    field.select()
    try {
      await navigator.clipboard.writeText(field.value)
    } catch {
      // Plain HTTP has no clipboard: the text stays selected for Ctrl-C.
      return
    }
    button.textContent = button.dataset.copied ?? ''
  })
}
