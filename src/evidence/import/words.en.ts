import type { Words } from './words.es.ts'

const number = (value: string | number | undefined): string =>
  typeof value === 'number' ? value.toLocaleString('en-GB') : String(value ?? '')
/** Bytes as a person counts them. */
const size = (value: string | number | undefined): string =>
  Number(value) < 1e6
    ? `${number(Math.ceil(Number(value) / 1e3))} kB`
    : `${number(Math.round(Number(value) / 1e6))} MB`

export const en: Words = {
  problems: {
    'import.fileGone': (v) =>
      `The file ${v.file} was not found. Check its name and folder, and choose it again.`,
    'import.fileClosed': (v) =>
      `The program may not read ${v.file}. Copy it to a folder of yours, or close it if another program has it open, and choose it again.`,
    'import.fileChanged': (v) =>
      `The file ${v.file} changed while it was being looked at. Wait until it is fully copied or downloaded and choose it again.`,
    'import.emptyFile': (v) => `The file ${v.file} is empty. Download it again from INEGI’s site.`,
    'import.headerOnly': (v) =>
      `The file ${v.file} has the names of its columns but no rows. Download it again from INEGI’s site.`,
    'import.format': (v) =>
      `The file ${v.file} is of type ${v.format}, which is not read. Download INEGI’s microdata as CSV or DBF, or save the table as CSV.`,
    'import.binary': (v) =>
      `The file ${v.file} is neither text nor any other form that is read. Download INEGI’s microdata as CSV or DBF, or save the table as CSV.`,
    'import.folderSize': (v) =>
      `The folder ${v.file} holds more than ${number(v.limit)} files. Choose the folder with the tables of one quarter only.`,
    'import.notZip': (v) =>
      `The file ${v.file} is named zip but is none; this happens when a download failed and a web page was saved. Download it again.`,
    'import.damagedZip': (v) =>
      `The file ${v.file} is cut or damaged: its index could not be read. Download it again to the end.`,
    'import.damagedMember': (v) =>
      `Inside ${v.file}, the file ${v.member} is damaged: what comes out is not what was packed. Download the zip again.`,
    'import.memberGone': (v) => `${v.member} is no longer inside ${v.file}. Choose the file again.`,
    'import.encrypted': (v) =>
      `The file ${v.member} inside ${v.file} has a password. Unzip it yourself and choose the table (CSV or DBF).`,
    'import.zipMethod': (v) =>
      `The file ${v.member} inside ${v.file} is packed in a way that is not read (method ${v.method}). Unzip it yourself and choose the table (CSV or DBF).`,
    'import.zipEntries': (v) =>
      `The file ${v.file} holds more than ${number(v.limit)} files, more than any of INEGI’s. Check that it is the one with the microdata.`,
    'import.zipSize': (v) =>
      `The file ${v.member} inside ${v.file} would take ${size(v.size)} unpacked; up to ${size(v.limit)} is accepted. It was not unpacked. Download it again from INEGI’s site.`,
    'import.zipRatio': (v) =>
      `The file ${v.member} inside ${v.file} would grow ${number(v.ratio)} times when unpacked, to ${size(v.size)}. Files that fill a disk are made so, and it was not unpacked. Download it from INEGI’s site.`,
    'import.zipLies': (v) =>
      `The file ${v.member} inside ${v.file} is larger than the zip’s index says, and unpacking was stopped. Download it again from INEGI’s site.`,
    'import.unsafeName': (v) =>
      `The file ${v.file} contains a name that would write outside its folder (“${v.name}”). It was not opened. Download it from INEGI’s site.`,
    'import.nested': (v) =>
      `Inside ${v.file} there is only another file to open, ${v.member}. Unzip ${v.file} and choose what it contains.`,
    'import.dbfHeader': (v) =>
      `The file ${v.file} is not a DBF table, or is damaged from its beginning. Download it again.`,
    'import.dbfField': (v) =>
      `In ${v.file}, the column ${v.column} is of a DBF type that is not read (${v.kind}). Download the microdata as CSV.`,
    'import.dbfCut': (v) =>
      `The file ${v.file} is cut: it says it has ${number(v.declared)} rows and only ${number(v.rows)} are there. Download it again to the end.`,
    'import.parquet': (v) =>
      `The file ${v.file} is not a Parquet table, or is cut. Copy or download it again.`,
    'import.noTable': (v) =>
      `No table of ENOE was found in: ${v.file}. Choose INEGI’s microdata zip, or the SDEM table as CSV or DBF.`,
    'import.notEnoe': (v) =>
      `The file ${v.file} is named like the table ${v.table} but has not the columns of ENOE. Open it to see what it contains; if it is not microdata, download it again.`,
    'import.essential': (v) =>
      `The file ${v.file} lacks columns without which the table ${v.table} is of no use: ${v.columns}. Use INEGI’s whole table, or add those columns to your extract.`,
    'import.wrongTable': (v) =>
      `${v.file} brings the table ${v.table}, but SDEM, the one of persons, is missing. Choose the SDEM table of the same period too, or the whole zip.`,
    'import.tableTwice': (v) =>
      `The table ${v.table} is there twice: ${v.first} and ${v.second}. Choose the files of one period only, and each table once.`,
    'import.columnTwice': (v) =>
      `In ${v.file} two columns are named ${v.column}. Leave only the right one and choose the file again.`,
    'import.noWeight': (v) =>
      `The file ${v.file} lacks the expansion factor (${v.weight} in ${v.period}). Nothing can be estimated without it. Use INEGI’s whole table, or add that column.`,
    'import.weightNegative': (v) =>
      `In ${v.file}, ${number(v.n)} persons have a negative ${v.weight}. The file was changed: use INEGI’s.`,
    'import.columnBlank': (v) =>
      `In ${v.file}, the column ${v.column} is blank in every row, and nothing can be estimated without it. Use INEGI’s file.`,
    'import.state': (v) =>
      `In ${v.file}, the column ENT holds the code ${v.value}, which is no state’s (they go from 1 to 32). Correct it or use INEGI’s file.`,
    'import.noPeriod': (v) =>
      `The period of ${v.file} is not known: neither its name nor the column PER tells it. Write the period (for example 2019T1), or give the file the name it had from INEGI (SDEMT119.csv).`,
    'import.noMonth': (v) =>
      `${v.file} is of ETOE, which was taken month by month, and which month is not known. Write it (for example 2020-05), or give the file the name it had from INEGI (SDEMT0520.dbf).`,
    'import.periodForm': (v) =>
      `“${v.given}” is not a period. Write a quarter (2019T1) or a month (2020-05).`,
    'import.periodConflict': (v) =>
      `The name of ${v.file} says ${v.name}, and its column PER says ${v.content}. Correct the name if that is wrong; if not, download the file again.`,
    'import.periodsDiffer': (v) =>
      `${v.first} is of ${v.firstPeriod} and ${v.second} is of ${v.secondPeriod}. Choose the files of one period only.`,
    'import.severalPeriods': (v) =>
      `In ${v.file} there are rows of several periods: ${v.periods}. Separate them, one file a period, and bring them in one by one.`,
    'import.notNumber': (v) =>
      `In ${v.file}, row ${number(v.row)}, column ${v.column} says “${v.value}” where a number belongs. Correct it, or use the file as INEGI publishes it.`,
    'import.notWhole': (v) =>
      `In ${v.file}, row ${number(v.row)}, column ${v.column} says “${v.value}”, and that column holds whole numbers. Correct it, or use the file as INEGI publishes it.`,
    'import.rowWidth': (v) =>
      `In ${v.file}, row ${number(v.row)} has ${v.found} columns and should have ${v.expected}. If it is the last one, the file is cut: download it again. If not, check the commas of that row.`,
    'import.quotes': (v) =>
      `In ${v.file}, row ${number(v.row)}, a quotation mark is opened and not closed. Correct it, or download the file again.`,
    'import.unreadable': (v) =>
      `The file ${v.file} could not be read, nor the damaged row found: mostly these are stray quotation marks or line ends. Download it again, or open it and save it as CSV.`,
    'import.row': (v) =>
      `In ${v.file}, row ${number(v.row)} could not be read. Open it in a spreadsheet to see what it holds, or download the file again.`,
    'import.personsTwice': (v) =>
      `In ${v.file} (table ${v.table}), ${number(v.n)} rows repeat a person who is there already. Remove the repeated ones, or use INEGI’s file.`,
    'import.joinKey': (v) =>
      `The table ${v.table} cannot be joined: ${v.file} lacks the columns ${v.columns}, which say whose each row is. Use INEGI’s whole tables, or bring SDEM alone.`,
    'import.joinLoses': (v) =>
      `Of the ${number(v.rows)} rows of ${v.file} (table ${v.table}), ${number(v.n)} are of persons who are not in ${v.sdem}. The two tables are not of one period or place: choose those that belong together, or bring SDEM alone.`,
    'import.diskSmall': (v) =>
      `The disk of ${v.folder} has ${size(v.free)} left and ${size(v.needed)} are needed. Make room and try again. Nothing was saved.`,
    'import.diskFull': (v) =>
      `The disk of ${v.folder} became full before the end. Nothing was saved by halves. Make room and try again.`,
    'import.folderClosed': (v) =>
      `The program may not write in ${v.folder}. Check the permissions of that folder, or start the program with another (--data).`,
    'import.memory': () =>
      'The memory that the program may use was not enough for this file. Nothing was saved by halves. Bring the SDEM table alone, or remove columns that are not ENOE’s.',
    'import.cancelled': () =>
      'The import was cancelled. Nothing was saved by halves; you can start it again.',
  },
  notices: {
    'import.noStrata': () =>
      'The file has no design stratum (EST_D, EST_D_TRI): estimates are given, but not their error, which cannot be computed without it.',
    'import.noPsu': () =>
      'The file has no primary sampling unit (UPM): estimates are given, but not their error, which cannot be computed without it.',
    'import.weightUnusual': (v) =>
      `The factor ${v.weight} is used: in ${v.period} INEGI publishes ${v.expected}, which the file lacks. Compare a total with the published one.`,
    'import.tableAbsent': (v) =>
      `The table ${v.table} did not come along: what is asked in it cannot be estimated.`,
    'import.tableUnused': (v) => `The table ${v.table} (${v.file}) is not used.`,
    'import.columnsUnknown': (v) =>
      Number(v.n) === 1
        ? `The column ${v.columns} is not one of ENOE’s; it is kept as text.`
        : `${number(v.n)} columns are not ENOE’s and are kept as text: ${v.columns}.`,
    'import.columnsEmpty': (v) =>
      Number(v.n) === 1
        ? `The column ${v.columns} is blank in the whole file.`
        : `${number(v.n)} columns are blank in the whole file: ${v.columns}.`,
    'import.universeLacks': (v) =>
      `Columns that say who is counted are missing (${v.columns}): many estimates cannot be made.`,
    'import.periodByName': (v) =>
      `The period (${v.period}) was taken from the name of the file, which has no column PER to confirm it.`,
    'import.containerPeriod': (v) =>
      `The name of the folder or zip says ${v.container}, and ${v.file} is of ${v.period}: ${v.period} was taken.`,
    'import.extended': () =>
      'It is of the extended questionnaire: questions on contract, benefits and hours bear here the names they have in the basic one.',
    'import.notAnswered': (v) =>
      `${number(v.n)} employed persons have no row in the table ${v.table}; they do not appear in what comes from it.`,
    'import.noPersonKey': () =>
      'Columns that tell persons apart are missing (CON, V_SEL, N_HOG, N_REN): it could not be checked that nobody is there twice.',
    'import.weightBlank': (v) =>
      `${number(v.n)} persons have no ${v.weight} or a zero: they count in no estimate.`,
    'import.nestedLeft': (v) => `Inside ${v.file}, ${v.member} was left unopened.`,
  },
  steps: {
    look: 'Recognising the file',
    unpack: 'Unpacking',
    read: 'Reading the persons',
    join: 'Joining the tables',
    check: 'Checking the result',
    store: 'Storing',
  },
}
