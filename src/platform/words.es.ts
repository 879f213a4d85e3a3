import type { Problem } from './problem.ts'

type Values = Problem['values']

/** Words of the platform: what can go wrong with the database, the backup and the restore, and what to do about it. */
export const es = {
  problems: {
    'settings.invalid': (v: Values) => `El ajuste ${v.source} no puede ser «${v.given}». Se admite: ${v.es}.`,
    'pictures.unknown': () =>
      'El archivo no es una foto que se pueda guardar. Elija una foto JPEG, PNG o WebP.',
    'pictures.heic': () =>
      'La foto está en el formato HEIC del iPhone, que aquí no se puede leer. En Ajustes › Cámara › Formatos elija «Más compatible», o compártala como JPEG.',
    'pictures.pixels': (v: Values) =>
      `La foto mide ${v.width} × ${v.height} puntos, más de los ${v.most} millones que se admiten. Redúzcala, o tome otra con menos resolución.`,
    'pictures.broken': () =>
      'La foto está cortada o dañada y no se guardó. Ábrala en su teléfono: si ahí se ve completa, tome una captura de pantalla y mande esa.',
    'sheet.kind': () =>
      'El archivo no es una hoja de cálculo. Guárdelo desde Excel o LibreOffice como XLSX o CSV y súbalo otra vez.',
    'sheet.cut': () =>
      'La hoja de cálculo no se puede abrir: está cortada o protegida con contraseña. Ábrala, guárdela otra vez y súbala de nuevo.',
    'sheet.tooMany': (v: Values) =>
      `La hoja tiene más de ${v.most} filas. Divídala en varias y súbalas por separado.`,
    'sheet.heavy': (v: Values) =>
      `La hoja es demasiado pesada: no se pudo leer en ${v.seconds} segundos con ${v.mb} MB de memoria. Deje sólo la tabla (sin formatos, imágenes ni hojas de más), guárdela como CSV o divídala, y súbala otra vez.`,
    'document.heavy': (v: Values) =>
      `El documento es demasiado grande: no se pudo escribir en ${v.seconds} segundos con ${v.mb} MB de memoria. Divídalo en partes, o quite cuadros y figuras, y descárguelo otra vez.`,
    'document.drawing': (v: Values) =>
      `No se pudo dibujar una figura del documento (${v.figure}). Abra la figura en su página; si tampoco se ve allí, quítela del documento y descárguelo otra vez.`,
    'document.failed': () =>
      'El documento no se pudo escribir: el programa que lo compone se detuvo. Nada se perdió. Inténtelo otra vez; si se repite, avise a quien instaló el programa.',
    'files.tooLarge': (v: Values) =>
      `El archivo pasa de ${v.limit} MB, el máximo que se admite aquí. Divídalo o comprímalo, o pida que se amplíe el límite (ACUERDO_MAX_UPLOAD).`,
    'files.diskFull': (v: Values) =>
      `No queda espacio en el disco para guardar el archivo en ${v.path}. No se guardó nada a medias. Libere espacio y vuelva a intentarlo.`,
    'files.missing': (v: Values) =>
      `El archivo ${v.sha256}… ya no está en la carpeta de datos. Restaure un respaldo que lo tenga, o vuelva a subirlo.`,
    'jobs.interrupted': (v: Values) =>
      `El programa se detuvo ${v.times} veces mientras hacía este trabajo, así que ya no lo repite. Nada quedó a medias. Inicie el trabajo otra vez; si vuelve a pasar, avise a quien instaló el programa: el motivo está en el registro.`,
    'jobs.fault': (v: Values) =>
      `El programa falló al hacer este trabajo. Nada quedó a medias. Inténtelo otra vez; si se repite, avise a quien instaló el programa con este número, que está en el registro: ${v.job}.`,
    'database.platform': (v: Values) =>
      `No hay un PostgreSQL incluido para este equipo (${v.platform}, ${v.arch}): falta el paquete ${v.package}. Vuelva a ejecutar npm install sin omitir los paquetes opcionales, o indique en DATABASE_URL un servidor PostgreSQL 15 o posterior.`,
    'database.running': (v: Values) =>
      `Otro programa, el proceso ${v.pid}, ya usa los datos de ${v.path}. Ciérrelo y vuelva a empezar, o indique otra carpeta con --data.`,
    'database.cannotMake': (v: Values) =>
      `No se pudo crear la carpeta de datos ${v.path}: ${v.reason}. Elija con --data una carpeta en la que usted pueda escribir.`,
    'database.notEntered': (v: Values) =>
      `PostgreSQL no puede ejecutarse como administrador (root), y quien lo ejecutaría (${v.user}) no puede entrar en ${v.path}. Inicie el programa con un usuario ordinario, o ponga los datos y el programa en una carpeta que ese usuario pueda atravesar, por ejemplo bajo /srv.`,
    'database.noUser': () =>
      'PostgreSQL no puede ejecutarse como administrador (root), y este sistema no deja cambiar de usuario. Inicie el programa con un usuario ordinario.',
    'database.otherVersion': (v: Values) =>
      `Los datos de ${v.path} son de PostgreSQL ${v.found} y este programa trae PostgreSQL ${v.needed}. Haga un respaldo con la versión anterior del programa (acuerdo backup) y restáurelo con esta en una carpeta nueva (acuerdo restore).`,
    'database.initdb': (v: Values) =>
      `No se pudo preparar la base de datos en ${v.path}. PostgreSQL dijo: ${v.reason}. Revise que haya espacio en el disco y que pueda escribir en esa carpeta.`,
    'database.start': (v: Values) =>
      `La base de datos de ${v.path} no arrancó. PostgreSQL dijo: ${v.reason}. Revise el espacio en el disco; si no lo entiende, no borre nada y pida ayuda con este mensaje.`,
    'database.url': () =>
      'DATABASE_URL no es una dirección de PostgreSQL. Escríbala así: postgres://usuario:contraseña@servidor:5432/base',
    'database.unreachable': (v: Values) =>
      `No se pudo entrar al servidor de base de datos ${v.where}: ${v.reason}. Revise DATABASE_URL, que el servidor esté encendido y que la red llegue hasta él.`,
    'database.tooOld': (v: Values) =>
      `El servidor de base de datos es PostgreSQL ${v.found}; hace falta ${v.needed} o posterior. Actualícelo o indique otro en DATABASE_URL.`,
    'database.encoding': (v: Values) =>
      `La base de datos usa la codificación ${v.found} y hace falta UTF8. Cree otra con: CREATE DATABASE acuerdo ENCODING 'UTF8' TEMPLATE template0;`,
    'database.noPlainRole': (v: Values) =>
      `El usuario de DATABASE_URL puede pasar por alto la protección de los datos, y no se pudo cambiar al usuario sin privilegios ${v.role}: ${v.reason}. Quien administra el servidor puede ejecutar:\n${v.statements}`,
    'database.mayNotCreate': (v: Values) =>
      `El usuario de DATABASE_URL no puede crear tablas en esta base de datos. Quien administra el servidor puede ejecutar:\n${v.statements}`,
    'database.extension': (v: Values) =>
      `Falta la extensión ${v.name} y no se pudo instalar: ${v.reason}. Quien administra el servidor puede ejecutar en esta base de datos:\n${v.statements}`,
    'database.migrationChanged': (v: Values) =>
      `El archivo ${v.name}, que ya se aplicó a estos datos, cambió después. Vuelva a instalar el programa tal como se publicó; un cambio en las tablas va en un archivo nuevo.`,
    'database.newer': (v: Values) =>
      `Estos datos los usó una versión más nueva del programa (${v.name}). Actualice el programa; no se tocó nada.`,
    'backup.exists': (v: Values) =>
      `Ya existe el archivo ${v.path} y no se sobrescribe. Elija otro nombre, o muévalo antes.`,
    'backup.cannotWrite': (v: Values) =>
      `No se pudo escribir el respaldo en ${v.path}: ${v.reason}. Elija una carpeta que exista y en la que usted pueda escribir.`,
    'backup.diskFull': (v: Values) =>
      `El disco se llenó al escribir el respaldo ${v.path}; lo escrito se borró. Libere espacio o elija otro disco.`,
    'backup.canceled': (v: Values) => `Se canceló el respaldo ${v.path}; lo escrito se borró.`,
    'restore.notFound': (v: Values) =>
      `No se pudo leer el archivo ${v.path}: ${v.reason}. Revise el nombre y la carpeta.`,
    'restore.notBackup': (v: Values) =>
      `${v.path} no es un respaldo de Acuerdo. Elija un archivo hecho con acuerdo backup; no se tocó nada.`,
    'restore.cut': (v: Values) =>
      `El respaldo ${v.path} está cortado: le falta el final. Vuelva a copiarlo completo, o use otro; no se tocó nada.`,
    'restore.damaged': (v: Values) =>
      `El respaldo ${v.path} está dañado: ${v.entry} no es lo que se guardó. Use otra copia del respaldo; no se tocó nada.`,
    'restore.newer': (v: Values) =>
      `El respaldo ${v.path} lo hizo una versión más nueva del programa (${v.version}). Actualice el programa y vuelva a intentarlo; no se tocó nada.`,
    'restore.notEmpty': (v: Values) =>
      `Ya hay datos en ${v.where}. Un respaldo se restaura solo donde no hay nada: indique una carpeta nueva con --data, u otra base de datos vacía. No se tocó nada.`,
    'restore.inUse': () =>
      'Otro programa usa la base de datos en la que se quiere restaurar. Ciérrelo y vuelva a intentarlo; no se tocó nada.',
    'restore.diskFull': (v: Values) =>
      `No hay espacio en el disco para restaurar en ${v.path}; lo escrito se borró. Libere espacio o elija otra carpeta con --data.`,
    'restore.canceled': () => 'Se canceló la restauración; todo quedó como estaba.',
  },
}

export type Words = typeof es
