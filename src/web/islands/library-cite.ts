/** Words that are selected in `[data-page-text]` go into the form `form[data-cite]`; without this script they are copied by hand. */
const text = document.querySelector<HTMLElement>('[data-page-text]')
const field = document.querySelector<HTMLTextAreaElement>('form[data-cite] textarea[name=quote]')

if (text && field)
  document.addEventListener('selectionchange', () => {
    const selection = document.getSelection()
    if (
      !selection ||
      selection.isCollapsed ||
      !text.contains(selection.anchorNode) ||
      !text.contains(selection.focusNode)
    )
      return
    const words = selection.toString().replace(/\s+/g, ' ').trim()
    if (words.length >= 3 && words.length <= field.maxLength) field.value = words
  })

export {}
