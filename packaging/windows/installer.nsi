; SPDX-License-Identifier: GPL-3.0-or-later
; The installer. Called by make-package.sh with VERSION, FILES (a script with the macros InstallFiles, RemoveFiles and the size), SOURCE
; (the folder to install, with LICENSE.txt), OUTPUT defined.
;
;   setup.exe [/S] [/CurrentUser | /AllUsers] [/D=FOLDER]     /D last and without quotes
;   uninstall.exe [/S] [/PURGE]                              /PURGE: the calling user's reports and settings go, too
;
; Exit codes: 0 done, 1 given up by the user, 2 failed, 3 the program runs.
Unicode true
Target amd64-unicode
SetCompressor /SOLID lzma
SetDateSave off
ManifestDPIAware true
ManifestLongPathAware true

!define NAME "ConsultantOS"
!define UNINSTALL_KEY "Software\Microsoft\Windows\CurrentVersion\Uninstall\ConsultantOS"
!define PROGRAM_CLASS "ConsultantOS.Sealed"
!define PROGRAM "bin\consultantos.exe"

!define MULTIUSER_EXECUTIONLEVEL Highest
!define MULTIUSER_MUI
!define MULTIUSER_INSTALLMODE_COMMANDLINE
!define MULTIUSER_INSTALLMODE_INSTDIR "ConsultantOS"
!define MULTIUSER_INSTALLMODE_INSTDIR_REGISTRY_KEY "${UNINSTALL_KEY}"
!define MULTIUSER_INSTALLMODE_INSTDIR_REGISTRY_VALUENAME "InstallLocation"
!define MULTIUSER_INSTALLMODE_DEFAULT_REGISTRY_KEY "${UNINSTALL_KEY}"
!define MULTIUSER_INSTALLMODE_DEFAULT_REGISTRY_VALUENAME "InstallLocation"
!define MULTIUSER_INSTALLMODE_DEFAULT_CURRENTUSER
!define MULTIUSER_USE_PROGRAMFILES64

!include MultiUser.nsh
!include MUI2.nsh
!include FileFunc.nsh
!include LogicLib.nsh
!include "${FILES}"

Name "${NAME}"
OutFile "${OUTPUT}"
BrandingText "${NAME} ${VERSION}"
!define MUI_ICON "${SOURCE}\share\consultantos.ico"
!define MUI_UNICON "${SOURCE}\share\consultantos.ico"
VIProductVersion "${VERSION}.0"
VIAddVersionKey ProductName "ConsultantOS Workstation"
VIAddVersionKey FileDescription "Installs ConsultantOS"
VIAddVersionKey FileVersion "${VERSION}"
VIAddVersionKey ProductVersion "${VERSION}"
VIAddVersionKey LegalCopyright "GPL-3.0-or-later"

!insertmacro MUI_PAGE_LICENSE "${SOURCE}\LICENSE.txt"
!insertmacro MULTIUSER_PAGE_INSTALLMODE
!insertmacro MUI_PAGE_DIRECTORY
!insertmacro MUI_PAGE_INSTFILES
!define MUI_FINISHPAGE_RUN "$INSTDIR\${PROGRAM}"
!insertmacro MUI_PAGE_FINISH
!insertmacro MUI_UNPAGE_CONFIRM
!insertmacro MUI_UNPAGE_INSTFILES
!insertmacro MUI_LANGUAGE English
!insertmacro MUI_LANGUAGE German
!insertmacro MUI_LANGUAGE French
!insertmacro MUI_LANGUAGE Spanish

LangString RUNS ${LANG_ENGLISH} "ConsultantOS is running. Nothing was changed: close it and try again."
LangString RUNS ${LANG_GERMAN} "ConsultantOS läuft noch. Es wurde nichts geändert: Beenden Sie es, und versuchen Sie es noch einmal."
LangString RUNS ${LANG_FRENCH} "ConsultantOS est ouvert. Rien n'a été modifié : fermez-le, puis réessayez."
LangString RUNS ${LANG_SPANISH} "ConsultantOS está abierto. No se ha cambiado nada: ciérrelo e inténtelo de nuevo."
LangString PURGE ${LANG_ENGLISH} "Delete your reports, documents and settings, too? They can't be brought back.$\r$\n$\r$\n$0"
LangString PURGE ${LANG_GERMAN} "Auch Ihre Berichte, Dokumente und Einstellungen löschen? Sie lassen sich nicht wiederherstellen.$\r$\n$\r$\n$0"
LangString PURGE ${LANG_FRENCH} "Supprimer aussi vos rapports, documents et paramètres ? Ils ne pourront pas être récupérés.$\r$\n$\r$\n$0"
LangString PURGE ${LANG_SPANISH} "¿Eliminar también sus informes, documentos y ajustes? No se podrán recuperar.$\r$\n$\r$\n$0"

; Ends with 3 if a program of the installation in $INSTDIR runs: Windows doesn't let its file be opened for writing.
!macro StopIfRunning
    ${If} ${FileExists} "$INSTDIR\${PROGRAM}"
        ClearErrors
        FileOpen $0 "$INSTDIR\${PROGRAM}" a
        ${If} ${Errors}
            MessageBox MB_OK|MB_ICONEXCLAMATION "$(RUNS)" /SD IDOK
            SetErrorLevel 3
            Quit
        ${EndIf}
        FileClose $0
    ${EndIf}
!macroend

!macro TellShell
    System::Call 'shell32::SHChangeNotify(i 0x08000000, i 0, p 0, p 0)'
!macroend

Function .onInit
    !insertmacro MULTIUSER_INIT
FunctionEnd

Function un.onInit
    !insertmacro MULTIUSER_UNINIT
FunctionEnd

Section "ConsultantOS"
    !insertmacro StopIfRunning
    ; The files of the version before, by its own list: what this version doesn't have any more must not stay.
    ${If} ${FileExists} "$INSTDIR\uninstall.exe"
        ExecWait '"$INSTDIR\uninstall.exe" /S /UPGRADE _?=$INSTDIR' $0
        ${If} $0 != 0
            SetErrorLevel 2
            Abort
        ${EndIf}
    ${EndIf}
    !insertmacro InstallFiles
    SetOutPath "$INSTDIR"
    WriteUninstaller "$INSTDIR\uninstall.exe"

    CreateShortCut "$SMPROGRAMS\${NAME}.lnk" "$INSTDIR\${PROGRAM}"
    WriteRegStr SHCTX "Software\Classes\${PROGRAM_CLASS}" "" "ConsultantOS sealed report"
    WriteRegStr SHCTX "Software\Classes\${PROGRAM_CLASS}\DefaultIcon" "" "$INSTDIR\${PROGRAM},1"
    WriteRegStr SHCTX "Software\Classes\${PROGRAM_CLASS}\shell\open\command" "" '"$INSTDIR\${PROGRAM}" "%1"'
    WriteRegStr SHCTX "Software\Classes\.sealed" "" "${PROGRAM_CLASS}"
    WriteRegStr SHCTX "Software\Classes\.sealed" "Content Type" "application/vnd.consultantos.sealed"

    WriteRegStr SHCTX "${UNINSTALL_KEY}" "DisplayName" "${NAME}"
    WriteRegStr SHCTX "${UNINSTALL_KEY}" "DisplayVersion" "${VERSION}"
    WriteRegStr SHCTX "${UNINSTALL_KEY}" "DisplayIcon" "$INSTDIR\${PROGRAM}"
    WriteRegStr SHCTX "${UNINSTALL_KEY}" "Publisher" "ConsultantOS"
    WriteRegStr SHCTX "${UNINSTALL_KEY}" "InstallLocation" "$INSTDIR"
    WriteRegStr SHCTX "${UNINSTALL_KEY}" "UninstallString" '"$INSTDIR\uninstall.exe" /$MultiUser.InstallMode'
    WriteRegStr SHCTX "${UNINSTALL_KEY}" "QuietUninstallString" '"$INSTDIR\uninstall.exe" /S /$MultiUser.InstallMode'
    WriteRegDWORD SHCTX "${UNINSTALL_KEY}" "EstimatedSize" ${SIZE_KB}
    WriteRegDWORD SHCTX "${UNINSTALL_KEY}" "NoModify" 1
    WriteRegDWORD SHCTX "${UNINSTALL_KEY}" "NoRepair" 1
    !insertmacro TellShell
SectionEnd

Section "Uninstall"
    !insertmacro StopIfRunning
    !insertmacro RemoveFiles
    ${GetParameters} $1
    ClearErrors
    ${GetOptions} $1 "/UPGRADE" $2
    ${IfNot} ${Errors}
        Goto done ; the new version puts its own entries over these
    ${EndIf}

    Delete "$SMPROGRAMS\${NAME}.lnk"
    ReadRegStr $0 SHCTX "Software\Classes\.sealed" ""
    ${If} $0 == "${PROGRAM_CLASS}"
        DeleteRegKey SHCTX "Software\Classes\.sealed"
    ${EndIf}
    DeleteRegKey SHCTX "Software\Classes\${PROGRAM_CLASS}"
    DeleteRegKey SHCTX "${UNINSTALL_KEY}"
    Delete "$INSTDIR\uninstall.exe"
    RMDir "$INSTDIR"
    !insertmacro TellShell

    ; The data of the user who calls, never of others.
    SetShellVarContext current
    StrCpy $0 "$LOCALAPPDATA\consultantos"
    ClearErrors
    ${GetOptions} $1 "/PURGE" $2
    ${IfNot} ${Errors}
        RMDir /r "$0"
    ${ElseIf} ${FileExists} "$0\*.*"
        MessageBox MB_YESNO|MB_ICONQUESTION|MB_DEFBUTTON2 "$(PURGE)" /SD IDNO IDNO done
        RMDir /r "$0"
    ${EndIf}
    done:
SectionEnd
