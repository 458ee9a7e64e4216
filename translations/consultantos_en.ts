<?xml version="1.0" encoding="utf-8"?>
<!-- SPDX-License-Identifier: GPL-3.0-or-later -->
<!DOCTYPE TS>
<TS version="2.1" language="en_US" sourcelanguage="en">
<context>
    <name>Cli</name>
    <message numerus="yes">
        <source>%n report(s) were made before it.</source>
        <translation>
            <numerusform>%n report was made before it.</numerusform>
            <numerusform>%n reports were made before it.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>consultantos::BriefPage</name>
    <message numerus="yes">
        <source>A company&apos;s name has at most %n characters.</source>
        <translation>
            <numerusform>A company&apos;s name has at most %n character.</numerusform>
            <numerusform>A company&apos;s name has at most %n characters.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>consultantos::LibraryPage</name>
    <message numerus="yes">
        <source>%n report(s) deleted.</source>
        <translation>
            <numerusform>%n report deleted.</numerusform>
            <numerusform>%n reports deleted.</numerusform>
        </translation>
    </message>
</context>
</TS>
