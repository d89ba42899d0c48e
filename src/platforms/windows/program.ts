import type {WindowsAsk} from '../../model/windows-ask.ts';

/**
 * What PowerShell is told before the first question. It runs from 2.0 to 7, in Constrained Language Mode as well: no methods
 * but those of strings, numbers and times (not even those of Math), no types of our own, no files.
 *
 * Answers come in lines that any code page carries alike: printable ASCII, everything else as `^` and four hexadecimal
 * digits (`^n`: a new line), cut into pieces that no console wraps. Trouble is known by its identifier, never by its text.
 */
export const powershellFunctions = String.raw`Set-StrictMode -Off
$ErrorActionPreference = 'SilentlyContinue'
$ProgressPreference = 'SilentlyContinue'
$WarningPreference = 'SilentlyContinue'
$MzNewLine = [string][char]10
$MzSystem = $env:SystemRoot + '\System32\'
function MzQuote($text) {
  $text = "$text" -creplace '([\\"])', '\$1'
  $text = $text.Replace([string][char]13, '\r').Replace($MzNewLine, '\n')
  '"' + $text + '"'
}
function MzAnswer($index, $state, $exit, $limit, $lines) {
  $text = @($lines) -join $MzNewLine
  if ($text.Length -gt $limit) { $text = $text.Substring(0, $limit); $state = 'cut' }
  $parts = $text -csplit '([^ -\]_-~])'
  for ($k = 1; $k -lt $parts.Length; $k += 2) {
    if ($parts[$k] -ceq $MzNewLine) { $parts[$k] = '^n' } else { $parts[$k] = '^{0:x4}' -f [int][char]$parts[$k] }
  }
  $text = -join $parts
  for ($k = 0; $k -lt $text.Length; $k += 72) {
    if ($text.Length - $k -gt 72) { '.' + $text.Substring($k, 72) } else { '.' + $text.Substring($k) }
  }
  "$MzNonce answer $index $state $exit $($text.Length)"
}
function MzTrouble($problem) {
  $id = "$($problem.FullyQualifiedErrorId) $($problem.Exception.ErrorCode)"
  $kind = "$($problem.CategoryInfo.Category)"
  if ($id -match 'PathNotFound|CommandNotFound|8004100e|80041010|InvalidNamespace|InvalidClass') { 'absent' }
  elseif ($kind -eq 'PermissionDenied' -or $id -match 'SecurityException|UnauthorizedAccess|80041003|80070005|AccessDenied') { 'denied' }
  elseif ($id -match '80041017|InvalidQuery') { 'query' }
  elseif ($id -match '80041069|Timeout|TimedOut|0x00040004') { 'timeout' }
  else { 'failed' }
}
function MzValue($value) {
  if ($value -is [int]) { 'dword:{0:x}' -f $value }
  elseif ($value -is [long]) { 'qword:{0:x}' -f $value }
  elseif ($value -is [byte[]]) {
    if ($value.Length -gt 8192) { 'long' } else { 'hex:' + (-join ($value | ForEach-Object { '{0:x2}' -f $_ })) }
  }
  elseif ($value -is [array]) { 'multi:' + (@($value | ForEach-Object { MzQuote $_ }) -join ',') }
  elseif ($null -eq $value) { 'none' }
  else { MzQuote $value }
}
function MzValues($path, $wanted, $hidden) {
  $found = Get-ItemProperty -LiteralPath $path -ErrorAction Stop
  if ($null -eq $found) { return }
  foreach ($property in $found.PSObject.Properties) {
    $name = $property.Name
    if ('PSPath', 'PSParentPath', 'PSChildName', 'PSDrive', 'PSProvider' -contains $name) { continue }
    if ($hidden -contains $name) { (MzQuote $name) + '=set' }
    elseif ($null -eq $wanted -or $wanted -contains $name) { (MzQuote $name) + '=' + (MzValue $property.Value) }
  }
}
function MzKey($key, $depth, $wanted, $hidden, $listed) {
  $path = "Registry::$key"
  try { $null = Get-Item -LiteralPath $path -ErrorAction Stop }
  catch {
    $state = MzTrouble $_
    if ($listed -and $state -eq 'absent') { $state = 'failed' }
    return "[$key] $state"
  }
  "[$key]"
  try { MzValues $path $wanted $hidden } catch { "[$key] $(MzTrouble $_)" }
  if ($depth -eq 0) { return }
  try { $names = @(Get-ChildItem -LiteralPath $path -Name -ErrorAction Stop) }
  catch { return "[$key] $(MzTrouble $_)" }
  foreach ($name in $names) { MzKey "$key\$name" ($depth - 1) $wanted $hidden $true }
}
function MzRegistry($index, $key, $depth, $wanted, $hidden, $limit) {
  MzAnswer $index 'ok' 0 $limit @(MzKey $key $depth $wanted $hidden $false)
}
function MzUsers($index, $key, $depth, $wanted, $hidden, $limit) {
  MzAnswer $index 'ok' 0 $limit @(
    '[HKEY_USERS]'
    try { $names = @(Get-ChildItem -LiteralPath 'Registry::HKEY_USERS' -Name -ErrorAction Stop) }
    catch { $names = @(); "[HKEY_USERS] $(MzTrouble $_)" }
    foreach ($name in $names) {
      MzKey "HKEY_USERS\$name\$key" $depth $wanted $hidden $false | Where-Object { $_ -notmatch '^\[HKEY_USERS\\[^\]]*\] absent$' }
    }
  )
}
function MzProperty($value) {
  if ($null -eq $value) { '' }
  elseif ($value -is [bool]) { if ($value) { 'TRUE' } else { 'FALSE' } }
  elseif ($value -is [DateTime]) {
    $time = $value.ToUniversalTime()
    $time.ToString('s') + ('.{0:d3}Z' -f $time.Millisecond)
  }
  elseif ($value -is [array]) { '{' + (@($value | ForEach-Object { MzQuote $_ }) -join ',') + '}' }
  else { "$value" -creplace '[\r\n]+', ' ' }
}
function MzInstances($namespace, $class, $properties, $where, $seconds) {
  $how = @{Namespace = $namespace; ErrorAction = 'Stop'}
  if ($where) { $how['Filter'] = $where }
  if ($properties) { $how['Property'] = $properties }
  if (Get-Command Get-CimInstance) { Get-CimInstance -ClassName $class -OperationTimeoutSec $seconds @how }
  else { Get-WmiObject -Class $class @how }
}
function MzCim($index, $namespace, $class, $properties, $where, $seconds, $limit) {
  $state = 'ok'
  try { $found = @(MzInstances $namespace $class $properties $where $seconds) } catch { $state = MzTrouble $_ }
  if ($state -eq 'query') {
    $state = 'ok'
    try { $found = @(MzInstances $namespace $class $null $where $seconds) } catch { $state = MzTrouble $_ }
  }
  if ($state -ne 'ok') { return MzAnswer $index $state 0 $limit @() }
  MzAnswer $index 'ok' 0 $limit @(
    foreach ($instance in $found) {
      foreach ($property in $properties) { "$property=" + (MzProperty $instance.$property) }
      ''
    }
  )
}
function MzMember($reference) {
  if ($reference -is [string]) {
    'Class=' + ($reference -creplace '^.*?:(\w+)\..*$', '$1')
    'Domain=' + ($reference -creplace '^.*?Domain="([^"]*)".*$', '$1')
    'Name=' + ($reference -creplace '^.*?,Name="([^"]*)"$', '$1')
  }
  else {
    "Class=$($reference.CimSystemProperties.ClassName)"
    "Domain=$($reference.Domain)"
    "Name=$($reference.Name)"
  }
  ''
}
function MzMembers($index, $sid, $seconds, $limit) {
  try {
    $groups = @(MzInstances 'root\cimv2' 'Win32_Group' @('Domain', 'Name') "LocalAccount=TRUE AND SID='$sid'" $seconds)
    $lines = @(
      foreach ($group in $groups) {
        "Group=$($group.Domain)\$($group.Name)"
        ''
        $where = "GroupComponent=""Win32_Group.Domain='$($group.Domain)',Name='$($group.Name)'"""
        foreach ($link in @(MzInstances 'root\cimv2' 'Win32_GroupUser' $null $where $seconds)) { MzMember $link.PartComponent }
      }
    )
    MzAnswer $index 'ok' 0 $limit $lines
  }
  catch { MzAnswer $index (MzTrouble $_) 0 $limit @() }
}
function MzProgram($index, $file, $arguments, $limit) {
  try {
    $lines = @(& ($MzSystem + $file) @arguments 2>&1 | ForEach-Object { "$_" })
    MzAnswer $index 'ok' $LASTEXITCODE $limit $lines
  }
  catch { MzAnswer $index (MzTrouble $_) 0 $limit @() }
}
$MzElevated = 0
if ("$(& ($MzSystem + 'whoami.exe') /groups)" -match 'S-1-16-(12288|16384)\b') { $MzElevated = 1 }`;

const quote = (text: string): string => `'${text.replaceAll("'", "''")}'`;
const list = (texts: readonly string[]): string => `@(${texts.map(quote).join(', ')})`;

const depths = {key: 0, children: 1, tree: 16} as const;

/** A 32-bit PowerShell is shown another registry: keys that are there would be told absent. */
const whole = 'if ($env:PROCESSOR_ARCHITEW6432) { exit }';

/** Around the questions; `{{nonce}}` stands for the marker of the one time that it is sent. */
export const powershellProgram = {
  preamble: `$MzNonce = '{{nonce}}'\n${powershellFunctions}\n${whole}\n"$MzNonce hello $($PSVersionTable.PSVersion) $($ExecutionContext.SessionState.LanguageMode) $MzElevated"`,
  epilogue: '"$MzNonce bye"',
} as const;

/** The line that puts one question. */
export function powershellLine(ask: WindowsAsk, index: number): string {
  switch (ask.kind) {
    case 'registry': {
      const values = ask.values === null ? '$null' : list(ask.values);
      const users = /^HKU\\\*\\(?<below>.+)$/.exec(ask.key)?.groups?.['below'];
      if (users !== undefined)
        return `MzUsers ${index} ${quote(users)} ${depths[ask.depth]} ${values} ${list(ask.hidden)} ${ask.limit}`;
      const key = quote(ask.key.replace(/^HKLM\\/, 'HKEY_LOCAL_MACHINE\\').replace(/^HKU(?=\\|$)/, 'HKEY_USERS'));
      return `MzRegistry ${index} ${key} ${depths[ask.depth]} ${values} ${list(ask.hidden)} ${ask.limit}`;
    }
    case 'cim': {
      const where = ask.where === null ? '$null' : quote(ask.where);
      return `MzCim ${index} ${quote(ask.namespace)} ${quote(ask.class)} ${list(ask.properties)} ${where} ${ask.seconds} ${ask.limit}`;
    }
    case 'members':
      return `MzMembers ${index} ${quote(ask.sid)} ${ask.seconds} ${ask.limit}`;
    case 'program':
      return `MzProgram ${index} ${quote(ask.program)} ${list(ask.args)} ${ask.limit}`;
    default:
      return ask satisfies never;
  }
}
