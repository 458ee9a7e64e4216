<?xml version="1.0" encoding="utf-8"?>
<!-- SPDX-License-Identifier: GPL-3.0-or-later -->
<!DOCTYPE TS>
<TS version="2.1" language="de_DE" sourcelanguage="en">
<context>
    <name>AgentScheduler</name>
    <message>
        <source>The agent stopped on an internal error.</source>
        <translation>Der Agent brach mit einem internen Fehler ab.</translation>
    </message>
    <message>
        <source>It waits for itself.</source>
        <translation>Er wartet auf sich selbst.</translation>
    </message>
    <message>
        <source>It needs the agent &quot;%1&quot;, which gave no result.</source>
        <translation>Er braucht den Agenten „%1“, der kein Ergebnis lieferte.</translation>
    </message>
    <message>
        <source>Cancelled.</source>
        <translation>Abgebrochen.</translation>
    </message>
    <message>
        <source>It took longer than its time limit of %1 s.</source>
        <translation>Er überschritt seine Zeitgrenze von %1 s.</translation>
    </message>
</context>
<context>
    <name>AnalysisRequest</name>
    <message>
        <source>The depth &quot;%1&quot; is not known.</source>
        <translation>Die Tiefe „%1“ ist nicht bekannt.</translation>
    </message>
    <message>
        <source>Choose quick, standard or deep.</source>
        <translation>Wählen Sie quick, standard oder deep.</translation>
    </message>
    <message>
        <source>The company&apos;s name is empty.</source>
        <translation>Der Name des Unternehmens fehlt.</translation>
    </message>
    <message>
        <source>Name the company to analyse.</source>
        <translation>Nennen Sie das Unternehmen, das untersucht werden soll.</translation>
    </message>
    <message>
        <source>The company&apos;s name is longer than %1 characters.</source>
        <translation>Der Name des Unternehmens ist länger als %1 Zeichen.</translation>
    </message>
    <message>
        <source>Give its name, ticker or CIK only.</source>
        <translation>Geben Sie nur Name, Börsenkürzel oder CIK an.</translation>
    </message>
    <message>
        <source>A text of the request (industry, question, region or context) is longer than %1 characters.</source>
        <translation>Ein Text des Auftrags (Branche, Frage, Region oder Zusammenhang) ist länger als %1 Zeichen.</translation>
    </message>
    <message>
        <source>Shorten it.</source>
        <translation>Kürzen Sie ihn.</translation>
    </message>
    <message>
        <source>The market value must be a positive amount.</source>
        <translation>Der Marktwert muss ein positiver Betrag sein.</translation>
    </message>
    <message>
        <source>Give it in whole units of the reporting currency.</source>
        <translation>Geben Sie ihn in ganzen Einheiten der Berichtswährung an.</translation>
    </message>
    <message>
        <source>The framework &quot;%1&quot; is not known.</source>
        <translation>Die Methode „%1“ ist nicht bekannt.</translation>
    </message>
    <message>
        <source>Choose among %1.</source>
        <translation>Wählen Sie unter %1.</translation>
    </message>
    <message>
        <source>No framework is chosen.</source>
        <translation>Es ist keine Methode gewählt.</translation>
    </message>
    <message>
        <source>Choose at least one of %1.</source>
        <translation>Wählen Sie mindestens eine von %1.</translation>
    </message>
</context>
<context>
    <name>AnalysisService</name>
    <message>
        <source>The analysis was cancelled.</source>
        <translation>Die Analyse wurde abgebrochen.</translation>
    </message>
    <message>
        <source>Nothing was saved.</source>
        <translation>Es wurde nichts gespeichert.</translation>
    </message>
</context>
<context>
    <name>Cli</name>
    <message>
        <source>%1 comes with a later version; nothing was done.</source>
        <translation>%1 kommt mit einer späteren Version; nichts wurde getan.</translation>
    </message>
    <message>
        <source>This version analyses without a language model; leave it out.</source>
        <translation>Diese Version analysiert ohne Sprachmodell; lassen Sie es weg.</translation>
    </message>
    <message>
        <source>The provider &quot;%1&quot; is not known.</source>
        <translation>Der Anbieter „%1“ ist nicht bekannt.</translation>
    </message>
    <message>
        <source>Choose none.</source>
        <translation>Wählen Sie none.</translation>
    </message>
    <message>
        <source>Interrupted.</source>
        <translation>Unterbrochen.</translation>
    </message>
    <message>
        <source>No report was made.</source>
        <translation>Kein Bericht ist entstanden.</translation>
    </message>
    <message numerus="yes">
        <source>%n report(s) were made before it.</source>
        <translation>
            <numerusform>%n Bericht entstand davor.</numerusform>
            <numerusform>%n Berichte entstanden davor.</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 of %2 companies analysed in %3 s</source>
        <translation>%1 von %2 Unternehmen in %3 s analysiert</translation>
    </message>
    <message>
        <source>The report of %1 is partial.</source>
        <translation>Der Bericht über %1 ist unvollständig.</translation>
    </message>
    <message>
        <source>%1: written to %2</source>
        <translation>%1: geschrieben nach %2</translation>
    </message>
    <message>
        <source>The report is not in the library: %1</source>
        <translation>Der Bericht steht nicht in der Bibliothek: %1</translation>
    </message>
    <message>
        <source>analyse one or several companies</source>
        <translation>ein oder mehrere Unternehmen analysieren</translation>
    </message>
    <message>
        <source>Industry, if it is not the company&apos;s own.</source>
        <translation>Branche, wenn es nicht die eigene des Unternehmens ist.</translation>
    </message>
    <message>
        <source>Comma-separated, among %1.</source>
        <translation>Durch Komma getrennt, aus %1.</translation>
    </message>
    <message>
        <source>quick, standard (the default) or deep.</source>
        <translation>quick, standard (Vorgabe) oder deep.</translation>
    </message>
    <message>
        <source>The question that the report shall answer.</source>
        <translation>Die Frage, die der Bericht beantworten soll.</translation>
    </message>
    <message>
        <source>Country or region to look at.</source>
        <translation>Land oder Region, um die es geht.</translation>
    </message>
    <message>
        <source>What you know and the figures don&apos;t; quoted as yours.</source>
        <translation>Was Sie wissen und die Zahlen nicht; wird als Ihr Wort zitiert.</translation>
    </message>
    <message>
        <source>Import this facts file first; may be repeated.</source>
        <translation>Zuerst diese Faktendatei einlesen; mehrfach möglich.</translation>
    </message>
    <message>
        <source>Market value of equity in the reporting currency, for Altman&apos;s Z.</source>
        <translation>Marktwert des Eigenkapitals in der Berichtswährung, für Altmans Z.</translation>
    </message>
    <message>
        <source>json (the default), md, html or pdf.</source>
        <translation>json (Vorgabe), md, html oder pdf.</translation>
    </message>
    <message>
        <source>File to write, or folder; with several companies a folder.</source>
        <translation>Zieldatei oder Ordner; bei mehreren Unternehmen ein Ordner.</translation>
    </message>
    <message>
        <source>Language model to use: none.</source>
        <translation>Sprachmodell: none (keines).</translation>
    </message>
    <message>
        <source>Compute everything anew (this version always does).</source>
        <translation>Alles neu berechnen (diese Version tut es immer).</translation>
    </message>
    <message>
        <source>Don&apos;t keep the report in the library.</source>
        <translation>Den Bericht nicht in der Bibliothek aufheben.</translation>
    </message>
    <message>
        <source>Name, ticker or CIK.</source>
        <translation>Name, Kürzel oder CIK.</translation>
    </message>
    <message>
        <source>No company is named.</source>
        <translation>Es ist kein Unternehmen genannt.</translation>
    </message>
    <message>
        <source>consultantos-cli analyze COMPANY...</source>
        <translation>consultantos-cli analyze COMPANY...</translation>
    </message>
    <message>
        <source>%1: %2 facts of %3</source>
        <translation>%1: %2 Fakten von %3</translation>
    </message>
    <message>
        <source>The program&apos;s resources were not found; nothing was done.</source>
        <translation>Die Ressourcen des Programms wurden nicht gefunden; nichts wurde getan.</translation>
    </message>
    <message>
        <source>Install it again, or name them by CONSULTANTOS_RESOURCE_DIR.</source>
        <translation>Installieren Sie es neu oder nennen Sie sie durch CONSULTANTOS_RESOURCE_DIR.</translation>
    </message>
    <message>
        <source>The program stopped unexpectedly on %1 (%2); the note is %3.</source>
        <translation>Das Programm brach am %1 unerwartet ab (%2); die Notiz ist %3.</translation>
    </message>
    <message>
        <source>The option %1 needs a value.</source>
        <translation>Die Option %1 braucht einen Wert.</translation>
    </message>
    <message>
        <source>consultantos-cli --help lists the options.</source>
        <translation>consultantos-cli --help nennt die Optionen.</translation>
    </message>
    <message>
        <source>%1 comes with a later version.</source>
        <translation>%1 kommt mit einer späteren Version.</translation>
    </message>
    <message>
        <source>Nothing was done. Leave it out.</source>
        <translation>Nichts wurde getan. Lassen Sie es weg.</translation>
    </message>
    <message>
        <source>The option %1</source>
        <translation>Die Option %1</translation>
    </message>
    <message>
        <source>The language &quot;%1&quot; is not known.</source>
        <translation>Die Sprache „%1“ ist nicht bekannt.</translation>
    </message>
    <message>
        <source>Choose en, de or system.</source>
        <translation>Wählen Sie en, de oder system.</translation>
    </message>
    <message>
        <source>list the companies known</source>
        <translation>die bekannten Unternehmen auflisten</translation>
    </message>
    <message>
        <source>text (the default), json or csv.</source>
        <translation>text (Vorgabe), json oder csv.</translation>
    </message>
    <message>
        <source>companies takes no argument.</source>
        <translation>companies nimmt kein Argument.</translation>
    </message>
    <message>
        <source>consultantos-cli companies [--format json]</source>
        <translation>consultantos-cli companies [--format json]</translation>
    </message>
    <message>
        <source>print the completion for a shell</source>
        <translation>die Vervollständigung für eine Shell ausgeben</translation>
    </message>
    <message>
        <source>bash: source &lt;(consultantos-cli completion bash)</source>
        <translation>bash: source &lt;(consultantos-cli completion bash)</translation>
    </message>
    <message>
        <source>There is a completion for bash only.</source>
        <translation>Es gibt nur eine Vervollständigung für bash.</translation>
    </message>
    <message>
        <source>consultantos-cli completion bash</source>
        <translation>consultantos-cli completion bash</translation>
    </message>
    <message>
        <source>The completion is missing from this build.</source>
        <translation>Die Vervollständigung fehlt in diesem Programm.</translation>
    </message>
    <message>
        <source>Data folder</source>
        <translation>Datenordner</translation>
    </message>
    <message>
        <source>%1, not there yet; made when first needed</source>
        <translation>%1, noch nicht da; entsteht beim ersten Bedarf</translation>
    </message>
    <message>
        <source>%1, can&apos;t be written</source>
        <translation>%1, nicht beschreibbar</translation>
    </message>
    <message>
        <source>Make it writable, or choose another by --data-dir.</source>
        <translation>Machen Sie ihn beschreibbar oder wählen Sie einen anderen mit --data-dir.</translation>
    </message>
    <message>
        <source>%1, writable, %2 MB free</source>
        <translation>%1, beschreibbar, %2 MB frei</translation>
    </message>
    <message>
        <source>%1, not there yet</source>
        <translation>%1, noch nicht da</translation>
    </message>
    <message>
        <source>%1, can&apos;t be read</source>
        <translation>%1, nicht lesbar</translation>
    </message>
    <message>
        <source>%1, damaged: no database</source>
        <translation>%1, beschädigt: keine Datenbank</translation>
    </message>
    <message>
        <source>The next start sets it aside and begins a new one.</source>
        <translation>Der nächste Start legt sie beiseite und beginnt eine neue.</translation>
    </message>
    <message>
        <source>%1, intact</source>
        <translation>%1, unversehrt</translation>
    </message>
    <message>
        <source>Resources</source>
        <translation>Ressourcen</translation>
    </message>
    <message>
        <source>Install the program again, or set CONSULTANTOS_RESOURCE_DIR.</source>
        <translation>Installieren Sie das Programm neu oder setzen Sie CONSULTANTOS_RESOURCE_DIR.</translation>
    </message>
    <message>
        <source>not found</source>
        <translation>nicht gefunden</translation>
    </message>
    <message>
        <source>%1, without %2</source>
        <translation>%1, ohne %2</translation>
    </message>
    <message>
        <source>Program</source>
        <translation>Programm</translation>
    </message>
    <message>
        <source>System</source>
        <translation>System</translation>
    </message>
    <message>
        <source>Library</source>
        <translation>Bibliothek</translation>
    </message>
    <message>
        <source>Facts</source>
        <translation>Fakten</translation>
    </message>
    <message>
        <source>ok</source>
        <translation>gut</translation>
    </message>
    <message>
        <source>PROBLEM</source>
        <translation>PROBLEM</translation>
    </message>
    <message>
        <source>checked</source>
        <translation>geprüft</translation>
    </message>
    <message>
        <source>state</source>
        <translation>Zustand</translation>
    </message>
    <message>
        <source>setting</source>
        <translation>Einstellung</translation>
    </message>
    <message>
        <source>value</source>
        <translation>Wert</translation>
    </message>
    <message>
        <source>from</source>
        <translation>aus</translation>
    </message>
    <message>
        <source>problem</source>
        <translation>Problem</translation>
    </message>
    <message>
        <source>print every setting with its origin, check stores and resources</source>
        <translation>jede Einstellung mit ihrer Herkunft ausgeben, Speicher und Ressourcen prüfen</translation>
    </message>
    <message>
        <source>text (the default) or json.</source>
        <translation>text (Vorgabe) oder json.</translation>
    </message>
    <message>
        <source>doctor takes no argument.</source>
        <translation>doctor nimmt kein Argument.</translation>
    </message>
    <message>
        <source>consultantos-cli doctor [--format json]</source>
        <translation>consultantos-cli doctor [--format json]</translation>
    </message>
    <message>
        <source>list a company&apos;s facts with their filings</source>
        <translation>die Fakten eines Unternehmens mit ihren Berichten auflisten</translation>
    </message>
    <message>
        <source>Only this tag (Revenues) or standardised line (revenue).</source>
        <translation>Nur dieses Merkmal (Revenues) oder diese vereinheitlichte Zeile (revenue).</translation>
    </message>
    <message>
        <source>Name one company.</source>
        <translation>Nennen Sie ein Unternehmen.</translation>
    </message>
    <message>
        <source>consultantos-cli facts COMPANY</source>
        <translation>consultantos-cli facts COMPANY</translation>
    </message>
    <message>
        <source>No facts of %1 are stored.</source>
        <translation>Von %1 sind keine Fakten gespeichert.</translation>
    </message>
    <message>
        <source>No facts of %1 are stored under &quot;%2&quot;.</source>
        <translation>Von %1 sind keine Fakten unter „%2“ gespeichert.</translation>
    </message>
    <message>
        <source>Without --concept all facts are listed.</source>
        <translation>Ohne --concept werden alle Fakten aufgelistet.</translation>
    </message>
    <message>
        <source>%1: %2, %3 facts (%4 new, %5 restated) in %6 s</source>
        <translation>%1: %2, %3 Fakten (%4 neu, %5 berichtigt) in %6 s</translation>
    </message>
    <message>
        <source>take facts files into the store</source>
        <translation>Faktendateien in den Speicher einlesen</translation>
    </message>
    <message>
        <source>SEC companyfacts JSON, plain or gzip.</source>
        <translation>Companyfacts-JSON der SEC, offen oder gzip.</translation>
    </message>
    <message>
        <source>No file is named.</source>
        <translation>Es ist keine Datei genannt.</translation>
    </message>
    <message>
        <source>consultantos-cli import FILE...</source>
        <translation>consultantos-cli import FILE...</translation>
    </message>
    <message>
        <source>No report is there.</source>
        <translation>Es ist kein Bericht da.</translation>
    </message>
    <message>
        <source>consultantos-cli library list shows what is there.</source>
        <translation>consultantos-cli library list zeigt, was da ist.</translation>
    </message>
    <message>
        <source>No report has the id &quot;%1&quot;.</source>
        <translation>Kein Bericht hat die Kennung „%1“.</translation>
    </message>
    <message>
        <source>%1 reports have an id that begins with &quot;%2&quot;.</source>
        <translation>%1 Berichte haben eine Kennung, die mit „%2“ beginnt.</translation>
    </message>
    <message>
        <source>Deleted: %1</source>
        <translation>Gelöscht: %1</translation>
    </message>
    <message>
        <source>list, show, search and delete reports</source>
        <translation>Berichte auflisten, zeigen, durchsuchen und löschen</translation>
    </message>
    <message>
        <source>list and search: text (the default) or json; show: json (the default), md, html or pdf.</source>
        <translation>list und search: text (Vorgabe) oder json; show: json (Vorgabe), md, html oder pdf.</translation>
    </message>
    <message>
        <source>show: the file to write.</source>
        <translation>show: die Zieldatei.</translation>
    </message>
    <message>
        <source>list, show ID, search TEXT or delete ID; the first characters of an id will do.</source>
        <translation>list, show KENNUNG, search TEXT oder delete KENNUNG; die ersten Zeichen einer Kennung genügen.</translation>
    </message>
    <message>
        <source>consultantos-cli library list | show ID | search TEXT | delete ID</source>
        <translation>consultantos-cli library list | show ID | search TEXT | delete ID</translation>
    </message>
    <message>
        <source>library %1 comes with a later version; nothing was done.</source>
        <translation>library %1 kommt mit einer späteren Version; nichts wurde getan.</translation>
    </message>
    <message>
        <source>What shall be done with the library?</source>
        <translation>Was soll mit der Bibliothek geschehen?</translation>
    </message>
    <message>
        <source>The library can&apos;t &quot;%1&quot;.</source>
        <translation>Die Bibliothek kennt „%1“ nicht.</translation>
    </message>
    <message>
        <source>library %1 has the wrong number of arguments.</source>
        <translation>library %1 hat die falsche Zahl von Argumenten.</translation>
    </message>
    <message>
        <source>Usage: consultantos-cli [options] COMMAND [arguments]</source>
        <translation>Aufruf: consultantos-cli [Optionen] BEFEHL [Argumente]</translation>
    </message>
    <message>
        <source>Analyses of companies whose every number traces to its source.</source>
        <translation>Analysen von Unternehmen, deren jede Zahl zu ihrer Quelle führt.</translation>
    </message>
    <message>
        <source>Commands:</source>
        <translation>Befehle:</translation>
    </message>
    <message>
        <source>Options, anywhere on the line:</source>
        <translation>Optionen, überall in der Zeile:</translation>
    </message>
    <message>
        <source>keep library, facts and settings in this folder</source>
        <translation>Bibliothek, Fakten und Einstellungen in diesem Ordner halten</translation>
    </message>
    <message>
        <source>en, de or system: of messages; reports are in English</source>
        <translation>en, de oder system: der Meldungen; Berichte sind englisch</translation>
    </message>
    <message>
        <source>let nothing out to the network</source>
        <translation>nichts ins Netz lassen</translation>
    </message>
    <message>
        <source>no progress, only errors</source>
        <translation>kein Fortschritt, nur Fehler</translation>
    </message>
    <message>
        <source>this help, or that of the command</source>
        <translation>diese Hilfe oder die des Befehls</translation>
    </message>
    <message>
        <source>the program&apos;s version</source>
        <translation>die Version des Programms</translation>
    </message>
    <message>
        <source>Exit codes: 0 done, 1 failed, 2 wrong usage, 3 partial result, 130 interrupted.</source>
        <translation>Rückgabewerte: 0 erledigt, 1 gescheitert, 2 falscher Aufruf, 3 unvollständiges Ergebnis, 130 unterbrochen.</translation>
    </message>
    <message>
        <source>Keep library, facts and settings in this folder.</source>
        <translation>Bibliothek, Fakten und Einstellungen in diesem Ordner halten.</translation>
    </message>
    <message>
        <source>Language of messages: en, de or system.</source>
        <translation>Sprache der Meldungen: en, de oder system.</translation>
    </message>
    <message>
        <source>Let nothing out to the network.</source>
        <translation>Nichts ins Netz lassen.</translation>
    </message>
    <message>
        <source>No progress, only errors.</source>
        <translation>Kein Fortschritt, nur Fehler.</translation>
    </message>
    <message>
        <source>This help.</source>
        <translation>Diese Hilfe.</translation>
    </message>
    <message>
        <source>consultantos-cli --help lists the commands and options.</source>
        <translation>consultantos-cli --help nennt Befehle und Optionen.</translation>
    </message>
    <message>
        <source>No command is given.</source>
        <translation>Es ist kein Befehl genannt.</translation>
    </message>
    <message>
        <source>The option %1 is not known.</source>
        <translation>Die Option %1 ist nicht bekannt.</translation>
    </message>
    <message>
        <source>The command %1 comes with a later version; nothing was done.</source>
        <translation>Der Befehl %1 kommt mit einer späteren Version; nichts wurde getan.</translation>
    </message>
    <message>
        <source>The command &quot;%1&quot; is not known.</source>
        <translation>Der Befehl „%1“ ist nicht bekannt.</translation>
    </message>
    <message>
        <source>consultantos-cli %1 --help lists the options.</source>
        <translation>consultantos-cli %1 --help nennt die Optionen.</translation>
    </message>
    <message>
        <source>waiting</source>
        <translation>wartet</translation>
    </message>
    <message>
        <source>running</source>
        <translation>läuft</translation>
    </message>
    <message>
        <source>done</source>
        <translation>fertig</translation>
    </message>
    <message>
        <source>failed</source>
        <translation>gescheitert</translation>
    </message>
    <message>
        <source>timed out</source>
        <translation>Zeit abgelaufen</translation>
    </message>
    <message>
        <source>cancelled</source>
        <translation>abgebrochen</translation>
    </message>
    <message>
        <source>skipped</source>
        <translation>ausgelassen</translation>
    </message>
    <message>
        <source>The format %1 comes with a later version; nothing was done.</source>
        <translation>Das Format %1 kommt mit einer späteren Version; nichts wurde getan.</translation>
    </message>
    <message>
        <source>Choose among %1.</source>
        <translation>Wählen Sie aus %1.</translation>
    </message>
    <message>
        <source>Several companies need a folder for their reports.</source>
        <translation>Mehrere Unternehmen brauchen einen Ordner für ihre Berichte.</translation>
    </message>
    <message>
        <source>Name it by --output FOLDER.</source>
        <translation>Nennen Sie ihn mit --output ORDNER.</translation>
    </message>
    <message>
        <source>A PDF is not for a terminal&apos;s eyes.</source>
        <translation>Ein PDF ist nichts für ein Terminal.</translation>
    </message>
    <message>
        <source>Name its file by --output FILE, or redirect the output.</source>
        <translation>Nennen Sie seine Datei mit --output DATEI oder leiten Sie die Ausgabe um.</translation>
    </message>
    <message>
        <source>The folder %1 could not be made.</source>
        <translation>Der Ordner %1 konnte nicht angelegt werden.</translation>
    </message>
    <message>
        <source>Nothing was analysed. Choose another place by --output.</source>
        <translation>Nichts wurde analysiert. Wählen Sie mit --output einen anderen Ort.</translation>
    </message>
    <message>
        <source>The report could not be written to the standard output.</source>
        <translation>Der Bericht konnte nicht auf die Standardausgabe geschrieben werden.</translation>
    </message>
    <message>
        <source>Make room, or name a file by --output.</source>
        <translation>Schaffen Sie Platz oder nennen Sie mit --output eine Datei.</translation>
    </message>
    <message>
        <source>The format &quot;%1&quot; is not known here.</source>
        <translation>Das Format „%1“ ist hier nicht bekannt.</translation>
    </message>
    <message>
        <source>The engagement &quot;%1&quot; is new; it begins empty.</source>
        <translation>Das Mandat „%1“ ist neu; es beginnt leer.</translation>
    </message>
    <message>
        <source>Engagement</source>
        <translation>Mandat</translation>
    </message>
    <message>
        <source>%1, not there yet; begun when first needed</source>
        <translation>%1, noch nicht vorhanden; wird beim ersten Gebrauch angelegt</translation>
    </message>
    <message>
        <source>Documents</source>
        <translation>Dokumente</translation>
    </message>
    <message>
        <source>work in this client&apos;s own stores, begun if new</source>
        <translation>in den eigenen Speichern dieses Mandanten arbeiten; neu, wenn es ihn noch nicht gibt</translation>
    </message>
    <message>
        <source>Work in this client&apos;s own stores, begun if new.</source>
        <translation>In den eigenen Speichern dieses Mandanten arbeiten; neu, wenn es ihn noch nicht gibt.</translation>
    </message>
</context>
<context>
    <name>Engine</name>
    <message>
        <source>The program&apos;s resources were not found; nothing was done.</source>
        <translation>Die Ressourcen des Programms wurden nicht gefunden; nichts wurde getan.</translation>
    </message>
    <message>
        <source>Install it again, or name them by CONSULTANTOS_RESOURCE_DIR.</source>
        <translation>Installieren Sie es neu oder nennen Sie sie mit CONSULTANTOS_RESOURCE_DIR.</translation>
    </message>
</context>
<context>
    <name>Evidence</name>
    <message>
        <source>No known company has a similar name.</source>
        <translation>Kein bekanntes Unternehmen hat einen ähnlichen Namen.</translation>
    </message>
    <message>
        <source>Did you mean %1?</source>
        <translation>Meinten Sie %1?</translation>
    </message>
    <message>
        <source>Did you mean %1 or %2?</source>
        <translation>Meinten Sie %1 oder %2?</translation>
    </message>
    <message>
        <source>Several companies are called &quot;%1&quot;.</source>
        <translation>Mehrere Unternehmen heißen „%1“.</translation>
    </message>
    <message>
        <source>No company called &quot;%1&quot; is known here.</source>
        <translation>Ein Unternehmen namens „%1“ ist hier nicht bekannt.</translation>
    </message>
    <message>
        <source>Download it again and import it once more.</source>
        <translation>Laden Sie sie neu herunter und importieren Sie sie noch einmal.</translation>
    </message>
    <message>
        <source>%1 needs more memory than there is; nothing was imported.</source>
        <translation>%1 braucht mehr Speicher, als da ist; nichts wurde importiert.</translation>
    </message>
    <message>
        <source>Close other programs and import it once more.</source>
        <translation>Schließen Sie andere Programme und importieren Sie sie noch einmal.</translation>
    </message>
    <message>
        <source>%1 is empty; nothing was imported.</source>
        <translation>%1 ist leer; nichts wurde importiert.</translation>
    </message>
    <message>
        <source>%1 is no text in UTF-8; nothing was imported.</source>
        <translation>%1 ist kein Text in UTF-8; nichts wurde importiert.</translation>
    </message>
    <message>
        <source>%1 is nested deeper than companyfacts are; nothing was imported.</source>
        <translation>%1 ist tiefer verschachtelt als companyfacts; nichts wurde importiert.</translation>
    </message>
    <message>
        <source>%1 is cut short: its JSON ends in the middle; nothing was imported.</source>
        <translation>%1 ist abgeschnitten: Das JSON endet mittendrin; nichts wurde importiert.</translation>
    </message>
    <message>
        <source>%1 is no JSON; nothing was imported.</source>
        <translation>%1 ist kein JSON; nichts wurde importiert.</translation>
    </message>
    <message>
        <source>%1 is damaged: its JSON is not valid; nothing was imported.</source>
        <translation>%1 ist beschädigt: Das JSON ist ungültig; nichts wurde importiert.</translation>
    </message>
    <message>
        <source>%1 is no companyfacts file: %2; nothing was imported.</source>
        <translation>%1 ist keine companyfacts-Datei: %2; nichts wurde importiert.</translation>
    </message>
    <message>
        <source>Expected is the SEC&apos;s companyfacts JSON, an object with &quot;cik&quot;, &quot;entityName&quot; and &quot;facts&quot;.</source>
        <translation>Erwartet wird das companyfacts-JSON der SEC, ein Objekt mit &quot;cik&quot;, &quot;entityName&quot; und &quot;facts&quot;.</translation>
    </message>
    <message>
        <source>it is no JSON object</source>
        <translation>sie ist kein JSON-Objekt</translation>
    </message>
    <message>
        <source>its &quot;facts&quot; are no object</source>
        <translation>ihre &quot;facts&quot; sind kein Objekt</translation>
    </message>
    <message>
        <source>it has no &quot;facts&quot;</source>
        <translation>sie hat keine &quot;facts&quot;</translation>
    </message>
    <message>
        <source>it names no company by &quot;cik&quot;</source>
        <translation>sie nennt kein Unternehmen durch &quot;cik&quot;</translation>
    </message>
    <message>
        <source>its &quot;cik&quot; is no such number</source>
        <translation>ihre &quot;cik&quot; ist keine solche Nummer</translation>
    </message>
    <message>
        <source>it names two companies by &quot;cik&quot;</source>
        <translation>sie nennt zwei Unternehmen durch &quot;cik&quot;</translation>
    </message>
    <message>
        <source>%1 holds more than any facts file does; nothing was imported.</source>
        <translation>%1 enthält mehr als jede Faktendatei; nichts wurde importiert.</translation>
    </message>
    <message>
        <source>Check that it is the file you mean.</source>
        <translation>Prüfen Sie, ob es die gemeinte Datei ist.</translation>
    </message>
    <message>
        <source>%1 is cut short: its compressed data end early; nothing was imported.</source>
        <translation>%1 ist abgeschnitten: Die gepackten Daten enden zu früh; nichts wurde importiert.</translation>
    </message>
    <message>
        <source>%1 is damaged: its compressed data don&apos;t unpack; nothing was imported.</source>
        <translation>%1 ist beschädigt: Die gepackten Daten lassen sich nicht entpacken; nichts wurde importiert.</translation>
    </message>
    <message>
        <source>There is no file %1; nothing was imported.</source>
        <translation>Es gibt keine Datei %1; nichts wurde importiert.</translation>
    </message>
    <message>
        <source>Check the name and the folder.</source>
        <translation>Prüfen Sie Namen und Ordner.</translation>
    </message>
    <message>
        <source>%1 is a folder; nothing was imported.</source>
        <translation>%1 ist ein Ordner; nichts wurde importiert.</translation>
    </message>
    <message>
        <source>%1 is no ordinary file; nothing was imported.</source>
        <translation>%1 ist keine gewöhnliche Datei; nichts wurde importiert.</translation>
    </message>
    <message>
        <source>Name the file itself.</source>
        <translation>Nennen Sie die Datei selbst.</translation>
    </message>
    <message>
        <source>%1 can&apos;t be read: %2; nothing was imported.</source>
        <translation>%1 lässt sich nicht lesen: %2; nichts wurde importiert.</translation>
    </message>
    <message>
        <source>Check that you may read it.</source>
        <translation>Prüfen Sie, ob Sie sie lesen dürfen.</translation>
    </message>
    <message>
        <source>The file holds no usable fact; nothing was stored.</source>
        <translation>Die Datei enthält keinen brauchbaren Fakt; nichts wurde gespeichert.</translation>
    </message>
    <message>
        <source>%1: %2, %3 facts read, %4 of them new and %5 restated.</source>
        <translation>%1: %2, %3 Fakten gelesen, davon %4 neu und %5 angepasst.</translation>
    </message>
    <message>
        <source>&quot;%1&quot; doesn&apos;t hold in %2: the sides differ by %3.</source>
        <translation>„%1“ gilt in %2 nicht: Die Seiten unterscheiden sich um %3.</translation>
    </message>
    <message>
        <source>&quot;%1&quot; doesn&apos;t hold in %2.</source>
        <translation>„%1“ gilt in %2 nicht.</translation>
    </message>
    <message numerus="yes">
        <source>%n value(s) without a valid period were skipped.</source>
        <translation>
            <numerusform>%n Wert ohne gültigen Zeitraum wurde übergangen.</numerusform>
            <numerusform>%n Werte ohne gültigen Zeitraum wurden übergangen.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n value(s) were skipped that are no number or beyond any company&apos;s size.</source>
        <translation>
            <numerusform>%n Wert wurde übergangen, der keine Zahl ist oder jedes Unternehmen übersteigt.</numerusform>
            <numerusform>%n Werte wurden übergangen, die keine Zahlen sind oder jedes Unternehmen übersteigen.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n part(s) of the file were skipped that don&apos;t have the shape of companyfacts.</source>
        <translation>
            <numerusform>%n Teil der Datei wurde übergangen, der nicht die Form von companyfacts hat.</numerusform>
            <numerusform>%n Teile der Datei wurden übergangen, die nicht die Form von companyfacts haben.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n value(s) under a name that can&apos;t be one were skipped.</source>
        <translation>
            <numerusform>%n Wert unter einem unmöglichen Namen wurde übergangen.</numerusform>
            <numerusform>%n Werte unter einem unmöglichen Namen wurden übergangen.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n value(s) stood there more than once and were taken once.</source>
        <translation>
            <numerusform>%n Wert stand mehrfach da und wurde einmal übernommen.</numerusform>
            <numerusform>%n Werte standen mehrfach da und wurden einmal übernommen.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n value(s) are kept whose unit nothing is derived from: %1.</source>
        <translation>
            <numerusform>%n Wert ist behalten, aus dessen Einheit nichts abgeleitet wird: %1.</numerusform>
            <numerusform>%n Werte sind behalten, aus deren Einheit nichts abgeleitet wird: %1.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n value(s) are kept that don&apos;t name their filing by an accession number.</source>
        <translation>
            <numerusform>%n Wert ist behalten, der seine Einreichung nicht durch eine Accession-Nummer nennt.</numerusform>
            <numerusform>%n Werte sind behalten, die ihre Einreichung nicht durch eine Accession-Nummer nennen.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n value(s) are kept that don&apos;t say when they were filed; dated ones go before them.</source>
        <translation>
            <numerusform>%n Wert ist behalten, der nicht sagt, wann er eingereicht wurde; datierte gehen vor.</numerusform>
            <numerusform>%n Werte sind behalten, die nicht sagen, wann sie eingereicht wurden; datierte gehen vor.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n value(s) contradict another one of the same filing.</source>
        <translation>
            <numerusform>%n Wert widerspricht einem anderen derselben Einreichung.</numerusform>
            <numerusform>%n Werte widersprechen einem anderen derselben Einreichung.</numerusform>
        </translation>
    </message>
    <message>
        <source>No industry called &quot;%1&quot; is known here.</source>
        <translation>Eine Branche namens „%1“ ist hier nicht bekannt.</translation>
    </message>
    <message>
        <source>Choose among: %1.</source>
        <translation>Wählen Sie unter: %1.</translation>
    </message>
</context>
<context>
    <name>EvidenceHtml</name>
    <message>
        <source>Value</source>
        <translation>Wert</translation>
    </message>
    <message>
        <source>Concept</source>
        <translation>Begriff</translation>
    </message>
    <message>
        <source>Period</source>
        <translation>Zeitraum</translation>
    </message>
    <message>
        <source>%1 to %2</source>
        <translation>%1 bis %2</translation>
    </message>
    <message>
        <source>at %1</source>
        <translation>am %1</translation>
    </message>
    <message>
        <source>Form</source>
        <translation>Formular</translation>
    </message>
    <message>
        <source>Filed</source>
        <translation>Eingereicht</translation>
    </message>
    <message>
        <source>Accession number</source>
        <translation>Accession-Nummer</translation>
    </message>
    <message>
        <source>Source</source>
        <translation>Quelle</translation>
    </message>
    <message>
        <source>Restated. Earlier values:</source>
        <translation>Nachträglich geändert. Frühere Werte:</translation>
    </message>
    <message>
        <source>Formula</source>
        <translation>Formel</translation>
    </message>
    <message>
        <source>Method</source>
        <translation>Verfahren</translation>
    </message>
    <message>
        <source>Playbook statement</source>
        <translation>Aussage des Branchenwissens</translation>
    </message>
    <message>
        <source>Document</source>
        <translation>Dokument</translation>
    </message>
    <message>
        <source>Page</source>
        <translation>Seite</translation>
    </message>
    <message>
        <source>Passage</source>
        <translation>Textstelle</translation>
    </message>
    <message>
        <source>Statement</source>
        <translation>Aussage</translation>
    </message>
    <message>
        <source>Reasoning</source>
        <translation>Begründung</translation>
    </message>
    <message>
        <source>Playbook</source>
        <translation>Branchenwissen</translation>
    </message>
    <message>
        <source>This report doesn&apos;t hold the evidence &quot;%1&quot;.</source>
        <translation>Dieser Bericht enthält den Beleg „%1“ nicht.</translation>
    </message>
</context>
<context>
    <name>FinancialAgent</name>
    <message>
        <source>Reading the company&apos;s facts</source>
        <translation>Liest die Fakten des Unternehmens</translation>
    </message>
    <message>
        <source>Deriving statements and ratios</source>
        <translation>Leitet Abschlüsse und Kennzahlen ab</translation>
    </message>
</context>
<context>
    <name>Financials</name>
    <message>
        <source>The entry &quot;%1&quot; of %2 can&apos;t be used: %3.</source>
        <translation>Der Eintrag „%1“ in %2 ist unbrauchbar: %3.</translation>
    </message>
    <message>
        <source>Correct the file or install the program again.</source>
        <translation>Berichtigen Sie die Datei oder installieren Sie das Programm neu.</translation>
    </message>
    <message>
        <source>it needs an id and a label</source>
        <translation>er braucht id und label</translation>
    </message>
    <message>
        <source>the statement &quot;%1&quot; is not known</source>
        <translation>der Abschluss „%1“ ist nicht bekannt</translation>
    </message>
    <message>
        <source>the measure &quot;%1&quot; is not known</source>
        <translation>das Maß „%1“ ist nicht bekannt</translation>
    </message>
    <message>
        <source>the time &quot;%1&quot; is not known</source>
        <translation>die Zeit „%1“ ist nicht bekannt</translation>
    </message>
    <message>
        <source>it has neither tags nor formulas</source>
        <translation>er hat weder Tags noch Formeln</translation>
    </message>
    <message>
        <source>the id stands there twice</source>
        <translation>die id steht zweimal da</translation>
    </message>
    <message>
        <source>the list is missing or empty</source>
        <translation>die Liste fehlt oder ist leer</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is no line</source>
        <translation>„%1“ ist keine Zeile</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is required but not used</source>
        <translation>„%1“ wird verlangt, aber nicht benutzt</translation>
    </message>
    <message>
        <source>it needs id, title, group and unit</source>
        <translation>er braucht id, title, group und unit</translation>
    </message>
    <message>
        <source>the id is taken</source>
        <translation>die id ist vergeben</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is no line and no figure</source>
        <translation>„%1“ ist weder Zeile noch Kennzahl</translation>
    </message>
    <message>
        <source>it rests on itself</source>
        <translation>er beruht auf sich selbst</translation>
    </message>
</context>
<context>
    <name>Framework</name>
    <message>
        <source>The analysis was cancelled.</source>
        <translation>Die Analyse wurde abgebrochen.</translation>
    </message>
</context>
<context>
    <name>FrameworkAgent</name>
    <message>
        <source>Scoring %1</source>
        <translation>Bewertet %1</translation>
    </message>
</context>
<context>
    <name>Grade</name>
    <message>
        <source>Computed</source>
        <translation>Berechnet</translation>
    </message>
    <message>
        <source>Quoted</source>
        <translation>Zitiert</translation>
    </message>
    <message>
        <source>Playbook</source>
        <translation>Branchenwissen</translation>
    </message>
    <message>
        <source>Model</source>
        <translation>Modell</translation>
    </message>
</context>
<context>
    <name>MarketAgent</name>
    <message>
        <source>Cancelled.</source>
        <translation>Abgebrochen.</translation>
    </message>
    <message>
        <source>Deriving the figures of %1</source>
        <translation>Leitet die Kennzahlen von %1 ab</translation>
    </message>
    <message>
        <source>Looking up published industry averages</source>
        <translation>Schlägt veröffentlichte Branchenmittel nach</translation>
    </message>
</context>
<context>
    <name>PdfRenderer</name>
    <message>
        <source>The report could not be painted on this device.</source>
        <translation>Der Bericht konnte auf diesem Gerät nicht gezeichnet werden.</translation>
    </message>
    <message>
        <source>Choose another printer or file.</source>
        <translation>Wählen Sie einen anderen Drucker oder eine andere Datei.</translation>
    </message>
</context>
<context>
    <name>Report</name>
    <message>
        <source>This report was written by a newer version of ConsultantOS.</source>
        <translation>Dieser Bericht stammt von einer neueren Version von ConsultantOS.</translation>
    </message>
    <message>
        <source>Update the program to open it.</source>
        <translation>Aktualisieren Sie das Programm, um ihn zu öffnen.</translation>
    </message>
    <message>
        <source>This is not a report of ConsultantOS.</source>
        <translation>Das ist kein Bericht von ConsultantOS.</translation>
    </message>
</context>
<context>
    <name>ReportFile</name>
    <message>
        <source>The file %1 could not be written; what it held before is unchanged.</source>
        <translation>Die Datei %1 konnte nicht geschrieben werden; ihr bisheriger Inhalt ist unverändert.</translation>
    </message>
    <message>
        <source>Make room or choose another place (%1).</source>
        <translation>Schaffen Sie Platz oder wählen Sie einen anderen Ort (%1).</translation>
    </message>
    <message>
        <source>The format &quot;%1&quot; is not known.</source>
        <translation>Das Format „%1“ ist nicht bekannt.</translation>
    </message>
    <message>
        <source>Choose among %1.</source>
        <translation>Wählen Sie aus %1.</translation>
    </message>
</context>
<context>
    <name>ReportWords</name>
    <message>
        <source>Porter&apos;s five forces</source>
        <translation>Porters fünf Kräfte</translation>
    </message>
    <message>
        <source>SWOT and TOWS</source>
        <translation>SWOT und TOWS</translation>
    </message>
    <message>
        <source>PESTEL</source>
        <translation>PESTEL</translation>
    </message>
    <message>
        <source>Blue Ocean</source>
        <translation>Blue Ocean</translation>
    </message>
    <message>
        <source>Rivalry</source>
        <translation>Rivalität</translation>
    </message>
    <message>
        <source>Suppliers</source>
        <translation>Lieferanten</translation>
    </message>
    <message>
        <source>Buyers</source>
        <translation>Abnehmer</translation>
    </message>
    <message>
        <source>New entrants</source>
        <translation>Neue Anbieter</translation>
    </message>
    <message>
        <source>Substitutes</source>
        <translation>Ersatzprodukte</translation>
    </message>
    <message>
        <source>Strengths</source>
        <translation>Stärken</translation>
    </message>
    <message>
        <source>Weaknesses</source>
        <translation>Schwächen</translation>
    </message>
    <message>
        <source>Opportunities</source>
        <translation>Chancen</translation>
    </message>
    <message>
        <source>Threats</source>
        <translation>Risiken</translation>
    </message>
    <message>
        <source>SO: use strengths for opportunities</source>
        <translation>SO: Stärken für Chancen nutzen</translation>
    </message>
    <message>
        <source>ST: use strengths against threats</source>
        <translation>ST: Stärken gegen Risiken einsetzen</translation>
    </message>
    <message>
        <source>WO: overcome weaknesses by opportunities</source>
        <translation>WO: Schwächen durch Chancen überwinden</translation>
    </message>
    <message>
        <source>WT: reduce weaknesses, avoid threats</source>
        <translation>WT: Schwächen abbauen, Risiken meiden</translation>
    </message>
    <message>
        <source>Political</source>
        <translation>Politisch</translation>
    </message>
    <message>
        <source>Economic</source>
        <translation>Wirtschaftlich</translation>
    </message>
    <message>
        <source>Social</source>
        <translation>Gesellschaftlich</translation>
    </message>
    <message>
        <source>Technological</source>
        <translation>Technologisch</translation>
    </message>
    <message>
        <source>Ecological</source>
        <translation>Ökologisch</translation>
    </message>
    <message>
        <source>Legal</source>
        <translation>Rechtlich</translation>
    </message>
    <message>
        <source>Eliminate</source>
        <translation>Weglassen</translation>
    </message>
    <message>
        <source>Reduce</source>
        <translation>Verringern</translation>
    </message>
    <message>
        <source>Raise</source>
        <translation>Steigern</translation>
    </message>
    <message>
        <source>Create</source>
        <translation>Schaffen</translation>
    </message>
    <message>
        <source>Direction</source>
        <translation>Richtung</translation>
    </message>
    <message>
        <source>Impact</source>
        <translation>Wirkung</translation>
    </message>
    <message>
        <source>Likelihood</source>
        <translation>Wahrscheinlichkeit</translation>
    </message>
    <message>
        <source>Horizon</source>
        <translation>Zeithorizont</translation>
    </message>
    <message>
        <source>Leading indicator</source>
        <translation>Frühindikator</translation>
    </message>
    <message>
        <source>Exposed line</source>
        <translation>Betroffener Posten</translation>
    </message>
    <message>
        <source>Persistence</source>
        <translation>Dauer</translation>
    </message>
    <message>
        <source>Evidence</source>
        <translation>Beleg</translation>
    </message>
    <message>
        <source>Hypothesis</source>
        <translation>Hypothese</translation>
    </message>
    <message>
        <source>Feasibility</source>
        <translation>Machbarkeit</translation>
    </message>
    <message>
        <source>Factor</source>
        <translation>Faktor</translation>
    </message>
    <message>
        <source>Figure</source>
        <translation>Kennzahl</translation>
    </message>
    <message>
        <source>Driver</source>
        <translation>Treiber</translation>
    </message>
    <message>
        <source>Compared with</source>
        <translation>Verglichen mit</translation>
    </message>
    <message>
        <source>Source</source>
        <translation>Quelle</translation>
    </message>
    <message>
        <source>high</source>
        <translation>hoch</translation>
    </message>
    <message>
        <source>medium</source>
        <translation>mittel</translation>
    </message>
    <message>
        <source>low</source>
        <translation>gering</translation>
    </message>
    <message>
        <source>open</source>
        <translation>offen</translation>
    </message>
    <message>
        <source>yes</source>
        <translation>ja</translation>
    </message>
    <message>
        <source>no</source>
        <translation>nein</translation>
    </message>
    <message>
        <source>threat</source>
        <translation>Risiko</translation>
    </message>
    <message>
        <source>opportunity</source>
        <translation>Chance</translation>
    </message>
    <message>
        <source>short</source>
        <translation>kurz</translation>
    </message>
    <message>
        <source>long</source>
        <translation>lang</translation>
    </message>
    <message>
        <source>figure</source>
        <translation>Kennzahl</translation>
    </message>
    <message>
        <source>playbook</source>
        <translation>Branchenwissen</translation>
    </message>
    <message>
        <source>in force</source>
        <translation>in Kraft</translation>
    </message>
    <message>
        <source>proposed</source>
        <translation>vorgeschlagen</translation>
    </message>
    <message>
        <source>may</source>
        <translation>möglich</translation>
    </message>
    <message>
        <source>mixed</source>
        <translation>gemischt</translation>
    </message>
    <message>
        <source>now</source>
        <translation>jetzt</translation>
    </message>
    <message>
        <source>one to two years</source>
        <translation>ein bis zwei Jahre</translation>
    </message>
    <message>
        <source>three to five years</source>
        <translation>drei bis fünf Jahre</translation>
    </message>
    <message>
        <source>beyond five years</source>
        <translation>mehr als fünf Jahre</translation>
    </message>
    <message>
        <source>passage</source>
        <translation>Textstelle</translation>
    </message>
    <message>
        <source>peers</source>
        <translation>Vergleichsunternehmen</translation>
    </message>
    <message>
        <source>published average</source>
        <translation>veröffentlichtes Mittel</translation>
    </message>
    <message>
        <source>own history</source>
        <translation>eigene Vorjahre</translation>
    </message>
    <message>
        <source>nothing</source>
        <translation>nichts</translation>
    </message>
    <message>
        <source>raises</source>
        <translation>erhöht</translation>
    </message>
    <message>
        <source>lowers</source>
        <translation>senkt</translation>
    </message>
    <message>
        <source>Income statement</source>
        <translation>Gewinn- und Verlustrechnung</translation>
    </message>
    <message>
        <source>Balance sheet</source>
        <translation>Bilanz</translation>
    </message>
    <message>
        <source>Cash flow statement</source>
        <translation>Kapitalflussrechnung</translation>
    </message>
    <message>
        <source>Growth</source>
        <translation>Wachstum</translation>
    </message>
    <message>
        <source>Profitability</source>
        <translation>Rentabilität</translation>
    </message>
    <message>
        <source>Returns</source>
        <translation>Renditen</translation>
    </message>
    <message>
        <source>Liquidity</source>
        <translation>Liquidität</translation>
    </message>
    <message>
        <source>Leverage</source>
        <translation>Verschuldung</translation>
    </message>
    <message>
        <source>Working capital</source>
        <translation>Umlaufvermögen</translation>
    </message>
    <message>
        <source>Cash</source>
        <translation>Zahlungsmittel</translation>
    </message>
    <message>
        <source>Distress</source>
        <translation>Insolvenzgefahr</translation>
    </message>
    <message>
        <source>Earnings quality</source>
        <translation>Ergebnisqualität</translation>
    </message>
    <message>
        <source>Complete</source>
        <translation>Vollständig</translation>
    </message>
    <message>
        <source>Partial</source>
        <translation>Unvollständig</translation>
    </message>
    <message>
        <source>Quick</source>
        <translation>Schnell</translation>
    </message>
    <message>
        <source>Standard</source>
        <translation>Standard</translation>
    </message>
    <message>
        <source>Deep</source>
        <translation>Gründlich</translation>
    </message>
    <message>
        <source>rising</source>
        <translation>steigend</translation>
    </message>
    <message>
        <source>stable</source>
        <translation>stabil</translation>
    </message>
    <message>
        <source>falling</source>
        <translation>fallend</translation>
    </message>
    <message>
        <source>%1, quarterly</source>
        <translation>%1, vierteljährlich</translation>
    </message>
    <message>
        <source>%1, annual</source>
        <translation>%1, jährlich</translation>
    </message>
</context>
<context>
    <name>RequestBasis</name>
    <message>
        <source>Import a facts file of it, or name its industry for a report on industry knowledge alone.</source>
        <translation>Importieren Sie eine Faktendatei dazu oder nennen Sie die Branche für einen Bericht allein aus Branchenwissen.</translation>
    </message>
    <message>
        <source>No company called &quot;%1&quot; is known here.</source>
        <translation>Ein Unternehmen namens „%1“ ist hier nicht bekannt.</translation>
    </message>
</context>
<context>
    <name>ResearchAgent</name>
    <message>
        <source>Reading the industry&apos;s playbook</source>
        <translation>Liest das Branchenwissen</translation>
    </message>
    <message>
        <source>Reading the question and its context</source>
        <translation>Liest die Frage und ihren Zusammenhang</translation>
    </message>
</context>
<context>
    <name>SynthesisAgent</name>
    <message>
        <source>Writing the executive summary</source>
        <translation>Schreibt die Zusammenfassung</translation>
    </message>
</context>
<context>
    <name>consultantos::AgentGraph</name>
    <message>
        <source>Agents of this analysis</source>
        <translation>Agenten dieser Analyse</translation>
    </message>
</context>
<context>
    <name>consultantos::AnalysisController</name>
    <message>
        <source>Importing %1</source>
        <translation>Importiert %1</translation>
    </message>
    <message>
        <source>The analysis was cancelled.</source>
        <translation>Die Analyse wurde abgebrochen.</translation>
    </message>
    <message>
        <source>This program can&apos;t import facts files.</source>
        <translation>Dieses Programm kann keine Faktendateien importieren.</translation>
    </message>
</context>
<context>
    <name>consultantos::AppActions</name>
    <message>
        <source>&amp;New analysis</source>
        <translation>&amp;Neue Analyse</translation>
    </message>
    <message>
        <source>&amp;Analyse</source>
        <translation>&amp;Analysieren</translation>
    </message>
    <message>
        <source>Save as &amp;HTML …</source>
        <translation>Als &amp;HTML speichern …</translation>
    </message>
    <message>
        <source>Save as &amp;Markdown …</source>
        <translation>Als &amp;Markdown speichern …</translation>
    </message>
    <message>
        <source>Save as &amp;JSON …</source>
        <translation>Als &amp;JSON speichern …</translation>
    </message>
    <message>
        <source>Save as P&amp;DF …</source>
        <translation>Als P&amp;DF speichern …</translation>
    </message>
    <message>
        <source>&amp;Print …</source>
        <translation>&amp;Drucken …</translation>
    </message>
    <message>
        <source>&amp;Close report</source>
        <translation>Bericht s&amp;chließen</translation>
    </message>
    <message>
        <source>&amp;Quit</source>
        <translation>&amp;Beenden</translation>
    </message>
    <message>
        <source>&amp;Undo delete</source>
        <translation>Löschen &amp;rückgängig machen</translation>
    </message>
    <message>
        <source>&amp;Copy evidence</source>
        <translation>Beleg &amp;kopieren</translation>
    </message>
    <message>
        <source>&amp;Find in the library</source>
        <translation>In der Bibliothek &amp;suchen</translation>
    </message>
    <message>
        <source>&amp;Cancel the analysis</source>
        <translation>Analyse a&amp;bbrechen</translation>
    </message>
    <message>
        <source>&amp;Full screen</source>
        <translation>&amp;Vollbild</translation>
    </message>
    <message>
        <source>&amp;About ConsultantOS</source>
        <translation>&amp;Über ConsultantOS</translation>
    </message>
    <message>
        <source>About &amp;Qt</source>
        <translation>Über &amp;Qt</translation>
    </message>
    <message>
        <source>&amp;Brief</source>
        <translation>&amp;Auftrag</translation>
    </message>
    <message>
        <source>&amp;Run</source>
        <translation>A&amp;blauf</translation>
    </message>
    <message>
        <source>R&amp;eports</source>
        <translation>B&amp;erichte</translation>
    </message>
    <message>
        <source>&amp;Library</source>
        <translation>Bib&amp;liothek</translation>
    </message>
    <message>
        <source>&amp;Settings</source>
        <translation>&amp;Einstellungen</translation>
    </message>
    <message>
        <source>&amp;File</source>
        <translation>&amp;Datei</translation>
    </message>
    <message>
        <source>&amp;Edit</source>
        <translation>&amp;Bearbeiten</translation>
    </message>
    <message>
        <source>&amp;View</source>
        <translation>&amp;Ansicht</translation>
    </message>
    <message>
        <source>&amp;Go</source>
        <translation>&amp;Gehe zu</translation>
    </message>
    <message>
        <source>&amp;Help</source>
        <translation>&amp;Hilfe</translation>
    </message>
</context>
<context>
    <name>consultantos::BriefPage</name>
    <message>
        <source>New analysis</source>
        <translation>Neue Analyse</translation>
    </message>
    <message>
        <source>Name a company and what you want to know. Every number of the report leads back to the filing it comes from.</source>
        <translation>Nennen Sie ein Unternehmen und was Sie wissen wollen. Jede Zahl des Berichts führt zu der Einreichung zurück, aus der sie stammt.</translation>
    </message>
    <message>
        <source>&amp;Analyse</source>
        <translation>&amp;Analysieren</translation>
    </message>
    <message>
        <source>Name, ticker or CIK, for example Tesla</source>
        <translation>Name, Börsenkürzel oder CIK, zum Beispiel Tesla</translation>
    </message>
    <message>
        <source>&amp;Company</source>
        <translation>&amp;Unternehmen</translation>
    </message>
    <message>
        <source>The company&apos;s own</source>
        <translation>Die des Unternehmens</translation>
    </message>
    <message>
        <source>&amp;Industry</source>
        <translation>&amp;Branche</translation>
    </message>
    <message>
        <source>For example: How resilient is its margin?</source>
        <translation>Zum Beispiel: Wie widerstandsfähig ist die Marge?</translation>
    </message>
    <message>
        <source>&amp;Question</source>
        <translation>&amp;Frage</translation>
    </message>
    <message>
        <source>Decides which evidence comes first. Optional.</source>
        <translation>Entscheidet, welche Belege zuerst kommen. Freiwillig.</translation>
    </message>
    <message>
        <source>Quick</source>
        <translation>Schnell</translation>
    </message>
    <message>
        <source>Standard</source>
        <translation>Standard</translation>
    </message>
    <message>
        <source>Deep</source>
        <translation>Gründlich</translation>
    </message>
    <message>
        <source>&amp;Depth</source>
        <translation>&amp;Tiefe</translation>
    </message>
    <message>
        <source>For example Germany or Europe</source>
        <translation>Zum Beispiel Deutschland oder Europa</translation>
    </message>
    <message>
        <source>&amp;Region</source>
        <translation>&amp;Region</translation>
    </message>
    <message>
        <source>What the analysis should know, in your own words</source>
        <translation>Was die Analyse wissen soll, in Ihren eigenen Worten</translation>
    </message>
    <message>
        <source>Conte&amp;xt</source>
        <translation>&amp;Zusammenhang</translation>
    </message>
    <message>
        <source>In the reporting currency</source>
        <translation>In der Berichtswährung</translation>
    </message>
    <message>
        <source>&amp;Market value</source>
        <translation>&amp;Marktwert</translation>
    </message>
    <message>
        <source>Facts files</source>
        <translation>Faktendateien</translation>
    </message>
    <message>
        <source>Or drop SEC company facts (JSON) anywhere on the window.</source>
        <translation>Oder ziehen Sie SEC-Unternehmensfakten (JSON) irgendwo auf das Fenster.</translation>
    </message>
    <message>
        <source>Frameworks</source>
        <translation>Methoden</translation>
    </message>
    <message>
        <source>Porter&apos;s five forces</source>
        <translation>Porters fünf Kräfte</translation>
    </message>
    <message>
        <source>How hard rivals, suppliers, buyers, entrants and substitutes press on profit.</source>
        <translation>Wie stark Rivalen, Lieferanten, Abnehmer, neue Anbieter und Ersatzprodukte auf den Gewinn drücken.</translation>
    </message>
    <message>
        <source>SWOT and TOWS</source>
        <translation>SWOT und TOWS</translation>
    </message>
    <message>
        <source>What stands out against peers, and the options that follow from joining inside and outside.</source>
        <translation>Was gegenüber Vergleichsunternehmen auffällt und welche Optionen aus der Verbindung von innen und außen folgen.</translation>
    </message>
    <message>
        <source>PESTEL</source>
        <translation>PESTEL</translation>
    </message>
    <message>
        <source>Which political, economic, social, technological, ecological and legal factors bear on which line.</source>
        <translation>Welche politischen, wirtschaftlichen, gesellschaftlichen, technologischen, ökologischen und rechtlichen Faktoren auf welchen Posten wirken.</translation>
    </message>
    <message>
        <source>Blue Ocean</source>
        <translation>Blue Ocean</translation>
    </message>
    <message>
        <source>The strategy canvas against rivals: what to eliminate, reduce, raise and create.</source>
        <translation>Das Strategieprofil gegenüber Rivalen: was wegzulassen, zu verringern, zu steigern und zu schaffen ist.</translation>
    </message>
    <message>
        <source>Not a facts file (.json or .json.gz): %1</source>
        <translation>Keine Faktendatei (.json oder .json.gz): %1</translation>
    </message>
    <message>
        <source>Name a company.</source>
        <translation>Nennen Sie ein Unternehmen.</translation>
    </message>
    <message numerus="yes">
        <source>A company&apos;s name has at most %n characters.</source>
        <translation>
            <numerusform>Der Name eines Unternehmens hat höchstens %n Zeichen.</numerusform>
            <numerusform>Der Name eines Unternehmens hat höchstens %n Zeichen.</numerusform>
        </translation>
    </message>
    <message>
        <source>Not a positive number. Example: %1</source>
        <translation>Keine positive Zahl. Beispiel: %1</translation>
    </message>
    <message>
        <source>Not among the known companies. Choose an industry or add a facts file unless it is another name of one.</source>
        <translation>Nicht unter den bekannten Unternehmen. Wählen Sie eine Branche oder fügen Sie eine Faktendatei hinzu, wenn es kein anderer Name eines bekannten ist.</translation>
    </message>
    <message>
        <source>Altman&apos;s Z-score needs it. Optional.</source>
        <translation>Altmans Z-Wert braucht ihn. Freiwillig.</translation>
    </message>
    <message>
        <source>Choose at least one framework.</source>
        <translation>Wählen Sie mindestens eine Methode.</translation>
    </message>
    <message>
        <source>An analysis is running.</source>
        <translation>Eine Analyse läuft.</translation>
    </message>
    <message>
        <source>The most important findings of each framework.</source>
        <translation>Die wichtigsten Befunde jeder Methode.</translation>
    </message>
    <message>
        <source>What a first meeting needs: the leading findings with their reasons.</source>
        <translation>Was ein erstes Treffen braucht: die führenden Befunde mit ihren Gründen.</translation>
    </message>
    <message>
        <source>Everything that the facts and playbooks carry.</source>
        <translation>Alles, was Fakten und Branchenwissen hergeben.</translation>
    </message>
</context>
<context>
    <name>consultantos::EvidenceTreeModel</name>
    <message>
        <source>Playbook</source>
        <translation>Branchenwissen</translation>
    </message>
    <message>
        <source>%1 (not in this report)</source>
        <translation>%1 (nicht in diesem Bericht)</translation>
    </message>
    <message>
        <source>What</source>
        <translation>Was</translation>
    </message>
    <message>
        <source>Value</source>
        <translation>Wert</translation>
    </message>
    <message>
        <source>Period</source>
        <translation>Zeitraum</translation>
    </message>
    <message>
        <source>Formula or filing</source>
        <translation>Formel oder Einreichung</translation>
    </message>
</context>
<context>
    <name>consultantos::FactsFileList</name>
    <message>
        <source>Remove</source>
        <translation>Entfernen</translation>
    </message>
    <message>
        <source>Add facts files …</source>
        <translation>Faktendateien hinzufügen …</translation>
    </message>
    <message>
        <source>Facts files</source>
        <translation>Faktendateien</translation>
    </message>
    <message>
        <source>Add facts files</source>
        <translation>Faktendateien hinzufügen</translation>
    </message>
    <message>
        <source>SEC company facts (*.json *.json.gz)</source>
        <translation>SEC-Unternehmensfakten (*.json *.json.gz)</translation>
    </message>
    <message>
        <source>All files (*)</source>
        <translation>Alle Dateien (*)</translation>
    </message>
</context>
<context>
    <name>consultantos::FinancialsPage</name>
    <message>
        <source>Ratios</source>
        <translation>Kennzahlen</translation>
    </message>
    <message>
        <source>Statements</source>
        <translation>Abschlüsse</translation>
    </message>
    <message>
        <source>Identities</source>
        <translation>Rechenproben</translation>
    </message>
    <message>
        <source>Statement</source>
        <translation>Abschluss</translation>
    </message>
    <message>
        <source>%1, per cent</source>
        <translation>%1, Prozent</translation>
    </message>
    <message>
        <source>What must add up in every set of accounts, tested on the filed figures.</source>
        <translation>Was in jedem Abschluss aufgehen muss, geprüft an den eingereichten Zahlen.</translation>
    </message>
    <message>
        <source>difference %1</source>
        <translation>Differenz %1</translation>
    </message>
    <message>
        <source>holds</source>
        <translation>geht auf</translation>
    </message>
    <message>
        <source>fails</source>
        <translation>geht nicht auf</translation>
    </message>
</context>
<context>
    <name>consultantos::FiveForcesDiagram</name>
    <message>
        <source>no score</source>
        <translation>kein Wert</translation>
    </message>
    <message>
        <source>Five forces</source>
        <translation>Fünf Kräfte</translation>
    </message>
    <message>
        <source>not derivable</source>
        <translation>nicht ableitbar</translation>
    </message>
    <message>
        <source>%1 (%2 to %3)</source>
        <translation>%1 (%2 bis %3)</translation>
    </message>
    <message>
        <source>weak</source>
        <translation>schwach</translation>
    </message>
    <message>
        <source>strong</source>
        <translation>stark</translation>
    </message>
</context>
<context>
    <name>consultantos::Inspector</name>
    <message>
        <source>Evidence</source>
        <translation>Beleg</translation>
    </message>
    <message>
        <source>What it rests on</source>
        <translation>Worauf es beruht</translation>
    </message>
    <message>
        <source>Cop&amp;y</source>
        <translation>&amp;Kopieren</translation>
    </message>
    <message>
        <source>Click a number or a grade in a report to see where it comes from.</source>
        <translation>Klicken Sie in einem Bericht auf eine Zahl oder eine Einstufung, um zu sehen, woher sie stammt.</translation>
    </message>
    <message>
        <source>Confidence: %1 %</source>
        <translation>Sicherheit: %1 %</translation>
    </message>
    <message>
        <source>Reasoning:</source>
        <translation>Begründung:</translation>
    </message>
    <message>
        <source>Statement</source>
        <translation>Aussage</translation>
    </message>
</context>
<context>
    <name>consultantos::LibraryModel</name>
    <message>
        <source>Company</source>
        <translation>Unternehmen</translation>
    </message>
    <message>
        <source>Question</source>
        <translation>Frage</translation>
    </message>
    <message>
        <source>Frameworks</source>
        <translation>Methoden</translation>
    </message>
    <message>
        <source>Depth</source>
        <translation>Tiefe</translation>
    </message>
    <message>
        <source>State</source>
        <translation>Zustand</translation>
    </message>
    <message>
        <source>Made</source>
        <translation>Erstellt</translation>
    </message>
</context>
<context>
    <name>consultantos::LibraryPage</name>
    <message>
        <source>&amp;Open</source>
        <translation>&amp;Öffnen</translation>
    </message>
    <message>
        <source>De&amp;lete</source>
        <translation>&amp;Löschen</translation>
    </message>
    <message>
        <source>Library</source>
        <translation>Bibliothek</translation>
    </message>
    <message>
        <source>Search in all reports</source>
        <translation>In allen Berichten suchen</translation>
    </message>
    <message>
        <source>Show only</source>
        <translation>Nur zeigen</translation>
    </message>
    <message>
        <source>All reports</source>
        <translation>Alle Berichte</translation>
    </message>
    <message>
        <source>Reports</source>
        <translation>Berichte</translation>
    </message>
    <message>
        <source>Go to the brief</source>
        <translation>Zum Auftrag</translation>
    </message>
    <message>
        <source>&amp;Undo</source>
        <translation>&amp;Rückgängig</translation>
    </message>
    <message>
        <source>No report matches</source>
        <translation>Kein Bericht passt</translation>
    </message>
    <message>
        <source>The library is empty</source>
        <translation>Die Bibliothek ist leer</translation>
    </message>
    <message>
        <source>Search for other words, or show all reports.</source>
        <translation>Suchen Sie nach anderen Wörtern oder zeigen Sie alle Berichte.</translation>
    </message>
    <message>
        <source>Each analysis is kept here. Start the first one on the brief page.</source>
        <translation>Jede Analyse wird hier aufbewahrt. Starten Sie die erste auf der Seite Auftrag.</translation>
    </message>
    <message numerus="yes">
        <source>%n report(s) deleted.</source>
        <translation>
            <numerusform>%n Bericht gelöscht.</numerusform>
            <numerusform>%n Berichte gelöscht.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>consultantos::MainWindow</name>
    <message>
        <source>Ready, offline</source>
        <translation>Bereit, offline</translation>
    </message>
    <message>
        <source>Ready</source>
        <translation>Bereit</translation>
    </message>
    <message>
        <source>Evidence</source>
        <translation>Beleg</translation>
    </message>
    <message>
        <source>&amp;Evidence</source>
        <translation>&amp;Beleg</translation>
    </message>
    <message>
        <source>Pages</source>
        <translation>Seiten</translation>
    </message>
    <message>
        <source>Analysing %1 …</source>
        <translation>Analysiert %1 …</translation>
    </message>
    <message>
        <source>The report could not be saved: %1</source>
        <translation>Der Bericht konnte nicht gespeichert werden: %1</translation>
    </message>
    <message>
        <source>Finished in %1 s; some agents failed, see the summary</source>
        <translation>Fertig in %1 s; einige Agenten scheiterten, siehe die Zusammenfassung</translation>
    </message>
    <message>
        <source>Finished in %1 s</source>
        <translation>Fertig in %1 s</translation>
    </message>
    <message>
        <source>The report could not be saved.</source>
        <translation>Der Bericht konnte nicht gespeichert werden.</translation>
    </message>
    <message>
        <source>ConsultantOS stopped unexpectedly on %1 (%2). Saved reports are untouched. The details are in %3.</source>
        <translation>ConsultantOS brach am %1 unerwartet ab (%2). Gespeicherte Berichte sind unberührt. Die Einzelheiten stehen in %3.</translation>
    </message>
    <message>
        <source>Dismiss</source>
        <translation>Ausblenden</translation>
    </message>
    <message>
        <source>ConsultantOS</source>
        <translation>ConsultantOS</translation>
    </message>
    <message>
        <source>About ConsultantOS</source>
        <translation>Über ConsultantOS</translation>
    </message>
    <message>
        <source>A workstation for management consultants: analyses whose every number traces to its source.

Free software under the GNU General Public License, version 3 or later. Built with Qt %1.
Data folder: %2</source>
        <translation>Ein Arbeitsplatz für Unternehmensberater: Analysen, deren jede Zahl zu ihrer Quelle führt.

Freie Software unter der GNU General Public License, Version 3 oder später. Gebaut mit Qt %1.
Datenordner: %2</translation>
    </message>
</context>
<context>
    <name>consultantos::RatioModel</name>
    <message>
        <source>Enter or click shows where it comes from</source>
        <translation>Eingabetaste oder Klick zeigt, woher der Wert stammt</translation>
    </message>
    <message>
        <source>no figures for this year</source>
        <translation>keine Zahlen für dieses Jahr</translation>
    </message>
    <message>
        <source>Ratio</source>
        <translation>Kennzahl</translation>
    </message>
    <message>
        <source>Group</source>
        <translation>Gruppe</translation>
    </message>
    <message>
        <source>Trend</source>
        <translation>Verlauf</translation>
    </message>
</context>
<context>
    <name>consultantos::ReportExport</name>
    <message>
        <source>The report could not be saved as %1.</source>
        <translation>Der Bericht konnte nicht als %1 gespeichert werden.</translation>
    </message>
    <message>
        <source>Web page (*.html)</source>
        <translation>Webseite (*.html)</translation>
    </message>
    <message>
        <source>Markdown (*.md)</source>
        <translation>Markdown (*.md)</translation>
    </message>
    <message>
        <source>JSON (*.json)</source>
        <translation>JSON (*.json)</translation>
    </message>
    <message>
        <source>PDF (*.pdf)</source>
        <translation>PDF (*.pdf)</translation>
    </message>
    <message>
        <source>Save report</source>
        <translation>Bericht speichern</translation>
    </message>
    <message>
        <source>Saved as %1</source>
        <translation>Gespeichert als %1</translation>
    </message>
    <message>
        <source>Sent to the printer</source>
        <translation>An den Drucker geschickt</translation>
    </message>
</context>
<context>
    <name>consultantos::ReportHtml</name>
    <message>
        <source>Know first</source>
        <translation>Vorab zu wissen</translation>
    </message>
    <message>
        <source>Answer</source>
        <translation>Antwort</translation>
    </message>
    <message>
        <source>What supports it</source>
        <translation>Was dafür spricht</translation>
    </message>
    <message>
        <source>Situation</source>
        <translation>Lage</translation>
    </message>
    <message>
        <source>Complication</source>
        <translation>Problem</translation>
    </message>
    <message>
        <source>Risks</source>
        <translation>Risiken</translation>
    </message>
    <message>
        <source>Next steps</source>
        <translation>Nächste Schritte</translation>
    </message>
    <message>
        <source>Missing from this report</source>
        <translation>In diesem Bericht fehlt</translation>
    </message>
    <message>
        <source>So what:</source>
        <translation>Folge:</translation>
    </message>
    <message>
        <source>Nothing found.</source>
        <translation>Nichts gefunden.</translation>
    </message>
    <message>
        <source>%1 (%2 to %3, on a scale from %4 to %5)</source>
        <translation>%1 (%2 bis %3, auf einer Skala von %4 bis %5)</translation>
    </message>
    <message>
        <source>Driver</source>
        <translation>Treiber</translation>
    </message>
    <message>
        <source>Value</source>
        <translation>Wert</translation>
    </message>
    <message>
        <source>Held against</source>
        <translation>Gemessen an</translation>
    </message>
    <message>
        <source>A higher value</source>
        <translation>Ein höherer Wert</translation>
    </message>
    <message>
        <source>Weight</source>
        <translation>Gewicht</translation>
    </message>
    <message>
        <source>Score</source>
        <translation>Wertung</translation>
    </message>
    <message>
        <source>Score:</source>
        <translation>Wertung:</translation>
    </message>
    <message>
        <source>trend: %1</source>
        <translation>Verlauf: %1</translation>
    </message>
    <message>
        <source>What follows</source>
        <translation>Was folgt</translation>
    </message>
    <message>
        <source>Factor</source>
        <translation>Faktor</translation>
    </message>
    <message>
        <source>TOWS: what to do</source>
        <translation>TOWS: was zu tun ist</translation>
    </message>
    <message>
        <source>Limits of the method</source>
        <translation>Grenzen der Methode</translation>
    </message>
    <message>
        <source>Recommendations</source>
        <translation>Empfehlungen</translation>
    </message>
    <message>
        <source>The evidence carries no recommendation. The data requests say what would.</source>
        <translation>Die Belege tragen keine Empfehlung. Die Datenanfragen sagen, was sie tragen würde.</translation>
    </message>
    <message>
        <source>Impact</source>
        <translation>Wirkung</translation>
    </message>
    <message>
        <source>Feasibility: %1</source>
        <translation>Machbarkeit: %1</translation>
    </message>
    <message>
        <source>Rests on: %1</source>
        <translation>Beruht auf: %1</translation>
    </message>
    <message>
        <source>Data requests</source>
        <translation>Datenanfragen</translation>
    </message>
    <message>
        <source>Nothing is missing.</source>
        <translation>Es fehlt nichts.</translation>
    </message>
    <message>
        <source>What could not be derived, and what would settle it.</source>
        <translation>Was nicht abgeleitet werden konnte und was es klären würde.</translation>
    </message>
    <message>
        <source>Missing</source>
        <translation>Es fehlt</translation>
    </message>
    <message>
        <source>Why</source>
        <translation>Warum</translation>
    </message>
    <message>
        <source>What would settle it</source>
        <translation>Was es klären würde</translation>
    </message>
    <message>
        <source>Sources</source>
        <translation>Quellen</translation>
    </message>
    <message>
        <source>Filings and publications</source>
        <translation>Einreichungen und Veröffentlichungen</translation>
    </message>
    <message>
        <source>Company</source>
        <translation>Unternehmen</translation>
    </message>
    <message>
        <source>Form</source>
        <translation>Formular</translation>
    </message>
    <message>
        <source>Filed</source>
        <translation>Eingereicht</translation>
    </message>
    <message>
        <source>Accession number or source</source>
        <translation>Accession-Nummer oder Quelle</translation>
    </message>
    <message>
        <source>Facts</source>
        <translation>Fakten</translation>
    </message>
    <message>
        <source>Passages</source>
        <translation>Textstellen</translation>
    </message>
    <message>
        <source>Playbook</source>
        <translation>Branchenwissen</translation>
    </message>
    <message>
        <source>Peers</source>
        <translation>Vergleichsunternehmen</translation>
    </message>
</context>
<context>
    <name>consultantos::ReportTabs</name>
    <message>
        <source>No report is open</source>
        <translation>Kein Bericht ist geöffnet</translation>
    </message>
    <message>
        <source>Start an analysis on the brief page, or open a report from the library.</source>
        <translation>Starten Sie eine Analyse auf der Seite Auftrag oder öffnen Sie einen Bericht aus der Bibliothek.</translation>
    </message>
    <message>
        <source>Go to the library</source>
        <translation>Zur Bibliothek</translation>
    </message>
</context>
<context>
    <name>consultantos::ReportView</name>
    <message>
        <source>Outline</source>
        <translation>Gliederung</translation>
    </message>
    <message>
        <source>Executive summary</source>
        <translation>Zusammenfassung</translation>
    </message>
    <message>
        <source>Financials</source>
        <translation>Finanzzahlen</translation>
    </message>
    <message>
        <source>Recommendations</source>
        <translation>Empfehlungen</translation>
    </message>
    <message>
        <source>Data requests</source>
        <translation>Datenanfragen</translation>
    </message>
    <message>
        <source>Sources</source>
        <translation>Quellen</translation>
    </message>
</context>
<context>
    <name>consultantos::RunModel</name>
    <message>
        <source>%1 s</source>
        <translation>%1 s</translation>
    </message>
    <message>
        <source>Agent</source>
        <translation>Agent</translation>
    </message>
    <message>
        <source>State</source>
        <translation>Zustand</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>Zeit</translation>
    </message>
    <message>
        <source>What it does</source>
        <translation>Was er tut</translation>
    </message>
    <message>
        <source>Research</source>
        <translation>Recherche</translation>
    </message>
    <message>
        <source>Market</source>
        <translation>Markt</translation>
    </message>
    <message>
        <source>Financial</source>
        <translation>Finanzen</translation>
    </message>
    <message>
        <source>Synthesis</source>
        <translation>Synthese</translation>
    </message>
    <message>
        <source>Waiting</source>
        <translation>Wartet</translation>
    </message>
    <message>
        <source>Running</source>
        <translation>Läuft</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>Fertig</translation>
    </message>
    <message>
        <source>Failed</source>
        <translation>Gescheitert</translation>
    </message>
    <message>
        <source>Timed out</source>
        <translation>Zeit überschritten</translation>
    </message>
    <message>
        <source>Cancelled</source>
        <translation>Abgebrochen</translation>
    </message>
    <message>
        <source>Skipped</source>
        <translation>Übersprungen</translation>
    </message>
</context>
<context>
    <name>consultantos::RunPage</name>
    <message>
        <source>&amp;Cancel</source>
        <translation>A&amp;bbrechen</translation>
    </message>
    <message>
        <source>Back to the &amp;brief</source>
        <translation>Zurück zum &amp;Auftrag</translation>
    </message>
    <message>
        <source>Nothing is running</source>
        <translation>Es läuft nichts</translation>
    </message>
    <message>
        <source>Start an analysis on the brief page; its agents show here while they work.</source>
        <translation>Starten Sie eine Analyse auf der Seite Auftrag; ihre Agenten erscheinen hier, während sie arbeiten.</translation>
    </message>
    <message>
        <source>Go to the brief</source>
        <translation>Zum Auftrag</translation>
    </message>
    <message>
        <source>Overall progress</source>
        <translation>Gesamtfortschritt</translation>
    </message>
    <message>
        <source>Agents as a table</source>
        <translation>Agenten als Tabelle</translation>
    </message>
    <message>
        <source>Analysing %1</source>
        <translation>Analyse: %1</translation>
    </message>
    <message>
        <source>Analysis finished</source>
        <translation>Analyse fertig</translation>
    </message>
    <message>
        <source>Analysis cancelled</source>
        <translation>Analyse abgebrochen</translation>
    </message>
    <message>
        <source>No report</source>
        <translation>Kein Bericht</translation>
    </message>
</context>
<context>
    <name>consultantos::SettingRow</name>
    <message>
        <source>Allowed: %1.</source>
        <translation>Erlaubt: %1.</translation>
    </message>
    <message>
        <source>Set by the environment variable %1; change it there.</source>
        <translation>Durch die Umgebungsvariable %1 gesetzt; ändern Sie sie dort.</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>Sprache</translation>
    </message>
    <message>
        <source>Theme</source>
        <translation>Farbschema</translation>
    </message>
    <message>
        <source>Agents at once</source>
        <translation>Agenten zugleich</translation>
    </message>
    <message>
        <source>Time limit of an agent</source>
        <translation>Zeitgrenze eines Agenten</translation>
    </message>
    <message>
        <source>Memory cache keeps for</source>
        <translation>Speicherpuffer hält für</translation>
    </message>
    <message>
        <source>Shared cache keeps for</source>
        <translation>Gemeinsamer Puffer hält für</translation>
    </message>
    <message>
        <source>Disk cache keeps for</source>
        <translation>Plattenpuffer hält für</translation>
    </message>
    <message>
        <source>Redis server</source>
        <translation>Redis-Server</translation>
    </message>
    <message>
        <source>Performance metrics</source>
        <translation>Leistungsmessung</translation>
    </message>
    <message>
        <source>Model calls per batch</source>
        <translation>Modellaufrufe je Stapel</translation>
    </message>
    <message>
        <source>Log level</source>
        <translation>Protokollstufe</translation>
    </message>
    <message>
        <source>Offline</source>
        <translation>Offline</translation>
    </message>
    <message>
        <source>As the system</source>
        <translation>Wie das System</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>Hell</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>Dunkel</translation>
    </message>
    <message>
        <source>On</source>
        <translation>Ein</translation>
    </message>
    <message>
        <source>Off</source>
        <translation>Aus</translation>
    </message>
    <message>
        <source>Everything (debug)</source>
        <translation>Alles (debug)</translation>
    </message>
    <message>
        <source>Normal (info)</source>
        <translation>Normal (info)</translation>
    </message>
    <message>
        <source>Warnings and errors</source>
        <translation>Warnungen und Fehler</translation>
    </message>
    <message>
        <source>Errors only</source>
        <translation>Nur Fehler</translation>
    </message>
</context>
<context>
    <name>consultantos::SettingsPage</name>
    <message>
        <source>&amp;Save</source>
        <translation>&amp;Speichern</translation>
    </message>
    <message>
        <source>&amp;Revert</source>
        <translation>&amp;Verwerfen</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>Einstellungen</translation>
    </message>
    <message>
        <source>Kept in %1</source>
        <translation>Gespeichert in %1</translation>
    </message>
    <message>
        <source>Saved.</source>
        <translation>Gespeichert.</translation>
    </message>
    <message>
        <source>Saved. Some settings take effect at the next start.</source>
        <translation>Gespeichert. Manche Einstellungen gelten ab dem nächsten Start.</translation>
    </message>
</context>
<context>
    <name>consultantos::StatementModel</name>
    <message>
        <source>Enter or click shows where it comes from</source>
        <translation>Eingabetaste oder Klick zeigt, woher der Wert stammt</translation>
    </message>
    <message>
        <source>not reported</source>
        <translation>nicht berichtet</translation>
    </message>
    <message>
        <source>Line</source>
        <translation>Posten</translation>
    </message>
</context>
<context>
    <name>consultantos::StrategyCanvasChart</name>
    <message>
        <source>Strategy canvas: levels from 0 to 10</source>
        <translation>Strategieprofil: Stufen von 0 bis 10</translation>
    </message>
</context>
<context>
    <name>crash</name>
    <message>
        <source>The folder for crash notes can&apos;t be made: %1.</source>
        <translation>Der Ordner für Absturznotizen kann nicht angelegt werden: %1.</translation>
    </message>
    <message>
        <source>The path for crash notes is too long: %1.</source>
        <translation>Der Pfad für Absturznotizen ist zu lang: %1.</translation>
    </message>
</context>
<context>
    <name>json</name>
    <message>
        <source>%1 is not valid JSON: %2 (line %3, column %4).</source>
        <translation>%1 ist kein gültiges JSON: %2 (Zeile %3, Spalte %4).</translation>
    </message>
    <message>
        <source>%1 holds no JSON object at its top level.</source>
        <translation>%1 enthält auf der obersten Ebene kein JSON-Objekt.</translation>
    </message>
    <message>
        <source>%1 can&apos;t be read: %2.</source>
        <translation>%1 kann nicht gelesen werden: %2.</translation>
    </message>
</context>
<context>
    <name>logging</name>
    <message>
        <source>A log is being kept already.</source>
        <translation>Es wird schon ein Protokoll geführt.</translation>
    </message>
    <message>
        <source>%1 is no log level.</source>
        <translation>%1 ist keine Protokollstufe.</translation>
    </message>
    <message>
        <source>Use debug, info, warning or error.</source>
        <translation>Nehmen Sie debug, info, warning oder error.</translation>
    </message>
    <message>
        <source>The log can&apos;t be written: %1: %2.</source>
        <translation>Das Protokoll kann nicht geschrieben werden: %1: %2.</translation>
    </message>
</context>
<context>
    <name>main</name>
    <message>
        <source>consultantos: there is no display to show a window on.
Set DISPLAY or WAYLAND_DISPLAY, or use the command line instead:
  consultantos-cli analyze COMPANY
</source>
        <translation>consultantos: Es gibt keine Anzeige für ein Fenster.
Setzen Sie DISPLAY oder WAYLAND_DISPLAY oder nehmen Sie die Befehlszeile:
  consultantos-cli analyze UNTERNEHMEN
</translation>
    </message>
    <message>
        <source>Analyses of companies whose every number traces to its source.</source>
        <translation>Analysen von Unternehmen, deren jede Zahl zu ihrer Quelle führt.</translation>
    </message>
    <message>
        <source>Keep library, facts and settings in this folder.</source>
        <translation>Bibliothek, Fakten und Einstellungen in diesem Ordner aufbewahren.</translation>
    </message>
    <message>
        <source>folder</source>
        <translation>Ordner</translation>
    </message>
    <message>
        <source>Let nothing out to the network in this session.</source>
        <translation>In dieser Sitzung nichts ins Netz lassen.</translation>
    </message>
    <message>
        <source>Print how long the start took, and quit.</source>
        <translation>Ausgeben, wie lange der Start dauerte, und beenden.</translation>
    </message>
</context>
<context>
    <name>settings</name>
    <message>
        <source>Redis server of the shared cache; empty for none</source>
        <translation>Redis-Server des gemeinsamen Puffers; leer für keinen</translation>
    </message>
    <message>
        <source>Record how long analyses and agents take</source>
        <translation>Aufzeichnen, wie lange Analysen und Agenten brauchen</translation>
    </message>
    <message>
        <source>How long the cache&apos;s first level (memory) keeps an entry, in seconds</source>
        <translation>Wie lange die erste Stufe des Puffers (Speicher) einen Eintrag hält, in Sekunden</translation>
    </message>
    <message>
        <source>How long the cache&apos;s second level (Redis) keeps an entry, in seconds</source>
        <translation>Wie lange die zweite Stufe des Puffers (Redis) einen Eintrag hält, in Sekunden</translation>
    </message>
    <message>
        <source>How long the cache&apos;s third level (disk) keeps an entry, in seconds</source>
        <translation>Wie lange die dritte Stufe des Puffers (Platte) einen Eintrag hält, in Sekunden</translation>
    </message>
    <message>
        <source>How many agents run at once, over all analyses</source>
        <translation>Wie viele Agenten zugleich laufen, über alle Analysen</translation>
    </message>
    <message>
        <source>How many requests to a language model go out together</source>
        <translation>Wie viele Anfragen an ein Sprachmodell zusammen hinausgehen</translation>
    </message>
    <message>
        <source>After how many seconds an agent is given up</source>
        <translation>Nach wie vielen Sekunden ein Agent aufgegeben wird</translation>
    </message>
    <message>
        <source>Language of the program</source>
        <translation>Sprache des Programms</translation>
    </message>
    <message>
        <source>Colours of the window</source>
        <translation>Farben des Fensters</translation>
    </message>
    <message>
        <source>The least severe messages that the log keeps</source>
        <translation>Die harmlosesten Meldungen, die das Protokoll behält</translation>
    </message>
    <message>
        <source>Never use the network</source>
        <translation>Nie das Netz benutzen</translation>
    </message>
    <message>
        <source>true or false</source>
        <translation>true oder false</translation>
    </message>
    <message>
        <source>a whole number from %1 to %2</source>
        <translation>eine ganze Zahl von %1 bis %2</translation>
    </message>
    <message>
        <source>one of %1</source>
        <translation>eines von %1</translation>
    </message>
    <message>
        <source>an address redis://host:port, rediss://host:port or unix:///path, or nothing</source>
        <translation>eine Adresse redis://rechner:port, rediss://rechner:port oder unix:///pfad, oder nichts</translation>
    </message>
    <message>
        <source>(not shown)</source>
        <translation>(nicht gezeigt)</translation>
    </message>
    <message>
        <source>The setting %1 from the %2 has the value &quot;%3&quot;.</source>
        <translation>Die Einstellung %1 (%2) hat den Wert „%3“.</translation>
    </message>
    <message>
        <source>Allowed is %1.</source>
        <translation>Erlaubt ist %1.</translation>
    </message>
    <message>
        <source>environment (%1)</source>
        <translation>Umgebung (%1)</translation>
    </message>
    <message>
        <source>settings file (%1)</source>
        <translation>Einstellungsdatei (%1)</translation>
    </message>
    <message>
        <source>The settings file (%1) has an unknown key &quot;%2&quot;.</source>
        <translation>Die Einstellungsdatei (%1) hat einen unbekannten Schlüssel „%2“.</translation>
    </message>
    <message>
        <source>Correct its name or take it out.</source>
        <translation>Berichtigen Sie seinen Namen oder nehmen Sie ihn heraus.</translation>
    </message>
    <message>
        <source>The settings can&apos;t be saved; the former ones stay in force.</source>
        <translation>Die Einstellungen können nicht gespeichert werden; die bisherigen gelten weiter.</translation>
    </message>
    <message>
        <source>The folder can&apos;t be made.</source>
        <translation>Der Ordner kann nicht angelegt werden.</translation>
    </message>
    <message>
        <source>Another process is writing it, or the folder can&apos;t be written to.</source>
        <translation>Ein anderer Prozess schreibt sie gerade, oder in den Ordner kann nicht geschrieben werden.</translation>
    </message>
    <message>
        <source>environment</source>
        <translation>Umgebung</translation>
    </message>
    <message>
        <source>settings file</source>
        <translation>Einstellungsdatei</translation>
    </message>
    <message>
        <source>default</source>
        <translation>Vorgabe</translation>
    </message>
    <message>
        <source>There is no setting &quot;%1&quot;.</source>
        <translation>Es gibt keine Einstellung „%1“.</translation>
    </message>
    <message>
        <source>settings page</source>
        <translation>Einstellungsseite</translation>
    </message>
</context>
<context>
    <name>storage</name>
    <message>
        <source>%1 is being opened by another process.</source>
        <translation>%1 wird gerade von einem anderen Prozess geöffnet.</translation>
    </message>
    <message>
        <source>Try again in a moment: %1.</source>
        <translation>Versuchen Sie es gleich noch einmal: %1.</translation>
    </message>
    <message>
        <source>%1 can&apos;t be written to: nothing will be saved.</source>
        <translation>In %1 kann nicht geschrieben werden: Es wird nichts gespeichert.</translation>
    </message>
    <message>
        <source>Check that the data folder exists and can be written: %1.</source>
        <translation>Prüfen Sie, ob der Datenordner besteht und beschrieben werden kann: %1.</translation>
    </message>
    <message>
        <source>%1 is damaged and can&apos;t be set aside.</source>
        <translation>%1 ist beschädigt und kann nicht beiseitegelegt werden.</translation>
    </message>
    <message>
        <source>Nothing was changed. %1: %2.</source>
        <translation>Es wurde nichts geändert. %1: %2.</translation>
    </message>
    <message>
        <source>%1 was damaged. It was set aside as %2 and a new, empty one was begun.</source>
        <translation>%1 war beschädigt. Sie wurde als %2 beiseitegelegt und eine neue, leere begonnen.</translation>
    </message>
    <message>
        <source>%1 can&apos;t be created.</source>
        <translation>%1 kann nicht angelegt werden.</translation>
    </message>
    <message>
        <source>%1: %2.</source>
        <translation>%1: %2.</translation>
    </message>
    <message>
        <source>%1 is damaged.</source>
        <translation>%1 ist beschädigt.</translation>
    </message>
    <message>
        <source>The file is empty or was not made by this program: %1.</source>
        <translation>Die Datei ist leer oder stammt nicht von diesem Programm: %1.</translation>
    </message>
    <message>
        <source>%1 was written by a newer version of the program and opens read-only: nothing will be saved.</source>
        <translation>%1 stammt von einer neueren Version des Programms und wird nur zum Lesen geöffnet: Es wird nichts gespeichert.</translation>
    </message>
    <message>
        <source>Install the newer version, or choose another data folder: %1.</source>
        <translation>Installieren Sie die neuere Version oder wählen Sie einen anderen Datenordner: %1.</translation>
    </message>
    <message>
        <source>Facts of a company without an id can&apos;t be stored.</source>
        <translation>Fakten eines Unternehmens ohne Kennung können nicht gespeichert werden.</translation>
    </message>
    <message>
        <source>The fact %1 doesn&apos;t belong to the company %2.</source>
        <translation>Der Fakt %1 gehört nicht zum Unternehmen %2.</translation>
    </message>
    <message>
        <source>The facts store</source>
        <translation>Die Faktenablage</translation>
    </message>
    <message>
        <source>The stored company %1</source>
        <translation>Das gespeicherte Unternehmen %1</translation>
    </message>
    <message>
        <source>There is no report %1 in the library.</source>
        <translation>In der Bibliothek gibt es keinen Bericht %1.</translation>
    </message>
    <message>
        <source>The library</source>
        <translation>Die Bibliothek</translation>
    </message>
    <message>
        <source>A report without an id can&apos;t be saved.</source>
        <translation>Ein Bericht ohne Kennung kann nicht gespeichert werden.</translation>
    </message>
    <message>
        <source>The stored report %1 is damaged; the others are not affected.</source>
        <translation>Der gespeicherte Bericht %1 ist beschädigt; die anderen sind nicht betroffen.</translation>
    </message>
    <message>
        <source>The stored report %1</source>
        <translation>Der gespeicherte Bericht %1</translation>
    </message>
    <message>
        <source>%1 can&apos;t be written: the disk is full or a limit on its use was reached. What was stored before is intact.</source>
        <translation>%1 kann nicht geschrieben werden: Der Datenträger ist voll oder eine Grenze seiner Nutzung ist erreicht. Was vorher gespeichert war, ist unversehrt.</translation>
    </message>
    <message>
        <source>%1 is in use by another process; nothing was changed.</source>
        <translation>%1 wird von einem anderen Prozess benutzt; es wurde nichts geändert.</translation>
    </message>
    <message>
        <source>%1 can&apos;t be written to; nothing was changed.</source>
        <translation>In %1 kann nicht geschrieben werden; es wurde nichts geändert.</translation>
    </message>
    <message>
        <source>%1 can&apos;t be written: the disk is full. What was stored before is intact.</source>
        <translation>%1 kann nicht geschrieben werden: Der Datenträger ist voll. Was vorher gespeichert war, ist unversehrt.</translation>
    </message>
    <message>
        <source>%1 can&apos;t be opened.</source>
        <translation>%1 kann nicht geöffnet werden.</translation>
    </message>
    <message>
        <source>%1 can&apos;t be read or written: the disk reports an error.</source>
        <translation>%1 kann nicht gelesen oder geschrieben werden: Der Datenträger meldet einen Fehler.</translation>
    </message>
    <message>
        <source>%1 gave an unexpected error.</source>
        <translation>%1 meldete einen unerwarteten Fehler.</translation>
    </message>
    <message>
        <source>There is no document %1 in the store.</source>
        <translation>Im Speicher gibt es kein Dokument %1.</translation>
    </message>
    <message>
        <source>The document store</source>
        <translation>Der Dokumentspeicher</translation>
    </message>
    <message>
        <source>A document without an id can&apos;t be stored.</source>
        <translation>Ein Dokument ohne Kennung kann nicht gespeichert werden.</translation>
    </message>
    <message>
        <source>The passage %1 is not in the store.</source>
        <translation>Die Textstelle %1 ist nicht im Speicher.</translation>
    </message>
    <message>
        <source>&quot;%1&quot; can&apos;t name an engagement.</source>
        <translation>„%1“ ist kein Name für ein Mandat.</translation>
    </message>
    <message>
        <source>Choose a name of 1 to %1 characters, without line breaks.</source>
        <translation>Wählen Sie einen Namen mit 1 bis %1 Zeichen, ohne Zeilenumbruch.</translation>
    </message>
    <message>
        <source>The engagement &quot;%1&quot; could not be created in %2.</source>
        <translation>Das Mandat „%1“ konnte in %2 nicht angelegt werden.</translation>
    </message>
    <message>
        <source>Nothing was changed. Check that the folder can be written.</source>
        <translation>Nichts wurde geändert. Prüfen Sie, ob in den Ordner geschrieben werden kann.</translation>
    </message>
</context>
</TS>
