import { request } from 'node:http'
import { inject } from 'vitest'

/** What test/global-setup.ts makes once for all the files of a test run, when the first asks for it. */
export const askTestRun = (what: 'embedded' | 'installed' | 'sample'): Promise<string> =>
  new Promise((resolve, reject) => {
    const call = request({ socketPath: inject('testRun'), path: `/${what}` }, async (response) => {
      let text = ''
      for await (const chunk of response.setEncoding('utf8')) text += chunk
      if (response.statusCode === 200) resolve(text)
      else reject(new Error(`the test run could not make “${what}”: ${text}`))
    })
    call.once('error', reject)
    call.end()
  })
