<?xml version="1.0" encoding="utf-8"?>
<!-- SPDX-License-Identifier: GPL-3.0-or-later -->
<!DOCTYPE TS>
<TS version="2.1" language="en_US" sourcelanguage="en">
<context>
    <name>ChartTable</name>
    <message numerus="yes">
        <source>%n value(s) missing</source>
        <translation>
            <numerusform>%n value missing</numerusform>
            <numerusform>%n values missing</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Cli</name>
    <message numerus="yes">
        <source>%n report(s) were made before it.</source>
        <translation>
            <numerusform>%n report was made before it.</numerusform>
            <numerusform>%n reports were made before it.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n file(s) were imported before it.</source>
        <translation>
            <numerusform>%n file was imported before it.</numerusform>
            <numerusform>%n files were imported before it.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n prompt(s), %1 bytes, would go to %2. Nothing was sent.</source>
        <translation>
            <numerusform>%n prompt, %1 bytes, would go to %2. Nothing was sent.</numerusform>
            <numerusform>%n prompts, %1 bytes, would go to %2. Nothing was sent.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Ranks and percentiles are of FY%1, percentiles among %n company(ies) of the sectors.</source>
        <translation>
            <numerusform>Ranks and percentiles are of FY%1, percentiles among %n company of the sectors.</numerusform>
            <numerusform>Ranks and percentiles are of FY%1, percentiles among %n companies of the sectors.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n kept reply(s) forgotten; the model is asked anew the next time.</source>
        <translation>
            <numerusform>%n kept reply forgotten; the model is asked anew the next time.</numerusform>
            <numerusform>%n kept replies forgotten; the model is asked anew the next time.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n change(s) in the workbook:</source>
        <translation>
            <numerusform>%n change in the workbook:</numerusform>
            <numerusform>%n changes in the workbook:</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n change(s) taken over; consultantos-cli library undo takes them back.</source>
        <translation>
            <numerusform>%n change taken over; consultantos-cli library undo takes it back.</numerusform>
            <numerusform>%n changes taken over; consultantos-cli library undo takes them back.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n change(s), largest first:</source>
        <translation>
            <numerusform>%n change, largest first:</numerusform>
            <numerusform>%n changes, largest first:</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n conflict(s): settle each with library resolve REPORT TARGET --keep, --take-computed, or --text, --score or --weight.</source>
        <translation>
            <numerusform>%n conflict: settle it with library resolve REPORT TARGET --keep, --take-computed, or --text, --score or --weight.</numerusform>
            <numerusform>%n conflicts: settle each with library resolve REPORT TARGET --keep, --take-computed, or --text, --score or --weight.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n request(s), %1 bytes sent, %2 bytes received</source>
        <translation>
            <numerusform>%n request, %1 bytes sent, %2 bytes received</numerusform>
            <numerusform>%n requests, %1 bytes sent, %2 bytes received</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n entry(s) checked, %1 damaged and removed.</source>
        <translation>
            <numerusform>%n entry checked, %1 damaged and removed.</numerusform>
            <numerusform>%n entries checked, %1 damaged and removed.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n number(s): %1 match, %2 don&apos;t, %3 unsupported.</source>
        <translation>
            <numerusform>%n number: %1 match, %2 don&apos;t, %3 unsupported.</numerusform>
            <numerusform>%n numbers: %1 match, %2 don&apos;t, %3 unsupported.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ClientWorkbook</name>
    <message numerus="yes">
        <source>And %n more.</source>
        <translation>
            <numerusform>And %n more.</numerusform>
            <numerusform>And %n more.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n more cell(s) look wrong.</source>
        <translation>
            <numerusform>%n more cell looks wrong.</numerusform>
            <numerusform>%n more cells look wrong.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>DataWords</name>
    <message numerus="yes">
        <source>%n conversation(s)</source>
        <translation>
            <numerusform>%n conversation</numerusform>
            <numerusform>%n conversations</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n report(s)</source>
        <translation>
            <numerusform>%n report</numerusform>
            <numerusform>%n reports</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n deleted report(s), for good</source>
        <translation>
            <numerusform>%n deleted report, for good</numerusform>
            <numerusform>%n deleted reports, for good</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n job(s)</source>
        <translation>
            <numerusform>%n job</numerusform>
            <numerusform>%n jobs</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n measurement(s)</source>
        <translation>
            <numerusform>%n measurement</numerusform>
            <numerusform>%n measurements</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n entry(s) of the ledger</source>
        <translation>
            <numerusform>%n entry of the ledger</numerusform>
            <numerusform>%n entries of the ledger</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Documents</name>
    <message numerus="yes">
        <source>%n line(s) have more or fewer fields than the %1 that most have.</source>
        <translation>
            <numerusform>%n line has more or fewer fields than the %1 that most have.</numerusform>
            <numerusform>%n lines have more or fewer fields than the %1 that most have.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n attachment(s) were not read; save them and import them: %1.</source>
        <translation>
            <numerusform>%n attachment was not read; save it and import it: %1.</numerusform>
            <numerusform>%n attachments were not read; save them and import them: %1.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n entry(ies) have no date that can be read.</source>
        <translation>
            <numerusform>%n entry has no date that can be read.</numerusform>
            <numerusform>%n entries have no date that can be read.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>The feed breaks off; %n entry(ies) before that were read (%1).</source>
        <translation>
            <numerusform>The feed breaks off; %n entry before that was read (%1).</numerusform>
            <numerusform>The feed breaks off; %n entries before that were read (%1).</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n piece(s) of navigation, notices and footers were left out.</source>
        <translation>
            <numerusform>%n piece of navigation, notices and footers was left out.</numerusform>
            <numerusform>%n pieces of navigation, notices and footers were left out.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n character(s) could not be read as %1 and stand as �.</source>
        <translation>
            <numerusform>%n character could not be read as %1 and stands as �.</numerusform>
            <numerusform>%n characters could not be read as %1 and stand as �.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n hidden sheet(s) were read too.</source>
        <translation>
            <numerusform>%n hidden sheet was read too.</numerusform>
            <numerusform>%n hidden sheets were read too.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n formula(s) have no stored result and were left out: open and save the file in a spreadsheet program.</source>
        <translation>
            <numerusform>%n formula has no stored result and was left out: open and save the file in a spreadsheet program.</numerusform>
            <numerusform>%n formulas have no stored result and were left out: open and save the file in a spreadsheet program.</numerusform>
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
        <translation>
            <numerusform>%n tagged number was skipped that can&apos;t be read as one.</numerusform>
            <numerusform>%n tagged numbers were skipped that can&apos;t be read as such.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n tagged number(s) were skipped whose format is unknown: %1.</source>
        <translation>
            <numerusform>%n tagged number was skipped whose format is unknown: %1.</numerusform>
            <numerusform>%n tagged numbers were skipped whose format is unknown: %1.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n tagged number(s) were skipped whose context or unit is missing in the file.</source>
        <translation>
            <numerusform>%n tagged number was skipped whose context or unit is missing in the file.</numerusform>
            <numerusform>%n tagged numbers were skipped whose context or unit is missing in the file.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n fact(s) stand there with different values; the more exact one was taken.</source>
        <translation>
            <numerusform>%n fact stands there with different values; the more exact one was taken.</numerusform>
            <numerusform>%n facts stand there with different values; the more exact ones were taken.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n page(s) hold more words than are read of one page.</source>
        <translation>
            <numerusform>%n page holds more words than are read of one page.</numerusform>
            <numerusform>%n pages hold more words than are read of one page.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n paragraph(s) past the limit were left out.</source>
        <translation>
            <numerusform>%n paragraph past the limit was left out.</numerusform>
            <numerusform>%n paragraphs past the limit were left out.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>The text of %n page(s) was recognised in pictures: check its figures.</source>
        <translation>
            <numerusform>The text of %n page was recognised in pictures: check its figures.</numerusform>
            <numerusform>The text of %n pages was recognised in pictures: check its figures.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n page(s) hold no text.</source>
        <translation>
            <numerusform>%n page holds no text.</numerusform>
            <numerusform>%n pages hold no text.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Forecast</name>
    <message numerus="yes">
        <source>%n row(s) with unreadable periods left out.</source>
        <translation>
            <numerusform>%n row with an unreadable period was left out.</numerusform>
            <numerusform>%n rows with unreadable periods were left out.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n value(s) that are no finite numbers count as missing.</source>
        <translation>
            <numerusform>%n value that is no finite number counts as missing.</numerusform>
            <numerusform>%n values that are no finite numbers count as missing.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n row(s) of another frequency left out.</source>
        <translation>
            <numerusform>%n row of another frequency was left out.</numerusform>
            <numerusform>%n rows of another frequency were left out.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n period(s) came more than once; the last value stands.</source>
        <translation>
            <numerusform>%n period came more than once; the last value stands.</numerusform>
            <numerusform>%n periods came more than once; the last value stands.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n missing period(s) filled from their neighbours.</source>
        <translation>
            <numerusform>%n missing period was filled from its neighbours.</numerusform>
            <numerusform>%n missing periods were filled from their neighbours.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ForecastWords</name>
    <message numerus="yes">
        <source>%n value(s) are your own; no interval is claimed for them.</source>
        <translation>
            <numerusform>%n value is your own; no interval is claimed for it.</numerusform>
            <numerusform>%n values are your own; no interval is claimed for them.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n value(s) were moved by your growth, and their intervals with them.</source>
        <translation>
            <numerusform>%n value was moved by your growth, and its interval with it.</numerusform>
            <numerusform>%n values were moved by your growth, and their intervals with them.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ModelWords</name>
    <message numerus="yes">
        <source>%n document(s) with all figures read from them are never sent.</source>
        <translation>
            <numerusform>%n document with all figures read from it is never sent.</numerusform>
            <numerusform>%n documents with all figures read from them are never sent.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>MonitorWords</name>
    <message numerus="yes">
        <source>%n line(s)</source>
        <translation>
            <numerusform>%n line</numerusform>
            <numerusform>%n lines</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n new alert(s)</source>
        <translation>
            <numerusform>%n new alert</numerusform>
            <numerusform>%n new alerts</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Failed %n times</source>
        <translation>
            <numerusform>Failed once</numerusform>
            <numerusform>Failed %n times</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>OperandWords</name>
    <message numerus="yes">
        <source>%1 (%n period(s) before)</source>
        <translation>
            <numerusform>%1 (%n period before)</numerusform>
            <numerusform>%1 (%n periods before)</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>SourceWords</name>
    <message numerus="yes">
        <source>at most %n request(s) a second</source>
        <translation>
            <numerusform>at most %n request a second</numerusform>
            <numerusform>at most %n requests a second</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>at most %n request(s) a minute</source>
        <translation>
            <numerusform>at most %n request a minute</numerusform>
            <numerusform>at most %n requests a minute</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>consultantos::AlertDelegate</name>
    <message numerus="yes">
        <source>+%n more</source>
        <translation>
            <numerusform>+%n more</numerusform>
            <numerusform>+%n more</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>consultantos::AlertNotifier</name>
    <message numerus="yes">
        <source>%n new alert(s)</source>
        <translation>
            <numerusform>%n new alert</numerusform>
            <numerusform>%n new alerts</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>ConsultantOS: %n open alert(s)</source>
        <translation>
            <numerusform>ConsultantOS: %n open alert</numerusform>
            <numerusform>ConsultantOS: %n open alerts</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>consultantos::AssumptionPanel</name>
    <message numerus="yes">
        <source>%n step(s) have a value of your own.</source>
        <translation>
            <numerusform>%n step has a value of your own.</numerusform>
            <numerusform>%n steps have a value of your own.</numerusform>
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
    <name>consultantos::DifferenceView</name>
    <message numerus="yes">
        <source>%n change(s), largest first</source>
        <translation>
            <numerusform>%n change, largest first</numerusform>
            <numerusform>%n changes, largest first</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>consultantos::DocumentRemoval</name>
    <message numerus="yes">
        <source>%n document(s) removed; your own files and the figures read from them stay.</source>
        <translation>
            <numerusform>%n document removed; your own file and the figures read from it stay.</numerusform>
            <numerusform>%n documents removed; your own files and the figures read from them stay.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Reports rest on %n of them: their quotations stay, but the page can&apos;t be shown.</source>
        <translation>
            <numerusform>Reports rest on %n of them: their quotations stay, but the page can&apos;t be shown.</numerusform>
            <numerusform>Reports rest on %n of them: their quotations stay, but the pages can&apos;t be shown.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>consultantos::DocumentsPage</name>
    <message numerus="yes">
        <source>%n passage(s)</source>
        <translation>
            <numerusform>%n passage</numerusform>
            <numerusform>%n passages</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>consultantos::EgressPage</name>
    <message numerus="yes">
        <source>%n request(s)</source>
        <translation>
            <numerusform>%n request</numerusform>
            <numerusform>%n requests</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>consultantos::ForecastChart</name>
    <message numerus="yes">
        <source>Forecast %n step(s) before: %1</source>
        <translation>
            <numerusform>Forecast %n step before: %1</numerusform>
            <numerusform>Forecast %n steps before: %1</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>consultantos::ForecastPage</name>
    <message numerus="yes">
        <source>%n series</source>
        <translation>
            <numerusform>%n series</numerusform>
            <numerusform>%n series</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n can&apos;t be forecast; the list says why</source>
        <translation>
            <numerusform>%n can&apos;t be forecast; the list says why</numerusform>
            <numerusform>%n can&apos;t be forecast; the list says why</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>consultantos::FrameworksWindow</name>
    <message numerus="yes">
        <source>and %n more fault(s)</source>
        <translation>
            <numerusform>and %n more fault</numerusform>
            <numerusform>and %n more faults</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>consultantos::ImportModel</name>
    <message numerus="yes">
        <source>%n file(s) imported</source>
        <translation>
            <numerusform>%n file imported</numerusform>
            <numerusform>%n files imported</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n with remarks</source>
        <translation>
            <numerusform>%n with remarks</numerusform>
            <numerusform>%n with remarks</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n failed</source>
        <translation>
            <numerusform>%n failed</numerusform>
            <numerusform>%n failed</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n cancelled</source>
        <translation>
            <numerusform>%n cancelled</numerusform>
            <numerusform>%n cancelled</numerusform>
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
    <name>consultantos::MainWindow</name>
    <message numerus="yes">
        <source>%n open alert(s)</source>
        <translation>
            <numerusform>%n open alert</numerusform>
            <numerusform>%n open alerts</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n series</source>
        <comment>that were forecast</comment>
        <translation>
            <numerusform>%n series</numerusform>
            <numerusform>%n series</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1, %n of them failed</source>
        <translation>
            <numerusform>%1, %n of them failed</numerusform>
            <numerusform>%1, %n of them failed</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>consultantos::MonitorsController</name>
    <message numerus="yes">
        <source>%n alert(s) snoozed until %1.</source>
        <translation>
            <numerusform>%n alert snoozed until %1.</numerusform>
            <numerusform>%n alerts snoozed until %1.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n alert(s) dismissed.</source>
        <translation>
            <numerusform>%n alert dismissed.</numerusform>
            <numerusform>%n alerts dismissed.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n alert(s) opened again.</source>
        <translation>
            <numerusform>%n alert opened again.</numerusform>
            <numerusform>%n alerts opened again.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>consultantos::MonitorsPage</name>
    <message numerus="yes">
        <source>%n open alert(s)</source>
        <translation>
            <numerusform>%n open alert</numerusform>
            <numerusform>%n open alerts</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>the last check of %n monitor(s) failed</source>
        <translation>
            <numerusform>the last check of %n monitor failed</numerusform>
            <numerusform>the last check of %n monitors failed</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>consultantos::PromptDialog</name>
    <message numerus="yes">
        <source>%n prompt(s)</source>
        <translation>
            <numerusform>%n prompt</numerusform>
            <numerusform>%n prompts</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>consultantos::ReadBackDialog</name>
    <message numerus="yes">
        <source>%n change(s) against the report</source>
        <translation>
            <numerusform>%n change against the report</numerusform>
            <numerusform>%n changes against the report</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>consultantos::ReportExport</name>
    <message numerus="yes">
        <source>%n report(s) saved in %1</source>
        <translation>
            <numerusform>%n report saved in %1</numerusform>
            <numerusform>%n reports saved in %1</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>consultantos::ReportHtml</name>
    <message numerus="yes">
        <source>Not verified: %n finding(s) open.</source>
        <translation>
            <numerusform>Not verified: %n finding open.</numerusform>
            <numerusform>Not verified: %n findings open.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>consultantos::ReportView</name>
    <message numerus="yes">
        <source>%n edit(s) rest on an analysis that has changed since.</source>
        <translation>
            <numerusform>%n edit rests on an analysis that has changed since.</numerusform>
            <numerusform>%n edits rest on an analysis that has changed since.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>consultantos::StatusStrip</name>
    <message numerus="yes">
        <source>%n agent(s) running</source>
        <translation>
            <numerusform>%n agent running</numerusform>
            <numerusform>%n agents running</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>consultantos::UsageModel</name>
    <message numerus="yes">
        <source>The price of %n call(s) isn&apos;t known.</source>
        <translation>
            <numerusform>The price of %n call isn&apos;t known.</numerusform>
            <numerusform>The price of %n calls isn&apos;t known.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>consultantos::UsagePage</name>
    <message numerus="yes">
        <source>%n call(s)</source>
        <translation>
            <numerusform>%n call</numerusform>
            <numerusform>%n calls</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>The price of %n call(s) isn&apos;t known.</source>
        <translation>
            <numerusform>The price of %n call isn&apos;t known.</numerusform>
            <numerusform>The price of %n calls isn&apos;t known.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>The provider asked to wait at %n of them.</source>
        <translation>
            <numerusform>The provider asked to wait at %n of them.</numerusform>
            <numerusform>The provider asked to wait at %n of them.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>consultantos::UsesList</name>
    <message numerus="yes">
        <source>Used in %n sentence(s) of reports</source>
        <translation>
            <numerusform>Used in %n sentence of reports</numerusform>
            <numerusform>Used in %n sentences of reports</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>consultantos::WorkbookReadBack</name>
    <message numerus="yes">
        <source>%n change(s) taken over</source>
        <translation>
            <numerusform>%n change taken over</numerusform>
            <numerusform>%n changes taken over</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>team</name>
    <message numerus="yes">
        <source>It was begun %n times, and each time its worker ended before it did.</source>
        <translation>
            <numerusform>It was begun once, and its worker ended before it did.</numerusform>
            <numerusform>It was begun %n times, and each time its worker ended before it did.</numerusform>
        </translation>
    </message>
</context>
</TS>
