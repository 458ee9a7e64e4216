#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""make_installers.py FOLDER VERSION WORK OUTPUT: of the folder that make-package.sh gathered makes OUTPUT.zip and, in WORK,
what the two installers are made from: files.nsh (the macros of installer.nsi) and product.wxs (for wixl).

The same files give the same bytes: names in order, times from SOURCE_DATE_EPOCH, identities made from names."""
import os
import pathlib
import sys
import time
import uuid
import zipfile
from xml.sax.saxutils import quoteattr

NAMESPACE = uuid.uuid5(uuid.NAMESPACE_URL, "https://github.com/consultantos/windows")
#: Of all versions, so that a newer one takes an older one's place. Never to be changed.
UPGRADE_CODE = uuid.uuid5(NAMESPACE, "upgrade")
NEWER_STAYS = "A newer version of ConsultantOS is installed. Nothing was changed; uninstall it first if you want this one."
PROGRAM_CLASS = "ConsultantOS.Sealed"


def identity(*parts: str) -> str:
    return str(uuid.uuid5(NAMESPACE, "/".join(parts))).upper()


def files_of(folder: pathlib.Path) -> list[pathlib.PurePosixPath]:
    return sorted(pathlib.PurePosixPath(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file())


def folders_of(files: list[pathlib.PurePosixPath]) -> list[pathlib.PurePosixPath]:
    """All folders that hold files, directly or not, each after the one above it."""
    return sorted({parent for file in files for parent in file.parents if parent.name})


def backslashed(path: pathlib.PurePosixPath) -> str:
    return str(path).replace("/", "\\")


def write_zip(folder: pathlib.Path, files: list[pathlib.PurePosixPath], name: str, output: pathlib.Path, epoch: int) -> None:
    when = time.gmtime(max(epoch, 315532800))[:6]  # the format begins in 1980
    with zipfile.ZipFile(output, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        for file in files:
            entry = zipfile.ZipInfo(f"{name}/{file}", when)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = 0o644 << 16
            archive.writestr(entry, (folder / file).read_bytes())


def nsis_macros(folder: pathlib.Path, files: list[pathlib.PurePosixPath]) -> str:
    """The uninstaller takes away what was put there and nothing else."""
    lines = ["; Made by make_installers.py.", "!macro InstallFiles"]
    current = None
    for file in files:
        if file.parent != current:
            current = file.parent
            below = "" if current == pathlib.PurePosixPath(".") else "\\" + backslashed(current)
            lines.append(f'    SetOutPath "$INSTDIR{below}"')
        lines.append(f'    File "${{SOURCE}}/{file}"')
    lines += ["!macroend", "!macro RemoveFiles"]
    lines += [f'    Delete "$INSTDIR\\{backslashed(file)}"' for file in files]
    lines += [f'    RMDir "$INSTDIR\\{backslashed(path)}"' for path in reversed(folders_of(files))]
    size = sum((folder / file).stat().st_size for file in files) // 1024
    return "\n".join(lines + ["!macroend", f"!define SIZE_KB {size}", ""])


class Wix:
    """The table of a Windows Installer package: each file a component of its own, as its rules recommend."""

    def __init__(self, folder: pathlib.Path, files: list[pathlib.PurePosixPath], version: str):
        self.folder, self.files, self.version = folder, files, version
        self.components: list[str] = []

    @staticmethod
    def name(kind: str, path: pathlib.PurePosixPath) -> str:
        return f"{kind}_{identity(kind, str(path)).replace('-', '')[:20]}"

    def component(self, file: pathlib.PurePosixPath, indent: str) -> list[str]:
        name = self.name("c", file)
        self.components.append(name)
        return [f'{indent}<Component Id="{name}" Guid="{identity("component", str(file))}" Win64="yes">',
                f'{indent}  <File Id="{self.name("f", file)}" Name={quoteattr(file.name)} Source={quoteattr(str(file))} KeyPath="yes"/>',
                f"{indent}</Component>"]

    def directory(self, path: pathlib.PurePosixPath, indent: str) -> list[str]:
        lines = []
        for file in (file for file in self.files if file.parent == path):
            lines += self.component(file, indent)
        for below in (folder for folder in folders_of(self.files) if folder.parent == path):
            lines.append(f'{indent}<Directory Id="{self.name("d", below)}" Name={quoteattr(below.name)}>')
            lines += self.directory(below, indent + "  ")
            lines.append(f"{indent}</Directory>")
        return lines

    def registry(self) -> list[str]:
        """The file type and the shortcut: components whose key is a value in the registry."""
        program = '[INSTALLDIR]bin\\consultantos.exe'
        rows = [(f"Software\\Classes\\{PROGRAM_CLASS}", "", "ConsultantOS sealed report"),
                (f"Software\\Classes\\{PROGRAM_CLASS}\\DefaultIcon", "", f"{program},1"),
                (f"Software\\Classes\\{PROGRAM_CLASS}\\shell\\open\\command", "", f'"{program}" "%1"'),
                ("Software\\Classes\\.sealed", "", PROGRAM_CLASS),
                ("Software\\Classes\\.sealed", "Content Type", "application/vnd.consultantos.sealed")]
        lines = [f'      <Component Id="FileType" Guid="{identity("component", "file type")}" Win64="yes">']
        for number, (key, name, value) in enumerate(rows):
            named = f" Name={quoteattr(name)}" if name else ""
            key_path = ' KeyPath="yes"' if number == 0 else ""
            lines.append(f'        <RegistryValue Root="HKLM" Key={quoteattr(key)}{named} Type="string" Value={quoteattr(value)}{key_path}/>')
        self.components.append("FileType")
        return lines + ["      </Component>"]

    def text(self) -> str:
        body = self.directory(pathlib.PurePosixPath("."), "          ")
        registry = self.registry()
        self.components.append("StartMenu")
        references = [f'      <ComponentRef Id="{name}"/>' for name in self.components]
        return "\n".join([
            '<?xml version="1.0" encoding="utf-8"?>',
            "<!-- Made by make_installers.py. -->",
            '<Wix xmlns="http://schemas.microsoft.com/wix/2006/wi">',
            f'  <Product Id="{identity("product", self.version)}" Name="ConsultantOS" Language="1033" Version="{self.version}"'
            f' Manufacturer="ConsultantOS" UpgradeCode="{str(UPGRADE_CODE).upper()}">',
            '    <Package InstallerVersion="500" Compressed="yes" InstallScope="perMachine"'
            ' Description="ConsultantOS Workstation" Manufacturer="ConsultantOS"/>',
            '    <Media Id="1" Cabinet="files.cab" EmbedCab="yes"/>',
            "    <!-- An older version goes before this one comes; the same one is repaired; a newer one stays. -->",
            f'    <Upgrade Id="{str(UPGRADE_CODE).upper()}">',
            f'      <UpgradeVersion Minimum="0.0.0" Maximum="{self.version}" IncludeMinimum="yes" IncludeMaximum="no"'
            ' Property="OLDERVERSION" OnlyDetect="no"/>',
            f'      <UpgradeVersion Minimum="{self.version}" IncludeMinimum="no" Property="NEWERVERSION" OnlyDetect="yes"/>',
            "    </Upgrade>",
            f"    <Condition Message={quoteattr(NEWER_STAYS)}>NOT NEWERVERSION OR Installed</Condition>",
            "    <InstallExecuteSequence>",
            '      <RemoveExistingProducts After="InstallInitialize"/>',
            "    </InstallExecuteSequence>",
            '    <Icon Id="program.ico" SourceFile="share/consultantos.ico"/>',
            '    <Property Id="ARPPRODUCTICON" Value="program.ico"/>',
            '    <Property Id="ARPNOMODIFY" Value="1"/>',
            '    <Directory Id="TARGETDIR" Name="SourceDir">',
            '      <Directory Id="ProgramFiles64Folder">',
            '        <Directory Id="INSTALLDIR" Name="ConsultantOS">',
            *body,
            "        </Directory>",
            "      </Directory>",
            '      <Directory Id="ProgramMenuFolder">',
            f'        <Component Id="StartMenu" Guid="{identity("component", "start menu")}" Win64="yes">',
            '          <Shortcut Id="StartMenuEntry" Name="ConsultantOS" Target="[INSTALLDIR]bin\\consultantos.exe"'
            ' WorkingDirectory="INSTALLDIR"/>',
            '          <RegistryValue Root="HKCU" Key="Software\\ConsultantOS\\Installer" Name="StartMenu" Type="integer" Value="1"'
            ' KeyPath="yes"/>',
            "        </Component>",
            "      </Directory>",
            *registry,
            "    </Directory>",
            '    <Feature Id="Complete" Level="1">',
            *references,
            "    </Feature>",
            "  </Product>",
            "</Wix>", ""])


def main() -> int:
    if len(sys.argv) != 5:
        print("usage: make_installers.py FOLDER VERSION WORK OUTPUT", file=sys.stderr)
        return 2
    folder, version = pathlib.Path(sys.argv[1]), sys.argv[2]
    work, output = pathlib.Path(sys.argv[3]), pathlib.Path(sys.argv[4])
    files = files_of(folder)
    epoch = int(os.environ.get("SOURCE_DATE_EPOCH", time.time()))
    write_zip(folder, files, output.name, output.with_name(output.name + ".zip"), epoch)
    (work / "files.nsh").write_text(nsis_macros(folder, files), encoding="utf-8")
    (work / "product.wxs").write_text(Wix(folder, files, version).text(), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
