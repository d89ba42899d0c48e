/** What every question uses. Nothing that was read is ever a part of a line that cmd.exe reads again. */
export const routines = String.raw`:begin
for %%F in ("%O%") do set "S=%%~zF"
>>"%O%" echo %N% begin %1 %2 %S%
exit /b 0
:end
for %%F in ("%O%") do set "S=%%~zF"
>>"%O%" echo %N% end %1 %2 %E% %S%
set /a A+=1
exit /b 0
:listing
%SYS%\reg.exe query %1 >nul 2>&1
if errorlevel 1 exit /b 1
%SYS%\reg.exe query %1 2>nul | %SYS%\find.exe "HKEY_" >>"%O%"
exit /b 0
:members
set "MZName="
for /f "tokens=1* delims==" %%A in ('%SYS%\wbem\wmic.exe path Win32_Group where "LocalAccount=TRUE AND SID='%1'" get Domain^,Name /value ^<nul 2^>nul') do for /f "delims=" %%C in ("%%B") do set "MZ%%A=%%C"
if not defined MZName exit /b 1
for /f "delims=" %%D in ("%MZDomain%") do for /f "delims=" %%G in ("%MZName%") do %SYS%\wbem\wmic.exe path Win32_GroupUser where (GroupComponent="Win32_Group.Domain=\"%%D\",Name=\"%%G\"") get PartComponent /value <nul >>"%O%" 2>&1
exit /b %ERRORLEVEL%`;

/** Who this is, and which time it has: what the import makes an identity and a time of, by the slot of its frame. */
export const identity: readonly (readonly [string, string])[] = [
  ['i0', '%SYS%\\reg.exe query "HKLM\\SOFTWARE\\Microsoft\\Cryptography" /v MachineGuid'],
  ['i1', '%SYS%\\reg.exe query "HKLM\\SYSTEM\\CurrentControlSet\\Services\\Tcpip\\Parameters" /v Hostname'],
  ['i2', '%SYS%\\wbem\\wmic.exe path Win32_BIOS get SerialNumber /value <nul'],
  [
    'i3',
    '%SYS%\\wbem\\wmic.exe path Win32_NetworkAdapterConfiguration where "IPEnabled=TRUE" get IPAddress,MACAddress /value <nul',
  ],
  ['i4', '%SYS%\\wbem\\wmic.exe path Win32_OperatingSystem get LocalDateTime /value <nul'],
  ['i5', '%SYS%\\reg.exe query "HKLM\\SYSTEM\\CurrentControlSet\\Control\\TimeZoneInformation" /v ActiveTimeBias'],
  ['i6', '%SYS%\\reg.exe query "HKCU\\Control Panel\\International" /v sShortDate'],
];
