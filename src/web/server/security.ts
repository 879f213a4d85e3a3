import type { MiddlewareHandler } from 'hono'
import { csrf } from 'hono/csrf'
import { secureHeaders } from 'hono/secure-headers'

/** Nothing is loaded from anywhere else, nothing inline runs, no page can be framed; works over plain HTTP on loopback. */
export const headers = (isHttps: boolean): MiddlewareHandler =>
  secureHeaders({
    contentSecurityPolicy: {
      defaultSrc: ["'none'"],
      scriptSrc: ["'self'"],
      styleSrc: ["'self'"],
      imgSrc: ["'self'", 'data:'],
      fontSrc: ["'self'"],
      connectSrc: ["'self'"],
      manifestSrc: ["'self'"],
      workerSrc: ["'self'"],
      formAction: ["'self'"],
      frameAncestors: ["'none'"],
      baseUri: ["'none'"],
    },
    strictTransportSecurity: isHttps ? 'max-age=31536000' : false,
    // For browsers that are gone (Internet Explorer, Flash), and paid for with each page of a phone.
    xDnsPrefetchControl: false,
    xDownloadOptions: false,
    xPermittedCrossDomainPolicies: false,
    xXssProtection: false,
    originAgentCluster: false,
    referrerPolicy: 'same-origin',
    permissionsPolicy: { camera: [], microphone: [], geolocation: [], payment: [], usb: [] },
  })

/** A form must come from our own pages (Origin, Sec-Fetch-Site), beside the cookies' SameSite. */
export const sameOrigin = (publicUrl: () => string): MiddlewareHandler =>
  csrf({
    origin: (origin, c) => origin === new URL(publicUrl()).origin || origin === new URL(c.req.url).origin,
  })
