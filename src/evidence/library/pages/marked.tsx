/** Text with something in it marked; nothing of it is read as markup. */
import { marks } from '../search.ts'

/** What the database marked with its two signs. */
export const Found = ({ text }: { text: string }) => (
  <>
    {text.split(marks.from).map((part, at) => {
      if (at === 0) return part
      const [found = '', rest = ''] = part.split(marks.to)
      return (
        <>
          <mark>{found}</mark>
          {rest}
        </>
      )
    })}
  </>
)
