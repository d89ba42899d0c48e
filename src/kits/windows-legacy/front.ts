import {batchWords, words as common} from '../windows/words.ts';

const words = {...common, ...batchWords};

type Language = 'ja' | 'en';

/** Text for `echo`: what cmd.exe would read otherwise is marked. */
export const echoed = (text: string): string => text.replaceAll(/[\^&|<>]/g, '^$&').replaceAll('%', '%%');

const say = (name: keyof typeof words | 'titles'): string => `call :say_${name}`;

/** What it says in a language, as routines. Japanese is only ever read by a cmd.exe whose code page is that of this file. */
export function speech(language: Language, titles: readonly string[]): string[] {
  const said = Object.entries(words).flatMap(([name, text]) => [
    `:${language}_${name}`,
    `echo ${echoed(text[language])}`,
    'exit /b 0',
  ]);
  return [...said, `:${language}_titles`, ...titles.map((title) => `echo   - ${echoed(title)}`), 'exit /b 0'];
}

/** Routines that say something in the language that was chosen. */
export const speakers = [...Object.keys(words), 'titles'].flatMap((name) => [
  `:say_${name}`,
  `if "%L%"=="ja" goto ja_${name}`,
  `goto en_${name}`,
]);

/** What a person deals with before the questions: it asks for the language, tells, asks, and names the answer file. */
export const front: readonly string[] = [
  'set "D=%~dp0"',
  'set "SYS=%SystemRoot%\\System32"',
  'rem A 32-bit cmd.exe is shown another registry.',
  'if defined PROCESSOR_ARCHITEW6432 set "SYS=%SystemRoot%\\Sysnative"',
  'set "C="',
  `for /f "tokens=2 delims=:" %%C in ('%SYS%\\chcp.com') do set "C=%%C"`,
  'set "C=%C: =%"',
  'set "C=%C:.=%"',
  'set "L="',
  'set "Y="',
  ':arguments',
  'if /i "%~1"=="/yes" set "Y=1"',
  'if /i "%~1"=="/ja" set "L=ja"',
  'if /i "%~1"=="/en" set "L=en"',
  'shift',
  'if not "%~1"=="" goto arguments',
  'if not "%C%"=="932" set "L=en"',
  'if defined L goto told',
  'set "A="',
  'set /p "A=1: 日本語  2: English [1] "',
  'set "L=ja"',
  'if "%A%"=="2" set "L=en"',
  ':told',
  'if not exist %SYS%\\reg.exe goto halved',
  'echo Mizumori kit %KIT%',
  'echo questions %QUESTIONS%',
  'echo.',
  say('reads'),
  say('titles'),
  'echo.',
  'set "U=1"',
  '%SYS%\\reg.exe query "HKU\\S-1-5-19" >nul 2>&1',
  'if errorlevel 1 set "U=0"',
  `if "%U%"=="0" ${say('asUser')}`,
  say('wmic'),
  say('sensitive'),
  'echo.',
  'if defined Y goto begun',
  say('goOn'),
  'set "A="',
  'set /p "A="',
  'if /i "%A%"=="y" goto begun',
  'if /i "%A%"=="yes" goto begun',
  say('notGone'),
  'pause',
  'exit /b 1',
];

const put = (text: string): string => `>>"%O%" echo ${text}`;

/** The start of the answer file; `asks`: lines of all questions. */
export const beginning = (format: number, asks: readonly string[]): string[] => [
  ':begun',
  'set "O=%D%mizumori-%COMPUTERNAME%-%RANDOM%%RANDOM%.answers"',
  'if exist "%O%" goto begun',
  'set "N=%RANDOM%%RANDOM%%RANDOM%%RANDOM%%RANDOM%%RANDOM%000000000000000000000000"',
  'set "N=%N:~0,24%"',
  `>"%O%" echo MIZUMORI-KIT ${format}`,
  'if not exist "%O%" goto readonly',
  put('form cmd'),
  put('kit %KIT%'),
  put('tool %TOOL%'),
  put('platform windows'),
  put('questions %QUESTIONS%'),
  put('nonce %N%'),
  put('user %U%'),
  put('codepage %C%'),
  put('hostname %COMPUTERNAME%'),
  put('local %DATE% %TIME%'),
  ...['SystemRoot', 'SystemDrive', 'ProgramFiles', 'CommonProgramFiles'].map((name) => put(`env ${name} %${name}%`)),
  ...asks.map((line) => put(echoed(line))),
  'for %%F in ("%O%") do set "S=%%~zF"',
  put('head %S%'),
  'set "A=0"',
];

/** The end of the answer file, and what a person needs of it. */
export const ending: readonly string[] = [
  'for %%F in ("%O%") do set "S=%%~zF"',
  put('%N% closed %A% %S% %DATE% %TIME%'),
  'if not exist %SYS%\\certutil.exe goto finished',
  `for /f "delims=" %%H in ('%SYS%\\certutil.exe -hashfile "%O%" SHA256 2^>nul') do >>"%O%" echo %N% sha256 %%H`,
  ':finished',
  'echo.',
  say('done'),
  'echo "%O%"',
  'if not exist %SYS%\\certutil.exe goto unhashed',
  '%SYS%\\certutil.exe -hashfile "%O%" SHA256',
  say('note'),
  'goto finish',
  ':unhashed',
  say('noHash'),
  ':finish',
  'if not defined Y pause',
  'exit /b 0',
  ':halved',
  say('bits'),
  'if not defined Y pause',
  'exit /b 2',
  ':readonly',
  say('noFolder'),
  'echo "%D%"',
  'if not defined Y pause',
  'exit /b 2',
];
