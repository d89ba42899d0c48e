/** What a person deals with: it tells, asks, names the answer file, and has the questions put. */
export const front = String.raw`if (-not $env:SystemRoot) { MzSay 'notWindows'; exit 2 }
if ($env:PROCESSOR_ARCHITEW6432) {
  MzSay 'bits'
  Write-Host "$env:SystemRoot\Sysnative\WindowsPowerShell\v1.0\powershell.exe -ExecutionPolicy Bypass -File $($MyInvocation.MyCommand.Path)"
  exit 2
}
if ($Show) { $MzTexts; exit 0 }
Write-Host "Mizumori kit $MzKit"
Write-Host "questions $MzQuestions"
Write-Host ''
MzSay 'reads'
foreach ($title in $MzTitles) { Write-Host "  - $title" }
MzSay 'every'
Write-Host ''
if ($MzElevated -eq 0) { MzSay 'asUser'; Write-Host '' }
MzSay 'sensitive'
Write-Host ''
if (-not $Yes) {
  try { $reply = Read-Host $MzWords['goOn'] -ErrorAction Stop } catch { MzSay 'needsYes'; exit 2 }
  if ('y', 'yes' -notcontains "$reply".Trim()) { MzSay 'notGone'; exit 1 }
}
$MzFolder = Split-Path -Parent $MyInvocation.MyCommand.Path
$MzName = "$env:COMPUTERNAME" -replace '[^A-Za-z0-9.-]', ''
$MzFile = $MzFolder.TrimEnd('\') + '\mizumori-' + $MzName + '-' + ((MzUtc) -replace '[-:]', '') + '.answers'
if (Test-Path -LiteralPath $MzFile) { MzSay 'noFolder'; Write-Host $MzFolder; exit 2 }
$MzNonce = ''
while ($MzNonce.Length -lt 24) { $MzNonce += '{0:x}' -f (Get-Random -Maximum 16) }
MzHead
if ($MzBroken -eq 1) { MzSay 'noFolder'; Write-Host $MzFolder; exit 2 }
MzQuestions
MzClose
Write-Host ''
if ($MzBroken -eq 1) { MzSay 'failed'; Write-Host $MzFile; exit 1 }
if ($MzDenied -gt 0) { MzSay 'denied'; Write-Host "  $MzDenied" }
MzSay 'done'
Write-Host $MzFile
$MzHash = ''
if (Get-Command Get-FileHash) { $MzHash = (Get-FileHash -LiteralPath $MzFile -Algorithm SHA256).Hash }
else {
  foreach ($line in @(& ($MzSystem + 'certutil.exe') -hashfile $MzFile SHA256 2>&1)) {
    $digits = "$line" -replace ' ', ''
    if ($digits -match '^[0-9a-fA-F]{64}$') { $MzHash = $digits }
  }
}
if ($MzHash) { Write-Host "SHA-256 $($MzHash.ToLower())"; MzSay 'note' } else { MzSay 'noHash' }
exit 0`;
