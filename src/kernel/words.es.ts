import type { Problem } from '../platform/problem.ts'

type Values = Problem['values']

/** `40 segundos`, `8 minutos`, `una hora`. */
const wait = (seconds: number): string => {
  if (seconds < 90) return seconds === 1 ? 'un segundo' : `${seconds} segundos`
  const minutes = Math.ceil(seconds / 60)
  return minutes < 55 ? `${minutes} minutos` : 'una hora'
}

/** What the kernel says when a person can mend something: where, what, and what to do. */
export const es = {
  problems: {
    'kernel.period': ({ written }: Values) =>
      `«${written}» no es un periodo. Escriba un año (2019), un trimestre (2019T1), un mes (2020-05) o un día (2026-11-21).`,
    'kernel.conflict': ({ version, now }: Values) =>
      `Usted leyó la versión ${version} y mientras tanto alguien guardó la ${now ?? 'siguiente'}. Lo suyo no se guardó: regrese, recargue la página, compare y guarde de nuevo.`,
    'kernel.notFound': () =>
      'No existe, se quitó o no es para usted. Revise la dirección o búsquelo por su nombre.',
    'kernel.notAllowed': () =>
      'Su papel en este espacio no permite hacer esto. Si lo necesita, pídalo a quien coordina.',
    'kernel.circle': () => 'Así el registro se apoyaría en sí mismo. Elija otro fundamento.',
    'kernel.slug': ({ slug }: Values) =>
      `«${slug}» no sirve como nombre corto. Use de 3 a 60 letras minúsculas sin acento, números y guiones, por ejemplo mi-programa.`,
    'kernel.slugTaken': ({ slug }: Values) =>
      `Ya hay un espacio que se llama «${slug}». Elija otro nombre corto.`,
    'kernel.member.organisation': () =>
      'Falta la organización: una lideresa, una funcionaria o una persona empleadora siempre actúa por una. Elíjala o escriba su nombre.',
    'kernel.member.lastCoordinator': () =>
      'Es la única persona que coordina este espacio. Dé antes ese papel a alguien más.',
    'kernel.signIn.wait': ({ seconds }: Values) =>
      `Hubo varios intentos que no sirvieron. Espere ${wait(Number(seconds))} y vuelva a intentarlo; si tiene prisa, pida un código nuevo a quien coordina y úselo después de esperar.`,
    'kernel.link.wait': ({ seconds }: Values) =>
      `Desde la red de su teléfono o su oficina llegaron muchas ligas que ya no abren nada. Espere ${wait(Number(seconds))} y abra la suya otra vez: no se ha gastado.`,
    'kernel.signIn.codeShape': () =>
      'Un código tiene ocho letras y números, como ACDE-2346. Revise que no falte ni sobre ninguno.',
    'kernel.signIn.code': () =>
      'Con ese código no se puede entrar. Revise que esté bien escrito. Cada código sirve una sola vez, por tres días; si ya pasaron, pida otro a quien coordina.',
    'kernel.signIn.link': () =>
      'Esta liga ya no sirve: se usó, venció o se pidió otra después. Pida una nueva a quien coordina.',
    'kernel.signIn.password': () =>
      'El nombre corto o la contraseña no coinciden. Revise los dos; si no los recuerda, pida un código a quien coordina.',
    'kernel.signIn.username': () =>
      'El nombre corto lleva de 3 a 30 letras sin acento, números, puntos o guiones, por ejemplo rosa.hernandez. No use su correo.',
    'kernel.signIn.usernameTaken': ({ username }: Values) =>
      `Alguien más ya usa el nombre «${username}». Elija otro, por ejemplo con su apellido.`,
    'kernel.signIn.passwordLength': ({ min, max }: Values) =>
      `La contraseña lleva de ${min} a ${max} caracteres. Una frase de cuatro palabras es fácil de recordar.`,
    'kernel.signIn.currentPassword': () => 'La contraseña actual no es esa. No se cambió nada.',
    'kernel.signIn.secret': ({ where, shortest }: Values) =>
      `El secreto que está en ${where} es muy corto. Ponga al menos ${shortest} caracteres al azar, o quítelo para que el programa haga uno nuevo (todas las personas tendrán que entrar otra vez).`,
  },
}

export type Words = typeof es
