import {kitFormat} from '../../model/kit.ts';
import {powershellSum} from '../line-sum.ts';

/** All answers together, in characters: what is over that is left out. */
const answersLimit = 33_554_432;

/** Who this is, in words that nothing can be hidden in; the import reads no others. */
const identity = String.raw`function MzLine($name, $value) {
  $text = "$value".Trim()
  if ($text -match '^[A-Za-z0-9][A-Za-z0-9 ./_:-]{0,99}$') { "$name $text" }
}
function MzStored($key, $name) {
  try { (Get-ItemProperty -LiteralPath "Registry::HKEY_LOCAL_MACHINE\$key" -ErrorAction Stop).$name } catch { '' }
}
# A machine that does not tell all of this is known by what it does tell, or by the person who imports the file.
function MzTold($class, $properties, $where) {
  try { MzInstances 'root\cimv2' $class $properties $where 20 } catch { @() }
}
function MzIdentity {
  $name = MzStored 'SYSTEM\CurrentControlSet\Services\Tcpip\Parameters' 'Hostname'
  if (-not $name) { $name = $env:COMPUTERNAME }
  MzLine 'hostname' $name
  MzLine 'machine-id' ("$(MzStored 'SOFTWARE\Microsoft\Cryptography' 'MachineGuid')".ToLower() -replace '-', '')
  foreach ($bios in @(MzTold 'Win32_BIOS' @('SerialNumber') $null)) { MzLine 'serial' $bios.SerialNumber }
  foreach ($adapter in @(MzTold 'Win32_NetworkAdapterConfiguration' @('MACAddress', 'IPAddress') 'IPEnabled=TRUE')) {
    MzLine 'mac' "$($adapter.MACAddress)".ToLower()
    foreach ($address in @($adapter.IPAddress)) { MzLine 'address' $address }
  }
}`;

/** Whatever is written goes through one function, into one file. */
export const collector = String.raw`${powershellSum}
${identity}
function MzUtc { (Get-Date).ToUniversalTime().ToString('s') + 'Z' }
function MzWrite($lines) {
  try { Add-Content -LiteralPath $MzFile -Value $lines -Encoding Ascii -ErrorAction Stop } catch { $script:MzBroken = 1 }
}
function MzHead {
  $lines = @(
    'MIZUMORI-KIT ${kitFormat}', 'form powershell', "kit $MzKit", "tool $MzTool", 'platform windows', "questions $MzQuestions", "nonce $MzNonce"
    "started $(MzUtc)", "user $MzElevated", "shell $($PSVersionTable.PSVersion) $($ExecutionContext.SessionState.LanguageMode)"
    MzIdentity
    $MzAsks
  )
  MzWrite ($lines + "head $(MzSum $lines) $($lines.Length)")
}
function MzKeep($lines) {
  $script:MzSize += (-join $lines).Length
  if ($script:MzSize -gt ${answersLimit}) { return }
  MzWrite ($lines + "$MzNonce sum $(MzSum $lines)")
  $script:MzCount += 1
  if ($lines[-1] -match ' denied ') { $script:MzDenied += 1 }
  Write-Host ([string][char]13 + "$script:MzCount/$($MzAsks.Length) ") -NoNewline
}
function MzClose {
  $said = "end $(MzUtc) $script:MzCount"
  MzWrite "$MzNonce $said $(MzSum @($said))"
}`;
