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
    <name>Documents</name>
    <message numerus="yes">
        <source>%n line(s) have more or fewer fields than the %1 that most have.</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n attachment(s) were not read; save them and import them: %1.</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n entry(ies) have no date that can be read.</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>The feed breaks off; %n entry(ies) before that were read (%1).</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n piece(s) of navigation, notices and footers were left out.</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n character(s) could not be read as %1 and stand as �.</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n hidden sheet(s) were read too.</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Evidence</name>
    <message numerus="yes">
        <source>%n value(s) without a valid period were skipped.</source>
        <translation>
            <numerusform>%n value without a valid period was skipped.</numerusform>
            <numerusform>%n values without a valid period were skipped.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n value(s) were skipped that are no number or beyond any company&apos;s size.</source>
        <translation>
            <numerusform>%n value was skipped that is no number or beyond any company&apos;s size.</numerusform>
            <numerusform>%n values were skipped that are no number or beyond any company&apos;s size.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n part(s) of the file were skipped that don&apos;t have the shape of companyfacts.</source>
        <translation>
            <numerusform>%n part of the file was skipped that doesn&apos;t have the shape of companyfacts.</numerusform>
            <numerusform>%n parts of the file were skipped that don&apos;t have the shape of companyfacts.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n value(s) under a name that can&apos;t be one were skipped.</source>
        <translation>
            <numerusform>%n value under a name that can&apos;t be one was skipped.</numerusform>
            <numerusform>%n values under a name that can&apos;t be one were skipped.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n value(s) stood there more than once and were taken once.</source>
        <translation>
            <numerusform>%n value stood there more than once and was taken once.</numerusform>
            <numerusform>%n values stood there more than once and were taken once.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n value(s) are kept whose unit nothing is derived from: %1.</source>
        <translation>
            <numerusform>%n value is kept whose unit nothing is derived from: %1.</numerusform>
            <numerusform>%n values are kept whose unit nothing is derived from: %1.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n value(s) are kept that don&apos;t name their filing by an accession number.</source>
        <translation>
            <numerusform>%n value is kept that doesn&apos;t name their filing by an accession number.</numerusform>
            <numerusform>%n values are kept that don&apos;t name their filing by an accession number.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n value(s) are kept that don&apos;t say when they were filed; dated ones go before them.</source>
        <translation>
            <numerusform>%n value is kept that doesn&apos;t say when they was filed; dated ones go before them.</numerusform>
            <numerusform>%n values are kept that don&apos;t say when they were filed; dated ones go before them.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n value(s) contradict another one of the same filing.</source>
        <translation>
            <numerusform>%n value contradicts another one of the same filing.</numerusform>
            <numerusform>%n values contradict another one of the same filing.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n tagged number(s) were skipped that can&apos;t be read as one.</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n tagged number(s) were skipped whose format is unknown: %1.</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n tagged number(s) were skipped whose context or unit is missing in the file.</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n fact(s) stand there with different values; the more exact one was taken.</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n page(s) hold more words than are read of one page.</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n paragraph(s) past the limit were left out.</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>The text of %n page(s) was recognised in pictures: check its figures.</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n page(s) hold no text.</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
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
    <name>consultantos::DocumentRemoval</name>
    <message numerus="yes">
        <source>Remove %n document(s)?</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Reports rest on %n of them: their quotations stay, but the page can&apos;t be shown any more.</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
</context>
<context>
    <name>consultantos::DocumentsPage</name>
    <message numerus="yes">
        <source>%n passage(s)</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
</context>
<context>
    <name>consultantos::ImportModel</name>
    <message numerus="yes">
        <source>%n file(s) imported</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n with remarks</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n failed</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n cancelled</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
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
<context>
    <name>consultantos::UsesList</name>
    <message numerus="yes">
        <source>Used in %n sentence(s) of reports</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
</context>
</TS>
