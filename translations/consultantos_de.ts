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
    <name>Agents</name>
    <message>
        <source>%1, page %2</source>
        <translation>%1, Seite %2</translation>
    </message>
    <message>
        <source>The language model gave no answer, so the built-in engine did: %1</source>
        <translation>Das Sprachmodell gab keine Antwort, darum antwortete das eingebaute Verfahren: %1</translation>
    </message>
    <message>
        <source>No conversations are kept here.</source>
        <translation>Hier werden keine Gespräche aufgehoben.</translation>
    </message>
    <message>
        <source>its reply holds no text.</source>
        <translation>seine Antwort enthält keinen Text.</translation>
    </message>
    <message>
        <source>The model&apos;s text was cut off at its greatest length.</source>
        <translation>Der Text des Modells wurde bei seiner größten Länge abgeschnitten.</translation>
    </message>
    <message>
        <source>The question or what the answer rests on is never sent to a model: none was asked.</source>
        <translation>Die Frage oder das, worauf die Antwort beruht, wird nie an ein Modell gesendet: Es wurde keines gefragt.</translation>
    </message>
    <message>
        <source>Stopped. What was written until then has been checked.</source>
        <translation>Angehalten. Was bis dahin geschrieben war, wurde geprüft.</translation>
    </message>
    <message>
        <source>Report on %1</source>
        <translation>Bericht über %1</translation>
    </message>
    <message>
        <source>%1 lacks one of its lists.</source>
        <translation>In %1 fehlt eine der Listen.</translation>
    </message>
    <message>
        <source>The conversation has no such answer.</source>
        <translation>Das Gespräch enthält keine solche Antwort.</translation>
    </message>
    <message>
        <source>its reply says nothing of what was asked.</source>
        <translation>seine Antwort sagt nichts zu dem, was gefragt war.</translation>
    </message>
</context>
<context>
    <name>AlertHtml</name>
    <message>
        <source>Before</source>
        <translation>Zuvor</translation>
    </message>
    <message>
        <source>Now</source>
        <translation>Jetzt</translation>
    </message>
    <message>
        <source>Change</source>
        <translation>Veränderung</translation>
    </message>
    <message>
        <source>%1 to %2</source>
        <translation>%1 bis %2</translation>
    </message>
    <message>
        <source>%1 filed %2</source>
        <translation>%1, eingereicht am %2</translation>
    </message>
    <message>
        <source>Evidence</source>
        <translation>Belege</translation>
    </message>
    <message>
        <source>Sources</source>
        <translation>Quellen</translation>
    </message>
    <message>
        <source>fetched %1</source>
        <translation>abgerufen am %1</translation>
    </message>
    <message>
        <source>History</source>
        <translation>Verlauf</translation>
    </message>
    <message>
        <source>Why it matters</source>
        <translation>Warum das wichtig ist</translation>
    </message>
    <message>
        <source>Further news of the same thing</source>
        <translation>Weitere Neuigkeiten zur selben Sache</translation>
    </message>
    <message>
        <source>In detail</source>
        <translation>Im Einzelnen</translation>
    </message>
    <message>
        <source>Raised by the monitor “%1”</source>
        <translation>Gemeldet von der Überwachung „%1“</translation>
    </message>
    <message>
        <source>Not sent</source>
        <translation>Nicht gesendet</translation>
    </message>
    <message>
        <source>Given up; it isn&apos;t tried again by itself.</source>
        <translation>Aufgegeben; es wird nicht von selbst erneut versucht.</translation>
    </message>
    <message>
        <source>Next try: %1.</source>
        <translation>Nächster Versuch: %1.</translation>
    </message>
    <message>
        <source>the webhook</source>
        <translation>den Webhook</translation>
    </message>
    <message>
        <source>To %1: %2</source>
        <translation>An %1: %2</translation>
    </message>
    <message>
        <source>Send now</source>
        <translation>Jetzt senden</translation>
    </message>
</context>
<context>
    <name>Alerts</name>
    <message>
        <source>%1 alerts</source>
        <translation>%1 Meldungen</translation>
    </message>
    <message>
        <source>%1 above</source>
        <translation>%1 über</translation>
    </message>
    <message>
        <source>%1 below</source>
        <translation>%1 unter</translation>
    </message>
    <message>
        <source>%1 for %2 was filed: %3, %4 %5.</source>
        <translation>%1 für %2 eingereicht: %3, %4 %5.</translation>
    </message>
    <message>
        <source>%1 turned negative after %2 in %3.</source>
        <translation>%1: ins Negative gedreht, nach %2 in %3.</translation>
    </message>
    <message>
        <source>%1 turned positive after %2 in %3.</source>
        <translation>%1: ins Positive gedreht, nach %2 in %3.</translation>
    </message>
    <message>
        <source>It is the first change of %1 that the stored filings show.</source>
        <translation>Es ist die erste Veränderung, die die gespeicherten Einreichungen für %1 zeigen.</translation>
    </message>
    <message>
        <source>The direction turned: %1 had been %2 %3.</source>
        <translation>Die Richtung hat sich umgekehrt: %1 hatte %2 %3 gelegen.</translation>
    </message>
    <message>
        <source>The change is larger than the one before: %1 had been %2 %3.</source>
        <translation>Die Veränderung ist größer als die vorige: %1 hatte %2 %3 gelegen.</translation>
    </message>
    <message>
        <source>The change is smaller than the one before: %1 had been %2 %3.</source>
        <translation>Die Veränderung ist kleiner als die vorige: %1 hatte %2 %3 gelegen.</translation>
    </message>
    <message>
        <source>%1 for %2 was restated: %3 instead of %4.</source>
        <translation>%1 für %2 nachträglich berichtigt: %3 statt %4.</translation>
    </message>
    <message>
        <source>It fits a split of each share into %1: no change of the business, but values per share of other sources may not be comparable.</source>
        <translation>Das passt zu einem Aktiensplit, der aus jeder Aktie %1 macht: Am Geschäft ändert sich nichts, doch Werte je Aktie aus anderen Quellen sind womöglich nicht vergleichbar.</translation>
    </message>
    <message>
        <source>What was derived from the value as first filed no longer holds.</source>
        <translation>Was aus dem zuerst eingereichten Wert abgeleitet wurde, gilt nicht mehr.</translation>
    </message>
    <message>
        <source>%1 rose to your line of %2: %3 in %4 after %5 in %6.</source>
        <translation>%1 auf Ihren Grenzwert von %2 gestiegen: %3 in %4 nach %5 in %6.</translation>
    </message>
    <message>
        <source>%1 fell below your line of %2: %3 in %4 after %5 in %6.</source>
        <translation>%1 unter Ihren Grenzwert von %2 gefallen: %3 in %4 nach %5 in %6.</translation>
    </message>
    <message>
        <source>You drew this line for %1; it is %2 it now.</source>
        <translation>Diesen Grenzwert haben Sie für %1 gesetzt; der Wert liegt jetzt %2 dem Grenzwert.</translation>
    </message>
    <message>
        <source>%1 filed a %2 on %3.</source>
        <translation>Neue Einreichung von %1: %2, eingereicht am %3.</translation>
    </message>
    <message>
        <source>%1 filed its %2 for %3 on %4.</source>
        <translation>Neue Einreichung von %1: %2 für %3, eingereicht am %4.</translation>
    </message>
    <message>
        <source>%1 (%2)</source>
        <translation>%1 (%2)</translation>
    </message>
    <message>
        <source>%1: the score went from %2 to %3.</source>
        <translation>%1: Die Wertung hat sich von %2 auf %3 geändert.</translation>
    </message>
    <message>
        <source>It left the interval of %1 to %2 that the evidence of before left open, so the evidence itself has changed.</source>
        <translation>Sie hat das Intervall von %1 bis %2 verlassen, das die früheren Belege offenließen; es haben sich also die Belege selbst geändert.</translation>
    </message>
    <message>
        <source>Its figures are in the store: what rests on earlier ones can be brought up to date.</source>
        <translation>Die Zahlen daraus sind im Speicher: Was auf früheren beruht, kann auf den neuen Stand gebracht werden.</translation>
    </message>
    <message>
        <source>A new item names %1: %2</source>
        <translation>Eine neue Nachricht nennt %1: %2</translation>
    </message>
    <message>
        <source>%1 new items name %2, first of them %3</source>
        <translation>%1 neue Nachrichten nennen %2, als erste %3</translation>
    </message>
    <message>
        <source>It came up after the last check; whether it matters to your question is for you to judge.</source>
        <translation>Das kam nach der letzten Prüfung auf; ob es für Ihre Frage von Bedeutung ist, müssen Sie beurteilen.</translation>
    </message>
    <message>
        <source>The annual report for %1 adds a risk: %2</source>
        <translation>Der Jahresbericht für %1 nennt ein neues Risiko: %2</translation>
    </message>
    <message>
        <source>The annual report for %1 drops a risk: %2</source>
        <translation>Der Jahresbericht für %1 nennt ein Risiko nicht mehr: %2</translation>
    </message>
    <message>
        <source>Companies change what they must name as risks when their own view of them has changed.</source>
        <translation>Unternehmen ändern, was sie als Risiken nennen müssen, wenn sich ihre eigene Einschätzung geändert hat.</translation>
    </message>
    <message>
        <source>%1 rose above your line of %2: %3 in %4 after %5 in %6.</source>
        <translation>%1 über Ihren Grenzwert von %2 gestiegen: %3 in %4 nach %5 in %6.</translation>
    </message>
    <message>
        <source>The annual report for %1 adds %2 risks, first of them %3</source>
        <translation>Der Jahresbericht für %1 nennt %2 neue Risiken, als erstes %3</translation>
    </message>
    <message>
        <source>The annual report for %1 drops %2 risks, first of them %3</source>
        <translation>Der Jahresbericht für %1 nennt %2 Risiken nicht mehr, als erstes %3</translation>
    </message>
    <message>
        <source>The annual report for %1 adds %2 risks and drops %3, first of them %4</source>
        <translation>Risiken im Jahresbericht für %1: %2 neu, %3 nicht mehr genannt, als erstes %4</translation>
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
    <message>
        <source>The priority &quot;%1&quot; is none of high, normal and low.</source>
        <translation>Die Priorität „%1“ ist weder high noch normal noch low.</translation>
    </message>
    <message>
        <source>A report forecasts at most %1 years.</source>
        <translation>Ein Bericht prognostiziert höchstens %1 Jahre.</translation>
    </message>
    <message>
        <source>Give a number from 1 to %1.</source>
        <translation>Geben Sie eine Zahl von 1 bis %1 an.</translation>
    </message>
    <message>
        <source>The weights of recommendations must not be negative, nor all zero.</source>
        <translation>Die Gewichte der Empfehlungen dürfen nicht negativ und nicht alle null sein.</translation>
    </message>
    <message>
        <source>Give, for instance, impact=40,feasibility=25,risk=20,time=15.</source>
        <translation>Geben Sie zum Beispiel impact=40,feasibility=25,risk=20,time=15 an.</translation>
    </message>
    <message>
        <source>Growth fades only where something is forecast.</source>
        <translation>Das Wachstum läuft nur aus, wo etwas prognostiziert wird.</translation>
    </message>
    <message>
        <source>Say how many years are forecast, from 1 to %1.</source>
        <translation>Geben Sie an, wie viele Jahre prognostiziert werden, von 1 bis %1.</translation>
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
    <message>
        <source>Another preview is still running.</source>
        <translation>Eine andere Vorschau läuft noch.</translation>
    </message>
</context>
<context>
    <name>AnchoredGrowth</name>
    <message>
        <source>&quot;%1&quot; is no growth to fade to.</source>
        <translation>„%1“ ist kein Wachstum, an das angenähert werden kann.</translation>
    </message>
    <message>
        <source>Growth of the forecast: %1 a year.</source>
        <translation>Wachstum der Prognose: %1 pro Jahr.</translation>
    </message>
    <message>
        <source>Beside it: %1: %2 (%3)</source>
        <translation>Zum Vergleich: %1: %2 (%3)</translation>
    </message>
    <message>
        <source>As you asked, growth fades to %1 a year over %2 years.</source>
        <translation>Wie gewünscht nähert sich das Wachstum über %2 Jahre %1 pro Jahr an.</translation>
    </message>
    <message>
        <source>On its own past fading would have erred by less: %1 % of the error without it.</source>
        <translation>Für die eigene Vergangenheit hätte die Annäherung einen kleineren Fehler ergeben: %1 % des Fehlers ohne sie.</translation>
    </message>
    <message>
        <source>On its own past fading would not have helped: %1 % of the error without it.</source>
        <translation>Für die eigene Vergangenheit hätte die Annäherung nicht geholfen: %1 % des Fehlers ohne sie.</translation>
    </message>
    <message>
        <source>On its own past fading to the industry&apos;s rate would have erred by less; ask for it if you believe it.</source>
        <translation>Für die eigene Vergangenheit hätte die Annäherung an die Wachstumsrate der Branche einen kleineren Fehler ergeben; fordern Sie sie an, wenn Sie sie für plausibel halten.</translation>
    </message>
    <message>
        <source>No growth is published for the industry of %1.</source>
        <translation>Für die Branche von %1 ist kein Wachstum veröffentlicht.</translation>
    </message>
    <message>
        <source>Give a percentage to fade to.</source>
        <translation>Geben Sie einen Prozentsatz an, an den angenähert wird.</translation>
    </message>
    <message>
        <source>What isn&apos;t above zero has no growth that could fade.</source>
        <translation>Was nicht über null liegt, hat kein Wachstum, das sich annähern könnte.</translation>
    </message>
    <message>
        <source>No growth is published for the country of %1.</source>
        <translation>Für das Land von %1 ist kein Wachstum veröffentlicht.</translation>
    </message>
    <message>
        <source>Give a percentage from -50% to 50%, such as 4.5%, or industry, gdp or world.</source>
        <translation>Geben Sie einen Prozentsatz von -50% bis 50% an, etwa 4.5%, oder industry, gdp oder world.</translation>
    </message>
</context>
<context>
    <name>AnswerHtml</name>
    <message>
        <source>%1 · cell %2</source>
        <translation>%1 · Zelle %2</translation>
    </message>
    <message>
        <source>Period</source>
        <translation>Zeitraum</translation>
    </message>
    <message>
        <source>Exact value</source>
        <translation>Genauer Wert</translation>
    </message>
    <message>
        <source>Formula</source>
        <translation>Formel</translation>
    </message>
    <message>
        <source>Sources</source>
        <translation>Quellen</translation>
    </message>
    <message>
        <source>This can&apos;t be answered</source>
        <translation>Das lässt sich nicht beantworten</translation>
    </message>
    <message>
        <source>What would help:</source>
        <translation>Was helfen würde:</translation>
    </message>
</context>
<context>
    <name>Ask</name>
    <message>
        <source>what stands before &quot;%1&quot; is not known</source>
        <translation>was vor „%1“ steht, ist nicht bekannt</translation>
    </message>
    <message>
        <source>what is to be averaged is not clear; define the ratio in the question</source>
        <translation>es ist nicht klar, wovon der Durchschnitt zu bilden ist; definieren Sie die Kennzahl in der Frage</translation>
    </message>
    <message>
        <source>No annual figures are at hand.</source>
        <translation>Es liegen keine Jahreszahlen vor.</translation>
    </message>
    <message>
        <source>No figures for %1 are at hand; there are those of %2.</source>
        <translation>Für %1 liegen keine Zahlen vor; vorhanden sind die für %2.</translation>
    </message>
    <message>
        <source>The report for %1 would settle it.</source>
        <translation>Der Bericht für %1 würde es klären.</translation>
    </message>
    <message>
        <source>No figures for %1 are at hand, and they are needed beside those of %2.</source>
        <translation>Für %1 liegen keine Zahlen vor; sie werden neben denen für %2 gebraucht.</translation>
    </message>
    <message>
        <source>The definition of &quot;%1&quot; was not understood: %2.</source>
        <translation>Die Definition von „%1“ wurde nicht verstanden: %2.</translation>
    </message>
    <message>
        <source>Write it with numbers, + - * / ^, brackets, &quot;average&quot;, &quot;change in&quot; and names of statement lines.</source>
        <translation>Schreiben Sie sie mit Zahlen, + - * / ^, Klammern, „average“, „change in“ und Namen von Posten der Abschlüsse.</translation>
    </message>
    <message>
        <source>The definition of &quot;%1&quot; rests on itself.</source>
        <translation>Die Definition von „%1“ beruht auf sich selbst.</translation>
    </message>
    <message>
        <source>The balance sheet of %1 has no line &quot;%2&quot;; it is left out.</source>
        <translation>Die Bilanz für %1 hat keinen Posten „%2“; er bleibt außer Betracht.</translation>
    </message>
    <message>
        <source>&quot;%1&quot; and &quot;%2&quot; have different units and can&apos;t be added.</source>
        <translation>„%1“ und „%2“ haben verschiedene Einheiten und können nicht addiert werden.</translation>
    </message>
    <message>
        <source>A power of an amount of money has no meaning.</source>
        <translation>Eine Potenz eines Geldbetrags ist nicht sinnvoll.</translation>
    </message>
    <message>
        <source>The value of %1 is not positive, so a growth from it has no meaning.</source>
        <translation>Der Wert für %1 ist nicht positiv; ein Wachstum davon ist nicht sinnvoll.</translation>
    </message>
    <message>
        <source>The result would be money times money, which has no meaning.</source>
        <translation>Das Ergebnis wäre Geld mal Geld und damit nicht sinnvoll.</translation>
    </message>
    <message>
        <source>it is nested too deeply</source>
        <translation>sie ist zu tief verschachtelt</translation>
    </message>
    <message>
        <source>a term is missing at its end</source>
        <translation>am Ende fehlt ein Term</translation>
    </message>
    <message>
        <source>&quot;%1&quot; stands where a term is expected</source>
        <translation>„%1“ steht, wo ein Term erwartet wird</translation>
    </message>
    <message>
        <source>a bracket is not closed</source>
        <translation>eine Klammer ist nicht geschlossen</translation>
    </message>
    <message>
        <source>%1 to %2</source>
        <translation>%1 bis %2</translation>
    </message>
    <message>
        <source>Yes</source>
        <translation>Ja</translation>
    </message>
    <message>
        <source>No</source>
        <translation>Nein</translation>
    </message>
    <message>
        <source>%1 of %2, %3.</source>
        <translation>%1 von %2, %3.</translation>
    </message>
    <message>
        <source>Computed as %1.</source>
        <translation>Berechnet als %1.</translation>
    </message>
    <message>
        <source>The first figure alone is answered: ask for one at a time.</source>
        <translation>Nur die erste Kennzahl wurde beantwortet; fragen Sie jeweils nach einer.</translation>
    </message>
    <message>
        <source>No period was named: this is the latest year at hand.</source>
        <translation>Es wurde kein Zeitraum genannt: Dies ist das letzte vorliegende Jahr.</translation>
    </message>
    <message>
        <source>No annual figures of %1 are at hand.</source>
        <translation>Von %1 liegen keine Jahreszahlen vor.</translation>
    </message>
    <message>
        <source>the company</source>
        <translation>dem Unternehmen</translation>
    </message>
    <message>
        <source>The report for %1 would settle it once it is out; what is not yet reported can only be forecast.</source>
        <translation>Der Bericht für %1 würde es klären, sobald er vorliegt; was noch nicht berichtet ist, lässt sich nur prognostizieren.</translation>
    </message>
    <message>
        <source>%1 in %2</source>
        <translation>%1 in %2</translation>
    </message>
    <message>
        <source>%1 in %2, %3 in %4</source>
        <translation>%1 in %2, %3 in %4</translation>
    </message>
    <message>
        <source>It rose</source>
        <translation>Gestiegen</translation>
    </message>
    <message>
        <source>It fell</source>
        <translation>Gefallen</translation>
    </message>
    <message>
        <source>It stayed the same</source>
        <translation>Unverändert</translation>
    </message>
    <message>
        <source>Whether more of it is better depends on the business.</source>
        <translation>Ob mehr davon besser ist, hängt vom Geschäft ab.</translation>
    </message>
    <message>
        <source>&quot;%1&quot; and &quot;%2&quot; have different units and can&apos;t be compared.</source>
        <translation>„%1“ und „%2“ haben verschiedene Einheiten und können nicht verglichen werden.</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is not known for any year asked about.</source>
        <translation>„%1“ ist für keines der erfragten Jahre bekannt.</translation>
    </message>
    <message>
        <source>The annual reports of these years would settle it.</source>
        <translation>Die Jahresberichte dieser Jahre würden es klären.</translation>
    </message>
    <message>
        <source>Years compared: %1.</source>
        <translation>Verglichene Jahre: %1.</translation>
    </message>
    <message>
        <source>What is at hand doesn&apos;t split &quot;%1&quot; for %2 that way.</source>
        <translation>Die vorliegenden Daten gliedern „%1“ für %2 nicht so auf.</translation>
    </message>
    <message>
        <source>The 10-K for %1 in inline XBRL (HTML) with its segment note would settle it.</source>
        <translation>Der 10-K für %1 in inline XBRL (HTML) mit seiner Segmentberichterstattung würde es klären.</translation>
    </message>
    <message>
        <source>The others: %1.</source>
        <translation>Die anderen: %1.</translation>
    </message>
    <message>
        <source>The word &quot;%1&quot; may change what is meant by &quot;%2&quot;, and no figure at hand is of it.</source>
        <translation>Das Wort „%1“ kann ändern, was mit „%2“ gemeint ist, und dazu liegt keine Zahl vor.</translation>
    </message>
    <message>
        <source>Ask without &quot;%1&quot; for the company as a whole, or add the report that gives it by part.</source>
        <translation>Fragen Sie ohne „%1“ nach dem ganzen Unternehmen oder fügen Sie den Bericht hinzu, der die Zahl nach Teilen angibt.</translation>
    </message>
    <message>
        <source>income statement</source>
        <translation>Gewinn- und Verlustrechnung</translation>
    </message>
    <message>
        <source>cash flow statement</source>
        <translation>Kapitalflussrechnung</translation>
    </message>
    <message>
        <source>balance sheet</source>
        <translation>Bilanz</translation>
    </message>
    <message>
        <source>financial statements</source>
        <translation>Abschluss</translation>
    </message>
    <message>
        <source>annual report (10-K, 20-F)</source>
        <translation>Jahresbericht (10-K, 20-F)</translation>
    </message>
    <message>
        <source>quarterly report (10-Q)</source>
        <translation>Quartalsbericht (10-Q)</translation>
    </message>
    <message>
        <source>What is at hand doesn&apos;t give &quot;%1&quot; for %2.</source>
        <translation>Die vorliegenden Daten enthalten „%1“ für %2 nicht.</translation>
    </message>
    <message>
        <source>The %1 for %2 with its %3 would settle it.</source>
        <translation>Der %1 für %2 samt %3 würde es klären.</translation>
    </message>
    <message>
        <source>The annual report with &quot;%1&quot; for %2, or for the year before where an average or a change is needed, would settle it.</source>
        <translation>Der Jahresbericht mit „%1“ für %2 würde es klären, oder der für das Vorjahr, wo ein Durchschnitt oder eine Veränderung gebraucht wird.</translation>
    </message>
    <message>
        <source>&quot;%1&quot; for %2 is %3.</source>
        <translation>„%1“ für %2: %3.</translation>
    </message>
    <message>
        <source>&quot;%1&quot; for %2 is not derivable: %3.</source>
        <translation>„%1“ ist für %2 nicht ableitbar: %3.</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is a figure of whole years.</source>
        <translation>„%1“ ist eine Kennzahl ganzer Jahre.</translation>
    </message>
    <message>
        <source>Ask for a fiscal year, or define the figure in the question.</source>
        <translation>Fragen Sie nach einem Geschäftsjahr oder definieren Sie die Kennzahl in der Frage.</translation>
    </message>
    <message>
        <source>%1, page %2</source>
        <translation>%1, Seite %2</translation>
    </message>
    <message>
        <source>A document that speaks of it would: an annual report, a presentation, notes.</source>
        <translation>Ein Dokument, das davon handelt, würde es klären: ein Jahresbericht, eine Präsentation, Notizen.</translation>
    </message>
    <message>
        <source>No figure answers this question, and no document was given to quote from.</source>
        <translation>Keine Zahl beantwortet diese Frage, und es wurde kein Dokument angegeben, aus dem zitiert werden könnte.</translation>
    </message>
    <message>
        <source>No passage of the documents at hand speaks of it.</source>
        <translation>Keine Textstelle der vorliegenden Dokumente handelt davon.</translation>
    </message>
    <message>
        <source>Passages that fit the question best, quoted word for word.</source>
        <translation>Textstellen, die am besten zur Frage passen, wörtlich zitiert.</translation>
    </message>
    <message>
        <source>The question is empty.</source>
        <translation>Die Frage ist leer.</translation>
    </message>
    <message>
        <source>Ask for a figure and a year, e.g. &quot;What was the FY2021 gross margin?&quot;</source>
        <translation>Fragen Sie nach einer Kennzahl und einem Jahr, z. B. „What was the FY2021 gross margin?“</translation>
    </message>
    <message>
        <source>The question was not understood: %1.</source>
        <translation>Die Frage wurde nicht verstanden: %1.</translation>
    </message>
    <message>
        <source>The question is about %1, and what is at hand is of %2.</source>
        <translation>Die Frage betrifft %1, die vorliegenden Daten stammen von %2.</translation>
    </message>
    <message>
        <source>A report of %1 would settle it.</source>
        <translation>Ein Bericht von %1 würde es klären.</translation>
    </message>
    <message>
        <source>The question is about the future, which no report gives.</source>
        <translation>Die Frage betrifft die Zukunft; darüber gibt kein Bericht Auskunft.</translation>
    </message>
    <message>
        <source>A forecast may help; reported figures can be asked for by year.</source>
        <translation>Eine Prognose kann helfen; berichtete Zahlen können Sie nach Jahren erfragen.</translation>
    </message>
    <message>
        <source>Adjusted figures are the company&apos;s own measures; they are not in its statements.</source>
        <translation>Bereinigte Zahlen sind eigene Messgrößen des Unternehmens; in seinen Abschlüssen stehen sie nicht.</translation>
    </message>
    <message>
        <source>Define in the question how it is computed, or add the release that reconciles it.</source>
        <translation>Definieren Sie in der Frage, wie sie berechnet werden, oder fügen Sie die Mitteilung mit der Überleitung hinzu.</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is not known there</source>
        <translation>„%1“ ist dort nicht bekannt</translation>
    </message>
    <message>
        <source>it is longer than %1 characters</source>
        <translation>sie ist länger als %1 Zeichen</translation>
    </message>
    <message>
        <source>it is neither a line nor a figure</source>
        <translation>er ist weder Zeile noch Kennzahl</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is taken for the company&apos;s name.</source>
        <translation>„%1“ wird als Name des Unternehmens verstanden.</translation>
    </message>
    <message>
        <source>&quot;%1&quot; may be one of several parts of &quot;%2&quot;: %3.</source>
        <translation>„%1“ kann einer von mehreren Teilen von „%2“ sein: %3.</translation>
    </message>
    <message>
        <source>Ask for one of them by its full name.</source>
        <translation>Fragen Sie nach einem davon mit seinem vollen Namen.</translation>
    </message>
    <message>
        <source>The parts at hand are called: %1.</source>
        <translation>Die vorliegenden Teile heißen: %1.</translation>
    </message>
    <message>
        <source>%1: %2 of %3.</source>
        <translation>%1: %2 von %3.</translation>
    </message>
    <message>
        <source>whose share is asked for is not clear</source>
        <translation>wessen Anteil gefragt ist, ist nicht klar</translation>
    </message>
    <message>
        <source>The statement at hand has no line &quot;%1&quot;; for that case the question wants 0.</source>
        <translation>Die vorliegende Aufstellung hat keine Zeile „%1“; für diesen Fall will die Frage 0.</translation>
    </message>
    <message>
        <source>The balance sheet of %1 doesn&apos;t divide assets and liabilities into current and others, as banks&apos; and insurers&apos; don&apos;t.</source>
        <translation>Die Bilanz von %1 teilt Vermögen und Schulden nicht in kurzfristige und andere, wie die von Banken und Versicherern.</translation>
    </message>
    <message>
        <source>Ask for single lines, or for a figure that needs no such division.</source>
        <translation>Fragen Sie nach einzelnen Zeilen oder nach einer Kennzahl, die diese Teilung nicht braucht.</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation>%1 von %2</translation>
    </message>
    <message>
        <source>For &quot;%1&quot; alone: %2</source>
        <translation>Für „%1“ allein: %2</translation>
    </message>
    <message>
        <source>the list is empty</source>
        <translation>die Liste ist leer</translation>
    </message>
    <message>
        <source>Questions are understood in English and German.</source>
        <translation>Fragen werden auf Englisch und Deutsch verstanden.</translation>
    </message>
</context>
<context>
    <name>BudgetKeeper</name>
    <message>
        <source>Nothing was sent. Raise the budget in the settings, or work on without a model.</source>
        <translation>Nichts wurde gesendet. Erhöhen Sie das Budget in den Einstellungen, oder arbeiten Sie ohne Modell weiter.</translation>
    </message>
    <message>
        <source>this report</source>
        <translation>diesen Bericht</translation>
    </message>
    <message>
        <source>today</source>
        <translation>heute</translation>
    </message>
    <message>
        <source>this engagement</source>
        <translation>dieses Mandat</translation>
    </message>
    <message>
        <source>There is a budget for %1, but the price of the model isn&apos;t known.</source>
        <translation>Für %1 gibt es ein Budget, aber der Preis des Modells ist nicht bekannt.</translation>
    </message>
    <message>
        <source>The call could pass the budget for %1.</source>
        <translation>Der Aufruf könnte das Budget für %1 überschreiten.</translation>
    </message>
</context>
<context>
    <name>CacheManager</name>
    <message>
        <source>The cache&apos;s figures could not be recorded.</source>
        <translation>Die Zahlen des Zwischenspeichers konnten nicht festgehalten werden.</translation>
    </message>
    <message>
        <source>Cancelled.</source>
        <translation>Abgebrochen.</translation>
    </message>
    <message>
        <source>The computation stopped on an internal error.</source>
        <translation>Die Berechnung endete an einem inneren Fehler.</translation>
    </message>
    <message>
        <source>The computation took longer than its time limit.</source>
        <translation>Die Berechnung dauerte länger als erlaubt.</translation>
    </message>
    <message>
        <source>It goes on; try again later.</source>
        <translation>Sie läuft weiter; versuchen Sie es später wieder.</translation>
    </message>
    <message>
        <source>The cache holds a value of another kind.</source>
        <translation>Der Zwischenspeicher enthält einen Wert anderer Art.</translation>
    </message>
</context>
<context>
    <name>ChartTable</name>
    <message>
        <source>highest %1 at %2, lowest %3 at %4</source>
        <translation>höchster Wert %1 (%2), niedrigster Wert %3 (%4)</translation>
    </message>
    <message>
        <source>%1: no values</source>
        <translation>%1: keine Werte</translation>
    </message>
    <message>
        <source>%1: %2 at %3</source>
        <translation>%1: %2 (%3)</translation>
    </message>
    <message>
        <source>from %1 at %2</source>
        <translation>ausgehend von %1 (%2)</translation>
    </message>
    <message>
        <source>rising</source>
        <translation>steigend</translation>
    </message>
    <message>
        <source>falling</source>
        <translation>fallend</translation>
    </message>
    <message>
        <source>without a trend</source>
        <translation>ohne Trend</translation>
    </message>
    <message numerus="yes">
        <source>%n value(s) missing</source>
        <translation>
            <numerusform>%n Wert fehlt</numerusform>
            <numerusform>%n Werte fehlen</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Check</name>
    <message>
        <source>No annual figures are at hand.</source>
        <translation>Es liegen keine Jahreszahlen vor.</translation>
    </message>
    <message>
        <source>No figures for %1 are at hand; there are those of %2.</source>
        <translation>Zahlen für %1 liegen nicht vor; es gibt die für %2.</translation>
    </message>
    <message>
        <source>%1 of %2, %3: %4</source>
        <translation>%1 von %2, %3: %4</translation>
    </message>
    <message>
        <source>It is no amount of money.</source>
        <translation>Das ist kein Geldbetrag.</translation>
    </message>
    <message>
        <source>The currency is %1.</source>
        <translation>Die Währung ist %1.</translation>
    </message>
    <message>
        <source>It is a total, not an amount per share.</source>
        <translation>Das ist eine Summe, kein Betrag je Aktie.</translation>
    </message>
    <message>
        <source>As first reported (%1, filed %2); since restated to %3.</source>
        <translation>Wie zuerst berichtet (%1, eingereicht am %2); seither berichtigt zu %3.</translation>
    </message>
    <message>
        <source>It is no percentage.</source>
        <translation>Das ist kein Prozentsatz.</translation>
    </message>
    <message>
        <source>An amount grows by percent, not by percentage points.</source>
        <translation>Ein Betrag wächst um Prozent, nicht um Prozentpunkte.</translation>
    </message>
    <message>
        <source>It fell.</source>
        <translation>Es fiel.</translation>
    </message>
    <message>
        <source>It rose.</source>
        <translation>Es stieg.</translation>
    </message>
    <message>
        <source>The sign is the other one.</source>
        <translation>Das Vorzeichen ist das andere.</translation>
    </message>
    <message>
        <source>The scale word is wrong.</source>
        <translation>Die Größenordnung ist falsch.</translation>
    </message>
    <message>
        <source>%1 in %2, %3 in %4: it moved the other way.</source>
        <translation>%1 in %2, %3 in %4: Es ging in die andere Richtung.</translation>
    </message>
    <message>
        <source>No period is named; it is the value for %1.</source>
        <translation>Es ist kein Zeitraum genannt; das ist der Wert für %1.</translation>
    </message>
    <message>
        <source>It isn&apos;t said what this is a percentage of.</source>
        <translation>Es ist nicht gesagt, wovon dies ein Prozentsatz ist.</translation>
    </message>
    <message>
        <source>%1 of %2, %3: %4, which is %5 of its value.</source>
        <translation>%1 von %2, %3: %4, das sind %5 seines Werts.</translation>
    </message>
    <message>
        <source>It isn&apos;t said of which company; --company names one.</source>
        <translation>Es ist nicht gesagt, von welchem Unternehmen; --company nennt eines.</translation>
    </message>
    <message>
        <source>No facts of %1 are at hand.</source>
        <translation>Von %1 liegen keine Fakten vor.</translation>
    </message>
    <message>
        <source>It isn&apos;t said of which figure of the statements this is.</source>
        <translation>Es ist nicht gesagt, welche Zahl der Abschlüsse dies ist.</translation>
    </message>
    <message>
        <source>The comparison is false: %1 against %2.</source>
        <translation>Der Vergleich stimmt nicht: %1 gegen %2.</translation>
    </message>
    <message>
        <source>No fact at hand gives it for &quot;%1&quot; alone.</source>
        <translation>Kein vorliegender Fakt gibt es für „%1“ allein.</translation>
    </message>
    <message>
        <source>Facts of statements count no employees.</source>
        <translation>Fakten aus Abschlüssen zählen keine Beschäftigten.</translation>
    </message>
    <message>
        <source>it is neither a line nor a figure</source>
        <translation>es ist weder eine Zeile noch eine Kennzahl</translation>
    </message>
    <message>
        <source>no such cue is known</source>
        <translation>ein solches Stichwort ist nicht bekannt</translation>
    </message>
    <message>
        <source>No fact at hand tells of &quot;%1&quot;.</source>
        <translation>Kein vorliegender Fakt sagt etwas über „%1“.</translation>
    </message>
    <message>
        <source>The filings give it under another name. %1</source>
        <translation>Die Einreichungen geben es unter einem anderen Namen an. %1</translation>
    </message>
    <message>
        <source>It isn&apos;t said whether it rose or fell.</source>
        <translation>Es ist nicht gesagt, ob es stieg oder fiel.</translation>
    </message>
    <message>
        <source>The unit is another one.</source>
        <translation>Die Einheit ist eine andere.</translation>
    </message>
    <message>
        <source>%1 in %2, %3 in %4: it is no record.</source>
        <translation>%1 in %2, %3 in %4: Das ist kein Rekord.</translation>
    </message>
    <message>
        <source>It is said of what may be, not of what was.</source>
        <translation>Das ist von dem gesagt, was sein könnte, nicht von dem, was war.</translation>
    </message>
    <message>
        <source>It is measured against what no statement gives.</source>
        <translation>Das ist an etwas gemessen, das in keinem Abschluss steht.</translation>
    </message>
    <message>
        <source>It isn&apos;t said over which years this is a year&apos;s average.</source>
        <translation>Es ist nicht gesagt, über welche Jahre dies der Durchschnitt eines Jahres ist.</translation>
    </message>
</context>
<context>
    <name>Cli</name>
    <message>
        <source>The provider &quot;%1&quot; is not known.</source>
        <translation>Der Anbieter „%1“ ist nicht bekannt.</translation>
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
        <source>File to write, or folder; with several companies a folder.</source>
        <translation>Zieldatei oder Ordner; bei mehreren Unternehmen ein Ordner.</translation>
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
        <source>The language &quot;%1&quot; is not known.</source>
        <translation>Die Sprache „%1“ ist nicht bekannt.</translation>
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
        <source>text (the default) or json.</source>
        <translation>text (Vorgabe) oder json.</translation>
    </message>
    <message>
        <source>doctor takes no argument.</source>
        <translation>doctor nimmt kein Argument.</translation>
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
        <source>Exit codes: 0 done, 1 failed, 2 wrong usage, 3 partial result, 130 interrupted.</source>
        <translation>Rückgabewerte: 0 erledigt, 1 gescheitert, 2 falscher Aufruf, 3 unvollständiges Ergebnis, 130 unterbrochen.</translation>
    </message>
    <message>
        <source>Keep library, facts and settings in this folder.</source>
        <translation>Bibliothek, Fakten und Einstellungen in diesem Ordner halten.</translation>
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
        <source>Choose among %1.</source>
        <translation>Wählen Sie aus %1.</translation>
    </message>
    <message>
        <source>Name it by --output FOLDER.</source>
        <translation>Nennen Sie ihn mit --output ORDNER.</translation>
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
    <message>
        <source>Import this document first, of any format; may be repeated.</source>
        <translation>Zuerst dieses Dokument importieren, in beliebigem Format; mehrfach möglich.</translation>
    </message>
    <message>
        <source>%1, page %2, %3</source>
        <translation>%1, Seite %2, %3</translation>
    </message>
    <message>
        <source>%1 filed %2 (%3)</source>
        <translation>%1, eingereicht am %2 (%3)</translation>
    </message>
    <message>
        <source>Not answerable: %1</source>
        <translation>Nicht zu beantworten: %1</translation>
    </message>
    <message>
        <source>The files are of several companies: %1 and %2.</source>
        <translation>Die Dateien stammen von mehreren Unternehmen: %1 und %2.</translation>
    </message>
    <message>
        <source>Ask of one company at a time.</source>
        <translation>Fragen Sie jeweils nach einem Unternehmen.</translation>
    </message>
    <message>
        <source>answer a question from facts or documents</source>
        <translation>eine Frage aus Fakten oder Dokumenten beantworten</translation>
    </message>
    <message>
        <source>Ask of this company: name, ticker or CIK. Without it, of the one that the question names.</source>
        <translation>Nach diesem Unternehmen fragen: Name, Kürzel oder CIK. Ohne Angabe nach dem, das die Frage nennt.</translation>
    </message>
    <message>
        <source>Answer from this document alone; may be given several times.</source>
        <translation>Nur aus diesem Dokument antworten; mehrfach möglich.</translation>
    </message>
    <message>
        <source>E.g. &quot;What was Tesla&apos;s FY2021 gross margin in percent?&quot;</source>
        <translation>Z. B. „Wie hoch war die Bruttomarge von Tesla im GJ 2021 in Prozent?“</translation>
    </message>
    <message>
        <source>Ask one question, in quotation marks.</source>
        <translation>Stellen Sie eine Frage, in Anführungszeichen.</translation>
    </message>
    <message>
        <source>consultantos-cli ask QUESTION</source>
        <translation>consultantos-cli ask QUESTION</translation>
    </message>
    <message>
        <source>%1 (%2 s)</source>
        <translation>%1 (%2 s)</translation>
    </message>
    <message>
        <source>take documents and facts files into the stores</source>
        <translation>Dokumente und Faktendateien in die Speicher einlesen</translation>
    </message>
    <message>
        <source>Whom the documents are about; else they say it themselves.</source>
        <translation>Von wem die Dokumente handeln; sonst sagen sie es selbst.</translation>
    </message>
    <message>
        <source>File or folder: PDF, Office and OpenDocument files, CSV, HTML, Markdown, text, mail, feeds, filings in XBRL, SEC companyfacts.</source>
        <translation>Datei oder Ordner: PDF, Office- und OpenDocument-Dateien, CSV, HTML, Markdown, Text, E-Mails, Feeds, Einreichungen in XBRL, Companyfacts der SEC.</translation>
    </message>
    <message>
        <source>The folder holds no file.</source>
        <translation>Der Ordner enthält keine Datei.</translation>
    </message>
    <message>
        <source>Egress ledger</source>
        <translation>Protokoll des Ausgangs</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is no number of years; nothing was written.</source>
        <translation>„%1“ ist keine Zahl von Jahren; nichts wurde geschrieben.</translation>
    </message>
    <message>
        <source>%1 is there already; nothing was overwritten.</source>
        <translation>%1 gibt es schon; nichts wurde überschrieben.</translation>
    </message>
    <message>
        <source>Name another file by --output.</source>
        <translation>Nennen Sie mit --output eine andere Datei.</translation>
    </message>
    <message>
        <source>make a workbook to fill in for a company without filings</source>
        <translation>eine Arbeitsmappe zum Ausfüllen anlegen, für ein Unternehmen ohne Einreichungen</translation>
    </message>
    <message>
        <source>File to write; %1 if none is named.</source>
        <translation>Zu schreibende Datei; %1, wenn keine genannt ist.</translation>
    </message>
    <message>
        <source>Name to fill in.</source>
        <translation>Einzutragender Name.</translation>
    </message>
    <message>
        <source>Number of fiscal years, %1 to %2; 5 if none is given.</source>
        <translation>Zahl der Geschäftsjahre, %1 bis %2; 5, wenn keine genannt ist.</translation>
    </message>
    <message>
        <source>Currency to fill in: a code such as EUR.</source>
        <translation>Einzutragende Währung: ein Kürzel wie EUR.</translation>
    </message>
    <message>
        <source>financials: statements, segments and competitors.</source>
        <translation>financials: Abschlüsse, Segmente und Wettbewerber.</translation>
    </message>
    <message>
        <source>There is a template for financials only.</source>
        <translation>Eine Vorlage gibt es nur für financials.</translation>
    </message>
    <message>
        <source>consultantos-cli template financials</source>
        <translation>consultantos-cli template financials</translation>
    </message>
    <message>
        <source>Fill it in, save it, and import it: consultantos-cli import %1</source>
        <translation>Ausfüllen, speichern und importieren: consultantos-cli import %1</translation>
    </message>
    <message>
        <source>%1: from the cache (%2, computed %3 ago); --refresh computes it anew</source>
        <translation>%1: aus dem Zwischenspeicher (%2, vor %3 berechnet); --refresh berechnet es neu</translation>
    </message>
    <message>
        <source>Compute everything, read and keep nothing in the cache.</source>
        <translation>Alles berechnen, im Zwischenspeicher nichts lesen und nichts behalten.</translation>
    </message>
    <message>
        <source>Compute everything anew and keep it in the cache.</source>
        <translation>Alles neu berechnen und im Zwischenspeicher behalten.</translation>
    </message>
    <message>
        <source>Cleared. What is needed again is computed anew.</source>
        <translation>Geleert. Was wieder gebraucht wird, wird neu berechnet.</translation>
    </message>
    <message>
        <source>The library has no report yet: name the companies.</source>
        <translation>Die Bibliothek hat noch keinen Bericht: Nennen Sie die Unternehmen.</translation>
    </message>
    <message>
        <source>%1: computed and kept</source>
        <translation>%1: berechnet und behalten</translation>
    </message>
    <message>
        <source>%1: was there already</source>
        <translation>%1: war schon da</translation>
    </message>
    <message>
        <source>There is no cache on disk.</source>
        <translation>Auf der Platte ist kein Zwischenspeicher.</translation>
    </message>
    <message>
        <source>show, empty, fill and check the cache</source>
        <translation>den Zwischenspeicher zeigen, leeren, füllen und prüfen</translation>
    </message>
    <message>
        <source>clear: only what was made for this company.</source>
        <translation>clear: nur, was für dieses Unternehmen entstand.</translation>
    </message>
    <message>
        <source>What shall be done with the cache?</source>
        <translation>Was soll mit dem Zwischenspeicher geschehen?</translation>
    </message>
    <message>
        <source>The cache can&apos;t &quot;%1&quot;.</source>
        <translation>Der Zwischenspeicher kann „%1“ nicht.</translation>
    </message>
    <message>
        <source>cache %1 takes no argument.</source>
        <translation>cache %1 nimmt kein Argument.</translation>
    </message>
    <message>
        <source>memory</source>
        <translation>Arbeitsspeicher</translation>
    </message>
    <message>
        <source>disk</source>
        <translation>Platte</translation>
    </message>
    <message>
        <source>not in use</source>
        <translation>nicht in Gebrauch</translation>
    </message>
    <message>
        <source>level</source>
        <translation>Stufe</translation>
    </message>
    <message>
        <source>hits</source>
        <translation>Treffer</translation>
    </message>
    <message>
        <source>entries</source>
        <translation>Einträge</translation>
    </message>
    <message>
        <source>size</source>
        <translation>Größe</translation>
    </message>
    <message>
        <source>Nothing was asked of the cache yet.</source>
        <translation>Der Zwischenspeicher wurde noch nichts gefragt.</translation>
    </message>
    <message>
        <source>all</source>
        <translation>alle</translation>
    </message>
    <message>
        <source>kind</source>
        <translation>Art</translation>
    </message>
    <message>
        <source>computed</source>
        <translation>berechnet</translation>
    </message>
    <message>
        <source>hit rate</source>
        <translation>Trefferquote</translation>
    </message>
    <message>
        <source>saved</source>
        <translation>gespart</translation>
    </message>
    <message>
        <source>Counted since %1.</source>
        <translation>Gezählt seit %1.</translation>
    </message>
    <message>
        <source>%1 can&apos;t be read: %2.</source>
        <translation>%1 lässt sich nicht lesen: %2.</translation>
    </message>
    <message>
        <source>Name a text or Markdown file, or - for standard input.</source>
        <translation>Nennen Sie eine Text- oder Markdown-Datei, oder - für die Standardeingabe.</translation>
    </message>
    <message>
        <source>%1 is larger than 64 MB; nothing was checked.</source>
        <translation>%1 ist größer als 64 MB; nichts wurde geprüft.</translation>
    </message>
    <message>
        <source>Split it and check the parts.</source>
        <translation>Teilen Sie sie und prüfen Sie die Teile.</translation>
    </message>
    <message>
        <source>%1 is no text; nothing was checked.</source>
        <translation>%1 ist kein Text; nichts wurde geprüft.</translation>
    </message>
    <message>
        <source>Save it as text or Markdown, e.g. with pdftotext or pandoc, and check that.</source>
        <translation>Speichern Sie es als Text oder Markdown, etwa mit pdftotext oder pandoc, und prüfen Sie das.</translation>
    </message>
    <message>
        <source>match</source>
        <translation>stimmt</translation>
    </message>
    <message>
        <source>MISMATCH</source>
        <translation>STIMMT NICHT</translation>
    </message>
    <message>
        <source>unsupported</source>
        <translation>nicht belegt</translation>
    </message>
    <message>
        <source>%1 of %2, %3</source>
        <translation>%1 von %2, %3</translation>
    </message>
    <message>
        <source>hold the numbers of a text against facts</source>
        <translation>die Zahlen eines Texts an Fakten prüfen</translation>
    </message>
    <message>
        <source>What the text is about where it names no company: name, ticker or CIK.</source>
        <translation>Wovon der Text handelt, wo er kein Unternehmen nennt: Name, Kürzel oder CIK.</translation>
    </message>
    <message>
        <source>Text or Markdown, English or German; - reads standard input.</source>
        <translation>Text oder Markdown, englisch oder deutsch; - liest die Standardeingabe.</translation>
    </message>
    <message>
        <source>Name one text to check, or - for standard input.</source>
        <translation>Nennen Sie einen Text zum Prüfen, oder - für die Standardeingabe.</translation>
    </message>
    <message>
        <source>consultantos-cli check FILE [--company NAME]</source>
        <translation>consultantos-cli check FILE [--company NAME]</translation>
    </message>
    <message>
        <source>Nothing was fetched: no source of filings is switched on.</source>
        <translation>Nichts wurde geholt: Keine Quelle von Einreichungen ist eingeschaltet.</translation>
    </message>
    <message>
        <source>consultantos-cli sources list names them and their settings.</source>
        <translation>consultantos-cli sources list nennt sie und ihre Einstellungen.</translation>
    </message>
    <message>
        <source>The program is offline: none of them is asked.</source>
        <translation>Das Programm ist offline: Keine von ihnen wird gefragt.</translation>
    </message>
    <message>
        <source>There is no source called &quot;%1&quot;.</source>
        <translation>Eine Quelle namens „%1“ gibt es nicht.</translation>
    </message>
    <message>
        <source>No source is switched on. Name one to try it: consultantos-cli sources test gdelt</source>
        <translation>Keine Quelle ist eingeschaltet. Nennen Sie eine, um sie zu prüfen: consultantos-cli sources test gdelt</translation>
    </message>
    <message>
        <source>works</source>
        <translation>geht</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is no date.</source>
        <translation>„%1“ ist kein Datum.</translation>
    </message>
    <message>
        <source>Write it as 2026-01-31.</source>
        <translation>Schreiben Sie es als 2026-01-31.</translation>
    </message>
    <message>
        <source>Nothing has left this computer.</source>
        <translation>Nichts hat diesen Rechner verlassen.</translation>
    </message>
    <message>
        <source>sources of the network: list, test, fetch, and what left the machine</source>
        <translation>Quellen im Netz: zeigen, prüfen, holen, und was den Rechner verlassen hat</translation>
    </message>
    <message>
        <source>list: text (the default) or json; ledger: text, csv or json.</source>
        <translation>list: text (Vorgabe) oder json; ledger: text, csv oder json.</translation>
    </message>
    <message>
        <source>ledger: since this day, e.g. 2026-01-31 (UTC).</source>
        <translation>ledger: seit diesem Tag, z. B. 2026-01-31 (UTC).</translation>
    </message>
    <message>
        <source>ledger: of this source or kind alone, e.g. sec_edgar.</source>
        <translation>ledger: nur dieser Quelle oder Art, z. B. sec_edgar.</translation>
    </message>
    <message>
        <source>ledger: for the report with this id alone.</source>
        <translation>ledger: nur für den Bericht mit dieser Kennung.</translation>
    </message>
    <message>
        <source>list; test, all that are on or those named; ledger, what left the machine; fetch, a company&apos;s figures and newest reports into the stores.</source>
        <translation>list; test: alle eingeschalteten oder die genannten; ledger: was den Rechner verlassen hat; fetch: Zahlen und neueste Berichte eines Unternehmens in die Ablagen.</translation>
    </message>
    <message>
        <source>consultantos-cli sources list | test [ID...] | ledger | fetch COMPANY</source>
        <translation>consultantos-cli sources list | test [ID...] | ledger | fetch COMPANY</translation>
    </message>
    <message>
        <source>What shall be done with the sources?</source>
        <translation>Was soll mit den Quellen geschehen?</translation>
    </message>
    <message>
        <source>Sources can&apos;t &quot;%1&quot;.</source>
        <translation>Quellen können „%1“ nicht.</translation>
    </message>
    <message>
        <source>sources %1 has the wrong number of arguments.</source>
        <translation>sources %1 hat die falsche Zahl von Argumenten.</translation>
    </message>
    <message>
        <source>The cache keeps nothing of the kind &quot;%1&quot;.</source>
        <translation>Der Zwischenspeicher behält nichts der Art „%1“.</translation>
    </message>
    <message>
        <source>Kinds are %1.</source>
        <translation>Arten sind %1.</translation>
    </message>
    <message>
        <source>--company names no company.</source>
        <translation>--company nennt kein Unternehmen.</translation>
    </message>
    <message>
        <source>stats: text (the default) or json; explain: text or csv.</source>
        <translation>stats: text (Vorgabe) oder json; explain: text oder csv.</translation>
    </message>
    <message>
        <source>explain: a CSV file with the columns a and b, a pair of prompts a row; - reads standard input.</source>
        <translation>explain: eine CSV-Datei mit den Spalten a und b, je Zeile ein Paar von Anfragen; - liest die Standardeingabe.</translation>
    </message>
    <message>
        <source>Which pairs of prompts? Name their file by --pairs.</source>
        <translation>Welche Paare von Anfragen? Nennen Sie ihre Datei mit --pairs.</translation>
    </message>
    <message>
        <source>Name a CSV file with the columns a and b.</source>
        <translation>Nennen Sie eine CSV-Datei mit den Spalten a und b.</translation>
    </message>
    <message>
        <source>%1 is larger than 256 MB; nothing was compared.</source>
        <translation>%1 ist größer als 256 MB; nichts wurde verglichen.</translation>
    </message>
    <message>
        <source>%1 has no columns a and b; nothing was compared.</source>
        <translation>%1 hat keine Spalten a und b; nichts wurde verglichen.</translation>
    </message>
    <message>
        <source>Its first line must name them; commas part the fields.</source>
        <translation>Die erste Zeile muss sie nennen; Kommas trennen die Felder.</translation>
    </message>
    <message>
        <source>%1 of %2 pairs would share a reply (similarity from %3).</source>
        <translation>%1 von %2 Paaren würden eine Antwort teilen (Ähnlichkeit ab %3).</translation>
    </message>
    <message>
        <source>The text has more numbers: only the first %1 were checked.</source>
        <translation>Der Text hat mehr Zahlen: Nur die ersten %1 wurden geprüft.</translation>
    </message>
    <message numerus="yes">
        <source>%n file(s) were imported before it.</source>
        <translation>
            <numerusform>%n Datei wurde davor eingelesen.</numerusform>
            <numerusform>%n Dateien wurden davor eingelesen.</numerusform>
        </translation>
    </message>
    <message>
        <source>No report matches.</source>
        <translation>Kein Bericht passt.</translation>
    </message>
    <message>
        <source>No request in the ledger matches.</source>
        <translation>Keine Anfrage im Verzeichnis passt.</translation>
    </message>
    <message>
        <source>Usage can&apos;t be told apart by &quot;%1&quot;.</source>
        <translation>Nach „%1“ lässt sich der Verbrauch nicht trennen.</translation>
    </message>
    <message>
        <source>Choose among agent, report, day, model.</source>
        <translation>Wählen Sie unter agent, report, day, model.</translation>
    </message>
    <message>
        <source>show what language models cost</source>
        <translation>zeigen, was Sprachmodelle kosten</translation>
    </message>
    <message>
        <source>Tell it apart by agent, report, day (UTC) or model.</source>
        <translation>Getrennt nach agent, report, day (UTC) oder model.</translation>
    </message>
    <message>
        <source>usage takes no argument.</source>
        <translation>usage nimmt kein Argument.</translation>
    </message>
    <message>
        <source>consultantos-cli usage [--by agent|report|day|model] [--format json]</source>
        <translation>consultantos-cli usage [--by agent|report|day|model] [--format json]</translation>
    </message>
    <message>
        <source>No language model has been called.</source>
        <translation>Kein Sprachmodell wurde aufgerufen.</translation>
    </message>
    <message>
        <source>Print what the language model would be asked, and send nothing.</source>
        <translation>Ausgeben, was das Sprachmodell gefragt würde, und nichts senden.</translation>
    </message>
    <message>
        <source>Understood as: %1</source>
        <translation>Verstanden als: %1</translation>
    </message>
    <message>
        <source>Ask within this conversation; the first characters of its id will do. Without it, a new one begins.</source>
        <translation>In diesem Gespräch fragen; die ersten Zeichen seiner Kennung genügen. Ohne Angabe beginnt ein neues.</translation>
    </message>
    <message>
        <source>clear: only this kind: analysis, agent, document, search or model_reply.</source>
        <translation>clear: nur diese Art: analysis, agent, document, search oder model_reply.</translation>
    </message>
    <message>
        <source>money</source>
        <translation>Geld</translation>
    </message>
    <message>
        <source>What was kept saved %1 of money, in the price list&apos;s currency.</source>
        <translation>Was behalten wurde, sparte %1 an Geld, in der Währung der Preisliste.</translation>
    </message>
    <message>
        <source>Struck: %1</source>
        <translation>Gestrichen: %1</translation>
    </message>
    <message>
        <source>; the facts give %1</source>
        <translation>; die Fakten ergeben %1</translation>
    </message>
    <message>
        <source>consultantos-cli conversations list shows what is there.</source>
        <translation>consultantos-cli conversations list zeigt, was da ist.</translation>
    </message>
    <message>
        <source>No conversation has the id &quot;%1&quot;.</source>
        <translation>Kein Gespräch hat die Kennung „%1“.</translation>
    </message>
    <message>
        <source>%1 conversations have an id that begins with &quot;%2&quot;.</source>
        <translation>%1 Gespräche haben eine Kennung, die mit „%2“ beginnt.</translation>
    </message>
    <message>
        <source>No conversation matches.</source>
        <translation>Kein Gespräch passt dazu.</translation>
    </message>
    <message>
        <source>No conversation is there.</source>
        <translation>Es ist kein Gespräch da.</translation>
    </message>
    <message>
        <source>You</source>
        <translation>Sie</translation>
    </message>
    <message>
        <source>Answer</source>
        <translation>Antwort</translation>
    </message>
    <message>
        <source>list, show, search and delete conversations</source>
        <translation>Gespräche auflisten, zeigen, durchsuchen und löschen</translation>
    </message>
    <message>
        <source>list, show ID, search TEXT or delete ID; the first characters of an id will do. What is deleted can&apos;t be brought back.</source>
        <translation>list, show KENNUNG, search TEXT oder delete KENNUNG; die ersten Zeichen einer Kennung genügen. Gelöschtes lässt sich nicht wiederherstellen.</translation>
    </message>
    <message>
        <source>consultantos-cli conversations list | show ID | search TEXT | delete ID</source>
        <translation>consultantos-cli conversations list | show ID | search TEXT | delete ID</translation>
    </message>
    <message>
        <source>What shall be done with the conversations?</source>
        <translation>Was soll mit den Gesprächen geschehen?</translation>
    </message>
    <message>
        <source>Conversations can&apos;t be &quot;%1&quot;.</source>
        <translation>conversations kennt „%1“ nicht.</translation>
    </message>
    <message>
        <source>conversations %1 has the wrong number of arguments.</source>
        <translation>conversations %1 hat die falsche Zahl von Argumenten.</translation>
    </message>
    <message>
        <source>%1 holds published figures and no document: --never-send has nothing to mark.</source>
        <translation>%1 enthält veröffentlichte Zahlen und kein Dokument: --never-send hat nichts zu kennzeichnen.</translation>
    </message>
    <message>
        <source>Its figures were imported. Import it without the option.</source>
        <translation>Die Zahlen wurden importiert. Importieren Sie die Datei ohne die Option.</translation>
    </message>
    <message>
        <source>Never send the documents, or figures read from them, to a language model.</source>
        <translation>Die Dokumente und die aus ihnen gelesenen Zahlen nie an ein Sprachmodell senden.</translation>
    </message>
    <message>
        <source>Language model from: none, gemini, openai (or what speaks its protocol), anthropic, local. Without it, as set.</source>
        <translation>Sprachmodell von: none, gemini, openai (oder was dessen Protokoll spricht), anthropic, local. Ohne Angabe wie eingestellt.</translation>
    </message>
    <message>
        <source>Language model, as its provider names it; of local, its file.</source>
        <translation>Sprachmodell, wie sein Anbieter es nennt; bei local seine Datei.</translation>
    </message>
    <message>
        <source>Address of the language model&apos;s server, if not its provider&apos;s.</source>
        <translation>Adresse des Servers des Sprachmodells, wenn es nicht die des Anbieters ist.</translation>
    </message>
    <message>
        <source>Which service speaks OpenAI&apos;s protocol, with --provider openai.</source>
        <translation>Welcher Dienst das Protokoll von OpenAI spricht, mit --provider openai.</translation>
    </message>
    <message>
        <source>Choose one of %1.</source>
        <translation>Wählen Sie eines von %1.</translation>
    </message>
    <message>
        <source>a kept reply answers it, nothing is sent</source>
        <translation>eine gespeicherte Antwort genügt, nichts wird gesendet</translation>
    </message>
    <message>
        <source>price unknown</source>
        <translation>Preis unbekannt</translation>
    </message>
    <message>
        <source>Prompts go to %1.</source>
        <translation>Anfragen gehen an %1.</translation>
    </message>
    <message>
        <source>Prompts go to %1, model %2.</source>
        <translation>Anfragen gehen an %1, Modell %2.</translation>
    </message>
    <message>
        <source>A language model would be asked nothing.</source>
        <translation>Ein Sprachmodell würde nichts gefragt.</translation>
    </message>
    <message numerus="yes">
        <source>%n prompt(s), %1 bytes, would go to %2. Nothing was sent.</source>
        <translation>
            <numerusform>%n Anfrage, %1 Bytes, ginge an %2. Nichts wurde gesendet.</numerusform>
            <numerusform>%n Anfragen, %1 Bytes, gingen an %2. Nichts wurde gesendet.</numerusform>
        </translation>
    </message>
    <message>
        <source>Prices in %1 for a million tokens, as of %2; -: not known.</source>
        <translation>Preise in %1 für eine Million Token, Stand %2; -: nicht bekannt.</translation>
    </message>
    <message>
        <source>list: text (the default), json or csv.</source>
        <translation>list: text (Vorgabe), json oder csv.</translation>
    </message>
    <message>
        <source>What shall be done with the models?</source>
        <translation>Was soll mit den Modellen geschehen?</translation>
    </message>
    <message>
        <source>No provider of language models is chosen.</source>
        <translation>Es ist kein Anbieter von Sprachmodellen gewählt.</translation>
    </message>
    <message>
        <source>Choose one in the settings, or by --provider.</source>
        <translation>Wählen Sie einen in den Einstellungen oder mit --provider.</translation>
    </message>
    <message>
        <source>--%1 must be a number from %2 to %3.</source>
        <translation>--%1 muss eine Zahl von %2 bis %3 sein.</translation>
    </message>
    <message>
        <source>--tls-cert and --tls-key belong together.</source>
        <translation>--tls-cert und --tls-key gehören zusammen.</translation>
    </message>
    <message>
        <source>serve the HTTP API until interrupted</source>
        <translation>die HTTP-Schnittstelle bereitstellen, bis unterbrochen wird</translation>
    </message>
    <message>
        <source>Address to listen on (127.0.0.1: this machine alone).</source>
        <translation>Adresse, an der gelauscht wird (127.0.0.1: nur dieser Rechner).</translation>
    </message>
    <message>
        <source>Requests a minute of each token; 0: without limit.</source>
        <translation>Anfragen je Minute und Token; 0: ohne Grenze.</translation>
    </message>
    <message>
        <source>Certificate with its chain, PEM.</source>
        <translation>Zertifikat mit seiner Kette, PEM.</translation>
    </message>
    <message>
        <source>Its key, PEM, without a passphrase.</source>
        <translation>Sein Schlüssel, PEM, ohne Passphrase.</translation>
    </message>
    <message>
        <source>Further name of this server; may be repeated.</source>
        <translation>Weiterer Name dieses Servers; mehrfach möglich.</translation>
    </message>
    <message>
        <source>Origin whose pages may ask, e.g. https://intranet; may be repeated.</source>
        <translation>Ursprung (Origin), dessen Seiten anfragen dürfen, z. B. https://intranet; mehrfach möglich.</translation>
    </message>
    <message>
        <source>Ask for no token, on this machine alone.</source>
        <translation>Kein Token verlangen, nur auf diesem Rechner.</translation>
    </message>
    <message>
        <source>Allow other machines without TLS: behind a proxy alone.</source>
        <translation>Andere Rechner ohne TLS zulassen: nur hinter einem Proxy.</translation>
    </message>
    <message>
        <source>serve takes no arguments.</source>
        <translation>serve nimmt keine Argumente.</translation>
    </message>
    <message>
        <source>consultantos-cli serve --help lists the options.</source>
        <translation>consultantos-cli serve --help nennt die Optionen.</translation>
    </message>
    <message>
        <source>Serving on %1; Ctrl-C ends it.</source>
        <translation>Bereit auf %1; Strg-C beendet.</translation>
    </message>
    <message>
        <source>The token is in %1.</source>
        <translation>Das Token steht in %1.</translation>
    </message>
    <message>
        <source>Ending: what is under way is finished first.</source>
        <translation>Wird beendet: Was läuft, wird erst fertiggestellt.</translation>
    </message>
    <message>
        <source>Print method, path and scope of each request, and end.</source>
        <translation>Methode, Pfad und Recht jeder Anfrage ausgeben und enden.</translation>
    </message>
    <message>
        <source>Print for each agent what asking the language model would come to, as a range, and send nothing; with --format json as JSON.</source>
        <translation>Für jeden Agenten ausgeben, was das Befragen des Sprachmodells kosten würde, als Spanne, und nichts senden; mit --format json als JSON.</translation>
    </message>
    <message>
        <source>From an earlier answer to this question, %1 ago.</source>
        <translation>Aus einer früheren Antwort auf diese Frage, vor %1.</translation>
    </message>
    <message>
        <source>From an earlier question, %1 ago: %2</source>
        <translation>Aus einer früheren Frage, vor %1: %2</translation>
    </message>
    <message>
        <source>Is it wrong? consultantos-cli ask --wrong --conversation %1</source>
        <translation>Ist sie falsch? consultantos-cli ask --wrong --conversation %1</translation>
    </message>
    <message>
        <source>The last answer of --conversation was wrong: forget the language model&apos;s kept reply, and ask the same anew. Without a QUESTION.</source>
        <translation>Die letzte Antwort von --conversation war falsch: die gespeicherte Antwort des Sprachmodells vergessen und dieselbe Frage neu stellen. Ohne QUESTION.</translation>
    </message>
    <message>
        <source>Which answer was wrong? Name its conversation, and no question: the one before is asked again.</source>
        <translation>Welche Antwort war falsch? Nennen Sie ihr Gespräch und keine Frage: Die vorige wird noch einmal gestellt.</translation>
    </message>
    <message>
        <source>consultantos-cli ask --wrong --conversation ID</source>
        <translation>consultantos-cli ask --wrong --conversation ID</translation>
    </message>
    <message>
        <source>The conversation has no answer yet.</source>
        <translation>Das Gespräch enthält noch keine Antwort.</translation>
    </message>
    <message>
        <source>consultantos-cli cache stats | clear [--kind K] [--company C] | warm [COMPANY…] | verify | wrong ID | explain --pairs FILE</source>
        <translation>consultantos-cli cache stats | clear [--kind K] [--company C] | warm [COMPANY…] | verify | wrong ID | explain --pairs FILE</translation>
    </message>
    <message>
        <source>No report or conversation has the id &quot;%1&quot;.</source>
        <translation>Kein Bericht und kein Gespräch hat die Kennung „%1“.</translation>
    </message>
    <message>
        <source>&quot;library list&quot; and &quot;conversations list&quot; show them.</source>
        <translation>„library list“ und „conversations list“ zeigen sie.</translation>
    </message>
    <message>
        <source>No reply of a language model is kept of it.</source>
        <translation>Davon ist keine Antwort eines Sprachmodells gespeichert.</translation>
    </message>
    <message>
        <source>stats, clear, warm (the library&apos;s companies, or those named), verify (of the entries on disk), wrong (forgets what a language model wrote for the report or conversation with this ID) or explain (whether one prompt&apos;s reply would be given to another).</source>
        <translation>stats, clear, warm (die Unternehmen der Bibliothek oder die genannten), verify (der Einträge auf der Platte), wrong (vergisst, was ein Sprachmodell für den Bericht oder das Gespräch mit dieser KENNUNG schrieb) oder explain (ob die Antwort auf eine Anfrage auch für eine andere gegeben würde).</translation>
    </message>
    <message>
        <source>What was wrong? Name one report or conversation by its id.</source>
        <translation>Was war falsch? Nennen Sie einen Bericht oder ein Gespräch mit seiner Kennung.</translation>
    </message>
    <message>
        <source>Nothing is sent to %1 (%2), as nobody has agreed to that for this engagement; the built-in engine works alone.</source>
        <translation>Nichts wird an %1 (%2) gesendet, da dem für dieses Mandat niemand zugestimmt hat; das eingebaute Verfahren arbeitet allein.</translation>
    </message>
    <message>
        <source>&quot;analyze COMPANY --preview&quot; shows what would be sent. To agree for this engagement: &quot;models agree&quot;; for one command: add --provider %1.</source>
        <translation>„analyze COMPANY --preview“ zeigt, was gesendet würde. Um für dieses Mandat zuzustimmen: „models agree“; für einen Befehl: --provider %1 hinzufügen.</translation>
    </message>
    <message>
        <source>too little has happened to tell (%1)</source>
        <translation>für eine Aussage ist zu wenig geschehen (%1)</translation>
    </message>
    <message>
        <source>Cache hit rate above 50 %</source>
        <translation>Trefferquote des Zwischenspeichers über 50 %</translation>
    </message>
    <message>
        <source>%1 of %2 look-ups</source>
        <translation>%1 von %2 Abrufen</translation>
    </message>
    <message>
        <source>Longer lives (CACHE_TTL_SECONDS, CACHE_L3_TTL_SECONDS), more memory (CACHE_L1_SIZE_MB), and `cache warm` for what is asked for often.</source>
        <translation>Längere Lebensdauern (CACHE_TTL_SECONDS, CACHE_L3_TTL_SECONDS), mehr Arbeitsspeicher (CACHE_L1_SIZE_MB) und `cache warm` für das, was oft gefragt wird.</translation>
    </message>
    <message>
        <source>P50 &lt; 2 s, P95 &lt; 10 s, P99 &lt; 30 s</source>
        <translation>P50 &lt; 2 s, P95 &lt; 10 s, P99 &lt; 30 s</translation>
    </message>
    <message>
        <source>%1, %2 and %3 over %4 requests</source>
        <translation>%1, %2 und %3 bei %4 Anfragen</translation>
    </message>
    <message>
        <source>Look at the hit rate and the agents&apos; times; a faster model, or fewer frameworks.</source>
        <translation>Sehen Sie sich die Trefferquote und die Zeiten der Agenten an; ein schnelleres Modell oder weniger Methoden.</translation>
    </message>
    <message>
        <source>Stores answer within 0.1 s (P95)</source>
        <translation>Speicher antworten innerhalb von 0,1 s (P95)</translation>
    </message>
    <message>
        <source>%1 over %2 operations</source>
        <translation>%1 bei %2 Vorgängen</translation>
    </message>
    <message>
        <source>Put the data folder onto a fast local disk.</source>
        <translation>Legen Sie den Datenordner auf einen schnellen hiesigen Datenträger.</translation>
    </message>
    <message>
        <source>Calls of language models are kept and paced</source>
        <translation>Aufrufe von Sprachmodellen werden gespeichert und dosiert</translation>
    </message>
    <message>
        <source>no language model has been called</source>
        <translation>es wurde kein Sprachmodell aufgerufen</translation>
    </message>
    <message>
        <source>%1 calls, %2 from the cache, %3 turned away by the provider</source>
        <translation>%1 Aufrufe, %2 aus dem Zwischenspeicher, %3 vom Anbieter abgewiesen</translation>
    </message>
    <message>
        <source>Set LLM_TOKENS_PER_MINUTE to what the provider allows, or name an LLM_FALLBACK.</source>
        <translation>Setzen Sie LLM_TOKENS_PER_MINUTE auf das, was der Anbieter erlaubt, oder nennen Sie ein LLM_FALLBACK.</translation>
    </message>
    <message>
        <source>Costs are bounded by a budget</source>
        <translation>Kosten sind durch ein Budget begrenzt</translation>
    </message>
    <message>
        <source>no language model that costs anything is set</source>
        <translation>es ist kein Sprachmodell eingestellt, das etwas kostet</translation>
    </message>
    <message>
        <source>a budget is set</source>
        <translation>ein Budget ist gesetzt</translation>
    </message>
    <message>
        <source>no budget is set</source>
        <translation>kein Budget ist gesetzt</translation>
    </message>
    <message>
        <source>Set LLM_BUDGET_DAY, LLM_BUDGET_REPORT or LLM_BUDGET_ENGAGEMENT; `usage --by day` shows what was spent.</source>
        <translation>Setzen Sie LLM_BUDGET_DAY, LLM_BUDGET_REPORT oder LLM_BUDGET_ENGAGEMENT; `usage --by day` zeigt, was ausgegeben wurde.</translation>
    </message>
    <message>
        <source>After deployment</source>
        <translation>Nach der Inbetriebnahme</translation>
    </message>
    <message>
        <source>Load tests, normal and burst</source>
        <translation>Lasttests, gewöhnlich und stoßweise</translation>
    </message>
    <message>
        <source>./dev load normal, then ./dev load burst, on a machine of that kind.</source>
        <translation>./dev load normal, dann ./dev load burst, auf einem Rechner dieser Art.</translation>
    </message>
    <message>
        <source>Grafana shows the dashboard</source>
        <translation>Grafana zeigt das Dashboard</translation>
    </message>
    <message>
        <source>Import packaging/monitoring/grafana-dashboard.json.</source>
        <translation>Importieren Sie packaging/monitoring/grafana-dashboard.json.</translation>
    </message>
    <message>
        <source>Alerts reach somebody</source>
        <translation>Alarme erreichen jemanden</translation>
    </message>
    <message>
        <source>Load packaging/monitoring/consultantos.rules.yml and stop the server once: ConsultantosDown.</source>
        <translation>Laden Sie packaging/monitoring/consultantos.rules.yml und halten Sie den Server einmal an: ConsultantosDown.</translation>
    </message>
    <message>
        <source>Again and again</source>
        <translation>Immer wieder</translation>
    </message>
    <message>
        <source>Each week: cache hit rates</source>
        <translation>Jede Woche: Trefferquoten des Zwischenspeichers</translation>
    </message>
    <message>
        <source>Each month: costs</source>
        <translation>Jeden Monat: Kosten</translation>
    </message>
    <message>
        <source>Each quarter: load tests</source>
        <translation>Jedes Quartal: Lasttests</translation>
    </message>
    <message>
        <source>Signs of getting slower or larger</source>
        <translation>Anzeichen, dass etwas langsamer oder größer wird</translation>
    </message>
    <message>
        <source>The alerts ConsultantosSlow… and ConsultantosMemoryGrows.</source>
        <translation>Die Alarme ConsultantosSlow… und ConsultantosMemoryGrows.</translation>
    </message>
    <message>
        <source>Lives of the cache&apos;s entries fit their use</source>
        <translation>Die Lebensdauern der Einträge im Zwischenspeicher passen zu ihrer Nutzung</translation>
    </message>
    <message>
        <source>Limits of concurrency fit the machine</source>
        <translation>Die Grenzen der Gleichzeitigkeit passen zum Rechner</translation>
    </message>
    <message>
        <source>Slow queries</source>
        <translation>Langsame Abfragen</translation>
    </message>
    <message>
        <source>The panel of store latencies, by operation and collection.</source>
        <translation>Das Feld der Speicherlatenzen, nach Vorgang und Sammlung.</translation>
    </message>
    <message>
        <source>The program, its resources and its stores</source>
        <translation>Das Programm, seine Ressourcen und seine Speicher</translation>
    </message>
    <message>
        <source>all there and intact</source>
        <translation>alles da und unversehrt</translation>
    </message>
    <message>
        <source>doctor without --deployment says more.</source>
        <translation>doctor ohne --deployment sagt mehr.</translation>
    </message>
    <message>
        <source>Settings and environment</source>
        <translation>Einstellungen und Umgebung</translation>
    </message>
    <message>
        <source>%1 set, the others as they come</source>
        <translation>%1 gesetzt, die übrigen nach Vorgabe</translation>
    </message>
    <message>
        <source>wrong: %1</source>
        <translation>falsch: %1</translation>
    </message>
    <message>
        <source>Indexes of the stores are defined</source>
        <translation>Indizes der Speicher sind definiert</translation>
    </message>
    <message>
        <source>%1, part of the stores&apos; schemas</source>
        <translation>%1, Teil der Schemata der Speicher</translation>
    </message>
    <message>
        <source>Indexes are in the stores</source>
        <translation>Indizes sind in den Speichern</translation>
    </message>
    <message>
        <source>no store is there yet; each comes with them</source>
        <translation>es gibt noch keinen Speicher; jeder bringt sie mit</translation>
    </message>
    <message>
        <source>all, in %1 stores</source>
        <translation>alle, in %1 Speichern</translation>
    </message>
    <message>
        <source>missing: %1</source>
        <translation>es fehlt: %1</translation>
    </message>
    <message>
        <source>A store of an earlier version gets them at the program&apos;s next start; if they are missing after it, restore the store from its copy.</source>
        <translation>Ein Speicher einer früheren Version erhält sie beim nächsten Start des Programms; fehlen sie danach, stellen Sie den Speicher aus seiner Kopie wieder her.</translation>
    </message>
    <message>
        <source>Redis server (optional)</source>
        <translation>Redis-Server (optional)</translation>
    </message>
    <message>
        <source>REDIS_URL is empty: memory and disk are the cache</source>
        <translation>REDIS_URL ist leer: Arbeitsspeicher und Platte sind der Zwischenspeicher</translation>
    </message>
    <message>
        <source>Start it, or correct REDIS_URL. Work goes on without.</source>
        <translation>Starten Sie ihn oder berichtigen Sie REDIS_URL. Die Arbeit geht ohne ihn weiter.</translation>
    </message>
    <message>
        <source>%1 answers in %2 µs</source>
        <translation>%1 antwortet in %2 µs</translation>
    </message>
    <message>
        <source>Redis is bounded and evicts</source>
        <translation>Redis ist begrenzt und verdrängt Einträge</translation>
    </message>
    <message>
        <source>there is no Redis server to ask</source>
        <translation>es gibt keinen Redis-Server, der zu fragen wäre</translation>
    </message>
    <message>
        <source>CONFIG SET maxmemory 1gb and maxmemory-policy allkeys-lru, and the same in redis.conf.</source>
        <translation>CONFIG SET maxmemory 1gb und maxmemory-policy allkeys-lru, und dasselbe in redis.conf.</translation>
    </message>
    <message>
        <source>the server doesn&apos;t tell its settings</source>
        <translation>der Server nennt seine Einstellungen nicht</translation>
    </message>
    <message>
        <source>maxmemory %1 MB, policy %2</source>
        <translation>maxmemory %1 MB, Verdrängungsregel %2</translation>
    </message>
    <message>
        <source>Redis keeps its entries over a restart</source>
        <translation>Redis behält seine Einträge über einen Neustart</translation>
    </message>
    <message>
        <source>CONFIG SET appendonly yes, or save points, and the same in redis.conf.</source>
        <translation>CONFIG SET appendonly yes, oder Sicherungspunkte (save), und dasselbe in redis.conf.</translation>
    </message>
    <message>
        <source>it writes snapshots or its log</source>
        <translation>er schreibt Schnappschüsse oder sein Protokoll</translation>
    </message>
    <message>
        <source>neither snapshots nor a log: a restart empties it</source>
        <translation>weder Schnappschüsse noch ein Protokoll: Ein Neustart leert ihn</translation>
    </message>
    <message>
        <source>Cache, agents and model calls are set up</source>
        <translation>Zwischenspeicher, Agenten und Modellaufrufe sind eingerichtet</translation>
    </message>
    <message>
        <source>memory %1 MB, disk %2 MB, %3 agents at once, %4 model calls together</source>
        <translation>Arbeitsspeicher %1 MB, Platte %2 MB, %3 Agenten zugleich, %4 Modellaufrufe zusammen</translation>
    </message>
    <message>
        <source>Set CACHE_L1_SIZE_MB, CACHE_L3_SIZE_MB and MAX_CONCURRENT_AGENTS above what switches them off.</source>
        <translation>Setzen Sie CACHE_L1_SIZE_MB, CACHE_L3_SIZE_MB und MAX_CONCURRENT_AGENTS höher als den Wert, der sie abschaltet.</translation>
    </message>
    <message>
        <source>Answers are compressed</source>
        <translation>Antworten werden komprimiert</translation>
    </message>
    <message>
        <source>gzip from %1 bytes</source>
        <translation>gzip ab %1 Bytes</translation>
    </message>
    <message>
        <source>the answer came as it is</source>
        <translation>die Antwort kam unkomprimiert</translation>
    </message>
    <message>
        <source>A proxy in between may undo it: look at its settings.</source>
        <translation>Ein Proxy dazwischen kann es aufheben: Sehen Sie sich seine Einstellungen an.</translation>
    </message>
    <message>
        <source>Metrics can be scraped</source>
        <translation>Messwerte lassen sich abrufen</translation>
    </message>
    <message>
        <source>ENABLE_PERFORMANCE_METRICS is false</source>
        <translation>ENABLE_PERFORMANCE_METRICS ist false</translation>
    </message>
    <message>
        <source>Set ENABLE_PERFORMANCE_METRICS=true.</source>
        <translation>Setzen Sie ENABLE_PERFORMANCE_METRICS=true.</translation>
    </message>
    <message>
        <source>%1 families</source>
        <translation>%1 Familien</translation>
    </message>
    <message>
        <source>Start the server with ENABLE_PERFORMANCE_METRICS=true.</source>
        <translation>Starten Sie den Server mit ENABLE_PERFORMANCE_METRICS=true.</translation>
    </message>
    <message>
        <source>Before deployment</source>
        <translation>Vor der Inbetriebnahme</translation>
    </message>
    <message>
        <source>No server was asked</source>
        <translation>Es wurde kein Server gefragt</translation>
    </message>
    <message>
        <source>Start it, then: doctor --deployment --server http://127.0.0.1:8080</source>
        <translation>Starten Sie ihn, dann: doctor --deployment --server http://127.0.0.1:8080</translation>
    </message>
    <message>
        <source>The server %1 doesn&apos;t answer: %2</source>
        <translation>Der Server %1 antwortet nicht: %2</translation>
    </message>
    <message>
        <source>Look at its log and whether it runs.</source>
        <translation>Sehen Sie in sein Protokoll und prüfen Sie, ob er läuft.</translation>
    </message>
    <message>
        <source>by hand</source>
        <translation>von Hand</translation>
    </message>
    <message>
        <source>%1 fine, %2 with a problem, %3 not applicable, %4 to be looked at by hand.</source>
        <translation>%1 in Ordnung, %2 mit Problem, %3 nicht anwendbar, %4 von Hand zu prüfen.</translation>
    </message>
    <message>
        <source>not there yet</source>
        <translation>noch nicht da</translation>
    </message>
    <message>
        <source>the service unit serves this machine alone</source>
        <translation>die Service-Unit bedient nur diesen Rechner</translation>
    </message>
    <message>
        <source>there is no service unit</source>
        <translation>es gibt keine Service-Unit</translation>
    </message>
    <message>
        <source>The data belong to an ordinary account</source>
        <translation>Die Daten gehören einem gewöhnlichen Konto</translation>
    </message>
    <message>
        <source>owner: %1</source>
        <translation>Eigentümer: %1</translation>
    </message>
    <message>
        <source>Run the server under an account of its own, not as root.</source>
        <translation>Betreiben Sie den Server unter einem eigenen Konto, nicht als root.</translation>
    </message>
    <message>
        <source>Nobody else can change a file of the data folder</source>
        <translation>Niemand sonst kann eine Datei des Datenordners ändern</translation>
    </message>
    <message>
        <source>%1 files</source>
        <translation>%1 Dateien</translation>
    </message>
    <message>
        <source>%1 can be changed: %2</source>
        <translation>%1 änderbar: %2</translation>
    </message>
    <message>
        <source>Beyond this machine only with TLS</source>
        <translation>Über diesen Rechner hinaus nur mit TLS</translation>
    </message>
    <message>
        <source>Start serve with --tls-cert and --tls-key, or on 127.0.0.1.</source>
        <translation>Starten Sie serve mit --tls-cert und --tls-key oder auf 127.0.0.1.</translation>
    </message>
    <message>
        <source>%1, with TLS</source>
        <translation>%1, mit TLS</translation>
    </message>
    <message>
        <source>%1, without TLS</source>
        <translation>%1, ohne TLS</translation>
    </message>
    <message>
        <source>Give the unit --tls-cert and --tls-key and take --insecure away, or let it serve 127.0.0.1 behind a proxy with TLS.</source>
        <translation>Geben Sie der Unit --tls-cert und --tls-key und nehmen Sie --insecure weg, oder lassen Sie sie 127.0.0.1 hinter einem Proxy mit TLS bedienen.</translation>
    </message>
    <message>
        <source>Certificate and key fit and are not expiring</source>
        <translation>Zertifikat und Schlüssel passen zusammen und laufen nicht bald ab</translation>
    </message>
    <message>
        <source>Renew it, or correct --tls-cert and --tls-key of the unit.</source>
        <translation>Erneuern Sie es oder berichtigen Sie --tls-cert und --tls-key der Unit.</translation>
    </message>
    <message>
        <source>%1 holds no certificate</source>
        <translation>%1 enthält kein Zertifikat</translation>
    </message>
    <message>
        <source>valid until %1</source>
        <translation>gültig bis %1</translation>
    </message>
    <message>
        <source>Without a token nothing is answered</source>
        <translation>Ohne Token wird nichts beantwortet</translation>
    </message>
    <message>
        <source>the service unit allows it: --allow-anonymous</source>
        <translation>die Dienst-Unit erlaubt es: --allow-anonymous</translation>
    </message>
    <message>
        <source>Take it away; clients send the token of api-token.</source>
        <translation>Nehmen Sie es heraus; Clients senden das Token aus api-token.</translation>
    </message>
    <message>
        <source>the server answered %1</source>
        <translation>der Server antwortete %1</translation>
    </message>
    <message>
        <source>Start it without --allow-anonymous.</source>
        <translation>Starten Sie ihn ohne --allow-anonymous.</translation>
    </message>
    <message>
        <source>Requests for another host are refused</source>
        <translation>Anfragen für einen anderen Rechner werden abgelehnt</translation>
    </message>
    <message>
        <source>Something in between changes the Host header.</source>
        <translation>Etwas dazwischen ändert den Host-Header.</translation>
    </message>
    <message>
        <source>Redis is on this machine, or asks for a password</source>
        <translation>Redis läuft auf diesem Rechner oder verlangt ein Passwort</translation>
    </message>
    <message>
        <source>Set requirepass there and name it in REDIS_URL; a tunnel gives it TLS.</source>
        <translation>Setzen Sie dort requirepass und nennen Sie das Passwort in REDIS_URL; ein Tunnel gibt ihm TLS.</translation>
    </message>
    <message>
        <source>Keys of providers are in a keyring</source>
        <translation>Schlüssel von Anbietern liegen in einem Schlüsselbund</translation>
    </message>
    <message>
        <source>Settings &gt; Language model stores it; a service without a keyring gets it by systemd&apos;s LoadCredential or an EnvironmentFile of mode 0600.</source>
        <translation>Einstellungen &gt; Sprachmodell legt ihn dort ab; ein Dienst ohne Schlüsselbund bekommt ihn durch LoadCredential von systemd oder durch ein EnvironmentFile mit dem Modus 0600.</translation>
    </message>
    <message>
        <source>The data folder is its owner&apos;s alone</source>
        <translation>Der Datenordner ist nur für seinen Besitzer zugänglich</translation>
    </message>
    <message>
        <source>The token&apos;s file is its owner&apos;s alone</source>
        <translation>Die Datei des Tokens ist nur für ihren Besitzer zugänglich</translation>
    </message>
    <message>
        <source>So is the file of further tokens</source>
        <translation>Ebenso die Datei weiterer Token</translation>
    </message>
    <message>
        <source>Security</source>
        <translation>Sicherheit</translation>
    </message>
    <message>
        <source>A service unit starts the server</source>
        <translation>Eine Dienst-Unit startet den Server</translation>
    </message>
    <message>
        <source>Copy packaging/monitoring/consultantos.service into ~/.config/systemd/user and enable it.</source>
        <translation>Kopieren Sie packaging/monitoring/consultantos.service nach ~/.config/systemd/user und aktivieren Sie sie.</translation>
    </message>
    <message>
        <source>none where systemd looks</source>
        <translation>keine, wo systemd sucht</translation>
    </message>
    <message>
        <source>Its program can&apos;t be started: %1</source>
        <translation>Ihr Programm kann nicht gestartet werden: %1</translation>
    </message>
    <message>
        <source>It works with this data folder</source>
        <translation>Sie arbeitet mit diesem Datenordner</translation>
    </message>
    <message>
        <source>What is said here is of %1: name the other by --data-dir.</source>
        <translation>Was hier steht, gilt für %1: Nennen Sie den anderen mit --data-dir.</translation>
    </message>
    <message>
        <source>It starts again after a failure</source>
        <translation>Sie startet nach einem Fehler neu</translation>
    </message>
    <message>
        <source>It may change its data folder alone</source>
        <translation>Sie darf nur ihren Datenordner ändern</translation>
    </message>
    <message>
        <source>Take these lines from packaging/monitoring/consultantos.service.</source>
        <translation>Übernehmen Sie diese Zeilen aus packaging/monitoring/consultantos.service.</translation>
    </message>
    <message>
        <source>It runs while nobody is logged in</source>
        <translation>Sie läuft auch, wenn niemand angemeldet ist</translation>
    </message>
    <message>
        <source>a unit of the system</source>
        <translation>eine Unit des Systems</translation>
    </message>
    <message>
        <source>a unit of the user %1</source>
        <translation>eine Unit des Benutzers %1</translation>
    </message>
    <message>
        <source>The server is ready</source>
        <translation>Der Server ist bereit</translation>
    </message>
    <message>
        <source>/health/ready answered %1</source>
        <translation>/health/ready antwortete %1</translation>
    </message>
    <message>
        <source>Its log says what is wrong with its stores.</source>
        <translation>Sein Protokoll sagt, was seinen Speichern fehlt.</translation>
    </message>
    <message>
        <source>No crash in the last seven days</source>
        <translation>Kein Absturz in den letzten sieben Tagen</translation>
    </message>
    <message>
        <source>none</source>
        <translation>keiner</translation>
    </message>
    <message>
        <source>%1, the last one %2</source>
        <translation>%1, der letzte: %2</translation>
    </message>
    <message>
        <source>Report it with the note; it holds no data of yours.</source>
        <translation>Melden Sie ihn mit der Notiz; sie enthält keine Ihrer Daten.</translation>
    </message>
    <message>
        <source>At least two processors</source>
        <translation>Mindestens zwei Prozessoren</translation>
    </message>
    <message>
        <source>Give the machine more, or lower MAX_CONCURRENT_AGENTS.</source>
        <translation>Geben Sie dem Rechner mehr oder senken Sie MAX_CONCURRENT_AGENTS.</translation>
    </message>
    <message>
        <source>At least 2 GB of memory</source>
        <translation>Mindestens 2 GB Arbeitsspeicher</translation>
    </message>
    <message>
        <source>%1 MB</source>
        <translation>%1 MB</translation>
    </message>
    <message>
        <source>Give the machine more, or lower CACHE_L1_SIZE_MB.</source>
        <translation>Geben Sie dem Rechner mehr oder senken Sie CACHE_L1_SIZE_MB.</translation>
    </message>
    <message>
        <source>Enough files may be open</source>
        <translation>Die Grenze für offene Dateien ist hoch genug</translation>
    </message>
    <message>
        <source>without limit</source>
        <translation>ohne Grenze</translation>
    </message>
    <message>
        <source>The disk holds what the cache may take</source>
        <translation>Die Platte fasst, was der Zwischenspeicher belegen darf</translation>
    </message>
    <message>
        <source>%1 MB free, up to %2 MB are needed</source>
        <translation>%1 MB frei, bis zu %2 MB werden gebraucht</translation>
    </message>
    <message>
        <source>Make room, or lower CACHE_L3_SIZE_MB.</source>
        <translation>Schaffen Sie Platz oder senken Sie CACHE_L3_SIZE_MB.</translation>
    </message>
    <message>
        <source>The data folder is on a disk of this machine</source>
        <translation>Der Datenordner liegt auf einer Platte dieses Rechners</translation>
    </message>
    <message>
        <source>It is in memory: a restart loses everything.</source>
        <translation>Er liegt im Arbeitsspeicher: Bei einem Neustart geht alles verloren.</translation>
    </message>
    <message>
        <source>Locks of files don&apos;t hold on a share: put it onto a local disk.</source>
        <translation>Dateisperren halten auf einer Netzfreigabe nicht: Legen Sie ihn auf eine Platte dieses Rechners.</translation>
    </message>
    <message>
        <source>No store was set aside as damaged</source>
        <translation>Kein Speicher wurde als beschädigt beiseitegelegt</translation>
    </message>
    <message>
        <source>Restore it from its copy, then move the file away.</source>
        <translation>Stellen Sie ihn aus seiner Kopie wieder her und verschieben Sie dann die Datei.</translation>
    </message>
    <message>
        <source>The stores are copied elsewhere</source>
        <translation>Die Speicher werden an einen anderen Ort kopiert</translation>
    </message>
    <message>
        <source>%1 MB to copy</source>
        <translation>%1 MB zu kopieren</translation>
    </message>
    <message>
        <source>Each day, also while it runs: sqlite3 NAME.db &quot;.backup COPY.db&quot; of each store, and documents/ with settings.json. The cache needs no copy.</source>
        <translation>Jeden Tag, auch bei laufendem Betrieb: sqlite3 NAME.db &quot;.backup COPY.db&quot; für jeden Speicher, dazu documents/ mit settings.json. Der Zwischenspeicher braucht keine Kopie.</translation>
    </message>
    <message>
        <source>A copy was restored once, to try it</source>
        <translation>Eine Kopie wurde einmal zur Probe wiederhergestellt</translation>
    </message>
    <message>
        <source>Service</source>
        <translation>Dienst</translation>
    </message>
    <message>
        <source>Capacity</source>
        <translation>Kapazität</translation>
    </message>
    <message>
        <source>Backup</source>
        <translation>Sicherung</translation>
    </message>
    <message>
        <source>The service unit %1 can&apos;t be read.</source>
        <translation>Die Dienst-Unit %1 lässt sich nicht lesen.</translation>
    </message>
    <message>
        <source>Measurements</source>
        <translation>Messungen</translation>
    </message>
    <message>
        <source>slow, %1 ms, %2 times: %3</source>
        <translation>langsam, %1 ms, %2-mal: %3</translation>
    </message>
    <message>
        <source>--server must be an address such as http://127.0.0.1:8080.</source>
        <translation>--server muss eine Adresse wie http://127.0.0.1:8080 sein.</translation>
    </message>
    <message>
        <source>print every setting with its origin, check stores, resources and performance</source>
        <translation>jede Einstellung mit ihrer Herkunft ausgeben, Speicher, Ressourcen und Leistung prüfen</translation>
    </message>
    <message>
        <source>Walk the checklists for a server instead.</source>
        <translation>Stattdessen die Prüflisten für einen Server durchgehen.</translation>
    </message>
    <message>
        <source>With --deployment: a running server to ask.</source>
        <translation>Mit --deployment: ein laufender Server, der gefragt wird.</translation>
    </message>
    <message>
        <source>With --deployment: its service unit, if systemd doesn&apos;t find it.</source>
        <translation>Mit --deployment: seine Dienst-Unit, wenn systemd sie nicht findet.</translation>
    </message>
    <message>
        <source>consultantos-cli doctor [--deployment] [--format json]</source>
        <translation>consultantos-cli doctor [--deployment] [--format json]</translation>
    </message>
    <message>
        <source>--%1 belongs to --deployment.</source>
        <translation>--%1 gehört zu --deployment.</translation>
    </message>
    <message>
        <source>%1 to %2</source>
        <translation>%1 bis %2</translation>
    </message>
    <message>
        <source>at most %1</source>
        <translation>höchstens %1</translation>
    </message>
    <message>
        <source>about %1 tokens in, %2 to %3 out, %4</source>
        <translation>etwa %1 Eingabe-Token, %2 bis %3 Ausgabe-Token, %4</translation>
    </message>
    <message>
        <source>replies as long as those to the same agents until now</source>
        <translation>Antworten so lang wie die bisherigen an dieselben Agenten</translation>
    </message>
    <message>
        <source>replies as long as those until now, or a quarter of the longest where there were none</source>
        <translation>Antworten so lang wie die bisherigen oder, wo es keine gab, ein Viertel der längsten</translation>
    </message>
    <message>
        <source>For %1. The lower end: %2, kept replies free. The upper end is set aside before each call. Nothing was sent.</source>
        <translation>Für %1. Das untere Ende: %2, gespeicherte Antworten kostenlos. Das obere Ende wird vor jedem Aufruf reserviert. Nichts wurde gesendet.</translation>
    </message>
    <message>
        <source>Agreed for this engagement: prompts may go to %1.</source>
        <translation>Für dieses Mandat zugestimmt: Anfragen dürfen an %1 gehen.</translation>
    </message>
    <message>
        <source>Withdrawn: from here on nothing of this engagement is sent to a language model that only the settings name.</source>
        <translation>Zurückgenommen: Von nun an wird nichts aus diesem Mandat an ein Sprachmodell gesendet, das nur die Einstellungen nennen.</translation>
    </message>
    <message>
        <source>language models: test the one that is set, list what its provider has, agree to what it is sent</source>
        <translation>Sprachmodelle: das eingestellte prüfen, auflisten, was sein Anbieter hat, und dem zustimmen, was ihm gesendet wird</translation>
    </message>
    <message>
        <source>test, by one short call that may cost a few tokens; list, with prices where they are known; agree, that prompts of this engagement may go to it; withdraw that.</source>
        <translation>test: mit einem kurzen Aufruf, der einige Token kosten kann; list: mit Preisen, wo sie bekannt sind; agree: dass Anfragen dieses Mandats daran gehen dürfen; withdraw: dies zurücknehmen.</translation>
    </message>
    <message>
        <source>consultantos-cli models test | list | agree | withdraw</source>
        <translation>consultantos-cli models test | list | agree | withdraw</translation>
    </message>
    <message>
        <source>Uptime</source>
        <translation>Verfügbarkeit</translation>
    </message>
    <message>
        <source>nothing ran in the last day</source>
        <translation>am letzten Tag lief nichts</translation>
    </message>
    <message>
        <source>up for %1 % of the last day&apos;s running time; unexpected ends: %2, seconds down: %3</source>
        <translation>verfügbar in %1 % der Laufzeit des letzten Tages; unerwartete Abbrüche: %2, Sekunden Ausfall: %3</translation>
    </message>
    <message>
        <source>Look into logs and crashes of the data folder; let a service manager start the server again.</source>
        <translation>Sehen Sie in logs und crashes des Datenordners nach; lassen Sie den Server von einer Dienstverwaltung wieder starten.</translation>
    </message>
    <message>
        <source>Port (of the settings, 8080); 0: any that is free.</source>
        <translation>Port (aus den Einstellungen, 8080); 0: ein beliebiger freier.</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is no time such as 2026-03-31 or 2026-03-31T08:00Z.</source>
        <translation>„%1“ ist keine Zeitangabe wie 2026-03-31 oder 2026-03-31T08:00Z.</translation>
    </message>
    <message>
        <source>--state is open, snoozed, dismissed or all.</source>
        <translation>--state ist open, snoozed, dismissed oder all.</translation>
    </message>
    <message>
        <source>No alert matches.</source>
        <translation>Keine Meldung passt.</translation>
    </message>
    <message>
        <source>Written: %1</source>
        <translation>Geschrieben: %1</translation>
    </message>
    <message>
        <source>list, show and settle what monitors found</source>
        <translation>auflisten, zeigen und erledigen, was Überwachungen gefunden haben</translation>
    </message>
    <message>
        <source>list: open (the default), snoozed, dismissed or all.</source>
        <translation>list: open (Vorgabe), snoozed, dismissed oder all.</translation>
    </message>
    <message>
        <source>list: of this monitor alone.</source>
        <translation>list: nur von dieser Überwachung.</translation>
    </message>
    <message>
        <source>list: of this company alone.</source>
        <translation>list: nur von diesem Unternehmen.</translation>
    </message>
    <message>
        <source>snooze: until when.</source>
        <translation>snooze: bis wann.</translation>
    </message>
    <message>
        <source>snooze: how long, such as 4h, 3d or 2w (1w).</source>
        <translation>snooze: wie lange, etwa 4h, 3d oder 2w (Vorgabe: 1w).</translation>
    </message>
    <message>
        <source>digest: where its period begins (seven days before its end).</source>
        <translation>digest: Beginn des Zeitraums (Vorgabe: sieben Tage vor dem Ende).</translation>
    </message>
    <message>
        <source>digest: where it ends (now).</source>
        <translation>digest: Ende des Zeitraums (Vorgabe: jetzt).</translation>
    </message>
    <message>
        <source>digest: the file to write.</source>
        <translation>digest: die Datei, die geschrieben wird.</translation>
    </message>
    <message>
        <source>text (the default) or json; digest: md (the default), html or json.</source>
        <translation>text (Vorgabe) oder json; digest: md (Vorgabe), html oder json.</translation>
    </message>
    <message>
        <source>What to do (list); the first characters of an id will do.</source>
        <translation>Was zu tun ist (Vorgabe: list); die ersten Zeichen einer Kennung genügen.</translation>
    </message>
    <message>
        <source>Alerts can&apos;t be &quot;%1&quot;.</source>
        <translation>alerts kennt „%1“ nicht.</translation>
    </message>
    <message>
        <source>alerts %1 has the wrong number of arguments.</source>
        <translation>alerts %1 hat die falsche Zahl von Argumenten.</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>Zeit</translation>
    </message>
    <message>
        <source>User</source>
        <translation>Benutzer</translation>
    </message>
    <message>
        <source>Action</source>
        <translation>Aktion</translation>
    </message>
    <message>
        <source>Object</source>
        <translation>Objekt</translation>
    </message>
    <message>
        <source>Outcome</source>
        <translation>Ergebnis</translation>
    </message>
    <message>
        <source>From</source>
        <translation>Herkunft</translation>
    </message>
    <message>
        <source>show who did what</source>
        <translation>zeigen, wer was getan hat</translation>
    </message>
    <message>
        <source>What this user did alone.</source>
        <translation>Nur, was dieser Benutzer getan hat.</translation>
    </message>
    <message>
        <source>How many entries (100).</source>
        <translation>Zahl der Einträge (100).</translation>
    </message>
    <message>
        <source>The default.</source>
        <translation>Die Vorgabe.</translation>
    </message>
    <message>
        <source>audit takes no argument but list.</source>
        <translation>audit nimmt kein Argument außer list.</translation>
    </message>
    <message>
        <source>consultantos-cli backup FILE, or backup --rotate FOLDER</source>
        <translation>consultantos-cli backup FILE, oder backup --rotate FOLDER</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is no number of backups.</source>
        <translation>„%1“ ist keine Zahl von Sicherungen.</translation>
    </message>
    <message>
        <source>Allowed is a whole number from 0 to %1.</source>
        <translation>Erlaubt ist eine ganze Zahl von 0 bis %1.</translation>
    </message>
    <message>
        <source>%1: %2, %3 of data.</source>
        <translation>%1: %2, Datenumfang %3.</translation>
    </message>
    <message>
        <source>Earlier backups removed: %1.</source>
        <translation>Frühere Sicherungen entfernt: %1.</translation>
    </message>
    <message>
        <source>Left out, as they hold a password: %1.</source>
        <translation>Ausgelassen, weil ein Passwort enthalten ist: %1.</translation>
    </message>
    <message>
        <source>Documents deleted meanwhile, and left out: %1.</source>
        <translation>Inzwischen gelöschte und daher ausgelassene Dokumente: %1.</translation>
    </message>
    <message>
        <source>back up the data folder while it is in use</source>
        <translation>den Datenordner im laufenden Betrieb sichern</translation>
    </message>
    <message>
        <source>The archive to be written.</source>
        <translation>Das Archiv, das geschrieben wird.</translation>
    </message>
    <message>
        <source>Write it into this folder, named by its time, and delete those that the rotation lets go.</source>
        <translation>In diesen Ordner schreiben, nach dem Zeitpunkt benannt, und löschen, was die Rotation freigibt.</translation>
    </message>
    <message>
        <source>Of how many days the rotation keeps the newest backup.</source>
        <translation>Von wie vielen Tagen die Rotation die neueste Sicherung behält.</translation>
    </message>
    <message>
        <source>Of how many weeks, likewise.</source>
        <translation>Von wie vielen Wochen, ebenso.</translation>
    </message>
    <message>
        <source>Of how many months, likewise.</source>
        <translation>Von wie vielen Monaten, ebenso.</translation>
    </message>
    <message>
        <source>Encrypt it by the password in this file&apos;s first line.</source>
        <translation>Mit dem Passwort in der ersten Zeile dieser Datei verschlüsseln.</translation>
    </message>
    <message>
        <source>backup takes one file, or --rotate a folder.</source>
        <translation>backup nimmt eine Datei, oder --rotate einen Ordner.</translation>
    </message>
    <message>
        <source>A backup is of the whole data folder; nothing was done.</source>
        <translation>Eine Sicherung umfasst den ganzen Datenordner; nichts wurde getan.</translation>
    </message>
    <message>
        <source>For one engagement: consultantos-cli engagement export.</source>
        <translation>Für ein einzelnes Mandat: consultantos-cli engagement export.</translation>
    </message>
    <message>
        <source>A restore that had begun before was finished.</source>
        <translation>Eine früher begonnene Wiederherstellung wurde abgeschlossen.</translation>
    </message>
    <message>
        <source>A restore waits until all programs that work with the data folder have ended.</source>
        <translation>Eine Wiederherstellung wartet, bis alle Programme beendet sind, die mit dem Datenordner arbeiten.</translation>
    </message>
    <message>
        <source>A team&apos;s work queue needs a Redis server, and redis_url is empty.</source>
        <translation>Die Warteschlange eines Teams braucht einen Redis-Server, und redis_url ist leer.</translation>
    </message>
    <message>
        <source>Set REDIS_URL, such as redis://127.0.0.1:6379.</source>
        <translation>Setzen Sie REDIS_URL, etwa auf redis://127.0.0.1:6379.</translation>
    </message>
    <message>
        <source>Team store</source>
        <translation>Teamspeicher</translation>
    </message>
    <message>
        <source>%1, answers</source>
        <translation>%1, antwortet</translation>
    </message>
    <message>
        <source>There are no engagements.</source>
        <translation>Es gibt keine Mandate.</translation>
    </message>
    <message>
        <source>name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>documents</source>
        <translation>Dokumente</translation>
    </message>
    <message>
        <source>folder</source>
        <translation>Ordner</translation>
    </message>
    <message>
        <source>What was there before is in %1; delete it when you are content.</source>
        <translation>Was vorher da war, ist in %1; löschen Sie es, wenn Sie zufrieden sind.</translation>
    </message>
    <message>
        <source>The engagement &quot;%1&quot; is there.</source>
        <translation>Das Mandat „%1“ ist da.</translation>
    </message>
    <message>
        <source>&quot;%1&quot; would be deleted for good, with its documents and reports; nothing was done.</source>
        <translation>„%1“ würde mit seinen Dokumenten und Berichten endgültig gelöscht; nichts wurde getan.</translation>
    </message>
    <message>
        <source>Say --yes if you mean it; engagement export keeps a copy.</source>
        <translation>Geben Sie --yes an, wenn Sie das wollen; engagement export bewahrt eine Kopie.</translation>
    </message>
    <message>
        <source>The engagement &quot;%1&quot; was deleted.</source>
        <translation>Das Mandat „%1“ wurde gelöscht.</translation>
    </message>
    <message>
        <source>list, export, take in or remove clients&apos; engagements</source>
        <translation>Kundenmandate auflisten, exportieren, importieren oder entfernen</translation>
    </message>
    <message>
        <source>list, export NAME FILE, import FILE, or remove NAME.</source>
        <translation>list, export NAME FILE, import FILE oder remove NAME.</translation>
    </message>
    <message>
        <source>import: the name that it gets here; else its own.</source>
        <translation>import: der Name, den es hier erhält; sonst sein eigener.</translation>
    </message>
    <message>
        <source>import: exchange one of the same name, which is set aside.</source>
        <translation>import: eines mit demselben Namen ersetzen; es wird beiseitegelegt.</translation>
    </message>
    <message>
        <source>remove: without this nothing is done.</source>
        <translation>remove: Ohne diese Angabe geschieht nichts.</translation>
    </message>
    <message>
        <source>The file with the password of an encrypted archive.</source>
        <translation>Die Datei mit dem Passwort eines verschlüsselten Archivs.</translation>
    </message>
    <message>
        <source>engagement takes list, export NAME FILE, import FILE or remove NAME.</source>
        <translation>engagement nimmt list, export NAME FILE, import FILE oder remove NAME.</translation>
    </message>
    <message>
        <source>consultantos-cli engagement export &quot;Acme&quot; acme.zip</source>
        <translation>consultantos-cli engagement export &quot;Acme&quot; acme.zip</translation>
    </message>
    <message>
        <source>%1 of %2 series</source>
        <translation>%1 von %2 Reihen</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is no number of periods.</source>
        <translation>„%1“ ist keine Zahl von Perioden.</translation>
    </message>
    <message>
        <source>Give a number from 1 to 10,000.</source>
        <translation>Geben Sie eine Zahl von 1 bis 10.000 an.</translation>
    </message>
    <message>
        <source>forecast a company&apos;s figure or the series of a table</source>
        <translation>eine Zahl eines Unternehmens oder die Reihen einer Tabelle prognostizieren</translation>
    </message>
    <message>
        <source>The company&apos;s tag (Revenues) or standardised line; else revenue.</source>
        <translation>Merkmal (Revenues) oder vereinheitlichte Zeile des Unternehmens; sonst der Umsatz.</translation>
    </message>
    <message>
        <source>How many periods ahead; else by frequency, a year of months.</source>
        <translation>Wie viele Perioden im Voraus; sonst je nach Frequenz, bei Monaten ein Jahr.</translation>
    </message>
    <message>
        <source>yearly, quarterly, monthly, weekly, daily, weekdays, hourly or none; else read from the periods.</source>
        <translation>yearly, quarterly, monthly, weekly, daily, weekdays, hourly oder none; sonst aus den Perioden abgelesen.</translation>
    </message>
    <message>
        <source>Name, ticker or CIK, without --csv.</source>
        <translation>Name, Kürzel oder CIK, ohne --csv.</translation>
    </message>
    <message>
        <source>Name one company, or a table with --csv.</source>
        <translation>Nennen Sie ein Unternehmen, oder mit --csv eine Tabelle.</translation>
    </message>
    <message>
        <source>consultantos-cli forecast (COMPANY | --csv FILE)</source>
        <translation>consultantos-cli forecast (COMPANY | --csv FILE)</translation>
    </message>
    <message>
        <source>Interrupted; the forecasts printed are complete.</source>
        <translation>Unterbrochen; die ausgegebenen Prognosen sind vollständig.</translation>
    </message>
    <message>
        <source>None of the %1 series can be forecast.</source>
        <translation>Keine der %1 Reihen lässt sich prognostizieren.</translation>
    </message>
    <message>
        <source>%1 of %2 series can&apos;t be forecast; the others are complete.</source>
        <translation>%1 von %2 Reihen nicht prognostizierbar; die anderen sind vollständig.</translation>
    </message>
    <message>
        <source>Name a CSV file, or - for standard input.</source>
        <translation>Nennen Sie eine CSV-Datei, oder - für die Standardeingabe.</translation>
    </message>
    <message>
        <source>consultantos-cli facts COMPANY lists what there is.</source>
        <translation>consultantos-cli facts COMPANY listet auf, was es gibt.</translation>
    </message>
    <message>
        <source>series</source>
        <translation>Reihe</translation>
    </message>
    <message>
        <source>%1: %2, %3 values, method %4</source>
        <translation>%1: %2, %3 Werte, Verfahren %4</translation>
    </message>
    <message>
        <source>period</source>
        <translation>Periode</translation>
    </message>
    <message>
        <source>forecast</source>
        <translation>Prognose</translation>
    </message>
    <message>
        <source>Why: %1</source>
        <translation>Grund: %1</translation>
    </message>
    <message>
        <source>Models: %1</source>
        <translation>Modelle: %1</translation>
    </message>
    <message>
        <source>Backtest from %1 origins: MASE %2 (naive %3), sMAPE %4 %; %5 % of the values within the 80 % interval, %6 % within the 95 % one</source>
        <translation>Backtest von %1 Startpunkten aus: MASE %2 (naiv %3), sMAPE %4 %; %5 % der Werte im 80-%-Intervall, %6 % im 95-%-Intervall</translation>
    </message>
    <message>
        <source>Too short for a backtest: the intervals are untried.</source>
        <translation>Zu kurz für einen Backtest: Die Intervalle sind nicht erprobt.</translation>
    </message>
    <message>
        <source>No better than naive on its own past.</source>
        <translation>An der eigenen Vergangenheit nicht besser als die naive Prognose.</translation>
    </message>
    <message>
        <source>Note: %1</source>
        <translation>Hinweis: %1</translation>
    </message>
    <message>
        <source>consultantos-cli indexes list | generate | deploy | check [--format json]</source>
        <translation>consultantos-cli indexes list | generate | deploy | check [--format json]</translation>
    </message>
    <message>
        <source>yes</source>
        <translation>ja</translation>
    </message>
    <message>
        <source>missing</source>
        <translation>fehlt</translation>
    </message>
    <message>
        <source>Store</source>
        <translation>Speicher</translation>
    </message>
    <message>
        <source>Index</source>
        <translation>Index</translation>
    </message>
    <message>
        <source>There</source>
        <translation>Vorhanden</translation>
    </message>
    <message>
        <source>Of</source>
        <translation>Betrifft</translation>
    </message>
    <message>
        <source>allowed: %1</source>
        <translation>erlaubt: %1</translation>
    </message>
    <message>
        <source>%1: the index %2 is missing</source>
        <translation>%1: Der Index %2 fehlt</translation>
    </message>
    <message>
        <source>%1 queries, %2 faults, %3 missing indexes, %4 allowed.</source>
        <translation>%1 Abfragen, %2 Mängel, %3 fehlende Indizes, %4 erlaubt.</translation>
    </message>
    <message>
        <source>No query needs another index.</source>
        <translation>Keine Abfrage braucht einen weiteren Index.</translation>
    </message>
    <message>
        <source>list, propose, create and check the stores&apos; indexes</source>
        <translation>die Indizes der Speicher auflisten, vorschlagen, anlegen und prüfen</translation>
    </message>
    <message>
        <source>list: all that are declared; generate: propose what queries lack; deploy: create what is missing; check: the plan of each query, exit code 1 if one reads a whole table or sorts what an index could give.</source>
        <translation>list: alle, die deklariert sind; generate: vorschlagen, was Abfragen fehlt; deploy: anlegen, was fehlt; check: der Plan jeder Abfrage, Rückgabewert 1, falls eine davon eine ganze Tabelle liest oder sortiert, was ein Index liefern könnte.</translation>
    </message>
    <message>
        <source>indexes takes one action.</source>
        <translation>indexes nimmt eine Aktion.</translation>
    </message>
    <message>
        <source>All declared indexes are there.</source>
        <translation>Alle deklarierten Indizes sind vorhanden.</translation>
    </message>
    <message>
        <source>No monitor is due.</source>
        <translation>Keine Überwachung ist fällig.</translation>
    </message>
    <message>
        <source>The monitor is there; its first check is due now: consultantos-cli monitor check --due</source>
        <translation>Die Überwachung ist angelegt; ihre erste Prüfung ist jetzt fällig: consultantos-cli monitor check --due</translation>
    </message>
    <message>
        <source>watch companies on a schedule</source>
        <translation>Unternehmen nach Zeitplan überwachen</translation>
    </message>
    <message>
        <source>check: all that are due.</source>
        <translation>check: alle fälligen.</translation>
    </message>
    <message>
        <source>What to do; a monitor is named by its name or the first characters of its id.</source>
        <translation>Was zu tun ist; eine Überwachung wird mit ihrem Namen oder den ersten Zeichen ihrer Kennung angegeben.</translation>
    </message>
    <message>
        <source>consultantos-cli monitor add COMPANY | list | show ID | edit ID | pause ID | resume ID | remove ID | check ID… | check --due | figures</source>
        <translation>consultantos-cli monitor add COMPANY | list | show ID | edit ID | pause ID | resume ID | remove ID | check ID… | check --due | figures</translation>
    </message>
    <message>
        <source>What shall be done with monitors?</source>
        <translation>Was soll mit Überwachungen geschehen?</translation>
    </message>
    <message>
        <source>Monitors can&apos;t be &quot;%1&quot;.</source>
        <translation>monitor kennt „%1“ nicht.</translation>
    </message>
    <message>
        <source>monitor %1 has the wrong number of arguments.</source>
        <translation>monitor %1 hat die falsche Zahl von Argumenten.</translation>
    </message>
    <message>
        <source>No monitor is there.</source>
        <translation>Es gibt keine Überwachung.</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is no number.</source>
        <translation>„%1“ ist keine Zahl.</translation>
    </message>
    <message>
        <source>--watch can&apos;t be &quot;%1&quot;: it names %2.</source>
        <translation>--watch kennt „%1“ nicht: Es nennt %2.</translation>
    </message>
    <message>
        <source>--line is FIGURE=VALUE, such as operating_margin=30%; &quot;%1&quot; is not.</source>
        <translation>--line ist FIGURE=VALUE, etwa operating_margin=30%; „%1“ passt nicht dazu.</translation>
    </message>
    <message>
        <source>--threshold is relative=5%,absolute=1e9,points=1%,score=0.1 or some of these; &quot;%1&quot; is not.</source>
        <translation>--threshold ist relative=5%,absolute=1e9,points=1%,score=0.1 oder ein Teil davon; „%1“ passt nicht dazu.</translation>
    </message>
    <message>
        <source>--every and --cron exclude each other.</source>
        <translation>--every und --cron schließen einander aus.</translation>
    </message>
    <message>
        <source>--jitter is a number of seconds.</source>
        <translation>--jitter ist eine Zahl von Sekunden.</translation>
    </message>
    <message>
        <source>add, edit: what it is called (the company&apos;s name).</source>
        <translation>add, edit: wie sie heißt (Vorgabe: der Name des Unternehmens).</translation>
    </message>
    <message>
        <source>add, edit: of filings,figures,quarters,news,risk-factors those to watch (filings,figures).</source>
        <translation>add, edit: was von filings,figures,quarters,news,risk-factors überwacht wird (Vorgabe: filings,figures).</translation>
    </message>
    <message>
        <source>add, edit: which figures, such as revenue,operating_margin; &quot;monitor figures&quot; lists them (the usual ones).</source>
        <translation>add, edit: welche Zahlen, etwa revenue,operating_margin; „monitor figures“ listet sie auf (Vorgabe: die üblichen).</translation>
    </message>
    <message>
        <source>add, edit: frameworks whose scores are watched.</source>
        <translation>add, edit: Methoden, deren Wertung überwacht wird.</translation>
    </message>
    <message>
        <source>add, edit: FIGURE=VALUE that shouldn&apos;t be passed unnoticed; may be repeated.</source>
        <translation>add, edit: FIGURE=VALUE als Grenzwert, der nicht unbemerkt über- oder unterschritten werden soll; mehrfach möglich.</translation>
    </message>
    <message>
        <source>add, edit: from when on a change matters: relative=5%,absolute=0,points=1%,score=0.1.</source>
        <translation>add, edit: ab wann eine Veränderung zählt: relative=5%,absolute=0,points=1%,score=0.1.</translation>
    </message>
    <message>
        <source>add, edit: how often, such as 30m, 6h, 1d, 2w (1d).</source>
        <translation>add, edit: wie oft, etwa 30m, 6h, 1d, 2w (Vorgabe: 1d).</translation>
    </message>
    <message>
        <source>add, edit: five fields instead, such as &quot;30 7 * * mon-fri&quot;.</source>
        <translation>add, edit: stattdessen fünf Felder, etwa &quot;30 7 * * mon-fri&quot;.</translation>
    </message>
    <message>
        <source>add, edit: whose clocks that follows (the system&apos;s).</source>
        <translation>add, edit: nach welcher Zeitzone sich das richtet (Vorgabe: die des Systems).</translation>
    </message>
    <message>
        <source>add, edit: up to how many seconds late (300).</source>
        <translation>add, edit: um bis zu wie viele Sekunden später (Vorgabe: 300).</translation>
    </message>
    <message>
        <source>add, edit: address that gets each alert as JSON.</source>
        <translation>add, edit: Adresse, die jede Meldung als JSON erhält.</translation>
    </message>
    <message>
        <source>add, edit: address that gets them by mail; may be repeated.</source>
        <translation>add, edit: Adresse, die sie per E-Mail erhält; mehrfach möglich.</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is no span of time such as 30m, 6h, 1d or 2w.</source>
        <translation>„%1“ ist keine Zeitspanne wie 30m, 6h, 1d oder 2w.</translation>
    </message>
    <message>
        <source>work in a team&apos;s store: postgresql://user@host:port/database</source>
        <translation>im Speicher eines Teams arbeiten: postgresql://user@host:port/database</translation>
    </message>
    <message>
        <source>Work in a team&apos;s store: postgresql://user@host:port/database.</source>
        <translation>Im Speicher eines Teams arbeiten: postgresql://user@host:port/database.</translation>
    </message>
    <message>
        <source>put a backup in the place of the data folder&apos;s content</source>
        <translation>den Inhalt des Datenordners durch eine Sicherung ersetzen</translation>
    </message>
    <message>
        <source>The archive of a backup.</source>
        <translation>Das Archiv einer Sicherung.</translation>
    </message>
    <message>
        <source>Put it into this new folder and leave the data folder alone.</source>
        <translation>In diesen neuen Ordner legen und den Datenordner unberührt lassen.</translation>
    </message>
    <message>
        <source>Only look whether the archive is whole.</source>
        <translation>Nur nachsehen, ob das Archiv unversehrt ist.</translation>
    </message>
    <message>
        <source>restore takes one file.</source>
        <translation>restore nimmt eine Datei.</translation>
    </message>
    <message>
        <source>consultantos-cli restore FILE [--into FOLDER | --verify]</source>
        <translation>consultantos-cli restore FILE [--into FOLDER | --verify]</translation>
    </message>
    <message>
        <source>For one engagement: consultantos-cli engagement import.</source>
        <translation>Für ein Mandat: consultantos-cli engagement import.</translation>
    </message>
    <message>
        <source>%1 is whole: files %2, %3 of data, of %4.</source>
        <translation>%1 ist unversehrt: Dateien %2, Daten %3, Stand vom %4.</translation>
    </message>
    <message>
        <source>%1 has the state of %2.</source>
        <translation>%1 hat den Stand vom %2.</translation>
    </message>
    <message>
        <source>never</source>
        <translation>nie</translation>
    </message>
    <message>
        <source>what</source>
        <translation>was</translation>
    </message>
    <message>
        <source>after days</source>
        <translation>nach Tagen</translation>
    </message>
    <message>
        <source>went</source>
        <translation>gelöscht</translation>
    </message>
    <message>
        <source>would go</source>
        <translation>zu löschen</translation>
    </message>
    <message>
        <source>spared</source>
        <translation>verschont</translation>
    </message>
    <message>
        <source>oldest</source>
        <translation>ältestes</translation>
    </message>
    <message>
        <source>Nothing was deleted; --apply does it.</source>
        <translation>Gelöscht wurde nichts; das tut --apply.</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is no rule; nothing was changed.</source>
        <translation>„%1“ ist keine Regel; nichts wurde geändert.</translation>
    </message>
    <message>
        <source>A rule is WHAT=DAYS or WHAT=default, WHAT among conversations, reports, deleted_reports, jobs, metrics, ledger.</source>
        <translation>Eine Regel lautet WAS=TAGE oder WAS=default; WAS ist conversations, reports, deleted_reports, jobs, metrics oder ledger.</translation>
    </message>
    <message>
        <source>show or delete what has outlived its rule</source>
        <translation>zeigen oder löschen, was seine Aufbewahrungsregel überdauert hat</translation>
    </message>
    <message>
        <source>Only say what would go (the default).</source>
        <translation>Nur sagen, was gelöscht würde (Vorgabe).</translation>
    </message>
    <message>
        <source>Delete it.</source>
        <translation>Wirklich löschen.</translation>
    </message>
    <message>
        <source>A rule for this engagement, such as reports=365; 0 is never, &quot;default&quot; that of the settings.</source>
        <translation>Eine Regel für dieses Mandat, etwa reports=365; 0 heißt nie, „default“ wie in den Einstellungen.</translation>
    </message>
    <message>
        <source>Never delete this report or conversation by a rule.</source>
        <translation>Diesen Bericht oder dieses Gespräch nie durch eine Regel löschen.</translation>
    </message>
    <message>
        <source>Take that back.</source>
        <translation>Das zurücknehmen.</translation>
    </message>
    <message>
        <source>retention takes options only.</source>
        <translation>retention nimmt nur Optionen.</translation>
    </message>
    <message>
        <source>consultantos-cli retention [--dry-run | --apply]</source>
        <translation>consultantos-cli retention [--dry-run | --apply]</translation>
    </message>
    <message>
        <source>--draws and --seed take whole numbers.</source>
        <translation>--draws und --seed nehmen ganze Zahlen.</translation>
    </message>
    <message>
        <source>--method is random or sobol.</source>
        <translation>--method ist random oder sobol.</translation>
    </message>
    <message>
        <source>run a scenario model, decision tree or market sizing</source>
        <translation>ein Szenariomodell, einen Entscheidungsbaum oder eine Marktgrößenschätzung rechnen</translation>
    </message>
    <message>
        <source>Draws, 10000 if not given.</source>
        <translation>Zahl der Ziehungen; 10000, wenn keine genannt ist.</translation>
    </message>
    <message>
        <source>Seed of the draws, 1 if not given.</source>
        <translation>Startwert der Ziehungen; 1, wenn keiner genannt ist.</translation>
    </message>
    <message>
        <source>sobol (the default) or random.</source>
        <translation>sobol (Vorgabe) oder random.</translation>
    </message>
    <message>
        <source>Write the assumptions and live formulas of a scenario as XLSX, too.</source>
        <translation>Auch die Annahmen und aktiven Formeln eines Szenarios als XLSX schreiben.</translation>
    </message>
    <message>
        <source>Run the model of a file.</source>
        <translation>Das Modell einer Datei rechnen.</translation>
    </message>
    <message>
        <source>Name what to do and one file.</source>
        <translation>Nennen Sie, was zu tun ist, und eine Datei.</translation>
    </message>
    <message>
        <source>consultantos-cli scenario run FILE [--draws N] [--seed N] [--format json]</source>
        <translation>consultantos-cli scenario run FILE [--draws N] [--seed N] [--format json]</translation>
    </message>
    <message>
        <source>cache</source>
        <translation>Zwischenspeicher</translation>
    </message>
    <message>
        <source>free</source>
        <translation>frei</translation>
    </message>
    <message>
        <source>consultantos-cli store sizes</source>
        <translation>consultantos-cli store sizes</translation>
    </message>
    <message>
        <source>Given back: %1.</source>
        <translation>Freigegeben: %1.</translation>
    </message>
    <message>
        <source>Role</source>
        <translation>Rolle</translation>
    </message>
    <message>
        <source>Since</source>
        <translation>Seit</translation>
    </message>
    <message>
        <source>Engagements</source>
        <translation>Mandate</translation>
    </message>
    <message>
        <source>Token %1 of %2, until %3. It is shown this once:</source>
        <translation>Token %1 für %2, gültig bis %3. Es wird nur dieses eine Mal angezeigt:</translation>
    </message>
    <message>
        <source>Label</source>
        <translation>Bezeichnung</translation>
    </message>
    <message>
        <source>State</source>
        <translation>Zustand</translation>
    </message>
    <message>
        <source>Until</source>
        <translation>Bis</translation>
    </message>
    <message>
        <source>add, list and remove a team&apos;s users, their roles and tokens</source>
        <translation>Benutzer eines Teams, ihre Rollen und Token hinzufügen, auflisten und entfernen</translation>
    </message>
    <message>
        <source>add, list, role, token, tokens, revoke, allow, disallow or remove.</source>
        <translation>add, list, role, token, tokens, revoke, allow, disallow oder remove.</translation>
    </message>
    <message>
        <source>Of a new user: viewer, member (the default) or admin.</source>
        <translation>Für einen neuen Benutzer: viewer, member (Vorgabe) oder admin.</translation>
    </message>
    <message>
        <source>How long a new token is in force (90).</source>
        <translation>Wie viele Tage ein neues Token gilt (90).</translation>
    </message>
    <message>
        <source>What a new token is for.</source>
        <translation>Wofür ein neues Token bestimmt ist.</translation>
    </message>
    <message>
        <source>users needs an action and what it is about.</source>
        <translation>users braucht eine Aktion und die Angabe, worauf sie sich bezieht.</translation>
    </message>
    <message>
        <source>Assumptions are: %1.</source>
        <translation>Die Annahmen sind: %1.</translation>
    </message>
    <message>
        <source>value a company by its cash flows, with the source of each assumption</source>
        <translation>ein Unternehmen nach seinen Cashflows bewerten, mit der Quelle jeder Annahme</translation>
    </message>
    <message>
        <source>An assumption of your own, e.g. wacc=0.09. May stand several times.</source>
        <translation>Eine eigene Annahme, z. B. wacc=0.09; mehrfach möglich.</translation>
    </message>
    <message>
        <source>Write it as XLSX with live formulas, too.</source>
        <translation>Zusätzlich als XLSX mit aktiven Formeln schreiben.</translation>
    </message>
    <message>
        <source>Waiting: %1, running: %2, given up: %3.</source>
        <translation>Wartend: %1, laufend: %2, aufgegeben: %3.</translation>
    </message>
    <message>
        <source>No worker is at work.</source>
        <translation>Kein Worker ist in Betrieb.</translation>
    </message>
    <message>
        <source>Worker</source>
        <translation>Worker</translation>
    </message>
    <message>
        <source>Host</source>
        <translation>Rechner</translation>
    </message>
    <message>
        <source>Running</source>
        <translation>Laufend</translation>
    </message>
    <message>
        <source>Finished</source>
        <translation>Beendet</translation>
    </message>
    <message>
        <source>do a team&apos;s analyses until interrupted</source>
        <translation>die Analysen eines Teams ausführen, bis unterbrochen wird</translation>
    </message>
    <message>
        <source>Analyses at once (2).</source>
        <translation>Zahl der gleichzeitigen Analysen (2).</translation>
    </message>
    <message>
        <source>Name of this worker, no other&apos;s; of host and process if not given.</source>
        <translation>Name dieses Workers, den kein anderer trägt; ohne Angabe aus Rechner und Prozess gebildet.</translation>
    </message>
    <message>
        <source>How often an analysis is begun before it is given up (3).</source>
        <translation>Wie oft eine Analyse begonnen wird, bevor sie aufgegeben wird (3).</translation>
    </message>
    <message>
        <source>Seconds without a sign of its worker after which others take a job (30).</source>
        <translation>Sekunden ohne Lebenszeichen seines Workers, nach denen andere einen Auftrag übernehmen (30).</translation>
    </message>
    <message>
        <source>Seconds that analyses may take at the end before they are handed back (60).</source>
        <translation>Sekunden, die Analysen am Ende noch dauern dürfen, bevor sie zurückgegeben werden (60).</translation>
    </message>
    <message>
        <source>Of --status: text (the default) or json.</source>
        <translation>Für --status: text (Vorgabe) oder json.</translation>
    </message>
    <message>
        <source>End after one analysis.</source>
        <translation>Nach einer Analyse enden.</translation>
    </message>
    <message>
        <source>End once nothing waits.</source>
        <translation>Enden, sobald nichts mehr wartet.</translation>
    </message>
    <message>
        <source>Compute everything, keep nothing for later.</source>
        <translation>Alles berechnen, nichts für später aufheben.</translation>
    </message>
    <message>
        <source>Tell how long the queue is and who works.</source>
        <translation>Sagen, wie lang die Warteschlange ist und wer arbeitet.</translation>
    </message>
    <message>
        <source>worker takes no arguments.</source>
        <translation>worker nimmt keine Argumente.</translation>
    </message>
    <message>
        <source>consultantos-cli worker --help lists the options.</source>
        <translation>consultantos-cli worker --help nennt die Optionen.</translation>
    </message>
    <message>
        <source>Worker %1 takes jobs; Ctrl-C ends it.</source>
        <translation>Worker %1 nimmt Aufträge an; Strg-C beendet ihn.</translation>
    </message>
    <message>
        <source>Analyses ended: %1, failed among them: %2, handed back: %3, taken over by others: %4.</source>
        <translation>Analysen beendet: %1, davon gescheitert: %2, zurückgegeben: %3, von anderen übernommen: %4.</translation>
    </message>
    <message>
        <source>given up</source>
        <translation>aufgegeben</translation>
    </message>
    <message>
        <source>Nothing with the id &quot;%1&quot; waits to be sent.</source>
        <translation>Nichts mit der Kennung „%1“ wartet auf den Versand.</translation>
    </message>
    <message>
        <source>Nothing waits to be sent.</source>
        <translation>Nichts wartet auf den Versand.</translation>
    </message>
    <message>
        <source>%1 not sent to %2: %3 Next try: %4</source>
        <translation>%1 nicht an %2 gesendet: %3 Nächster Versuch: %4</translation>
    </message>
    <message>
        <source>%1 sent to %2</source>
        <translation>%1 an %2 gesendet</translation>
    </message>
    <message>
        <source>consultantos-cli alerts [list] | show ID | snooze ID… | dismiss ID… | reopen ID… | digest | unsent | resend [ID…] | discard ID…</source>
        <translation>consultantos-cli alerts [list] | show ID | snooze ID… | dismiss ID… | reopen ID… | digest | unsent | resend [ID…] | discard ID…</translation>
    </message>
    <message>
        <source>Comma-separated, among %1, your own, or all.</source>
        <translation>Durch Kommas getrennt, aus %1, eigene Methoden oder all.</translation>
    </message>
    <message>
        <source>Forecast the company&apos;s main figures, with intervals.</source>
        <translation>Die wichtigsten Zahlen des Unternehmens prognostizieren, mit Intervallen.</translation>
    </message>
    <message>
        <source>How many fiscal years are forecast, %1 if not said; implies --forecast.</source>
        <translation>Wie viele Geschäftsjahre prognostiziert werden, ohne Angabe %1; schließt --forecast ein.</translation>
    </message>
    <message>
        <source>json (the default), md, html, pdf, docx, xlsx, pptx or sealed.</source>
        <translation>json (Vorgabe), md, html, pdf, docx, xlsx, pptx oder sealed.</translation>
    </message>
    <message>
        <source>Sign a sealed report with this Ed25519 private key (PEM).</source>
        <translation>Einen versiegelten Bericht mit diesem privaten Ed25519-Schlüssel (PEM) signieren.</translation>
    </message>
    <message>
        <source>Have a team&apos;s workers do it, by the queue in Redis.</source>
        <translation>Die Worker eines Teams damit beauftragen, über die Warteschlange in Redis.</translation>
    </message>
    <message>
        <source>--queue doesn&apos;t go with --%1.</source>
        <translation>--queue und --%1 schließen einander aus.</translation>
    </message>
    <message>
        <source>That is for analyses of this program itself.</source>
        <translation>Das gilt nur für Analysen, die dieses Programm selbst ausführt.</translation>
    </message>
    <message>
        <source>The stores are on a PostgreSQL server; nothing was backed up.</source>
        <translation>Die Speicher liegen auf einem PostgreSQL-Server; nichts wurde gesichert.</translation>
    </message>
    <message>
        <source>By its tables&apos; owner: pg_dump -Fc %1-d %2 -f team.dump; one engagement alone: -n &apos;ID_*&apos;, the schemas common to all: -n consultantos; the files of a folder: --store &quot;&quot;.</source>
        <translation>Durch den Eigentümer der Tabellen: pg_dump -Fc %1-d %2 -f team.dump; ein einzelnes Mandat: -n &apos;ID_*&apos;, die allen gemeinsamen Schemata: -n consultantos; die Dateien eines Ordners: --store &quot;&quot;.</translation>
    </message>
    <message>
        <source>Split the company&apos;s revenue by segment, product or region, and let the parts add up.</source>
        <translation>Den Umsatz des Unternehmens nach Segment, Produkt oder Region (segment, product, region) aufgliedern, sodass die Teile das Ganze ergeben.</translation>
    </message>
    <message>
        <source>With --csv: a table with the columns total and part; what adds up is reconciled.</source>
        <translation>Mit --csv: eine Tabelle mit den Spalten total und part; was sich addiert, wird abgeglichen.</translation>
    </message>
    <message>
        <source>--by splits a company&apos;s revenue, --hierarchy goes with --csv.</source>
        <translation>--by gliedert den Umsatz eines Unternehmens auf, --hierarchy gehört zu --csv.</translation>
    </message>
    <message>
        <source>%1: not in any part</source>
        <translation>%1: keinem Teil zugeordnet</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is no way to split revenue.</source>
        <translation>Nach „%1“ lässt sich der Umsatz nicht aufgliedern.</translation>
    </message>
    <message>
        <source>Choose segment, product or region.</source>
        <translation>Wählen Sie segment, product oder region.</translation>
    </message>
    <message>
        <source>No filings of %1 are stored that split its revenue by %2 for two years in a row.</source>
        <translation>Es sind keine Einreichungen von %1 gespeichert, die den Umsatz für zwei Jahre in Folge nach %2 aufgliedern.</translation>
    </message>
    <message>
        <source>Import its filings (inline XBRL): they tell of segments and regions.</source>
        <translation>Importieren Sie die Einreichungen des Unternehmens (inline XBRL): Sie geben Auskunft über Segmente und Regionen.</translation>
    </message>
    <message>
        <source>Name a CSV file with the columns total and part.</source>
        <translation>Nennen Sie eine CSV-Datei mit den Spalten total und part.</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is no pair of a total and a part.</source>
        <translation>„%1“ ist kein Paar aus Gesamtwert und Teil.</translation>
    </message>
    <message>
        <source>The table has no series &quot;%1&quot;.</source>
        <translation>Die Tabelle enthält keine Reihe „%1“.</translation>
    </message>
    <message>
        <source>%1 can&apos;t be read: %2</source>
        <translation>%1 kann nicht gelesen werden: %2</translation>
    </message>
    <message>
        <source>list, show, compare, search and delete reports</source>
        <translation>Berichte auflisten, zeigen, vergleichen, durchsuchen und löschen</translation>
    </message>
    <message>
        <source>show and replay: %1 (json if not said), show also sealed; all others: text (the default) or json.</source>
        <translation>show und replay: %1 (ohne Angabe json), show auch sealed; alle anderen: text (Vorgabe) oder json.</translation>
    </message>
    <message>
        <source>show and replay: the file to write, or the folder of several reports.</source>
        <translation>show und replay: die Datei, die geschrieben wird, oder der Ordner für mehrere Berichte.</translation>
    </message>
    <message>
        <source>show --format sealed: sign with this Ed25519 private key (PEM).</source>
        <translation>show --format sealed: mit diesem privaten Ed25519-Schlüssel (PEM) signieren.</translation>
    </message>
    <message>
        <source>verify: want the signature of this key (PEM).</source>
        <translation>verify: die Signatur dieses Schlüssels (PEM) verlangen.</translation>
    </message>
    <message>
        <source>The team&apos;s queue can&apos;t be reached; the order is kept, and is waited for.</source>
        <translation>Die Warteschlange des Teams ist nicht erreichbar; der Auftrag bleibt erhalten, und es wird auf ihn gewartet.</translation>
    </message>
    <message>
        <source>The analysis was cancelled.</source>
        <translation>Die Analyse wurde abgebrochen.</translation>
    </message>
    <message>
        <source>fact</source>
        <translation>Fakt</translation>
    </message>
    <message>
        <source>source</source>
        <translation>Quelle</translation>
    </message>
    <message>
        <source>method</source>
        <translation>Verfahren</translation>
    </message>
    <message>
        <source>model</source>
        <translation>Modell</translation>
    </message>
    <message>
        <source>(not there)</source>
        <translation>(nicht vorhanden)</translation>
    </message>
    <message>
        <source>The reports say the same.</source>
        <translation>Die Berichte stimmen inhaltlich überein.</translation>
    </message>
    <message>
        <source>What they were made of differs in:</source>
        <translation>Ihre Grundlagen unterscheiden sich in:</translation>
    </message>
    <message>
        <source>Several reports need a folder.</source>
        <translation>Mehrere Berichte brauchen einen Ordner.</translation>
    </message>
    <message>
        <source>The format %1 is not for a terminal&apos;s eyes.</source>
        <translation>Das Format %1 eignet sich nicht für die Anzeige im Terminal.</translation>
    </message>
    <message>
        <source>%1 of %2 years</source>
        <translation>%1 von %2 Jahren</translation>
    </message>
    <message>
        <source>score</source>
        <translation>Wertung</translation>
    </message>
    <message>
        <source>turns</source>
        <translation>kippt</translation>
    </message>
    <message>
        <source>by</source>
        <translation>durch</translation>
    </message>
    <message>
        <source>change</source>
        <translation>Veränderung</translation>
    </message>
    <message>
        <source>as far before</source>
        <translation>so stark schon in</translation>
    </message>
    <message>
        <source>request</source>
        <translation>Anforderung</translation>
    </message>
    <message>
        <source>narrows</source>
        <translation>grenzt ein</translation>
    </message>
    <message>
        <source>what would settle it</source>
        <translation>was es klären würde</translation>
    </message>
    <message>
        <source>open</source>
        <translation>offen</translation>
    </message>
    <message>
        <source>figure</source>
        <translation>Kennzahl</translation>
    </message>
    <message>
        <source>speaks for it</source>
        <translation>spricht dafür</translation>
    </message>
    <message>
        <source>speaks against it</source>
        <translation>spricht dagegen</translation>
    </message>
    <message>
        <source>settled by</source>
        <translation>geklärt durch</translation>
    </message>
    <message>
        <source>Name the driver to change and the value to reach.</source>
        <translation>Nennen Sie den Treiber, der geändert wird, und den Wert, der erreicht werden soll.</translation>
    </message>
    <message>
        <source>consultantos-cli scenario goal-seek FILE --driver NAME --target NUMBER [--output NAME]</source>
        <translation>consultantos-cli scenario goal-seek FILE --driver NAME --target NUMBER [--output NAME]</translation>
    </message>
    <message>
        <source>goal-seek: the driver to change.</source>
        <translation>goal-seek: der Treiber, der geändert wird.</translation>
    </message>
    <message>
        <source>goal-seek: the value to reach; 0 of a profit is its break-even.</source>
        <translation>goal-seek: der Wert, der erreicht werden soll; 0 bei einem Gewinn ist die Gewinnschwelle.</translation>
    </message>
    <message>
        <source>goal-seek: what reaches it, the main output if not given.</source>
        <translation>goal-seek: was ihn erreichen soll; ohne Angabe die Hauptergebnisgröße.</translation>
    </message>
    <message>
        <source>%1 is too large for a report.</source>
        <translation>%1 ist zu groß für einen Bericht.</translation>
    </message>
    <message>
        <source>%1 was changed after it was sealed.</source>
        <translation>%1 wurde nach der Versiegelung verändert.</translation>
    </message>
    <message>
        <source>%1 is intact, but this program can&apos;t rebuild its report.</source>
        <translation>%1 ist unversehrt, aber dieses Programm kann den Bericht daraus nicht neu erzeugen.</translation>
    </message>
    <message>
        <source>%1 is intact, but its report is not what its evidence gives.</source>
        <translation>%1 ist unversehrt, aber der Bericht darin ist nicht der, der sich aus den Belegen ergibt.</translation>
    </message>
    <message>
        <source>Someone sealed a report that was edited.</source>
        <translation>Jemand hat einen nachträglich bearbeiteten Bericht versiegelt.</translation>
    </message>
    <message>
        <source>The report is not signed.</source>
        <translation>Der Bericht ist nicht signiert.</translation>
    </message>
    <message>
        <source>The report is signed by another key: %1</source>
        <translation>Der Bericht ist mit einem anderen Schlüssel signiert: %1</translation>
    </message>
    <message>
        <source>A sealed report is replayed as another format.</source>
        <translation>Ein versiegelter Bericht wird mit replay in einem anderen Format ausgegeben.</translation>
    </message>
    <message>
        <source>Choose json, md or html by --format.</source>
        <translation>Wählen Sie mit --format json, md oder html.</translation>
    </message>
    <message>
        <source>Verified: every byte is as it was sealed, and the report of %1 (%2) was rebuilt to the byte.
</source>
        <translation>Bestätigt: Jedes Byte ist so, wie es versiegelt wurde, und der Bericht zu %1 (%2) wurde Byte für Byte gleich neu erzeugt.
</translation>
    </message>
    <message>
        <source>Signed by %1</source>
        <translation>Signiert von %1</translation>
    </message>
    <message>
        <source>Not signed: hashes show damage, not who sealed it. See analyze --sign.</source>
        <translation>Nicht signiert: Hashwerte zeigen Schäden, nicht aber, wer den Bericht versiegelt hat. Siehe analyze --sign.</translation>
    </message>
    <message>
        <source>Nothing was recorded of this analysis.</source>
        <translation>Von dieser Analyse wurde nichts aufgezeichnet.</translation>
    </message>
    <message>
        <source>show what the data takes, give back what it no longer needs, or copy it to a team&apos;s store and back</source>
        <translation>zeigen, wie viel Platz die Daten belegen, nicht mehr benötigten freigeben oder die Daten in einen Teamspeicher und zurück kopieren</translation>
    </message>
    <message>
        <source>sizes, vacuum, or copy FROM TO.</source>
        <translation>sizes, vacuum oder copy FROM TO.</translation>
    </message>
    <message>
        <source>store takes sizes, vacuum or copy.</source>
        <translation>store nimmt sizes, vacuum oder copy.</translation>
    </message>
    <message>
        <source>complete</source>
        <translation>vollständig</translation>
    </message>
    <message>
        <source>MISSING</source>
        <translation>FEHLT</translation>
    </message>
    <message>
        <source>files</source>
        <translation>Dateien</translation>
    </message>
    <message>
        <source>engagement</source>
        <translation>Mandat</translation>
    </message>
    <message>
        <source>at the source</source>
        <translation>in der Quelle</translation>
    </message>
    <message>
        <source>copied</source>
        <translation>kopiert</translation>
    </message>
    <message>
        <source>at the target</source>
        <translation>im Ziel</translation>
    </message>
    <message>
        <source>%1: documents whose file isn&apos;t kept at the source: %2.</source>
        <translation>%1: Dokumente, deren Datei in der Quelle nicht vorhanden ist: %2.</translation>
    </message>
    <message>
        <source>store copy takes two places, each a data folder or postgresql://…</source>
        <translation>store copy nimmt zwei Orte, jeweils einen Datenordner oder postgresql://…</translation>
    </message>
    <message>
        <source>consultantos-cli store copy FROM TO [--engagement NAME]</source>
        <translation>consultantos-cli store copy FROM TO [--engagement NAME]</translation>
    </message>
    <message>
        <source>Source and target are the same.</source>
        <translation>Quelle und Ziel sind identisch.</translation>
    </message>
    <message>
        <source>There is no engagement &quot;%1&quot; in %2.</source>
        <translation>In %2 gibt es kein Mandat „%1“.</translation>
    </message>
    <message>
        <source>Copying %1 …</source>
        <translation>%1 wird kopiert …</translation>
    </message>
    <message>
        <source>What is complete stays; done again, the rest follows.</source>
        <translation>Was vollständig ist, bleibt; bei erneuter Ausführung folgt der Rest.</translation>
    </message>
    <message>
        <source>&quot;%1&quot; sets no assumption.</source>
        <translation>„%1“ setzt keine Annahme.</translation>
    </message>
    <message>
        <source>&quot;%1&quot; names no peer and multiple.</source>
        <translation>„%1“ nennt kein Vergleichsunternehmen mit Multiplikator.</translation>
    </message>
    <message>
        <source>consultantos-cli value COMPANY [--set NAME=NUMBER] [--peer NAME:MULTIPLE=NUMBER] [--format json]</source>
        <translation>consultantos-cli value COMPANY [--set NAME=NUMBER] [--peer NAME:MULTIPLE=NUMBER] [--format json]</translation>
    </message>
    <message>
        <source>Answer /metrics and /health on this port of the loopback interface.</source>
        <translation>/metrics und /health auf diesem Port der Loopback-Schnittstelle beantworten.</translation>
    </message>
    <message>
        <source>Metrics: %1/metrics</source>
        <translation>Messwerte: %1/metrics</translation>
    </message>
    <message>
        <source>%1 / %2 / %3 ms</source>
        <translation>%1 / %2 / %3 ms</translation>
    </message>
    <message>
        <source>requests, of them failed</source>
        <translation>Anfragen, davon fehlgeschlagen</translation>
    </message>
    <message>
        <source>their time, p50 / p95 / p99</source>
        <translation>ihre Dauer, p50 / p95 / p99</translation>
    </message>
    <message>
        <source>cache: hits of L1, L2, L3; misses</source>
        <translation>Cache: Treffer in L1, L2, L3; Fehlschläge</translation>
    </message>
    <message>
        <source>cache: hit rate</source>
        <translation>Cache: Trefferquote</translation>
    </message>
    <message>
        <source>agents, of them failed</source>
        <translation>Agenten, davon fehlgeschlagen</translation>
    </message>
    <message>
        <source>store operations</source>
        <translation>Zugriffe auf die Speicher</translation>
    </message>
    <message>
        <source>calls of models, of them failed</source>
        <translation>Aufrufe von Modellen, davon fehlgeschlagen</translation>
    </message>
    <message>
        <source>tokens of models</source>
        <translation>Token der Modelle</translation>
    </message>
    <message>
        <source>processor time</source>
        <translation>Prozessorzeit</translation>
    </message>
    <message>
        <source>measured</source>
        <translation>gemessen</translation>
    </message>
    <message>
        <source>show what window and server measured of themselves</source>
        <translation>zeigt, was Fenster und Server über sich selbst gemessen haben</translation>
    </message>
    <message>
        <source>Of the last so many hours, %1 if not said.</source>
        <translation>Der letzten so vielen Stunden; ohne Angabe %1.</translation>
    </message>
    <message>
        <source>metrics takes no argument.</source>
        <translation>metrics nimmt kein Argument.</translation>
    </message>
    <message>
        <source>consultantos-cli metrics [--hours 24] [--format json]</source>
        <translation>consultantos-cli metrics [--hours 24] [--format json]</translation>
    </message>
    <message>
        <source>Nothing was measured in that time: the window and serve measure while they run.</source>
        <translation>In dieser Zeit wurde nichts gemessen: Das Fenster und serve messen, solange sie laufen.</translation>
    </message>
    <message>
        <source>consultantos-cli compare COMPANY COMPANY… [--figure ID]… [--framework ID] [--years N] [--format json|csv]</source>
        <translation>consultantos-cli compare COMPANY COMPANY… [--figure ID]… [--framework ID] [--years N] [--format json|csv]</translation>
    </message>
    <message>
        <source>Rank</source>
        <translation>Rang</translation>
    </message>
    <message>
        <source>Percentile</source>
        <translation>Perzentil</translation>
    </message>
    <message numerus="yes">
        <source>Ranks and percentiles are of FY%1, percentiles among %n company(ies) of the sectors.</source>
        <translation>
            <numerusform>Ränge und Perzentile beziehen sich auf das GJ %1, Perzentile auf %n Unternehmen der Sektoren.</numerusform>
            <numerusform>Ränge und Perzentile beziehen sich auf das GJ %1, Perzentile auf %n Unternehmen der Sektoren.</numerusform>
        </translation>
    </message>
    <message>
        <source>put companies beside each other</source>
        <translation>Unternehmen nebeneinanderstellen</translation>
    </message>
    <message>
        <source>Two to five companies.</source>
        <translation>Zwei bis fünf Unternehmen.</translation>
    </message>
    <message>
        <source>A ratio or statement line by its id, e.g. gross_margin or revenue; may be given several times.</source>
        <translation>Eine Kennzahl oder ein Abschlussposten mit der ID, z. B. gross_margin oder revenue; mehrfach möglich.</translation>
    </message>
    <message>
        <source>A framework instead, of each company&apos;s newest kept report.</source>
        <translation>Stattdessen eine Methode, aus dem neuesten aufbewahrten Bericht jedes Unternehmens.</translation>
    </message>
    <message>
        <source>How many fiscal years; 5 if not given.</source>
        <translation>Wie viele Geschäftsjahre; ohne Angabe 5.</translation>
    </message>
    <message>
        <source>compare takes two to %1 companies.</source>
        <translation>compare nimmt zwei bis %1 Unternehmen.</translation>
    </message>
    <message>
        <source>Either figures are compared or a framework, not both.</source>
        <translation>Verglichen werden entweder Kennzahlen oder eine Methode, nicht beides.</translation>
    </message>
    <message>
        <source>No report of these companies has the framework &quot;%1&quot;.</source>
        <translation>Kein Bericht dieser Unternehmen enthält die Methode „%1“.</translation>
    </message>
    <message>
        <source>Analyse them with it first.</source>
        <translation>Analysieren Sie die Unternehmen zuerst damit.</translation>
    </message>
    <message>
        <source>bash or zsh: source &lt;(consultantos-cli completion bash); fish: consultantos-cli completion fish | source</source>
        <translation>bash oder zsh: source &lt;(consultantos-cli completion bash); fish: consultantos-cli completion fish | source</translation>
    </message>
    <message>
        <source>There is a completion for bash, zsh and fish only.</source>
        <translation>Eine Vervollständigung gibt es nur für bash, zsh und fish.</translation>
    </message>
    <message>
        <source>yours</source>
        <translation>von Ihnen</translation>
    </message>
    <message>
        <source>assumption</source>
        <translation>Annahme</translation>
    </message>
    <message>
        <source>line</source>
        <translation>Posten</translation>
    </message>
    <message>
        <source>what it is worth</source>
        <translation>Wert</translation>
    </message>
    <message>
        <source>middle</source>
        <translation>Mitte</translation>
    </message>
    <message>
        <source>The middle has all assumptions at their medians; intervals are of %1 draws. * is a value of yours.</source>
        <translation>Die Mitte setzt alle Annahmen auf ihren Median; die Intervalle stammen aus %1 Ziehungen. * ist ein Wert von Ihnen.</translation>
    </message>
    <message>
        <source>By the company&apos;s driver tree: revenue, margins and cash, with the source of each assumption.</source>
        <translation>Nach dem Treiberbaum des Unternehmens: Umsatz, Margen und Cashflow, mit der Quelle jeder Annahme.</translation>
    </message>
    <message>
        <source>With --drivers: an assumption of your own, e.g. target_margin=12%, growth=0.02:0.05:0.09 or growth_3=0.1. May stand several times.</source>
        <translation>Mit --drivers: eine eigene Annahme, z. B. target_margin=12%, growth=0.02:0.05:0.09 oder growth_3=0.1; mehrfach möglich.</translation>
    </message>
    <message>
        <source>With --format xlsx: the workbook to write.</source>
        <translation>Mit --format xlsx: die Arbeitsmappe, die geschrieben wird.</translation>
    </message>
    <message>
        <source>A workbook needs --format xlsx and --output FILE.</source>
        <translation>Eine Arbeitsmappe braucht --format xlsx und --output DATEI.</translation>
    </message>
    <message>
        <source>consultantos-cli forecast COMPANY --drivers --format xlsx --output FILE</source>
        <translation>consultantos-cli forecast COMPANY --drivers --format xlsx --output FILE</translation>
    </message>
    <message>
        <source>Saved as %1.</source>
        <translation>Gespeichert als %1.</translation>
    </message>
    <message>
        <source>--lines is amounts or results, and goes with --csv.</source>
        <translation>--lines ist amounts oder results und gehört zu --csv.</translation>
    </message>
    <message>
        <source>With --csv: the series are companies&apos; amounts (revenue, costs) or results (profits, cash flows), which move more than others.</source>
        <translation>Mit --csv: Die Reihen sind Beträge von Unternehmen (amounts: Umsatz, Kosten) oder Ergebnisse (results: Gewinne, Cashflows), die stärker schwanken als andere.</translation>
    </message>
    <message>
        <source>text (the default), json or csv; with --drivers also xlsx.</source>
        <translation>text (Vorgabe), json oder csv; mit --drivers auch xlsx.</translation>
    </message>
    <message>
        <source>consultantos-cli forecast COMPANY --drivers [--set NAME=VALUE]</source>
        <translation>consultantos-cli forecast COMPANY --drivers [--set NAME=VALUE]</translation>
    </message>
    <message>
        <source>--fade-to is for the fiscal years of one company&apos;s line.</source>
        <translation>--fade-to gilt für die Geschäftsjahre eines Postens eines einzelnen Unternehmens.</translation>
    </message>
    <message>
        <source>consultantos-cli forecast COMPANY --fade-to industry</source>
        <translation>consultantos-cli forecast COMPANY --fade-to industry</translation>
    </message>
    <message>
        <source>forecast, millions</source>
        <translation>Prognose, Millionen</translation>
    </message>
    <message>
        <source>A finding is settled by somebody.</source>
        <translation>Ein Befund wird von einer Person abgeschlossen.</translation>
    </message>
    <message>
        <source>Give your name with --by.</source>
        <translation>Geben Sie mit --by Ihren Namen an.</translation>
    </message>
    <message>
        <source>settle: why the report stands with the finding.</source>
        <translation>settle: warum der Bericht trotz des Befunds gilt.</translation>
    </message>
    <message>
        <source>settle: who accepts it.</source>
        <translation>settle: wer ihn akzeptiert.</translation>
    </message>
    <message>
        <source>weight</source>
        <translation>Gewicht</translation>
    </message>
    <message>
        <source>statement</source>
        <translation>Aussage</translation>
    </message>
    <message>
        <source>row added</source>
        <translation>Zeile hinzugefügt</translation>
    </message>
    <message>
        <source>row removed</source>
        <translation>Zeile entfernt</translation>
    </message>
    <message>
        <source>formula</source>
        <translation>Formel</translation>
    </message>
    <message>
        <source>text</source>
        <translation>Text</translation>
    </message>
    <message>
        <source>no longer derivable</source>
        <translation>nicht mehr ableitbar</translation>
    </message>
    <message>
        <source>Can&apos;t be taken over: %1</source>
        <translation>Kann nicht übernommen werden: %1</translation>
    </message>
    <message>
        <source>Moves no score.</source>
        <translation>Verschiebt keine Wertung.</translation>
    </message>
    <message>
        <source>The workbook says what the report says.</source>
        <translation>Die Arbeitsmappe sagt dasselbe wie der Bericht.</translation>
    </message>
    <message>
        <source>edit</source>
        <translation>Änderung</translation>
    </message>
    <message>
        <source>Keep it in this report of the library, with what it rests on, in place of an earlier one.</source>
        <translation>In diesem Bericht der Bibliothek aufbewahren, samt allem, worauf es beruht, anstelle eines früheren Stands.</translation>
    </message>
    <message>
        <source>Kept in the report %1.</source>
        <translation>Im Bericht %1 aufbewahrt.</translation>
    </message>
    <message>
        <source>rule</source>
        <translation>Regel</translation>
    </message>
    <message>
        <source>found</source>
        <translation>gefunden</translation>
    </message>
    <message>
        <source>--keep is for scenarios and market sizes.</source>
        <translation>--keep gilt für Szenarien und Marktgrößen.</translation>
    </message>
    <message>
        <source>consultantos-cli scenario run FILE --keep REPORT</source>
        <translation>consultantos-cli scenario run FILE --keep REPORT</translation>
    </message>
    <message>
        <source>For example --peer Ford:price=12.5 or --peer Ford:ev_ebitda=5.2,pe=8; multiples are ev_ebitda, ev_ebit, ev_sales, pe and pb.</source>
        <translation>Zum Beispiel --peer Ford:price=12.5 oder --peer Ford:ev_ebitda=5.2,pe=8; Multiplikatoren sind ev_ebitda, ev_ebit, ev_sales, pe und pb.</translation>
    </message>
    <message>
        <source>A peer by its stored figures and its share&apos;s price (Ford:price=12.5), or its multiples (Ford:ev_ebitda=5.2,pe=8). May stand several times.</source>
        <translation>Ein Vergleichsunternehmen mit seinen gespeicherten Zahlen und dem Kurs seiner Aktie (Ford:price=12.5) oder mit seinen Multiplikatoren (Ford:ev_ebitda=5.2,pe=8); mehrfach möglich.</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is no weight of a recommendation.</source>
        <translation>„%1“ ist kein Gewicht einer Empfehlung.</translation>
    </message>
    <message>
        <source>Write, for instance, impact=40,feasibility=25,risk=20,time=15.</source>
        <translation>Schreiben Sie zum Beispiel impact=40,feasibility=25,risk=20,time=15.</translation>
    </message>
    <message>
        <source>Kind of report: board_memo, due_diligence, market_entry, one_pager or one of your own; it chooses frameworks, depth and layout unless you do.</source>
        <translation>Art des Berichts: board_memo, due_diligence, market_entry, one_pager oder eine eigene; sie bestimmt Methoden, Tiefe und Aufbau, soweit Sie es nicht selbst tun.</translation>
    </message>
    <message>
        <source>How much each criterion counts when options are ranked, for instance impact=40,feasibility=25,risk=20,time=15.</source>
        <translation>Wie viel jedes Kriterium zählt, wenn Handlungsoptionen in eine Rangfolge gebracht werden, zum Beispiel impact=40,feasibility=25,risk=20,time=15.</translation>
    </message>
    <message>
        <source>show: in the layout of this template of reports.</source>
        <translation>show: im Aufbau dieser Berichtsvorlage.</translation>
    </message>
    <message>
        <source>The first characters of an id will do. diff says what changed between two reports, and why; it takes JSON files of reports, too. read-back: what was changed in a workbook (XLSX) of a report, and which scores each change would move; --accept takes changes over. tipping: which change turns a score; requests: which missing figure narrows what; contradictions: judgements that deny each other; review: what the quality agent finds in a report as the facts are now (JSON files, too); settle: accept a finding. edit sets a sentence, score or weight (targets lists them), edits shows what persons set, resolve settles a conflict, answer gives what a request asks for, undo and redo go through these steps. Of sealed files replay rebuilds the report, and verify says whether they are as they were sealed.</source>
        <translation>Die ersten Zeichen einer Kennung genügen. diff sagt, was sich zwischen zwei Berichten geändert hat und warum; auch JSON-Dateien von Berichten sind möglich. read-back: was in einer Arbeitsmappe (XLSX) eines Berichts geändert wurde und welche Wertungen jede Änderung verschieben würde; --accept übernimmt Änderungen. tipping: welche Veränderung eine Wertung kippen lässt; requests: welche fehlende Zahl was eingrenzt; contradictions: Einschätzungen, die einander widersprechen; review: was der Qualitätsagent in einem Bericht beim jetzigen Stand der Fakten findet (auch JSON-Dateien); settle: einen Befund akzeptieren. edit legt einen Satz, eine Wertung oder ein Gewicht fest (targets listet sie auf), edits zeigt, was Personen festgelegt haben, resolve löst einen Konflikt, answer liefert, was eine Datenanfrage verlangt, undo und redo machen diese Schritte rückgängig oder stellen sie wieder her. Aus versiegelten Dateien erzeugt replay den Bericht neu, und verify sagt, ob sie so sind, wie sie versiegelt wurden.</translation>
    </message>
    <message>
        <source>The workbook has no change %1.</source>
        <translation>Die Arbeitsmappe enthält keine Änderung %1.</translation>
    </message>
    <message>
        <source>Say --accept all, or numbers of the list such as 1,3.</source>
        <translation>Geben Sie --accept all an oder Nummern aus der Liste, etwa 1,3.</translation>
    </message>
    <message>
        <source>read-back: take these changes over into the report: all, or numbers such as 1,3.</source>
        <translation>read-back: diese Änderungen in den Bericht übernehmen: all oder Nummern wie 1,3.</translation>
    </message>
    <message>
        <source>--%1 takes a number such as 3.5, 550M or 12%.</source>
        <translation>--%1 braucht eine Zahl wie 3.5, 550M oder 12%.</translation>
    </message>
    <message>
        <source>the facts say otherwise</source>
        <translation>widerspricht den Fakten</translation>
    </message>
    <message>
        <source>applied</source>
        <translation>angewendet</translation>
    </message>
    <message>
        <source>CONFLICT</source>
        <translation>KONFLIKT</translation>
    </message>
    <message>
        <source>not in this report</source>
        <translation>nicht in diesem Bericht</translation>
    </message>
    <message>
        <source>target</source>
        <translation>Stelle</translation>
    </message>
    <message>
        <source>theirs</source>
        <translation>festgelegt</translation>
    </message>
    <message>
        <source>computed then</source>
        <translation>damals berechnet</translation>
    </message>
    <message>
        <source>computed now</source>
        <translation>jetzt berechnet</translation>
    </message>
    <message>
        <source>note</source>
        <translation>Notiz</translation>
    </message>
    <message>
        <source>answered: %1 (%2)</source>
        <translation>beantwortet: %1 (%2)</translation>
    </message>
    <message>
        <source>says</source>
        <translation>Inhalt</translation>
    </message>
    <message>
        <source>%1 is as it was computed.</source>
        <translation>%1 entspricht der Berechnung.</translation>
    </message>
    <message>
        <source>%1 is set by %2: %3</source>
        <translation>%1 wurde von %2 festgelegt: %3</translation>
    </message>
    <message>
        <source>computed: %1</source>
        <translation>berechnet: %1</translation>
    </message>
    <message>
        <source>%1: %2. %3</source>
        <translation>%1: %2. %3</translation>
    </message>
    <message>
        <source>Say one of --text, --score and --weight.</source>
        <translation>Geben Sie eines von --text, --score und --weight an.</translation>
    </message>
    <message>
        <source>before</source>
        <translation>zuvor</translation>
    </message>
    <message>
        <source>now</source>
        <translation>jetzt</translation>
    </message>
    <message>
        <source>Recomputed in %1 ms.</source>
        <translation>In %1 ms neu berechnet.</translation>
    </message>
    <message>
        <source>Taken in, but still asked for: %1. A judgement from one to five settles it, too: --value 1…5 --unit score.</source>
        <translation>Aufgenommen, aber weiterhin angefragt: %1. Auch eine Einschätzung von eins bis fünf klärt es: --value 1…5 --unit score.</translation>
    </message>
    <message>
        <source>edit, resolve: the sentence to put there.</source>
        <translation>edit, resolve: der Satz, der dort stehen soll.</translation>
    </message>
    <message>
        <source>edit, resolve: the section&apos;s score, on its scale.</source>
        <translation>edit, resolve: die Wertung des Abschnitts auf ihrer Skala.</translation>
    </message>
    <message>
        <source>edit, resolve: the driver&apos;s share of its score, 0 to 1.</source>
        <translation>edit, resolve: der Anteil des Treibers an der Wertung, 0 bis 1.</translation>
    </message>
    <message>
        <source>edit, resolve: why.</source>
        <translation>edit, resolve: der Grund.</translation>
    </message>
    <message>
        <source>edit, resolve, answer, read-back: whose it is (the machine&apos;s user if not said).</source>
        <translation>edit, resolve, answer, read-back: von wem es stammt (ohne Angabe der am Rechner angemeldete Benutzer).</translation>
    </message>
    <message>
        <source>resolve: the person&apos;s version stays.</source>
        <translation>resolve: die festgelegte Fassung behalten.</translation>
    </message>
    <message>
        <source>resolve: what is computed now takes its place.</source>
        <translation>resolve: durch das jetzt Berechnete ersetzen.</translation>
    </message>
    <message>
        <source>answer: the value, such as 550M, 12% or, of a driver, 1 to 5.</source>
        <translation>answer: der Wert, etwa 550M, 12% oder, bei einem Treiber, 1 bis 5.</translation>
    </message>
    <message>
        <source>answer: what the value is in, if it isn&apos;t what is asked for.</source>
        <translation>answer: die Einheit des Werts, wenn sie von der verlangten abweicht.</translation>
    </message>
    <message>
        <source>answer: the year, such as FY2024 (the latest if not said).</source>
        <translation>answer: das Jahr, etwa FY2024 (ohne Angabe das letzte).</translation>
    </message>
    <message>
        <source>answer: which of several missing lines the value is of.</source>
        <translation>answer: zu welchem von mehreren fehlenden Posten der Wert gehört.</translation>
    </message>
    <message>
        <source>answer: where the value is from; or a file, which is taken in.</source>
        <translation>answer: woher der Wert stammt; oder eine Datei, die importiert wird.</translation>
    </message>
    <message>
        <source>Language of the report, not of messages: %1.</source>
        <translation>Sprache des Berichts, nicht der Meldungen: %1.</translation>
    </message>
    <message>
        <source>Write an archive (ZIP) for whoever helps; no secret and no client&apos;s text is in it.</source>
        <translation>Ein Archiv (ZIP) für den Support schreiben; es enthält weder Geheimnisse noch Mandantentexte.</translation>
    </message>
    <message>
        <source>Written: %1. Look into it before you send it.</source>
        <translation>Geschrieben: %1. Sehen Sie hinein, bevor Sie es versenden.</translation>
    </message>
    <message>
        <source>system, en, de, fr or es: of messages; --report-language is that of reports</source>
        <translation>system, en, de, fr oder es: Sprache der Meldungen; --report-language ist die der Berichte</translation>
    </message>
    <message>
        <source>versions of program, commit and libraries; --format json</source>
        <translation>Versionen von Programm und Bibliotheken sowie der Commit; --format json</translation>
    </message>
    <message>
        <source>Language of messages: system, en, de, fr or es.</source>
        <translation>Sprache der Meldungen: system, en, de, fr oder es.</translation>
    </message>
    <message>
        <source>--version knows --format text and json alone.</source>
        <translation>--version kennt nur --format text und json.</translation>
    </message>
    <message>
        <source>--country is one of %1, and goes with --csv.</source>
        <translation>--country ist eines von %1 und gehört zu --csv.</translation>
    </message>
    <message>
        <source>A table: columns series, period, value, or a column of periods with a column a series, or a row a series; - reads standard input.</source>
        <translation>Eine Tabelle: Spalten series, period, value, oder eine Spalte mit Perioden und je Reihe eine Spalte, oder je Reihe eine Zeile; - liest die Standardeingabe.</translation>
    </message>
    <message>
        <source>Let a company&apos;s growth fade over five years to a rate, such as 4.5%, or to that of its industry, gdp or world.</source>
        <translation>Das Wachstum eines Unternehmens über fünf Jahre an eine Rate annähern, etwa 4.5%, oder an die seiner Branche (industry), seiner Volkswirtschaft (gdp) oder der Welt (world).</translation>
    </message>
    <message>
        <source>With --csv: days off of this country (%1) count where a daily series shows them.</source>
        <translation>Mit --csv: Feiertage dieses Landes (%1) werden berücksichtigt, wenn eine Tagesreihe sie erkennen lässt.</translation>
    </message>
    <message>
        <source>--drivers goes with a company, --periods, --set, --output and --keep alone; --set and --output go with --drivers.</source>
        <translation>--drivers lässt sich nur mit einem Unternehmen, --periods, --set, --output und --keep verbinden; --set und --output gehören zu --drivers.</translation>
    </message>
    <message>
        <source>What is reconciled can&apos;t be kept in a report: --keep goes without --by and --hierarchy.</source>
        <translation>Abgeglichenes kann nicht in einem Bericht aufbewahrt werden: --keep gilt nur ohne --by und --hierarchy.</translation>
    </message>
    <message>
        <source>consultantos-cli forecast COMPANY --keep REPORT</source>
        <translation>consultantos-cli forecast COMPANY --keep REPORT</translation>
    </message>
    <message>
        <source>A report keeps at most %1 series of a table.</source>
        <translation>Ein Bericht bewahrt höchstens %1 Reihen einer Tabelle auf.</translation>
    </message>
    <message>
        <source>Give a table of those that matter.</source>
        <translation>Geben Sie eine Tabelle mit den Reihen an, auf die es ankommt.</translation>
    </message>
    <message>
        <source>A report keeps lines of the statements; &quot;%1&quot; is none of %2.</source>
        <translation>Ein Bericht bewahrt Posten der Abschlüsse auf; „%1“ ist bei %2 keiner davon.</translation>
    </message>
    <message>
        <source>There are: %1.</source>
        <translation>Vorhanden sind: %1.</translation>
    </message>
    <message>
        <source>settle: what was accepted is open again.</source>
        <translation>settle: was akzeptiert wurde, ist wieder offen.</translation>
    </message>
    <message>
        <source>opened again: %1</source>
        <translation>wieder geöffnet: %1</translation>
    </message>
    <message>
        <source>settled: %1 (%2)</source>
        <translation>akzeptiert: %1 (%2)</translation>
    </message>
    <message>
        <source>Versions of program, commit and libraries.</source>
        <translation>Versionen von Programm und Bibliotheken sowie der Commit.</translation>
    </message>
    <message>
        <source>What the revenue&apos;s growth fades to within five years, beside the forecast as it is: a rate such as 4.5%, industry (the usual), gdp or world; implies --forecast.</source>
        <translation>Woran sich das Umsatzwachstum innerhalb von fünf Jahren annähert, neben der unveränderten Prognose: eine Rate wie 4.5%, industry (Vorgabe), gdp oder world; schließt --forecast ein.</translation>
    </message>
    <message>
        <source>kept in the report: %1</source>
        <translation>im Bericht aufbewahrt: %1</translation>
    </message>
    <message>
        <source>Other users may look into the folder; what the program keeps in it is yours alone. To shut it, too: %1</source>
        <translation>Andere Benutzer können in den Ordner sehen; was das Programm darin aufbewahrt, ist nur für Sie zugänglich. Um auch den Ordner zu sperren: %1</translation>
    </message>
    <message numerus="yes">
        <source>%n kept reply(s) forgotten; the model is asked anew the next time.</source>
        <translation>
            <numerusform>%n aufbewahrte Antwort vergessen; das Modell wird beim nächsten Mal neu gefragt.</numerusform>
            <numerusform>%n aufbewahrte Antworten vergessen; das Modell wird beim nächsten Mal neu gefragt.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n change(s) in the workbook:</source>
        <translation>
            <numerusform>%n Änderung in der Arbeitsmappe:</numerusform>
            <numerusform>%n Änderungen in der Arbeitsmappe:</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n change(s) taken over; consultantos-cli library undo takes them back.</source>
        <translation>
            <numerusform>%n Änderung übernommen; consultantos-cli library undo nimmt sie zurück.</numerusform>
            <numerusform>%n Änderungen übernommen; consultantos-cli library undo nimmt sie zurück.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n change(s), largest first:</source>
        <translation>
            <numerusform>%n Änderung, die größte zuerst:</numerusform>
            <numerusform>%n Änderungen, die größten zuerst:</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n conflict(s): settle each with library resolve REPORT TARGET --keep, --take-computed, or --text, --score or --weight.</source>
        <translation>
            <numerusform>%n Konflikt: Lösen Sie ihn mit library resolve REPORT TARGET --keep, --take-computed oder --text, --score oder --weight.</numerusform>
            <numerusform>%n Konflikte: Lösen Sie jeden mit library resolve REPORT TARGET --keep, --take-computed oder --text, --score oder --weight.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n request(s), %1 bytes sent, %2 bytes received</source>
        <translation>
            <numerusform>%n Anfrage, %1 Bytes gesendet, %2 Bytes empfangen</numerusform>
            <numerusform>%n Anfragen, %1 Bytes gesendet, %2 Bytes empfangen</numerusform>
        </translation>
    </message>
    <message>
        <source>Policy</source>
        <translation>Richtlinie</translation>
    </message>
    <message>
        <source>%1, which others than the administrator can write</source>
        <translation>%1, das auch andere als der Administrator schreiben können</translation>
    </message>
    <message>
        <source>Give it and its folder to root alone: modes 0644 and 0755.</source>
        <translation>Geben Sie die Datei und ihren Ordner allein root: Rechte 0644 und 0755.</translation>
    </message>
    <message>
        <source>%1; hosts: %2; formats: %3</source>
        <translation>%1; Hosts: %2; Formate: %3</translation>
    </message>
    <message numerus="yes">
        <source>%n entry(s) checked, %1 damaged and removed.</source>
        <translation>
            <numerusform>%n Eintrag geprüft, %1 beschädigt und entfernt.</numerusform>
            <numerusform>%n Einträge geprüft, %1 beschädigt und entfernt.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n number(s): %1 match, %2 don&apos;t, %3 unsupported.</source>
        <translation>
            <numerusform>%n Zahl: %1 stimmen, %2 nicht, %3 sind nicht belegt.</numerusform>
            <numerusform>%n Zahlen: %1 stimmen, %2 nicht, %3 sind nicht belegt.</numerusform>
        </translation>
    </message>
    <message>
        <source>Choose among %1, sealed.</source>
        <translation>Wählen Sie unter %1, sealed.</translation>
    </message>
</context>
<context>
    <name>ClientWorkbook</name>
    <message>
        <source>%1 years can&apos;t be given a column each; nothing was written.</source>
        <translation>Für %1 Jahre kann es nicht je eine Spalte geben; nichts wurde geschrieben.</translation>
    </message>
    <message>
        <source>Choose %1 to %2 years.</source>
        <translation>Wählen Sie %1 bis %2 Jahre.</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is no currency; nothing was written.</source>
        <translation>„%1“ ist keine Währung; nichts wurde geschrieben.</translation>
    </message>
    <message>
        <source>Give its code of three letters, such as EUR.</source>
        <translation>Nennen Sie das Kürzel aus drei Buchstaben, etwa EUR.</translation>
    </message>
    <message>
        <source>%1 can&apos;t be written; nothing was changed.</source>
        <translation>%1 kann nicht geschrieben werden; nichts wurde geändert.</translation>
    </message>
    <message>
        <source>The disk is full. Make room and try again.</source>
        <translation>Der Datenträger ist voll. Schaffen Sie Platz und versuchen Sie es noch einmal.</translation>
    </message>
    <message>
        <source>Choose a folder that you may write to (%1).</source>
        <translation>Wählen Sie einen Ordner, in den Sie schreiben dürfen (%1).</translation>
    </message>
    <message>
        <source>&quot;%1&quot; of %2 stands there twice; the first was taken.</source>
        <translation>„%1“ von %2 steht zweimal da; der erste Eintrag wurde genommen.</translation>
    </message>
    <message>
        <source>%1 is a workbook of a newer version; nothing was imported.</source>
        <translation>%1 ist eine Arbeitsmappe einer neueren Version; nichts wurde importiert.</translation>
    </message>
    <message>
        <source>Update the program.</source>
        <translation>Aktualisieren Sie das Programm.</translation>
    </message>
    <message>
        <source>%1 lacks the sheet Company; nothing was imported.</source>
        <translation>In %1 fehlt das Blatt Company; nichts wurde importiert.</translation>
    </message>
    <message>
        <source>Copy the figures into a new template: consultantos-cli template financials</source>
        <translation>Übertragen Sie die Zahlen in eine neue Vorlage: consultantos-cli template financials</translation>
    </message>
    <message>
        <source>Its sheets hold no figure yet.</source>
        <translation>Die Blätter enthalten noch keine Zahl.</translation>
    </message>
    <message>
        <source>the company&apos;s name is missing.</source>
        <translation>der Name des Unternehmens fehlt.</translation>
    </message>
    <message>
        <source>the company&apos;s name is longer than %1 characters.</source>
        <translation>der Name des Unternehmens ist länger als %1 Zeichen.</translation>
    </message>
    <message>
        <source>the end of the fiscal year is missing: day and month, such as 31 December.</source>
        <translation>das Ende des Geschäftsjahrs fehlt: Tag und Monat, etwa 31 December.</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is no day and month; write it as 31 December.</source>
        <translation>„%1“ ist kein Tag mit Monat; schreiben Sie ihn wie 31 December.</translation>
    </message>
    <message>
        <source>the currency is missing: a code such as EUR.</source>
        <translation>die Währung fehlt: ein Kürzel wie EUR.</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is no currency; write its code, such as EUR.</source>
        <translation>„%1“ ist keine Währung; schreiben Sie das Kürzel, etwa EUR.</translation>
    </message>
    <message>
        <source>say whether figures are in units, thousands or millions.</source>
        <translation>sagen Sie, ob die Zahlen in units, thousands oder millions stehen.</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is no scale; choose units, thousands or millions.</source>
        <translation>„%1“ ist keine Größenordnung; wählen Sie units, thousands oder millions.</translation>
    </message>
    <message>
        <source>without an industry there are no peers and no published averages.</source>
        <translation>ohne Branche gibt es keine Vergleichsunternehmen und keine veröffentlichten Durchschnitte.</translation>
    </message>
    <message>
        <source>no country called &quot;%1&quot; is known; it was left out.</source>
        <translation>ein Land namens „%1“ ist nicht bekannt; es wurde ausgelassen.</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is no market value; it was left out.</source>
        <translation>„%1“ ist kein Marktwert; er wurde ausgelassen.</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is no date; the end of the newest fiscal year was taken.</source>
        <translation>„%1“ ist kein Datum; das Ende des neuesten Geschäftsjahrs wurde genommen.</translation>
    </message>
    <message>
        <source>The sheet&apos;s hidden row that names the columns is missing; the sheet was left out.</source>
        <translation>Die verborgene Zeile mit den Namen der Spalten fehlt; das Blatt wurde ausgelassen.</translation>
    </message>
    <message>
        <source>The competitor has no name; its row was left out.</source>
        <translation>Der Wettbewerber hat keinen Namen; seine Zeile wurde ausgelassen.</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is the company itself; the row was left out.</source>
        <translation>„%1“ ist das Unternehmen selbst; die Zeile wurde ausgelassen.</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is more than the whole revenue; it was left out.</source>
        <translation>„%1“ ist mehr als der ganze Umsatz; die Zahl wurde ausgelassen.</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is no fiscal year; the row was left out.</source>
        <translation>„%1“ ist kein Geschäftsjahr; die Zeile wurde ausgelassen.</translation>
    </message>
    <message>
        <source>The fiscal year is missing; the row was left out.</source>
        <translation>Das Geschäftsjahr fehlt; die Zeile wurde ausgelassen.</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is no currency; the row was left out.</source>
        <translation>„%1“ ist keine Währung; die Zeile wurde ausgelassen.</translation>
    </message>
    <message>
        <source>A margin without revenue gives no income; it was left out.</source>
        <translation>Eine Marge ohne Umsatz ergibt kein Ergebnis; sie wurde ausgelassen.</translation>
    </message>
    <message>
        <source>The sheet&apos;s row of fiscal years is missing; the sheet was left out.</source>
        <translation>Die Zeile mit den Geschäftsjahren fehlt; das Blatt wurde ausgelassen.</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is no fiscal year; the column was left out.</source>
        <translation>„%1“ ist kein Geschäftsjahr; die Spalte wurde ausgelassen.</translation>
    </message>
    <message>
        <source>The year %1 stands there twice; the first column was taken.</source>
        <translation>Das Jahr %1 steht zweimal da; die erste Spalte wurde genommen.</translation>
    </message>
    <message>
        <source>The segment or region has no name; its figures were left out.</source>
        <translation>Das Segment oder die Region hat keinen Namen; die Zahlen wurden ausgelassen.</translation>
    </message>
    <message>
        <source>The row doesn&apos;t say what its figures are; it was left out.</source>
        <translation>Die Zeile sagt nicht, was ihre Zahlen sind; sie wurde ausgelassen.</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is a cost or payment: its negative figures were taken as positive.</source>
        <translation>„%1“ ist ein Aufwand oder eine Zahlung: negative Zahlen wurden als positive genommen.</translation>
    </message>
    <message numerus="yes">
        <source>And %n more.</source>
        <translation>
            <numerusform>Und %n weiterer.</numerusform>
            <numerusform>Und %n weitere.</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 can&apos;t be imported before it is filled in rightly; nothing was stored.</source>
        <translation>%1 kann erst importiert werden, wenn es richtig ausgefüllt ist; nichts wurde gespeichert.</translation>
    </message>
    <message numerus="yes">
        <source>%n more cell(s) look wrong.</source>
        <translation>
            <numerusform>%n weitere Zelle sieht falsch aus.</numerusform>
            <numerusform>%n weitere Zellen sehen falsch aus.</numerusform>
        </translation>
    </message>
    <message>
        <source>&quot;%1&quot; is no number; it was left out.</source>
        <translation>„%1“ ist keine Zahl; der Eintrag wurde ausgelassen.</translation>
    </message>
    <message>
        <source>No fiscal year stands above this figure; it was left out.</source>
        <translation>Über dieser Zahl steht kein Geschäftsjahr; sie wurde ausgelassen.</translation>
    </message>
</context>
<context>
    <name>CommandPalette</name>
    <message>
        <source>Action</source>
        <translation>Aktion</translation>
    </message>
    <message>
        <source>Report</source>
        <translation>Bericht</translation>
    </message>
    <message>
        <source>Company</source>
        <translation>Unternehmen</translation>
    </message>
    <message>
        <source>Setting</source>
        <translation>Einstellung</translation>
    </message>
    <message>
        <source>Help</source>
        <translation>Hilfe</translation>
    </message>
    <message>
        <source>Into the brief</source>
        <translation>In den Auftrag übernehmen</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>Einstellungen</translation>
    </message>
</context>
<context>
    <name>CompaniesBeside</name>
    <message>
        <source>as reported</source>
        <translation>wie berichtet</translation>
    </message>
    <message>
        <source>no annual figures of this year are stored</source>
        <translation>für dieses Jahr sind keine Jahreszahlen gespeichert</translation>
    </message>
    <message>
        <source>not reported</source>
        <translation>nicht berichtet</translation>
    </message>
    <message>
        <source>None of these companies has a figure called &quot;%1&quot;.</source>
        <translation>Keines dieser Unternehmen hat eine Kennzahl namens „%1“.</translation>
    </message>
    <message>
        <source>No fiscal year shown is reported by two of the companies: nothing is ranked.</source>
        <translation>Kein gezeigtes Geschäftsjahr wird von zwei der Unternehmen berichtet: Es gibt keine Rangfolge.</translation>
    </message>
    <message>
        <source>FY%1 ends on different days, up to %2 days apart: %3.</source>
        <translation>Das GJ %1 endet an verschiedenen Tagen, die bis zu %2 Tage auseinanderliegen: %3.</translation>
    </message>
    <message>
        <source>%1 has no value of FY%2: %3.</source>
        <translation>%1 hat keinen Wert für das GJ %2: %3.</translation>
    </message>
    <message>
        <source>Amounts stand in the currencies that they are reported in, and only those in %1 are ranked: %2.</source>
        <translation>Beträge stehen in der Währung, in der sie berichtet werden, und nur die in %1 erhalten einen Rang: %2.</translation>
    </message>
    <message>
        <source>The library has no report of %1 with this framework.</source>
        <translation>Die Bibliothek enthält keinen Bericht über %1 mit dieser Methode.</translation>
    </message>
    <message>
        <source>The reports rest on different fiscal years: %1.</source>
        <translation>Die Berichte beruhen auf verschiedenen Geschäftsjahren: %1.</translation>
    </message>
</context>
<context>
    <name>CompanyComparer</name>
    <message>
        <source>Two to %1 different companies can be compared.</source>
        <translation>Verglichen werden können zwei bis %1 verschiedene Unternehmen.</translation>
    </message>
    <message>
        <source>Cancelled.</source>
        <translation>Abgebrochen.</translation>
    </message>
    <message>
        <source>One to %1 years can be compared.</source>
        <translation>Verglichen werden können ein bis %1 Jahre.</translation>
    </message>
</context>
<context>
    <name>DataWords</name>
    <message numerus="yes">
        <source>%n conversation(s)</source>
        <translation>
            <numerusform>%n Gespräch</numerusform>
            <numerusform>%n Gespräche</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n report(s)</source>
        <translation>
            <numerusform>%n Bericht</numerusform>
            <numerusform>%n Berichte</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n deleted report(s), for good</source>
        <translation>
            <numerusform>%n gelöschter Bericht, endgültig</numerusform>
            <numerusform>%n gelöschte Berichte, endgültig</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n job(s)</source>
        <translation>
            <numerusform>%n Aufgabe</numerusform>
            <numerusform>%n Aufgaben</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n measurement(s)</source>
        <translation>
            <numerusform>%n Messung</numerusform>
            <numerusform>%n Messungen</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n entry(s) of the ledger</source>
        <translation>
            <numerusform>%n Eintrag des Verzeichnisses</numerusform>
            <numerusform>%n Einträge des Verzeichnisses</numerusform>
        </translation>
    </message>
    <message>
        <source>Stores %1 (%2 of it unused), documents %3, cache %4, in all %5.</source>
        <translation>Speicher %1 (davon %2 ungenutzt), Dokumente %3, Zwischenspeicher %4, insgesamt %5.</translation>
    </message>
    <message>
        <source>States from before a restore take %1; delete them when you are content.</source>
        <translation>Stände aus der Zeit vor einer Wiederherstellung belegen %1; löschen Sie sie, wenn Sie zufrieden sind.</translation>
    </message>
    <message>
        <source>%1, the oldest of %2</source>
        <translation>%1, zurückreichend bis %2</translation>
    </message>
</context>
<context>
    <name>Diagnosis</name>
    <message>
        <source>%1 %</source>
        <translation>%1 %</translation>
    </message>
    <message>
        <source>%1 ms</source>
        <translation>%1 ms</translation>
    </message>
    <message>
        <source>%1 s</source>
        <translation>%1 s</translation>
    </message>
    <message>
        <source>%1 MB</source>
        <translation>%1 MB</translation>
    </message>
    <message>
        <source>%1 of look-ups were answered; more than %2 should be</source>
        <translation>%1 der Abfragen wurden beantwortet; mehr als %2 sollten es sein</translation>
    </message>
    <message>
        <source>P95 is %1; it should be under %2</source>
        <translation>P95 ist %1; es sollte unter %2 liegen</translation>
    </message>
    <message>
        <source>; slow statements: %1, the worst took %2</source>
        <translation>; langsame Anweisungen: %1, die schlimmste dauerte %2</translation>
    </message>
    <message>
        <source>%1 calls ran out of time</source>
        <translation>Aufrufe, deren Zeit ablief: %1</translation>
    </message>
    <message>
        <source>it doesn&apos;t grow</source>
        <translation>er wächst nicht</translation>
    </message>
    <message>
        <source>it grows by %1 an hour; up to %2 is no sign of a fault</source>
        <translation>er wächst um %1 je Stunde; bis zu %2 sind kein Zeichen eines Fehlers</translation>
    </message>
    <message>
        <source>a level of the cache could not be used for %1 of the time</source>
        <translation>eine Stufe des Zwischenspeichers war %1 der Zeit nicht nutzbar</translation>
    </message>
    <message>
        <source>the last level is too small: it threw out %1 as many values as were missed</source>
        <translation>die letzte Stufe ist zu klein: Die Zahl der verdrängten Werte beträgt %1 der nicht gefundenen</translation>
    </message>
    <message>
        <source>values become too old: %1 as many expired as were missed</source>
        <translation>Werte werden zu alt: Die Zahl der abgelaufenen beträgt %1 der nicht gefundenen</translation>
    </message>
    <message>
        <source>the cache lost little: %1 of what was missed was asked for the first time</source>
        <translation>der Zwischenspeicher verlor wenig: Nach %1 dessen, was nicht gefunden wurde, wurde zum ersten Mal gefragt</translation>
    </message>
    <message>
        <source>the statement that costs most reads a table from end to end</source>
        <translation>die teuerste Anweisung liest eine Tabelle von Anfang bis Ende</translation>
    </message>
    <message>
        <source>the statement that costs most sorts its rows without an index</source>
        <translation>die teuerste Anweisung sortiert ihre Zeilen ohne Index</translation>
    </message>
    <message>
        <source>writers waited up to %1 for another process on the same folder</source>
        <translation>Schreibende warteten bis zu %1 auf einen anderen Prozess im selben Ordner</translation>
    </message>
    <message>
        <source>the disk took up to %1 to keep what was written</source>
        <translation>die Platte brauchte bis zu %1, um Geschriebenes zu sichern</translation>
    </message>
    <message>
        <source>plans are good: statements read much, or the machine is busy</source>
        <translation>die Pläne sind gut: Anweisungen lesen viel, oder der Rechner ist ausgelastet</translation>
    </message>
    <message>
        <source>the provider failed again and again and was left alone for %1 of the time</source>
        <translation>der Anbieter versagte immer wieder und wurde %1 der Zeit nicht gefragt</translation>
    </message>
    <message>
        <source>the provider refused %1 calls as too many</source>
        <translation>der Anbieter lehnte %1 Aufrufe als zu viele ab</translation>
    </message>
    <message>
        <source>the model is slow: a twentieth of its answers takes longer than %1</source>
        <translation>das Modell ist langsam: Ein Zwanzigstel seiner Antworten dauert länger als %1</translation>
    </message>
    <message>
        <source>the cache in memory fills: %1 an hour</source>
        <translation>der Zwischenspeicher im Arbeitsspeicher füllt sich: %1 je Stunde</translation>
    </message>
    <message>
        <source>the cache in memory explains only %1 an hour of it</source>
        <translation>der Zwischenspeicher im Arbeitsspeicher erklärt davon nur %1 je Stunde</translation>
    </message>
    <message>
        <source>Cache hit rate</source>
        <translation>Trefferquote des Zwischenspeichers</translation>
    </message>
    <message>
        <source>Store operations</source>
        <translation>Vorgänge der Speicher</translation>
    </message>
    <message>
        <source>Time-outs of models</source>
        <translation>Zeitüberschreitungen von Modellen</translation>
    </message>
    <message>
        <source>Memory</source>
        <translation>Arbeitsspeicher</translation>
    </message>
    <message>
        <source>too little was measured to tell</source>
        <translation>es wurde zu wenig gemessen, um es zu sagen</translation>
    </message>
    <message>
        <source>%1. Cause: %2</source>
        <translation>%1. Ursache: %2</translation>
    </message>
    <message>
        <source>%1 (now %2)</source>
        <translation>%1 (jetzt %2)</translation>
    </message>
    <message>
        <source>Check that the level can work, as its server or its folder on the disk: %1.</source>
        <translation>Prüfen Sie, ob die Stufe arbeiten kann, etwa ihr Server oder ihr Ordner auf der Platte: %1.</translation>
    </message>
    <message>
        <source>Increase %1.</source>
        <translation>Erhöhen Sie %1.</translation>
    </message>
    <message>
        <source>Nothing needs changing; consultantos-cli cache warm prepares analyses that will be asked for.</source>
        <translation>Es ist nichts zu ändern; consultantos-cli cache warm bereitet Analysen vor, nach denen gefragt werden wird.</translation>
    </message>
    <message>
        <source>An index is missing: no setting helps. Report the statement with its plan below.</source>
        <translation>Ein Index fehlt: Keine Einstellung hilft. Melden Sie die Anweisung mit ihrem Plan unten.</translation>
    </message>
    <message>
        <source>Let fewer programs write to the data folder at once.</source>
        <translation>Lassen Sie weniger Programme zugleich in den Datenordner schreiben.</translation>
    </message>
    <message>
        <source>Put the data folder (CONSULTANTOS_DATA_DIR) on a faster disk, not on a network drive.</source>
        <translation>Legen Sie den Datenordner (CONSULTANTOS_DATA_DIR) auf eine schnellere Platte, nicht auf ein Netzlaufwerk.</translation>
    </message>
    <message>
        <source>Look at what else runs; lower MAX_CONCURRENT_AGENTS if it is this program.</source>
        <translation>Sehen Sie nach, was sonst läuft; verringern Sie MAX_CONCURRENT_AGENTS, wenn es dieses Programm ist.</translation>
    </message>
    <message>
        <source>Name another provider to turn to: %1.</source>
        <translation>Nennen Sie einen weiteren Anbieter zum Ausweichen: %1.</translation>
    </message>
    <message>
        <source>Tell the program the provider&apos;s limit, so that calls wait for their turn: %1.</source>
        <translation>Geben Sie dem Programm die Grenze des Anbieters an, damit Aufrufe warten, bis sie an der Reihe sind: %1.</translation>
    </message>
    <message>
        <source>Choose a faster LLM_MODEL, or increase %1.</source>
        <translation>Wählen Sie ein schnelleres LLM_MODEL oder erhöhen Sie %1.</translation>
    </message>
    <message>
        <source>It ends at its size; lower %1 if that is too much.</source>
        <translation>Er wächst nur bis zu seiner Größe; verringern Sie %1, wenn das zu viel ist.</translation>
    </message>
    <message>
        <source>Lower %1 and look whether it stops; if not, report it with the performance summary.</source>
        <translation>Verringern Sie %1 und sehen Sie, ob es aufhört; wenn nicht, melden Sie es mit der Zusammenfassung der Leistung.</translation>
    </message>
</context>
<context>
    <name>Difference</name>
    <message>
        <source>(not there)</source>
        <translation>(nicht vorhanden)</translation>
    </message>
    <message>
        <source>Fact</source>
        <translation>Fakt</translation>
    </message>
    <message>
        <source>Source</source>
        <translation>Quelle</translation>
    </message>
    <message>
        <source>Method</source>
        <translation>Verfahren</translation>
    </message>
    <message>
        <source>Language model</source>
        <translation>Sprachmodell</translation>
    </message>
    <message>
        <source>Setting</source>
        <translation>Einstellung</translation>
    </message>
    <message>
        <source>Edit by a person</source>
        <translation>Änderung durch eine Person</translation>
    </message>
    <message>
        <source>Score</source>
        <translation>Wertung</translation>
    </message>
    <message>
        <source>Figure</source>
        <translation>Kennzahl</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>Ampel</translation>
    </message>
    <message>
        <source>Statement</source>
        <translation>Aussage</translation>
    </message>
    <message>
        <source>Recommendation</source>
        <translation>Empfehlung</translation>
    </message>
    <message>
        <source>Data request</source>
        <translation>Datenanfrage</translation>
    </message>
    <message>
        <source>Executive summary</source>
        <translation>Zusammenfassung</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>Art</translation>
    </message>
    <message>
        <source>What</source>
        <translation>Was</translation>
    </message>
    <message>
        <source>Before</source>
        <translation>Zuvor</translation>
    </message>
    <message>
        <source>After</source>
        <translation>Danach</translation>
    </message>
    <message>
        <source>Put down to</source>
        <translation>Zurückgeführt auf</translation>
    </message>
    <message>
        <source>Cause</source>
        <translation>Ursache</translation>
    </message>
    <message>
        <source>Share</source>
        <translation>Anteil</translation>
    </message>
    <message>
        <source>What changed</source>
        <translation>Was sich geändert hat</translation>
    </message>
    <message>
        <source>Earlier</source>
        <translation>Früherer Bericht</translation>
    </message>
    <message>
        <source>Later</source>
        <translation>Späterer Bericht</translation>
    </message>
    <message>
        <source>What they were made of</source>
        <translation>Grundlagen der Berichte</translation>
    </message>
    <message>
        <source>Changes, largest first</source>
        <translation>Änderungen, die größten zuerst</translation>
    </message>
    <message>
        <source>%1 (%2 to %3)</source>
        <translation>%1 (%2 bis %3)</translation>
    </message>
</context>
<context>
    <name>Digest</name>
    <message>
        <source>Alerts from %1 to %2</source>
        <translation>Meldungen vom %1 bis zum %2</translation>
    </message>
    <message>
        <source>Alerts: %1. Monitors: %2.</source>
        <translation>Meldungen: %1. Überwachungen: %2.</translation>
    </message>
    <message>
        <source>Monitors whose last check failed: %1.</source>
        <translation>Überwachungen, deren letzte Prüfung gescheitert ist: %1.</translation>
    </message>
    <message>
        <source>%1 more</source>
        <translation>%1 weitere</translation>
    </message>
    <message>
        <source>Sources: %1</source>
        <translation>Quellen: %1</translation>
    </message>
    <message>
        <source>A digest is written as md, html or json, not as &quot;%1&quot;.</source>
        <translation>Eine Zusammenfassung wird als md, html oder json geschrieben, nicht als „%1“.</translation>
    </message>
</context>
<context>
    <name>Documents</name>
    <message>
        <source>No text was found in it.</source>
        <translation>Es wurde kein Text darin gefunden.</translation>
    </message>
    <message numerus="yes">
        <source>%n line(s) have more or fewer fields than the %1 that most have.</source>
        <translation>
            <numerusform>%n Zeile hat mehr oder weniger Felder als die %1 der meisten.</numerusform>
            <numerusform>%n Zeilen haben mehr oder weniger Felder als die %1 der meisten.</numerusform>
        </translation>
    </message>
    <message>
        <source>A quotation mark is never closed: the file may be cut short.</source>
        <translation>Ein Anführungszeichen wird nie geschlossen: Die Datei ist vielleicht abgeschnitten.</translation>
    </message>
    <message>
        <source>Decimal points and decimal commas are mixed: numbers that can be read in two ways stay text.</source>
        <translation>Dezimalpunkte und Dezimalkommas sind gemischt: Zahlen, die sich auf zwei Arten lesen lassen, bleiben Text.</translation>
    </message>
    <message>
        <source>Reading %1 was cancelled; nothing of it was imported.</source>
        <translation>Das Lesen von %1 wurde abgebrochen; nichts davon wurde importiert.</translation>
    </message>
    <message>
        <source>%1 takes longer than %2 seconds to read; nothing of it was imported.</source>
        <translation>%1 zu lesen dauert länger als %2 Sekunden; nichts davon wurde importiert.</translation>
    </message>
    <message>
        <source>Split the file, or import it when the computer is less busy.</source>
        <translation>Teilen Sie die Datei oder importieren Sie sie, wenn der Rechner weniger ausgelastet ist.</translation>
    </message>
    <message>
        <source>%1 is empty; there is nothing to import.</source>
        <translation>%1 ist leer; es gibt nichts zu importieren.</translation>
    </message>
    <message>
        <source>Check that it was copied or downloaded fully.</source>
        <translation>Prüfen Sie, ob die Datei vollständig kopiert oder heruntergeladen wurde.</translation>
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
        <source>%1 is no ordinary file; nothing was imported.</source>
        <translation>%1 ist keine gewöhnliche Datei; nichts wurde importiert.</translation>
    </message>
    <message>
        <source>Name the file itself.</source>
        <translation>Nennen Sie die Datei selbst.</translation>
    </message>
    <message>
        <source>%1 can&apos;t be read: %2; nothing was imported.</source>
        <translation>%1 ist nicht lesbar: %2; nichts wurde importiert.</translation>
    </message>
    <message>
        <source>Check that you may read it.</source>
        <translation>Prüfen Sie, ob Sie sie lesen dürfen.</translation>
    </message>
    <message>
        <source>%1 is larger than %2; nothing of it was imported.</source>
        <translation>%1 ist größer als %2; nichts davon wurde importiert.</translation>
    </message>
    <message>
        <source>Split the file, or leave out its pictures.</source>
        <translation>Teilen Sie die Datei oder lassen Sie ihre Bilder weg.</translation>
    </message>
    <message>
        <source>%1 needs more memory than there is; nothing of it was imported.</source>
        <translation>%1 braucht mehr Speicher, als da ist; nichts davon wurde importiert.</translation>
    </message>
    <message>
        <source>Split the file, or close other programs.</source>
        <translation>Teilen Sie die Datei oder schließen Sie andere Programme.</translation>
    </message>
    <message>
        <source>%1 unpacks to far more than a document holds; nothing of it was imported.</source>
        <translation>%1 entpackt sich zu weit mehr, als ein Dokument enthält; nichts davon wurde importiert.</translation>
    </message>
    <message>
        <source>It may have been made to do harm. If you trust it, save it anew in the program that it comes from.</source>
        <translation>Die Datei könnte in schädlicher Absicht erstellt worden sein. Wenn Sie ihr vertrauen, speichern Sie sie in ihrem Ursprungsprogramm neu.</translation>
    </message>
    <message>
        <source>%1 is nested deeper than %2 levels; nothing of it was imported.</source>
        <translation>%1 ist tiefer als %2 Ebenen verschachtelt; nichts davon wurde importiert.</translation>
    </message>
    <message>
        <source>%1 is protected by a password; nothing of it was imported.</source>
        <translation>%1 ist durch ein Passwort geschützt; nichts davon wurde importiert.</translation>
    </message>
    <message>
        <source>Open it in the program that it comes from, save it without a password, and import that.</source>
        <translation>Öffnen Sie die Datei in ihrem Ursprungsprogramm, speichern Sie sie ohne Passwort und importieren Sie diese Fassung.</translation>
    </message>
    <message>
        <source>%1 declares entities or a document type, which no document of its kind does; nothing of it was imported.</source>
        <translation>%1 deklariert Entitäten oder einen Dokumenttyp, was kein Dokument dieser Art tut; nichts davon wurde importiert.</translation>
    </message>
    <message>
        <source>%1 is of no kind of document that can be read; nothing was imported.</source>
        <translation>%1 ist kein Dokument einer lesbaren Art; nichts wurde importiert.</translation>
    </message>
    <message>
        <source>Save it as PDF, DOCX, XLSX, PPTX, ODT, ODS, CSV, HTML or text, and import that.</source>
        <translation>Speichern Sie es als PDF, DOCX, XLSX, PPTX, ODT, ODS, CSV, HTML oder Text und importieren Sie diese Datei.</translation>
    </message>
    <message>
        <source>Open it in the program that it comes from and save it anew, or get it again.</source>
        <translation>Öffnen Sie die Datei in ihrem Ursprungsprogramm und speichern Sie sie neu oder besorgen Sie sie noch einmal.</translation>
    </message>
    <message>
        <source>%1 is damaged or cut short; nothing of it was imported.</source>
        <translation>%1 ist beschädigt oder abgeschnitten; nichts davon wurde importiert.</translation>
    </message>
    <message>
        <source>%1 is %2, which can&apos;t be read; nothing was imported.</source>
        <translation>%1 ist %2 und nicht lesbar; nichts wurde importiert.</translation>
    </message>
    <message numerus="yes">
        <source>%n attachment(s) were not read; save them and import them: %1.</source>
        <translation>
            <numerusform>%n Anhang wurde nicht gelesen; speichern und importieren Sie ihn: %1.</numerusform>
            <numerusform>%n Anhänge wurden nicht gelesen; speichern und importieren Sie sie: %1.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n entry(ies) have no date that can be read.</source>
        <translation>
            <numerusform>%n Eintrag hat kein lesbares Datum.</numerusform>
            <numerusform>%n Einträge haben kein lesbares Datum.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>The feed breaks off; %n entry(ies) before that were read (%1).</source>
        <translation>
            <numerusform>Der Feed bricht ab; %n Eintrag davor wurde gelesen (%1).</numerusform>
            <numerusform>Der Feed bricht ab; %n Einträge davor wurden gelesen (%1).</numerusform>
        </translation>
    </message>
    <message>
        <source>a workbook of Excel 97-2003</source>
        <translation>eine Arbeitsmappe von Excel 97-2003</translation>
    </message>
    <message>
        <source>Open it in Excel or LibreOffice, save it as XLSX, and import that.</source>
        <translation>Öffnen Sie sie in Excel oder LibreOffice, speichern Sie sie als XLSX und importieren Sie diese Datei.</translation>
    </message>
    <message>
        <source>a document of Word 97-2003</source>
        <translation>ein Dokument von Word 97-2003</translation>
    </message>
    <message>
        <source>Open it in Word or LibreOffice, save it as DOCX, and import that.</source>
        <translation>Öffnen Sie es in Word oder LibreOffice, speichern Sie es als DOCX und importieren Sie diese Datei.</translation>
    </message>
    <message>
        <source>a presentation of PowerPoint 97-2003</source>
        <translation>eine Präsentation von PowerPoint 97-2003</translation>
    </message>
    <message>
        <source>Open it in PowerPoint or LibreOffice, save it as PPTX, and import that.</source>
        <translation>Öffnen Sie sie in PowerPoint oder LibreOffice, speichern Sie sie als PPTX und importieren Sie diese Datei.</translation>
    </message>
    <message>
        <source>a message of Outlook</source>
        <translation>eine Nachricht von Outlook</translation>
    </message>
    <message>
        <source>Save the message as EML, text or PDF, and import that.</source>
        <translation>Speichern Sie die Nachricht als EML, Text oder PDF und importieren Sie diese Datei.</translation>
    </message>
    <message>
        <source>a binary workbook of Excel (XLSB)</source>
        <translation>eine binäre Arbeitsmappe von Excel (XLSB)</translation>
    </message>
    <message>
        <source>an archive of other files</source>
        <translation>ein Archiv mit anderen Dateien</translation>
    </message>
    <message>
        <source>Unpack it and import the files in it.</source>
        <translation>Entpacken Sie es und importieren Sie die Dateien darin.</translation>
    </message>
    <message>
        <source>a document in Rich Text Format (RTF)</source>
        <translation>ein Dokument im Rich Text Format (RTF)</translation>
    </message>
    <message numerus="yes">
        <source>%n piece(s) of navigation, notices and footers were left out.</source>
        <translation>
            <numerusform>%n Stück aus Navigation, Hinweisen und Fußzeilen wurde ausgelassen.</numerusform>
            <numerusform>%n Stücke aus Navigation, Hinweisen und Fußzeilen wurden ausgelassen.</numerusform>
        </translation>
    </message>
    <message>
        <source>Only the first %L1 pieces of text were read; there are more.</source>
        <translation>Nur die ersten %L1 Textstücke wurden gelesen; es gibt mehr.</translation>
    </message>
    <message>
        <source>Only the first %L1 table cells were read; there are more.</source>
        <translation>Nur die ersten %L1 Tabellenzellen wurden gelesen; es gibt mehr.</translation>
    </message>
    <message>
        <source>Only the first %L1 pages, slides or sheets were read; there are more.</source>
        <translation>Nur die ersten %L1 Seiten, Folien oder Tabellenblätter wurden gelesen; es gibt mehr.</translation>
    </message>
    <message numerus="yes">
        <source>%n character(s) could not be read as %1 and stand as �.</source>
        <translation>
            <numerusform>%n Zeichen war nicht als %1 lesbar und steht als �.</numerusform>
            <numerusform>%n Zeichen waren nicht als %1 lesbar und stehen als �.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n hidden sheet(s) were read too.</source>
        <translation>
            <numerusform>%n ausgeblendetes Tabellenblatt wurde mitgelesen.</numerusform>
            <numerusform>%n ausgeblendete Tabellenblätter wurden mitgelesen.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n formula(s) have no stored result and were left out: open and save the file in a spreadsheet program.</source>
        <translation>
            <numerusform>%n Formel hat kein gespeichertes Ergebnis und wurde ausgelassen: Öffnen und speichern Sie die Datei in einer Tabellenkalkulation.</numerusform>
            <numerusform>%n Formeln haben kein gespeichertes Ergebnis und wurden ausgelassen: Öffnen und speichern Sie die Datei in einer Tabellenkalkulation.</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 has more cells than can be read.</source>
        <translation>%1 hat mehr Zellen, als gelesen werden können.</translation>
    </message>
</context>
<context>
    <name>Duration</name>
    <message>
        <source>%1 s</source>
        <translation>%1 s</translation>
    </message>
    <message>
        <source>%1 min</source>
        <translation>%1 min</translation>
    </message>
    <message>
        <source>%1 h</source>
        <translation>%1 h</translation>
    </message>
    <message>
        <source>%1 days</source>
        <translation>%1 Tagen</translation>
    </message>
</context>
<context>
    <name>Egress</name>
    <message>
        <source>The address can&apos;t be asked; nothing was sent.</source>
        <translation>Die Adresse kann nicht abgefragt werden; nichts wurde gesendet.</translation>
    </message>
    <message>
        <source>It must begin with https:// or http:// and name a host.</source>
        <translation>Sie muss mit https:// oder http:// beginnen und einen Rechner nennen.</translation>
    </message>
    <message>
        <source>A header holds a line break.</source>
        <translation>Eine Kopfzeile enthält einen Zeilenumbruch.</translation>
    </message>
    <message>
        <source>%1 was not asked: the program is offline. What is stored on this machine is used.</source>
        <translation>%1 wurde nicht abgefragt: Das Programm ist offline. Verwendet wird, was auf diesem Rechner gespeichert ist.</translation>
    </message>
    <message>
        <source>Switch Offline off in the settings, or leave out --offline.</source>
        <translation>Schalten Sie Offline in den Einstellungen aus oder lassen Sie --offline weg.</translation>
    </message>
    <message>
        <source>The key for %1 was not sent: the connection is not encrypted.</source>
        <translation>Der Schlüssel für %1 wurde nicht gesendet: Die Verbindung ist nicht verschlüsselt.</translation>
    </message>
    <message>
        <source>Give an address that begins with https://.</source>
        <translation>Geben Sie eine Adresse an, die mit https:// beginnt.</translation>
    </message>
    <message>
        <source>%1 sends its visitors on to %2, which nobody asked for; it was not followed.</source>
        <translation>%1 leitet ungefragt zu %2 weiter; der Weiterleitung wurde nicht gefolgt.</translation>
    </message>
    <message>
        <source>If that place is right, enter it as the address of this source.</source>
        <translation>Wenn dieser Ort richtig ist, tragen Sie ihn als Adresse dieser Quelle ein.</translation>
    </message>
    <message>
        <source>The certificates of %1 can&apos;t be used; nothing was sent. %2</source>
        <translation>Die Zertifikate aus %1 sind unbrauchbar; nichts wurde gesendet. %2</translation>
    </message>
    <message>
        <source>Correct the setting ca_certificates, or take it out.</source>
        <translation>Berichtigen Sie die Einstellung ca_certificates oder nehmen Sie sie heraus.</translation>
    </message>
    <message>
        <source>The file holds no certificate in PEM form.</source>
        <translation>Die Datei enthält kein Zertifikat im PEM-Format.</translation>
    </message>
    <message>
        <source>The network&apos;s thread can&apos;t wait for itself.</source>
        <translation>Der Netzwerk-Thread kann nicht auf sich selbst warten.</translation>
    </message>
    <message>
        <source>%1 could not be reached: the proxy refused or did not answer.</source>
        <translation>%1 war nicht zu erreichen: Der Proxy lehnte ab oder antwortete nicht.</translation>
    </message>
    <message>
        <source>Check the proxy in the settings, with its user name and password.</source>
        <translation>Prüfen Sie den Proxy in den Einstellungen samt Benutzername und Passwort.</translation>
    </message>
    <message>
        <source>There is no host %1 to be found.</source>
        <translation>Ein Rechner %1 ist nicht zu finden.</translation>
    </message>
    <message>
        <source>Check the network connection and the address in the settings.</source>
        <translation>Prüfen Sie die Netzwerkverbindung und die Adresse in den Einstellungen.</translation>
    </message>
    <message>
        <source>%1 refuses the connection.</source>
        <translation>%1 lehnt die Verbindung ab.</translation>
    </message>
    <message>
        <source>Check the address in the settings, or try again later.</source>
        <translation>Prüfen Sie die Adresse in den Einstellungen oder versuchen Sie es später noch einmal.</translation>
    </message>
    <message>
        <source>%1 could not prove who it is; nothing was sent. %2</source>
        <translation>%1 konnte seine Identität nicht nachweisen; nichts wurde gesendet. %2</translation>
    </message>
    <message>
        <source>Where a company&apos;s proxy opens encrypted connections, name its certificate file in the settings (ca_certificates).</source>
        <translation>Wenn ein Proxy Ihres Unternehmens verschlüsselte Verbindungen öffnet, nennen Sie dessen Zertifikatsdatei in den Einstellungen (ca_certificates).</translation>
    </message>
    <message>
        <source>The connection to %1 failed.</source>
        <translation>Die Verbindung zu %1 ist gescheitert.</translation>
    </message>
    <message>
        <source>Check the network connection, or try again later.</source>
        <translation>Prüfen Sie die Netzwerkverbindung oder versuchen Sie es später noch einmal.</translation>
    </message>
    <message>
        <source>%1 refuses the request (HTTP %2).</source>
        <translation>%1 verweigert die Anfrage (HTTP %2).</translation>
    </message>
    <message>
        <source>Check the key of this source, and whether it covers this request.</source>
        <translation>Prüfen Sie den Schlüssel dieser Quelle und ob er diese Anfrage abdeckt.</translation>
    </message>
    <message>
        <source>%1 has nothing at this address (HTTP %2).</source>
        <translation>%1 hat unter dieser Adresse nichts (HTTP %2).</translation>
    </message>
    <message>
        <source>Check the name, ticker or address that was asked for.</source>
        <translation>Prüfen Sie den Namen, das Kürzel oder die Adresse der Anfrage.</translation>
    </message>
    <message>
        <source>%1 asks for fewer requests (HTTP %2).</source>
        <translation>%1 verlangt weniger Anfragen (HTTP %2).</translation>
    </message>
    <message>
        <source>Try again later; what was fetched before is kept.</source>
        <translation>Versuchen Sie es später noch einmal; bereits Abgerufenes bleibt erhalten.</translation>
    </message>
    <message>
        <source>%1 has a fault of its own (HTTP %2).</source>
        <translation>%1 hat selbst eine Störung (HTTP %2).</translation>
    </message>
    <message>
        <source>%1 does not accept the request (HTTP %2).</source>
        <translation>%1 nimmt die Anfrage nicht an (HTTP %2).</translation>
    </message>
    <message>
        <source>Check what was asked for and the address in the settings.</source>
        <translation>Prüfen Sie die Anfrage und die Adresse in den Einstellungen.</translation>
    </message>
    <message>
        <source>%1 did not take the connection within %2 s.</source>
        <translation>%1 nahm die Verbindung nicht innerhalb von %2 s an.</translation>
    </message>
    <message>
        <source>Check the network connection and the proxy in the settings, or try again later.</source>
        <translation>Prüfen Sie die Netzwerkverbindung und den Proxy in den Einstellungen oder versuchen Sie es später noch einmal.</translation>
    </message>
    <message>
        <source>%1 sent nothing, or hardly anything, for %2 s.</source>
        <translation>%1 sendete %2 s lang nichts oder fast nichts.</translation>
    </message>
    <message>
        <source>Try again later.</source>
        <translation>Versuchen Sie es später noch einmal.</translation>
    </message>
    <message>
        <source>%1 was not done within %2 s.</source>
        <translation>%1 wurde nicht innerhalb von %2 s fertig.</translation>
    </message>
    <message>
        <source>%1 may only be asked again in %2 s.</source>
        <translation>%1 darf erst in %2 s wieder abgefragt werden.</translation>
    </message>
    <message>
        <source>Try again then; what was fetched before is kept.</source>
        <translation>Versuchen Sie es dann noch einmal; bereits Abgerufenes bleibt erhalten.</translation>
    </message>
    <message>
        <source>The answer of %1 broke off; nothing of it was used.</source>
        <translation>Die Antwort von %1 brach ab; nichts davon wurde verwendet.</translation>
    </message>
    <message>
        <source>The answer of %1 is larger than the %2 allowed; nothing of it was used.</source>
        <translation>Die Antwort von %1 ist größer als die erlaubten %2; nichts davon wurde verwendet.</translation>
    </message>
    <message>
        <source>Ask for less.</source>
        <translation>Fragen Sie weniger ab.</translation>
    </message>
    <message>
        <source>%1 answered with a web page instead of data.</source>
        <translation>%1 antwortete mit einer Webseite statt mit Daten.</translation>
    </message>
    <message>
        <source>Often it is the sign-in page of a network or proxy, or a notice of maintenance: open the address in a browser.</source>
        <translation>Oft ist es die Anmeldeseite eines Netzwerks oder Proxys oder ein Wartungshinweis: Öffnen Sie die Adresse in einem Browser.</translation>
    </message>
    <message>
        <source>%1 answered with something that is no JSON.</source>
        <translation>%1 antwortete mit etwas, das kein JSON ist.</translation>
    </message>
    <message>
        <source>%1 sends its visitors round in circles.</source>
        <translation>%1 leitet im Kreis weiter.</translation>
    </message>
    <message>
        <source>Check the address in the settings.</source>
        <translation>Prüfen Sie die Adresse in den Einstellungen.</translation>
    </message>
    <message>
        <source>The request to %1 was cancelled.</source>
        <translation>Die Anfrage an %1 wurde abgebrochen.</translation>
    </message>
    <message>
        <source>The request to %1 was broken off: the program went offline.</source>
        <translation>Die Anfrage an %1 wurde abgebrochen: Das Programm ging offline.</translation>
    </message>
    <message>
        <source>Switch Offline off in the settings.</source>
        <translation>Schalten Sie Offline in den Einstellungen aus.</translation>
    </message>
    <message>
        <source>%1 wants to be asked again in %2 s, which is longer than the %3 s that this request may take; it wasn&apos;t waited for.</source>
        <translation>%1 will erst in %2 s wieder gefragt werden, länger als die %3 s, die diese Anfrage dauern darf; es wurde nicht gewartet.</translation>
    </message>
    <message>
        <source>%1 sends the request on in a way that would lose what was asked (HTTP %2); it was not followed.</source>
        <translation>%1 leitet die Anfrage so weiter, dass das Gefragte verloren ginge (HTTP %2); der Weiterleitung wurde nicht gefolgt.</translation>
    </message>
    <message>
        <source>Check its address in the settings: https in place of http, the end of its path.</source>
        <translation>Prüfen Sie die Adresse in den Einstellungen: https statt http, das Ende des Pfades.</translation>
    </message>
    <message>
        <source>%1 was not asked: your administrator doesn&apos;t allow this host.</source>
        <translation>%1 wurde nicht angefragt: Ihr Administrator lässt diesen Rechner nicht zu.</translation>
    </message>
    <message>
        <source>Ask your administrator to add it to the policy&apos;s allowed_hosts.</source>
        <translation>Bitten Sie Ihren Administrator, ihn in der Richtlinie unter allowed_hosts aufzunehmen.</translation>
    </message>
</context>
<context>
    <name>EgressWords</name>
    <message>
        <source>search for a company</source>
        <translation>Suche nach einem Unternehmen</translation>
    </message>
    <message>
        <source>list of filings</source>
        <translation>Liste von Einreichungen</translation>
    </message>
    <message>
        <source>a filing</source>
        <translation>eine Einreichung</translation>
    </message>
    <message>
        <source>a company&apos;s figures</source>
        <translation>Zahlen eines Unternehmens</translation>
    </message>
    <message>
        <source>a feed</source>
        <translation>ein Feed</translation>
    </message>
    <message>
        <source>search for news</source>
        <translation>Suche nach Nachrichten</translation>
    </message>
    <message>
        <source>web search</source>
        <translation>Websuche</translation>
    </message>
    <message>
        <source>an economic indicator</source>
        <translation>ein Wirtschaftsindikator</translation>
    </message>
    <message>
        <source>a share price</source>
        <translation>ein Aktienkurs</translation>
    </message>
    <message>
        <source>key figures</source>
        <translation>Kennzahlen</translation>
    </message>
    <message>
        <source>Answered</source>
        <translation>Beantwortet</translation>
    </message>
    <message>
        <source>Not sent: offline</source>
        <translation>Nicht gesendet: offline</translation>
    </message>
    <message>
        <source>No usable answer</source>
        <translation>Keine brauchbare Antwort</translation>
    </message>
    <message>
        <source>Too many requests</source>
        <translation>Zu viele Anfragen</translation>
    </message>
    <message>
        <source>Refused</source>
        <translation>Verweigert</translation>
    </message>
    <message>
        <source>Took too long</source>
        <translation>Dauerte zu lange</translation>
    </message>
    <message>
        <source>Cancelled</source>
        <translation>Abgebrochen</translation>
    </message>
    <message>
        <source>Answer unreadable</source>
        <translation>Antwort unlesbar</translation>
    </message>
    <message>
        <source>Not found there</source>
        <translation>Dort nicht gefunden</translation>
    </message>
    <message>
        <source>Not accepted</source>
        <translation>Nicht angenommen</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1: %2</translation>
    </message>
    <message>
        <source>%1 (HTTP status %2)</source>
        <translation>%1 (HTTP-Status %2)</translation>
    </message>
    <message>
        <source>%1. %2, %3. %4 after %5 s.</source>
        <translation>%1. %2, %3. %4 nach %5 s.</translation>
    </message>
    <message>
        <source>a question with its evidence</source>
        <translation>eine Frage mit ihren Belegen</translation>
    </message>
    <message>
        <source>texts to compare their meaning</source>
        <translation>Texte zum Vergleich ihrer Bedeutung</translation>
    </message>
    <message>
        <source>a count of tokens</source>
        <translation>eine Zählung von Token</translation>
    </message>
    <message>
        <source>list of models</source>
        <translation>Liste von Modellen</translation>
    </message>
    <message>
        <source>Language model</source>
        <translation>Sprachmodell</translation>
    </message>
    <message>
        <source>Language model of %1: %2</source>
        <translation>Sprachmodell von %1: %2</translation>
    </message>
</context>
<context>
    <name>Engine</name>
    <message>
        <source>The page&apos;s text is shown instead.</source>
        <translation>Stattdessen wird der Text der Seite gezeigt.</translation>
    </message>
    <message>
        <source>Only pages of PDFs can be shown as they are.</source>
        <translation>Nur Seiten von PDFs können im Original gezeigt werden.</translation>
    </message>
    <message>
        <source>The page can&apos;t be drawn: the PDF helper is missing.</source>
        <translation>Die Seite kann nicht gezeichnet werden: Das PDF-Hilfsprogramm fehlt.</translation>
    </message>
    <message>
        <source>Page %1 could not be drawn.</source>
        <translation>Seite %1 konnte nicht gezeichnet werden.</translation>
    </message>
    <message>
        <source>The program ends.</source>
        <translation>Das Programm wird beendet.</translation>
    </message>
    <message>
        <source>A restore waits: another program works with the data folder.</source>
        <translation>Eine Wiederherstellung wartet: Ein anderes Programm arbeitet mit dem Datenordner.</translation>
    </message>
    <message>
        <source>End this window, the server and other commands; the next start finishes it.</source>
        <translation>Schließen Sie dieses Fenster und beenden Sie den Server und andere Befehle; der nächste Start schließt die Wiederherstellung ab.</translation>
    </message>
    <message>
        <source>Until it is set this program analyses by itself.</source>
        <translation>Solange diese Einstellung fehlt, führt dieses Programm Analysen selbst aus.</translation>
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
    <message>
        <source>The question names no company that is known, and no document was given.</source>
        <translation>Die Frage nennt kein bekanntes Unternehmen, und es wurde kein Dokument angegeben.</translation>
    </message>
    <message>
        <source>Name the company, or import its annual report and ask of that.</source>
        <translation>Nennen Sie das Unternehmen oder importieren Sie seinen Jahresbericht und fragen Sie danach.</translation>
    </message>
    <message>
        <source>The documents are of several companies: %1 and %2.</source>
        <translation>Die Dokumente stammen von mehreren Unternehmen: %1 und %2.</translation>
    </message>
    <message>
        <source>Ask of one company at a time.</source>
        <translation>Fragen Sie jeweils nach einem Unternehmen.</translation>
    </message>
    <message>
        <source>The file is not well-formed; it was read as browsers do, and parts may be missing.</source>
        <translation>Die Datei ist nicht wohlgeformt; sie wurde gelesen, wie es Browser tun, und Teile können fehlen.</translation>
    </message>
    <message>
        <source>The filing holds no tagged number that could be read.</source>
        <translation>Die Einreichung enthält keine ausgezeichnete Zahl, die sich lesen ließ.</translation>
    </message>
    <message>
        <source>Reading %1 was cancelled; nothing was imported.</source>
        <translation>Das Lesen von %1 wurde abgebrochen; nichts wurde importiert.</translation>
    </message>
    <message>
        <source>Reading %1 took too long; nothing was imported.</source>
        <translation>Das Lesen von %1 dauerte zu lange; nichts wurde importiert.</translation>
    </message>
    <message>
        <source>its elements are nested deeper than any filing&apos;s</source>
        <translation>ihre Elemente sind tiefer verschachtelt als die jeder Einreichung</translation>
    </message>
    <message>
        <source>it holds more paragraphs than any filing does</source>
        <translation>sie enthält mehr Absätze als jede Einreichung</translation>
    </message>
    <message>
        <source>%1 can&apos;t be read as a filing: %2; nothing was imported.</source>
        <translation>%1 lässt sich nicht als Einreichung lesen: %2; nichts wurde importiert.</translation>
    </message>
    <message>
        <source>it needs more memory than there is</source>
        <translation>sie braucht mehr Speicher, als da ist</translation>
    </message>
    <message>
        <source>The report holds no number that could be read.</source>
        <translation>Der Bericht enthält keine Zahl, die sich lesen ließ.</translation>
    </message>
    <message>
        <source>its JSON is not valid at byte %1</source>
        <translation>ihr JSON ist bei Byte %1 ungültig</translation>
    </message>
    <message>
        <source>it is no xBRL-JSON, an object with &quot;documentInfo&quot; and &quot;facts&quot;</source>
        <translation>sie ist kein xBRL-JSON, ein Objekt mit &quot;documentInfo&quot; und &quot;facts&quot;</translation>
    </message>
    <message numerus="yes">
        <source>%n tagged number(s) were skipped that can&apos;t be read as one.</source>
        <translation>
            <numerusform>%n ausgezeichnete Zahl wurde übergangen, die sich nicht als Zahl lesen lässt.</numerusform>
            <numerusform>%n ausgezeichnete Zahlen wurden übergangen, die sich nicht als Zahlen lesen lassen.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n tagged number(s) were skipped whose format is unknown: %1.</source>
        <translation>
            <numerusform>%n ausgezeichnete Zahl wurde übergangen, deren Format unbekannt ist: %1.</numerusform>
            <numerusform>%n ausgezeichnete Zahlen wurden übergangen, deren Format unbekannt ist: %1.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n tagged number(s) were skipped whose context or unit is missing in the file.</source>
        <translation>
            <numerusform>%n ausgezeichnete Zahl wurde übergangen, deren Kontext oder Einheit in der Datei fehlt.</numerusform>
            <numerusform>%n ausgezeichnete Zahlen wurden übergangen, deren Kontext oder Einheit in der Datei fehlt.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n fact(s) stand there with different values; the more exact one was taken.</source>
        <translation>
            <numerusform>%n Fakt steht dort mit verschiedenen Werten; der genauere wurde übernommen.</numerusform>
            <numerusform>%n Fakten stehen dort mit verschiedenen Werten; die genaueren wurden übernommen.</numerusform>
        </translation>
    </message>
    <message>
        <source>it is not well-formed in line %1</source>
        <translation>sie ist in Zeile %1 nicht wohlgeformt</translation>
    </message>
    <message>
        <source>it declares entities, which filings don&apos;t</source>
        <translation>sie deklariert Entitäten, was Einreichungen nicht tun</translation>
    </message>
    <message>
        <source>No copy of %1 could be kept in %2; it was not imported.</source>
        <translation>In %2 konnte keine Kopie von %1 aufbewahrt werden; es wurde nicht importiert.</translation>
    </message>
    <message>
        <source>The disk is full. Make room and import it again.</source>
        <translation>Der Datenträger ist voll. Schaffen Sie Platz und importieren Sie es noch einmal.</translation>
    </message>
    <message>
        <source>Check that the folder can be written.</source>
        <translation>Prüfen Sie, ob in den Ordner geschrieben werden kann.</translation>
    </message>
    <message>
        <source>%1 can&apos;t be read any more.</source>
        <translation>%1 kann nicht mehr gelesen werden.</translation>
    </message>
    <message>
        <source>No copy of the document is kept; import it again.</source>
        <translation>Es ist keine Kopie des Dokuments vorhanden; importieren Sie es noch einmal.</translation>
    </message>
    <message>
        <source>The import of %1 was cancelled.</source>
        <translation>Der Import von %1 wurde abgebrochen.</translation>
    </message>
    <message>
        <source>It has figures, but doesn&apos;t say of which company: name the company to take them.</source>
        <translation>Es enthält Zahlen, sagt aber nicht, von welchem Unternehmen: Nennen Sie das Unternehmen, um sie zu übernehmen.</translation>
    </message>
    <message>
        <source>%1: known already, nothing changed.</source>
        <translation>%1: schon bekannt, nichts geändert.</translation>
    </message>
    <message>
        <source>%1, page %2</source>
        <translation>%1, Seite %2</translation>
    </message>
    <message numerus="yes">
        <source>%n page(s) hold more words than are read of one page.</source>
        <translation>
            <numerusform>%n Seite enthält mehr Wörter, als von einer Seite gelesen werden.</numerusform>
            <numerusform>%n Seiten enthalten mehr Wörter, als von einer Seite gelesen werden.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n paragraph(s) past the limit were left out.</source>
        <translation>
            <numerusform>%n Absatz jenseits der Grenze wurde ausgelassen.</numerusform>
            <numerusform>%n Absätze jenseits der Grenze wurden ausgelassen.</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 can&apos;t be read: its pages made the program that reads PDFs fail.</source>
        <translation>%1 kann nicht gelesen werden: Am Inhalt der Seiten scheiterte das Programm, das PDFs liest.</translation>
    </message>
    <message>
        <source>Nothing of this file was imported. Save it anew from a PDF viewer and try again.</source>
        <translation>Nichts aus dieser Datei wurde importiert. Speichern Sie sie aus einem PDF-Betrachter neu und versuchen Sie es noch einmal.</translation>
    </message>
    <message>
        <source>%1 can&apos;t be read: the program that reads PDFs did not start.</source>
        <translation>%1 kann nicht gelesen werden: Das Programm, das PDFs liest, startete nicht.</translation>
    </message>
    <message>
        <source>Install ConsultantOS anew; other kinds of files can still be imported.</source>
        <translation>Installieren Sie ConsultantOS neu; andere Dateiarten können weiterhin importiert werden.</translation>
    </message>
    <message>
        <source>%1 was given up: reading it took too long.</source>
        <translation>%1 wurde aufgegeben: Das Lesen dauerte zu lange.</translation>
    </message>
    <message>
        <source>Nothing of this file was imported. Split it into parts and import those.</source>
        <translation>Nichts aus dieser Datei wurde importiert. Teilen Sie sie und importieren Sie die Teile.</translation>
    </message>
    <message>
        <source>Reading %1 was cancelled.</source>
        <translation>Das Lesen von %1 wurde abgebrochen.</translation>
    </message>
    <message>
        <source>%1 is protected by a password.</source>
        <translation>%1 ist durch ein Passwort geschützt.</translation>
    </message>
    <message>
        <source>Save a copy without a password and import that.</source>
        <translation>Speichern Sie eine Kopie ohne Passwort und importieren Sie diese.</translation>
    </message>
    <message>
        <source>%1 can&apos;t be opened.</source>
        <translation>%1 lässt sich nicht öffnen.</translation>
    </message>
    <message>
        <source>See that the file is still there and that you may read it.</source>
        <translation>Prüfen Sie, ob die Datei noch da ist und ob Sie sie lesen dürfen.</translation>
    </message>
    <message>
        <source>%1 is damaged or no PDF.</source>
        <translation>%1 ist beschädigt oder kein PDF.</translation>
    </message>
    <message>
        <source>Nothing of this file was imported. Get the file again, or save it anew from a PDF viewer.</source>
        <translation>Nichts aus dieser Datei wurde importiert. Besorgen Sie die Datei noch einmal oder speichern Sie sie aus einem PDF-Betrachter neu.</translation>
    </message>
    <message>
        <source>%1 needs more memory than one file may take.</source>
        <translation>%1 braucht mehr Speicher, als eine Datei belegen darf.</translation>
    </message>
    <message>
        <source>Only the first %1 of %2 pages were read.</source>
        <translation>Nur die ersten %1 von %2 Seiten wurden gelesen.</translation>
    </message>
    <message numerus="yes">
        <source>The text of %n page(s) was recognised in pictures: check its figures.</source>
        <translation>
            <numerusform>Der Text von %n Seite wurde in Bildern erkannt: Prüfen Sie seine Zahlen.</numerusform>
            <numerusform>Der Text von %n Seiten wurde in Bildern erkannt: Prüfen Sie seine Zahlen.</numerusform>
        </translation>
    </message>
    <message>
        <source>The pages are pictures, as of a scanner, in which no text was recognised.</source>
        <translation>Die Seiten sind Bilder, wie von einem Scanner, in denen kein Text erkannt wurde.</translation>
    </message>
    <message>
        <source>The pages are pictures without text, as of a scanner: nothing can be found in them.</source>
        <translation>Die Seiten sind Bilder ohne Text, wie von einem Scanner: In ihnen lässt sich nichts finden.</translation>
    </message>
    <message numerus="yes">
        <source>%n page(s) hold no text.</source>
        <translation>
            <numerusform>%n Seite enthält keinen Text.</numerusform>
            <numerusform>%n Seiten enthalten keinen Text.</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 is larger than one file may be.</source>
        <translation>%1 ist größer, als eine Datei sein darf.</translation>
    </message>
    <message>
        <source>Nothing of this file was imported. Split it into parts.</source>
        <translation>Nichts aus dieser Datei wurde importiert. Teilen Sie sie.</translation>
    </message>
    <message>
        <source>%1: passages %2, tables %3.</source>
        <translation>%1: Textstellen %2, Tabellen %3.</translation>
    </message>
    <message>
        <source>%1: %2; facts %3, passages %4, tables %5.</source>
        <translation>%1: %2; Fakten %3, Textstellen %4, Tabellen %5.</translation>
    </message>
    <message>
        <source>To compare with: %1.</source>
        <translation>Zum Vergleich: %1.</translation>
    </message>
    <message>
        <source>It is a new version; the earlier one is kept as long as a report or figure rests on it.</source>
        <translation>Es ist eine neue Fassung; die frühere bleibt, solange ein Bericht oder eine Zahl auf ihr ruht.</translation>
    </message>
    <message>
        <source>Time ran out after page %1: later pages that are pictures were not read.</source>
        <translation>Nach Seite %1 war die Zeit um: Spätere Seiten, die Bilder sind, wurden nicht gelesen.</translation>
    </message>
    <message>
        <source>Time ran out before the first page that is a picture was read.</source>
        <translation>Die Zeit war um, bevor die erste Seite gelesen war, die ein Bild ist.</translation>
    </message>
    <message>
        <source>%1 could not be written.</source>
        <translation>%1 konnte nicht geschrieben werden.</translation>
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
    <message>
        <source>Cell</source>
        <translation>Zelle</translation>
    </message>
    <message>
        <source>Of</source>
        <translation>Betrifft</translation>
    </message>
    <message>
        <source>Section</source>
        <translation>Abschnitt</translation>
    </message>
    <message>
        <source>Date</source>
        <translation>Datum</translation>
    </message>
    <message>
        <source>In words</source>
        <translation>In Worten</translation>
    </message>
</context>
<context>
    <name>EvidenceQueries</name>
    <message>
        <source>The query &quot;%1&quot; of evidence_queries.json has no words or no usable pattern.</source>
        <translation>Die Abfrage „%1“ in evidence_queries.json hat keine Wörter oder kein brauchbares Muster.</translation>
    </message>
</context>
<context>
    <name>FigureCell</name>
    <message>
        <source>Enter or click shows where it comes from</source>
        <translation>Eingabetaste oder Klick zeigt, woher der Wert stammt</translation>
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
    <message>
        <source>&quot;%1&quot; is no kind of company</source>
        <translation>„%1“ ist keine Art von Unternehmen</translation>
    </message>
</context>
<context>
    <name>FolderListing</name>
    <message>
        <source>The folder holds no file to import.</source>
        <translation>Der Ordner enthält keine Datei zum Importieren.</translation>
    </message>
    <message>
        <source>Hidden files and links are left out.</source>
        <translation>Versteckte Dateien und Verknüpfungen werden ausgelassen.</translation>
    </message>
    <message>
        <source>The folder holds more than %1 files; the rest was left out.</source>
        <translation>Der Ordner enthält mehr als %1 Dateien; die übrigen wurden ausgelassen.</translation>
    </message>
    <message>
        <source>Import its subfolders one by one.</source>
        <translation>Importieren Sie seine Unterordner einzeln.</translation>
    </message>
</context>
<context>
    <name>Forecast</name>
    <message>
        <source>Fewer than eight values bear no model.</source>
        <translation>Weniger als acht Werte tragen kein Modell.</translation>
    </message>
    <message>
        <source>Outliers were put onto their neighbours&apos; level: %1.</source>
        <translation>Ausreißer wurden auf das Niveau ihrer Nachbarwerte gesetzt: %1.</translation>
    </message>
    <message>
        <source>The level shifts at %1; what lies before may mislead.</source>
        <translation>Bei %1 verschiebt sich das Niveau; was davor liegt, kann in die Irre führen.</translation>
    </message>
    <message>
        <source>A forecast has 1 to 10,000 periods.</source>
        <translation>Eine Prognose umfasst 1 bis 10.000 Perioden.</translation>
    </message>
    <message>
        <source>It has one value only.</source>
        <translation>Die Reihe hat nur einen Wert.</translation>
    </message>
    <message>
        <source>A forecast needs two values at least.</source>
        <translation>Eine Prognose braucht mindestens zwei Werte.</translation>
    </message>
    <message>
        <source>All values are the same.</source>
        <translation>Alle Werte sind gleich.</translation>
    </message>
    <message>
        <source>Many of the values are zero.</source>
        <translation>Viele der Werte sind null.</translation>
    </message>
    <message>
        <source>Models see the last %1 values only.</source>
        <translation>Modelle sehen nur die letzten %1 Werte.</translation>
    </message>
    <message>
        <source>Combined, as that errs less than any one method, with the weights that did best on other series of this frequency.</source>
        <translation>Kombiniert, weil der Fehler so kleiner ist als bei jedem einzelnen Verfahren, mit den Gewichten, die sich bei anderen Reihen dieser Frequenz am besten bewährt haben.</translation>
    </message>
    <message>
        <source>The frequency &quot;%1&quot; is not known.</source>
        <translation>Die Frequenz „%1“ ist nicht bekannt.</translation>
    </message>
    <message>
        <source>Choose among %1.</source>
        <translation>Wählen Sie unter %1.</translation>
    </message>
    <message>
        <source>Write them as 2024, 2024Q1, 2024-01, 2024-01-31 or as numbers.</source>
        <translation>Schreiben Sie sie als 2024, 2024Q1, 2024-01, 2024-01-31 oder als Zahlen.</translation>
    </message>
    <message>
        <source>Most of its values are no finite numbers.</source>
        <translation>Die meisten Werte der Reihe sind keine endlichen Zahlen.</translation>
    </message>
    <message>
        <source>Write plain numbers with a point.</source>
        <translation>Schreiben Sie einfache Zahlen mit Dezimalpunkt.</translation>
    </message>
    <message>
        <source>Its periods are of several frequencies.</source>
        <translation>Die Perioden der Reihe haben verschiedene Frequenzen.</translation>
    </message>
    <message>
        <source>Make each frequency a series of its own, or add values up first.</source>
        <translation>Machen Sie aus jeder Frequenz eine eigene Reihe oder summieren Sie die Werte vorher.</translation>
    </message>
    <message>
        <source>It has no values.</source>
        <translation>Die Reihe hat keine Werte.</translation>
    </message>
    <message>
        <source>Its dates are irregular.</source>
        <translation>Die Datumsangaben der Reihe sind unregelmäßig.</translation>
    </message>
    <message>
        <source>Name the frequency, or give one value a period.</source>
        <translation>Nennen Sie die Frequenz oder geben Sie je Periode einen Wert an.</translation>
    </message>
    <message>
        <source>Its periods don&apos;t fit the frequency.</source>
        <translation>Die Perioden der Reihe passen nicht zur Frequenz.</translation>
    </message>
    <message>
        <source>Name another frequency, or add the values up to one a period first.</source>
        <translation>Nennen Sie eine andere Frequenz oder summieren Sie die Werte vorher zu einem Wert je Periode.</translation>
    </message>
    <message>
        <source>More than a third of its periods are missing.</source>
        <translation>Mehr als ein Drittel der Perioden der Reihe fehlt.</translation>
    </message>
    <message>
        <source>Name a coarser frequency, or complete the series.</source>
        <translation>Nennen Sie eine gröbere Frequenz oder vervollständigen Sie die Reihe.</translation>
    </message>
    <message>
        <source>Its periods are irregular.</source>
        <translation>Die Perioden der Reihe sind unregelmäßig.</translation>
    </message>
    <message>
        <source>The table has no rows.</source>
        <translation>Die Tabelle hat keine Zeilen.</translation>
    </message>
    <message>
        <source>No line of %1 has three years of values.</source>
        <translation>Keine Zeile der Abschlüsse von %1 hat Werte für drei Jahre.</translation>
    </message>
    <message>
        <source>Import filings or a table of its figures.</source>
        <translation>Importieren Sie Einreichungen oder eine Tabelle mit den Zahlen des Unternehmens.</translation>
    </message>
    <message>
        <source>Chosen by you.</source>
        <translation>Von Ihnen gewählt.</translation>
    </message>
    <message>
        <source>The method chosen can&apos;t forecast this series.</source>
        <translation>Das gewählte Verfahren kann diese Reihe nicht prognostizieren.</translation>
    </message>
    <message>
        <source>Choose another method, or the combination.</source>
        <translation>Wählen Sie ein anderes Verfahren oder die Kombination.</translation>
    </message>
    <message>
        <source>Totals are the sums of their parts&apos; forecasts.</source>
        <translation>Gesamtwerte sind die Summen der Prognosen ihrer Teile.</translation>
    </message>
    <message>
        <source>Reconciled so that parts add up to their totals, each moved in proportion to the parts in it; the past is too short to tell how errors go together.</source>
        <translation>Abgeglichen, sodass sich die Teile zu ihren Gesamtwerten addieren, jeder Wert verschoben im Verhältnis zu den in ihm enthaltenen Teilen; die Vergangenheit ist zu kurz, um zu zeigen, wie die Fehler zusammenhängen.</translation>
    </message>
    <message>
        <source>Reconciled so that parts add up to their totals, by the covariance of their backtests&apos; errors, its correlations shrunk by %1 %.</source>
        <translation>Abgeglichen, sodass sich die Teile zu ihren Gesamtwerten addieren, anhand der Kovarianz der Fehler ihrer Backtests, deren Korrelationen um %1 % geschrumpft wurden.</translation>
    </message>
    <message>
        <source>&quot;%1&quot; has other periods than &quot;%2&quot;.</source>
        <translation>„%1“ hat andere Perioden als „%2“.</translation>
    </message>
    <message>
        <source>Series that add up need the same periods.</source>
        <translation>Reihen, die sich zu einer Summe addieren, brauchen dieselben Perioden.</translation>
    </message>
    <message>
        <source>The series don&apos;t form a hierarchy: a total must be the sum of other series, and of each once.</source>
        <translation>Die Reihen bilden keine Hierarchie: Eine Summe muss sich aus anderen Reihen ergeben, und jede darf darin nur einmal enthalten sein.</translation>
    </message>
    <message>
        <source>Each series of a hierarchy needs as many forecast values.</source>
        <translation>Alle Reihen einer Hierarchie brauchen gleich viele Prognosewerte.</translation>
    </message>
    <message>
        <source>Working days count: each more in a month, in place of a weekend&apos;s day, brings %1.</source>
        <translation>Arbeitstage wirken sich aus: Jeder zusätzliche im Monat anstelle eines Wochenendtags bringt %1.</translation>
    </message>
    <message>
        <source>Leap years count: the day more brings February %1.</source>
        <translation>Schaltjahre wirken sich aus: Der zusätzliche Tag bringt dem Februar %1.</translation>
    </message>
    <message>
        <source>Easter counts: the days before it bring their month %1.</source>
        <translation>Ostern wirkt sich aus: Die Tage davor bringen ihrem Monat %1.</translation>
    </message>
    <message>
        <source>Easter counts: Good Friday to Easter Monday bring %1.</source>
        <translation>Ostern wirkt sich aus: Karfreitag bis Ostermontag bringen %1.</translation>
    </message>
    <message>
        <source>Christmas and New Year count: their days bring %1.</source>
        <translation>Weihnachten und Neujahr wirken sich aus: Ihre Tage bringen %1.</translation>
    </message>
    <message>
        <source>Combined, as that errs less than any one method, with the weights that did best on other series of this frequency, moved by the methods&apos; errors in the series&apos; own past.</source>
        <translation>Kombiniert, weil der Fehler so kleiner ist als bei jedem einzelnen Verfahren, mit den Gewichten, die sich bei anderen Reihen dieser Frequenz am besten bewährt haben, angepasst an die Fehler der Verfahren an der eigenen Vergangenheit der Reihe.</translation>
    </message>
    <message>
        <source>Its dates are written both as day/month and as month/day.</source>
        <translation>Die Datumsangaben sind teils als Tag/Monat, teils als Monat/Tag geschrieben.</translation>
    </message>
    <message>
        <source>Write them as 2024-01-31.</source>
        <translation>Schreiben Sie sie als 2024-01-31.</translation>
    </message>
    <message>
        <source>Its dates can be day/month as well as month/day: &quot;%1&quot;.</source>
        <translation>Die Datumsangaben können Tag/Monat oder Monat/Tag bedeuten: „%1“.</translation>
    </message>
    <message>
        <source>Write them as 2024-01-31, or name the frequency.</source>
        <translation>Schreiben Sie sie als 2024-01-31 oder nennen Sie die Frequenz.</translation>
    </message>
    <message>
        <source>Dates like %1 are read with the day first.</source>
        <translation>Datumsangaben wie %1 werden mit dem Tag zuerst gelesen.</translation>
    </message>
    <message>
        <source>Dates like %1 are read with the month first.</source>
        <translation>Datumsangaben wie %1 werden mit dem Monat zuerst gelesen.</translation>
    </message>
    <message>
        <source>Half years are no frequency that is known.</source>
        <translation>Halbjahre sind keine bekannte Frequenz.</translation>
    </message>
    <message>
        <source>Give quarters, or add the halves up to years.</source>
        <translation>Geben Sie Quartale an oder fassen Sie die Halbjahre zu Jahren zusammen.</translation>
    </message>
    <message>
        <source>Its periods name no year.</source>
        <translation>Die Perioden nennen kein Jahr.</translation>
    </message>
    <message>
        <source>Write them as Jan 2024, Q1 2024 or 2024-01-31.</source>
        <translation>Schreiben Sie sie als Jan 2024, Q1 2024 oder 2024-01-31.</translation>
    </message>
    <message>
        <source>Its periods can&apos;t be read: &quot;%1&quot;.</source>
        <translation>Die Perioden sind nicht lesbar: „%1“.</translation>
    </message>
    <message>
        <source>Numbers are read with a decimal comma.</source>
        <translation>Zahlen werden mit Dezimalkomma gelesen.</translation>
    </message>
    <message>
        <source>This series has no forecast.</source>
        <translation>Für diese Reihe gibt es keine Prognose.</translation>
    </message>
    <message>
        <source>Public holidays of %1 count: each brings %2.</source>
        <translation>Gesetzliche Feiertage (%1) wirken sich aus: Jeder bringt %2.</translation>
    </message>
    <message>
        <source>Public holidays count in days with dates alone, from %1 of them on.</source>
        <translation>Gesetzliche Feiertage werden nur bei Tagesreihen mit Datumsangaben berücksichtigt, ab %1 Tagen.</translation>
    </message>
    <message>
        <source>Public holidays of %1 don&apos;t count: the series doesn&apos;t show them.</source>
        <translation>Gesetzliche Feiertage (%1) wirken sich nicht aus: Die Reihe lässt sie nicht erkennen.</translation>
    </message>
    <message numerus="yes">
        <source>%n row(s) with unreadable periods left out.</source>
        <translation>
            <numerusform>%n Zeile mit unlesbarer Periode wurde weggelassen.</numerusform>
            <numerusform>%n Zeilen mit unlesbaren Perioden wurden weggelassen.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n value(s) that are no finite numbers count as missing.</source>
        <translation>
            <numerusform>%n Wert, der keine endliche Zahl ist, gilt als fehlend.</numerusform>
            <numerusform>%n Werte, die keine endlichen Zahlen sind, gelten als fehlend.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n row(s) of another frequency left out.</source>
        <translation>
            <numerusform>%n Zeile anderer Frequenz wurde weggelassen.</numerusform>
            <numerusform>%n Zeilen anderer Frequenz wurden weggelassen.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n period(s) came more than once; the last value stands.</source>
        <translation>
            <numerusform>%n Periode kam mehrmals vor; der letzte Wert gilt.</numerusform>
            <numerusform>%n Perioden kamen mehrmals vor; der letzte Wert gilt.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n missing period(s) filled from their neighbours.</source>
        <translation>
            <numerusform>%n fehlende Periode wurde aus Nachbarwerten ergänzt.</numerusform>
            <numerusform>%n fehlende Perioden wurden aus Nachbarwerten ergänzt.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ForecastExport</name>
    <message>
        <source>Period</source>
        <translation>Periode</translation>
    </message>
    <message>
        <source>Value</source>
        <translation>Wert</translation>
    </message>
    <message>
        <source>80 % from</source>
        <translation>80 % von</translation>
    </message>
    <message>
        <source>80 % to</source>
        <translation>80 % bis</translation>
    </message>
    <message>
        <source>95 % from</source>
        <translation>95 % von</translation>
    </message>
    <message>
        <source>95 % to</source>
        <translation>95 % bis</translation>
    </message>
    <message>
        <source>What it is</source>
        <translation>Art des Werts</translation>
    </message>
    <message>
        <source>History</source>
        <translation>Istwert</translation>
    </message>
    <message>
        <source>Your own value</source>
        <translation>Eigener Wert</translation>
    </message>
    <message>
        <source>Forecast, moved by your growth</source>
        <translation>Prognose, mit Ihrem Wachstum angepasst</translation>
    </message>
    <message>
        <source>Forecast</source>
        <translation>Prognose</translation>
    </message>
</context>
<context>
    <name>ForecastService</name>
    <message>
        <source>Cancelled.</source>
        <translation>Abgebrochen.</translation>
    </message>
    <message>
        <source>None of the series can be forecast. The first: %1</source>
        <translation>Keine der Reihen lässt sich prognostizieren. Die erste: %1</translation>
    </message>
    <message>
        <source>Name a company or give series: one of the two.</source>
        <translation>Nennen Sie ein Unternehmen oder geben Sie Reihen an: eines von beiden.</translation>
    </message>
    <message>
        <source>A forecast has 1 to %1 periods.</source>
        <translation>Eine Prognose umfasst 1 bis %1 Perioden.</translation>
    </message>
    <message>
        <source>At most %1 series with %2 values together are taken.</source>
        <translation>Angenommen werden höchstens %1 Reihen mit zusammen %2 Werten.</translation>
    </message>
    <message>
        <source>Ask for them in parts.</source>
        <translation>Fragen Sie sie in Teilen an.</translation>
    </message>
    <message>
        <source>The forecasts took longer than %1 seconds.</source>
        <translation>Die Prognosen dauerten länger als %1 Sekunden.</translation>
    </message>
    <message>
        <source>Ask for fewer series at once, or for a longer time limit.</source>
        <translation>Fragen Sie weniger Reihen auf einmal ab oder setzen Sie eine längere Zeitgrenze.</translation>
    </message>
    <message>
        <source>A company&apos;s lines are forecast by fiscal year or by quarter.</source>
        <translation>Die Posten eines Unternehmens werden nach Geschäftsjahren oder Quartalen prognostiziert.</translation>
    </message>
    <message>
        <source>Choose the frequency yearly or quarterly.</source>
        <translation>Wählen Sie als Frequenz jährlich oder quartalsweise.</translation>
    </message>
    <message>
        <source>Growth fades in a company&apos;s fiscal years alone.</source>
        <translation>Das Wachstum läuft nur bei Geschäftsjahren eines Unternehmens aus.</translation>
    </message>
    <message>
        <source>The time limit is longer than five minutes, or none.</source>
        <translation>Die Zeitgrenze liegt über fünf Minuten oder ist keine.</translation>
    </message>
    <message>
        <source>The public holidays of &quot;%1&quot; aren&apos;t known.</source>
        <translation>Die gesetzlichen Feiertage von „%1“ sind nicht bekannt.</translation>
    </message>
    <message>
        <source>Name one of %1.</source>
        <translation>Nennen Sie eines von %1.</translation>
    </message>
    <message>
        <source>Public holidays count in series of days, not in a company&apos;s fiscal years and quarters.</source>
        <translation>Gesetzliche Feiertage werden bei Tagesreihen berücksichtigt, nicht bei Geschäftsjahren und Quartalen eines Unternehmens.</translation>
    </message>
</context>
<context>
    <name>ForecastTable</name>
    <message>
        <source>No series is found in this table.</source>
        <translation>In dieser Tabelle wurde keine Reihe gefunden.</translation>
    </message>
    <message>
        <source>Give a column of periods (2024, 2024Q1, 2024-01, 2024-01-31) and a column of numbers for each series, or the columns series, period and value.</source>
        <translation>Geben Sie eine Spalte mit Perioden (2024, 2024Q1, 2024-01, 2024-01-31) und je Reihe eine Spalte mit Zahlen an oder die Spalten series, period und value.</translation>
    </message>
    <message>
        <source>Series %1</source>
        <translation>Reihe %1</translation>
    </message>
    <message>
        <source>The table has more than 20,000 series.</source>
        <translation>Die Tabelle hat mehr als 20.000 Reihen.</translation>
    </message>
    <message>
        <source>The command line takes tables of any size: consultantos-cli forecast --csv FILE.</source>
        <translation>Die Befehlszeile nimmt Tabellen jeder Größe an: consultantos-cli forecast --csv FILE.</translation>
    </message>
    <message>
        <source>The table is too large to be read whole.</source>
        <translation>Die Tabelle ist zu groß, um ganz gelesen zu werden.</translation>
    </message>
    <message>
        <source>The table can&apos;t be read: there is no room for it.</source>
        <translation>Die Tabelle lässt sich nicht lesen: Der Speicherplatz reicht nicht.</translation>
    </message>
</context>
<context>
    <name>ForecastWords</name>
    <message>
        <source>Yearly</source>
        <translation>Jährlich</translation>
    </message>
    <message>
        <source>Quarterly</source>
        <translation>Vierteljährlich</translation>
    </message>
    <message>
        <source>Monthly</source>
        <translation>Monatlich</translation>
    </message>
    <message>
        <source>Weekly</source>
        <translation>Wöchentlich</translation>
    </message>
    <message>
        <source>Daily</source>
        <translation>Täglich</translation>
    </message>
    <message>
        <source>Weekdays</source>
        <translation>Werktäglich</translation>
    </message>
    <message>
        <source>Hourly</source>
        <translation>Stündlich</translation>
    </message>
    <message>
        <source>No season</source>
        <translation>Ohne Saison</translation>
    </message>
    <message>
        <source>Naive: the last value</source>
        <translation>Naiv: der letzte Wert</translation>
    </message>
    <message>
        <source>Seasonal naive: the last season</source>
        <translation>Saisonal naiv: die letzte Saison</translation>
    </message>
    <message>
        <source>Drift</source>
        <translation>Drift</translation>
    </message>
    <message>
        <source>Exponential smoothing</source>
        <translation>Exponentielle Glättung</translation>
    </message>
    <message>
        <source>Exponential smoothing, damped trend</source>
        <translation>Exponentielle Glättung, gedämpfter Trend</translation>
    </message>
    <message>
        <source>Theta</source>
        <translation>Theta</translation>
    </message>
    <message>
        <source>Theta, dynamic and optimised</source>
        <translation>Theta, dynamisch und optimiert</translation>
    </message>
    <message>
        <source>Complex exponential smoothing</source>
        <translation>Komplexe exponentielle Glättung</translation>
    </message>
    <message>
        <source>ARIMA</source>
        <translation>ARIMA</translation>
    </message>
    <message>
        <source>Theta over levels of aggregation</source>
        <translation>Theta über Aggregationsstufen</translation>
    </message>
    <message>
        <source>Exponential smoothing, season taken out</source>
        <translation>Exponentielle Glättung, saisonbereinigt</translation>
    </message>
    <message>
        <source>ARIMA of the logarithms</source>
        <translation>ARIMA der Logarithmen</translation>
    </message>
    <message>
        <source>Combination</source>
        <translation>Kombination</translation>
    </message>
    <message>
        <source>Croston without its bias</source>
        <translation>Croston, verzerrungsbereinigt</translation>
    </message>
    <message>
        <source>Constant</source>
        <translation>Konstant</translation>
    </message>
    <message>
        <source>a week</source>
        <translation>pro Woche</translation>
    </message>
    <message>
        <source>a day</source>
        <translation>pro Tag</translation>
    </message>
    <message>
        <source>a step</source>
        <translation>pro Schritt</translation>
    </message>
    <message>
        <source>a year</source>
        <translation>pro Jahr</translation>
    </message>
    <message>
        <source>%1: %2 (yours)</source>
        <translation>%1: %2 (von Ihnen)</translation>
    </message>
    <message>
        <source>%1: %2 (95 %: %3 to %4)</source>
        <translation>%1: %2 (95 %: %3 bis %4)</translation>
    </message>
    <message>
        <source>%1, %2 values</source>
        <translation>%1, %2 Werte</translation>
    </message>
    <message>
        <source>MASE %1, naive %2</source>
        <translation>MASE %1, naiv %2</translation>
    </message>
    <message>
        <source>within 95 %: %1 of %2 past values</source>
        <translation>im 95-%-Intervall: %1 von %2 vergangenen Werten</translation>
    </message>
    <message>
        <source>no backtest</source>
        <translation>kein Backtest</translation>
    </message>
    <message>
        <source>no better than naive</source>
        <translation>nicht besser als naiv</translation>
    </message>
    <message>
        <source>%1. %2</source>
        <translation>%1. %2</translation>
    </message>
    <message>
        <source>In its own past this forecast was no better than naive (MASE %1, naive %2): the last value, or season, says as much.</source>
        <translation>An der eigenen Vergangenheit war diese Prognose nicht besser als die naive (MASE %1, naiv %2): Der letzte Wert oder die letzte Saison sagt ebenso viel aus.</translation>
    </message>
    <message>
        <source>In its own past its errors were %1 of the naive forecast&apos;s (MASE %2, naive %3, sMAPE %4 %).</source>
        <translation>An der eigenen Vergangenheit betrugen die Fehler %1 der Fehler der naiven Prognose (MASE %2, naiv %3, sMAPE %4 %).</translation>
    </message>
    <message>
        <source>Of %1 past values, %2 lay within the 80 % interval and %3 within the 95 % interval; few values say little.</source>
        <translation>Von %1 vergangenen Werten lagen %2 im 80-%-Intervall und %3 im 95-%-Intervall; wenige Werte besagen wenig.</translation>
    </message>
    <message>
        <source>It is too short for a backtest: how far it errs, and whether its intervals hold, is not known.</source>
        <translation>Die Reihe ist zu kurz für einen Backtest: Wie groß der Prognosefehler ist und ob die Intervalle zutreffen, ist nicht bekannt.</translation>
    </message>
    <message numerus="yes">
        <source>%n value(s) are your own; no interval is claimed for them.</source>
        <translation>
            <numerusform>%n Wert stammt von Ihnen; für ihn wird kein Intervall angegeben.</numerusform>
            <numerusform>%n Werte stammen von Ihnen; für sie wird kein Intervall angegeben.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n value(s) were moved by your growth, and their intervals with them.</source>
        <translation>
            <numerusform>%n Wert wurde mit Ihrem Wachstum angepasst, und mit ihm sein Intervall.</numerusform>
            <numerusform>%n Werte wurden mit Ihrem Wachstum angepasst, und mit ihnen ihre Intervalle.</numerusform>
        </translation>
    </message>
    <message>
        <source>Your growth is not used: values that aren&apos;t positive don&apos;t grow by a share.</source>
        <translation>Ihr Wachstum wird nicht verwendet: Werte, die nicht positiv sind, wachsen nicht um einen Prozentsatz.</translation>
    </message>
    <message>
        <source>Waiting</source>
        <translation>Wartet</translation>
    </message>
    <message>
        <source>Cancelled</source>
        <translation>Abgebrochen</translation>
    </message>
    <message>
        <source>United States</source>
        <translation>Vereinigte Staaten</translation>
    </message>
    <message>
        <source>Germany</source>
        <translation>Deutschland</translation>
    </message>
    <message>
        <source>France</source>
        <translation>Frankreich</translation>
    </message>
    <message>
        <source>England and Wales</source>
        <translation>England und Wales</translation>
    </message>
    <message>
        <source>Series</source>
        <translation>Reihe</translation>
    </message>
</context>
<context>
    <name>ForecastingAgent</name>
    <message>
        <source>Cancelled.</source>
        <translation>Abgebrochen.</translation>
    </message>
    <message>
        <source>Reading the company&apos;s facts</source>
        <translation>Liest die Fakten des Unternehmens</translation>
    </message>
    <message>
        <source>Forecasting: %1</source>
        <translation>Prognostiziert: %1</translation>
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
    <message>
        <source>The language model words %1</source>
        <translation>Das Sprachmodell formuliert: %1</translation>
    </message>
</context>
<context>
    <name>FrameworkCatalogue</name>
    <message>
        <source>%1 can&apos;t be read.</source>
        <translation>%1 kann nicht gelesen werden.</translation>
    </message>
    <message>
        <source>%1 is larger than a framework&apos;s file may be.</source>
        <translation>%1 ist größer, als die Datei einer Methode sein darf.</translation>
    </message>
    <message>
        <source>%1: there is another framework &quot;%2&quot;.</source>
        <translation>%1: Es gibt bereits eine andere Methode „%2“.</translation>
    </message>
    <message>
        <source>Give it an id of its own.</source>
        <translation>Geben Sie ihr eine eigene Kennung.</translation>
    </message>
    <message>
        <source>%1: another framework has the query &quot;%2&quot;.</source>
        <translation>%1: Eine andere Methode hat bereits die Abfrage „%2“.</translation>
    </message>
</context>
<context>
    <name>FrameworkFile</name>
    <message>
        <source>&quot;%1&quot; must be of lower-case letters, digits and underlines.</source>
        <translation>„%1“ muss aus Kleinbuchstaben, Ziffern und Unterstrichen bestehen.</translation>
    </message>
    <message>
        <source>a text can&apos;t hold a figure of its own; name a value instead.</source>
        <translation>ein Text darf keine eigene Zahl enthalten; nennen Sie stattdessen einen Wert.</translation>
    </message>
    <message>
        <source>a brace without its other half.</source>
        <translation>eine geschweifte Klammer ohne Gegenstück.</translation>
    </message>
    <message>
        <source>no &quot;with&quot; gives what follows &quot;$&quot;.</source>
        <translation>kein „with“ legt fest, was auf „$“ folgt.</translation>
    </message>
    <message>
        <source>&quot;text&quot; is missing.</source>
        <translation>„text“ fehlt.</translation>
    </message>
    <message>
        <source>there is no query &quot;%1&quot;.</source>
        <translation>es gibt keine Abfrage „%1“.</translation>
    </message>
    <message>
        <source>&quot;measure&quot; is one of %1.</source>
        <translation>„measure“ muss eines davon sein: %1.</translation>
    </message>
    <message>
        <source>there is no ratio &quot;%1&quot;.</source>
        <translation>es gibt keine Kennzahl „%1“.</translation>
    </message>
    <message>
        <source>&quot;direction&quot; is &quot;raises&quot; or &quot;lowers&quot;.</source>
        <translation>„direction“ muss „raises“ oder „lowers“ sein.</translation>
    </message>
    <message>
        <source>a weight lies between zero and one.</source>
        <translation>ein Gewicht liegt zwischen null und eins.</translation>
    </message>
    <message>
        <source>the measure &quot;%1&quot; needs &quot;start&quot; below &quot;stop&quot;.</source>
        <translation>bei der Messgröße „%1“ muss „start“ unter „stop“ liegen.</translation>
    </message>
    <message>
        <source>a value needs &quot;formula&quot; or &quot;rank&quot;.</source>
        <translation>ein Wert braucht „formula“ oder „rank“.</translation>
    </message>
    <message>
        <source>&quot;unit&quot; is one of %1.</source>
        <translation>„unit“ muss eines davon sein: %1.</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is a figure; a field holds words only.</source>
        <translation>„%1“ ist eine Zahl; ein Feld enthält nur Wörter.</translation>
    </message>
    <message>
        <source>there is no figure or text &quot;%1&quot;.</source>
        <translation>es gibt keine Zahl und keinen Text „%1“.</translation>
    </message>
    <message>
        <source>the weights of section &quot;%1&quot; sum to %2 instead of one.</source>
        <translation>die Gewichte des Abschnitts „%1“ ergeben zusammen %2 statt eins.</translation>
    </message>
    <message>
        <source>a row needs &quot;text&quot;.</source>
        <translation>eine Zeile braucht „text“.</translation>
    </message>
    <message>
        <source>&quot;each&quot; can only be &quot;parts&quot;.</source>
        <translation>„each“ kann nur „parts“ sein.</translation>
    </message>
    <message>
        <source>&quot;derivation&quot; is one of %1.</source>
        <translation>„derivation“ muss eines davon sein: %1.</translation>
    </message>
    <message>
        <source>a framework has one to %1 sections.</source>
        <translation>eine Methode hat einen bis %1 Abschnitte.</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is missing or empty.</source>
        <translation>„%1“ fehlt oder ist leer.</translation>
    </message>
    <message>
        <source>&quot;start&quot; must lie below &quot;stop&quot;.</source>
        <translation>„start“ muss unter „stop“ liegen.</translation>
    </message>
    <message>
        <source>&quot;exposure&quot; can only be &quot;foreign_revenue&quot;.</source>
        <translation>„exposure“ kann nur „foreign_revenue“ sein.</translation>
    </message>
    <message>
        <source>there is another &quot;%1&quot;.</source>
        <translation>„%1“ kommt mehrfach vor.</translation>
    </message>
    <message>
        <source>a framework needs &quot;framework&quot; and &quot;title&quot;.</source>
        <translation>eine Methode braucht „framework“ und „title“.</translation>
    </message>
    <message>
        <source>&quot;%1&quot; must be a number.</source>
        <translation>„%1“ muss eine Zahl sein.</translation>
    </message>
    <message>
        <source>&quot;%1&quot; lies between %2 and %3.</source>
        <translation>„%1“ muss zwischen %2 und %3 liegen.</translation>
    </message>
    <message>
        <source>&quot;%1&quot; must be a whole number.</source>
        <translation>„%1“ muss eine ganze Zahl sein.</translation>
    </message>
    <message>
        <source>&quot;%1&quot; may not lie above &quot;%2&quot;.</source>
        <translation>„%1“ darf nicht über „%2“ liegen.</translation>
    </message>
    <message>
        <source>an amount that is computed needs &quot;id&quot; and &quot;title&quot;.</source>
        <translation>ein berechneter Betrag braucht „id“ und „title“.</translation>
    </message>
    <message>
        <source>&quot;{spread}&quot; needs &quot;less&quot;.</source>
        <translation>„{spread}“ braucht „less“.</translation>
    </message>
    <message>
        <source>&quot;{%1}&quot; is not known in this text; known are: %2.</source>
        <translation>„{%1}“ ist in diesem Text nicht bekannt; bekannt sind: %2.</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is no figure: it has no sign.</source>
        <translation>„%1“ ist keine Zahl: Es hat kein Vorzeichen.</translation>
    </message>
    <message>
        <source>There are %1 more faults below.</source>
        <translation>Weiter unten gibt es %1 weitere Fehler.</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is no language: labels stand under its two letters, such as &quot;en&quot;.</source>
        <translation>„%1“ ist keine Sprache: Bezeichnungen stehen unter deren zwei Buchstaben, etwa „en“.</translation>
    </message>
</context>
<context>
    <name>FrameworkFolder</name>
    <message>
        <source>%1 can&apos;t be written; what stood there stays.</source>
        <translation>%1 kann nicht geschrieben werden; der bisherige Inhalt bleibt erhalten.</translation>
    </message>
    <message>
        <source>%1 can&apos;t be read.</source>
        <translation>%1 kann nicht gelesen werden.</translation>
    </message>
    <message>
        <source>%1 is larger than a framework&apos;s file may be.</source>
        <translation>%1 ist größer, als die Datei einer Methode sein darf.</translation>
    </message>
    <message>
        <source>%1 is not written in UTF-8.</source>
        <translation>%1 ist nicht in UTF-8 geschrieben.</translation>
    </message>
    <message>
        <source>There is already a file %1.</source>
        <translation>Eine Datei %1 gibt es bereits.</translation>
    </message>
    <message>
        <source>Frameworks that come with the program can&apos;t be changed; copy it first.</source>
        <translation>Mitgelieferte Methoden können nicht geändert werden; kopieren Sie die Methode zuerst.</translation>
    </message>
    <message>
        <source>Frameworks that come with the program can&apos;t be deleted.</source>
        <translation>Mitgelieferte Methoden können nicht gelöscht werden.</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is no name of a framework: small letters, digits and underscores, beginning with a letter.</source>
        <translation>„%1“ ist kein Name einer Methode: Kleinbuchstaben, Ziffern und Unterstriche, beginnend mit einem Buchstaben.</translation>
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
    <message>
        <source>Person</source>
        <translation>Person</translation>
    </message>
</context>
<context>
    <name>GrowthAnchors</name>
    <message>
        <source>Gross domestic product of %1, nominal, in US dollars, a year from %2 to %3</source>
        <translation>Bruttoinlandsprodukt (%1), nominal, in US-Dollar, pro Jahr von %2 bis %3</translation>
    </message>
    <message>
        <source>Growth of earnings that is expected in its industry, a year over five years</source>
        <translation>In der Branche erwartetes Gewinnwachstum pro Jahr über fünf Jahre</translation>
    </message>
    <message>
        <source>Australia</source>
        <translation>Australien</translation>
    </message>
    <message>
        <source>Brazil</source>
        <translation>Brasilien</translation>
    </message>
    <message>
        <source>Canada</source>
        <translation>Kanada</translation>
    </message>
    <message>
        <source>Switzerland</source>
        <translation>Schweiz</translation>
    </message>
    <message>
        <source>China</source>
        <translation>China</translation>
    </message>
    <message>
        <source>Germany</source>
        <translation>Deutschland</translation>
    </message>
    <message>
        <source>Spain</source>
        <translation>Spanien</translation>
    </message>
    <message>
        <source>France</source>
        <translation>Frankreich</translation>
    </message>
    <message>
        <source>the United Kingdom</source>
        <translation>Vereinigtes Königreich</translation>
    </message>
    <message>
        <source>Ireland</source>
        <translation>Irland</translation>
    </message>
    <message>
        <source>India</source>
        <translation>Indien</translation>
    </message>
    <message>
        <source>Italy</source>
        <translation>Italien</translation>
    </message>
    <message>
        <source>Japan</source>
        <translation>Japan</translation>
    </message>
    <message>
        <source>Korea, Rep.</source>
        <translation>Südkorea</translation>
    </message>
    <message>
        <source>the Netherlands</source>
        <translation>Niederlande</translation>
    </message>
    <message>
        <source>Sweden</source>
        <translation>Schweden</translation>
    </message>
    <message>
        <source>the United States</source>
        <translation>Vereinigte Staaten</translation>
    </message>
    <message>
        <source>the world</source>
        <translation>Welt</translation>
    </message>
</context>
<context>
    <name>HealthFigures</name>
    <message>
        <source>Uptime of the last day</source>
        <translation>Betriebszeit des letzten Tages</translation>
    </message>
    <message>
        <source>P50 of requests</source>
        <translation>P50 der Anfragen</translation>
    </message>
    <message>
        <source>P95 of requests</source>
        <translation>P95 der Anfragen</translation>
    </message>
    <message>
        <source>P99 of requests</source>
        <translation>P99 der Anfragen</translation>
    </message>
    <message>
        <source>Cache hit rate</source>
        <translation>Trefferquote des Zwischenspeichers</translation>
    </message>
    <message>
        <source>Requests that fail</source>
        <translation>Gescheiterte Anfragen</translation>
    </message>
    <message>
        <source>Agents that fail</source>
        <translation>Gescheiterte Agenten</translation>
    </message>
    <message>
        <source>Levels of the cache that can&apos;t be used</source>
        <translation>Stufen des Zwischenspeichers, die nicht benutzbar sind</translation>
    </message>
    <message>
        <source>Growth of memory in an hour</source>
        <translation>Wachstum des Arbeitsspeichers in einer Stunde</translation>
    </message>
    <message>
        <source>P95 of store operations</source>
        <translation>P95 der Speichervorgänge</translation>
    </message>
    <message>
        <source>Calls of models that ran out of time</source>
        <translation>Modellaufrufe, deren Zeit ablief</translation>
    </message>
    <message>
        <source>Providers of models left alone</source>
        <translation>Modellanbieter, die in Ruhe gelassen werden</translation>
    </message>
    <message>
        <source>%1: %2, alert under %3</source>
        <translation>%1: %2, Warnung unter %3</translation>
    </message>
    <message>
        <source>%1: %2, alert over %3</source>
        <translation>%1: %2, Warnung über %3</translation>
    </message>
    <message>
        <source>%1, since %2</source>
        <translation>%1, seit %2</translation>
    </message>
    <message>
        <source>calls go through</source>
        <translation>Aufrufe gehen durch</translation>
    </message>
    <message>
        <source>left alone, the next call tries it</source>
        <translation>in Ruhe gelassen, der nächste Aufruf versucht es</translation>
    </message>
    <message>
        <source>left alone after failures, tried again in %1</source>
        <translation>nach Fehlern in Ruhe gelassen, neuer Versuch in %1</translation>
    </message>
    <message>
        <source>%1 calls a second at most, %2 waiting, %3 under way</source>
        <translation>höchstens %1 Aufrufe je Sekunde, %2 warten, %3 laufen</translation>
    </message>
</context>
<context>
    <name>HealthLight</name>
    <message>
        <source>strong</source>
        <translation>stark</translation>
    </message>
    <message>
        <source>between</source>
        <translation>mittel</translation>
    </message>
    <message>
        <source>weak</source>
        <translation>schwach</translation>
    </message>
    <message>
        <source>no light</source>
        <translation>keine Ampel</translation>
    </message>
</context>
<context>
    <name>HealthWords</name>
    <message>
        <source>strong above the published range, weak below it</source>
        <translation>stark über der veröffentlichten Spanne, schwach darunter</translation>
    </message>
    <message>
        <source>strong or weak by the place among peers</source>
        <translation>stark oder schwach nach dem Rang unter den Vergleichsunternehmen</translation>
    </message>
    <message>
        <source>strong a quarter or more above the published average of the industry, weak as far below it</source>
        <translation>stark ab einem Viertel über dem veröffentlichten Branchendurchschnitt, schwach ab einem Viertel darunter</translation>
    </message>
    <message>
        <source>strong a quarter or more below the published average of the industry, weak as far above it</source>
        <translation>stark ab einem Viertel unter dem veröffentlichten Branchendurchschnitt, schwach ab einem Viertel darüber</translation>
    </message>
    <message>
        <source>strong one robust standard deviation or more above its own earlier median, weak as far below it</source>
        <translation>stark eine robuste Standardabweichung oder mehr über dem Median der eigenen Vorjahre, schwach ebenso weit darunter</translation>
    </message>
    <message>
        <source>strong one robust standard deviation or more below its own earlier median, weak as far above it</source>
        <translation>stark eine robuste Standardabweichung oder mehr unter dem Median der eigenen Vorjahre, schwach ebenso weit darüber</translation>
    </message>
    <message>
        <source>no published range of the industry is stored</source>
        <translation>keine veröffentlichte Spanne der Branche gespeichert</translation>
    </message>
    <message>
        <source>too few comparable peers report it, no average of the industry is published, and there are too few earlier years</source>
        <translation>zu wenige Vergleichsunternehmen weisen die Kennzahl aus, ein Branchendurchschnitt ist nicht veröffentlicht, und es gibt zu wenige Vorjahre</translation>
    </message>
    <message>
        <source>fees are a mix of business, neither strength nor strain</source>
        <translation>Provisionen sind eine Frage des Geschäftsmixes, weder Stärke noch Belastung</translation>
    </message>
    <message>
        <source>spending much is growth for one company and a burden for another</source>
        <translation>hohe Ausgaben sind für das eine Unternehmen Wachstum, für das andere Last</translation>
    </message>
    <message>
        <source>spending much is an investment or a lack of yield</source>
        <translation>hohe Ausgaben sind eine Investition oder ein Mangel an Ertrag</translation>
    </message>
    <message>
        <source>below one a company shrinks or has just built</source>
        <translation>unter eins schrumpft ein Unternehmen, oder es hat gerade investiert</translation>
    </message>
    <message>
        <source>an amount of money says nothing without the company&apos;s size</source>
        <translation>ein Geldbetrag sagt ohne die Größe des Unternehmens nichts aus</translation>
    </message>
    <message>
        <source>paying late is bargaining power or want of cash</source>
        <translation>spätes Zahlen ist Verhandlungsmacht oder Geldmangel</translation>
    </message>
    <message>
        <source>much lent out of deposits is yield for one bank and a strain on its funding for another</source>
        <translation>viel aus Einlagen zu verleihen, ist für die eine Bank Ertrag, für die andere eine Belastung ihrer Refinanzierung</translation>
    </message>
    <message>
        <source>it is the return on equity again, of which the three steps are judged</source>
        <translation>es ist wieder die Eigenkapitalrendite, deren drei Komponenten beurteilt werden</translation>
    </message>
    <message>
        <source>it is the return on equity again, of which the five steps are judged</source>
        <translation>es ist wieder die Eigenkapitalrendite, deren fünf Komponenten beurteilt werden</translation>
    </message>
    <message>
        <source>debt lifts the return and the risk</source>
        <translation>Schulden erhöhen Rendite und Risiko</translation>
    </message>
    <message>
        <source>the better and the worse quarter of comparable peers; without five of them a quarter of the published average, or one robust standard deviation from its own earlier years: our convention</source>
        <translation>das bessere und das schlechtere Viertel der Vergleichsunternehmen; ohne fünf davon ein Viertel des veröffentlichten Durchschnitts oder eine robuste Standardabweichung von den eigenen Vorjahren: eigene Festlegung</translation>
    </message>
    <message>
        <source>above one, claims and costs take more than the premiums, and only the yield of investments is left; five points below: our convention</source>
        <translation>über eins zehren Schäden und Kosten mehr als die Beiträge auf, und es bleibt nur der Ertrag der Kapitalanlagen; fünf Punkte darunter: eigene Festlegung</translation>
    </message>
    <message>
        <source>Graham, The Intelligent Investor (revised 1973), chapter 14: current assets at least twice current liabilities; below one, what is due within a year exceeds what is at hand within it</source>
        <translation>Graham, The Intelligent Investor (Neuausgabe 1973), Kapitel 14: Umlaufvermögen mindestens das Doppelte der kurzfristigen Verbindlichkeiten; unter eins übersteigt, was binnen eines Jahres fällig ist, das in dieser Zeit Verfügbare</translation>
    </message>
    <message>
        <source>the acid test&apos;s rule of thumb of one to one, and half of it: our convention</source>
        <translation>die Faustregel des Acid Test von eins zu eins und die Hälfte davon: eigene Festlegung</translation>
    </message>
    <message>
        <source>after the United States agencies&apos; guidance on leveraged lending (2013), which names total debt of more than four times EBITDA, or senior debt of more than three, as usual marks of it; taking them for net debt and for lights is our convention</source>
        <translation>nach der Leitlinie der US-Behörden zu Leveraged Lending (2013), die Finanzschulden über dem Vierfachen des EBITDA oder vorrangige über dem Dreifachen als übliche Merkmale nennt; sie auf die Nettoverschuldung und auf Ampeln zu beziehen, ist eigene Festlegung</translation>
    </message>
    <message>
        <source>after the NAIC&apos;s Insurance Regulatory Information System, whose usual range of net premiums written to surplus ends at three; premiums earned and book equity in their place, and two: our convention</source>
        <translation>nach dem Insurance Regulatory Information System der NAIC, dessen üblicher Bereich der Nettobeiträge zum Eigenkapital bei drei endet; verdiente Beiträge und bilanzielles Eigenkapital an deren Stelle und die Zwei: eigene Festlegung</translation>
    </message>
    <message>
        <source>Damodaran, ratings by interest coverage of large companies (January 2026): A or better from 4.25, B minus or worse below 1.5</source>
        <translation>Damodaran, Ratings nach Zinsdeckung großer Unternehmen (Januar 2026): A oder besser ab 4,25, B minus oder schlechter unter 1,5</translation>
    </message>
    <message>
        <source>profit that is all cash has a conversion of one; half of it: our convention</source>
        <translation>Gewinn, der ganz aus Zahlungsmitteln besteht, hat eine Cash Conversion von eins; die Hälfte davon: eigene Festlegung</translation>
    </message>
    <message>
        <source>more than the whole profit can&apos;t be paid for long; three quarters: our convention</source>
        <translation>mehr als den ganzen Gewinn kann man nicht auf Dauer ausschütten; drei Viertel: eigene Festlegung</translation>
    </message>
    <message>
        <source>Damodaran, US industry averages: from the cost of capital with the industry&apos;s debt to the cost of equity, which is what a company without debt must earn</source>
        <translation>Damodaran, US-Branchendurchschnitte: von den Kapitalkosten mit der Verschuldung der Branche bis zu den Eigenkapitalkosten, die ein schuldenfreies Unternehmen verdienen muss</translation>
    </message>
    <message>
        <source>Piotroski (2000), Journal of Accounting Research 38: strong firms score eight or nine, weak ones nought or one</source>
        <translation>Piotroski (2000), Journal of Accounting Research 38: starke Unternehmen erreichen acht oder neun, schwache null oder eins</translation>
    </message>
    <message>
        <source>Altman (1968), Journal of Finance 23(4): listed manufacturers</source>
        <translation>Altman (1968), Journal of Finance 23(4): börsennotierte Industrieunternehmen</translation>
    </message>
    <message>
        <source>Altman (1983), Corporate Financial Distress: private manufacturers</source>
        <translation>Altman (1983), Corporate Financial Distress: nicht börsennotierte Industrieunternehmen</translation>
    </message>
    <message>
        <source>Altman (1995): companies that don&apos;t manufacture</source>
        <translation>Altman (1995): Unternehmen außerhalb der Industrie</translation>
    </message>
    <message>
        <source>Beneish (1999), Financial Analysts Journal 55(5): above the bound a sign of manipulated earnings</source>
        <translation>Beneish (1999), Financial Analysts Journal 55(5): über der Grenze ein Zeichen manipulierter Ergebnisse</translation>
    </message>
    <message>
        <source>above %1</source>
        <translation>über %1</translation>
    </message>
    <message>
        <source>from %1</source>
        <translation>ab %1</translation>
    </message>
    <message>
        <source>below %1</source>
        <translation>unter %1</translation>
    </message>
    <message>
        <source>up to %1</source>
        <translation>bis %1</translation>
    </message>
    <message>
        <source>not judged: %1</source>
        <translation>nicht beurteilt: %1</translation>
    </message>
    <message>
        <source>strong from the %1 among peers, weak up to the %2</source>
        <translation>stark ab dem %1 der Vergleichsunternehmen, schwach bis zum %2</translation>
    </message>
    <message>
        <source>strong up to the %1 among peers, weak from the %2</source>
        <translation>stark bis zum %1 der Vergleichsunternehmen, schwach ab dem %2</translation>
    </message>
    <message>
        <source>strong %1, weak %2</source>
        <translation>stark %1, schwach %2</translation>
    </message>
</context>
<context>
    <name>ImportState</name>
    <message>
        <source>Waiting</source>
        <translation>Wartet</translation>
    </message>
    <message>
        <source>Reading …</source>
        <translation>Wird gelesen …</translation>
    </message>
    <message>
        <source>Imported</source>
        <translation>Importiert</translation>
    </message>
    <message>
        <source>Not imported</source>
        <translation>Nicht importiert</translation>
    </message>
    <message>
        <source>Cancelled</source>
        <translation>Abgebrochen</translation>
    </message>
</context>
<context>
    <name>LargeNumber</name>
    <message>
        <source>%1 k</source>
        <translation>%1 Tsd.</translation>
    </message>
    <message>
        <source>%1 M</source>
        <translation>%1 Mio.</translation>
    </message>
    <message>
        <source>%1 B</source>
        <translation>%1 Mrd.</translation>
    </message>
    <message>
        <source>%1 T</source>
        <translation>%1 Bio.</translation>
    </message>
</context>
<context>
    <name>Llm</name>
    <message>
        <source>A piece of the model&apos;s reply is too large; it was dropped.</source>
        <translation>Ein Stück der Antwort des Modells ist zu groß; es wurde verworfen.</translation>
    </message>
    <message>
        <source>The description of the reply that was asked for is faulty.</source>
        <translation>Die Beschreibung der verlangten Antwort ist fehlerhaft.</translation>
    </message>
    <message>
        <source>The model&apos;s reply is not of the form that was asked for.</source>
        <translation>Die Antwort des Modells hat nicht die verlangte Form.</translation>
    </message>
    <message>
        <source>%1 has no embeddings.</source>
        <translation>%1 hat keine Einbettungen.</translation>
    </message>
    <message>
        <source>The address of %1 is not known; nothing was sent.</source>
        <translation>Die Adresse von %1 ist nicht bekannt; nichts wurde gesendet.</translation>
    </message>
    <message>
        <source>Enter it in the settings (llm_base_url).</source>
        <translation>Geben Sie sie in den Einstellungen an (llm_base_url).</translation>
    </message>
    <message>
        <source>%1 does not accept the key.</source>
        <translation>%1 nimmt den Schlüssel nicht an.</translation>
    </message>
    <message>
        <source>Check the key in the settings, and whether it may use this model.</source>
        <translation>Prüfen Sie den Schlüssel in den Einstellungen, und ob er dieses Modell nutzen darf.</translation>
    </message>
    <message>
        <source>The credit with %1 is spent.</source>
        <translation>Das Guthaben bei %1 ist verbraucht.</translation>
    </message>
    <message>
        <source>Top it up or raise its limit with the provider.</source>
        <translation>Laden Sie es auf oder erhöhen Sie seine Grenze beim Anbieter.</translation>
    </message>
    <message>
        <source>%1 has no model %2, or the key may not use it.</source>
        <translation>%1 hat kein Modell %2, oder der Schlüssel darf es nicht nutzen.</translation>
    </message>
    <message>
        <source>Choose another model in the settings.</source>
        <translation>Wählen Sie in den Einstellungen ein anderes Modell.</translation>
    </message>
    <message>
        <source>The request is too long for %2 of %1.</source>
        <translation>Die Anfrage ist zu lang für %2 von %1.</translation>
    </message>
    <message>
        <source>Give it less evidence, or choose a model that reads more.</source>
        <translation>Geben Sie ihm weniger Belege, oder wählen Sie ein Modell, das mehr liest.</translation>
    </message>
    <message>
        <source>%1 asks for fewer requests.</source>
        <translation>%1 verlangt weniger Anfragen.</translation>
    </message>
    <message>
        <source>Try again later.</source>
        <translation>Versuchen Sie es später wieder.</translation>
    </message>
    <message>
        <source>%1 is overloaded or has a fault of its own.</source>
        <translation>%1 ist überlastet oder hat selbst einen Fehler.</translation>
    </message>
    <message>
        <source>%1 does not accept the request to %2 (HTTP %3).</source>
        <translation>%1 nimmt die Anfrage an %2 nicht an (HTTP %3).</translation>
    </message>
    <message>
        <source>Check model, preset and address in the settings.</source>
        <translation>Prüfen Sie Modell, Voreinstellung und Adresse in den Einstellungen.</translation>
    </message>
    <message>
        <source>There is no preset %1.</source>
        <translation>Eine Voreinstellung %1 gibt es nicht.</translation>
    </message>
    <message>
        <source>No local model is running; nothing was asked.</source>
        <translation>Kein hiesiges Modell läuft; nichts wurde gefragt.</translation>
    </message>
    <message>
        <source>Start llama-server and choose provider openai with preset llamacpp.</source>
        <translation>Starten Sie llama-server und wählen Sie den Anbieter openai mit der Voreinstellung llamacpp.</translation>
    </message>
    <message>
        <source>There is no key for %1; nothing was sent.</source>
        <translation>Für %1 gibt es keinen Schlüssel; nichts wurde gesendet.</translation>
    </message>
    <message>
        <source>Enter it in the settings, or set %1 in the environment.</source>
        <translation>Geben Sie ihn in den Einstellungen an, oder setzen Sie %1 in der Umgebung.</translation>
    </message>
    <message>
        <source>%1 answered with something that it doesn&apos;t document.</source>
        <translation>%1 antwortete mit etwas, das nicht dokumentiert ist.</translation>
    </message>
    <message>
        <source>Check the address in the settings, or try another model.</source>
        <translation>Prüfen Sie die Adresse in den Einstellungen, oder versuchen Sie ein anderes Modell.</translation>
    </message>
    <message>
        <source>The reply of %1 broke off; nothing of it was used.</source>
        <translation>Die Antwort von %1 brach ab; nichts davon wurde genutzt.</translation>
    </message>
    <message>
        <source>Try again.</source>
        <translation>Versuchen Sie es wieder.</translation>
    </message>
    <message>
        <source>The model refused to answer.</source>
        <translation>Das Modell verweigerte die Antwort.</translation>
    </message>
    <message>
        <source>Word the question differently, or choose another model.</source>
        <translation>Fragen Sie anders, oder wählen Sie ein anderes Modell.</translation>
    </message>
    <message>
        <source>The model&apos;s reply was cut off: it is longer than allowed.</source>
        <translation>Die Antwort des Modells wurde abgeschnitten: Sie ist länger als erlaubt.</translation>
    </message>
    <message>
        <source>Ask for less, or choose a model with less to think.</source>
        <translation>Verlangen Sie weniger, oder wählen Sie ein Modell, das weniger nachdenkt.</translation>
    </message>
    <message>
        <source>The model file %1 can&apos;t be used; nothing was asked. %2</source>
        <translation>Die Modelldatei %1 ist unbrauchbar; nichts wurde gefragt. %2</translation>
    </message>
    <message>
        <source>Choose a model file in GGUF form (llm_model_file).</source>
        <translation>Wählen Sie eine Modelldatei im GGUF-Format (llm_model_file).</translation>
    </message>
    <message>
        <source>There is no such file.</source>
        <translation>Eine solche Datei gibt es nicht.</translation>
    </message>
    <message>
        <source>It is no GGUF file.</source>
        <translation>Sie ist keine GGUF-Datei.</translation>
    </message>
    <message>
        <source>Its version of GGUF (%1) is not known.</source>
        <translation>Ihre GGUF-Version (%1) ist nicht bekannt.</translation>
    </message>
    <message>
        <source>Its beginning breaks off or is damaged.</source>
        <translation>Ihr Anfang bricht ab oder ist beschädigt.</translation>
    </message>
    <message>
        <source>The local server&apos;s key is made at each start.</source>
        <translation>Der Schlüssel des lokalen Servers entsteht bei jedem Start neu.</translation>
    </message>
    <message>
        <source>The local model server stopped while it answered; nothing of it was used.</source>
        <translation>Der lokale Modell-Server brach ab, während er antwortete; nichts davon wurde genutzt.</translation>
    </message>
    <message>
        <source>It is started again. Try again, or choose a smaller model file.</source>
        <translation>Er wird neu gestartet. Versuchen Sie es wieder, oder wählen Sie eine kleinere Modelldatei.</translation>
    </message>
    <message>
        <source>The local server&apos;s thread can&apos;t wait for itself.</source>
        <translation>Der Thread des lokalen Servers kann nicht auf sich selbst warten.</translation>
    </message>
    <message>
        <source>Cancelled while the local model was starting; nothing was asked.</source>
        <translation>Abgebrochen, während das lokale Modell startete; nichts wurde gefragt.</translation>
    </message>
    <message>
        <source>The local model is not ready yet; nothing was asked.</source>
        <translation>Das lokale Modell ist noch nicht bereit; nichts wurde gefragt.</translation>
    </message>
    <message>
        <source>It goes on loading. Try again in a while, or choose a smaller model file.</source>
        <translation>Es lädt weiter. Versuchen Sie es nach einer Weile wieder, oder wählen Sie eine kleinere Modelldatei.</translation>
    </message>
    <message>
        <source>The program llama-server is not installed; nothing was asked.</source>
        <translation>Das Programm llama-server ist nicht installiert; nichts wurde gefragt.</translation>
    </message>
    <message>
        <source>%1 is no program that can be run; nothing was asked.</source>
        <translation>%1 ist kein ausführbares Programm; nichts wurde gefragt.</translation>
    </message>
    <message>
        <source>Install llama.cpp, which has it, or name the program in the settings (llama_server).</source>
        <translation>Installieren Sie llama.cpp, das es enthält, oder nennen Sie das Programm in den Einstellungen (llama_server).</translation>
    </message>
    <message>
        <source>It crashed or was killed.</source>
        <translation>Er stürzte ab oder wurde beendet.</translation>
    </message>
    <message>
        <source>It ended with code %1.</source>
        <translation>Er endete mit dem Code %1.</translation>
    </message>
    <message>
        <source>%1 can&apos;t be run; nothing was asked.</source>
        <translation>%1 lässt sich nicht ausführen; nichts wurde gefragt.</translation>
    </message>
    <message>
        <source>No model file is chosen; nothing was asked.</source>
        <translation>Es ist keine Modelldatei gewählt; nichts wurde gefragt.</translation>
    </message>
    <message>
        <source>Name a GGUF file in the settings (llm_model_file).</source>
        <translation>Nennen Sie eine GGUF-Datei in den Einstellungen (llm_model_file).</translation>
    </message>
    <message>
        <source>It was not ready within %1 seconds.</source>
        <translation>Er war nicht innerhalb von %1 Sekunden bereit.</translation>
    </message>
    <message>
        <source>It stopped answering.</source>
        <translation>Er antwortete nicht mehr.</translation>
    </message>
    <message>
        <source>The local server answers without its key; it was stopped.</source>
        <translation>Der lokale Server antwortet ohne seinen Schlüssel; er wurde angehalten.</translation>
    </message>
    <message>
        <source>Other users of this machine could use it. Take a llama-server that reads LLAMA_API_KEY.</source>
        <translation>Andere Benutzer dieses Rechners könnten ihn nutzen. Nehmen Sie einen llama-server, der LLAMA_API_KEY liest.</translation>
    </message>
    <message>
        <source>The local model server failed %1 times; it was given up.</source>
        <translation>Der lokale Modell-Server scheiterte %1-mal; er wurde aufgegeben.</translation>
    </message>
    <message>
        <source>%1 Its last words: %2</source>
        <translation>%1 Seine letzten Worte: %2</translation>
    </message>
    <message>
        <source>No language model is chosen; nothing was sent.</source>
        <translation>Es ist kein Sprachmodell gewählt; nichts wurde gesendet.</translation>
    </message>
    <message>
        <source>The embedding model gave %1 vectors for %2 texts.</source>
        <translation>Das Einbettungsmodell gab %1 Vektoren für %2 Texte.</translation>
    </message>
    <message>
        <source>The call of the model was cancelled.</source>
        <translation>Der Aufruf des Modells wurde abgebrochen.</translation>
    </message>
    <message>
        <source>%1 failed several times and is left alone for a while.</source>
        <translation>%1 scheiterte mehrmals und wird eine Weile in Ruhe gelassen.</translation>
    </message>
    <message>
        <source>Nothing was sent. It is tried again in %1 s.</source>
        <translation>Nichts wurde gesendet. Ein neuer Versuch folgt in %1 s.</translation>
    </message>
    <message>
        <source>The call&apos;s turn didn&apos;t come within its time; nothing was sent.</source>
        <translation>Der Aufruf kam in seiner Zeit nicht an die Reihe; nichts wurde gesendet.</translation>
    </message>
    <message>
        <source>The provider takes fewer calls than are wanted. Try again later.</source>
        <translation>Der Anbieter nimmt weniger Aufrufe an als gewünscht. Versuchen Sie es später wieder.</translation>
    </message>
    <message>
        <source>&quot;%1&quot; in the setting llm_fallback is no provider with a model.</source>
        <translation>„%1“ in der Einstellung llm_fallback ist kein Anbieter mit einem Modell.</translation>
    </message>
    <message>
        <source>Write NAME:MODEL or NAME:MODEL@ADDRESS, with one of %1; or none.</source>
        <translation>Schreiben Sie NAME:MODELL oder NAME:MODELL@ADRESSE, mit einem Namen aus %1; oder none.</translation>
    </message>
    <message>
        <source>No embedding model is chosen; nothing was sent.</source>
        <translation>Es ist kein Einbettungsmodell gewählt; nichts wurde gesendet.</translation>
    </message>
    <message>
        <source>Name one in the settings (llm_embedding_model).</source>
        <translation>Nennen Sie eines in den Einstellungen (llm_embedding_model).</translation>
    </message>
    <message>
        <source>You haven&apos;t agreed to send anything to %1 yet; nothing was sent.</source>
        <translation>Sie haben noch nicht zugestimmt, etwas an %1 zu senden; nichts wurde gesendet.</translation>
    </message>
    <message>
        <source>Look at what would be sent on the brief page, and agree to it there.</source>
        <translation>Sehen Sie sich auf der Seite „Auftrag“ an, was gesendet würde, und stimmen Sie dort zu.</translation>
    </message>
    <message>
        <source>This is a preview: nothing was sent to the language model.</source>
        <translation>Dies ist eine Vorschau: Nichts wurde an das Sprachmodell gesendet.</translation>
    </message>
    <message>
        <source>What you agreed to send could not be kept; it holds until the program ends.</source>
        <translation>Ihre Zustimmung zum Senden konnte nicht gespeichert werden; sie gilt, bis das Programm endet.</translation>
    </message>
    <message>
        <source>It has %1 and others.</source>
        <translation>Verfügbar: %1 und weitere.</translation>
    </message>
    <message>
        <source>It has %1.</source>
        <translation>Verfügbar: %1.</translation>
    </message>
    <message>
        <source>What answers at the address is no such provider.</source>
        <translation>Was unter der Adresse antwortet, ist kein solcher Anbieter.</translation>
    </message>
    <message>
        <source>Check address and preset in the settings (llm_base_url, llm_preset); an address often ends in /v1.</source>
        <translation>Prüfen Sie Adresse und Voreinstellung in den Einstellungen (llm_base_url, llm_preset); eine Adresse endet oft auf /v1.</translation>
    </message>
    <message>
        <source>%1 of %2 answered within %3 s.</source>
        <translation>%1 von %2 antwortete innerhalb von %3 s.</translation>
    </message>
    <message>
        <source>No model is chosen.</source>
        <translation>Es ist kein Modell gewählt.</translation>
    </message>
    <message>
        <source>Choose one in the settings (llm_model). %1</source>
        <translation>Wählen Sie eines in den Einstellungen (llm_model). %1</translation>
    </message>
    <message>
        <source>%1 does not do what was asked of it.</source>
        <translation>%1 bietet nicht, was verlangt wurde.</translation>
    </message>
    <message>
        <source>Of a llama-server: embeddings are given by one that is started with --embeddings.</source>
        <translation>Bei llama-server: Einbettungen gibt einer, der mit --embeddings gestartet wurde.</translation>
    </message>
</context>
<context>
    <name>Mail</name>
    <message>
        <source>The program is offline; no mail was sent.</source>
        <translation>Das Programm ist offline; es wurde keine E-Mail gesendet.</translation>
    </message>
    <message>
        <source>Sending the mail was cancelled.</source>
        <translation>Das Senden der E-Mail wurde abgebrochen.</translation>
    </message>
    <message>
        <source>The mail server %1 did not take the user&apos;s name and password.</source>
        <translation>Der Mailserver %1 hat Benutzername und Passwort nicht angenommen.</translation>
    </message>
    <message>
        <source>The mail server %1 could not be talked to in a safe way; nothing was sent.</source>
        <translation>Mit dem Mailserver %1 kam keine sichere Verbindung zustande; nichts wurde gesendet.</translation>
    </message>
    <message>
        <source>The mail server %1 did not answer in time.</source>
        <translation>Der Mailserver %1 hat nicht rechtzeitig geantwortet.</translation>
    </message>
    <message>
        <source>The mail server %1 refused the mail (%2).</source>
        <translation>Der Mailserver %1 hat die E-Mail abgelehnt (%2).</translation>
    </message>
    <message>
        <source>The mail server %1 could not be reached or has a fault.</source>
        <translation>Der Mailserver %1 war nicht zu erreichen oder hat einen Fehler.</translation>
    </message>
    <message>
        <source>The mail could not be made.</source>
        <translation>Die E-Mail konnte nicht erstellt werden.</translation>
    </message>
    <message>
        <source>No mail server is set.</source>
        <translation>Es ist kein Mailserver eingestellt.</translation>
    </message>
    <message>
        <source>Set mail_server_url to smtp://user@host:587 or smtps://user@host:465.</source>
        <translation>Setzen Sie mail_server_url auf smtp://user@host:587 oder smtps://user@host:465.</translation>
    </message>
    <message>
        <source>The mail has no recipient.</source>
        <translation>Die E-Mail hat keinen Empfänger.</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is no address of mail.</source>
        <translation>„%1“ ist keine E-Mail-Adresse.</translation>
    </message>
    <message>
        <source>The mail server %1 was given the mail and did not say that it took it: it may have arrived.</source>
        <translation>Dem Mailserver %1 wurde die E-Mail übergeben, aber er hat die Annahme nicht bestätigt: Sie ist möglicherweise angekommen.</translation>
    </message>
    <message>
        <source>%1 was not asked: your administrator doesn&apos;t allow this host.</source>
        <translation>%1 wurde nicht angefragt: Ihr Administrator lässt diesen Rechner nicht zu.</translation>
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
    <name>MarketSizing</name>
    <message>
        <source>An estimate can be zero or less, which no market is: check its assumptions.</source>
        <translation>Eine Schätzung kann null oder kleiner sein, was bei keinem Markt sein kann: Prüfen Sie ihre Annahmen.</translation>
    </message>
    <message>
        <source>%1 isn&apos;t above zero in both ways, so it explains nothing.</source>
        <translation>%1 liegt nicht in beiden Ansätzen über null und erklärt daher nichts.</translation>
    </message>
    <message>
        <source>In %1 % of the draws %2 is larger than %3, of which it is a part.</source>
        <translation>In %1 % der Ziehungen ist %2 größer als %3, wovon es ein Teil ist.</translation>
    </message>
    <message>
        <source>Only one way estimates it: there is nothing to reconcile.</source>
        <translation>Nur ein Ansatz liefert eine Schätzung: Es gibt nichts abzugleichen.</translation>
    </message>
    <message>
        <source>%1: the two ways contradict each other by more than their own uncertainty allows; settle which assumption is wrong before using the combination.</source>
        <translation>%1: Die beiden Ansätze widersprechen einander stärker, als es ihre eigene Unsicherheit zulässt; klären Sie, welche Annahme falsch ist, bevor Sie die Kombination verwenden.</translation>
    </message>
    <message>
        <source>There is no driver or formula called &quot;%1&quot;.</source>
        <translation>Es gibt weder Treiber noch Formel namens „%1“.</translation>
    </message>
    <message>
        <source>This is no market sizing: &quot;format&quot; must be &quot;consultantos-market-sizing&quot;.</source>
        <translation>Das ist keine Marktgrößenschätzung: „format“ muss „consultantos-market-sizing“ sein.</translation>
    </message>
    <message>
        <source>%1 was written by a newer version of the program.</source>
        <translation>%1 stammt von einer neueren Version des Programms.</translation>
    </message>
    <message>
        <source>A level needs &quot;top_down&quot; or &quot;bottom_up&quot;.</source>
        <translation>Eine Ebene braucht „top_down“ oder „bottom_up“.</translation>
    </message>
    <message>
        <source>&quot;levels&quot; names no market.</source>
        <translation>„levels“ nennt keinen Markt.</translation>
    </message>
    <message>
        <source>A factor needs &quot;top_down&quot; and &quot;bottom_up&quot;.</source>
        <translation>Ein Faktor braucht „top_down“ und „bottom_up“.</translation>
    </message>
</context>
<context>
    <name>MeaningDifference</name>
    <message>
        <source>name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>period</source>
        <translation>Zeitraum</translation>
    </message>
    <message>
        <source>number</source>
        <translation>Zahl</translation>
    </message>
    <message>
        <source>unit</source>
        <translation>Einheit</translation>
    </message>
    <message>
        <source>negation</source>
        <translation>Verneinung</translation>
    </message>
    <message>
        <source>direction</source>
        <translation>Richtung</translation>
    </message>
    <message>
        <source>quantifier</source>
        <translation>Menge</translation>
    </message>
    <message>
        <source>wording</source>
        <translation>Wortlaut</translation>
    </message>
    <message>
        <source>other %1: %2 / %3</source>
        <translation>anders: %1: %2 / %3</translation>
    </message>
    <message>
        <source>other question: %1 / %2</source>
        <translation>andere Frage: %1 / %2</translation>
    </message>
    <message>
        <source>other roles: the same words in another order</source>
        <translation>andere Rollen: dieselben Wörter in anderer Ordnung</translation>
    </message>
    <message>
        <source>other quantifier: %1 / %2</source>
        <translation>andere Menge: %1 / %2</translation>
    </message>
    <message>
        <source>other time or mood: was, will, should</source>
        <translation>andere Zeit oder Aussageweise: war, wird, sollte</translation>
    </message>
</context>
<context>
    <name>MemoryCache</name>
    <message>
        <source>An entry could not be put into the memory cache.</source>
        <translation>Ein Eintrag konnte nicht in den Zwischenspeicher im Arbeitsspeicher.</translation>
    </message>
    <message>
        <source>It has no value, or its key is longer than %1 bytes.</source>
        <translation>Er hat keinen Wert, oder sein Schlüssel ist länger als %1 Byte.</translation>
    </message>
</context>
<context>
    <name>MessageHtml</name>
    <message>
        <source>not in the evidence</source>
        <translation>nicht in den Belegen</translation>
    </message>
    <message>
        <source>the facts give %1</source>
        <translation>die Fakten ergeben %1</translation>
    </message>
    <message>
        <source>From an earlier answer to this question, %1 ago</source>
        <translation>Aus einer früheren Antwort auf diese Frage, vor %1</translation>
    </message>
    <message>
        <source>From an earlier question, %1 ago: %2</source>
        <translation>Aus einer früheren Frage, vor %1: %2</translation>
    </message>
</context>
<context>
    <name>ModelFields</name>
    <message>
        <source>The built-in engine makes analyses alone: on this computer, free of charge, and nothing is sent.</source>
        <translation>Das eingebaute Verfahren macht die Analysen allein: auf diesem Rechner, kostenlos, und nichts wird gesendet.</translation>
    </message>
    <message>
        <source>Google&apos;s service. Sent: what agents and questions ask, with the passages and figures that they rest on.</source>
        <translation>Der Dienst von Google. Gesendet wird: was Agenten und Fragen wissen wollen, mit den Textstellen und Zahlen, auf denen es beruht.</translation>
    </message>
    <message>
        <source>OpenAI, or any service or server that speaks its protocol. Sent: what agents and questions ask, with the passages and figures that they rest on.</source>
        <translation>OpenAI oder jeder Dienst oder Server, der dessen Protokoll spricht. Gesendet wird: was Agenten und Fragen wissen wollen, mit den Textstellen und Zahlen, auf denen es beruht.</translation>
    </message>
    <message>
        <source>Anthropic&apos;s service. Sent: what agents and questions ask, with the passages and figures that they rest on.</source>
        <translation>Der Dienst von Anthropic. Gesendet wird: was Agenten und Fragen wissen wollen, mit den Textstellen und Zahlen, auf denen es beruht.</translation>
    </message>
    <message>
        <source>A model file on this computer, run by llama-server, which this program starts and ends. Nothing leaves this computer, also while offline.</source>
        <translation>Eine Modelldatei auf diesem Rechner, ausgeführt von llama-server, den dieses Programm startet und beendet. Nichts verlässt diesen Rechner, es geht auch offline.</translation>
    </message>
</context>
<context>
    <name>ModelWords</name>
    <message>
        <source>Five forces</source>
        <translation>Fünf Kräfte</translation>
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
        <source>Summary</source>
        <translation>Zusammenfassung</translation>
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
        <source>Financials</source>
        <translation>Finanzzahlen</translation>
    </message>
    <message>
        <source>Conversation</source>
        <translation>Gespräch</translation>
    </message>
    <message>
        <source>Test</source>
        <translation>Test</translation>
    </message>
    <message>
        <source>Others</source>
        <translation>Übrige</translation>
    </message>
    <message>
        <source>the name of the company</source>
        <translation>der Name des Unternehmens</translation>
    </message>
    <message>
        <source>your question</source>
        <translation>Ihre Frage</translation>
    </message>
    <message>
        <source>your context</source>
        <translation>Ihr Zusammenhang</translation>
    </message>
    <message>
        <source>the region</source>
        <translation>die Region</translation>
    </message>
    <message numerus="yes">
        <source>%n document(s) with all figures read from them are never sent.</source>
        <translation>
            <numerusform>%n Dokument mit allen daraus gelesenen Zahlen wird nie gesendet.</numerusform>
            <numerusform>%n Dokumente mit allen daraus gelesenen Zahlen werden nie gesendet.</numerusform>
        </translation>
    </message>
    <message>
        <source>nothing: a kept reply answers</source>
        <translation>nichts: eine aufbewahrte Antwort genügt</translation>
    </message>
    <message>
        <source>price unknown</source>
        <translation>Preis unbekannt</translation>
    </message>
    <message>
        <source>at most %1</source>
        <translation>höchstens %1</translation>
    </message>
    <message>
        <source>%1 to %2</source>
        <translation>%1 bis %2</translation>
    </message>
    <message>
        <source>Hidden behind placeholders: %1.</source>
        <translation>Hinter Platzhaltern verborgen: %1.</translation>
    </message>
    <message>
        <source>Never sent: %1.</source>
        <translation>Nie gesendet: %1.</translation>
    </message>
    <message>
        <source>None</source>
        <translation>Keines</translation>
    </message>
    <message>
        <source>%1 (on this computer)</source>
        <translation>%1 (auf diesem Rechner)</translation>
    </message>
</context>
<context>
    <name>ModelWriter</name>
    <message>
        <source>The agent&apos;s time is spent.</source>
        <translation>Die Zeit des Agenten ist verbraucht.</translation>
    </message>
    <message>
        <source>The language model wrote nothing on %1; it is as computed. %2</source>
        <translation>Das Sprachmodell schrieb nichts zu „%1“; es bleibt, wie es berechnet wurde. %2</translation>
    </message>
    <message>
        <source>the summary</source>
        <translation>Zusammenfassung</translation>
    </message>
    <message>
        <source>The list of agents says why.</source>
        <translation>Die Liste der Agenten nennt den Grund.</translation>
    </message>
    <message>
        <source>Passages that speak to a language model rather than to a reader were not shown to it.</source>
        <translation>Textstellen, die sich an ein Sprachmodell statt an Leser wenden, wurden ihm nicht gezeigt.</translation>
    </message>
    <message>
        <source>Statements of the language model failed the checks and were struck; the list of agents counts them.</source>
        <translation>Aussagen des Sprachmodells haben die Prüfungen nicht bestanden und wurden gestrichen; die Liste der Agenten zählt sie.</translation>
    </message>
    <message>
        <source>There was no time for the language model to word everything; the rest is as computed.</source>
        <translation>Dem Sprachmodell fehlte die Zeit, alles zu formulieren; das Übrige ist wie berechnet.</translation>
    </message>
</context>
<context>
    <name>MonitorAccess</name>
    <message>
        <source>Test</source>
        <translation>Test</translation>
    </message>
    <message>
        <source>This is a test of ConsultantOS; nothing has changed.</source>
        <translation>Das ist ein Test von ConsultantOS; es hat sich nichts geändert.</translation>
    </message>
</context>
<context>
    <name>MonitorWords</name>
    <message>
        <source>Every day at %1</source>
        <translation>Täglich um %1</translation>
    </message>
    <message>
        <source>Monday to Friday at %1</source>
        <translation>Montag bis Freitag um %1</translation>
    </message>
    <message>
        <source>Every %1 at %2</source>
        <translation>Jeden %1 um %2</translation>
    </message>
    <message>
        <source>On day %1 of each month at %2</source>
        <translation>Am %1. jedes Monats um %2</translation>
    </message>
    <message>
        <source>Every minute</source>
        <translation>Jede Minute</translation>
    </message>
    <message>
        <source>Every %1 minutes</source>
        <translation>Alle %1 Minuten</translation>
    </message>
    <message>
        <source>Every hour</source>
        <translation>Jede Stunde</translation>
    </message>
    <message>
        <source>Every %1 hours</source>
        <translation>Alle %1 Stunden</translation>
    </message>
    <message>
        <source>Every day</source>
        <translation>Jeden Tag</translation>
    </message>
    <message>
        <source>Every %1 days</source>
        <translation>Alle %1 Tage</translation>
    </message>
    <message>
        <source>Every week</source>
        <translation>Jede Woche</translation>
    </message>
    <message>
        <source>Every %1 weeks</source>
        <translation>Alle %1 Wochen</translation>
    </message>
    <message>
        <source>Important</source>
        <translation>Wichtig</translation>
    </message>
    <message>
        <source>Notable</source>
        <translation>Beachtenswert</translation>
    </message>
    <message>
        <source>For information</source>
        <translation>Zur Kenntnis</translation>
    </message>
    <message>
        <source>Filing</source>
        <translation>Einreichung</translation>
    </message>
    <message>
        <source>Figure</source>
        <translation>Kennzahl</translation>
    </message>
    <message>
        <source>Restatement</source>
        <translation>Nachträgliche Anpassung</translation>
    </message>
    <message>
        <source>Line crossed</source>
        <translation>Grenzwert durchbrochen</translation>
    </message>
    <message>
        <source>Score of a framework</source>
        <translation>Wertung einer Methode</translation>
    </message>
    <message>
        <source>News</source>
        <translation>Nachrichten</translation>
    </message>
    <message>
        <source>Risk factor</source>
        <translation>Risikofaktor</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>Offen</translation>
    </message>
    <message>
        <source>Snoozed until %1</source>
        <translation>Zurückgestellt bis %1</translation>
    </message>
    <message>
        <source>Dismissed</source>
        <translation>Verworfen</translation>
    </message>
    <message>
        <source>Raised</source>
        <translation>Gemeldet</translation>
    </message>
    <message>
        <source>Further news of the same thing</source>
        <translation>Weiteres zum selben Sachverhalt</translation>
    </message>
    <message>
        <source>Further news of the same thing: %1</source>
        <translation>Weiteres zum selben Sachverhalt: %1</translation>
    </message>
    <message>
        <source>Open again, as the snooze is over</source>
        <translation>Wieder offen, da die Zurückstellung abgelaufen ist</translation>
    </message>
    <message>
        <source>Opened again</source>
        <translation>Wieder geöffnet</translation>
    </message>
    <message>
        <source>Filings</source>
        <translation>Einreichungen</translation>
    </message>
    <message>
        <source>figures of years and quarters</source>
        <translation>Kennzahlen von Jahren und Quartalen</translation>
    </message>
    <message>
        <source>figures</source>
        <translation>Kennzahlen</translation>
    </message>
    <message numerus="yes">
        <source>%n line(s)</source>
        <translation>
            <numerusform>%n Grenzwert</numerusform>
            <numerusform>%n Grenzwerte</numerusform>
        </translation>
    </message>
    <message>
        <source>news</source>
        <translation>Nachrichten</translation>
    </message>
    <message>
        <source>risk factors</source>
        <translation>Risikofaktoren</translation>
    </message>
    <message>
        <source>Not checked yet</source>
        <translation>Noch nicht geprüft</translation>
    </message>
    <message>
        <source>First look taken</source>
        <translation>Ausgangsstand erfasst</translation>
    </message>
    <message>
        <source>Nothing new</source>
        <translation>Nichts Neues</translation>
    </message>
    <message numerus="yes">
        <source>%n new alert(s)</source>
        <translation>
            <numerusform>%n neue Meldung</numerusform>
            <numerusform>%n neue Meldungen</numerusform>
        </translation>
    </message>
    <message>
        <source>More on open alerts</source>
        <translation>Neues zu offenen Meldungen</translation>
    </message>
    <message numerus="yes">
        <source>Failed %n times</source>
        <translation>
            <numerusform>%n-mal gescheitert</numerusform>
            <numerusform>%n-mal gescheitert</numerusform>
        </translation>
    </message>
    <message>
        <source>Failed</source>
        <translation>Gescheitert</translation>
    </message>
    <message>
        <source>now</source>
        <translation>jetzt</translation>
    </message>
    <message>
        <source>in %1</source>
        <translation>in %1</translation>
    </message>
    <message>
        <source>%1 ago</source>
        <translation>vor %1</translation>
    </message>
</context>
<context>
    <name>Monitors</name>
    <message>
        <source>The check was cancelled.</source>
        <translation>Die Prüfung wurde abgebrochen.</translation>
    </message>
    <message>
        <source>The figures could not be derived.</source>
        <translation>Die Kennzahlen ließen sich nicht ableiten.</translation>
    </message>
    <message>
        <source>No analysis could be run for the scores.</source>
        <translation>Für die Wertungen konnte keine Analyse durchgeführt werden.</translation>
    </message>
    <message>
        <source>News are watched, but no source of news is switched on.</source>
        <translation>Nachrichten werden überwacht, aber es ist keine Nachrichtenquelle eingeschaltet.</translation>
    </message>
    <message>
        <source>The schedule can&apos;t be read at &quot;%1&quot;.</source>
        <translation>Der Zeitplan ist bei „%1“ nicht lesbar.</translation>
    </message>
    <message>
        <source>It has five fields: minute (0-59), hour (0-23), day (1-31), month (1-12), weekday (0-7, Sunday is 0), such as &quot;30 7 * * mon-fri&quot;.</source>
        <translation>Er hat fünf Felder: Minute (0-59), Stunde (0-23), Tag (1-31), Monat (1-12), Wochentag (0-7, Sonntag ist 0), etwa „30 7 * * mon-fri“.</translation>
    </message>
    <message>
        <source>A cron schedule has five fields; &quot;%1&quot; has %2.</source>
        <translation>Ein Cron-Zeitplan hat fünf Felder; „%1“ hat %2.</translation>
    </message>
    <message>
        <source>Several monitors are called &quot;%1&quot;.</source>
        <translation>Mehrere Überwachungen heißen „%1“.</translation>
    </message>
    <message>
        <source>Name it by its id.</source>
        <translation>Geben Sie die Kennung an.</translation>
    </message>
    <message>
        <source>This monitor is being checked already.</source>
        <translation>Diese Überwachung wird bereits geprüft.</translation>
    </message>
    <message>
        <source>Nothing can be checked here.</source>
        <translation>Hier kann nichts geprüft werden.</translation>
    </message>
    <message>
        <source>An alert can only be snoozed until a later time.</source>
        <translation>Eine Meldung lässt sich nur bis zu einem späteren Zeitpunkt zurückstellen.</translation>
    </message>
    <message>
        <source>A digest&apos;s period must end after it begins.</source>
        <translation>Der Zeitraum einer Zusammenfassung muss nach seinem Beginn enden.</translation>
    </message>
    <message>
        <source>There is no figure &quot;%1&quot; to watch.</source>
        <translation>Eine Kennzahl „%1“ zum Überwachen gibt es nicht.</translation>
    </message>
    <message>
        <source>Figures are named as in &quot;revenue&quot;, &quot;net_income&quot; or &quot;operating_margin&quot;; monitor add --help tells where they are listed.</source>
        <translation>Kennzahlen heißen etwa „revenue“, „net_income“ oder „operating_margin“; monitor add --help sagt, wo sie aufgelistet sind.</translation>
    </message>
    <message>
        <source>A threshold can&apos;t be negative.</source>
        <translation>Eine Schwelle kann nicht negativ sein.</translation>
    </message>
    <message>
        <source>A webhook needs an address of the web; &quot;%1&quot; is none.</source>
        <translation>Ein Webhook braucht eine Webadresse; „%1“ ist keine.</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is no address of mail.</source>
        <translation>„%1“ ist keine E-Mail-Adresse.</translation>
    </message>
    <message>
        <source>A monitor&apos;s name has 1 to %1 characters.</source>
        <translation>Der Name einer Überwachung hat 1 bis %1 Zeichen.</translation>
    </message>
    <message>
        <source>A monitor must watch something.</source>
        <translation>Eine Überwachung muss etwas überwachen.</translation>
    </message>
    <message>
        <source>A monitor takes at most %1 figures, lines and addresses.</source>
        <translation>Eine Überwachung nimmt höchstens %1 Kennzahlen, Grenzwerte und Adressen auf.</translation>
    </message>
    <message>
        <source>A line needs a number.</source>
        <translation>Ein Grenzwert braucht eine Zahl.</translation>
    </message>
    <message>
        <source>There is no framework &quot;%1&quot;.</source>
        <translation>Es gibt keine Methode „%1“.</translation>
    </message>
    <message>
        <source>There is no time zone &quot;%1&quot;.</source>
        <translation>Es gibt keine Zeitzone „%1“.</translation>
    </message>
    <message>
        <source>Name it as &quot;Europe/Berlin&quot; or &quot;UTC&quot;.</source>
        <translation>Schreiben Sie sie wie „Europe/Berlin“ oder „UTC“.</translation>
    </message>
    <message>
        <source>The jitter must be from 0 to %1 seconds.</source>
        <translation>Der Zeitversatz (Jitter) muss 0 bis %1 Sekunden betragen.</translation>
    </message>
    <message>
        <source>A monitor is checked every 1 to %1 units of time.</source>
        <translation>Eine Überwachung prüft alle 1 bis %1 Zeiteinheiten.</translation>
    </message>
    <message>
        <source>No day fits the schedule &quot;%1&quot;.</source>
        <translation>Kein Tag passt zum Zeitplan „%1“.</translation>
    </message>
    <message>
        <source>This alert was written by a newer version.</source>
        <translation>Diese Meldung stammt von einer neueren Version.</translation>
    </message>
    <message>
        <source>A stored alert can&apos;t be read.</source>
        <translation>Eine gespeicherte Meldung ist nicht lesbar.</translation>
    </message>
    <message>
        <source>A schedule counts minutes, hours, days or weeks.</source>
        <translation>Ein Zeitplan zählt Minuten, Stunden, Tage oder Wochen.</translation>
    </message>
    <message>
        <source>This monitor was written by a newer version.</source>
        <translation>Diese Überwachung stammt von einer neueren Version.</translation>
    </message>
    <message>
        <source>The monitor no longer sends there.</source>
        <translation>Die Überwachung sendet nicht mehr dorthin.</translation>
    </message>
    <message>
        <source>The program ended while the mail was sent: it may have arrived.</source>
        <translation>Das Programm endete, während die E-Mail gesendet wurde: Sie ist möglicherweise angekommen.</translation>
    </message>
</context>
<context>
    <name>OperandWords</name>
    <message numerus="yes">
        <source>%1 (%n period(s) before)</source>
        <translation>
            <numerusform>%1 (%n Periode zuvor)</numerusform>
            <numerusform>%1 (%n Perioden zuvor)</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>PassageHead</name>
    <message>
        <source>page %1</source>
        <translation>Seite %1</translation>
    </message>
</context>
<context>
    <name>Paths</name>
    <message>
        <source>The program&apos;s resources were not found; nothing was done.</source>
        <translation>Die Ressourcen des Programms wurden nicht gefunden; nichts wurde getan.</translation>
    </message>
    <message>
        <source>CONSULTANTOS_RESOURCE_DIR names %1, which has no formulas.json: let it name the folder of the resources, or take it away so that they are looked for beside the program.</source>
        <translation>CONSULTANTOS_RESOURCE_DIR nennt %1, wo keine formulas.json liegt: Lassen Sie es den Ordner der Ressourcen nennen, oder nehmen Sie es weg, damit neben dem Programm gesucht wird.</translation>
    </message>
    <message>
        <source>Looked for them in %1. Install the program again, or name their folder by CONSULTANTOS_RESOURCE_DIR.</source>
        <translation>Gesucht wurde in %1. Installieren Sie das Programm neu oder nennen Sie den Ordner durch CONSULTANTOS_RESOURCE_DIR.</translation>
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
    <message>
        <source>The PDF&apos;s pages could not be given an outline.</source>
        <translation>Für die Seiten der PDF-Datei konnte keine Gliederung erstellt werden.</translation>
    </message>
</context>
<context>
    <name>PerformanceWords</name>
    <message>
        <source>%1 %</source>
        <translation>%1 %</translation>
    </message>
    <message>
        <source>%1 ms</source>
        <translation>%1 ms</translation>
    </message>
    <message>
        <source>%1 s</source>
        <translation>%1 s</translation>
    </message>
    <message>
        <source>%1 min</source>
        <translation>%1 min</translation>
    </message>
    <message>
        <source>%1 h</source>
        <translation>%1 h</translation>
    </message>
    <message>
        <source>%1 per minute</source>
        <translation>%1 je Minute</translation>
    </message>
    <message>
        <source>Last 5 minutes</source>
        <translation>Letzte 5 Minuten</translation>
    </message>
    <message>
        <source>Last hour</source>
        <translation>Letzte Stunde</translation>
    </message>
    <message>
        <source>Last day</source>
        <translation>Letzter Tag</translation>
    </message>
    <message>
        <source>Last week</source>
        <translation>Letzte Woche</translation>
    </message>
    <message>
        <source>Last 90 days</source>
        <translation>Letzte 90 Tage</translation>
    </message>
    <message>
        <source>P50 under %1 s</source>
        <translation>P50 unter %1 s</translation>
    </message>
    <message>
        <source>P95 under %1 s</source>
        <translation>P95 unter %1 s</translation>
    </message>
    <message>
        <source>P99 under %1 s</source>
        <translation>P99 unter %1 s</translation>
    </message>
    <message>
        <source>Uptime over %1 %</source>
        <translation>Betriebszeit über %1 %</translation>
    </message>
    <message>
        <source>Cache hits over %1 %</source>
        <translation>Treffer über %1 %</translation>
    </message>
    <message>
        <source>not measured</source>
        <translation>nicht gemessen</translation>
    </message>
    <message>
        <source>met</source>
        <translation>erfüllt</translation>
    </message>
    <message>
        <source>missed</source>
        <translation>verfehlt</translation>
    </message>
    <message>
        <source>ConsultantOS performance, %1, as of %2</source>
        <translation>Leistung von ConsultantOS, %1, Stand %2</translation>
    </message>
    <message>
        <source>%1: %2, %3</source>
        <translation>%1: %2, %3</translation>
    </message>
    <message>
        <source>Requests: %1, of them failed: %2</source>
        <translation>Anfragen: %1, davon gescheitert: %2</translation>
    </message>
    <message>
        <source>Agents: %1 done, %2 failed</source>
        <translation>Agenten: %1 fertig, %2 gescheitert</translation>
    </message>
    <message>
        <source>Cache hits: level 1 %1, level 2 %2, level 3 %3; misses: %4</source>
        <translation>Treffer: Stufe 1 %1, Stufe 2 %2, Stufe 3 %3; Fehlgriffe: %4</translation>
    </message>
    <message>
        <source>Saved by the cache: %1</source>
        <translation>Vom Zwischenspeicher gespart: %1</translation>
    </message>
    <message>
        <source>Stores: %1 operations, P50 %2, P95 %3</source>
        <translation>Speicher: %1 Vorgänge, P50 %2, P95 %3</translation>
    </message>
    <message>
        <source>Model %1: %2 calls, cost %3, saved %4</source>
        <translation>Modell %1: %2 Aufrufe, Kosten %3, gespart %4</translation>
    </message>
    <message>
        <source>Processor: %1 of one core; memory: %2</source>
        <translation>Prozessor: %1 eines Kerns; Arbeitsspeicher: %2</translation>
    </message>
    <message>
        <source>%1: %2; %3</source>
        <translation>%1: %2; %3</translation>
    </message>
    <message>
        <source>Alert: %1</source>
        <translation>Warnung: %1</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1: %2</translation>
    </message>
</context>
<context>
    <name>Phrasebook</name>
    <message>
        <source>The phrase &quot;%1&quot; can&apos;t be used.</source>
        <translation>Die Formulierung „%1“ kann nicht verwendet werden.</translation>
    </message>
    <message>
        <source>The place &quot;%1&quot; is there twice.</source>
        <translation>Der Platzhalter „%1“ kommt zweimal vor.</translation>
    </message>
    <message>
        <source>The original has no place &quot;%1&quot;.</source>
        <translation>Das Original enthält keinen Platzhalter „%1“.</translation>
    </message>
    <message>
        <source>The lists at &quot;%1&quot; are of unequal length.</source>
        <translation>Die Listen bei „%1“ sind nicht gleich lang.</translation>
    </message>
    <message>
        <source>The phrases in %1 can&apos;t be read.</source>
        <translation>Die Formulierungen in %1 lassen sich nicht lesen.</translation>
    </message>
    <message>
        <source>The folder %1 has no phrases.</source>
        <translation>Der Ordner %1 enthält keine Formulierungen.</translation>
    </message>
    <message>
        <source>%1 at byte %2.</source>
        <translation>%1 bei Byte %2.</translation>
    </message>
    <message>
        <source>&quot;%1&quot; has no translation.</source>
        <translation>„%1“ hat keine Übersetzung.</translation>
    </message>
    <message>
        <source>&quot;%1&quot; has two translations: &quot;%2&quot; and &quot;%3&quot;.</source>
        <translation>„%1“ hat zwei Übersetzungen: „%2“ und „%3“.</translation>
    </message>
    <message>
        <source>&quot;decimal&quot; and &quot;group&quot; are one character each.</source>
        <translation>„decimal“ und „group“ sind je ein Zeichen.</translation>
    </message>
</context>
<context>
    <name>PriceTable</name>
    <message>
        <source>The prices in %1 can&apos;t be used: %2.</source>
        <translation>Die Preise in %1 sind nicht zu gebrauchen: %2.</translation>
    </message>
    <message>
        <source>the currency has no three letters</source>
        <translation>die Währung hat keine drei Buchstaben</translation>
    </message>
    <message>
        <source>the date is missing</source>
        <translation>das Datum fehlt</translation>
    </message>
    <message>
        <source>the entry &quot;%1 %2&quot; is not right</source>
        <translation>der Eintrag „%1 %2“ stimmt nicht</translation>
    </message>
    <message>
        <source>&quot;%1 %2&quot; is listed twice</source>
        <translation>„%1 %2“ steht zweimal da</translation>
    </message>
    <message>
        <source>The prices in %1 can&apos;t be read: %2.</source>
        <translation>Die Preise in %1 lassen sich nicht lesen: %2.</translation>
    </message>
    <message>
        <source>Your own prices are in %1, the others in %2.</source>
        <translation>Ihre eigenen Preise sind in %1, die anderen in %2.</translation>
    </message>
    <message>
        <source>Give them in one currency.</source>
        <translation>Geben Sie sie in einer Währung an.</translation>
    </message>
</context>
<context>
    <name>QCommandLineParser</name>
    <message>
        <source>Usage: %1</source>
        <translation>Aufruf: %1</translation>
    </message>
    <message>
        <source>Options:</source>
        <translation>Optionen:</translation>
    </message>
    <message>
        <source>Arguments:</source>
        <translation>Argumente:</translation>
    </message>
    <message>
        <source>[options]</source>
        <translation>[Optionen]</translation>
    </message>
    <message>
        <source>Unknown option &apos;%1&apos;.</source>
        <translation>Die Option „%1“ ist nicht bekannt.</translation>
    </message>
    <message>
        <source>Unknown options: %1.</source>
        <translation>Diese Optionen sind nicht bekannt: %1.</translation>
    </message>
    <message>
        <source>Missing value after &apos;%1&apos;.</source>
        <translation>Nach „%1“ fehlt ein Wert.</translation>
    </message>
    <message>
        <source>Unexpected value after &apos;%1&apos;.</source>
        <translation>Nach „%1“ steht ein Wert, der nicht dorthin gehört.</translation>
    </message>
</context>
<context>
    <name>Quality</name>
    <message>
        <source>A finding is settled with a reason.</source>
        <translation>Ein Befund wird mit einer Begründung erledigt.</translation>
    </message>
    <message>
        <source>Say why the report stands with it.</source>
        <translation>Begründen Sie, warum der Bericht trotz des Befunds Bestand hat.</translation>
    </message>
    <message>
        <source>The review has no finding &quot;%1&quot;.</source>
        <translation>Die Prüfung enthält keinen Befund „%1“.</translation>
    </message>
    <message>
        <source>A finding is settled by somebody.</source>
        <translation>Ein Befund wird von einer Person abgeschlossen.</translation>
    </message>
    <message>
        <source>Give a name.</source>
        <translation>Geben Sie einen Namen an.</translation>
    </message>
    <message>
        <source>Nobody accepted the finding &quot;%1&quot;.</source>
        <translation>Den Befund „%1“ hat niemand akzeptiert.</translation>
    </message>
</context>
<context>
    <name>ReadBack</name>
    <message>
        <source>Note beside the report</source>
        <translation>Notiz neben dem Bericht</translation>
    </message>
    <message>
        <source>A note in a free cell belongs to nothing in the report.</source>
        <translation>Eine Notiz in einer freien Zelle gehört zu nichts im Bericht.</translation>
    </message>
    <message>
        <source>This number isn&apos;t an input of the report.</source>
        <translation>Diese Zahl ist keine Eingabe des Berichts.</translation>
    </message>
    <message>
        <source>The report&apos;s formulas are its method: they are changed in a framework, not in a workbook.</source>
        <translation>Die Formeln des Berichts sind sein Verfahren: Geändert werden sie in einer Methode, nicht in einer Arbeitsmappe.</translation>
    </message>
    <message>
        <source>What a fact is can&apos;t be changed: add a row for another one.</source>
        <translation>Was ein Fakt bezeichnet, lässt sich nicht ändern: Fügen Sie für einen anderen eine Zeile hinzu.</translation>
    </message>
    <message>
        <source>A heading or label isn&apos;t a statement of the report.</source>
        <translation>Eine Überschrift oder Beschriftung ist keine Aussage des Berichts.</translation>
    </message>
    <message>
        <source>The sentence is as it was; what stands around it is the report&apos;s own.</source>
        <translation>Der Satz ist unverändert; was um ihn herum steht, stammt vom Bericht selbst.</translation>
    </message>
    <message>
        <source>The report doesn&apos;t hold this fact any more.</source>
        <translation>Der Bericht enthält diesen Fakt nicht mehr.</translation>
    </message>
    <message>
        <source>The report doesn&apos;t have this driver any more.</source>
        <translation>Der Bericht enthält diesen Treiber nicht mehr.</translation>
    </message>
    <message>
        <source>A weight is a share from 0 to 1.</source>
        <translation>Ein Gewicht ist ein Anteil von 0 bis 1.</translation>
    </message>
    <message>
        <source>This number only shows another one of the report.</source>
        <translation>Diese Zahl gibt nur eine andere des Berichts wieder.</translation>
    </message>
    <message>
        <source>A number was replaced by something that is none.</source>
        <translation>Eine Zahl wurde durch etwas ersetzt, das keine ist.</translation>
    </message>
    <message>
        <source>This figure follows from facts: change these, or the score that rests on it.</source>
        <translation>Diese Zahl ergibt sich aus Fakten: Ändern Sie diese oder die Wertung, die darauf beruht.</translation>
    </message>
    <message>
        <source>The score lies outside of its scale, %1 to %2.</source>
        <translation>Die Wertung liegt außerhalb ihrer Skala von %1 bis %2.</translation>
    </message>
    <message>
        <source>A fact needs a concept, the end of its period as YYYY-MM-DD, a value and a unit.</source>
        <translation>Ein Fakt braucht einen Begriff, das Ende seiner Periode als JJJJ-MM-TT, einen Wert und eine Einheit.</translation>
    </message>
    <message>
        <source>The report has this fact already: change its row.</source>
        <translation>Der Bericht enthält diesen Fakt bereits: Ändern Sie seine Zeile.</translation>
    </message>
    <message>
        <source>Added row</source>
        <translation>Hinzugefügte Zeile</translation>
    </message>
    <message>
        <source>An added row is taken over on the sheet of facts only.</source>
        <translation>Eine hinzugefügte Zeile wird nur auf dem Blatt der Fakten übernommen.</translation>
    </message>
    <message>
        <source>This row only shows what the report says elsewhere.</source>
        <translation>Diese Zeile gibt nur wieder, was der Bericht an anderer Stelle sagt.</translation>
    </message>
    <message>
        <source>Sheet &quot;%1&quot;</source>
        <translation>Blatt „%1“</translation>
    </message>
    <message>
        <source>A sheet that was removed changes nothing in the report.</source>
        <translation>Ein entferntes Blatt ändert nichts im Bericht.</translation>
    </message>
    <message>
        <source>Another version of the program made this workbook: rows that were removed can&apos;t be told.</source>
        <translation>Eine andere Version des Programms hat diese Arbeitsmappe erstellt: Entfernte Zeilen sind nicht erkennbar.</translation>
    </message>
    <message>
        <source>The sheet &quot;%1&quot; isn&apos;t the report&apos;s and was not read.</source>
        <translation>Das Blatt „%1“ gehört nicht zum Bericht und wurde nicht gelesen.</translation>
    </message>
    <message>
        <source>%1 is no workbook of a report.</source>
        <translation>%1 ist keine Arbeitsmappe eines Berichts.</translation>
    </message>
    <message>
        <source>Take a copy that was saved as XLSX from a report; its first column, which is hidden, tells what each row means and must stay.</source>
        <translation>Nehmen Sie eine Kopie, die aus einem Bericht als XLSX gespeichert wurde; ihre erste, ausgeblendete Spalte gibt an, was jede Zeile bedeutet, und muss erhalten bleiben.</translation>
    </message>
    <message>
        <source>%1 is a workbook of another report.</source>
        <translation>%1 ist eine Arbeitsmappe eines anderen Berichts.</translation>
    </message>
    <message>
        <source>It was made of the report %1.</source>
        <translation>Sie wurde aus dem Bericht %1 erstellt.</translation>
    </message>
    <message>
        <source>from the workbook %1</source>
        <translation>aus der Arbeitsmappe %1</translation>
    </message>
    <message>
        <source>%1 can&apos;t be taken over: %2</source>
        <translation>%1 kann nicht übernommen werden: %2</translation>
    </message>
    <message>
        <source>%1 is no fact of the report.</source>
        <translation>%1 ist kein Fakt des Berichts.</translation>
    </message>
    <message>
        <source>A sentence can&apos;t be left empty: write another in its place.</source>
        <translation>Ein Satz kann nicht leer bleiben: Schreiben Sie einen anderen an seine Stelle.</translation>
    </message>
    <message>
        <source>A fact&apos;s value is a number.</source>
        <translation>Der Wert eines Fakts muss eine Zahl sein.</translation>
    </message>
    <message>
        <source>This is a fact of another company than the report&apos;s: correct it in a report on that one.</source>
        <translation>Dieser Fakt gehört zu einem anderen Unternehmen als dem des Berichts: Berichtigen Sie ihn in einem Bericht über jenes Unternehmen.</translation>
    </message>
    <message>
        <source>A fact of a filing can&apos;t be taken out of a report: change its value, or forget its document.</source>
        <translation>Ein Fakt aus einer Einreichung lässt sich nicht aus einem Bericht streichen: Ändern Sie seinen Wert oder entfernen Sie das Dokument, aus dem er stammt.</translation>
    </message>
    <message>
        <source>A statement can&apos;t be taken out of a report: write another in its place.</source>
        <translation>Eine Aussage lässt sich nicht aus einem Bericht streichen: Schreiben Sie eine andere an ihre Stelle.</translation>
    </message>
</context>
<context>
    <name>RecentItems</name>
    <message>
        <source>%1 could not be written.</source>
        <translation>%1 konnte nicht geschrieben werden.</translation>
    </message>
</context>
<context>
    <name>Replay</name>
    <message>
        <source>The recorded agents wait for each other.</source>
        <translation>Die aufgezeichneten Agenten warten aufeinander.</translation>
    </message>
    <message>
        <source>Cancelled.</source>
        <translation>Abgebrochen.</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is not among what was recorded.</source>
        <translation>„%1“ gehört nicht zu dem, was aufgezeichnet wurde.</translation>
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
    <message>
        <source>This program has no fonts to write a PDF with.</source>
        <translation>Dieses Programm hat keine Schriften, um ein PDF zu schreiben.</translation>
    </message>
    <message>
        <source>This program has no fonts to draw a document&apos;s charts with.</source>
        <translation>Dieses Programm hat keine Schriften, mit denen es die Diagramme eines Dokuments zeichnen könnte.</translation>
    </message>
</context>
<context>
    <name>ReportEditor</name>
    <message>
        <source>&quot;%1&quot; can&apos;t be answered by one value.</source>
        <translation>„%1“ lässt sich nicht mit einem einzelnen Wert beantworten.</translation>
    </message>
    <message>
        <source>Give a file that has it: %1.</source>
        <translation>Geben Sie eine Datei an, die das Verlangte enthält: %1.</translation>
    </message>
    <message>
        <source>Say which line the value is of: %1.</source>
        <translation>Geben Sie an, zu welchem Posten der Wert gehört: %1.</translation>
    </message>
    <message>
        <source>The report has no annual statements that a value could stand in.</source>
        <translation>Der Bericht enthält keine Jahresabschlüsse, in denen ein Wert stehen könnte.</translation>
    </message>
    <message>
        <source>Give a file with the statements.</source>
        <translation>Geben Sie eine Datei mit den Abschlüssen an.</translation>
    </message>
    <message>
        <source>The report&apos;s years are %1.</source>
        <translation>Die Jahre des Berichts sind %1.</translation>
    </message>
    <message>
        <source>The value is no number.</source>
        <translation>Der Wert ist keine Zahl.</translation>
    </message>
    <message>
        <source>%1 is in %2 here, not in %3.</source>
        <translation>%1 steht hier in %2, nicht in %3.</translation>
    </message>
    <message>
        <source>An answer needs its source.</source>
        <translation>Eine Antwort braucht ihre Quelle.</translation>
    </message>
    <message>
        <source>Say where the value is from, or give the file.</source>
        <translation>Geben Sie an, woher der Wert stammt, oder geben Sie die Datei an.</translation>
    </message>
    <message>
        <source>An answer is a value, or a file that has it.</source>
        <translation>Eine Antwort ist ein Wert oder eine Datei, die ihn enthält.</translation>
    </message>
    <message>
        <source>The report doesn&apos;t ask for &quot;%1&quot;.</source>
        <translation>Der Bericht fragt nicht nach „%1“.</translation>
    </message>
    <message>
        <source>&quot;library requests&quot; lists what it asks for.</source>
        <translation>„library requests“ listet auf, wonach er fragt.</translation>
    </message>
    <message>
        <source>Files can&apos;t be taken in here.</source>
        <translation>Dateien können hier nicht importiert werden.</translation>
    </message>
    <message>
        <source>%1 has neither figures nor text.</source>
        <translation>%1 enthält weder Zahlen noch Text.</translation>
    </message>
    <message>
        <source>%1 can&apos;t be scored from %2 in &quot;%3&quot;; nothing was changed.</source>
        <translation>%1 lässt sich mit %2 in „%3“ nicht bewerten; es wurde nichts geändert.</translation>
    </message>
    <message>
        <source>Judge it on the scale from one to five (unit &quot;score&quot;).</source>
        <translation>Schätzen Sie es auf der Skala von eins bis fünf ein (Einheit „score“).</translation>
    </message>
    <message>
        <source>That section has no score.</source>
        <translation>Dieser Abschnitt hat keine Wertung.</translation>
    </message>
    <message>
        <source>A score here lies between %1 and %2.</source>
        <translation>Eine Wertung liegt hier zwischen %1 und %2.</translation>
    </message>
    <message>
        <source>That section has no drivers.</source>
        <translation>Dieser Abschnitt hat keine Treiber.</translation>
    </message>
    <message>
        <source>The weights of a section lie between 0 and 1 and add up to 1.</source>
        <translation>Die Gewichte eines Abschnitts liegen zwischen 0 und 1 und ergeben zusammen 1.</translation>
    </message>
    <message>
        <source>Drivers whose weight nobody set share what is left, as they did before.</source>
        <translation>Treiber, deren Gewicht niemand festgelegt hat, teilen sich den Rest im bisherigen Verhältnis.</translation>
    </message>
    <message>
        <source>A fact needs its source.</source>
        <translation>Ein Fakt braucht seine Quelle.</translation>
    </message>
    <message>
        <source>Say where the value is from.</source>
        <translation>Geben Sie an, woher der Wert stammt.</translation>
    </message>
    <message>
        <source>%1 is a fact of another company than %2.</source>
        <translation>%1 ist ein Fakt eines anderen Unternehmens, nicht von %2.</translation>
    </message>
    <message>
        <source>Correct it in a report on that company.</source>
        <translation>Berichtigen Sie ihn in einem Bericht über jenes Unternehmen.</translation>
    </message>
    <message>
        <source>Nothing is to be changed.</source>
        <translation>Es ist nichts zu ändern.</translation>
    </message>
    <message>
        <source>The report has no %1 &quot;%2&quot; that can be edited.</source>
        <translation>Der Bericht hat keine Stelle „%2“ (%1), die sich ändern lässt.</translation>
    </message>
    <message>
        <source>&quot;library targets&quot; lists what it has.</source>
        <translation>„library targets“ listet auf, welche er hat.</translation>
    </message>
    <message>
        <source>the user</source>
        <translation>Benutzer</translation>
    </message>
    <message>
        <source>The report could not be derived anew; nothing was changed.</source>
        <translation>Der Bericht konnte nicht neu abgeleitet werden; es wurde nichts geändert.</translation>
    </message>
    <message>
        <source>This place was changed meanwhile; nothing was written.</source>
        <translation>Diese Stelle wurde inzwischen geändert; es wurde nichts geschrieben.</translation>
    </message>
    <message>
        <source>Look at what stands there now, then edit it again.</source>
        <translation>Sehen Sie sich an, was jetzt dort steht, und ändern Sie es dann erneut.</translation>
    </message>
    <message>
        <source>A sentence has 1 to %1 characters.</source>
        <translation>Ein Satz hat 1 bis %1 Zeichen.</translation>
    </message>
    <message>
        <source>The sentence says that already.</source>
        <translation>Der Satz lautet bereits so.</translation>
    </message>
    <message>
        <source>There is no conflict at &quot;%1&quot;.</source>
        <translation>An der Stelle „%1“ gibt es keinen Konflikt.</translation>
    </message>
    <message>
        <source>Nobody edited &quot;%1&quot;.</source>
        <translation>„%1“ hat niemand geändert.</translation>
    </message>
    <message>
        <source>The report has no review to settle anything in.</source>
        <translation>Der Bericht enthält keine Prüfung, in der sich etwas erledigen ließe.</translation>
    </message>
    <message>
        <source>%1 was corrected or filed today already, and that report of it counts.</source>
        <translation>%1 wurde heute schon berichtigt oder eingereicht, und diese Angabe zählt.</translation>
    </message>
    <message>
        <source>Take the earlier correction back first (undo).</source>
        <translation>Nehmen Sie zuerst die frühere Berichtigung zurück (Rückgängig).</translation>
    </message>
</context>
<context>
    <name>ReportFile</name>
    <message>
        <source>The format &quot;%1&quot; is not known.</source>
        <translation>Das Format „%1“ ist nicht bekannt.</translation>
    </message>
    <message>
        <source>Choose among %1.</source>
        <translation>Wählen Sie aus %1.</translation>
    </message>
    <message>
        <source>The setting report_colour is no colour: &quot;%1&quot;.</source>
        <translation>Der Wert der Einstellung report_colour ist keine Farbe: „%1“.</translation>
    </message>
    <message>
        <source>Write it as #1f3864, or leave it empty.</source>
        <translation>Schreiben Sie ihn wie #1f3864 oder lassen Sie ihn leer.</translation>
    </message>
    <message>
        <source>The logo %1 could not be read as a PNG file.</source>
        <translation>Das Logo %1 konnte nicht als PNG-Datei gelesen werden.</translation>
    </message>
    <message>
        <source>Choose another one by the setting report_logo, or none.</source>
        <translation>Wählen Sie mit der Einstellung report_logo ein anderes oder keines.</translation>
    </message>
    <message>
        <source>%1 can&apos;t serve as a template of presentations: %2.</source>
        <translation>%1 kann nicht als Präsentationsvorlage dienen: %2.</translation>
    </message>
    <message>
        <source>Choose a .pptx or .potx file, or none, in the settings.</source>
        <translation>Wählen Sie in den Einstellungen eine .pptx- oder .potx-Datei oder keine.</translation>
    </message>
    <message>
        <source>it is no office file</source>
        <translation>es ist keine Office-Datei</translation>
    </message>
    <message>
        <source>it is not there</source>
        <translation>die Datei ist nicht vorhanden</translation>
    </message>
    <message>
        <source>it is too large</source>
        <translation>die Datei ist zu groß</translation>
    </message>
    <message>
        <source>it is damaged</source>
        <translation>die Datei ist beschädigt</translation>
    </message>
    <message>
        <source>it is no presentation with a master</source>
        <translation>es ist keine Präsentation mit einem Folienmaster</translation>
    </message>
    <message>
        <source>it has no layout</source>
        <translation>es fehlt ein Layout</translation>
    </message>
    <message>
        <source>The document could not be packed: %1.</source>
        <translation>Das Dokument konnte nicht gepackt werden: %1.</translation>
    </message>
</context>
<context>
    <name>ReportHtml</name>
    <message>
        <source>No second opinion of a language model: %1</source>
        <translation>Keine zweite Meinung eines Sprachmodells: %1</translation>
    </message>
    <message>
        <source>Second opinion of %1: %2 objections are listed as notes, %3 were struck by the checks.</source>
        <translation>Zweite Meinung von %1. Als Hinweise aufgeführte Einwände: %2; von den Prüfungen gestrichene: %3.</translation>
    </message>
</context>
<context>
    <name>ReportLanguages</name>
    <message>
        <source>Reports can&apos;t be written in &quot;%1&quot;.</source>
        <translation>Berichte können nicht in der Sprache „%1“ geschrieben werden.</translation>
    </message>
    <message>
        <source>Choose among %1.</source>
        <translation>Wählen Sie unter %1.</translation>
    </message>
</context>
<context>
    <name>ReportPage</name>
    <message>
        <source>Against it:</source>
        <translation>Dagegen:</translation>
    </message>
</context>
<context>
    <name>ReportTemplates</name>
    <message>
        <source>an id is made of small letters, digits and underlines.</source>
        <translation>eine Kennung besteht aus Kleinbuchstaben, Ziffern und Unterstrichen.</translation>
    </message>
    <message>
        <source>&quot;most&quot; is a number from 0 to %1.</source>
        <translation>„most“ muss eine Zahl von 0 bis %1 sein.</translation>
    </message>
    <message>
        <source>there is no framework &quot;%1&quot;.</source>
        <translation>es gibt keine Methode „%1“.</translation>
    </message>
    <message>
        <source>weights are not below zero, and not all of them zero.</source>
        <translation>die Gewichte dürfen nicht negativ und nicht alle null sein.</translation>
    </message>
    <message>
        <source>there is no part &quot;%1&quot;; choose among %2 and the frameworks.</source>
        <translation>es gibt keinen Teil „%1“; wählen Sie unter %2 und den Methoden.</translation>
    </message>
    <message>
        <source>the part &quot;%1&quot; stands there twice.</source>
        <translation>der Teil „%1“ kommt zweimal vor.</translation>
    </message>
    <message>
        <source>a template needs one part at least.</source>
        <translation>eine Vorlage braucht mindestens einen Teil.</translation>
    </message>
    <message>
        <source>a template is an object in braces.</source>
        <translation>eine Vorlage ist ein Objekt in geschweiften Klammern.</translation>
    </message>
    <message>
        <source>The template %1 can&apos;t be read.</source>
        <translation>Die Vorlage %1 lässt sich nicht lesen.</translation>
    </message>
    <message>
        <source>%1: there is another template &quot;%2&quot;.</source>
        <translation>%1: Es gibt bereits eine andere Vorlage „%2“.</translation>
    </message>
    <message>
        <source>Give it an id of its own.</source>
        <translation>Geben Sie ihr eine eigene Kennung.</translation>
    </message>
    <message>
        <source>There is no template of reports &quot;%1&quot;.</source>
        <translation>Es gibt keine Berichtsvorlage „%1“.</translation>
    </message>
    <message>
        <source>Choose among %1.</source>
        <translation>Wählen Sie unter %1.</translation>
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
    <message>
        <source>memory</source>
        <translation>Arbeitsspeicher</translation>
    </message>
    <message>
        <source>disk</source>
        <translation>Platte</translation>
    </message>
    <message>
        <source>from the cache (%1), computed %2 ago</source>
        <translation>aus dem Zwischenspeicher (%1), vor %2 berechnet</translation>
    </message>
    <message>
        <source>Finished: %1. &quot;Compute anew&quot; (F5) takes nothing from it</source>
        <translation>Fertig: %1. „Neu berechnen“ (F5) nimmt nichts daraus</translation>
    </message>
    <message>
        <source>Finished in %1 s; some agents failed, see the summary</source>
        <translation>Fertig in %1 s; einige Agenten scheiterten, siehe Zusammenfassung</translation>
    </message>
    <message>
        <source>Finished in %1 s</source>
        <translation>Fertig in %1 s</translation>
    </message>
    <message>
        <source>Ansoff&apos;s growth matrix</source>
        <translation>Produkt-Markt-Matrix nach Ansoff</translation>
    </message>
    <message>
        <source>BCG growth-share matrix</source>
        <translation>BCG-Matrix</translation>
    </message>
    <message>
        <source>Value chain</source>
        <translation>Wertkette</translation>
    </message>
    <message>
        <source>VRIO</source>
        <translation>VRIO</translation>
    </message>
    <message>
        <source>Company, customers, competitors</source>
        <translation>Unternehmen, Kunden, Wettbewerber</translation>
    </message>
    <message>
        <source>Scenario axes</source>
        <translation>Szenarioachsen</translation>
    </message>
    <message>
        <source>Issue tree</source>
        <translation>Logikbaum</translation>
    </message>
    <message>
        <source>Recommendation</source>
        <translation>Empfehlung</translation>
    </message>
    <message>
        <source>Tipping point</source>
        <translation>Kipppunkt</translation>
    </message>
    <message>
        <source>Answer</source>
        <translation>Antwort</translation>
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
        <source>Support</source>
        <translation>Was dafür spricht</translation>
    </message>
    <message>
        <source>Risk</source>
        <translation>Risiko</translation>
    </message>
    <message>
        <source>Next step</source>
        <translation>Nächster Schritt</translation>
    </message>
    <message>
        <source>may happen</source>
        <translation>möglich</translation>
    </message>
    <message>
        <source>one to three years</source>
        <translation>ein bis drei Jahre</translation>
    </message>
    <message>
        <source>beyond three years</source>
        <translation>mehr als drei Jahre</translation>
    </message>
    <message>
        <source>Financials</source>
        <translation>Finanzzahlen</translation>
    </message>
    <message>
        <source>Executive summary</source>
        <translation>Zusammenfassung</translation>
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
    <message>
        <source>Cancelled.</source>
        <translation>Abgebrochen.</translation>
    </message>
    <message>
        <source>Reading the company&apos;s documents</source>
        <translation>Liest die Dokumente des Unternehmens</translation>
    </message>
    <message>
        <source>Asking the sources of the network</source>
        <translation>Fragt die Quellen im Netz</translation>
    </message>
</context>
<context>
    <name>RunHistory</name>
    <message>
        <source>not run</source>
        <translation>nicht gelaufen</translation>
    </message>
    <message>
        <source>%1, cache</source>
        <translation>%1, Zwischenspeicher</translation>
    </message>
    <message>
        <source>%1%2 %</source>
        <translation>%1%2 %</translation>
    </message>
    <message>
        <source>%1 to %2 in %3 runs, half of them %4 to %5</source>
        <translation>%1 bis %2 in %3 Läufen, die Hälfte davon %4 bis %5</translation>
    </message>
    <message>
        <source>%1, compared with %2</source>
        <translation>%1, verglichen mit %2</translation>
    </message>
    <message>
        <source>Whole run</source>
        <translation>Ganzer Lauf</translation>
    </message>
    <message>
        <source>only now</source>
        <translation>nur jetzt</translation>
    </message>
    <message>
        <source>only before</source>
        <translation>nur zuvor</translation>
    </message>
    <message>
        <source>%1, %2, %3</source>
        <translation>%1, %2, %3</translation>
    </message>
</context>
<context>
    <name>Saving</name>
    <message>
        <source>Saved as %1</source>
        <translation>Gespeichert als %1</translation>
    </message>
    <message>
        <source>The picture could not be made.</source>
        <translation>Das Bild konnte nicht erstellt werden.</translation>
    </message>
</context>
<context>
    <name>ScenarioFiles</name>
    <message>
        <source>%1 can&apos;t be read.</source>
        <translation>%1 kann nicht gelesen werden.</translation>
    </message>
    <message>
        <source>%1 is too large for a scenario.</source>
        <translation>%1 ist zu groß für ein Szenario.</translation>
    </message>
    <message>
        <source>%1 sizes a market: open it under &quot;Market size&quot;.</source>
        <translation>%1 schätzt eine Marktgröße: Öffnen Sie die Datei unter „Marktgröße“.</translation>
    </message>
</context>
<context>
    <name>ScenarioHtml</name>
    <message>
        <source>you choose</source>
        <translation>Sie entscheiden</translation>
    </message>
    <message>
        <source>chance decides</source>
        <translation>der Zufall entscheidet</translation>
    </message>
    <message>
        <source>Total market (TAM)</source>
        <translation>Gesamtmarkt (TAM)</translation>
    </message>
    <message>
        <source>Serviceable market (SAM)</source>
        <translation>Bedienbarer Markt (SAM)</translation>
    </message>
    <message>
        <source>Obtainable market (SOM)</source>
        <translation>Erzielbarer Markt (SOM)</translation>
    </message>
    <message>
        <source>Median %1, mean %2. Nine of ten draws lie between %3 and %4.</source>
        <translation>Median %1, Mittelwert %2. Neun von zehn Ziehungen liegen zwischen %3 und %4.</translation>
    </message>
    <message>
        <source>The file names no two axes, so there are no worlds to tell apart.</source>
        <translation>Die Datei nennt keine zwei Achsen, daher gibt es keine Welten zu unterscheiden.</translation>
    </message>
    <message>
        <source>Four worlds</source>
        <translation>Vier Welten</translation>
    </message>
    <message>
        <source>Probability</source>
        <translation>Wahrscheinlichkeit</translation>
    </message>
    <message>
        <source>%1 to %2</source>
        <translation>%1 bis %2</translation>
    </message>
    <message>
        <source>Signposts: what tells early which world comes</source>
        <translation>Frühindikatoren: woran sich zeigt, welche Welt eintritt</translation>
    </message>
    <message>
        <source>Watch</source>
        <translation>Beobachten</translation>
    </message>
    <message>
        <source>Threshold</source>
        <translation>Schwelle</translation>
    </message>
    <message>
        <source>Above it speaks for</source>
        <translation>Darüber spricht für</translation>
    </message>
    <message>
        <source>Right above</source>
        <translation>Treffer darüber</translation>
    </message>
    <message>
        <source>Right below</source>
        <translation>Treffer darunter</translation>
    </message>
    <message>
        <source>Best by expected value: %1</source>
        <translation>Beste Wahl nach Erwartungswert: %1</translation>
    </message>
    <message>
        <source>First choice</source>
        <translation>Erste Entscheidung</translation>
    </message>
    <message>
        <source>Expected value</source>
        <translation>Erwartungswert</translation>
    </message>
    <message>
        <source>What knowing more is worth at most</source>
        <translation>Was mehr Wissen höchstens wert ist</translation>
    </message>
    <message>
        <source>Knowledge before the first choice</source>
        <translation>Wissen vor der ersten Entscheidung</translation>
    </message>
    <message>
        <source>Worth</source>
        <translation>Wert</translation>
    </message>
    <message>
        <source>All events (perfect information)</source>
        <translation>Alle Ereignisse (vollkommene Information)</translation>
    </message>
    <message>
        <source>%1, before its price</source>
        <translation>%1, vor Abzug der Kosten</translation>
    </message>
    <message>
        <source>How it may end, with the best choices</source>
        <translation>Mögliche Ausgänge bei den besten Entscheidungen</translation>
    </message>
    <message>
        <source>Way</source>
        <translation>Pfad</translation>
    </message>
    <message>
        <source>Value</source>
        <translation>Wert</translation>
    </message>
    <message>
        <source>The tree</source>
        <translation>Der Baum</translation>
    </message>
    <message>
        <source>%1 reaches %2 where %3 is %4. Its median is %5, which gives %6; all other drivers are at their medians.</source>
        <translation>%1 erreicht %2, wenn %3 bei %4 liegt. Der Median dieses Treibers ist %5, was %6 ergibt; alle anderen Treiber liegen auf ihrem Median.</translation>
    </message>
    <message>
        <source>or</source>
        <translation>oder</translation>
    </message>
    <message>
        <source>Quantity</source>
        <translation>Größe</translation>
    </message>
    <message>
        <source>Formula</source>
        <translation>Formel</translation>
    </message>
    <message>
        <source>What moves together</source>
        <translation>Was sich gemeinsam bewegt</translation>
    </message>
    <message>
        <source>Drivers</source>
        <translation>Treiber</translation>
    </message>
    <message>
        <source>Correlation</source>
        <translation>Korrelation</translation>
    </message>
    <message>
        <source>Market</source>
        <translation>Markt</translation>
    </message>
    <message>
        <source>Top-down</source>
        <translation>Top-down</translation>
    </message>
    <message>
        <source>Bottom-up</source>
        <translation>Bottom-up</translation>
    </message>
    <message>
        <source>Reconciled</source>
        <translation>Abgeglichen</translation>
    </message>
    <message>
        <source>90 % interval</source>
        <translation>90-%-Intervall</translation>
    </message>
    <message>
        <source>What divides the two: %1</source>
        <translation>Was die beiden trennt: %1</translation>
    </message>
    <message>
        <source>Factor</source>
        <translation>Faktor</translation>
    </message>
    <message>
        <source>Of the difference</source>
        <translation>Beitrag zur Differenz</translation>
    </message>
    <message>
        <source>Not explained by a factor</source>
        <translation>Durch keinen Faktor erklärt</translation>
    </message>
    <message>
        <source>median %1</source>
        <translation>Median %1</translation>
    </message>
    <message>
        <source>nine of ten draws: %1 to %2</source>
        <translation>neun von zehn Ziehungen: %1 bis %2</translation>
    </message>
    <message>
        <source>Of %1, by %2 (across) and %3 (upwards).</source>
        <translation>%1 nach %2 (waagerecht) und %3 (senkrecht).</translation>
    </message>
</context>
<context>
    <name>Scenarios</name>
    <message>
        <source>The correlations contradict each other: no quantities can be correlated like that.</source>
        <translation>Die Korrelationen widersprechen einander: So können keine Größen korreliert sein.</translation>
    </message>
    <message>
        <source>The events of the decision tree have more than 100,000 joint outcomes.</source>
        <translation>Die Ereignisse des Entscheidungsbaums haben mehr als 100.000 gemeinsame Ausgänge.</translation>
    </message>
    <message>
        <source>A node is &quot;decision&quot;, &quot;chance&quot; or &quot;end&quot;, not &quot;%1&quot;.</source>
        <translation>Ein Knoten ist „decision“, „chance“ oder „end“, nicht „%1“.</translation>
    </message>
    <message>
        <source>A decision or chance needs a name and at least one branch.</source>
        <translation>Eine Entscheidung oder ein Zufallsknoten braucht einen Namen und mindestens einen Zweig.</translation>
    </message>
    <message>
        <source>An end has no branches.</source>
        <translation>Ein Endknoten hat keine Zweige.</translation>
    </message>
    <message>
        <source>The tree has no event called &quot;%1&quot;.</source>
        <translation>Der Baum hat kein Ereignis namens „%1“.</translation>
    </message>
    <message>
        <source>A test needs signals, and a row of likelihoods for each of the event&apos;s %1 branches.</source>
        <translation>Ein Test braucht Signale und für jeden der %1 Zweige des Ereignisses eine Zeile bedingter Wahrscheinlichkeiten.</translation>
    </message>
    <message>
        <source>A probability isn&apos;t negative.</source>
        <translation>Eine Wahrscheinlichkeit ist nicht negativ.</translation>
    </message>
    <message>
        <source>A row of likelihoods has one number a signal; they sum to 1.</source>
        <translation>Eine Zeile bedingter Wahrscheinlichkeiten hat je Signal eine Zahl; ihre Summe ist 1.</translation>
    </message>
    <message>
        <source>A decision&apos;s branch has no probability: one chooses it.</source>
        <translation>Der Zweig einer Entscheidung hat keine Wahrscheinlichkeit: Er wird gewählt.</translation>
    </message>
    <message>
        <source>A probability lies between 0 and 1.</source>
        <translation>Eine Wahrscheinlichkeit liegt zwischen 0 und 1.</translation>
    </message>
    <message>
        <source>The probabilities of &quot;%1&quot; sum to %2, not to 1.</source>
        <translation>Die Wahrscheinlichkeiten von „%1“ ergeben zusammen %2, nicht 1.</translation>
    </message>
    <message>
        <source>The event &quot;%1&quot; has other branches or probabilities elsewhere: give it another name.</source>
        <translation>Das Ereignis „%1“ hat an anderer Stelle andere Zweige oder Wahrscheinlichkeiten: Geben Sie ihm einen anderen Namen.</translation>
    </message>
    <message>
        <source>%1 was written by a newer version of the program.</source>
        <translation>%1 stammt von einer neueren Version des Programms.</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is missing.</source>
        <translation>„%1“ fehlt.</translation>
    </message>
    <message>
        <source>It needs a minimum and a maximum.</source>
        <translation>Die Verteilung braucht ein Minimum und ein Maximum.</translation>
    </message>
    <message>
        <source>Its minimum %1 is not below its maximum %2.</source>
        <translation>Das Minimum %1 liegt nicht unter dem Maximum %2.</translation>
    </message>
    <message>
        <source>Its most likely value %1 lies outside of %2 … %3.</source>
        <translation>Der wahrscheinlichste Wert %1 liegt außerhalb von %2 … %3.</translation>
    </message>
    <message>
        <source>Its shape must be above 0 and at most 1000.</source>
        <translation>Der Formparameter muss über 0 liegen und darf höchstens 1000 sein.</translation>
    </message>
    <message>
        <source>Its standard deviation must be above zero.</source>
        <translation>Die Standardabweichung muss über null liegen.</translation>
    </message>
    <message>
        <source>Its mean must be above zero.</source>
        <translation>Der Mittelwert muss über null liegen.</translation>
    </message>
    <message>
        <source>It needs between one and a million values.</source>
        <translation>Die Verteilung braucht zwischen einem und einer Million Werte.</translation>
    </message>
    <message>
        <source>It has %1 values and %2 weights.</source>
        <translation>Die Verteilung hat %1 Werte und %2 Gewichte.</translation>
    </message>
    <message>
        <source>Its weights must not be negative, nor all be zero.</source>
        <translation>Die Gewichte dürfen nicht negativ und nicht alle null sein.</translation>
    </message>
    <message>
        <source>Its numbers must be finite.</source>
        <translation>Die Zahlen müssen endlich sein.</translation>
    </message>
    <message>
        <source>Next to nothing of it lies between its minimum and its maximum.</source>
        <translation>Zwischen Minimum und Maximum liegt fast nichts von der Verteilung.</translation>
    </message>
    <message>
        <source>Sobol&apos;s sequence has numbers for %1 uncertain drivers here.</source>
        <translation>Die Sobol-Folge reicht hier nur für %1 unsichere Treiber.</translation>
    </message>
    <message>
        <source>Draw at random instead.</source>
        <translation>Ziehen Sie stattdessen zufällig.</translation>
    </message>
    <message>
        <source>Change them by up to %1 (smallest eigenvalue %2), or set &quot;repair_correlations&quot; to take the nearest possible ones.</source>
        <translation>Ändern Sie sie um bis zu %1 (kleinster Eigenwert %2), oder setzen Sie „repair_correlations“, um die nächstliegenden möglichen zu nehmen.</translation>
    </message>
    <message>
        <source>The scenario model</source>
        <translation>Das Szenariomodell</translation>
    </message>
    <message>
        <source>%1, line %2: %3</source>
        <translation>%1, Zeile %2: %3</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1: %2</translation>
    </message>
    <message>
        <source>%1() works on lists; a driver model has single values.</source>
        <translation>%1() arbeitet mit Listen; ein Treibermodell hat Einzelwerte.</translation>
    </message>
    <message>
        <source>There is no driver or formula called &quot;%1&quot;.</source>
        <translation>Es gibt keinen Treiber und keine Formel namens „%1“.</translation>
    </message>
    <message>
        <source>It depends on itself by way of other formulas.</source>
        <translation>Die Formel hängt über andere Formeln von sich selbst ab.</translation>
    </message>
    <message>
        <source>The output isn&apos;t defined over the whole range.</source>
        <translation>Die Ergebnisgröße ist nicht im ganzen Bereich definiert.</translation>
    </message>
    <message>
        <source>The function has the same sign at both ends.</source>
        <translation>Die Funktion hat an beiden Enden dasselbe Vorzeichen.</translation>
    </message>
    <message>
        <source>The search needs a lower and a higher end and a finite target.</source>
        <translation>Die Suche braucht ein unteres und ein oberes Ende und ein endliches Ziel.</translation>
    </message>
    <message>
        <source>The output isn&apos;t defined anywhere in the range.</source>
        <translation>Die Ergebnisgröße ist nirgends im Bereich definiert.</translation>
    </message>
    <message>
        <source>It goes from %1 to %2 there.</source>
        <translation>Die Werte reichen dort von %1 bis %2.</translation>
    </message>
    <message>
        <source>%1 doesn&apos;t become %2 for any %3 between %4 and %5.</source>
        <translation>%1 wird für kein %3 zwischen %4 und %5 gleich %2.</translation>
    </message>
    <message>
        <source>there is text behind the end.</source>
        <translation>nach dem Ende steht noch Text.</translation>
    </message>
    <message>
        <source>the file ends too early.</source>
        <translation>die Datei endet zu früh.</translation>
    </message>
    <message>
        <source>&apos;%1&apos; is not expected here.</source>
        <translation>„%1“ wird hier nicht erwartet.</translation>
    </message>
    <message>
        <source>it is nested too deeply.</source>
        <translation>zu tiefe Verschachtelung.</translation>
    </message>
    <message>
        <source>the number is too large.</source>
        <translation>die Zahl ist zu groß.</translation>
    </message>
    <message>
        <source>a text isn&apos;t closed on its line.</source>
        <translation>ein Text wird in seiner Zeile nicht geschlossen.</translation>
    </message>
    <message>
        <source>a text has an unknown escape.</source>
        <translation>ein Text enthält eine unbekannte Escape-Sequenz.</translation>
    </message>
    <message>
        <source>&quot;%1&quot; stands twice in one object.</source>
        <translation>„%1“ steht zweimal in einem Objekt.</translation>
    </message>
    <message>
        <source>%1 is larger than 16 MB.</source>
        <translation>%1 ist größer als 16 MB.</translation>
    </message>
    <message>
        <source>%1 is not written in UTF-8.</source>
        <translation>%1 ist nicht in UTF-8 geschrieben.</translation>
    </message>
    <message>
        <source>a text in quotes is expected.</source>
        <translation>erwartet wird ein Text in Anführungszeichen.</translation>
    </message>
    <message>
        <source>a number is expected.</source>
        <translation>erwartet wird eine Zahl.</translation>
    </message>
    <message>
        <source>&quot;%1&quot; must be a text in quotes.</source>
        <translation>„%1“ muss ein Text in Anführungszeichen sein.</translation>
    </message>
    <message>
        <source>&quot;%1&quot; must be a number.</source>
        <translation>„%1“ muss eine Zahl sein.</translation>
    </message>
    <message>
        <source>&quot;%1&quot; must be true or false.</source>
        <translation>„%1“ muss true oder false sein.</translation>
    </message>
    <message>
        <source>&quot;%1&quot; must be a list.</source>
        <translation>„%1“ muss eine Liste sein.</translation>
    </message>
    <message>
        <source>an object in braces is expected.</source>
        <translation>erwartet wird ein Objekt in geschweiften Klammern.</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is not known here; known are: %2.</source>
        <translation>„%1“ ist hier nicht bekannt; bekannt sind: %2.</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is no name: a name has small letters, digits and _, and begins with a letter.</source>
        <translation>„%1“ ist kein Name: Ein Name besteht aus Kleinbuchstaben, Ziffern und _ und beginnt mit einem Buchstaben.</translation>
    </message>
    <message>
        <source>The name &quot;%1&quot; stands twice.</source>
        <translation>Der Name „%1“ steht zweimal.</translation>
    </message>
    <message>
        <source>&quot;outputs&quot; names nothing to compute.</source>
        <translation>„outputs“ nennt nichts, was zu berechnen wäre.</translation>
    </message>
    <message>
        <source>A line is drawn for &quot;%1&quot;, which is no output.</source>
        <translation>Für „%1“ ist ein Grenzwert angegeben, aber es ist keine Ergebnisgröße.</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is no driver: only drivers can be correlated.</source>
        <translation>„%1“ ist kein Treiber: Nur Treiber können korreliert sein.</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is constant: it can&apos;t be correlated.</source>
        <translation>„%1“ ist konstant und kann nicht korreliert sein.</translation>
    </message>
    <message>
        <source>A correlation is given twice, or of a driver with itself.</source>
        <translation>Eine Korrelation ist doppelt angegeben oder betrifft einen Treiber mit sich selbst.</translation>
    </message>
    <message>
        <source>A correlation lies between -1 and 1.</source>
        <translation>Eine Korrelation liegt zwischen -1 und 1.</translation>
    </message>
    <message>
        <source>At most 200 drivers and 2,000 formulas are possible.</source>
        <translation>Möglich sind höchstens 200 Treiber und 2.000 Formeln.</translation>
    </message>
    <message>
        <source>Worlds have exactly two axes.</source>
        <translation>Welten haben genau zwei Achsen.</translation>
    </message>
    <message>
        <source>Two axes make four worlds: give four names.</source>
        <translation>Zwei Achsen ergeben vier Welten: Geben Sie vier Namen an.</translation>
    </message>
    <message>
        <source>There is no distribution &quot;%1&quot;; there are constant, uniform, triangular, pert, normal, lognormal, empirical.</source>
        <translation>Es gibt keine Verteilung „%1“; es gibt constant, uniform, triangular, pert, normal, lognormal, empirical.</translation>
    </message>
    <message>
        <source>&quot;between&quot; must name two drivers.</source>
        <translation>„between“ muss zwei Treiber nennen.</translation>
    </message>
    <message>
        <source>Give either &quot;rank&quot; or &quot;normal&quot;.</source>
        <translation>Geben Sie entweder „rank“ oder „normal“ an.</translation>
    </message>
    <message>
        <source>This is no scenario model: &quot;format&quot; must be &quot;consultantos-scenario&quot;.</source>
        <translation>Dies ist kein Szenariomodell: „format“ muss „consultantos-scenario“ sein.</translation>
    </message>
    <message>
        <source>Between 1 and 10,000,000 draws are possible.</source>
        <translation>Möglich sind 1 bis 10.000.000 Ziehungen.</translation>
    </message>
    <message>
        <source>The simulation was cancelled.</source>
        <translation>Die Simulation wurde abgebrochen.</translation>
    </message>
    <message>
        <source>%1 has no value in any draw.</source>
        <translation>%1 hat in keiner Ziehung einen Wert.</translation>
    </message>
    <message>
        <source>The model names no two axes for worlds.</source>
        <translation>Das Modell nennt keine zwei Achsen für Welten.</translation>
    </message>
    <message>
        <source>a formula has no finite value</source>
        <translation>eine Formel hat keinen endlichen Wert</translation>
    </message>
    <message>
        <source>The model has no value in any draw: %1.</source>
        <translation>Das Modell hat in keiner Ziehung einen Wert: %1.</translation>
    </message>
    <message>
        <source>Variance shares need 2 to 1,048,576 points and 2 to 1,000 replicates.</source>
        <translation>Varianzanteile brauchen 2 bis 1.048.576 Punkte und 2 bis 1.000 Wiederholungen.</translation>
    </message>
    <message>
        <source>%1 has no value in some draws, so its variance has no shares.</source>
        <translation>%1 hat in manchen Ziehungen keinen Wert, daher gibt es keine Varianzanteile.</translation>
    </message>
    <message>
        <source>%1 is the same in every draw: there is no variance to share.</source>
        <translation>%1 ist in jeder Ziehung gleich: Es gibt keine Varianz aufzuteilen.</translation>
    </message>
</context>
<context>
    <name>Sealed</name>
    <message>
        <source>The key %1 can&apos;t be read: %2</source>
        <translation>Der Schlüssel %1 lässt sich nicht lesen: %2</translation>
    </message>
    <message>
        <source>%1 holds no Ed25519 key without a passphrase.</source>
        <translation>%1 enthält keinen Ed25519-Schlüssel ohne Passphrase.</translation>
    </message>
    <message>
        <source>Make one by: openssl genpkey -algorithm ed25519 -out key.pem</source>
        <translation>Erzeugen Sie einen mit: openssl genpkey -algorithm ed25519 -out key.pem</translation>
    </message>
    <message>
        <source>The report could not be signed.</source>
        <translation>Der Bericht konnte nicht signiert werden.</translation>
    </message>
    <message>
        <source>The signature is not right.</source>
        <translation>Die Signatur stimmt nicht.</translation>
    </message>
    <message>
        <source>The header can&apos;t be read.</source>
        <translation>Der Dateikopf ist nicht lesbar.</translation>
    </message>
    <message>
        <source>The line of the seal is not as it was.</source>
        <translation>Die Siegelzeile ist verändert.</translation>
    </message>
    <message>
        <source>Something was added behind the seal.</source>
        <translation>Hinter dem Siegel wurde etwas angefügt.</translation>
    </message>
    <message>
        <source>This is not a sealed report.</source>
        <translation>Dies ist kein versiegelter Bericht.</translation>
    </message>
    <message>
        <source>Sealed reports are written by --format sealed.</source>
        <translation>Versiegelte Berichte werden mit --format sealed geschrieben.</translation>
    </message>
    <message>
        <source>A later version of the program sealed this report.</source>
        <translation>Dieser Bericht wurde von einer neueren Version des Programms versiegelt.</translation>
    </message>
    <message>
        <source>Install the newest version to read it.</source>
        <translation>Installieren Sie die neueste Version, um ihn zu lesen.</translation>
    </message>
    <message>
        <source>The header is not as it was.</source>
        <translation>Der Dateikopf ist verändert.</translation>
    </message>
    <message>
        <source>The file ends within %1.</source>
        <translation>Die Datei endet mitten in %1.</translation>
    </message>
    <message>
        <source>%1 is not as it was.</source>
        <translation>%1 ist verändert.</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is no name of a resource.</source>
        <translation>„%1“ ist kein Name einer Ressource.</translation>
    </message>
    <message>
        <source>The report&apos;s resources can&apos;t be put into %1.</source>
        <translation>Die Ressourcen des Berichts lassen sich nicht unter %1 ablegen.</translation>
    </message>
    <message>
        <source>Make room in the folder for temporary files.</source>
        <translation>Schaffen Sie Platz im Ordner für temporäre Dateien.</translation>
    </message>
    <message>
        <source>The report can&apos;t be rebuilt from its evidence; it was not sealed.</source>
        <translation>Der Bericht lässt sich nicht aus seinen Belegen rekonstruieren; er wurde nicht versiegelt.</translation>
    </message>
    <message>
        <source>Facts or documents may have changed meanwhile: analyse again.</source>
        <translation>Fakten oder Dokumente haben sich inzwischen womöglich geändert: Analysieren Sie noch einmal.</translation>
    </message>
    <message>
        <source>It was sealed by version %1, and this is %2.</source>
        <translation>Er wurde mit Version %1 versiegelt; dies ist Version %2.</translation>
    </message>
    <message>
        <source>Its sections can&apos;t be read: another build of this version sealed it.</source>
        <translation>Seine Teile sind nicht lesbar: Ein anderer Stand dieser Version hat ihn versiegelt.</translation>
    </message>
</context>
<context>
    <name>Secrets</name>
    <message>
        <source>Keys of the environment can&apos;t be changed by the program.</source>
        <translation>Schlüssel aus der Umgebung kann das Programm nicht ändern.</translation>
    </message>
    <message>
        <source>Set or unset %1 where the program is started.</source>
        <translation>Setzen oder entfernen Sie %1 dort, wo das Programm gestartet wird.</translation>
    </message>
    <message>
        <source>The key %1 can&apos;t be kept or read: no keyring service answers.</source>
        <translation>Der Schlüssel %1 kann nicht aufbewahrt oder gelesen werden: Es antwortet kein Schlüsselbund-Dienst.</translation>
    </message>
    <message>
        <source>Start and unlock the keyring, or set %1 in the environment. Keys are never written to a file.</source>
        <translation>Starten und entsperren Sie den Schlüsselbund oder setzen Sie %1 in der Umgebung. Schlüssel werden nie in eine Datei geschrieben.</translation>
    </message>
    <message>
        <source>The keyring refuses the key %1.</source>
        <translation>Der Schlüsselbund verweigert den Schlüssel %1.</translation>
    </message>
    <message>
        <source>Unlock the keyring and try again, or set %1 in the environment.</source>
        <translation>Entsperren Sie den Schlüsselbund und versuchen Sie es noch einmal oder setzen Sie %1 in der Umgebung.</translation>
    </message>
    <message>
        <source>The keyring did not answer; the key %1 was not used.</source>
        <translation>Der Schlüsselbund antwortete nicht; der Schlüssel %1 wurde nicht verwendet.</translation>
    </message>
    <message>
        <source>Unlock the keyring and try again.</source>
        <translation>Entsperren Sie den Schlüsselbund und versuchen Sie es noch einmal.</translation>
    </message>
</context>
<context>
    <name>SemanticMatcher</name>
    <message>
        <source>a prompt without words to go by</source>
        <translation>eine Anfrage ohne brauchbare Wörter</translation>
    </message>
    <message>
        <source>similarity below %1</source>
        <translation>Ähnlichkeit unter %1</translation>
    </message>
    <message>
        <source>same meaning</source>
        <translation>gleiche Bedeutung</translation>
    </message>
</context>
<context>
    <name>SemanticWords</name>
    <message>
        <source>%1 has no weights.</source>
        <translation>%1 hat keine Gewichte.</translation>
    </message>
    <message>
        <source>%1 has no fillers or no negations.</source>
        <translation>%1 hat keine Füllwörter oder keine Verneinungen.</translation>
    </message>
    <message>
        <source>%1 has a rewrite that is no pair.</source>
        <translation>%1 hat eine Ersetzung, die kein Paar ist.</translation>
    </message>
</context>
<context>
    <name>Server</name>
    <message>
        <source>This server has another name.</source>
        <translation>Dieser Server heißt anders.</translation>
    </message>
    <message>
        <source>Pages of other sites may not ask here.</source>
        <translation>Seiten anderer Websites dürfen hier nicht anfragen.</translation>
    </message>
    <message>
        <source>A bearer token is needed.</source>
        <translation>Ein Bearer-Token ist nötig.</translation>
    </message>
    <message>
        <source>The bearer token is not one of this server&apos;s.</source>
        <translation>Das Bearer-Token gehört nicht zu diesem Server.</translation>
    </message>
    <message>
        <source>Too many requests with this token.</source>
        <translation>Zu viele Anfragen mit diesem Token.</translation>
    </message>
    <message>
        <source>The token doesn&apos;t allow this.</source>
        <translation>Das Token erlaubt dies nicht.</translation>
    </message>
    <message>
        <source>The API&apos;s token can&apos;t be written to %1: %2</source>
        <translation>Das Token der Schnittstelle kann nicht nach %1 geschrieben werden: %2</translation>
    </message>
    <message>
        <source>Give the program a data folder that it can write to.</source>
        <translation>Geben Sie dem Programm einen Datenordner, in den es schreiben kann.</translation>
    </message>
    <message>
        <source>%1 holds an entry that can&apos;t be used; the server didn&apos;t start.</source>
        <translation>%1 enthält einen unbrauchbaren Eintrag; der Server ist nicht gestartet.</translation>
    </message>
    <message>
        <source>Each needs a name, sha256 in hexadecimal, and scopes among read, run, admin.</source>
        <translation>Jeder braucht name, sha256 (hexadezimal) und scopes aus read, run, admin.</translation>
    </message>
    <message>
        <source>%1 is reached from other machines, and there is no TLS; the server did not start.</source>
        <translation>%1 ist von anderen Rechnern aus erreichbar, und es gibt kein TLS; der Server ist nicht gestartet.</translation>
    </message>
    <message>
        <source>Give --tls-cert and --tls-key, or --insecure behind a proxy.</source>
        <translation>Geben Sie --tls-cert und --tls-key an, oder --insecure hinter einem Proxy.</translation>
    </message>
    <message>
        <source>Anonymous callers are allowed on this machine alone; the server did not start.</source>
        <translation>Anonyme Aufrufer sind nur auf diesem Rechner erlaubt; der Server ist nicht gestartet.</translation>
    </message>
    <message>
        <source>Leave --allow-anonymous out, or listen on 127.0.0.1.</source>
        <translation>Lassen Sie --allow-anonymous weg, oder lauschen Sie an 127.0.0.1.</translation>
    </message>
    <message>
        <source>The body must be application/json.</source>
        <translation>Der Inhalt muss application/json sein.</translation>
    </message>
    <message>
        <source>There is nothing at this path.</source>
        <translation>Unter diesem Pfad gibt es nichts.</translation>
    </message>
    <message>
        <source>This path has other methods.</source>
        <translation>Dieser Pfad kennt andere HTTP-Methoden.</translation>
    </message>
    <message>
        <source>Another server works on these stores; this one did not start.</source>
        <translation>Ein anderer Server arbeitet mit diesen Speichern; dieser ist nicht gestartet.</translation>
    </message>
    <message>
        <source>End it, or give this one a data folder or engagement of its own.</source>
        <translation>Beenden Sie ihn, oder geben Sie diesem einen eigenen Datenordner oder ein eigenes Mandat.</translation>
    </message>
    <message>
        <source>The server could not do this; its log says why.</source>
        <translation>Der Server konnte dies nicht tun; sein Protokoll nennt den Grund.</translation>
    </message>
    <message>
        <source>The server can&apos;t listen on %1, port %2: %3</source>
        <translation>Der Server kann nicht an %1, Port %2 lauschen: %3</translation>
    </message>
    <message>
        <source>Choose another port, or end the program that uses this one.</source>
        <translation>Wählen Sie einen anderen Port, oder beenden Sie das Programm, das diesen benutzt.</translation>
    </message>
    <message>
        <source>The file %1 can&apos;t be used for TLS: %2</source>
        <translation>Die Datei %1 ist für TLS unbrauchbar: %2</translation>
    </message>
    <message>
        <source>Give a certificate and its key as PEM, the key without a passphrase.</source>
        <translation>Geben Sie ein Zertifikat und seinen Schlüssel als PEM an, den Schlüssel ohne Passphrase.</translation>
    </message>
    <message>
        <source>%1 is not an address to listen on.</source>
        <translation>%1 ist keine Adresse, an der gelauscht werden kann.</translation>
    </message>
    <message>
        <source>Use 127.0.0.1 for this machine alone, 0.0.0.0 for all.</source>
        <translation>Nehmen Sie 127.0.0.1 nur für diesen Rechner, 0.0.0.0 für alle.</translation>
    </message>
    <message>
        <source>Too many analyses are waiting; this one was not taken.</source>
        <translation>Zu viele Analysen warten; diese wurde nicht angenommen.</translation>
    </message>
    <message>
        <source>Ask again later.</source>
        <translation>Fragen Sie später wieder an.</translation>
    </message>
    <message>
        <source>Cancelled.</source>
        <translation>Abgebrochen.</translation>
    </message>
    <message>
        <source>The server stops.</source>
        <translation>Der Server hält an.</translation>
    </message>
    <message>
        <source>This idempotency key was used with another request.</source>
        <translation>Dieser Idempotenzschlüssel wurde mit einer anderen Anfrage benutzt.</translation>
    </message>
    <message>
        <source>Use a new key for a new request.</source>
        <translation>Nehmen Sie für eine neue Anfrage einen neuen Schlüssel.</translation>
    </message>
    <message>
        <source>The field %1 must be %2.</source>
        <translation>Das Feld %1 muss %2 sein.</translation>
    </message>
    <message>
        <source>a text</source>
        <translation>ein Text</translation>
    </message>
    <message>
        <source>a list of names</source>
        <translation>eine Liste von Namen</translation>
    </message>
    <message>
        <source>a number</source>
        <translation>eine Zahl</translation>
    </message>
    <message>
        <source>The idempotency key is longer than %1.</source>
        <translation>Der Idempotenzschlüssel ist länger als %1.</translation>
    </message>
    <message>
        <source>The query must have 1 to %1 characters.</source>
        <translation>Die Frage muss 1 bis %1 Zeichen haben.</translation>
    </message>
    <message>
        <source>This report was removed.</source>
        <translation>Dieser Bericht wurde entfernt.</translation>
    </message>
    <message>
        <source>The body is no JSON: %1, at byte %2.</source>
        <translation>Der Inhalt ist kein JSON: %1, bei Byte %2.</translation>
    </message>
    <message>
        <source>The body must be one JSON object.</source>
        <translation>Der Inhalt muss ein einziges JSON-Objekt sein.</translation>
    </message>
    <message>
        <source>%1 must be a whole number from %2 to %3.</source>
        <translation>%1 muss eine ganze Zahl von %2 bis %3 sein.</translation>
    </message>
    <message>
        <source>The body must not be compressed.</source>
        <translation>Der Inhalt darf nicht komprimiert sein.</translation>
    </message>
    <message>
        <source>The description of the API is not installed.</source>
        <translation>Die Beschreibung der API ist nicht installiert.</translation>
    </message>
    <message>
        <source>This job is another user&apos;s.</source>
        <translation>Dieser Auftrag gehört einem anderen Benutzer.</translation>
    </message>
    <message>
        <source>a whole number</source>
        <translation>eine ganze Zahl</translation>
    </message>
    <message>
        <source>true or false</source>
        <translation>true oder false</translation>
    </message>
    <message>
        <source>a list of texts</source>
        <translation>eine Liste von Texten</translation>
    </message>
    <message>
        <source>a list of {figure, value}</source>
        <translation>eine Liste von {figure, value}</translation>
    </message>
    <message>
        <source>an object</source>
        <translation>ein Objekt</translation>
    </message>
    <message>
        <source>There is no field %1.</source>
        <translation>Ein Feld %1 gibt es nicht.</translation>
    </message>
    <message>
        <source>A schedule has either cron or every.</source>
        <translation>Ein Zeitplan hat entweder cron oder every.</translation>
    </message>
    <message>
        <source>There are no monitors here.</source>
        <translation>Hier gibt es keine Überwachungen.</translation>
    </message>
    <message>
        <source>A monitor keeps its company; add another one.</source>
        <translation>Eine Überwachung behält ihr Unternehmen; legen Sie eine weitere an.</translation>
    </message>
    <message>
        <source>a time of ISO 8601</source>
        <translation>eine Zeitangabe nach ISO 8601</translation>
    </message>
    <message>
        <source>a whole number from 0 to %1</source>
        <translation>eine ganze Zahl von 0 bis %1</translation>
    </message>
    <message>
        <source>a list of objects with values and, as long as these or left out, periods</source>
        <translation>eine Liste von Objekten mit values und, gleich lang oder weggelassen, periods</translation>
    </message>
    <message>
        <source>a list of texts and numbers</source>
        <translation>eine Liste von Texten und Zahlen</translation>
    </message>
    <message>
        <source>a whole number from 1 to %1</source>
        <translation>eine ganze Zahl von 1 bis %1</translation>
    </message>
    <message>
        <source>The parameter company is missing.</source>
        <translation>Der Parameter company fehlt.</translation>
    </message>
    <message>
        <source>A page is asked for by cursor or by offset, not by both.</source>
        <translation>Eine Seite wird mit cursor oder mit offset angefragt, nicht mit beiden.</translation>
    </message>
    <message>
        <source>a number up to %1</source>
        <translation>eine Zahl bis %1</translation>
    </message>
    <message>
        <source>an object of numbers: impact, feasibility, risk, time</source>
        <translation>ein Objekt mit Zahlen: impact, feasibility, risk, time</translation>
    </message>
    <message>
        <source>A user acts in his own name; leave %1 out.</source>
        <translation>Ein Benutzer handelt in eigenem Namen; lassen Sie %1 weg.</translation>
    </message>
    <message>
        <source>Say either figure or framework.</source>
        <translation>Geben Sie entweder figure oder framework an.</translation>
    </message>
    <message>
        <source>No report of these companies has the framework.</source>
        <translation>Kein Bericht dieser Unternehmen enthält die Methode.</translation>
    </message>
    <message>
        <source>The report has no review any more.</source>
        <translation>Der Bericht hat keine Prüfung mehr.</translation>
    </message>
</context>
<context>
    <name>SettingSections</name>
    <message>
        <source>General</source>
        <translation>Allgemein</translation>
    </message>
    <message>
        <source>Analysis</source>
        <translation>Analyse</translation>
    </message>
    <message>
        <source>Language model</source>
        <translation>Sprachmodell</translation>
    </message>
    <message>
        <source>Cache</source>
        <translation>Zwischenspeicher</translation>
    </message>
    <message>
        <source>What was computed is kept for a while: in memory, on a Redis server if you name one, and on disk. Changes here hold from the next start.</source>
        <translation>Was berechnet wurde, bleibt eine Weile: im Arbeitsspeicher, auf einem Redis-Server, wenn Sie einen nennen, und auf der Platte. Änderungen hier gelten ab dem nächsten Start.</translation>
    </message>
    <message>
        <source>Network</source>
        <translation>Netz</translation>
    </message>
    <message>
        <source>How this program reaches the network, if at all. What it asks there is chosen under Sources.</source>
        <translation>Wie dieses Programm ins Netz kommt, wenn überhaupt. Was es dort fragt, wählen Sie unter Quellen.</translation>
    </message>
    <message>
        <source>Sources</source>
        <translation>Quellen</translation>
    </message>
    <message>
        <source>Where analyses may look beyond your documents, which are never sent. Each source is off until you switch it on; all that is sent is written down.</source>
        <translation>Wo Analysen außer in Ihren Dokumenten nachsehen dürfen, die nie gesendet werden. Jede Quelle ist aus, bis Sie sie einschalten; alles Gesendete wird aufgeschrieben.</translation>
    </message>
    <message>
        <source>Who helps with the wording, if anybody. Figures are always computed by the built-in engine, and what a model says of them is checked.</source>
        <translation>Wer bei den Formulierungen hilft, wenn überhaupt jemand. Zahlen berechnet immer das eingebaute Verfahren, und was ein Modell über sie sagt, wird geprüft.</translation>
    </message>
    <message>
        <source>HTTP API</source>
        <translation>HTTP-Schnittstelle</translation>
    </message>
    <message>
        <source>Other programs of this computer can order analyses, read reports and ask questions, with the token of your data folder. Other computers can&apos;t: for them there is the command serve.</source>
        <translation>Andere Programme dieses Rechners können mit dem Token Ihres Datenordners Analysen in Auftrag geben, Berichte lesen und Fragen stellen. Andere Rechner können das nicht: Für sie gibt es den Befehl serve.</translation>
    </message>
    <message>
        <source>Data</source>
        <translation>Daten</translation>
    </message>
    <message>
        <source>Where your work is kept, backups of it, and how long it stays. A backup holds everything but keys and the cache, of all engagements.</source>
        <translation>Wo Ihre Arbeit liegt, wie sie gesichert wird und wie lange sie bleibt. Eine Sicherung enthält alles aus allen Mandaten, nur nicht die Schlüssel und den Zwischenspeicher.</translation>
    </message>
    <message>
        <source>Alerts</source>
        <translation>Meldungen</translation>
    </message>
    <message>
        <source>How monitors send what they find. To whom is said in each monitor; what could not be sent is kept and tried again.</source>
        <translation>Wie Überwachungen senden, was sie finden. An wen, steht in jeder Überwachung; was nicht gesendet werden konnte, wird aufbewahrt und später noch einmal versucht.</translation>
    </message>
</context>
<context>
    <name>ShownName</name>
    <message>
        <source>Revenue growth</source>
        <translation>Umsatzwachstum</translation>
    </message>
    <message>
        <source>Growth of operating income</source>
        <translation>Wachstum des Betriebsergebnisses</translation>
    </message>
    <message>
        <source>Growth of net income</source>
        <translation>Wachstum des Jahresüberschusses</translation>
    </message>
    <message>
        <source>Revenue growth a year over three years</source>
        <translation>Jährliches Umsatzwachstum über drei Jahre</translation>
    </message>
    <message>
        <source>Revenue growth a year over five years</source>
        <translation>Jährliches Umsatzwachstum über fünf Jahre</translation>
    </message>
    <message>
        <source>Gross margin</source>
        <translation>Bruttomarge</translation>
    </message>
    <message>
        <source>Operating margin</source>
        <translation>Operative Marge</translation>
    </message>
    <message>
        <source>EBITDA</source>
        <translation>EBITDA</translation>
    </message>
    <message>
        <source>EBITDA margin</source>
        <translation>EBITDA-Marge</translation>
    </message>
    <message>
        <source>Net margin</source>
        <translation>Nettomarge</translation>
    </message>
    <message>
        <source>Cost of revenue to revenue</source>
        <translation>Herstellungskosten zum Umsatz</translation>
    </message>
    <message>
        <source>Research and development to revenue</source>
        <translation>Forschung und Entwicklung zum Umsatz</translation>
    </message>
    <message>
        <source>Selling, general and administrative to revenue</source>
        <translation>Vertrieb und Verwaltung zum Umsatz</translation>
    </message>
    <message>
        <source>Advertising to revenue</source>
        <translation>Werbung zum Umsatz</translation>
    </message>
    <message>
        <source>Depreciation and amortisation to revenue</source>
        <translation>Abschreibungen zum Umsatz</translation>
    </message>
    <message>
        <source>Effective tax rate</source>
        <translation>Effektive Steuerquote</translation>
    </message>
    <message>
        <source>Net interest income to average assets</source>
        <translation>Zinsüberschuss zur mittleren Bilanzsumme</translation>
    </message>
    <message>
        <source>Noninterest expense to income</source>
        <translation>Zinsunabhängiger Aufwand zu den Erträgen</translation>
    </message>
    <message>
        <source>Noninterest income to income</source>
        <translation>Zinsunabhängige Erträge zu den Erträgen</translation>
    </message>
    <message>
        <source>Provision for credit losses to income</source>
        <translation>Risikovorsorge zu den Erträgen</translation>
    </message>
    <message>
        <source>Claims to premiums earned</source>
        <translation>Schäden zu verdienten Beiträgen</translation>
    </message>
    <message>
        <source>Other costs to premiums earned</source>
        <translation>Übrige Kosten zu verdienten Beiträgen</translation>
    </message>
    <message>
        <source>All costs to premiums earned</source>
        <translation>Alle Kosten zu verdienten Beiträgen</translation>
    </message>
    <message>
        <source>Return on equity</source>
        <translation>Eigenkapitalrendite</translation>
    </message>
    <message>
        <source>Return on assets</source>
        <translation>Gesamtkapitalrendite</translation>
    </message>
    <message>
        <source>Total debt</source>
        <translation>Finanzschulden</translation>
    </message>
    <message>
        <source>Invested capital</source>
        <translation>Investiertes Kapital</translation>
    </message>
    <message>
        <source>Operating income after tax</source>
        <translation>Betriebsergebnis nach Steuern</translation>
    </message>
    <message>
        <source>Return on invested capital</source>
        <translation>Rendite auf das investierte Kapital</translation>
    </message>
    <message>
        <source>Asset turnover</source>
        <translation>Kapitalumschlag</translation>
    </message>
    <message>
        <source>Equity multiplier</source>
        <translation>Eigenkapitalmultiplikator</translation>
    </message>
    <message>
        <source>Return on equity, DuPont in three steps</source>
        <translation>Eigenkapitalrendite, DuPont in drei Stufen</translation>
    </message>
    <message>
        <source>Tax burden</source>
        <translation>Steuerlast</translation>
    </message>
    <message>
        <source>Interest burden</source>
        <translation>Zinslast</translation>
    </message>
    <message>
        <source>Return on equity, DuPont in five steps</source>
        <translation>Eigenkapitalrendite, DuPont in fünf Stufen</translation>
    </message>
    <message>
        <source>Current ratio</source>
        <translation>Liquidität 3. Grades</translation>
    </message>
    <message>
        <source>Quick ratio</source>
        <translation>Liquidität 2. Grades</translation>
    </message>
    <message>
        <source>Cash ratio</source>
        <translation>Liquidität 1. Grades</translation>
    </message>
    <message>
        <source>Debt to equity</source>
        <translation>Finanzschulden zum Eigenkapital</translation>
    </message>
    <message>
        <source>Debt to assets</source>
        <translation>Finanzschulden zur Bilanzsumme</translation>
    </message>
    <message>
        <source>Net debt</source>
        <translation>Nettoverschuldung</translation>
    </message>
    <message>
        <source>Net debt to EBITDA</source>
        <translation>Nettoverschuldung zum EBITDA</translation>
    </message>
    <message>
        <source>Interest coverage</source>
        <translation>Zinsdeckung</translation>
    </message>
    <message>
        <source>Equity to total assets</source>
        <translation>Eigenkapital zur Bilanzsumme</translation>
    </message>
    <message>
        <source>Loans to deposits</source>
        <translation>Kredite zu Einlagen</translation>
    </message>
    <message>
        <source>Equity to all assets</source>
        <translation>Eigenkapital zur Bilanzsumme</translation>
    </message>
    <message>
        <source>Premiums earned to equity</source>
        <translation>Verdiente Beiträge zum Eigenkapital</translation>
    </message>
    <message>
        <source>Property, plant and equipment to assets</source>
        <translation>Sachanlagen zur Bilanzsumme</translation>
    </message>
    <message>
        <source>Intangibles and goodwill to assets</source>
        <translation>Immaterielle Werte und Goodwill zur Bilanzsumme</translation>
    </message>
    <message>
        <source>Working capital</source>
        <translation>Nettoumlaufvermögen</translation>
    </message>
    <message>
        <source>Days sales outstanding</source>
        <translation>Forderungslaufzeit</translation>
    </message>
    <message>
        <source>Days of inventory</source>
        <translation>Lagerdauer</translation>
    </message>
    <message>
        <source>Days payable</source>
        <translation>Kreditorenlaufzeit</translation>
    </message>
    <message>
        <source>Cash conversion cycle</source>
        <translation>Geldumschlagsdauer</translation>
    </message>
    <message>
        <source>Deferred revenue to revenue</source>
        <translation>Erhaltene Vorauszahlungen zum Umsatz</translation>
    </message>
    <message>
        <source>Free cash flow</source>
        <translation>Free Cashflow</translation>
    </message>
    <message>
        <source>Free cash flow to revenue</source>
        <translation>Free Cashflow zum Umsatz</translation>
    </message>
    <message>
        <source>Cash conversion</source>
        <translation>Cash Conversion</translation>
    </message>
    <message>
        <source>Capital expenditure to revenue</source>
        <translation>Investitionen zum Umsatz</translation>
    </message>
    <message>
        <source>Capital expenditure to depreciation</source>
        <translation>Investitionen zu Abschreibungen</translation>
    </message>
    <message>
        <source>Payout ratio</source>
        <translation>Ausschüttungsquote</translation>
    </message>
    <message>
        <source>Earnings before interest and tax</source>
        <translation>Ergebnis vor Zinsen und Steuern (EBIT)</translation>
    </message>
    <message>
        <source>Altman Z-score</source>
        <translation>Altman-Z-Wert</translation>
    </message>
    <message>
        <source>Altman Z&apos;-score</source>
        <translation>Altman-Z&apos;-Wert</translation>
    </message>
    <message>
        <source>Altman Z&apos;&apos;-score</source>
        <translation>Altman-Z&apos;&apos;-Wert</translation>
    </message>
    <message>
        <source>Return on opening assets</source>
        <translation>Rendite auf die Bilanzsumme am Jahresanfang</translation>
    </message>
    <message>
        <source>Operating cash flow to opening assets</source>
        <translation>Operativer Cashflow zur Bilanzsumme am Jahresanfang</translation>
    </message>
    <message>
        <source>Turnover of opening assets</source>
        <translation>Umschlag der Bilanzsumme am Jahresanfang</translation>
    </message>
    <message>
        <source>Long-term debt to average assets</source>
        <translation>Langfristige Schulden zur mittleren Bilanzsumme</translation>
    </message>
    <message>
        <source>Piotroski F-score</source>
        <translation>Piotroski-F-Wert</translation>
    </message>
    <message>
        <source>Beneish: days sales in receivables index</source>
        <translation>Beneish: Index der Forderungslaufzeit</translation>
    </message>
    <message>
        <source>Beneish: gross margin index</source>
        <translation>Beneish: Index der Bruttomarge</translation>
    </message>
    <message>
        <source>Beneish: asset quality index</source>
        <translation>Beneish: Index der Aktivaqualität</translation>
    </message>
    <message>
        <source>Beneish: sales growth index</source>
        <translation>Beneish: Index des Umsatzwachstums</translation>
    </message>
    <message>
        <source>Beneish: depreciation index</source>
        <translation>Beneish: Index der Abschreibungen</translation>
    </message>
    <message>
        <source>Beneish: overhead index</source>
        <translation>Beneish: Index der Gemeinkosten</translation>
    </message>
    <message>
        <source>Beneish: leverage index</source>
        <translation>Beneish: Index der Verschuldung</translation>
    </message>
    <message>
        <source>Beneish: accruals to assets</source>
        <translation>Beneish: Periodenabgrenzungen zur Bilanzsumme</translation>
    </message>
    <message>
        <source>Beneish M-score</source>
        <translation>Beneish-M-Wert</translation>
    </message>
    <message>
        <source>Retention ratio</source>
        <translation>Thesaurierungsquote</translation>
    </message>
    <message>
        <source>Fixed asset turnover</source>
        <translation>Sachanlagenumschlag</translation>
    </message>
    <message>
        <source>Inventory turnover</source>
        <translation>Lagerumschlag</translation>
    </message>
    <message>
        <source>Receivables turnover</source>
        <translation>Forderungsumschlag</translation>
    </message>
    <message>
        <source>Payables turnover</source>
        <translation>Kreditorenumschlag</translation>
    </message>
    <message>
        <source>Working capital turnover</source>
        <translation>Umschlag des Nettoumlaufvermögens</translation>
    </message>
    <message>
        <source>Operating cash flow ratio</source>
        <translation>Operative Cashflow-Deckung</translation>
    </message>
    <message>
        <source>Operating cash flow to revenue</source>
        <translation>Operativer Cashflow zum Umsatz</translation>
    </message>
    <message>
        <source>Pre-tax margin</source>
        <translation>Vorsteuermarge</translation>
    </message>
    <message>
        <source>Liabilities to assets</source>
        <translation>Fremdkapitalquote</translation>
    </message>
    <message>
        <source>Liabilities to equity</source>
        <translation>Fremdkapital zum Eigenkapital</translation>
    </message>
    <message>
        <source>Equity to assets</source>
        <translation>Eigenkapitalquote</translation>
    </message>
    <message>
        <source>Long-term debt to equity</source>
        <translation>Langfristige Schulden zum Eigenkapital</translation>
    </message>
    <message>
        <source>Debt to EBITDA</source>
        <translation>Finanzschulden zum EBITDA</translation>
    </message>
    <message>
        <source>Return on capital employed</source>
        <translation>Rendite auf das eingesetzte Kapital (ROCE)</translation>
    </message>
    <message>
        <source>Revenue</source>
        <translation>Umsatz</translation>
    </message>
    <message>
        <source>Net interest income</source>
        <translation>Zinsüberschuss</translation>
    </message>
    <message>
        <source>Noninterest income</source>
        <translation>Zinsunabhängige Erträge</translation>
    </message>
    <message>
        <source>Noninterest expense</source>
        <translation>Zinsunabhängiger Aufwand</translation>
    </message>
    <message>
        <source>Provision for credit losses</source>
        <translation>Risikovorsorge für Kreditausfälle</translation>
    </message>
    <message>
        <source>Premiums earned</source>
        <translation>Verdiente Beiträge</translation>
    </message>
    <message>
        <source>Benefits and claims incurred</source>
        <translation>Aufwendungen für Versicherungsfälle</translation>
    </message>
    <message>
        <source>Cost of revenue</source>
        <translation>Herstellungskosten des Umsatzes</translation>
    </message>
    <message>
        <source>Gross profit</source>
        <translation>Bruttoergebnis</translation>
    </message>
    <message>
        <source>Research and development</source>
        <translation>Forschung und Entwicklung</translation>
    </message>
    <message>
        <source>Selling and marketing</source>
        <translation>Vertrieb und Marketing</translation>
    </message>
    <message>
        <source>General and administrative</source>
        <translation>Allgemeine Verwaltung</translation>
    </message>
    <message>
        <source>Selling, general and administrative</source>
        <translation>Vertrieb und Verwaltung</translation>
    </message>
    <message>
        <source>Advertising</source>
        <translation>Werbung</translation>
    </message>
    <message>
        <source>Operating income</source>
        <translation>Betriebsergebnis</translation>
    </message>
    <message>
        <source>Interest expense</source>
        <translation>Zinsaufwand</translation>
    </message>
    <message>
        <source>Income before tax</source>
        <translation>Ergebnis vor Steuern</translation>
    </message>
    <message>
        <source>Income tax</source>
        <translation>Ertragsteuern</translation>
    </message>
    <message>
        <source>Profit including minorities</source>
        <translation>Ergebnis einschließlich Minderheiten</translation>
    </message>
    <message>
        <source>Profit of minorities</source>
        <translation>Ergebnisanteil der Minderheiten</translation>
    </message>
    <message>
        <source>Net income attributable to shareholders</source>
        <translation>Jahresüberschuss der Aktionäre</translation>
    </message>
    <message>
        <source>Earnings per share, diluted</source>
        <translation>Ergebnis je Aktie, verwässert</translation>
    </message>
    <message>
        <source>Weighted average shares, basic</source>
        <translation>Gewichtete durchschnittliche Aktienzahl, unverwässert</translation>
    </message>
    <message>
        <source>Weighted average shares, diluted</source>
        <translation>Gewichtete durchschnittliche Aktienzahl, verwässert</translation>
    </message>
    <message>
        <source>Cash and equivalents</source>
        <translation>Zahlungsmittel und Äquivalente</translation>
    </message>
    <message>
        <source>Short-term investments</source>
        <translation>Kurzfristige Finanzanlagen</translation>
    </message>
    <message>
        <source>Receivables</source>
        <translation>Forderungen</translation>
    </message>
    <message>
        <source>Inventory</source>
        <translation>Vorräte</translation>
    </message>
    <message>
        <source>Current assets</source>
        <translation>Kurzfristige Vermögenswerte</translation>
    </message>
    <message>
        <source>Property, plant and equipment</source>
        <translation>Sachanlagen</translation>
    </message>
    <message>
        <source>Goodwill</source>
        <translation>Goodwill</translation>
    </message>
    <message>
        <source>Intangible assets without goodwill</source>
        <translation>Immaterielle Vermögenswerte ohne Goodwill</translation>
    </message>
    <message>
        <source>Total assets</source>
        <translation>Bilanzsumme</translation>
    </message>
    <message>
        <source>Accounts payable</source>
        <translation>Verbindlichkeiten aus Lieferungen und Leistungen</translation>
    </message>
    <message>
        <source>Loans</source>
        <translation>Kredite</translation>
    </message>
    <message>
        <source>Deposits</source>
        <translation>Einlagen</translation>
    </message>
    <message>
        <source>Deferred revenue, current</source>
        <translation>Erhaltene Vorauszahlungen, kurzfristig</translation>
    </message>
    <message>
        <source>Deferred revenue, non-current</source>
        <translation>Erhaltene Vorauszahlungen, langfristig</translation>
    </message>
    <message>
        <source>Deferred revenue</source>
        <translation>Erhaltene Vorauszahlungen</translation>
    </message>
    <message>
        <source>Commercial paper</source>
        <translation>Commercial Paper</translation>
    </message>
    <message>
        <source>Long-term debt due within a year</source>
        <translation>Innerhalb eines Jahres fälliger Teil der langfristigen Schulden</translation>
    </message>
    <message>
        <source>Debt due within a year</source>
        <translation>Innerhalb eines Jahres fällige Finanzschulden</translation>
    </message>
    <message>
        <source>Short-term borrowings</source>
        <translation>Kurzfristige Darlehen</translation>
    </message>
    <message>
        <source>Current liabilities</source>
        <translation>Kurzfristige Verbindlichkeiten</translation>
    </message>
    <message>
        <source>Long-term debt with what is due within a year</source>
        <translation>Langfristige Schulden einschließlich des innerhalb eines Jahres fälligen Teils</translation>
    </message>
    <message>
        <source>Long-term debt</source>
        <translation>Langfristige Finanzschulden</translation>
    </message>
    <message>
        <source>Liabilities and equity</source>
        <translation>Summe der Passiva</translation>
    </message>
    <message>
        <source>Redeemable interests outside equity</source>
        <translation>Rückzahlbare Anteile außerhalb des Eigenkapitals</translation>
    </message>
    <message>
        <source>Total liabilities</source>
        <translation>Summe der Verbindlichkeiten</translation>
    </message>
    <message>
        <source>Retained earnings</source>
        <translation>Gewinnrücklagen</translation>
    </message>
    <message>
        <source>Minority interest</source>
        <translation>Minderheitsanteile</translation>
    </message>
    <message>
        <source>Shareholders&apos; equity</source>
        <translation>Eigenkapital der Aktionäre</translation>
    </message>
    <message>
        <source>Equity including minorities</source>
        <translation>Eigenkapital einschließlich Minderheiten</translation>
    </message>
    <message>
        <source>Cash flow from operations</source>
        <translation>Cashflow aus der Geschäftstätigkeit</translation>
    </message>
    <message>
        <source>Depreciation</source>
        <translation>Abschreibungen auf Sachanlagen</translation>
    </message>
    <message>
        <source>Amortisation of intangibles</source>
        <translation>Abschreibungen auf immaterielle Werte</translation>
    </message>
    <message>
        <source>Depreciation and amortisation</source>
        <translation>Abschreibungen</translation>
    </message>
    <message>
        <source>Capital expenditure</source>
        <translation>Investitionen</translation>
    </message>
    <message>
        <source>Cash flow from investing</source>
        <translation>Cashflow aus der Investitionstätigkeit</translation>
    </message>
    <message>
        <source>Dividends paid</source>
        <translation>Gezahlte Dividenden</translation>
    </message>
    <message>
        <source>Share repurchases</source>
        <translation>Aktienrückkäufe</translation>
    </message>
    <message>
        <source>Cash flow from financing</source>
        <translation>Cashflow aus der Finanzierungstätigkeit</translation>
    </message>
    <message>
        <source>Effect of exchange rates on cash</source>
        <translation>Wechselkurseffekt auf die Zahlungsmittel</translation>
    </message>
    <message>
        <source>Cash flow of discontinued operations</source>
        <translation>Cashflow aufgegebener Geschäftsbereiche</translation>
    </message>
    <message>
        <source>Net change in cash</source>
        <translation>Veränderung der Zahlungsmittel</translation>
    </message>
    <message>
        <source>Earnings per share, basic</source>
        <translation>Ergebnis je Aktie, unverwässert</translation>
    </message>
    <message>
        <source>Dividends per share</source>
        <translation>Dividende je Aktie</translation>
    </message>
    <message>
        <source>Operating expenses</source>
        <translation>Betriebliche Aufwendungen</translation>
    </message>
    <message>
        <source>Total costs and expenses</source>
        <translation>Summe der Kosten und Aufwendungen</translation>
    </message>
    <message>
        <source>Share-based compensation</source>
        <translation>Aktienbasierte Vergütung</translation>
    </message>
    <message>
        <source>Restructuring costs</source>
        <translation>Restrukturierungskosten</translation>
    </message>
    <message>
        <source>Impairment of goodwill</source>
        <translation>Wertminderung des Goodwills</translation>
    </message>
    <message>
        <source>Impairment of assets</source>
        <translation>Wertminderung von Vermögenswerten</translation>
    </message>
    <message>
        <source>Interest income</source>
        <translation>Zinserträge</translation>
    </message>
    <message>
        <source>Other income and expense</source>
        <translation>Sonstige Erträge und Aufwendungen</translation>
    </message>
    <message>
        <source>Comprehensive income</source>
        <translation>Gesamtergebnis</translation>
    </message>
    <message>
        <source>Interest paid</source>
        <translation>Gezahlte Zinsen</translation>
    </message>
    <message>
        <source>Income taxes paid</source>
        <translation>Gezahlte Ertragsteuern</translation>
    </message>
    <message>
        <source>Acquisitions, net of cash acquired</source>
        <translation>Akquisitionen, abzüglich erworbener Zahlungsmittel</translation>
    </message>
    <message>
        <source>Proceeds from debt</source>
        <translation>Aufnahme von Finanzschulden</translation>
    </message>
    <message>
        <source>Repayments of debt</source>
        <translation>Tilgung von Finanzschulden</translation>
    </message>
    <message>
        <source>Prepaid expenses and other current assets</source>
        <translation>Rechnungsabgrenzung und sonstige kurzfristige Vermögenswerte</translation>
    </message>
    <message>
        <source>Other current assets</source>
        <translation>Sonstige kurzfristige Vermögenswerte</translation>
    </message>
    <message>
        <source>Other assets, non-current</source>
        <translation>Sonstige langfristige Vermögenswerte</translation>
    </message>
    <message>
        <source>Long-term investments</source>
        <translation>Langfristige Finanzanlagen</translation>
    </message>
    <message>
        <source>Non-current assets</source>
        <translation>Langfristige Vermögenswerte</translation>
    </message>
    <message>
        <source>Accrued liabilities</source>
        <translation>Abgegrenzte Verbindlichkeiten</translation>
    </message>
    <message>
        <source>Accrued compensation</source>
        <translation>Abgegrenzte Vergütung</translation>
    </message>
    <message>
        <source>Income taxes payable</source>
        <translation>Ertragsteuerverbindlichkeiten</translation>
    </message>
    <message>
        <source>Other current liabilities</source>
        <translation>Sonstige kurzfristige Verbindlichkeiten</translation>
    </message>
    <message>
        <source>Other liabilities, non-current</source>
        <translation>Sonstige langfristige Verbindlichkeiten</translation>
    </message>
    <message>
        <source>Non-current liabilities</source>
        <translation>Langfristige Verbindlichkeiten</translation>
    </message>
    <message>
        <source>Deferred tax liabilities</source>
        <translation>Passive latente Steuern</translation>
    </message>
    <message>
        <source>Deferred tax assets</source>
        <translation>Aktive latente Steuern</translation>
    </message>
    <message>
        <source>Operating lease right-of-use assets</source>
        <translation>Nutzungsrechte aus Operating-Leasing</translation>
    </message>
    <message>
        <source>Operating lease liabilities, current</source>
        <translation>Verbindlichkeiten aus Operating-Leasing, kurzfristig</translation>
    </message>
    <message>
        <source>Operating lease liabilities, non-current</source>
        <translation>Verbindlichkeiten aus Operating-Leasing, langfristig</translation>
    </message>
    <message>
        <source>Operating lease liabilities</source>
        <translation>Verbindlichkeiten aus Operating-Leasing</translation>
    </message>
    <message>
        <source>Treasury stock</source>
        <translation>Eigene Aktien</translation>
    </message>
    <message>
        <source>Additional paid-in capital</source>
        <translation>Kapitalrücklage</translation>
    </message>
    <message>
        <source>Accumulated other comprehensive income</source>
        <translation>Kumuliertes sonstiges Ergebnis</translation>
    </message>
    <message>
        <source>Shares outstanding</source>
        <translation>Ausstehende Aktien</translation>
    </message>
    <message>
        <source>Property, plant and equipment at cost</source>
        <translation>Sachanlagen zu Anschaffungskosten</translation>
    </message>
    <message>
        <source>Accumulated depreciation</source>
        <translation>Kumulierte Abschreibungen</translation>
    </message>
    <message>
        <source>Cash and short-term investments</source>
        <translation>Zahlungsmittel und kurzfristige Finanzanlagen</translation>
    </message>
    <message>
        <source>Each statement cites evidence that is there</source>
        <translation>Jede Aussage nennt vorhandene Belege</translation>
    </message>
    <message>
        <source>Each number is the one that its evidence gives</source>
        <translation>Jede Zahl ist die ihres Belegs</translation>
    </message>
    <message>
        <source>Computations done again give the same</source>
        <translation>Erneute Berechnungen ergeben dasselbe</translation>
    </message>
    <message>
        <source>Facts are as they were stored</source>
        <translation>Fakten sind wie gespeichert</translation>
    </message>
    <message>
        <source>Quotations stand in their documents</source>
        <translation>Zitate stehen in ihren Dokumenten</translation>
    </message>
    <message>
        <source>Figures are of the periods that are named, and of the same ones where compared</source>
        <translation>Zahlen gehören zu den genannten Perioden und, wo verglichen, zu denselben</translation>
    </message>
    <message>
        <source>Nothing later or restated is known</source>
        <translation>Nichts Neueres oder Korrigiertes ist bekannt</translation>
    </message>
    <message>
        <source>Units are given and currencies aren&apos;t mixed</source>
        <translation>Einheiten sind angegeben, Währungen nicht vermischt</translation>
    </message>
    <message>
        <source>Words say of a figure what its sign and size say</source>
        <translation>Die Worte zu einer Zahl sagen, was Vorzeichen und Größe sagen</translation>
    </message>
    <message>
        <source>Superlatives rest on a ranking or a source</source>
        <translation>Superlative beruhen auf einer Rangfolge oder Quelle</translation>
    </message>
    <message>
        <source>The claim gate reads nothing else in the filings</source>
        <translation>Die Zahlenprüfung liest in den Berichten nichts anderes</translation>
    </message>
    <message>
        <source>Frameworks and documents don&apos;t deny each other</source>
        <translation>Methoden und Dokumente widersprechen einander nicht</translation>
    </message>
    <message>
        <source>What speaks against the answer is told</source>
        <translation>Was gegen die Antwort spricht, wird gesagt</translation>
    </message>
    <message>
        <source>Each recommendation has an impact and something it rests on</source>
        <translation>Jede Empfehlung hat eine Wirkung und eine Grundlage</translation>
    </message>
    <message>
        <source>Assets are liabilities and equity</source>
        <translation>Aktiva gleich Passiva</translation>
    </message>
    <message>
        <source>The cash flows sum to the change in cash</source>
        <translation>Cashflows summieren sich zur Veränderung der Zahlungsmittel</translation>
    </message>
    <message>
        <source>Revenue less cost of revenue is gross profit</source>
        <translation>Umsatz minus Herstellungskosten gleich Bruttoergebnis</translation>
    </message>
    <message>
        <source>Weighted average cost of capital</source>
        <translation>Gewichtete durchschnittliche Kapitalkosten</translation>
    </message>
    <message>
        <source>Return on new capital for ever</source>
        <translation>Ewige Rendite auf neues Kapital</translation>
    </message>
    <message>
        <source>Growth to start from</source>
        <translation>Ausgangswachstum</translation>
    </message>
    <message>
        <source>Growth in the first years</source>
        <translation>Wachstum in den ersten Jahren</translation>
    </message>
    <message>
        <source>Growth in the first year</source>
        <translation>Wachstum im ersten Jahr</translation>
    </message>
    <message>
        <source>Growth in the last explicit year</source>
        <translation>Wachstum im letzten Planjahr</translation>
    </message>
    <message>
        <source>Median operating margin</source>
        <translation>Median der operativen Marge</translation>
    </message>
    <message>
        <source>Operating margin in the last explicit year</source>
        <translation>Operative Marge im letzten Planjahr</translation>
    </message>
    <message>
        <source>Operating margin in the last year</source>
        <translation>Operative Marge im letzten Jahr</translation>
    </message>
    <message>
        <source>Depreciation to revenue</source>
        <translation>Abschreibungen zum Umsatz</translation>
    </message>
    <message>
        <source>Cash</source>
        <translation>Zahlungsmittel</translation>
    </message>
    <message>
        <source>Diluted shares</source>
        <translation>Verwässerte Aktienzahl</translation>
    </message>
    <message>
        <source>Debt</source>
        <translation>Finanzschulden</translation>
    </message>
    <message>
        <source>Tax rate</source>
        <translation>Steuersatz</translation>
    </message>
    <message>
        <source>Sales to new capital</source>
        <translation>Umsatz zu neuem Kapital</translation>
    </message>
    <message>
        <source>Risk-free rate</source>
        <translation>Risikoloser Zins</translation>
    </message>
    <message>
        <source>Equity risk premium</source>
        <translation>Marktrisikoprämie</translation>
    </message>
    <message>
        <source>Beta of the industry, levered</source>
        <translation>Branchenbeta, verschuldet</translation>
    </message>
    <message>
        <source>Debt to capital of the industry</source>
        <translation>Verschuldungsgrad der Branche</translation>
    </message>
    <message>
        <source>Target debt to capital</source>
        <translation>Angestrebter Verschuldungsgrad</translation>
    </message>
    <message>
        <source>Cost of debt before tax</source>
        <translation>Fremdkapitalkosten vor Steuern</translation>
    </message>
    <message>
        <source>Terminal EV/EBITDA</source>
        <translation>EV/EBITDA am Ende</translation>
    </message>
    <message>
        <source>EBIT</source>
        <translation>EBIT</translation>
    </message>
    <message>
        <source>Net income</source>
        <translation>Jahresüberschuss</translation>
    </message>
    <message>
        <source>Book equity</source>
        <translation>Buchmäßiges Eigenkapital</translation>
    </message>
    <message>
        <source>Growth for ever</source>
        <translation>Ewiges Wachstum</translation>
    </message>
    <message>
        <source>Present value of the cash flows</source>
        <translation>Barwert der Cashflows</translation>
    </message>
    <message>
        <source>Growth</source>
        <translation>Wachstum</translation>
    </message>
    <message>
        <source>Reinvestment</source>
        <translation>Reinvestition</translation>
    </message>
    <message>
        <source>Free cash flow to the firm</source>
        <translation>Free Cashflow des Unternehmens</translation>
    </message>
    <message>
        <source>Present value</source>
        <translation>Barwert</translation>
    </message>
    <message>
        <source>Terminal value by growth</source>
        <translation>Endwert nach Wachstum</translation>
    </message>
    <message>
        <source>Present terminal value by growth</source>
        <translation>Barwert des Endwerts nach Wachstum</translation>
    </message>
    <message>
        <source>Implied multiple of EBITDA</source>
        <translation>Implizites EBITDA-Multiple</translation>
    </message>
    <message>
        <source>Terminal value by multiple</source>
        <translation>Endwert nach Multiple</translation>
    </message>
    <message>
        <source>Present terminal value by multiple</source>
        <translation>Barwert des Endwerts nach Multiple</translation>
    </message>
    <message>
        <source>Implied growth for ever</source>
        <translation>Implizites ewiges Wachstum</translation>
    </message>
    <message>
        <source>Enterprise value</source>
        <translation>Unternehmenswert</translation>
    </message>
    <message>
        <source>Share of the terminal value</source>
        <translation>Anteil des Endwerts</translation>
    </message>
    <message>
        <source>Value of equity</source>
        <translation>Wert des Eigenkapitals</translation>
    </message>
    <message>
        <source>Value per share</source>
        <translation>Wert je Aktie</translation>
    </message>
    <message>
        <source>Debt to equity of the industry</source>
        <translation>Verschuldung zum Eigenkapital der Branche</translation>
    </message>
    <message>
        <source>Unlevered beta</source>
        <translation>Unverschuldetes Beta</translation>
    </message>
    <message>
        <source>Target debt to equity</source>
        <translation>Angestrebte Verschuldung zum Eigenkapital</translation>
    </message>
    <message>
        <source>Relevered beta</source>
        <translation>Beta mit eigener Verschuldung</translation>
    </message>
    <message>
        <source>Cost of equity</source>
        <translation>Eigenkapitalkosten</translation>
    </message>
    <message>
        <source>Cost of debt after tax</source>
        <translation>Fremdkapitalkosten nach Steuern</translation>
    </message>
    <message>
        <source>Market value of equity</source>
        <translation>Marktwert des Eigenkapitals</translation>
    </message>
    <message>
        <source>Taxes</source>
        <translation>Steuern</translation>
    </message>
    <message>
        <source>EV/Sales</source>
        <translation>EV/Umsatz</translation>
    </message>
    <message>
        <source>P/E</source>
        <translation>KGV</translation>
    </message>
    <message>
        <source>P/B</source>
        <translation>KBV</translation>
    </message>
    <message>
        <source>Revenue growth less the median of comparable peers</source>
        <translation>Umsatzwachstum minus Median der Vergleichsunternehmen</translation>
    </message>
    <message>
        <source>Spending on purchased companies to revenue</source>
        <translation>Ausgaben für gekaufte Unternehmen zum Umsatz</translation>
    </message>
    <message>
        <source>Revenue growth less what was spent on purchased companies, to revenue of the year before</source>
        <translation>Umsatzwachstum minus Ausgaben für gekaufte Unternehmen, zum Umsatz des Vorjahres</translation>
    </message>
    <message>
        <source>Revenue growth less that of the year before</source>
        <translation>Umsatzwachstum minus Vorjahreswachstum</translation>
    </message>
    <message>
        <source>Change of research and development on the year before</source>
        <translation>Veränderung zum Vorjahr: Forschung und Entwicklung</translation>
    </message>
    <message>
        <source>One per cent of revenue at the gross margin</source>
        <translation>Ein Prozent des Umsatzes zur Bruttomarge</translation>
    </message>
    <message>
        <source>Market penetration: present products, present markets</source>
        <translation>Marktdurchdringung: bestehende Produkte, bestehende Märkte</translation>
    </message>
    <message>
        <source>Gross margin, which pays for selling more</source>
        <translation>Bruttomarge, die Mehrabsatz finanziert</translation>
    </message>
    <message>
        <source>Selling and administration to revenue</source>
        <translation>Vertrieb und Verwaltung zum Umsatz</translation>
    </message>
    <message>
        <source>Product development: new products, present markets</source>
        <translation>Produktentwicklung: neue Produkte, bestehende Märkte</translation>
    </message>
    <message>
        <source>Gross margin, the reward of new products</source>
        <translation>Bruttomarge, der Lohn neuer Produkte</translation>
    </message>
    <message>
        <source>Market development: present products, new markets</source>
        <translation>Marktentwicklung: bestehende Produkte, neue Märkte</translation>
    </message>
    <message>
        <source>Use of assets (asset turnover)</source>
        <translation>Nutzung des Vermögens (Kapitalumschlag)</translation>
    </message>
    <message>
        <source>Current assets to current liabilities</source>
        <translation>Kurzfristige Vermögenswerte zu kurzfristigen Verbindlichkeiten</translation>
    </message>
    <message>
        <source>Diversification: new products, new markets</source>
        <translation>Diversifikation: neue Produkte, neue Märkte</translation>
    </message>
    <message>
        <source>Median revenue growth of comparable peers</source>
        <translation>Median der Vergleichsunternehmen: Umsatzwachstum</translation>
    </message>
    <message>
        <source>Revenue of the largest comparable peer</source>
        <translation>Umsatz des größten Vergleichsunternehmens</translation>
    </message>
    <message>
        <source>Revenue to that of the largest comparable peer</source>
        <translation>Umsatz zum größten Vergleichsunternehmen</translation>
    </message>
    <message>
        <source>Revenue of the largest comparable peer less own revenue</source>
        <translation>Umsatz des größten Vergleichsunternehmens minus eigener Umsatz</translation>
    </message>
    <message>
        <source>The company as a whole</source>
        <translation>Das Unternehmen als Ganzes</translation>
    </message>
    <message>
        <source>Its businesses</source>
        <translation>Seine Geschäftsfelder</translation>
    </message>
    <message>
        <source>Growth of the business less the median growth of comparable peers</source>
        <translation>Wachstum des Geschäftsfelds minus Medianwachstum der Vergleichsunternehmen</translation>
    </message>
    <message>
        <source>Growth of the business less that of the whole company</source>
        <translation>Wachstum des Geschäftsfelds minus Wachstum des ganzen Unternehmens</translation>
    </message>
    <message>
        <source>Revenue of the business by its share</source>
        <translation>Umsatz des Geschäftsfelds nach seinem Anteil</translation>
    </message>
    <message>
        <source>Cash that the portfolio makes and takes</source>
        <translation>Mittel, die das Portfolio bringt und bindet</translation>
    </message>
    <message>
        <source>Price premium over cost (gross margin)</source>
        <translation>Preisaufschlag auf die Kosten (Bruttomarge)</translation>
    </message>
    <message>
        <source>Selling and administration</source>
        <translation>Vertrieb und Verwaltung</translation>
    </message>
    <message>
        <source>Operating result (operating margin)</source>
        <translation>Operatives Ergebnis (operative Marge)</translation>
    </message>
    <message>
        <source>Stock held ready (days of inventory)</source>
        <translation>Lieferbereitschaft (Lagerdauer)</translation>
    </message>
    <message>
        <source>Cash generation (free cash flow margin)</source>
        <translation>Mittelzufluss (Free-Cashflow-Marge)</translation>
    </message>
    <message>
        <source>Operating income after tax to revenue</source>
        <translation>Betriebsergebnis nach Steuern zum Umsatz</translation>
    </message>
    <message>
        <source>Revenue to invested capital</source>
        <translation>Umsatz zum investierten Kapital</translation>
    </message>
    <message>
        <source>Operating income after tax to revenue, the year before</source>
        <translation>Betriebsergebnis nach Steuern zum Umsatz im Vorjahr</translation>
    </message>
    <message>
        <source>Revenue to invested capital, the year before</source>
        <translation>Umsatz zum investierten Kapital im Vorjahr</translation>
    </message>
    <message>
        <source>Change of the return on invested capital</source>
        <translation>Veränderung: Rendite auf das investierte Kapital</translation>
    </message>
    <message>
        <source>Change of the return on invested capital by the margin</source>
        <translation>Veränderung der Rendite auf das investierte Kapital durch die Marge</translation>
    </message>
    <message>
        <source>Change of the return on invested capital by the turns of capital</source>
        <translation>Veränderung der Rendite auf das investierte Kapital durch den Kapitalumschlag</translation>
    </message>
    <message>
        <source>Change of the gross margin on the year before</source>
        <translation>Veränderung zum Vorjahr: Bruttomarge</translation>
    </message>
    <message>
        <source>Change of selling and administrative cost to revenue on the year before</source>
        <translation>Veränderung zum Vorjahr: Vertriebs- und Verwaltungskosten zum Umsatz</translation>
    </message>
    <message>
        <source>Change of days of inventory on the year before</source>
        <translation>Veränderung zum Vorjahr: Lagerdauer</translation>
    </message>
    <message>
        <source>Change of days sales outstanding on the year before</source>
        <translation>Veränderung zum Vorjahr: Forderungslaufzeit</translation>
    </message>
    <message>
        <source>Revenue to property, plant and equipment</source>
        <translation>Umsatz zu Sachanlagen</translation>
    </message>
    <message>
        <source>Revenue to property, plant and equipment, the year before</source>
        <translation>Umsatz zu Sachanlagen im Vorjahr</translation>
    </message>
    <message>
        <source>Change of revenue to property, plant and equipment</source>
        <translation>Veränderung: Umsatz zu Sachanlagen</translation>
    </message>
    <message>
        <source>Why is the return on invested capital what it is?</source>
        <translation>Warum ist die Rendite auf das investierte Kapital so hoch, wie sie ist?</translation>
    </message>
    <message>
        <source>Margin</source>
        <translation>Marge</translation>
    </message>
    <message>
        <source>Turns of capital</source>
        <translation>Kapitalumschlag</translation>
    </message>
    <message>
        <source>Why does revenue grow as it does?</source>
        <translation>Warum wächst der Umsatz so, wie er wächst?</translation>
    </message>
    <message>
        <source>Growth by business: the mix</source>
        <translation>Wachstum nach Geschäftsfeld: der Mix</translation>
    </message>
    <message>
        <source>Share of the business times its growth</source>
        <translation>Anteil des Geschäftsfelds mal sein Wachstum</translation>
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
        <source>Environmental</source>
        <translation>Ökologisch</translation>
    </message>
    <message>
        <source>Legal</source>
        <translation>Rechtlich</translation>
    </message>
    <message>
        <source>Rivalry among existing competitors</source>
        <translation>Wettbewerbsintensität in der Branche</translation>
    </message>
    <message>
        <source>One per cent of revenue</source>
        <translation>Ein Prozent des Umsatzes</translation>
    </message>
    <message>
        <source>Concentration of the known companies&apos; revenue</source>
        <translation>Umsatzkonzentration der bekannten Unternehmen</translation>
    </message>
    <message>
        <source>Spread of operating margins among peers</source>
        <translation>Streuung der operativen Margen der Vergleichsunternehmen</translation>
    </message>
    <message>
        <source>Bargaining power of suppliers</source>
        <translation>Verhandlungsmacht der Lieferanten</translation>
    </message>
    <message>
        <source>One per cent of cost of revenue</source>
        <translation>Ein Prozent der Herstellungskosten</translation>
    </message>
    <message>
        <source>Yearly change of gross margin</source>
        <translation>Jährliche Veränderung: Bruttomarge</translation>
    </message>
    <message>
        <source>Sole sources and purchase commitments named in documents</source>
        <translation>In Dokumenten genannte Alleinlieferanten und Abnahmeverpflichtungen</translation>
    </message>
    <message>
        <source>Bargaining power of buyers</source>
        <translation>Verhandlungsmacht der Abnehmer</translation>
    </message>
    <message>
        <source>Ten days of revenue</source>
        <translation>Umsatz von zehn Tagen</translation>
    </message>
    <message>
        <source>Yearly change of days sales outstanding</source>
        <translation>Jährliche Veränderung: Forderungslaufzeit</translation>
    </message>
    <message>
        <source>Large customers named in documents</source>
        <translation>In Dokumenten genannte Großkunden</translation>
    </message>
    <message>
        <source>Threat of new entrants</source>
        <translation>Bedrohung durch neue Anbieter</translation>
    </message>
    <message>
        <source>Capital expenditure and research and development</source>
        <translation>Investitionen sowie Forschung und Entwicklung</translation>
    </message>
    <message>
        <source>Industry&apos;s return on invested capital less its cost of capital</source>
        <translation>Rendite auf das investierte Kapital minus Kapitalkosten der Branche</translation>
    </message>
    <message>
        <source>Intangibles to assets</source>
        <translation>Anteil immaterieller Werte an der Bilanzsumme</translation>
    </message>
    <message>
        <source>Operating margin gained with size among peers</source>
        <translation>Mit der Größe gewonnene operative Marge der Vergleichsunternehmen</translation>
    </message>
    <message>
        <source>Return on invested capital less cost of capital</source>
        <translation>Rendite auf das investierte Kapital minus Kapitalkosten</translation>
    </message>
    <message>
        <source>Threat of substitutes</source>
        <translation>Bedrohung durch Ersatzprodukte</translation>
    </message>
    <message>
        <source>Growth against the category</source>
        <translation>Wachstum gegenüber der Kategorie</translation>
    </message>
    <message>
        <source>Alternatives named in documents</source>
        <translation>In Dokumenten genannte Alternativen</translation>
    </message>
    <message>
        <source>One deviation of revenue growth, at the gross margin</source>
        <translation>Eine Standardabweichung, zur Bruttomarge: Umsatzwachstum</translation>
    </message>
    <message>
        <source>One deviation of the gross margin, times revenue</source>
        <translation>Eine Standardabweichung, mal Umsatz: Bruttomarge</translation>
    </message>
    <message>
        <source>One deviation of selling and administrative cost to revenue, times revenue</source>
        <translation>Eine Standardabweichung, mal Umsatz: Vertriebs- und Verwaltungskosten zum Umsatz</translation>
    </message>
    <message>
        <source>One deviation of research and development to revenue, times revenue</source>
        <translation>Eine Standardabweichung, mal Umsatz: Forschung und Entwicklung zum Umsatz</translation>
    </message>
    <message>
        <source>One deviation of depreciation to revenue, times revenue</source>
        <translation>Eine Standardabweichung, mal Umsatz: Abschreibungen zum Umsatz</translation>
    </message>
    <message>
        <source>One deviation of the operating margin, times revenue</source>
        <translation>Eine Standardabweichung, mal Umsatz: operative Marge</translation>
    </message>
    <message>
        <source>Operating income with both axes one deviation up</source>
        <translation>Betriebsergebnis, beide Achsen eine Standardabweichung besser</translation>
    </message>
    <message>
        <source>Operating income with the first axis one deviation up and the second down</source>
        <translation>Betriebsergebnis, erste Achse eine Standardabweichung besser, zweite schlechter</translation>
    </message>
    <message>
        <source>Operating income with the first axis one deviation down and the second up</source>
        <translation>Betriebsergebnis, erste Achse eine Standardabweichung schlechter, zweite besser</translation>
    </message>
    <message>
        <source>Operating income with both axes one deviation down</source>
        <translation>Betriebsergebnis, beide Achsen eine Standardabweichung schlechter</translation>
    </message>
    <message>
        <source>Standard deviation of operating income from independent axes</source>
        <translation>Standardabweichung des Betriebsergebnisses aus unabhängigen Achsen</translation>
    </message>
    <message>
        <source>Operating income at the tenth percentile, both axes normal and independent</source>
        <translation>Betriebsergebnis am zehnten Perzentil, beide Achsen normalverteilt und unabhängig</translation>
    </message>
    <message>
        <source>Operating income at the ninetieth percentile, both axes normal and independent</source>
        <translation>Betriebsergebnis am neunzigsten Perzentil, beide Achsen normalverteilt und unabhängig</translation>
    </message>
    <message>
        <source>The two axes</source>
        <translation>Die beiden Achsen</translation>
    </message>
    <message>
        <source>All uncertainties by what they move</source>
        <translation>Alle Unsicherheiten nach ihrer Wirkung</translation>
    </message>
    <message>
        <source>Four worlds and what they earn</source>
        <translation>Vier Welten und was sie erwirtschaften</translation>
    </message>
    <message>
        <source>Signposts</source>
        <translation>Frühindikatoren</translation>
    </message>
    <message>
        <source>Operating margin less the median of comparable peers</source>
        <translation>Operative Marge minus Median der Vergleichsunternehmen</translation>
    </message>
    <message>
        <source>Median operating margin of comparable peers</source>
        <translation>Median der Vergleichsunternehmen: operative Marge</translation>
    </message>
    <message>
        <source>Highest operating margin of comparable peers</source>
        <translation>Höchster Wert der Vergleichsunternehmen: operative Marge</translation>
    </message>
    <message>
        <source>Highest revenue growth of comparable peers</source>
        <translation>Höchster Wert der Vergleichsunternehmen: Umsatzwachstum</translation>
    </message>
    <message>
        <source>Gap of the operating margin to the median of comparable peers, times revenue</source>
        <translation>Abstand zum Median der Vergleichsunternehmen, mal Umsatz: operative Marge</translation>
    </message>
    <message>
        <source>Gap of revenue growth to the median of comparable peers, times revenue</source>
        <translation>Abstand zum Median der Vergleichsunternehmen, mal Umsatz: Umsatzwachstum</translation>
    </message>
    <message>
        <source>Company</source>
        <translation>Unternehmen</translation>
    </message>
    <message>
        <source>Customers</source>
        <translation>Kunden</translation>
    </message>
    <message>
        <source>Gross margin, what customers pay above cost</source>
        <translation>Bruttomarge: was Kunden über die Kosten hinaus zahlen</translation>
    </message>
    <message>
        <source>Competitors</source>
        <translation>Wettbewerber</translation>
    </message>
    <message>
        <source>The gap between them</source>
        <translation>Die Lücke zwischen ihnen</translation>
    </message>
    <message>
        <source>Change of the operating margin on the year before</source>
        <translation>Veränderung zum Vorjahr: operative Marge</translation>
    </message>
    <message>
        <source>Part of the change of the operating margin from operations</source>
        <translation>Beitrag zur Veränderung der operativen Marge: Leistungserstellung</translation>
    </message>
    <message>
        <source>Part of the change of the operating margin from technology</source>
        <translation>Beitrag zur Veränderung der operativen Marge: Technologie</translation>
    </message>
    <message>
        <source>Part of the change of the operating margin from selling and administration</source>
        <translation>Beitrag zur Veränderung der operativen Marge: Vertrieb und Verwaltung</translation>
    </message>
    <message>
        <source>Part of the change of the operating margin from all else</source>
        <translation>Beitrag zur Veränderung der operativen Marge: alles Übrige</translation>
    </message>
    <message>
        <source>The largest part of the change of the operating margin, times revenue</source>
        <translation>Größter Beitrag zur Veränderung der operativen Marge, mal Umsatz</translation>
    </message>
    <message>
        <source>Operations and inbound logistics</source>
        <translation>Leistungserstellung und Eingangslogistik</translation>
    </message>
    <message>
        <source>Technology development</source>
        <translation>Technologieentwicklung</translation>
    </message>
    <message>
        <source>Marketing, sales and firm infrastructure</source>
        <translation>Marketing, Vertrieb und Unternehmensinfrastruktur</translation>
    </message>
    <message>
        <source>Plant and equipment</source>
        <translation>Sachanlagen</translation>
    </message>
    <message>
        <source>Margin bridge</source>
        <translation>Margenbrücke</translation>
    </message>
    <message>
        <source>Return on invested capital less the industry&apos;s cost of capital</source>
        <translation>Rendite auf das investierte Kapital minus Kapitalkosten der Branche</translation>
    </message>
    <message>
        <source>Lowest of five years less the reference: asset turnover</source>
        <translation>Niedrigster von fünf Jahren minus Referenz: Kapitalumschlag</translation>
    </message>
    <message>
        <source>Brand and pricing power</source>
        <translation>Marke und Preissetzungsmacht</translation>
    </message>
    <message>
        <source>Technology and know-how</source>
        <translation>Technologie und Know-how</translation>
    </message>
    <message>
        <source>Operating skill</source>
        <translation>Operatives Können</translation>
    </message>
    <message>
        <source>Reach and customer base</source>
        <translation>Reichweite und Kundenbasis</translation>
    </message>
    <message>
        <source>Productive assets</source>
        <translation>Produktive Anlagen</translation>
    </message>
    <message>
        <source>Cash generation</source>
        <translation>Mittelzufluss</translation>
    </message>
    <message>
        <source>Automobile manufacturers</source>
        <translation>Automobilhersteller</translation>
    </message>
    <message>
        <source>Consumer electronics and computers</source>
        <translation>Unterhaltungselektronik und Computer</translation>
    </message>
    <message>
        <source>Semiconductors</source>
        <translation>Halbleiter</translation>
    </message>
    <message>
        <source>Software</source>
        <translation>Software</translation>
    </message>
    <message>
        <source>Internet media and advertising</source>
        <translation>Internetmedien und Werbung</translation>
    </message>
    <message>
        <source>Streaming and entertainment</source>
        <translation>Streaming und Unterhaltung</translation>
    </message>
    <message>
        <source>E-commerce and cloud services</source>
        <translation>Onlinehandel und Clouddienste</translation>
    </message>
    <message>
        <source>Home improvement retail</source>
        <translation>Baumärkte</translation>
    </message>
    <message>
        <source>Mass retail</source>
        <translation>Großflächenhandel</translation>
    </message>
    <message>
        <source>Apparel and footwear</source>
        <translation>Bekleidung und Schuhe</translation>
    </message>
    <message>
        <source>Soft drinks and beverages</source>
        <translation>Erfrischungsgetränke und andere Getränke</translation>
    </message>
    <message>
        <source>Aerospace and defence</source>
        <translation>Luft- und Raumfahrt, Verteidigung</translation>
    </message>
    <message>
        <source>Industrial conglomerates</source>
        <translation>Industriekonglomerate</translation>
    </message>
    <message>
        <source>Integrated oil and gas</source>
        <translation>Integrierte Öl- und Gaskonzerne</translation>
    </message>
    <message>
        <source>Electric utilities</source>
        <translation>Stromversorger</translation>
    </message>
    <message>
        <source>Metals and mining</source>
        <translation>Metalle und Bergbau</translation>
    </message>
    <message>
        <source>Medical devices</source>
        <translation>Medizintechnik</translation>
    </message>
    <message>
        <source>Property and casualty insurance</source>
        <translation>Schaden- und Unfallversicherung</translation>
    </message>
    <message>
        <source>Payment networks</source>
        <translation>Zahlungsnetze</translation>
    </message>
    <message>
        <source>Logistics real estate</source>
        <translation>Logistikimmobilien</translation>
    </message>
    <message>
        <source>Banks</source>
        <translation>Banken</translation>
    </message>
    <message>
        <source>Pharmaceuticals</source>
        <translation>Pharmaindustrie</translation>
    </message>
    <message>
        <source>Telecommunications</source>
        <translation>Telekommunikation</translation>
    </message>
    <message>
        <source>Airlines</source>
        <translation>Fluggesellschaften</translation>
    </message>
    <message>
        <source>Professional services</source>
        <translation>Unternehmensnahe Dienstleistungen</translation>
    </message>
    <message>
        <source>Machinery</source>
        <translation>Maschinenbau</translation>
    </message>
    <message>
        <source>Food products</source>
        <translation>Nahrungsmittel</translation>
    </message>
    <message>
        <source>Construction and engineering</source>
        <translation>Bau und Anlagenbau</translation>
    </message>
</context>
<context>
    <name>ShownValue</name>
    <message>
        <source>%1 %</source>
        <translation>%1 %</translation>
    </message>
    <message>
        <source>%2 %1</source>
        <translation>%1 %2</translation>
    </message>
    <message>
        <source>%2 %1 M</source>
        <translation>%1 Mio. %2</translation>
    </message>
    <message>
        <source>%1 pp</source>
        <translation>%1 Prozentpunkte</translation>
    </message>
    <message>
        <source>%1x</source>
        <translation>%1x</translation>
    </message>
    <message>
        <source>%1 days</source>
        <translation>%1 Tage</translation>
    </message>
    <message>
        <source>%1 years</source>
        <translation>%1 Jahre</translation>
    </message>
    <message>
        <source>%1th percentile</source>
        <translation>%1. Perzentil</translation>
    </message>
    <message>
        <source>%1 shares</source>
        <translation>%1 Aktien</translation>
    </message>
    <message>
        <source>%1 M shares</source>
        <translation>%1 Mio. Aktien</translation>
    </message>
    <message>
        <source>FY%1</source>
        <translation>GJ %1</translation>
    </message>
    <message>
        <source>Q1 FY%1</source>
        <translation>Q1 GJ %1</translation>
    </message>
    <message>
        <source>Q2 FY%1</source>
        <translation>Q2 GJ %1</translation>
    </message>
    <message>
        <source>Q3 FY%1</source>
        <translation>Q3 GJ %1</translation>
    </message>
    <message>
        <source>Q4 FY%1</source>
        <translation>Q4 GJ %1</translation>
    </message>
    <message>
        <source>H1 FY%1</source>
        <translation>H1 GJ %1</translation>
    </message>
    <message>
        <source>H2 FY%1</source>
        <translation>H2 GJ %1</translation>
    </message>
</context>
<context>
    <name>SourceWords</name>
    <message>
        <source>Filings and figures of companies listed in the USA, from the supervisory authority itself.</source>
        <translation>Einreichungen und Zahlen von Unternehmen, die in den USA notiert sind, von der Aufsicht selbst.</translation>
    </message>
    <message>
        <source>The company&apos;s number (CIK), the names of its filings, and your contact below.</source>
        <translation>Die Nummer des Unternehmens (CIK), die Namen seiner Einreichungen und Ihr Kontakt unten.</translation>
    </message>
    <message>
        <source>News from feeds that you choose.</source>
        <translation>Nachrichten aus Feeds, die Sie wählen.</translation>
    </message>
    <message>
        <source>The addresses of the feeds, nothing of your work.</source>
        <translation>Die Adressen der Feeds, nichts von Ihrer Arbeit.</translation>
    </message>
    <message>
        <source>News of the last three months from all over the world.</source>
        <translation>Nachrichten der letzten drei Monate aus aller Welt.</translation>
    </message>
    <message>
        <source>Economic indicators of countries: growth, inflation, population.</source>
        <translation>Wirtschaftsindikatoren von Ländern: Wachstum, Inflation, Bevölkerung.</translation>
    </message>
    <message>
        <source>The codes of indicators and countries, and the years.</source>
        <translation>Die Kürzel von Indikatoren und Ländern und die Jahre.</translation>
    </message>
    <message>
        <source>Web search.</source>
        <translation>Websuche.</translation>
    </message>
    <message>
        <source>Web search by a server of your own, or one that you trust.</source>
        <translation>Websuche durch einen eigenen Server oder einen, dem Sie vertrauen.</translation>
    </message>
    <message>
        <source>Share prices and key figures.</source>
        <translation>Aktienkurse und Kennzahlen.</translation>
    </message>
    <message>
        <source>The share&apos;s symbol and your key.</source>
        <translation>Das Kürzel der Aktie und Ihr Schlüssel.</translation>
    </message>
    <message>
        <source>Annual reports of European companies as data.</source>
        <translation>Jahresberichte europäischer Unternehmen als Daten.</translation>
    </message>
    <message>
        <source>The company&apos;s name or number (LEI), and the names of its filings.</source>
        <translation>Name oder Nummer (LEI) des Unternehmens und die Namen seiner Einreichungen.</translation>
    </message>
    <message numerus="yes">
        <source>at most %n request(s) a second</source>
        <translation>
            <numerusform>höchstens %n Anfrage in der Sekunde</numerusform>
            <numerusform>höchstens %n Anfragen in der Sekunde</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>at most %n request(s) a minute</source>
        <translation>
            <numerusform>höchstens %n Anfrage in der Minute</numerusform>
            <numerusform>höchstens %n Anfragen in der Minute</numerusform>
        </translation>
    </message>
    <message>
        <source>The company&apos;s name.</source>
        <translation>Der Name des Unternehmens.</translation>
    </message>
    <message>
        <source>The company&apos;s name, your question, and your key.</source>
        <translation>Der Name des Unternehmens, Ihre Frage und Ihr Schlüssel.</translation>
    </message>
    <message>
        <source>The company&apos;s name and your question, to that server, which asks other search engines.</source>
        <translation>Der Name des Unternehmens und Ihre Frage, an diesen Server, der andere Suchmaschinen fragt.</translation>
    </message>
</context>
<context>
    <name>Sources</name>
    <message>
        <source>Alpha Vantage does not accept the request.</source>
        <translation>Alpha Vantage nimmt die Anfrage nicht an.</translation>
    </message>
    <message>
        <source>Check the ticker and the key (ALPHA_VANTAGE_API_KEY).</source>
        <translation>Prüfen Sie das Kürzel und den Schlüssel (ALPHA_VANTAGE_API_KEY).</translation>
    </message>
    <message>
        <source>Alpha Vantage gives this only with a paid plan.</source>
        <translation>Alpha Vantage liefert dies nur mit einem kostenpflichtigen Tarif.</translation>
    </message>
    <message>
        <source>Use another source, or a key with such a plan.</source>
        <translation>Verwenden Sie eine andere Quelle oder einen Schlüssel mit einem solchen Tarif.</translation>
    </message>
    <message>
        <source>Alpha Vantage has answered as often as this key allows for now.</source>
        <translation>Alpha Vantage hat so oft geantwortet, wie es dieser Schlüssel vorerst erlaubt.</translation>
    </message>
    <message>
        <source>Try again later, at the latest tomorrow; what was fetched before is kept.</source>
        <translation>Versuchen Sie es später noch einmal, spätestens morgen; bereits Abgerufenes bleibt erhalten.</translation>
    </message>
    <message>
        <source>%1 was not asked: it is none of the feeds in the settings.</source>
        <translation>%1 wurde nicht abgefragt: Es ist keiner der Feeds in den Einstellungen.</translation>
    </message>
    <message>
        <source>Add its address to the settings (feed_urls).</source>
        <translation>Fügen Sie die Adresse den Einstellungen hinzu (feed_urls).</translation>
    </message>
    <message>
        <source>GDELT asks for fewer requests.</source>
        <translation>GDELT verlangt weniger Anfragen.</translation>
    </message>
    <message>
        <source>Try again in a minute; what was fetched before is kept.</source>
        <translation>Versuchen Sie es in einer Minute noch einmal; bereits Abgerufenes bleibt erhalten.</translation>
    </message>
    <message>
        <source>GDELT does not accept the search for &quot;%1&quot;.</source>
        <translation>GDELT nimmt die Suche nach „%1“ nicht an.</translation>
    </message>
    <message>
        <source>Search for a longer and more usual word or phrase.</source>
        <translation>Suchen Sie nach einem längeren und gebräuchlicheren Wort oder Ausdruck.</translation>
    </message>
    <message>
        <source>Its owner must allow the format json in the server&apos;s settings.yml (search.formats).</source>
        <translation>Der Betreiber muss das Format json in der settings.yml des Servers erlauben (search.formats).</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is no CIK of the SEC; nothing was asked.</source>
        <translation>„%1“ ist keine CIK der SEC; es wurde nichts abgefragt.</translation>
    </message>
    <message>
        <source>Search the company by its name or ticker first.</source>
        <translation>Suchen Sie das Unternehmen zuerst nach Name oder Kürzel.</translation>
    </message>
    <message>
        <source>SEC EDGAR was not asked: the SEC wants to be told who asks.</source>
        <translation>SEC EDGAR wurde nicht abgefragt: Die SEC will wissen, wer anfragt.</translation>
    </message>
    <message>
        <source>Give your name and e-mail address in the settings (sec_contact).</source>
        <translation>Geben Sie Ihren Namen und Ihre E-Mail-Adresse in den Einstellungen an (sec_contact).</translation>
    </message>
    <message>
        <source>%1 was not asked: this source is switched off.</source>
        <translation>%1 wurde nicht abgefragt: Diese Quelle ist ausgeschaltet.</translation>
    </message>
    <message>
        <source>Switch it on in the settings (%1).</source>
        <translation>Schalten Sie sie in den Einstellungen ein (%1).</translation>
    </message>
    <message>
        <source>%1 was not asked: it has no address.</source>
        <translation>%1 wurde nicht abgefragt: Die Adresse fehlt.</translation>
    </message>
    <message>
        <source>Give it in the settings (%1).</source>
        <translation>Geben Sie sie in den Einstellungen an (%1).</translation>
    </message>
    <message>
        <source>%1 was not asked: it wants a key, and there is none.</source>
        <translation>%1 wurde nicht abgefragt: Es wird ein Schlüssel verlangt, und es ist keiner da.</translation>
    </message>
    <message>
        <source>Store one in the keyring by the settings, or set %1.</source>
        <translation>Legen Sie über die Einstellungen einen im Schlüsselbund ab oder setzen Sie %1.</translation>
    </message>
    <message>
        <source>%1 names a file of another host (%2); it was not fetched.</source>
        <translation>%1 nennt eine Datei eines anderen Rechners (%2); sie wurde nicht abgerufen.</translation>
    </message>
    <message>
        <source>Fetch it by hand if you trust that host.</source>
        <translation>Laden Sie sie von Hand, wenn Sie diesem Rechner vertrauen.</translation>
    </message>
    <message>
        <source>%1 answered in a form that this version doesn&apos;t know; nothing of it was used.</source>
        <translation>%1 antwortete in einer Form, die diese Version nicht kennt; nichts davon wurde verwendet.</translation>
    </message>
    <message>
        <source>Check its address in the settings, or try again later.</source>
        <translation>Prüfen Sie die Adresse der Quelle in den Einstellungen oder versuchen Sie es später noch einmal.</translation>
    </message>
    <message>
        <source>%1 knows no share &quot;%2&quot;.</source>
        <translation>%1 kennt keine Aktie „%2“.</translation>
    </message>
    <message>
        <source>Give the ticker of its main exchange; outside the USA often with an ending, as in SAP.DE.</source>
        <translation>Geben Sie das Kürzel des Hauptbörsenplatzes an; außerhalb der USA oft mit einer Endung, wie in SAP.DE.</translation>
    </message>
    <message>
        <source>The World Bank was not asked: a code is missing or wrong.</source>
        <translation>Die Weltbank wurde nicht abgefragt: Ein Code fehlt oder ist falsch.</translation>
    </message>
    <message>
        <source>Name an indicator as NY.GDP.MKTP.CD and countries as DEU.</source>
        <translation>Nennen Sie einen Indikator wie NY.GDP.MKTP.CD und Länder wie DEU.</translation>
    </message>
    <message>
        <source>The World Bank has no indicator %1 for %2.</source>
        <translation>Die Weltbank hat keinen Indikator %1 für %2.</translation>
    </message>
    <message>
        <source>Check the codes of indicator and countries.</source>
        <translation>Prüfen Sie die Codes von Indikator und Ländern.</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is no LEI; nothing was asked.</source>
        <translation>„%1“ ist kein LEI; es wurde nichts abgefragt.</translation>
    </message>
    <message>
        <source>Look the company&apos;s LEI up at search.gleif.org.</source>
        <translation>Schlagen Sie den LEI des Unternehmens unter search.gleif.org nach.</translation>
    </message>
    <message>
        <source>filings.xbrl.org has no figures of %1 as data.</source>
        <translation>filings.xbrl.org hat keine Zahlen von %1 als Daten.</translation>
    </message>
    <message>
        <source>Import the company&apos;s report as a file.</source>
        <translation>Importieren Sie den Bericht des Unternehmens als Datei.</translation>
    </message>
    <message>
        <source>%1 was fetched but could not be read in; nothing of it is stored. %2</source>
        <translation>%1 wurde geholt, ließ sich aber nicht einlesen; nichts davon ist gespeichert. %2</translation>
    </message>
    <message>
        <source>Make room in the folder for temporary files and try again.</source>
        <translation>Schaffen Sie Platz im Ordner für vorläufige Dateien und versuchen Sie es wieder.</translation>
    </message>
    <message>
        <source>It has no company of exactly the name &quot;%1&quot;.</source>
        <translation>Sie hat kein Unternehmen genau des Namens „%1“.</translation>
    </message>
    <message>
        <source>Give its ticker or its full legal name.</source>
        <translation>Geben Sie das Kürzel oder den vollen Firmennamen an.</translation>
    </message>
    <message>
        <source>The nearest are: %1.</source>
        <translation>Die nächsten sind: %1.</translation>
    </message>
    <message>
        <source>%1 answered with something that is no feed.</source>
        <translation>%1 antwortete mit etwas, das kein Feed ist.</translation>
    </message>
    <message>
        <source>Check the address of the feed in the settings (feed_urls).</source>
        <translation>Prüfen Sie die Adresse des Feeds in den Einstellungen (feed_urls).</translation>
    </message>
    <message>
        <source>A key that is being tried is not stored.</source>
        <translation>Ein Schlüssel, der erprobt wird, wird nicht gespeichert.</translation>
    </message>
    <message>
        <source>No feed was asked: there are no addresses of feeds.</source>
        <translation>Kein Feed wurde gefragt: Es gibt keine Adressen von Feeds.</translation>
    </message>
    <message>
        <source>Give them in the settings (feed_urls).</source>
        <translation>Geben Sie sie in den Einstellungen an (feed_urls).</translation>
    </message>
    <message>
        <source>There is no source called &quot;%1&quot;.</source>
        <translation>Eine Quelle namens „%1“ gibt es nicht.</translation>
    </message>
</context>
<context>
    <name>Statements</name>
    <message>
        <source>The names of statement rows in %1 can&apos;t be used: &quot;%2&quot;: %3.</source>
        <translation>Die Namen von Abschlusszeilen in %1 sind unbrauchbar: „%2“: %3.</translation>
    </message>
    <message>
        <source>the sign is not known</source>
        <translation>das Vorzeichen ist nicht bekannt</translation>
    </message>
    <message>
        <source>it has no labels</source>
        <translation>es gibt keine Bezeichnungen</translation>
    </message>
    <message>
        <source>no such line is known</source>
        <translation>eine solche Zeile ist nicht bekannt</translation>
    </message>
    <message>
        <source>the list is missing or empty</source>
        <translation>die Liste fehlt oder ist leer</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is no entry</source>
        <translation>„%1“ ist kein Eintrag</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is no section</source>
        <translation>„%1“ ist kein Abschnitt</translation>
    </message>
    <message>
        <source>%1, page %2</source>
        <translation>%1, Seite %2</translation>
    </message>
    <message>
        <source>income statement</source>
        <translation>Gewinn- und Verlustrechnung</translation>
    </message>
    <message>
        <source>balance sheet</source>
        <translation>Bilanz</translation>
    </message>
    <message>
        <source>cash flow statement</source>
        <translation>Kapitalflussrechnung</translation>
    </message>
    <message>
        <source>Not found among the tables: %1.</source>
        <translation>Unter den Tabellen nicht gefunden: %1.</translation>
    </message>
    <message>
        <source>&quot;%1&quot; doesn&apos;t say whether its figures are in thousands or millions: they are taken as they are.</source>
        <translation>„%1“ sagt nicht, ob die Zahlen in Tausend oder Millionen angegeben sind: Sie werden übernommen, wie sie sind.</translation>
    </message>
</context>
<context>
    <name>Support</name>
    <message>
        <source>The support archive %1 could not be written.</source>
        <translation>Das Supportarchiv %1 konnte nicht geschrieben werden.</translation>
    </message>
</context>
<context>
    <name>SynthesisAgent</name>
    <message>
        <source>Writing the executive summary</source>
        <translation>Schreibt die Zusammenfassung</translation>
    </message>
    <message>
        <source>Cancelled.</source>
        <translation>Abgebrochen.</translation>
    </message>
    <message>
        <source>Looking for what speaks against it</source>
        <translation>Sucht, was dagegen spricht</translation>
    </message>
    <message>
        <source>The language model words the summary</source>
        <translation>Das Sprachmodell formuliert die Zusammenfassung</translation>
    </message>
</context>
<context>
    <name>TableSaving</name>
    <message>
        <source>Save the comparison</source>
        <translation>Vergleich speichern</translation>
    </message>
    <message>
        <source>Markdown (*.md)</source>
        <translation>Markdown (*.md)</translation>
    </message>
    <message>
        <source>Table (*.csv)</source>
        <translation>Tabelle (*.csv)</translation>
    </message>
    <message>
        <source>JSON (*.json)</source>
        <translation>JSON (*.json)</translation>
    </message>
</context>
<context>
    <name>Tipping</name>
    <message>
        <source>The computations of &quot;%1&quot; are nested too deep.</source>
        <translation>Die Berechnungen von „%1“ sind zu tief verschachtelt.</translation>
    </message>
    <message>
        <source>The report has no evidence &quot;%1&quot;.</source>
        <translation>Der Bericht enthält keinen Beleg „%1“.</translation>
    </message>
</context>
<context>
    <name>Tips</name>
    <message>
        <source>Ctrl+K finds every command, company, report, setting and help topic: type a few letters of its name.</source>
        <translation>Strg+K findet jeden Befehl, jedes Unternehmen, jeden Bericht, jede Einstellung und jedes Hilfethema: Geben Sie ein paar Buchstaben des Namens ein.</translation>
    </message>
    <message>
        <source>Every number in a report is a link. It shows the formula, the facts and the place in the filing that it comes from.</source>
        <translation>Jede Zahl in einem Bericht ist ein Link. Er zeigt die Formel, die Fakten und die Stelle in der Einreichung, aus der sie stammt.</translation>
    </message>
    <message>
        <source>Drop your documents anywhere on the window. Their figures become facts, their text can be searched.</source>
        <translation>Ziehen Sie Ihre Dokumente an eine beliebige Stelle des Fensters. Die Zahlen darin werden zu Fakten, der Text lässt sich durchsuchen.</translation>
    </message>
    <message>
        <source>F1 opens the guide at what you are looking at, without the network.</source>
        <translation>F1 öffnet das Handbuch passend zu dem, was Sie gerade sehen, auch ohne Netz.</translation>
    </message>
    <message>
        <source>F2 in a report edits the sentence under the cursor; what you set is marked as yours and can be undone.</source>
        <translation>F2 bearbeitet in einem Bericht den Satz unter dem Cursor; was Sie festlegen, wird als Ihre Änderung gekennzeichnet und lässt sich rückgängig machen.</translation>
    </message>
    <message>
        <source>Drag a report from the library to a folder or an e-mail: it arrives there as PDF.</source>
        <translation>Ziehen Sie einen Bericht aus der Bibliothek in einen Ordner oder eine E-Mail: Dort kommt er als PDF an.</translation>
    </message>
    <message>
        <source>Pin the companies and reports that you come back to; they stand first in the brief and in the File menu.</source>
        <translation>Heften Sie die Unternehmen und Berichte an, zu denen Sie immer wieder zurückkehren; sie stehen im Auftrag und im Menü „Datei“ ganz oben.</translation>
    </message>
    <message>
        <source>An engagement keeps a client&apos;s documents, facts, reports and questions apart from all others: File &gt; Engagement.</source>
        <translation>Ein Mandat hält Dokumente, Fakten, Berichte und Fragen eines Mandanten von allen anderen getrennt: Datei &gt; Mandat.</translation>
    </message>
    <message>
        <source>Monitors look at companies on a schedule and tell you when something that matters has changed.</source>
        <translation>Überwachungen prüfen Unternehmen nach einem Zeitplan und melden Ihnen, wenn sich etwas Bedeutsames geändert hat.</translation>
    </message>
    <message>
        <source>Choose two reports in the library and press Compare: each change is put down to its cause.</source>
        <translation>Wählen Sie in der Bibliothek zwei Berichte aus und klicken Sie auf „Vergleichen“: Jede Veränderung wird auf ihre Ursache zurückgeführt.</translation>
    </message>
    <message>
        <source>Save a report as an Excel workbook, change a figure there, and read it back: the differences are shown before anything is taken over.</source>
        <translation>Speichern Sie einen Bericht als Excel-Arbeitsmappe, ändern Sie dort eine Zahl und lesen Sie die Arbeitsmappe zurück: Die Unterschiede werden gezeigt, bevor etwas übernommen wird.</translation>
    </message>
    <message>
        <source>Data sent lists everything that left this computer. With all sources off that is nothing.</source>
        <translation>„Gesendetes“ führt alles auf, was diesen Rechner verlassen hat. Sind alle Quellen ausgeschaltet, ist das nichts.</translation>
    </message>
</context>
<context>
    <name>UndoButtons</name>
    <message>
        <source>Undo</source>
        <translation>Rückgängig</translation>
    </message>
    <message>
        <source>&amp;Undo</source>
        <translation>Rückgä&amp;ngig</translation>
    </message>
    <message>
        <source>Redo</source>
        <translation>Wiederholen</translation>
    </message>
    <message>
        <source>Re&amp;do</source>
        <translation>&amp;Wiederholen</translation>
    </message>
</context>
<context>
    <name>UnitWords</name>
    <message>
        <source>ratio</source>
        <translation>als Anteil</translation>
    </message>
    <message>
        <source>per cent</source>
        <translation>Prozent</translation>
    </message>
    <message>
        <source>ratio, a difference</source>
        <translation>als Differenz von Anteilen</translation>
    </message>
    <message>
        <source>percentage points</source>
        <translation>Prozentpunkte</translation>
    </message>
    <message>
        <source>times</source>
        <translation>fach</translation>
    </message>
    <message>
        <source>days</source>
        <translation>Tage</translation>
    </message>
    <message>
        <source>years</source>
        <translation>Jahre</translation>
    </message>
    <message>
        <source>shares</source>
        <translation>Aktien</translation>
    </message>
    <message>
        <source>thousand %1</source>
        <translation>Tsd. %1</translation>
    </message>
    <message>
        <source>million %1</source>
        <translation>Mio. %1</translation>
    </message>
    <message>
        <source>billion %1</source>
        <translation>Mrd. %1</translation>
    </message>
</context>
<context>
    <name>Update</name>
    <message>
        <source>Whether there is a newer version isn&apos;t known: the answer names none.</source>
        <translation>Ob es eine neuere Version gibt, ist nicht bekannt: Die Antwort nennt keine Version.</translation>
    </message>
    <message>
        <source>Check the setting update_check_url.</source>
        <translation>Prüfen Sie die Einstellung update_check_url.</translation>
    </message>
</context>
<context>
    <name>Valuation</name>
    <message>
        <source>the user&apos;s own</source>
        <translation>eigene Angabe des Benutzers</translation>
    </message>
    <message>
        <source>The cost of capital lacks an assumption: %1.</source>
        <translation>Für die Kapitalkosten fehlt eine Annahme: %1.</translation>
    </message>
    <message>
        <source>%1 must be at least 0 and below 1.</source>
        <translation>%1 muss mindestens 0 und kleiner als 1 sein.</translation>
    </message>
    <message>
        <source>A negative beta has no meaning here.</source>
        <translation>Ein negatives Beta ist hier nicht sinnvoll.</translation>
    </message>
    <message>
        <source>There is no terminal value, so nothing to value by.</source>
        <translation>Es gibt keinen Endwert und damit keine Grundlage der Bewertung.</translation>
    </message>
    <message>
        <source>A bank or insurer isn&apos;t valued by free cash flows to the firm: debt is what it works with.</source>
        <translation>Eine Bank oder ein Versicherer wird nicht über freie Cashflows an alle Kapitalgeber (FCFF) bewertet: Fremdkapital ist dort das Arbeitsmittel.</translation>
    </message>
    <message>
        <source>Value its equity by dividends, excess returns or price to book.</source>
        <translation>Bewerten Sie das Eigenkapital über Dividenden, Überrenditen oder das Kurs-Buchwert-Verhältnis.</translation>
    </message>
    <message>
        <source>Between 1 and 40 explicit years are possible.</source>
        <translation>Möglich sind 1 bis 40 Jahre der Detailplanung.</translation>
    </message>
    <message>
        <source>The cash flows lack assumptions: %1.</source>
        <translation>Für die Cashflows fehlen Annahmen: %1.</translation>
    </message>
    <message>
        <source>The cost of capital isn&apos;t above zero.</source>
        <translation>Die Kapitalkosten liegen nicht über null.</translation>
    </message>
    <message>
        <source>Revenue and sales to capital must be above zero.</source>
        <translation>Umsatz und Kapitalumschlag müssen über null liegen.</translation>
    </message>
    <message>
        <source>Value by growth</source>
        <translation>Wert aus ewigem Wachstum</translation>
    </message>
    <message>
        <source>Terminal growth or the return on new capital is missing.</source>
        <translation>Das ewige Wachstum oder die Rendite auf neues Kapital fehlt.</translation>
    </message>
    <message>
        <source>Growth for ever (%1) isn&apos;t below the cost of capital (%2): the value would be infinite.</source>
        <translation>Das ewige Wachstum (%1) liegt nicht unter den Kapitalkosten (%2): Der Wert wäre unendlich.</translation>
    </message>
    <message>
        <source>The return on new capital isn&apos;t above the growth for ever: growth would cost more than all profit.</source>
        <translation>Die Rendite auf neues Kapital liegt nicht über dem ewigen Wachstum: Das Wachstum würde mehr als den gesamten Gewinn kosten.</translation>
    </message>
    <message>
        <source>The return on new capital and growth must be possible for ever.</source>
        <translation>Die Rendite auf neues Kapital und das Wachstum müssen auf Dauer möglich sein.</translation>
    </message>
    <message>
        <source>The last explicit year earns nothing: a loss can&apos;t go on for ever.</source>
        <translation>Das letzte Jahr der Detailplanung bringt keinen Gewinn: Ein Verlust kann nicht ewig andauern.</translation>
    </message>
    <message>
        <source>Value by multiple</source>
        <translation>Wert aus Multiplikator</translation>
    </message>
    <message>
        <source>No terminal multiple is given.</source>
        <translation>Für den Endwert ist kein Multiplikator angegeben.</translation>
    </message>
    <message>
        <source>EBITDA lacks the share of depreciation in revenue.</source>
        <translation>Für das EBITDA fehlt der Anteil der Abschreibungen am Umsatz.</translation>
    </message>
    <message>
        <source>What the multiple is of isn&apos;t above zero in the last explicit year, or the multiple itself.</source>
        <translation>Die Bezugsgröße des Multiplikators im letzten Jahr der Detailplanung oder der Multiplikator selbst liegt nicht über null.</translation>
    </message>
    <message>
        <source>Debt or cash is missing, so there is no value of equity.</source>
        <translation>Finanzschulden oder liquide Mittel fehlen, daher gibt es keinen Wert des Eigenkapitals.</translation>
    </message>
    <message>
        <source>Debt exceeds the enterprise value: equity has no value by these assumptions, and none per share.</source>
        <translation>Die Finanzschulden übersteigen den Gesamtunternehmenswert: Das Eigenkapital hat nach diesen Annahmen keinen Wert, auch nicht je Aktie.</translation>
    </message>
    <message>
        <source>The number of shares isn&apos;t known, so there is no value per share.</source>
        <translation>Die Zahl der Aktien ist nicht bekannt, daher gibt es keinen Wert je Aktie.</translation>
    </message>
    <message>
        <source>There is no value to vary by %1.</source>
        <translation>Es gibt keinen Wert, der sich nach %1 variieren ließe.</translation>
    </message>
    <message>
        <source>By %1 of its peers debt exceeds the enterprise value: equity has no value.</source>
        <translation>Gemessen an %1 der Vergleichsunternehmen übersteigen die Finanzschulden den Gesamtunternehmenswert: Das Eigenkapital hat keinen Wert.</translation>
    </message>
    <message>
        <source>%1 values nothing here: what it multiplies isn&apos;t above zero.</source>
        <translation>%1 ergibt hier keinen Wert: Die Bezugsgröße liegt nicht über null.</translation>
    </message>
    <message>
        <source>its multiple isn&apos;t above zero</source>
        <translation>sein Multiplikator liegt nicht über null</translation>
    </message>
    <message>
        <source>%1 of fewer than three peers says nothing.</source>
        <translation>%1 aus weniger als drei Vergleichsunternehmen sagt nichts aus.</translation>
    </message>
    <message>
        <source>cost of capital %1 … %2, %3 varied with it</source>
        <translation>Kapitalkosten %1 … %2, %3 mitvariiert</translation>
    </message>
    <message>
        <source>No annual statement of %1 is stored.</source>
        <translation>Von %1 ist kein Jahresabschluss gespeichert.</translation>
    </message>
    <message>
        <source>computed from the rates above</source>
        <translation>aus den obigen Sätzen berechnet</translation>
    </message>
    <message>
        <source>assumed: the cost of capital, no more</source>
        <translation>angenommen: die Kapitalkosten, nicht mehr</translation>
    </message>
    <message>
        <source>The published rates are of US dollars; the company reports in another currency.</source>
        <translation>Die veröffentlichten Sätze gelten für US-Dollar; das Unternehmen berichtet in einer anderen Währung.</translation>
    </message>
    <message>
        <source>computed from filings, %1</source>
        <translation>aus Einreichungen berechnet, %1</translation>
    </message>
    <message>
        <source>the company&apos;s own of the last years, between −5 and 20 %</source>
        <translation>das Wachstum des Unternehmens in den letzten Jahren, zwischen −5 und 20 %</translation>
    </message>
    <message>
        <source>the median of the company&apos;s last %1 years</source>
        <translation>der Median der letzten %1 Jahre des Unternehmens</translation>
    </message>
    <message>
        <source>assumed: the industry&apos;s</source>
        <translation>angenommen: der Wert der Branche</translation>
    </message>
    <message>
        <source>assumed: no company outgrows the economy for ever</source>
        <translation>angenommen: kein Unternehmen wächst auf Dauer schneller als die Gesamtwirtschaft</translation>
    </message>
    <message>
        <source>%1 to %2</source>
        <translation>%1 bis %2</translation>
    </message>
    <message>
        <source>%1; how far it may be off is a judgement</source>
        <translation>%1; die mögliche Abweichung ist eine Einschätzung</translation>
    </message>
    <message>
        <source>the company&apos;s own, %1: least, median and most</source>
        <translation>eigene Werte des Unternehmens, %1: Minimum, Median und Maximum</translation>
    </message>
    <message>
        <source>Value of the years after</source>
        <translation>Endwert</translation>
    </message>
    <message>
        <source>Value of the firm</source>
        <translation>Gesamtunternehmenswert</translation>
    </message>
    <message>
        <source>Value of equity</source>
        <translation>Wert des Eigenkapitals</translation>
    </message>
    <message>
        <source>Value per share</source>
        <translation>Wert je Aktie</translation>
    </message>
    <message>
        <source>slow growth</source>
        <translation>schwaches Wachstum</translation>
    </message>
    <message>
        <source>fast growth</source>
        <translation>starkes Wachstum</translation>
    </message>
    <message>
        <source>thin margin</source>
        <translation>niedrige Marge</translation>
    </message>
    <message>
        <source>rich margin</source>
        <translation>hohe Marge</translation>
    </message>
    <message>
        <source>There is no assumption &quot;%1&quot;, or its value is no number.</source>
        <translation>Es gibt keine Annahme „%1“, oder ihr Wert ist keine Zahl.</translation>
    </message>
    <message>
        <source>what it multiplies isn&apos;t reported</source>
        <translation>die Bezugsgröße ist nicht berichtet</translation>
    </message>
    <message>
        <source>Cash flows, growth for ever</source>
        <translation>Cashflows, ewiges Wachstum</translation>
    </message>
    <message>
        <source>Cash flows, terminal multiple</source>
        <translation>Cashflows, Multiplikator des Endwerts</translation>
    </message>
    <message>
        <source>%1 of peers</source>
        <translation>%1 der Vergleichsunternehmen</translation>
    </message>
    <message>
        <source>lower quartile, median and upper quartile of %1 peers</source>
        <translation>unteres Quartil, Median und oberes Quartil von %1 Vergleichsunternehmen</translation>
    </message>
    <message>
        <source>%1 of the industry</source>
        <translation>%1 der Branche</translation>
    </message>
    <message>
        <source>A driver tree has 1 to %1 years.</source>
        <translation>Ein Treiberbaum umfasst 1 bis %1 Jahre.</translation>
    </message>
    <message>
        <source>Growth in the first year</source>
        <translation>Wachstum im ersten Jahr</translation>
    </message>
    <message>
        <source>Operating margin in the last year</source>
        <translation>Operative Marge im letzten Jahr</translation>
    </message>
    <message>
        <source>%1, year %2</source>
        <translation>%1, Jahr %2</translation>
    </message>
    <message>
        <source>Growth</source>
        <translation>Wachstum</translation>
    </message>
    <message>
        <source>Revenue</source>
        <translation>Umsatz</translation>
    </message>
    <message>
        <source>Operating margin</source>
        <translation>Operative Marge</translation>
    </message>
    <message>
        <source>Operating income</source>
        <translation>Betriebsergebnis</translation>
    </message>
    <message>
        <source>Taxes</source>
        <translation>Steuern</translation>
    </message>
    <message>
        <source>Reinvestment</source>
        <translation>Reinvestition</translation>
    </message>
    <message>
        <source>Free cash flow</source>
        <translation>Free Cashflow</translation>
    </message>
    <message>
        <source>year %1</source>
        <translation>Jahr %1</translation>
    </message>
    <message>
        <source>There is no assumption &quot;%1&quot;.</source>
        <translation>Es gibt keine Annahme „%1“.</translation>
    </message>
    <message>
        <source>Assumptions are: %1; a single year&apos;s are called growth_1, margin_1, reinvestment_1 and so on.</source>
        <translation>Die Annahmen sind: %1; die eines einzelnen Jahres heißen growth_1, margin_1, reinvestment_1 und so weiter.</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is no assumption.</source>
        <translation>„%1“ ist keine Annahme.</translation>
    </message>
    <message>
        <source>Give a value (0.05 or 5%), or the least, the most likely and the most (0.02:0.05:0.09).</source>
        <translation>Geben Sie einen Wert an (0.05 oder 5%) oder den kleinsten, den wahrscheinlichsten und den größten (0.02:0.05:0.09).</translation>
    </message>
    <message>
        <source>The newest annual statement that is stored is of %1: import newer filings, or years that are over are valued as if they were ahead.</source>
        <translation>Neuester gespeicherter Jahresabschluss: %1. Importieren Sie neuere Einreichungen, sonst werden abgelaufene Jahre bewertet, als lägen sie noch in der Zukunft.</translation>
    </message>
    <message>
        <source>what it is a multiple of isn&apos;t reported</source>
        <translation>die Bezugsgröße ist nicht berichtet</translation>
    </message>
    <message>
        <source>what it is a multiple of isn&apos;t above zero</source>
        <translation>die Bezugsgröße liegt nicht über null</translation>
    </message>
    <message>
        <source>shares, debt or cash aren&apos;t reported</source>
        <translation>Aktienzahl, Finanzschulden oder liquide Mittel sind nicht berichtet</translation>
    </message>
    <message>
        <source>the firm is worth no more than its cash</source>
        <translation>das Unternehmen ist nicht mehr wert als seine liquiden Mittel</translation>
    </message>
    <message>
        <source>its price isn&apos;t above zero</source>
        <translation>der Kurs liegt nicht über null</translation>
    </message>
    <message>
        <source>computed from its filings, %1, and the price %2 (yours)</source>
        <translation>berechnet aus den Einreichungen, %1, und dem Kurs %2 (Ihre Angabe)</translation>
    </message>
</context>
<context>
    <name>ValuationHtml</name>
    <message>
        <source>%1, %2 per share</source>
        <translation>%1, %2 je Aktie</translation>
    </message>
    <message>
        <source>Cost of capital</source>
        <translation>Kapitalkosten</translation>
    </message>
    <message>
        <source>growth for ever</source>
        <translation>ewigem Wachstum</translation>
    </message>
    <message>
        <source>a terminal multiple</source>
        <translation>einem Multiplikator des Endwerts</translation>
    </message>
    <message>
        <source>By cash flows and %1: %2; firm %3, %4 of it terminal.</source>
        <translation>Aus Cashflows mit %1: %2; Gesamtunternehmenswert %3, davon %4 Endwert.</translation>
    </message>
    <message>
        <source>All ranges overlap between %1 and %2.</source>
        <translation>Alle Bandbreiten überschneiden sich zwischen %1 und %2.</translation>
    </message>
    <message>
        <source>The ranges have no value in common.</source>
        <translation>Die Bandbreiten haben keinen Wert gemeinsam.</translation>
    </message>
    <message>
        <source>Year</source>
        <translation>Jahr</translation>
    </message>
    <message>
        <source>Growth</source>
        <translation>Wachstum</translation>
    </message>
    <message>
        <source>Revenue</source>
        <translation>Umsatz</translation>
    </message>
    <message>
        <source>Margin</source>
        <translation>Marge</translation>
    </message>
    <message>
        <source>After tax</source>
        <translation>Nach Steuern</translation>
    </message>
    <message>
        <source>Reinvested</source>
        <translation>Reinvestiert</translation>
    </message>
    <message>
        <source>Free cash flow</source>
        <translation>Free Cashflow</translation>
    </message>
    <message>
        <source>Present value</source>
        <translation>Barwert</translation>
    </message>
    <message>
        <source>Terminal value</source>
        <translation>Endwert</translation>
    </message>
    <message>
        <source>by growth for ever</source>
        <translation>aus ewigem Wachstum</translation>
    </message>
    <message>
        <source>by multiple</source>
        <translation>aus Multiplikator</translation>
    </message>
    <message>
        <source>Present value of the years</source>
        <translation>Barwert der Detailplanung</translation>
    </message>
    <message>
        <source>Present value of what follows</source>
        <translation>Barwert des Endwerts</translation>
    </message>
    <message>
        <source>Value of the firm</source>
        <translation>Gesamtunternehmenswert</translation>
    </message>
    <message>
        <source>Value of equity</source>
        <translation>Wert des Eigenkapitals</translation>
    </message>
    <message>
        <source>Per share</source>
        <translation>Je Aktie</translation>
    </message>
    <message>
        <source>Implied multiple or growth</source>
        <translation>Impliziter Multiplikator oder implizites Wachstum</translation>
    </message>
    <message>
        <source>Cost of capital by growth for ever</source>
        <translation>Kapitalkosten und ewiges Wachstum</translation>
    </message>
    <message>
        <source>Cost of capital by terminal multiple</source>
        <translation>Kapitalkosten und Multiplikator des Endwerts</translation>
    </message>
    <message>
        <source>There is no value to vary.</source>
        <translation>Es gibt keinen Wert, der sich variieren ließe.</translation>
    </message>
</context>
<context>
    <name>WholeFile</name>
    <message>
        <source>The file %1 could not be written; what it held before is unchanged.</source>
        <translation>Die Datei %1 konnte nicht geschrieben werden; ihr bisheriger Inhalt ist unverändert.</translation>
    </message>
    <message>
        <source>Make room or choose another place (%1).</source>
        <translation>Schaffen Sie Platz oder wählen Sie einen anderen Ort (%1).</translation>
    </message>
</context>
<context>
    <name>Workbook</name>
    <message>
        <source>No temporary file can be written: %1.</source>
        <translation>Es kann keine temporäre Datei geschrieben werden: %1.</translation>
    </message>
    <message>
        <source>The workbook could not be written: %1.</source>
        <translation>Die Arbeitsmappe konnte nicht geschrieben werden: %1.</translation>
    </message>
    <message>
        <source>%1 has no cell</source>
        <translation>%1 hat keine Zelle</translation>
    </message>
    <message>
        <source>spreadsheets have no %1()</source>
        <translation>Tabellenkalkulationen kennen kein %1()</translation>
    </message>
    <message>
        <source>The formula %1 can&apos;t be written into a sheet: %2.</source>
        <translation>Die Formel %1 lässt sich nicht in ein Blatt schreiben: %2.</translation>
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
        <source>Unit</source>
        <translation>Einheit</translation>
    </message>
    <message>
        <source>Source or formula</source>
        <translation>Quelle oder Formel</translation>
    </message>
    <message>
        <source>Change the framed cells; all other sheets follow.</source>
        <translation>Ändern Sie die umrahmten Zellen; alle anderen Blätter folgen.</translation>
    </message>
    <message>
        <source>Assumption</source>
        <translation>Annahme</translation>
    </message>
    <message>
        <source>Whose</source>
        <translation>Herkunft</translation>
    </message>
    <message>
        <source>Source</source>
        <translation>Quelle</translation>
    </message>
    <message>
        <source>judgement</source>
        <translation>Einschätzung</translation>
    </message>
    <message>
        <source>sourced</source>
        <translation>belegt</translation>
    </message>
    <message>
        <source>Growth</source>
        <translation>Wachstum</translation>
    </message>
    <message>
        <source>Revenue</source>
        <translation>Umsatz</translation>
    </message>
    <message>
        <source>Operating margin</source>
        <translation>Operative Marge</translation>
    </message>
    <message>
        <source>Operating income</source>
        <translation>Betriebsergebnis</translation>
    </message>
    <message>
        <source>Operating income after tax</source>
        <translation>Betriebsergebnis nach Steuern</translation>
    </message>
    <message>
        <source>Reinvestment</source>
        <translation>Reinvestition</translation>
    </message>
    <message>
        <source>Free cash flow to the firm</source>
        <translation>Freier Cashflow (FCFF)</translation>
    </message>
    <message>
        <source>Present value</source>
        <translation>Barwert</translation>
    </message>
    <message>
        <source>Years from the valuation</source>
        <translation>Jahre ab der Bewertung</translation>
    </message>
    <message>
        <source>Present value of the cash flows</source>
        <translation>Barwert der Cashflows</translation>
    </message>
    <message>
        <source>Terminal value by growth</source>
        <translation>Endwert aus ewigem Wachstum</translation>
    </message>
    <message>
        <source>Terminal value by multiple</source>
        <translation>Endwert aus Multiplikator</translation>
    </message>
    <message>
        <source>Cost of capital (down) by growth for ever (across)</source>
        <translation>Kapitalkosten (senkrecht) und ewiges Wachstum (waagerecht)</translation>
    </message>
    <message>
        <source>Cost of capital (down) by terminal multiple (across)</source>
        <translation>Kapitalkosten (senkrecht) und Multiplikator des Endwerts (waagerecht)</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>Median</source>
        <translation>Median</translation>
    </message>
    <message>
        <source>Distribution</source>
        <translation>Verteilung</translation>
    </message>
    <message>
        <source>5 % quantile</source>
        <translation>5-%-Quantil</translation>
    </message>
    <message>
        <source>95 % quantile</source>
        <translation>95-%-Quantil</translation>
    </message>
    <message>
        <source>a list stands where one value must</source>
        <translation>eine Liste steht, wo ein einzelner Wert stehen muss</translation>
    </message>
    <message>
        <source>the lists are of different lengths</source>
        <translation>die Listen sind verschieden lang</translation>
    </message>
    <message>
        <source>80 % from</source>
        <translation>80 % von</translation>
    </message>
    <message>
        <source>80 % to</source>
        <translation>80 % bis</translation>
    </message>
    <message>
        <source>yours</source>
        <translation>von Ihnen</translation>
    </message>
    <message>
        <source>With all assumptions at their middle; each cell is a formula.</source>
        <translation>Alle Annahmen auf ihrem mittleren Wert; jede Zelle ist eine Formel.</translation>
    </message>
    <message>
        <source>Line</source>
        <translation>Posten</translation>
    </message>
    <message>
        <source>From %1 draws with the seed %2; these don&apos;t follow a changed cell.</source>
        <translation>Aus %1 Ziehungen mit dem Startwert %2; diese Werte folgen einer geänderten Zelle nicht.</translation>
    </message>
    <message>
        <source>Year</source>
        <translation>Jahr</translation>
    </message>
    <message>
        <source>Middle</source>
        <translation>Mitte</translation>
    </message>
    <message>
        <source>Mean</source>
        <translation>Mittelwert</translation>
    </message>
    <message>
        <source>95 % from</source>
        <translation>95 % von</translation>
    </message>
    <message>
        <source>95 % to</source>
        <translation>95 % bis</translation>
    </message>
</context>
<context>
    <name>backup</name>
    <message>
        <source>The archive %1 is damaged; nothing was changed.</source>
        <translation>Das Archiv %1 ist beschädigt; nichts wurde geändert.</translation>
    </message>
    <message>
        <source>%1 is no complete archive of this program; nothing was changed.</source>
        <translation>%1 ist kein vollständiges Archiv dieses Programms; nichts wurde geändert.</translation>
    </message>
    <message>
        <source>Its end is missing or isn&apos;t what a backup writes.</source>
        <translation>Das Ende fehlt oder ist nicht so, wie eine Sicherung es schreibt.</translation>
    </message>
    <message>
        <source>%1 can&apos;t be read.</source>
        <translation>%1 kann nicht gelesen werden.</translation>
    </message>
    <message>
        <source>Its bytes aren&apos;t those that were written. Use another backup.</source>
        <translation>Der Inhalt ist nicht mehr der, der geschrieben wurde. Verwenden Sie eine andere Sicherung.</translation>
    </message>
    <message>
        <source>The archive is encrypted; nothing was changed.</source>
        <translation>Das Archiv ist verschlüsselt; nichts wurde geändert.</translation>
    </message>
    <message>
        <source>The archive&apos;s password is another one; nothing was changed.</source>
        <translation>Das Archiv hat ein anderes Passwort; nichts wurde geändert.</translation>
    </message>
    <message>
        <source>Name the file with its password by --password-file.</source>
        <translation>Geben Sie mit --password-file die Datei mit dem Passwort an.</translation>
    </message>
    <message>
        <source>It has other files than it lists.</source>
        <translation>Es enthält andere Dateien, als seine Liste nennt.</translation>
    </message>
    <message>
        <source>The password in %1 is too short; nothing was done.</source>
        <translation>Das Passwort in %1 ist zu kurz; nichts wurde getan.</translation>
    </message>
    <message>
        <source>It needs %1 characters; &quot;openssl rand -base64 32&quot; makes one.</source>
        <translation>Es braucht %1 Zeichen; „openssl rand -base64 32“ erzeugt eines.</translation>
    </message>
    <message>
        <source>%1 is a folder; nothing was done.</source>
        <translation>%1 ist ein Ordner; nichts wurde getan.</translation>
    </message>
    <message>
        <source>Name the archive&apos;s file in it.</source>
        <translation>Nennen Sie die Archivdatei darin.</translation>
    </message>
    <message>
        <source>%1 is in the place of the data itself; nothing was done.</source>
        <translation>%1 liegt am Ort der Daten selbst; nichts wurde getan.</translation>
    </message>
    <message>
        <source>%1 is there and is no backup; it was left as it is.</source>
        <translation>%1 ist schon vorhanden und keine Sicherung; die Datei bleibt, wie sie ist.</translation>
    </message>
    <message>
        <source>Choose another name.</source>
        <translation>Wählen Sie einen anderen Namen.</translation>
    </message>
    <message>
        <source>%1 is being written by another process.</source>
        <translation>%1 wird gerade von einem anderen Prozess geschrieben.</translation>
    </message>
    <message>
        <source>There is nothing to back up in %1.</source>
        <translation>In %1 gibt es nichts zu sichern.</translation>
    </message>
    <message>
        <source>Check the data folder&apos;s name.</source>
        <translation>Prüfen Sie den Namen des Datenordners.</translation>
    </message>
    <message>
        <source>The archive&apos;s list of its files is wrong; nothing was changed.</source>
        <translation>Die Dateiliste des Archivs ist fehlerhaft; nichts wurde geändert.</translation>
    </message>
    <message>
        <source>The archive was written by a newer version of the program; nothing was changed.</source>
        <translation>Das Archiv wurde von einer neueren Version des Programms geschrieben; nichts wurde geändert.</translation>
    </message>
    <message>
        <source>Install version %1 or later.</source>
        <translation>Installieren Sie Version %1 oder neuer.</translation>
    </message>
    <message>
        <source>Stopped; nothing was changed.</source>
        <translation>Abgebrochen; nichts wurde geändert.</translation>
    </message>
    <message>
        <source>Another process makes a backup in %1.</source>
        <translation>Ein anderer Prozess legt gerade eine Sicherung in %1 an.</translation>
    </message>
    <message>
        <source>%1 can&apos;t be moved to %2.</source>
        <translation>%1 kann nicht nach %2 verschoben werden.</translation>
    </message>
    <message>
        <source>%1 can&apos;t be written: the disk is full or a limit on its use was reached.</source>
        <translation>%1 kann nicht geschrieben werden: Die Platte ist voll, oder eine Grenze ihrer Nutzung ist erreicht.</translation>
    </message>
    <message>
        <source>What was there before is intact.</source>
        <translation>Was vorher da war, ist unversehrt.</translation>
    </message>
    <message>
        <source>%1 can&apos;t be written.</source>
        <translation>%1 kann nicht geschrieben werden.</translation>
    </message>
    <message>
        <source>What was there before is intact. %1.</source>
        <translation>Was vorher da war, ist unversehrt. %1.</translation>
    </message>
    <message>
        <source>%1 isn&apos;t there any more.</source>
        <translation>%1 ist nicht mehr da.</translation>
    </message>
    <message>
        <source>There is no engagement &quot;%1&quot;.</source>
        <translation>Ein Mandat „%1“ gibt es nicht.</translation>
    </message>
    <message>
        <source>consultantos-cli engagement list names them.</source>
        <translation>consultantos-cli engagement list nennt die vorhandenen.</translation>
    </message>
    <message>
        <source>The archive is a backup of a whole data folder; nothing was changed.</source>
        <translation>Das Archiv ist die Sicherung eines ganzen Datenordners; nichts wurde geändert.</translation>
    </message>
    <message>
        <source>consultantos-cli restore FILE --into FOLDER unpacks it.</source>
        <translation>consultantos-cli restore FILE --into FOLDER entpackt es.</translation>
    </message>
    <message>
        <source>The archive names no engagement; nothing was changed.</source>
        <translation>Das Archiv nennt kein Mandat; nichts wurde geändert.</translation>
    </message>
    <message>
        <source>Give it a name by --name.</source>
        <translation>Geben Sie mit --name einen Namen an.</translation>
    </message>
    <message>
        <source>There is an engagement &quot;%1&quot; already; nothing was changed.</source>
        <translation>Ein Mandat „%1“ gibt es schon; nichts wurde geändert.</translation>
    </message>
    <message>
        <source>Give the archive&apos;s another name by --name, or exchange the one that is there by --replace.</source>
        <translation>Geben Sie dem Mandat aus dem Archiv mit --name einen anderen Namen, oder ersetzen Sie das vorhandene mit --replace.</translation>
    </message>
    <message>
        <source>%1 is open in another program; nothing was changed.</source>
        <translation>%1 ist in einem anderen Programm geöffnet; nichts wurde geändert.</translation>
    </message>
    <message>
        <source>The archive holds the engagement &quot;%1&quot; alone; nothing was changed.</source>
        <translation>Das Archiv enthält nur das Mandat „%1“; nichts wurde geändert.</translation>
    </message>
    <message>
        <source>Take it in by: consultantos-cli engagement import FILE.</source>
        <translation>Importieren Sie es mit: consultantos-cli engagement import FILE.</translation>
    </message>
    <message>
        <source>End the window, the server and other commands that work with them, and try again.</source>
        <translation>Schließen Sie das Fenster, beenden Sie den Server und andere Befehle, die damit arbeiten, und versuchen Sie es noch einmal.</translation>
    </message>
    <message>
        <source>The folder %1 isn&apos;t empty; nothing was changed.</source>
        <translation>Der Ordner %1 ist nicht leer; nichts wurde geändert.</translation>
    </message>
    <message>
        <source>Name one that isn&apos;t there yet.</source>
        <translation>Nennen Sie einen, den es noch nicht gibt.</translation>
    </message>
    <message>
        <source>No restore is waiting.</source>
        <translation>Es wartet keine Wiederherstellung.</translation>
    </message>
    <message>
        <source>The note of a restore that was cut short is damaged.</source>
        <translation>Der Vermerk über eine unterbrochene Wiederherstellung ist beschädigt.</translation>
    </message>
    <message>
        <source>Look at the folders beside it before you delete it: %1.</source>
        <translation>Sehen Sie sich die Ordner daneben an, bevor Sie ihn löschen: %1.</translation>
    </message>
    <message>
        <source>Nothing was restored; the data is as it was. </source>
        <translation>Nichts wurde wiederhergestellt; die Daten sind, wie sie waren. </translation>
    </message>
    <message>
        <source>%1 is in use; nothing was changed.</source>
        <translation>%1 wird gerade benutzt; nichts wurde geändert.</translation>
    </message>
    <message>
        <source>%1 is damaged.</source>
        <translation>%1 ist beschädigt.</translation>
    </message>
    <message>
        <source>%1 can&apos;t be written to.</source>
        <translation>In %1 kann nicht geschrieben werden.</translation>
    </message>
    <message>
        <source>This program was built with two different libraries of SQLite; nothing was copied.</source>
        <translation>Dieses Programm wurde mit zwei verschiedenen SQLite-Bibliotheken gebaut; nichts wurde kopiert.</translation>
    </message>
    <message>
        <source>The stores in %1 are being exchanged by another process.</source>
        <translation>Die Speicher in %1 werden gerade von einem anderen Prozess ausgetauscht.</translation>
    </message>
    <message>
        <source>Nothing was changed. Try again when it has ended.</source>
        <translation>Nichts wurde geändert. Versuchen Sie es noch einmal, wenn er beendet ist.</translation>
    </message>
    <message>
        <source>The folder %1 can&apos;t be written to; nothing was changed.</source>
        <translation>In den Ordner %1 kann nicht geschrieben werden; nichts wurde geändert.</translation>
    </message>
    <message>
        <source>The stores in %1 are in use by another process; nothing was changed.</source>
        <translation>Die Speicher in %1 werden von einem anderen Prozess benutzt; nichts wurde geändert.</translation>
    </message>
</context>
<context>
    <name>cache</name>
    <message>
        <source>A value needs a key of 1 to 512 bytes to be cached.</source>
        <translation>Ein Wert braucht einen Schlüssel von 1 bis 512 Byte, um behalten zu werden.</translation>
    </message>
    <message>
        <source>The cache&apos;s file couldn&apos;t be told in time what is no longer true; this is done as soon as it can be.</source>
        <translation>Der Datei des Zwischenspeichers konnte nicht rechtzeitig gesagt werden, was nicht mehr gilt; das geschieht, sobald es geht.</translation>
    </message>
    <message>
        <source>The cache&apos;s last writes are not all in its file yet.</source>
        <translation>Das zuletzt Geschriebene ist noch nicht ganz in der Datei des Zwischenspeichers.</translation>
    </message>
    <message>
        <source>No connection to the Redis server came free in time.</source>
        <translation>Keine Verbindung zum Redis-Server wurde rechtzeitig frei.</translation>
    </message>
    <message>
        <source>The Redis server doesn&apos;t tell its run id.</source>
        <translation>Der Redis-Server nennt seine Laufkennung nicht.</translation>
    </message>
    <message>
        <source>Without it a restart can&apos;t be seen.</source>
        <translation>Ohne sie ist ein Neustart nicht zu erkennen.</translation>
    </message>
    <message>
        <source>The Redis server didn&apos;t answer in time.</source>
        <translation>Der Redis-Server antwortete nicht rechtzeitig.</translation>
    </message>
    <message>
        <source>The Redis server can&apos;t be reached.</source>
        <translation>Der Redis-Server ist nicht erreichbar.</translation>
    </message>
    <message>
        <source>The Redis server refuses the user or password of redis_url.</source>
        <translation>Der Redis-Server lehnt Benutzer oder Passwort von redis_url ab.</translation>
    </message>
    <message>
        <source>The Redis server isn&apos;t ready.</source>
        <translation>Der Redis-Server ist nicht bereit.</translation>
    </message>
    <message>
        <source>There is no memory for a connection.</source>
        <translation>Für eine Verbindung fehlt Arbeitsspeicher.</translation>
    </message>
    <message>
        <source>The Redis server closed the connection.</source>
        <translation>Der Redis-Server schloss die Verbindung.</translation>
    </message>
    <message>
        <source>The address of the Redis server can&apos;t be used.</source>
        <translation>Die Adresse des Redis-Servers ist nicht zu gebrauchen.</translation>
    </message>
    <message>
        <source>It is written redis://user:password@host:port/database or unix:///path?db=0&amp;password=….</source>
        <translation>Sie lautet redis://benutzer:passwort@rechner:port/datenbank oder unix:///pfad?db=0&amp;password=….</translation>
    </message>
    <message>
        <source>rediss:// needs TLS, which this build&apos;s hiredis doesn&apos;t have. Let stunnel carry the connection and give its local end as redis://.</source>
        <translation>rediss:// braucht TLS, das die hiredis dieses Baus nicht hat. Lassen Sie stunnel die Verbindung tragen und geben Sie ihr hiesiges Ende als redis:// an.</translation>
    </message>
    <message>
        <source>The Redis server stopped answering.</source>
        <translation>Der Redis-Server antwortet nicht mehr.</translation>
    </message>
    <message>
        <source>The Redis server loses the cache&apos;s marks.</source>
        <translation>Der Redis-Server verliert die Marken des Zwischenspeichers.</translation>
    </message>
    <message>
        <source>Give it more memory, or an eviction policy &quot;volatile-…&quot;.</source>
        <translation>Geben Sie ihm mehr Speicher oder eine Verdrängungsregel „volatile-…“.</translation>
    </message>
    <message>
        <source>The Redis server is out of memory.</source>
        <translation>Dem Redis-Server fehlt Speicher.</translation>
    </message>
    <message>
        <source>The Redis server denies our user a command that the cache needs.</source>
        <translation>Der Redis-Server verweigert unserem Benutzer einen Befehl, den der Zwischenspeicher braucht.</translation>
    </message>
    <message>
        <source>The Redis server refused a command.</source>
        <translation>Der Redis-Server lehnte einen Befehl ab.</translation>
    </message>
    <message>
        <source>The cache on disk was written by a newer version of the program.</source>
        <translation>Der Zwischenspeicher auf der Platte wurde von einer neueren Fassung des Programms geschrieben.</translation>
    </message>
    <message>
        <source>The cache on disk is in use by another process; work goes on without it.</source>
        <translation>Der Zwischenspeicher auf der Platte wird von einem anderen Prozess benutzt; die Arbeit geht ohne ihn weiter.</translation>
    </message>
    <message>
        <source>The cache can&apos;t be written: the disk is full or a limit on its use was reached. Work goes on without it.</source>
        <translation>Der Zwischenspeicher kann nicht beschrieben werden: die Platte ist voll, oder eine Grenze ihrer Nutzung ist erreicht. Die Arbeit geht ohne ihn weiter.</translation>
    </message>
    <message>
        <source>The cache on disk can&apos;t be opened for writing; work goes on without it.</source>
        <translation>Der Zwischenspeicher auf der Platte lässt sich nicht zum Schreiben öffnen; die Arbeit geht ohne ihn weiter.</translation>
    </message>
    <message>
        <source>The cache on disk is damaged; it is set aside and begun anew.</source>
        <translation>Der Zwischenspeicher auf der Platte ist beschädigt; er wird beiseitegelegt und neu begonnen.</translation>
    </message>
    <message>
        <source>The cache can&apos;t be read or written: the disk reports an error. Work goes on without it.</source>
        <translation>Der Zwischenspeicher kann nicht gelesen oder beschrieben werden: die Platte meldet einen Fehler. Die Arbeit geht ohne ihn weiter.</translation>
    </message>
</context>
<context>
    <name>consultantos::AboutBox</name>
    <message>
        <source>commit not known</source>
        <translation>Commit nicht bekannt</translation>
    </message>
    <message>
        <source>commit %1, with changes</source>
        <translation>Commit %1, mit Änderungen</translation>
    </message>
    <message>
        <source>commit %1</source>
        <translation>Commit %1</translation>
    </message>
    <message>
        <source>Libraries and data with their licences</source>
        <translation>Bibliotheken und Daten mit ihren Lizenzen</translation>
    </message>
    <message>
        <source>Made with</source>
        <translation>Erstellt mit</translation>
    </message>
    <message>
        <source>Version</source>
        <translation>Version</translation>
    </message>
    <message>
        <source>Licence</source>
        <translation>Lizenz</translation>
    </message>
    <message>
        <source>What for</source>
        <translation>Wozu</translation>
    </message>
    <message>
        <source>About ConsultantOS</source>
        <translation>Über ConsultantOS</translation>
    </message>
    <message>
        <source>A workstation for management consultants: analyses whose every number traces to its source.</source>
        <translation>Ein Arbeitsplatz für die Unternehmensberatung: Analysen, deren jede Zahl zu ihrer Quelle führt.</translation>
    </message>
    <message>
        <source>Free software under the GNU General Public License, version 3 or later; it comes without any warranty.</source>
        <translation>Freie Software unter der GNU General Public License, Version 3 oder neuer; ohne jede Gewährleistung.</translation>
    </message>
    <message>
        <source>Data folder: %1</source>
        <translation>Datenordner: %1</translation>
    </message>
    <message>
        <source>&amp;Copy</source>
        <translation>&amp;Kopieren</translation>
    </message>
    <message>
        <source>All of this as text, for a report of a fault</source>
        <translation>Alle diese Angaben als Text, für einen Fehlerbericht</translation>
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
    <name>consultantos::AlertDelegate</name>
    <message numerus="yes">
        <source>+%n more</source>
        <translation>
            <numerusform>+%n weitere</numerusform>
            <numerusform>+%n weitere</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>consultantos::AlertNotifier</name>
    <message>
        <source>%1: %2</source>
        <translation>%1: %2</translation>
    </message>
    <message numerus="yes">
        <source>%n new alert(s)</source>
        <translation>
            <numerusform>%n neue Meldung</numerusform>
            <numerusform>%n neue Meldungen</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>ConsultantOS: %n open alert(s)</source>
        <translation>
            <numerusform>ConsultantOS: %n offene Meldung</numerusform>
            <numerusform>ConsultantOS: %n offene Meldungen</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>consultantos::AlertsSection</name>
    <message>
        <source>the mail server</source>
        <translation>dem Mailserver</translation>
    </message>
    <message>
        <source>webhooks</source>
        <translation>Webhooks</translation>
    </message>
    <message>
        <source>The mail server</source>
        <translation>Mailserver</translation>
    </message>
    <message>
        <source>E-mail</source>
        <translation>E-Mail</translation>
    </message>
    <message>
        <source>Password</source>
        <translation>Passwort</translation>
    </message>
    <message>
        <source>The test logs in and sends nothing. A monitor&apos;s own test sends a letter.</source>
        <translation>Die Prüfung meldet sich nur an und sendet nichts. Der Test einer Überwachung sendet eine E-Mail.</translation>
    </message>
    <message>
        <source>Webhooks</source>
        <translation>Webhooks</translation>
    </message>
    <message>
        <source>With a key, each message to a webhook is signed (HMAC-SHA-256), so that its receiver can tell it from a forged one. Give the receiver the same key.</source>
        <translation>Mit einem Schlüssel wird jede Nachricht an einen Webhook signiert (HMAC-SHA-256), damit der Empfänger sie von einer gefälschten unterscheiden kann. Geben Sie dem Empfänger denselben Schlüssel.</translation>
    </message>
    <message>
        <source>The network can&apos;t be used: no mail is sent.</source>
        <translation>Das Netz ist nicht nutzbar: Es wird keine E-Mail gesendet.</translation>
    </message>
    <message>
        <source>Offline: no mail is sent.</source>
        <translation>Offline: Es wird keine E-Mail gesendet.</translation>
    </message>
    <message>
        <source>Give the address of a mail server first.</source>
        <translation>Geben Sie zuerst die Adresse eines Mailservers an.</translation>
    </message>
</context>
<context>
    <name>consultantos::AlertsView</name>
    <message>
        <source>State</source>
        <translation>Zustand</translation>
    </message>
    <message>
        <source>All states</source>
        <translation>Alle Zustände</translation>
    </message>
    <message>
        <source>Company</source>
        <translation>Unternehmen</translation>
    </message>
    <message>
        <source>All companies</source>
        <translation>Alle Unternehmen</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>Art</translation>
    </message>
    <message>
        <source>All kinds</source>
        <translation>Alle Arten</translation>
    </message>
    <message>
        <source>Show the monitors</source>
        <translation>Überwachungen zeigen</translation>
    </message>
    <message>
        <source>&amp;Snooze</source>
        <translation>&amp;Zurückstellen</translation>
    </message>
    <message>
        <source>&amp;Dismiss</source>
        <translation>&amp;Verwerfen</translation>
    </message>
    <message>
        <source>O&amp;pen again</source>
        <translation>Wieder ö&amp;ffnen</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>Offen</translation>
    </message>
    <message>
        <source>Snoozed</source>
        <translation>Zurückgestellt</translation>
    </message>
    <message>
        <source>Dismissed</source>
        <translation>Verworfen</translation>
    </message>
    <message>
        <source>Alerts</source>
        <translation>Meldungen</translation>
    </message>
    <message>
        <source>Alert</source>
        <translation>Meldung</translation>
    </message>
    <message>
        <source>Out of sight until then (S)</source>
        <translation>Bis dahin ausgeblendet (S)</translation>
    </message>
    <message>
        <source>Done with it (D or Delete); further news of the same thing raises a new alert</source>
        <translation>Damit erledigt (D oder Entf); Weiteres zum selben Sachverhalt löst eine neue Meldung aus</translation>
    </message>
    <message>
        <source>Back among the open alerts (R)</source>
        <translation>Zurück zu den offenen Meldungen (R)</translation>
    </message>
    <message>
        <source>Choose an alert to see what changed, why it matters and what it rests on.</source>
        <translation>Wählen Sie eine Meldung, um zu sehen, was sich geändert hat, warum es wichtig ist und worauf es beruht.</translation>
    </message>
    <message>
        <source>For &amp;1 day</source>
        <translation>Für &amp;1 Tag</translation>
    </message>
    <message>
        <source>For 1 &amp;week</source>
        <translation>Für 1 &amp;Woche</translation>
    </message>
    <message>
        <source>Until a d&amp;ate …</source>
        <translation>Bis zu einem &amp;Datum …</translation>
    </message>
    <message>
        <source>No alerts yet</source>
        <translation>Noch keine Meldungen</translation>
    </message>
    <message>
        <source>Reading the alerts …</source>
        <translation>Meldungen werden gelesen …</translation>
    </message>
    <message>
        <source>A monitor tells here when something about its company has changed enough to matter: what, by how much, why it matters and what it rests on.</source>
        <translation>Hier meldet eine Überwachung, wenn sich bei ihrem Unternehmen etwas so weit geändert hat, dass es von Bedeutung ist: was, um wie viel, warum es wichtig ist und worauf es beruht.</translation>
    </message>
    <message>
        <source>All worked off</source>
        <translation>Alles abgearbeitet</translation>
    </message>
    <message>
        <source>No alert matches</source>
        <translation>Keine Meldung passt</translation>
    </message>
    <message>
        <source>Nothing is open. What was snoozed or dismissed is a filter away.</source>
        <translation>Nichts ist offen. Zurückgestelltes und Verworfenes zeigt der Filter.</translation>
    </message>
    <message>
        <source>Choose another state, company or kind.</source>
        <translation>Wählen Sie einen anderen Zustand, ein anderes Unternehmen oder eine andere Art.</translation>
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
        <source>This program can&apos;t import files.</source>
        <translation>Dieses Programm kann keine Dateien importieren.</translation>
    </message>
</context>
<context>
    <name>consultantos::AnswerBar</name>
    <message>
        <source>Value</source>
        <translation>Wert</translation>
    </message>
    <message>
        <source>Unit</source>
        <translation>Einheit</translation>
    </message>
    <message>
        <source>Line</source>
        <translation>Posten</translation>
    </message>
    <message>
        <source>Year</source>
        <translation>Jahr</translation>
    </message>
    <message>
        <source>Where it is from, or drop a file here</source>
        <translation>Herkunft, oder eine Datei hierher ziehen</translation>
    </message>
    <message>
        <source>Source</source>
        <translation>Quelle</translation>
    </message>
    <message>
        <source>Answer</source>
        <translation>Antworten</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>on the scale from one to five</source>
        <translation>auf der Skala von eins bis fünf</translation>
    </message>
    <message>
        <source>as a share</source>
        <translation>als Anteil</translation>
    </message>
    <message>
        <source>as an index</source>
        <translation>als Index</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is no number.</source>
        <translation>„%1“ ist keine Zahl.</translation>
    </message>
    <message>
        <source>Say where it is from.</source>
        <translation>Geben Sie an, woher die Angabe stammt.</translation>
    </message>
</context>
<context>
    <name>consultantos::AnswerView</name>
    <message>
        <source>I&amp;mport documents …</source>
        <translation>Dokumente &amp;importieren …</translation>
    </message>
    <message>
        <source>&amp;Copy with sources</source>
        <translation>Mit &amp;Quellen kopieren</translation>
    </message>
    <message>
        <source>Answer</source>
        <translation>Antwort</translation>
    </message>
    <message>
        <source>How it was computed</source>
        <translation>Rechenweg</translation>
    </message>
    <message>
        <source>Enter shows a figure in its document.</source>
        <translation>Eingabetaste zeigt eine Zahl in ihrem Dokument.</translation>
    </message>
</context>
<context>
    <name>consultantos::ApiPanel</name>
    <message>
        <source>Copy token</source>
        <translation>Token kopieren</translation>
    </message>
    <message>
        <source>Show description</source>
        <translation>Beschreibung zeigen</translation>
    </message>
    <message>
        <source>Whoever has it may do here what you may. Give it to programs of your own alone.</source>
        <translation>Wer es hat, darf hier, was Sie dürfen. Geben Sie es nur eigenen Programmen.</translation>
    </message>
    <message>
        <source>All that the API can be asked, in the browser.</source>
        <translation>Alles, was die Schnittstelle gefragt werden kann, im Browser.</translation>
    </message>
    <message>
        <source>Answers at %1. The token is in %2.</source>
        <translation>Antwortet unter %1. Das Token steht in %2.</translation>
    </message>
    <message>
        <source>Does not answer.</source>
        <translation>Antwortet nicht.</translation>
    </message>
    <message>
        <source>The token can&apos;t be read: %1</source>
        <translation>Das Token kann nicht gelesen werden: %1</translation>
    </message>
    <message>
        <source>Copied</source>
        <translation>Kopiert</translation>
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
        <translation>Be&amp;richte</translation>
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
    <message>
        <source>&amp;Import files …</source>
        <translation>Dateien &amp;importieren …</translation>
    </message>
    <message>
        <source>Import a f&amp;older …</source>
        <translation>&amp;Ordner importieren …</translation>
    </message>
    <message>
        <source>&amp;Watch a folder …</source>
        <translation>Ordner über&amp;wachen …</translation>
    </message>
    <message>
        <source>Find in the &amp;documents</source>
        <translation>In den &amp;Dokumenten suchen</translation>
    </message>
    <message>
        <source>&amp;Ask</source>
        <translation>&amp;Fragen</translation>
    </message>
    <message>
        <source>&amp;Documents</source>
        <translation>&amp;Dokumente</translation>
    </message>
    <message>
        <source>Save a &amp;template for client figures …</source>
        <translation>V&amp;orlage für Mandantenzahlen speichern …</translation>
    </message>
    <message>
        <source>What was &amp;sent for this report</source>
        <translation>Was für diesen Bericht ge&amp;sendet wurde</translation>
    </message>
    <message>
        <source>Compute &amp;anew</source>
        <translation>&amp;Neu berechnen</translation>
    </message>
    <message>
        <source>Analyses the company of this report again without using what the cache holds</source>
        <translation>Analysiert das Unternehmen dieses Berichts noch einmal, ohne den Zwischenspeicher zu nutzen</translation>
    </message>
    <message>
        <source>Da&amp;ta sent</source>
        <translation>Ge&amp;sendetes</translation>
    </message>
    <message>
        <source>Con&amp;versations</source>
        <translation>&amp;Gespräche</translation>
    </message>
    <message>
        <source>Model c&amp;osts</source>
        <translation>Modell&amp;kosten</translation>
    </message>
    <message>
        <source>&amp;Performance</source>
        <translation>Leist&amp;ung</translation>
    </message>
    <message>
        <source>&amp;Monitor this company …</source>
        <translation>Dieses &amp;Unternehmen überwachen …</translation>
    </message>
    <message>
        <source>&amp;Monitors</source>
        <translation>Über&amp;wachungen</translation>
    </message>
    <message>
        <source>Save as &amp;Word document …</source>
        <translation>Als Word-Do&amp;kument speichern …</translation>
    </message>
    <message>
        <source>Save as &amp;Excel workbook …</source>
        <translation>Als &amp;Excel-Arbeitsmappe speichern …</translation>
    </message>
    <message>
        <source>Save as P&amp;owerPoint …</source>
        <translation>Als &amp;PowerPoint speichern …</translation>
    </message>
    <message>
        <source>&amp;Forecast</source>
        <translation>&amp;Prognose</translation>
    </message>
    <message>
        <source>Sce&amp;narios</source>
        <translation>Sze&amp;narien</translation>
    </message>
    <message>
        <source>&amp;Read back a workbook …</source>
        <translation>Arbeitsmappe &amp;zurücklesen …</translation>
    </message>
    <message>
        <source>Com&amp;pare</source>
        <translation>&amp;Vergleich</translation>
    </message>
    <message>
        <source>Fra&amp;meworks …</source>
        <translation>&amp;Methoden …</translation>
    </message>
    <message>
        <source>&amp;Support archive …</source>
        <translation>&amp;Supportarchiv …</translation>
    </message>
    <message>
        <source>Find a &amp;command …</source>
        <translation>&amp;Befehl suchen …</translation>
    </message>
    <message>
        <source>&amp;Help on this</source>
        <translation>&amp;Hilfe hierzu</translation>
    </message>
    <message>
        <source>&amp;Guide</source>
        <translation>Hand&amp;buch</translation>
    </message>
    <message>
        <source>Show a &amp;tip</source>
        <translation>&amp;Tipp zeigen</translation>
    </message>
    <message>
        <source>export report</source>
        <comment>what people may type into the command palette for what saves a report</comment>
        <translation>Bericht exportieren ausgeben</translation>
    </message>
</context>
<context>
    <name>consultantos::AskController</name>
    <message>
        <source>This program can&apos;t answer questions.</source>
        <translation>Dieses Programm kann keine Fragen beantworten.</translation>
    </message>
</context>
<context>
    <name>consultantos::AskPanel</name>
    <message>
        <source>Ask your documents</source>
        <translation>Fragen Sie Ihre Dokumente</translation>
    </message>
    <message>
        <source>A figure, a ratio by a definition of your own, a change over years, or what a document says. Each answer shows the page it comes from; none is made up.</source>
        <translation>Eine Zahl, eine selbst definierte Kennzahl, eine Veränderung über Jahre oder was ein Dokument sagt. Jede Antwort zeigt die Seite, von der sie stammt; keine ist erfunden.</translation>
    </message>
    <message>
        <source>Looking for the answer …</source>
        <translation>Die Antwort wird gesucht …</translation>
    </message>
    <message>
        <source>&amp;Earlier</source>
        <translation>Früh&amp;ere</translation>
    </message>
    <message>
        <source>Questions asked before</source>
        <translation>Früher gestellte Fragen</translation>
    </message>
    <message>
        <source>As&amp;k</source>
        <translation>Frage&amp;n</translation>
    </message>
</context>
<context>
    <name>consultantos::AskScope</name>
    <message>
        <source>Answer from</source>
        <translation>Antworten aus</translation>
    </message>
    <message>
        <source>What the answer may be taken from</source>
        <translation>Woraus die Antwort stammen darf</translation>
    </message>
    <message>
        <source>From everything</source>
        <translation>Aus allem</translation>
    </message>
    <message>
        <source>About this company (none is open)</source>
        <translation>Über dieses Unternehmen (keines ist geöffnet)</translation>
    </message>
    <message>
        <source>About %1</source>
        <translation>Über %1</translation>
    </message>
    <message>
        <source>From this document (none is open)</source>
        <translation>Aus diesem Dokument (keines ist geöffnet)</translation>
    </message>
    <message>
        <source>From %1</source>
        <translation>Aus %1</translation>
    </message>
</context>
<context>
    <name>consultantos::AssumptionModel</name>
    <message>
        <source>not reported: type a value of your own</source>
        <translation>nicht berichtet: geben Sie einen eigenen Wert ein</translation>
    </message>
    <message>
        <source>yours</source>
        <translation>von Ihnen</translation>
    </message>
    <message>
        <source>judgement: %1</source>
        <translation>Einschätzung: %1</translation>
    </message>
    <message>
        <source>Type a value of your own; empty goes back to the source.</source>
        <translation>Geben Sie einen eigenen Wert ein; leer gilt wieder die Quelle.</translation>
    </message>
    <message>
        <source>Assumption</source>
        <translation>Annahme</translation>
    </message>
    <message>
        <source>Value</source>
        <translation>Wert</translation>
    </message>
    <message>
        <source>Source</source>
        <translation>Quelle</translation>
    </message>
    <message>
        <source>&quot;%1&quot; isn&apos;t a number; the cell keeps its value.</source>
        <translation>„%1“ ist keine Zahl; die Zelle behält ihren Wert.</translation>
    </message>
</context>
<context>
    <name>consultantos::AssumptionPanel</name>
    <message>
        <source>Gro&amp;wth at least</source>
        <translation>&amp;Wachstum mindestens</translation>
    </message>
    <message>
        <source>Growth at mo&amp;st</source>
        <translation>Wachstum &amp;höchstens</translation>
    </message>
    <message>
        <source>Fade to a growth of</source>
        <translation>Annähern an ein Wachstum von</translation>
    </message>
    <message>
        <source>&amp;Reset to the forecast</source>
        <translation>Auf die Prognose &amp;zurücksetzen</translation>
    </message>
    <message>
        <source>The program&apos;s choice</source>
        <translation>Die Wahl des Programms</translation>
    </message>
    <message>
        <source>Steps until the fade has ended</source>
        <translation>Schritte bis zum Ende der Annäherung</translation>
    </message>
    <message>
        <source>within </source>
        <translation>binnen </translation>
    </message>
    <message>
        <source> steps</source>
        <translation> Schritten</translation>
    </message>
    <message>
        <source>Method</source>
        <translation>Verfahren</translation>
    </message>
    <message>
        <source> %</source>
        <translation> %</translation>
    </message>
    <message>
        <source> % %1</source>
        <translation> % %1</translation>
    </message>
    <message>
        <source>Single steps are changed in the table of values; they are marked as yours everywhere.</source>
        <translation>Einzelne Schritte ändern Sie in der Wertetabelle; sie sind überall als von Ihnen stammend gekennzeichnet.</translation>
    </message>
    <message numerus="yes">
        <source>%n step(s) have a value of your own.</source>
        <translation>
            <numerusform>%n Schritt hat einen Wert von Ihnen.</numerusform>
            <numerusform>%n Schritte haben einen Wert von Ihnen.</numerusform>
        </translation>
    </message>
    <message>
        <source>Whose growth it fades to</source>
        <translation>Wessen Wachstum es sich annähert</translation>
    </message>
    <message>
        <source>a rate of your own</source>
        <translation>eigene Rate</translation>
    </message>
    <message>
        <source>the industry&apos;s, %1</source>
        <translation>Branche, %1</translation>
    </message>
    <message>
        <source>the country&apos;s economy, %1</source>
        <translation>Volkswirtschaft des Landes, %1</translation>
    </message>
    <message>
        <source>the world&apos;s economy, %1</source>
        <translation>Weltwirtschaft, %1</translation>
    </message>
</context>
<context>
    <name>consultantos::BacktestTableModel</name>
    <message>
        <source>Its error as a share of the naive forecast&apos;s: below 100 % is better</source>
        <translation>Sein Fehler im Verhältnis zu dem der naiven Prognose: unter 100 % ist besser</translation>
    </message>
    <message>
        <source>Known until</source>
        <translation>Bekannt bis</translation>
    </message>
    <message>
        <source>Steps</source>
        <translation>Schritte</translation>
    </message>
    <message>
        <source>Method</source>
        <translation>Verfahren</translation>
    </message>
    <message>
        <source>Mean error</source>
        <translation>Mittlerer Fehler</translation>
    </message>
    <message>
        <source>MASE</source>
        <translation>MASE</translation>
    </message>
    <message>
        <source>Against naive</source>
        <translation>Gegenüber naiv</translation>
    </message>
</context>
<context>
    <name>consultantos::BesideModel</name>
    <message>
        <source>Company</source>
        <translation>Unternehmen</translation>
    </message>
    <message>
        <source>Rank</source>
        <translation>Rang</translation>
    </message>
    <message>
        <source>Percentile</source>
        <translation>Perzentil</translation>
    </message>
    <message>
        <source>Year to %1. Enter or click shows where it comes from</source>
        <translation>Jahr bis zum %1. Eingabetaste oder Klick zeigt, woher der Wert stammt</translation>
    </message>
    <message>
        <source>In FY%1</source>
        <translation>Im GJ %1</translation>
    </message>
    <message>
        <source>In FY%1, among %2 companies of the sectors</source>
        <translation>Im GJ %1, unter %2 Unternehmen der Branchen</translation>
    </message>
    <message>
        <source>%1 (%2 to %3)</source>
        <translation>%1 (%2 bis %3)</translation>
    </message>
    <message>
        <source>Enter or click shows it in its report</source>
        <translation>Eingabetaste oder Klick zeigt den Wert in seinem Bericht</translation>
    </message>
    <message>
        <source>Section</source>
        <translation>Abschnitt</translation>
    </message>
    <message>
        <source>%1, %2</source>
        <translation>%1, %2</translation>
    </message>
</context>
<context>
    <name>consultantos::BriefForecast</name>
    <message>
        <source>Forecast the main figures, with intervals</source>
        <translation>Die wichtigsten Kennzahlen prognostizieren, mit Intervallen</translation>
    </message>
    <message>
        <source>How many fiscal years are forecast</source>
        <translation>Wie viele Geschäftsjahre prognostiziert werden</translation>
    </message>
    <message>
        <source>its industry&apos;s, where one is published</source>
        <translation>das der Branche, sofern veröffentlicht</translation>
    </message>
    <message>
        <source>that of its country&apos;s economy</source>
        <translation>das der Volkswirtschaft seines Landes</translation>
    </message>
    <message>
        <source>that of the world&apos;s economy</source>
        <translation>das der Weltwirtschaft</translation>
    </message>
    <message>
        <source>a rate of your own</source>
        <translation>eine eigene Rate</translation>
    </message>
    <message>
        <source> % a year</source>
        <translation> % pro Jahr</translation>
    </message>
    <message>
        <source>Growth a year that it fades to</source>
        <translation>Jährliches Wachstum, an das angenähert wird</translation>
    </message>
    <message>
        <source>Revenue&apos;s growth fades to</source>
        <translation>Umsatzwachstum nähert sich an</translation>
    </message>
    <message>
        <source>The report shows the revenue a second time, with its growth going over to this rate within five years.</source>
        <translation>Der Bericht zeigt den Umsatz ein zweites Mal; dabei geht sein Wachstum innerhalb von fünf Jahren auf diese Rate über.</translation>
    </message>
    <message>
        <source>year</source>
        <translation>Jahr</translation>
    </message>
    <message>
        <source>years</source>
        <translation>Jahre</translation>
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
        <source>Frameworks</source>
        <translation>Methoden</translation>
    </message>
    <message>
        <source>How hard rivals, suppliers, buyers, entrants and substitutes press on profit.</source>
        <translation>Wie stark Rivalen, Lieferanten, Abnehmer, neue Anbieter und Ersatzprodukte auf den Gewinn drücken.</translation>
    </message>
    <message>
        <source>What stands out against peers, and the options that follow from joining inside and outside.</source>
        <translation>Was gegenüber Vergleichsunternehmen auffällt und welche Optionen aus der Verbindung von innen und außen folgen.</translation>
    </message>
    <message>
        <source>Which political, economic, social, technological, ecological and legal factors bear on which line.</source>
        <translation>Welche politischen, wirtschaftlichen, gesellschaftlichen, technologischen, ökologischen und rechtlichen Faktoren auf welchen Posten wirken.</translation>
    </message>
    <message>
        <source>The strategy canvas against rivals: what to eliminate, reduce, raise and create.</source>
        <translation>Das Strategieprofil gegenüber Rivalen: was wegzulassen, zu verringern, zu steigern und zu schaffen ist.</translation>
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
    <message>
        <source>Documents and facts files</source>
        <translation>Dokumente und Faktendateien</translation>
    </message>
    <message>
        <source>Imported before the analysis starts. Files dropped elsewhere on the window are imported at once.</source>
        <translation>Werden vor Beginn der Analyse importiert. Dateien, die Sie anderswo auf das Fenster ziehen, werden sofort importiert.</translation>
    </message>
    <message>
        <source>Not among the known companies. Choose an industry or add a file unless it is another name of one.</source>
        <translation>Nicht unter den bekannten Unternehmen. Wählen Sie eine Branche oder fügen Sie eine Datei hinzu, sofern es nicht ein anderer Name für eines davon ist.</translation>
    </message>
    <message>
        <source>&amp;Forecasts</source>
        <translation>&amp;Prognosen</translation>
    </message>
    <message>
        <source>Where growth came from and could come from, and the risk of each move.</source>
        <translation>Woher Wachstum kam und kommen könnte, und das Risiko jedes Schritts.</translation>
    </message>
    <message>
        <source>Each business by growth and share, and the cash that it makes or takes.</source>
        <translation>Jedes Geschäft nach Wachstum und Marktanteil, und das Geld, das es einbringt oder verbraucht.</translation>
    </message>
    <message>
        <source>What each activity costs, how that compares, and what moved the margin.</source>
        <translation>Was jede Aktivität kostet, wie das im Vergleich dasteht und was die Marge bewegt hat.</translation>
    </message>
    <message>
        <source>Which resources are valuable, rare, hard to imitate and used.</source>
        <translation>Welche Ressourcen wertvoll, selten, schwer nachzuahmen und genutzt sind.</translation>
    </message>
    <message>
        <source>The strategic triangle and the gap to rivals, in money.</source>
        <translation>Das strategische Dreieck und der Abstand zu den Rivalen, in Geld.</translation>
    </message>
    <message>
        <source>The two uncertainties that weigh most, and four worlds of what is earned.</source>
        <translation>Die zwei Unsicherheiten mit dem größten Gewicht, und vier Welten dessen, was verdient wird.</translation>
    </message>
    <message>
        <source>Return as margin times turns, growth by its parts, and the tests to make.</source>
        <translation>Rendite als Marge mal Umschlag, Wachstum nach seinen Bestandteilen, und was zu prüfen ist.</translation>
    </message>
    <message>
        <source>&amp;Report and weights</source>
        <translation>B&amp;ericht und Gewichte</translation>
    </message>
    <message>
        <source>What an option&apos;s impact, feasibility, risk and time count when recommendations are ranked.</source>
        <translation>Wie stark Wirkung, Machbarkeit, Risiko und Zeit einer Handlungsoption zählen, wenn Empfehlungen in eine Rangfolge gebracht werden.</translation>
    </message>
    <message>
        <source>&amp;Language of the report</source>
        <translation>&amp;Sprache des Berichts</translation>
    </message>
    <message>
        <source>Drivers, weights, scales and texts: copy one and make it yours</source>
        <translation>Treiber, Gewichte, Skalen und Texte: Kopieren Sie eine Methode und passen Sie sie an</translation>
    </message>
    <message>
        <source>Edit this framework …</source>
        <translation>Diese Methode bearbeiten …</translation>
    </message>
    <message>
        <source>Edi&amp;t frameworks …</source>
        <translation>Methode&amp;n bearbeiten …</translation>
    </message>
</context>
<context>
    <name>consultantos::BudgetBars</name>
    <message>
        <source>Today</source>
        <translation>Heute</translation>
    </message>
    <message>
        <source>This engagement</source>
        <translation>Dieses Mandat</translation>
    </message>
    <message>
        <source>A report</source>
        <translation>Ein Bericht</translation>
    </message>
    <message>
        <source>%1: %2 of %3</source>
        <translation>%1: %2 von %3</translation>
    </message>
    <message>
        <source>– nearly used up: what could pass it is refused.</source>
        <translation>– fast verbraucht: Was es überschreiten könnte, wird abgelehnt.</translation>
    </message>
</context>
<context>
    <name>consultantos::CachePanel</name>
    <message>
        <source>Whole analyses</source>
        <translation>Ganze Analysen</translation>
    </message>
    <message>
        <source>Results of agents</source>
        <translation>Ergebnisse von Agenten</translation>
    </message>
    <message>
        <source>Documents read</source>
        <translation>Gelesene Dokumente</translation>
    </message>
    <message>
        <source>Searches</source>
        <translation>Suchen</translation>
    </message>
    <message>
        <source>%1 %</source>
        <translation>%1 %</translation>
    </message>
    <message>
        <source>Levels of the cache</source>
        <translation>Stufen des Zwischenspeichers</translation>
    </message>
    <message>
        <source>Level</source>
        <translation>Stufe</translation>
    </message>
    <message>
        <source>Entries</source>
        <translation>Einträge</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>Größe</translation>
    </message>
    <message>
        <source>At most</source>
        <translation>Höchstens</translation>
    </message>
    <message>
        <source>Hits</source>
        <translation>Treffer</translation>
    </message>
    <message>
        <source>Use of the cache by kind</source>
        <translation>Nutzung des Zwischenspeichers nach Art</translation>
    </message>
    <message>
        <source>What was kept</source>
        <translation>Was behalten wurde</translation>
    </message>
    <message>
        <source>Computed</source>
        <translation>Berechnet</translation>
    </message>
    <message>
        <source>Hit rate</source>
        <translation>Trefferquote</translation>
    </message>
    <message>
        <source>Saved</source>
        <translation>Gespart</translation>
    </message>
    <message>
        <source>Empty</source>
        <translation>Leeren</translation>
    </message>
    <message>
        <source>What to empty</source>
        <translation>Was geleert wird</translation>
    </message>
    <message>
        <source>Everything</source>
        <translation>Alles</translation>
    </message>
    <message>
        <source>Nothing was asked of the cache yet.</source>
        <translation>Der Zwischenspeicher wurde noch nichts gefragt.</translation>
    </message>
    <message>
        <source>Memory</source>
        <translation>Arbeitsspeicher</translation>
    </message>
    <message>
        <source>Redis</source>
        <translation>Redis</translation>
    </message>
    <message>
        <source>Disk</source>
        <translation>Platte</translation>
    </message>
    <message>
        <source>%1 (not in use)</source>
        <translation>%1 (nicht in Gebrauch)</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1: %2</translation>
    </message>
    <message>
        <source>Replies of models</source>
        <translation>Antworten von Modellen</translation>
    </message>
    <message>
        <source>Prompts to compare</source>
        <translation>Anfragen zum Vergleich</translation>
    </message>
    <message>
        <source>Money</source>
        <translation>Geld</translation>
    </message>
    <message>
        <source>Whose results to empty</source>
        <translation>Wessen Ergebnisse geleert werden</translation>
    </message>
    <message>
        <source>All companies</source>
        <translation>Alle Unternehmen</translation>
    </message>
    <message>
        <source>Since %1 the cache has answered %2 of what was asked and saved %3 of computation and %4 of money, in the currency of the models&apos; prices.</source>
        <translation>Seit %1 beantwortete der Zwischenspeicher %2 dessen, was gefragt wurde, und sparte %3 an Rechenzeit und %4 an Geld, in der Währung der Modellpreise.</translation>
    </message>
    <message>
        <source>Replies that were wrong</source>
        <translation>Falsche Antworten</translation>
    </message>
    <message>
        <source>Reports, documents and facts stay. What is asked again is computed anew, which takes its time, and where a language model helped costs money once more.</source>
        <translation>Berichte, Dokumente und Fakten bleiben. Was wieder gefragt wird, wird neu berechnet; das braucht Zeit und kostet, wo ein Sprachmodell half, noch einmal Geld.</translation>
    </message>
    <message>
        <source>Only what was computed for %1.</source>
        <translation>Nur was für %1 berechnet wurde.</translation>
    </message>
    <message>
        <source>Empty the cache: %1?</source>
        <translation>Cache leeren: %1?</translation>
    </message>
</context>
<context>
    <name>consultantos::ChartFrame</name>
    <message>
        <source>Show as a table</source>
        <translation>Als Tabelle zeigen</translation>
    </message>
    <message>
        <source>Show as a table: %1</source>
        <translation>Als Tabelle zeigen: %1</translation>
    </message>
</context>
<context>
    <name>consultantos::ChartGrid</name>
    <message>
        <source>price unknown</source>
        <translation>Preis unbekannt</translation>
    </message>
    <message>
        <source>%1 tokens, %2</source>
        <translation>%1 Token, %2</translation>
    </message>
    <message>
        <source>%1 calls, %2 from the cache</source>
        <translation>%1 Aufrufe, %2 aus dem Zwischenspeicher</translation>
    </message>
    <message>
        <source>Requests per minute</source>
        <translation>Anfragen je Minute</translation>
    </message>
    <message>
        <source>Response time</source>
        <translation>Antwortzeit</translation>
    </message>
    <message>
        <source>Look-ups that the cache answered</source>
        <translation>Abfragen, die der Zwischenspeicher beantwortete</translation>
    </message>
    <message>
        <source>Bytes in the cache</source>
        <translation>Bytes im Zwischenspeicher</translation>
    </message>
    <message>
        <source>Time of store operations</source>
        <translation>Dauer von Speicherzugriffen</translation>
    </message>
    <message>
        <source>Time saved by the cache</source>
        <translation>Durch den Zwischenspeicher gesparte Zeit</translation>
    </message>
    <message>
        <source>Saved by the cache</source>
        <translation>Durch den Zwischenspeicher gespart</translation>
    </message>
    <message>
        <source>Failures per minute</source>
        <translation>Fehlschläge je Minute</translation>
    </message>
    <message>
        <source>Memory of the program</source>
        <translation>Arbeitsspeicher des Programms</translation>
    </message>
    <message>
        <source>Time of models&apos; answers</source>
        <translation>Antwortzeit der Modelle</translation>
    </message>
    <message>
        <source>Limiter of models&apos; calls</source>
        <translation>Begrenzung der Modellaufrufe</translation>
    </message>
    <message>
        <source>No language model was asked in this time.</source>
        <translation>In dieser Zeit wurde kein Sprachmodell gefragt.</translation>
    </message>
    <message>
        <source>Tokens and cost by model</source>
        <translation>Token und Kosten je Modell</translation>
    </message>
    <message>
        <source>Tokens and cost by agent</source>
        <translation>Token und Kosten je Agent</translation>
    </message>
    <message>
        <source>%1 over %2</source>
        <translation>%1 über %2</translation>
    </message>
    <message>
        <source>under %1</source>
        <translation>unter %1</translation>
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
        <source>Level 1</source>
        <translation>Stufe 1</translation>
    </message>
    <message>
        <source>Level 2</source>
        <translation>Stufe 2</translation>
    </message>
    <message>
        <source>Level 3</source>
        <translation>Stufe 3</translation>
    </message>
    <message>
        <source>Saved</source>
        <translation>Gespart</translation>
    </message>
    <message>
        <source>Requests</source>
        <translation>Anfragen</translation>
    </message>
    <message>
        <source>Agents</source>
        <translation>Agenten</translation>
    </message>
    <message>
        <source>Calls of models</source>
        <translation>Modellaufrufe</translation>
    </message>
    <message>
        <source>Cache</source>
        <translation>Zwischenspeicher</translation>
    </message>
    <message>
        <source>Allowed a second</source>
        <translation>Je Sekunde erlaubt</translation>
    </message>
    <message>
        <source>Waiting</source>
        <translation>Wartend</translation>
    </message>
    <message>
        <source>Providers left alone</source>
        <translation>Ausgesetzte Anbieter</translation>
    </message>
    <message>
        <source>Cache level 1</source>
        <translation>Zwischenspeicher, Stufe 1</translation>
    </message>
    <message>
        <source>All else</source>
        <translation>Alles andere</translation>
    </message>
    <message>
        <source>%1 in this time</source>
        <translation>%1 in dieser Zeit</translation>
    </message>
    <message>
        <source>%1 and %2 in this time</source>
        <translation>%1 und %2 in dieser Zeit</translation>
    </message>
</context>
<context>
    <name>consultantos::ChatController</name>
    <message>
        <source>This program can&apos;t answer questions.</source>
        <translation>Dieses Programm kann keine Fragen beantworten.</translation>
    </message>
</context>
<context>
    <name>consultantos::ChatPage</name>
    <message>
        <source>Ask about a company, a report or a document</source>
        <translation>Fragen Sie nach einem Unternehmen, einem Bericht oder einem Dokument</translation>
    </message>
    <message>
        <source>Figures are always computed from facts; each sentence shows what it rests on. A short question leans on the one before it: &quot;And the year before?&quot;</source>
        <translation>Zahlen werden immer aus Fakten berechnet; jeder Satz zeigt, worauf er beruht. Eine kurze Frage schließt an die vorige an: „Und im Vorjahr?“</translation>
    </message>
    <message>
        <source>What was Tesla&apos;s gross margin in FY2023?</source>
        <translation>Wie hoch war die Bruttomarge von Tesla im GJ 2023?</translation>
    </message>
    <message>
        <source>How did Apple&apos;s revenue grow from FY2021 to FY2023?</source>
        <translation>Wie ist der Umsatz von Apple vom GJ 2021 bis zum GJ 2023 gewachsen?</translation>
    </message>
    <message>
        <source>What do the documents say about suppliers?</source>
        <translation>Was sagen die Dokumente über Lieferanten?</translation>
    </message>
    <message>
        <source>As&amp;k</source>
        <translation>Frage&amp;n</translation>
    </message>
    <message>
        <source>Sto&amp;p</source>
        <translation>Anhal&amp;ten</translation>
    </message>
    <message>
        <source>Esc: what was written until then is checked and kept</source>
        <translation>Esc: Was bis dahin geschrieben war, wird geprüft und behalten</translation>
    </message>
    <message>
        <source>Written by %1 from numbered evidence; every figure is checked.</source>
        <translation>Geschrieben von %1 aus nummerierten Belegen; jede Zahl wird geprüft.</translation>
    </message>
    <message>
        <source>The built-in engine answers from your facts and documents. For free conversation, %1choose a language model in the settings%2.</source>
        <translation>Das eingebaute Verfahren antwortet aus Ihren Fakten und Dokumenten. Für ein freies Gespräch %1wählen Sie in den Einstellungen ein Sprachmodell%2.</translation>
    </message>
    <message>
        <source>Nothing is sent to %1: the built-in engine answers. %2Ask me again%3 at the next question.</source>
        <translation>An %1 wird nichts gesendet: Das eingebaute Verfahren antwortet. Bei der nächsten Frage %2wieder fragen%3.</translation>
    </message>
</context>
<context>
    <name>consultantos::CommandPalette</name>
    <message>
        <source>Nothing fits. Type other letters, or press Escape.</source>
        <translation>Nichts passt. Geben Sie andere Buchstaben ein oder drücken Sie Esc.</translation>
    </message>
    <message>
        <source>Commands</source>
        <translation>Befehle</translation>
    </message>
    <message>
        <source>Type a command, a company, a report, a setting or a help topic</source>
        <translation>Befehl, Unternehmen, Bericht, Einstellung oder Hilfethema eingeben</translation>
    </message>
    <message>
        <source>Command</source>
        <translation>Befehl</translation>
    </message>
    <message>
        <source>What fits</source>
        <translation>Treffer</translation>
    </message>
</context>
<context>
    <name>consultantos::CompaniesView</name>
    <message>
        <source>&amp;Copy</source>
        <translation>&amp;Kopieren</translation>
    </message>
    <message>
        <source>&amp;Save …</source>
        <translation>&amp;Speichern …</translation>
    </message>
    <message>
        <source>Figure or framework</source>
        <translation>Kennzahl oder Methode</translation>
    </message>
    <message>
        <source>Years</source>
        <translation>Jahre</translation>
    </message>
    <message>
        <source>By</source>
        <translation>Nach</translation>
    </message>
    <message>
        <source>Comparison</source>
        <translation>Vergleich</translation>
    </message>
    <message>
        <source>Framework: %1</source>
        <translation>Methode: %1</translation>
    </message>
    <message>
        <source>No kept report has this framework</source>
        <translation>Kein gespeicherter Bericht enthält diese Methode</translation>
    </message>
    <message>
        <source>Choose two companies or more</source>
        <translation>Wählen Sie mindestens zwei Unternehmen</translation>
    </message>
    <message>
        <source>Up to five stand beside each other, by any figure of their facts or any framework of their kept reports.</source>
        <translation>Bis zu fünf stehen nebeneinander, nach einer beliebigen Kennzahl aus ihren Fakten oder einer beliebigen Methode aus ihren gespeicherten Berichten.</translation>
    </message>
    <message>
        <source>%1, per cent</source>
        <translation>%1, Prozent</translation>
    </message>
    <message>
        <source>%1, millions of %2</source>
        <translation>%1, Millionen %2</translation>
    </message>
    <message>
        <source>Ranked by FY%1, the highest first; percentiles among %2 companies of the sectors.</source>
        <translation>Rangfolge nach dem GJ %1, der höchste Wert zuerst; Perzentile unter %2 Unternehmen der Branchen.</translation>
    </message>
    <message>
        <source>Ranked by FY%1, the lowest first; percentiles among %2 companies of the sectors.</source>
        <translation>Rangfolge nach dem GJ %1, der niedrigste Wert zuerst; Perzentile unter %2 Unternehmen der Branchen.</translation>
    </message>
    <message>
        <source>From the newest kept report of each company.</source>
        <translation>Aus dem neuesten gespeicherten Bericht zu jedem Unternehmen.</translation>
    </message>
</context>
<context>
    <name>consultantos::CompanyBar</name>
    <message>
        <source>%1, pinned</source>
        <translation>%1, angeheftet</translation>
    </message>
    <message>
        <source>Takes %1 into the brief</source>
        <translation>Übernimmt %1 in den Auftrag</translation>
    </message>
    <message>
        <source>&amp;Unpin</source>
        <translation>&amp;Lösen</translation>
    </message>
    <message>
        <source>&amp;Pin</source>
        <translation>&amp;Anheften</translation>
    </message>
</context>
<context>
    <name>consultantos::CompanyPicker</name>
    <message>
        <source>A&amp;dd</source>
        <translation>Hin&amp;zufügen</translation>
    </message>
    <message>
        <source>Company</source>
        <translation>Unternehmen</translation>
    </message>
    <message>
        <source>Name or ticker of a company</source>
        <translation>Name oder Kürzel</translation>
    </message>
    <message>
        <source>Take %1 away</source>
        <translation>%1 entfernen</translation>
    </message>
    <message>
        <source>No more than %1 companies stand beside each other</source>
        <translation>Höchstens %1 Unternehmen stehen nebeneinander</translation>
    </message>
</context>
<context>
    <name>consultantos::ComparePage</name>
    <message>
        <source>Compare</source>
        <translation>Vergleich</translation>
    </message>
    <message>
        <source>Two reports</source>
        <translation>Zwei Berichte</translation>
    </message>
    <message>
        <source>Companies</source>
        <translation>Unternehmen</translation>
    </message>
</context>
<context>
    <name>consultantos::ConditionForm</name>
    <message>
        <source>Add a case</source>
        <translation>Fall hinzufügen</translation>
    </message>
    <message>
        <source>If</source>
        <translation>Wenn</translation>
    </message>
    <message>
        <source>Else, if</source>
        <translation>Sonst, wenn</translation>
    </message>
    <message>
        <source>Always</source>
        <translation>Immer</translation>
    </message>
    <message>
        <source>Otherwise</source>
        <translation>Andernfalls</translation>
    </message>
    <message>
        <source>How the conditions are joined</source>
        <translation>Verknüpfung der Bedingungen</translation>
    </message>
    <message>
        <source>all of these hold</source>
        <translation>alle Bedingungen gelten</translation>
    </message>
    <message>
        <source>any of these holds</source>
        <translation>mindestens eine Bedingung gilt</translation>
    </message>
    <message>
        <source>Add a condition</source>
        <translation>Bedingung hinzufügen</translation>
    </message>
    <message>
        <source>Remove the case</source>
        <translation>Fall entfernen</translation>
    </message>
    <message>
        <source>Earlier</source>
        <translation>Nach oben</translation>
    </message>
    <message>
        <source>The first case that holds is taken</source>
        <translation>Es gilt der erste Fall, der zutrifft</translation>
    </message>
    <message>
        <source>The sentence</source>
        <translation>Der Satz</translation>
    </message>
    <message>
        <source>Figure</source>
        <translation>Kennzahl</translation>
    </message>
    <message>
        <source>Number or figure</source>
        <translation>Zahl oder Kennzahl</translation>
    </message>
    <message>
        <source>Comparison</source>
        <translation>Vergleich</translation>
    </message>
    <message>
        <source>is above</source>
        <translation>liegt über</translation>
    </message>
    <message>
        <source>is at least</source>
        <translation>ist mindestens</translation>
    </message>
    <message>
        <source>is below</source>
        <translation>liegt unter</translation>
    </message>
    <message>
        <source>is at most</source>
        <translation>ist höchstens</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>Entfernen</translation>
    </message>
    <message>
        <source>Remove the condition</source>
        <translation>Bedingung entfernen</translation>
    </message>
</context>
<context>
    <name>consultantos::ConversationList</name>
    <message>
        <source>Search conversations</source>
        <translation>Gespräche durchsuchen</translation>
    </message>
    <message>
        <source>Conversations</source>
        <translation>Gespräche</translation>
    </message>
    <message>
        <source>&amp;Rename</source>
        <translation>&amp;Umbenennen</translation>
    </message>
    <message>
        <source>New conversation</source>
        <translation>Neues Gespräch</translation>
    </message>
    <message>
        <source>Rename the conversation</source>
        <translation>Das Gespräch umbenennen</translation>
    </message>
    <message>
        <source>Delete the conversation</source>
        <translation>Das Gespräch löschen</translation>
    </message>
    <message>
        <source>Conversations are kept here.</source>
        <translation>Hier werden Gespräche aufgehoben.</translation>
    </message>
    <message>
        <source>No conversation holds these words.</source>
        <translation>Kein Gespräch enthält diese Wörter.</translation>
    </message>
    <message>
        <source>&amp;Delete</source>
        <translation>&amp;Löschen</translation>
    </message>
    <message>
        <source>The conversation &quot;%1&quot; was deleted.</source>
        <translation>Das Gespräch „%1“ wurde gelöscht.</translation>
    </message>
</context>
<context>
    <name>consultantos::CorrelationPanel</name>
    <message>
        <source>Take the &amp;nearest that can hold</source>
        <translation>Nächstl&amp;iegende mögliche übernehmen</translation>
    </message>
    <message>
        <source>Correlations of the drivers</source>
        <translation>Korrelationen der Treiber</translation>
    </message>
    <message>
        <source>Two uncertain drivers are needed for a correlation.</source>
        <translation>Für eine Korrelation sind zwei unsichere Treiber nötig.</translation>
    </message>
    <message>
        <source>Each driver moves on its own. A number from -1 to 1 in a cell lets two move together; 0 or nothing takes it out.</source>
        <translation>Jeder Treiber bewegt sich für sich. Mit einer Zahl von -1 bis 1 in einer Zelle bewegen sich zwei gemeinsam; 0 oder eine leere Zelle hebt das auf.</translation>
    </message>
    <message>
        <source>These correlations can hold together.</source>
        <translation>Diese Korrelationen sind miteinander vereinbar.</translation>
    </message>
    <message>
        <source>These correlations contradict each other: no quantities can move like that. The worst pair is &quot;%1&quot; and &quot;%2&quot;, with %3 in place of about %4, which is the nearest that the others leave room for.</source>
        <translation>Diese Korrelationen widersprechen einander: So können sich keine Größen bewegen. Am stärksten weicht das Paar „%1“ und „%2“ ab, mit %3 statt etwa %4, dem nächstliegenden Wert, den die übrigen zulassen.</translation>
    </message>
    <message>
        <source>Take the nearest correlations</source>
        <translation>Nächstliegende Korrelationen übernehmen</translation>
    </message>
    <message>
        <source>Until that is mended, the nearest ones are drawn from.</source>
        <translation>Bis das behoben ist, wird mit den nächstliegenden gezogen.</translation>
    </message>
</context>
<context>
    <name>consultantos::CorrelationTableModel</name>
    <message>
        <source>&quot;%1&quot; with itself</source>
        <translation>„%1“ mit sich selbst</translation>
    </message>
    <message>
        <source>&quot;%1&quot; and &quot;%2&quot; move on their own. Write a number from -1 to 1.</source>
        <translation>„%1“ und „%2“ bewegen sich unabhängig voneinander. Tragen Sie eine Zahl von -1 bis 1 ein.</translation>
    </message>
    <message>
        <source>The higher &quot;%1&quot;, the higher &quot;%2&quot; tends to be.</source>
        <translation>Je höher „%1“, desto höher in der Regel „%2“.</translation>
    </message>
    <message>
        <source>The higher &quot;%1&quot;, the lower &quot;%2&quot; tends to be.</source>
        <translation>Je höher „%1“, desto niedriger in der Regel „%2“.</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is no correlation.</source>
        <translation>„%1“ ist keine Korrelation.</translation>
    </message>
    <message>
        <source>Write a number from -1 to 1; 0 or nothing takes the correlation out.</source>
        <translation>Tragen Sie eine Zahl von -1 bis 1 ein; 0 oder eine leere Zelle entfernt die Korrelation.</translation>
    </message>
    <message>
        <source>Change a correlation</source>
        <translation>Korrelation ändern</translation>
    </message>
</context>
<context>
    <name>consultantos::DataPanel</name>
    <message>
        <source>Stop</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Quit now</source>
        <translation>Jetzt beenden</translation>
    </message>
    <message>
        <source>Don&apos;t restore</source>
        <translation>Nicht wiederherstellen</translation>
    </message>
    <message>
        <source>Delete these</source>
        <translation>Diese löschen</translation>
    </message>
    <message>
        <source>Kept in %1</source>
        <translation>Gespeichert in %1</translation>
    </message>
    <message>
        <source>Back up now …</source>
        <translation>Jetzt sichern …</translation>
    </message>
    <message>
        <source>Restore …</source>
        <translation>Wiederherstellen …</translation>
    </message>
    <message>
        <source>What would retention delete?</source>
        <translation>Was würden die Aufbewahrungsregeln löschen?</translation>
    </message>
    <message>
        <source>Give back unused room</source>
        <translation>Ungenutzten Platz freigeben</translation>
    </message>
    <message>
        <source>Back up now</source>
        <translation>Jetzt sichern</translation>
    </message>
    <message>
        <source>Backups (*.zip)</source>
        <translation>Sicherungen (*.zip)</translation>
    </message>
    <message>
        <source>Restore</source>
        <translation>Wiederherstellen</translation>
    </message>
    <message>
        <source>No backups are made by themselves: name a folder for them below, best on another disk.</source>
        <translation>Sicherungen werden nicht von selbst angelegt: Nennen Sie unten einen Ordner dafür, am besten auf einer anderen Platte.</translation>
    </message>
    <message>
        <source>The first backup will be made within minutes.</source>
        <translation>Die erste Sicherung wird innerhalb weniger Minuten angelegt.</translation>
    </message>
    <message>
        <source>The newest backup is of %1.</source>
        <translation>Die neueste Sicherung ist vom %1.</translation>
    </message>
    <message>
        <source>Backing up …</source>
        <translation>Daten werden gesichert …</translation>
    </message>
    <message>
        <source>%1: %2, %3 of data.</source>
        <translation>%1: %2, Datenumfang %3.</translation>
    </message>
    <message>
        <source>All data of all engagements takes the state of this backup at the next start. What is there now is kept beside it.</source>
        <translation>Beim nächsten Start erhalten alle Daten aller Mandate den Stand dieser Sicherung. Was jetzt da ist, wird daneben aufbewahrt.</translation>
    </message>
    <message>
        <source>Checking the backup …</source>
        <translation>Die Sicherung wird geprüft …</translation>
    </message>
    <message>
        <source>Ready. At the next start, when no other program works with the data, it has the state of %1. What is there then will be in %2.</source>
        <translation>Bereit. Beim nächsten Start, bei dem kein anderes Programm mit den Daten arbeitet, erhalten sie den Stand vom %1. Was dann da ist, liegt danach in %2.</translation>
    </message>
    <message>
        <source>Nothing will be restored.</source>
        <translation>Es wird nichts wiederhergestellt.</translation>
    </message>
    <message>
        <source>By the rules below nothing would go now.</source>
        <translation>Nach den Regeln unten würde jetzt nichts gelöscht.</translation>
    </message>
    <message>
        <source>By the rules below this would go, of the engagement that is open:</source>
        <translation>Nach den Regeln unten würde im geöffneten Mandat gelöscht:</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>Löschen</translation>
    </message>
    <message>
        <source>Deleted: %1.</source>
        <translation>Gelöscht: %1.</translation>
    </message>
    <message>
        <source>Giving back unused room …</source>
        <translation>Ungenutzter Platz wird freigegeben …</translation>
    </message>
    <message>
        <source>Given back: %1.</source>
        <translation>Freigegeben: %1.</translation>
    </message>
</context>
<context>
    <name>consultantos::DecisionPicture</name>
    <message>
        <source>The decision tree</source>
        <translation>Der Entscheidungsbaum</translation>
    </message>
    <message>
        <source>Branch</source>
        <translation>Zweig</translation>
    </message>
    <message>
        <source>Probability and payment</source>
        <translation>Wahrscheinlichkeit und Zahlung</translation>
    </message>
    <message>
        <source>Leads to</source>
        <translation>Führt zu</translation>
    </message>
    <message>
        <source>Expected</source>
        <translation>Erwartungswert</translation>
    </message>
    <message>
        <source>Best way</source>
        <translation>Bester Weg</translation>
    </message>
    <message>
        <source>Start</source>
        <translation>Start</translation>
    </message>
    <message>
        <source>yes</source>
        <translation>ja</translation>
    </message>
</context>
<context>
    <name>consultantos::DecompositionChart</name>
    <message>
        <source>Level, season and remainder</source>
        <translation>Niveau, Saison und Rest</translation>
    </message>
    <message>
        <source>No season that stands out from chance: the values are level and remainder.</source>
        <translation>Keine Saison, die sich vom Zufall abhebt: Die Werte bestehen aus Niveau und Rest.</translation>
    </message>
    <message>
        <source>The season grows with the level; it explains %1 % of what moves around it.</source>
        <translation>Die Saison wächst mit dem Niveau; sie erklärt %1 % der Schwankungen darum.</translation>
    </message>
    <message>
        <source>The season stays the same at any level; it explains %1 % of what moves around it.</source>
        <translation>Die Saison ist bei jedem Niveau gleich; sie erklärt %1 % der Schwankungen darum.</translation>
    </message>
    <message>
        <source>%1 to %2</source>
        <translation>%1 bis %2</translation>
    </message>
    <message>
        <source>Level and trend</source>
        <translation>Niveau und Trend</translation>
    </message>
    <message>
        <source>Season</source>
        <translation>Saison</translation>
    </message>
    <message>
        <source>Remainder</source>
        <translation>Rest</translation>
    </message>
    <message>
        <source>Period</source>
        <translation>Zeitraum</translation>
    </message>
</context>
<context>
    <name>consultantos::DifferenceModel</name>
    <message>
        <source>Of scores in shares of their scale, of figures relative to the larger of both; 100 % for what appears or vanishes</source>
        <translation>Bei Wertungen als Anteil an ihrer Skala, bei Zahlen relativ zur größeren der beiden; 100 % für das, was hinzukommt oder wegfällt</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>Art</translation>
    </message>
    <message>
        <source>What</source>
        <translation>Was</translation>
    </message>
    <message>
        <source>Before</source>
        <translation>Zuvor</translation>
    </message>
    <message>
        <source>After</source>
        <translation>Danach</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>Größe</translation>
    </message>
    <message>
        <source>Put down to</source>
        <translation>Zurückgeführt auf</translation>
    </message>
</context>
<context>
    <name>consultantos::DifferenceView</name>
    <message>
        <source>Earlier report</source>
        <translation>Früherer Bericht</translation>
    </message>
    <message>
        <source>Later report</source>
        <translation>Späterer Bericht</translation>
    </message>
    <message>
        <source>&amp;Copy</source>
        <translation>&amp;Kopieren</translation>
    </message>
    <message>
        <source>&amp;Save …</source>
        <translation>&amp;Speichern …</translation>
    </message>
    <message>
        <source>S&amp;wap</source>
        <translation>&amp;Tauschen</translation>
    </message>
    <message>
        <source>Choose two reports</source>
        <translation>Wählen Sie zwei Berichte</translation>
    </message>
    <message>
        <source>Choose an earlier and a later report above, or two in the library.</source>
        <translation>Wählen Sie oben einen früheren und einen späteren Bericht oder zwei in der Bibliothek.</translation>
    </message>
    <message>
        <source>Go to the library</source>
        <translation>Zur Bibliothek</translation>
    </message>
    <message>
        <source>Earlier</source>
        <translation>Früher</translation>
    </message>
    <message>
        <source>Later</source>
        <translation>Später</translation>
    </message>
    <message>
        <source>The other way round</source>
        <translation>Andersherum</translation>
    </message>
    <message>
        <source>Copies all changes as a table</source>
        <translation>Kopiert alle Veränderungen als Tabelle</translation>
    </message>
    <message>
        <source>Changes</source>
        <translation>Veränderungen</translation>
    </message>
    <message>
        <source>Kind of change</source>
        <translation>Art der Veränderung</translation>
    </message>
    <message>
        <source>All changes</source>
        <translation>Alle Veränderungen</translation>
    </message>
    <message>
        <source>Put down to</source>
        <translation>Zurückgeführt auf</translation>
    </message>
    <message>
        <source>Whatever the cause</source>
        <translation>Jede Ursache</translation>
    </message>
    <message>
        <source>Change</source>
        <translation>Veränderung</translation>
    </message>
    <message>
        <source>What they were made of</source>
        <translation>Ihre Grundlagen</translation>
    </message>
    <message>
        <source>Choose a report</source>
        <translation>Bericht wählen</translation>
    </message>
    <message>
        <source>That is the same report twice</source>
        <translation>Das ist zweimal derselbe Bericht</translation>
    </message>
    <message>
        <source>The reports say the same.</source>
        <translation>Die Berichte stimmen inhaltlich überein.</translation>
    </message>
    <message numerus="yes">
        <source>%n change(s), largest first</source>
        <translation>
            <numerusform>%n Änderung, die größte zuerst</numerusform>
            <numerusform>%n Änderungen, die größten zuerst</numerusform>
        </translation>
    </message>
    <message>
        <source>No change is chosen.</source>
        <translation>Keine Änderung ist ausgewählt.</translation>
    </message>
    <message>
        <source>(not there)</source>
        <translation>(nicht vorhanden)</translation>
    </message>
    <message>
        <source>Before</source>
        <translation>Zuvor</translation>
    </message>
    <message>
        <source>Show in the earlier report</source>
        <translation>Im früheren Bericht zeigen</translation>
    </message>
    <message>
        <source>After</source>
        <translation>Danach</translation>
    </message>
    <message>
        <source>Show in the later report</source>
        <translation>Im späteren Bericht zeigen</translation>
    </message>
    <message>
        <source>No difference.</source>
        <translation>Kein Unterschied.</translation>
    </message>
    <message>
        <source>What changed</source>
        <translation>Was sich geändert hat</translation>
    </message>
</context>
<context>
    <name>consultantos::DigestDialog</name>
    <message>
        <source>&amp;Save as …</source>
        <translation>&amp;Speichern unter …</translation>
    </message>
    <message>
        <source>Digest of alerts</source>
        <translation>Zusammenfassung der Meldungen</translation>
    </message>
    <message>
        <source>Last 24 hours</source>
        <translation>Letzte 24 Stunden</translation>
    </message>
    <message>
        <source>Last 7 days</source>
        <translation>Letzte 7 Tage</translation>
    </message>
    <message>
        <source>Last 30 days</source>
        <translation>Letzte 30 Tage</translation>
    </message>
    <message>
        <source>Last 90 days</source>
        <translation>Letzte 90 Tage</translation>
    </message>
    <message>
        <source>&amp;Period</source>
        <translation>&amp;Zeitraum</translation>
    </message>
    <message>
        <source>Save the digest</source>
        <translation>Zusammenfassung speichern</translation>
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
        <source>alerts %1</source>
        <translation>Meldungen %1</translation>
    </message>
</context>
<context>
    <name>consultantos::DocumentListModel</name>
    <message>
        <source>Document</source>
        <translation>Dokument</translation>
    </message>
    <message>
        <source>Company</source>
        <translation>Unternehmen</translation>
    </message>
    <message>
        <source>Format</source>
        <translation>Format</translation>
    </message>
    <message>
        <source>Pages</source>
        <translation>Seiten</translation>
    </message>
    <message>
        <source>Facts</source>
        <translation>Fakten</translation>
    </message>
    <message>
        <source>Imported</source>
        <translation>Importiert</translation>
    </message>
    <message>
        <source>Never sent to a language model, nor are the figures read from it.</source>
        <translation>Wird nie an ein Sprachmodell gesendet, auch nicht die daraus gelesenen Zahlen.</translation>
    </message>
    <message>
        <source>%1, never sent to a language model</source>
        <translation>%1, wird nie an ein Sprachmodell gesendet</translation>
    </message>
</context>
<context>
    <name>consultantos::DocumentRemoval</name>
    <message numerus="yes">
        <source>%n document(s) removed; your own files and the figures read from them stay.</source>
        <translation>
            <numerusform>%n Dokument entfernt; Ihre eigene Datei und die daraus gelesenen Zahlen bleiben.</numerusform>
            <numerusform>%n Dokumente entfernt; Ihre eigenen Dateien und die daraus gelesenen Zahlen bleiben.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Reports rest on %n of them: their quotations stay, but the page can&apos;t be shown.</source>
        <translation>
            <numerusform>Auf %n davon beruhen Berichte: Die Zitate bleiben, aber die Seite kann nicht gezeigt werden.</numerusform>
            <numerusform>Auf %n davon beruhen Berichte: Die Zitate bleiben, aber die Seiten können nicht gezeigt werden.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>consultantos::DocumentTable</name>
    <message>
        <source>Documents</source>
        <translation>Dokumente</translation>
    </message>
    <message>
        <source>&amp;Open</source>
        <translation>&amp;Öffnen</translation>
    </message>
    <message>
        <source>&amp;Never send to a language model</source>
        <translation>Nie an ein &amp;Sprachmodell senden</translation>
    </message>
    <message>
        <source>&amp;Remove</source>
        <translation>&amp;Entfernen</translation>
    </message>
    <message>
        <source>New &amp;brief</source>
        <translation>Neuer &amp;Auftrag</translation>
    </message>
</context>
<context>
    <name>consultantos::DocumentViewer</name>
    <message>
        <source>Page</source>
        <translation>Seite</translation>
    </message>
    <message>
        <source>Page back</source>
        <translation>Seite zurück</translation>
    </message>
    <message>
        <source>Page forward</source>
        <translation>Seite vor</translation>
    </message>
    <message>
        <source>Smaller</source>
        <translation>Kleiner</translation>
    </message>
    <message>
        <source>Larger</source>
        <translation>Größer</translation>
    </message>
    <message>
        <source>Close the document</source>
        <translation>Dokument schließen</translation>
    </message>
    <message>
        <source>Page of the document</source>
        <translation>Seite des Dokuments</translation>
    </message>
    <message>
        <source>of %1</source>
        <translation>von %1</translation>
    </message>
    <message>
        <source>Cell: %1</source>
        <translation>Zelle: %1</translation>
    </message>
    <message>
        <source>An earlier version of the file</source>
        <translation>Eine frühere Fassung der Datei</translation>
    </message>
</context>
<context>
    <name>consultantos::DocumentsPage</name>
    <message>
        <source>No documents yet</source>
        <translation>Noch keine Dokumente</translation>
    </message>
    <message>
        <source>Drop files or a folder on the window: PDF, Word, PowerPoint, Excel, OpenDocument, CSV, web pages, mails, feeds and filings. Their figures become facts, their text is searched here.</source>
        <translation>Ziehen Sie Dateien oder einen Ordner auf das Fenster: PDF, Word, PowerPoint, Excel, OpenDocument, CSV, Webseiten, E-Mails, Feeds und Einreichungen. Ihre Zahlen werden zu Fakten, ihr Text wird hier durchsucht.</translation>
    </message>
    <message>
        <source>Import files …</source>
        <translation>Dateien importieren …</translation>
    </message>
    <message>
        <source>Nothing found</source>
        <translation>Nichts gefunden</translation>
    </message>
    <message>
        <source>Search for other words, or widen company, year, format and section.</source>
        <translation>Suchen Sie nach anderen Wörtern oder erweitern Sie Unternehmen, Jahr, Format und Abschnitt.</translation>
    </message>
    <message>
        <source>Documents</source>
        <translation>Dokumente</translation>
    </message>
    <message>
        <source>Import a folder …</source>
        <translation>Ordner importieren …</translation>
    </message>
    <message>
        <source>&amp;Open</source>
        <translation>Ö&amp;ffnen</translation>
    </message>
    <message>
        <source>Passages found</source>
        <translation>Gefundene Textstellen</translation>
    </message>
    <message>
        <source>Show &amp;more</source>
        <translation>&amp;Mehr zeigen</translation>
    </message>
    <message numerus="yes">
        <source>%n passage(s)</source>
        <translation>
            <numerusform>%n Textstelle</numerusform>
            <numerusform>%n Textstellen</numerusform>
        </translation>
    </message>
    <message>
        <source>No passage holds all words. %1 with some of them:</source>
        <translation>Keine Textstelle enthält alle Wörter. %1 mit einigen davon:</translation>
    </message>
    <message>
        <source>&amp;Never send to a language model</source>
        <translation>Nie an ein &amp;Sprachmodell senden</translation>
    </message>
    <message>
        <source>Neither the selected documents&apos; text nor the figures read from them</source>
        <translation>Weder den Text der ausgewählten Dokumente noch die daraus gelesenen Zahlen</translation>
    </message>
    <message>
        <source>&amp;Remove</source>
        <translation>&amp;Entfernen</translation>
    </message>
    <message>
        <source>New &amp;brief</source>
        <translation>Neuer &amp;Auftrag</translation>
    </message>
    <message>
        <source>New brief with this document</source>
        <translation>Neuer Auftrag mit diesem Dokument</translation>
    </message>
    <message>
        <source>Describes an analysis that has the selected document among its evidence</source>
        <translation>Beschreibt eine Analyse, zu deren Belegen das ausgewählte Dokument gehört</translation>
    </message>
</context>
<context>
    <name>consultantos::DriverFan</name>
    <message>
        <source>The line over the years</source>
        <translation>Der Posten im Verlauf der Jahre</translation>
    </message>
    <message>
        <source>%1, %2: %3, eight of ten draws between %4 and %5</source>
        <translation>%1, %2: %3, acht von zehn Ziehungen zwischen %4 und %5</translation>
    </message>
    <message>
        <source>Year</source>
        <translation>Jahr</translation>
    </message>
    <message>
        <source>Before the sliders moved</source>
        <translation>Vor dem Verschieben der Regler</translation>
    </message>
    <message>
        <source>80 % from</source>
        <translation>80 % von</translation>
    </message>
    <message>
        <source>80 % to</source>
        <translation>80 % bis</translation>
    </message>
    <message>
        <source>90 % from</source>
        <translation>90 % von</translation>
    </message>
    <message>
        <source>90 % to</source>
        <translation>90 % bis</translation>
    </message>
</context>
<context>
    <name>consultantos::DriverPanel</name>
    <message>
        <source>Release sl&amp;iders</source>
        <translation>Regler &amp;freigeben</translation>
    </message>
    <message>
        <source>Save as work&amp;book …</source>
        <translation>Als Ar&amp;beitsmappe speichern …</translation>
    </message>
    <message>
        <source>What moves the line</source>
        <translation>Was den Posten bewegt</translation>
    </message>
    <message>
        <source>Line shown</source>
        <translation>Gezeigter Posten</translation>
    </message>
    <message>
        <source>Years</source>
        <translation>Jahre</translation>
    </message>
    <message>
        <source>Years: </source>
        <translation>Jahre: </translation>
    </message>
    <message>
        <source>Another number of years makes the tree anew, from its sources</source>
        <translation>Eine andere Zahl von Jahren erstellt den Baum neu aus seinen Quellen</translation>
    </message>
    <message>
        <source>Gives every driver its distribution back</source>
        <translation>Gibt jedem Treiber seine Verteilung zurück</translation>
    </message>
    <message>
        <source>The company&apos;s years, line by line</source>
        <translation>Die Jahre des Unternehmens, Posten für Posten</translation>
    </message>
    <message>
        <source>Reading the figures of %1 …</source>
        <translation>Die Zahlen von %1 werden gelesen …</translation>
    </message>
    <message>
        <source>Save as workbook</source>
        <translation>Als Arbeitsmappe speichern</translation>
    </message>
    <message>
        <source>Workbook (*.xlsx)</source>
        <translation>Arbeitsmappe (*.xlsx)</translation>
    </message>
    <message>
        <source>Drivers of %1</source>
        <translation>Treiber von %1</translation>
    </message>
    <message>
        <source>%1: %2, eight of ten draws between %3 and %4.</source>
        <translation>%1: %2, acht von zehn Ziehungen zwischen %3 und %4.</translation>
    </message>
    <message>
        <source>A year&apos;s cell and every assumption can be changed; what you change is yours.</source>
        <translation>Die Zelle jedes Jahres und jede Annahme lassen sich ändern; was Sie ändern, gilt als Ihre Angabe.</translation>
    </message>
    <message>
        <source>The driver goes from %1 to %2, its 10 and 90 % quantiles.</source>
        <translation>Der Treiber geht von %1 bis %2, also von seinem 10-%- bis zu seinem 90-%-Quantil.</translation>
    </message>
    <message>
        <source>No uncertain driver moves %1.</source>
        <translation>Kein unsicherer Treiber bewegt %1.</translation>
    </message>
    <message>
        <source>What moves %1: one driver at a time from its 10 % (amber) to its 90 % quantile (blue).</source>
        <translation>Was %1 bewegt: jeweils ein Treiber von seinem 10-%-Quantil (bernsteinfarben) bis zu seinem 90-%-Quantil (blau).</translation>
    </message>
</context>
<context>
    <name>consultantos::DriverTable</name>
    <message>
        <source>Drivers and their assumptions</source>
        <translation>Treiber und ihre Annahmen</translation>
    </message>
    <message>
        <source>%1, between %2 and %3</source>
        <translation>%1, zwischen %2 und %3</translation>
    </message>
</context>
<context>
    <name>consultantos::DriverTableModel</name>
    <message>
        <source>Distribution</source>
        <translation>Verteilung</translation>
    </message>
    <message>
        <source>fixed</source>
        <translation>fest</translation>
    </message>
    <message>
        <source>uniform</source>
        <translation>gleichverteilt</translation>
    </message>
    <message>
        <source>triangular</source>
        <translation>dreieckverteilt</translation>
    </message>
    <message>
        <source>PERT</source>
        <translation>PERT</translation>
    </message>
    <message>
        <source>normal</source>
        <translation>normalverteilt</translation>
    </message>
    <message>
        <source>lognormal</source>
        <translation>lognormalverteilt</translation>
    </message>
    <message>
        <source>observations</source>
        <translation>Beobachtungen</translation>
    </message>
    <message>
        <source>yours</source>
        <translation>von Ihnen</translation>
    </message>
    <message>
        <source>The median, or the value the slider holds it at. Type one; empty gives the distribution back.</source>
        <translation>Der Median oder der Wert, auf dem der Regler ihn festhält. Geben Sie einen Wert ein; leer gilt wieder die Verteilung.</translation>
    </message>
    <message>
        <source>A judgement of your own</source>
        <translation>Ihre eigene Einschätzung</translation>
    </message>
    <message>
        <source>Driver</source>
        <translation>Treiber</translation>
    </message>
    <message>
        <source>What if</source>
        <translation>Was wäre, wenn</translation>
    </message>
    <message>
        <source>Value</source>
        <translation>Wert</translation>
    </message>
    <message>
        <source>Least</source>
        <translation>Minimum</translation>
    </message>
    <message>
        <source>Middle</source>
        <translation>Mitte</translation>
    </message>
    <message>
        <source>Most</source>
        <translation>Maximum</translation>
    </message>
    <message>
        <source>Deviation</source>
        <translation>Streuung</translation>
    </message>
    <message>
        <source>Source</source>
        <translation>Quelle</translation>
    </message>
    <message>
        <source>&quot;%1&quot; isn&apos;t a number; the cell keeps its value.</source>
        <translation>„%1“ ist keine Zahl; die Zelle behält ihren Wert.</translation>
    </message>
</context>
<context>
    <name>consultantos::DriverYearModel</name>
    <message>
        <source>Your own value; empty gives the formula back.</source>
        <translation>Ihr eigener Wert; leer gilt wieder die Formel.</translation>
    </message>
    <message>
        <source>Type a value of your own: it takes the formula&apos;s place.</source>
        <translation>Geben Sie einen eigenen Wert ein: Er tritt an die Stelle der Formel.</translation>
    </message>
    <message>
        <source>Eight of ten draws: %1 to %2</source>
        <translation>Acht von zehn Ziehungen: %1 bis %2</translation>
    </message>
    <message>
        <source>Nine of ten draws: %1 to %2</source>
        <translation>Neun von zehn Ziehungen: %1 bis %2</translation>
    </message>
    <message>
        <source>Line</source>
        <translation>Posten</translation>
    </message>
    <message>
        <source>&quot;%1&quot; isn&apos;t a number; the cell keeps its value.</source>
        <translation>„%1“ ist keine Zahl; die Zelle behält ihren Wert.</translation>
    </message>
    <message>
        <source>Change &quot;%1&quot;</source>
        <translation>„%1“ ändern</translation>
    </message>
</context>
<context>
    <name>consultantos::EditBar</name>
    <message>
        <source>Take the computed version</source>
        <translation>Berechnete Fassung übernehmen</translation>
    </message>
    <message>
        <source>Sentence</source>
        <translation>Satz</translation>
    </message>
    <message>
        <source>Value</source>
        <translation>Wert</translation>
    </message>
    <message>
        <source>Why (optional)</source>
        <translation>Grund (freiwillig)</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>Notiz</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>Speichern</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Score of %1</source>
        <translation>Wertung von „%1“</translation>
    </message>
    <message>
        <source>Weight of %1</source>
        <translation>Gewicht von „%1“</translation>
    </message>
    <message>
        <source>Sentence of %1</source>
        <translation>Satz aus „%1“</translation>
    </message>
    <message>
        <source>%1 set this. Computed: %2</source>
        <translation>Festgelegt von %1. Berechnet: %2</translation>
    </message>
</context>
<context>
    <name>consultantos::EgressExport</name>
    <message>
        <source>Save the list</source>
        <translation>Liste speichern</translation>
    </message>
    <message>
        <source>Table (*.csv)</source>
        <translation>Tabelle (*.csv)</translation>
    </message>
    <message>
        <source>data sent %1</source>
        <translation>Gesendetes %1</translation>
    </message>
</context>
<context>
    <name>consultantos::EgressFilterBar</name>
    <message>
        <source>Period</source>
        <translation>Zeitraum</translation>
    </message>
    <message>
        <source>All time</source>
        <translation>Alle Zeit</translation>
    </message>
    <message>
        <source>From</source>
        <translation>Von</translation>
    </message>
    <message>
        <source>Until</source>
        <translation>Bis</translation>
    </message>
    <message>
        <source>Where to</source>
        <translation>Wohin</translation>
    </message>
    <message>
        <source>All hosts</source>
        <translation>Alle Rechner</translation>
    </message>
    <message>
        <source>What for</source>
        <translation>Wozu</translation>
    </message>
    <message>
        <source>All purposes</source>
        <translation>Alle Zwecke</translation>
    </message>
    <message>
        <source>For the report</source>
        <translation>Für den Bericht</translation>
    </message>
    <message>
        <source>All reports</source>
        <translation>Alle Berichte</translation>
    </message>
    <message>
        <source>Today</source>
        <translation>Heute</translation>
    </message>
    <message>
        <source>Last 7 days</source>
        <translation>Letzte 7 Tage</translation>
    </message>
    <message>
        <source>Last 30 days</source>
        <translation>Letzte 30 Tage</translation>
    </message>
    <message>
        <source>This year</source>
        <translation>Dieses Jahr</translation>
    </message>
    <message>
        <source>From … until</source>
        <translation>Von … bis</translation>
    </message>
</context>
<context>
    <name>consultantos::EgressModel</name>
    <message>
        <source>Not in this library</source>
        <translation>Nicht in dieser Bibliothek</translation>
    </message>
    <message>
        <source>When</source>
        <translation>Wann</translation>
    </message>
    <message>
        <source>Where to</source>
        <translation>Wohin</translation>
    </message>
    <message>
        <source>What for</source>
        <translation>Wozu</translation>
    </message>
    <message>
        <source>Sent</source>
        <translation>Gesendet</translation>
    </message>
    <message>
        <source>Received</source>
        <translation>Empfangen</translation>
    </message>
    <message>
        <source>Outcome</source>
        <translation>Ausgang</translation>
    </message>
    <message>
        <source>For the report</source>
        <translation>Für den Bericht</translation>
    </message>
</context>
<context>
    <name>consultantos::EgressPage</name>
    <message>
        <source>%1, %2</source>
        <translation>%1, %2</translation>
    </message>
    <message>
        <source>Requests made in the engagement %1; each engagement keeps a list of its own.</source>
        <translation>Anfragen im Mandat %1; jedes Mandat führt seine eigene Liste.</translation>
    </message>
    <message>
        <source>Requests made outside of any engagement; each engagement keeps a list of its own.</source>
        <translation>Anfragen außerhalb von Mandaten; jedes Mandat führt seine eigene Liste.</translation>
    </message>
    <message>
        <source>Nothing has left this computer for this engagement</source>
        <translation>Für dieses Mandat hat nichts diesen Rechner verlassen</translation>
    </message>
    <message>
        <source>Nothing has left this computer</source>
        <translation>Nichts hat diesen Rechner verlassen</translation>
    </message>
    <message>
        <source>Each request to a source of the network is written down here: when, where to, what for, how much. Sources are off until you switch them on.</source>
        <translation>Jede Anfrage an eine Quelle im Netz wird hier aufgeschrieben: wann, wohin, wozu, wie viel. Quellen sind aus, bis Sie sie einschalten.</translation>
    </message>
    <message>
        <source>Sources of the network …</source>
        <translation>Quellen im Netz …</translation>
    </message>
    <message>
        <source>Show all</source>
        <translation>Alle zeigen</translation>
    </message>
    <message>
        <source>What left this computer</source>
        <translation>Was diesen Rechner verlassen hat</translation>
    </message>
    <message>
        <source>&amp;Open the report</source>
        <translation>Bericht öf&amp;fnen</translation>
    </message>
    <message>
        <source>Save as &amp;CSV …</source>
        <translation>Als &amp;CSV speichern …</translation>
    </message>
    <message>
        <source>%1: %2 sent, %3 received</source>
        <translation>%1: %2 gesendet, %3 empfangen</translation>
    </message>
    <message numerus="yes">
        <source>%n request(s)</source>
        <translation>
            <numerusform>%n Anfrage</numerusform>
            <numerusform>%n Anfragen</numerusform>
        </translation>
    </message>
    <message>
        <source>Nothing was sent for this report.</source>
        <translation>Für diesen Bericht wurde nichts gesendet.</translation>
    </message>
    <message>
        <source>It was made of what was on this computer already.</source>
        <translation>Er entstand aus dem, was schon auf diesem Rechner war.</translation>
    </message>
    <message>
        <source>Nothing fits</source>
        <translation>Nichts passt</translation>
    </message>
    <message>
        <source>Choose a longer period, or other hosts, purposes and reports.</source>
        <translation>Wählen Sie einen längeren Zeitraum oder andere Rechner, Zwecke und Berichte.</translation>
    </message>
</context>
<context>
    <name>consultantos::EngagementMenu</name>
    <message>
        <source>En&amp;gagement</source>
        <translation>Manda&amp;t</translation>
    </message>
    <message>
        <source>&amp;None</source>
        <translation>&amp;Keines</translation>
    </message>
    <message>
        <source>N&amp;ew engagement …</source>
        <translation>&amp;Neues Mandat …</translation>
    </message>
    <message>
        <source>New engagement</source>
        <translation>Neues Mandat</translation>
    </message>
    <message>
        <source>Name of the client or the engagement. Its documents, facts, reports and questions are kept apart from all others.</source>
        <translation>Name des Mandanten oder des Mandats. Dokumente, Fakten, Berichte und Fragen werden von allen anderen getrennt gehalten.</translation>
    </message>
</context>
<context>
    <name>consultantos::EvidenceFileList</name>
    <message>
        <source>Remove</source>
        <translation>Entfernen</translation>
    </message>
    <message>
        <source>Add files …</source>
        <translation>Dateien hinzufügen …</translation>
    </message>
    <message>
        <source>Documents and facts files</source>
        <translation>Dokumente und Faktendateien</translation>
    </message>
    <message>
        <source>Add documents and facts files</source>
        <translation>Dokumente und Faktendateien hinzufügen</translation>
    </message>
    <message>
        <source>From your documents</source>
        <translation>Aus Ihren Dokumenten</translation>
    </message>
    <message>
        <source>Documents that are about no company yet; those of the company are used by themselves</source>
        <translation>Dokumente, die noch von keinem Unternehmen handeln; die des Unternehmens werden von selbst benutzt</translation>
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
    <message>
        <source>%1: %2</source>
        <comment>a formula&apos;s input, and what it is taken from</comment>
        <translation>%1: %2</translation>
    </message>
</context>
<context>
    <name>consultantos::FigureLinesEditor</name>
    <message>
        <source>Add a &amp;line</source>
        <translation>&amp;Grenzwert hinzufügen</translation>
    </message>
    <message>
        <source>Figure</source>
        <translation>Kennzahl</translation>
    </message>
    <message>
        <source>Value of the line</source>
        <translation>Höhe des Grenzwerts</translation>
    </message>
    <message>
        <source>Remove the line</source>
        <translation>Grenzwert entfernen</translation>
    </message>
    <message>
        <source>passes</source>
        <translation>durchbricht</translation>
    </message>
    <message>
        <source> %</source>
        <translation> %</translation>
    </message>
    <message>
        <source> million</source>
        <translation> Mio.</translation>
    </message>
    <message>
        <source> days</source>
        <translation> Tage</translation>
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
    <message>
        <source>Force</source>
        <translation>Kraft</translation>
    </message>
    <message>
        <source>Score</source>
        <translation>Wertung</translation>
    </message>
    <message>
        <source>From</source>
        <translation>Von</translation>
    </message>
    <message>
        <source>To</source>
        <translation>Bis</translation>
    </message>
    <message>
        <source>Trend</source>
        <translation>Verlauf</translation>
    </message>
</context>
<context>
    <name>consultantos::ForecastChart</name>
    <message>
        <source>Forecast with its intervals</source>
        <translation>Prognose mit ihren Intervallen</translation>
    </message>
    <message>
        <source>History: %1</source>
        <translation>Verlauf: %1</translation>
    </message>
    <message numerus="yes">
        <source>Forecast %n step(s) before: %1</source>
        <translation>
            <numerusform>Prognose %n Schritt zuvor: %1</numerusform>
            <numerusform>Prognose %n Schritte zuvor: %1</numerusform>
        </translation>
    </message>
    <message>
        <source>Your own value: %1</source>
        <translation>Ihr eigener Wert: %1</translation>
    </message>
    <message>
        <source>Forecast: %1</source>
        <translation>Prognose: %1</translation>
    </message>
    <message>
        <source>80 %: %1 to %2</source>
        <translation>80 %: %1 bis %2</translation>
    </message>
    <message>
        <source>95 %: %1 to %2</source>
        <translation>95 %: %1 bis %2</translation>
    </message>
    <message>
        <source>Moved by your growth</source>
        <translation>Mit Ihrem Wachstum angepasst</translation>
    </message>
    <message>
        <source>History</source>
        <translation>Verlauf</translation>
    </message>
    <message>
        <source>Forecast</source>
        <translation>Prognose</translation>
    </message>
    <message>
        <source>80 %</source>
        <translation>80 %</translation>
    </message>
    <message>
        <source>95 %</source>
        <translation>95 %</translation>
    </message>
    <message>
        <source>Would have been forecast</source>
        <translation>Rückwirkend prognostiziert</translation>
    </message>
    <message>
        <source>Your own values</source>
        <translation>Ihre eigenen Werte</translation>
    </message>
    <message>
        <source>billions</source>
        <translation>Milliarden</translation>
    </message>
    <message>
        <source>millions</source>
        <translation>Millionen</translation>
    </message>
    <message>
        <source>thousands</source>
        <translation>Tausend</translation>
    </message>
    <message>
        <source>%1, %2</source>
        <translation>%1, %2</translation>
    </message>
    <message>
        <source>Before your assumptions</source>
        <translation>Vor Ihren Annahmen</translation>
    </message>
    <message>
        <source>Period</source>
        <translation>Zeitraum</translation>
    </message>
    <message>
        <source>80 % from</source>
        <translation>80 % von</translation>
    </message>
    <message>
        <source>80 % to</source>
        <translation>80 % bis</translation>
    </message>
    <message>
        <source>95 % from</source>
        <translation>95 % von</translation>
    </message>
    <message>
        <source>95 % to</source>
        <translation>95 % bis</translation>
    </message>
</context>
<context>
    <name>consultantos::ForecastDetail</name>
    <message>
        <source>Values of the forecast and the history</source>
        <translation>Werte der Prognose und des Verlaufs</translation>
    </message>
    <message>
        <source>V&amp;alues</source>
        <translation>We&amp;rte</translation>
    </message>
    <message>
        <source>What to k&amp;now</source>
        <translation>Wissen&amp;swertes</translation>
    </message>
    <message>
        <source>Assump&amp;tions</source>
        <translation>Annah&amp;men</translation>
    </message>
    <message>
        <source>&amp;Methods</source>
        <translation>&amp;Verfahren</translation>
    </message>
    <message>
        <source>Errors in the past, by origin and method</source>
        <translation>Frühere Prognosefehler nach Startpunkt und Verfahren</translation>
    </message>
    <message>
        <source>&amp;Backtest</source>
        <translation>Ba&amp;cktest</translation>
    </message>
    <message>
        <source>&amp;Decomposition</source>
        <translation>Zerl&amp;egung</translation>
    </message>
    <message>
        <source>Methods that were tried</source>
        <translation>Erprobte Verfahren</translation>
    </message>
    <message>
        <source>&amp;Use this method alone</source>
        <translation>&amp;Nur dieses Verfahren verwenden</translation>
    </message>
    <message>
        <source>Use the prog&amp;ram&apos;s choice</source>
        <translation>Wah&amp;l des Programms verwenden</translation>
    </message>
    <message>
        <source>The series is too short, or too simple, for a backtest.</source>
        <translation>Die Reihe ist für einen Backtest zu kurz oder zu einfach.</translation>
    </message>
</context>
<context>
    <name>consultantos::ForecastPage</name>
    <message>
        <source>&amp;Keep in a report …</source>
        <translation>In einen Bericht &amp;übernehmen …</translation>
    </message>
    <message>
        <source>Cop&amp;y or save</source>
        <translation>&amp;Kopieren oder speichern</translation>
    </message>
    <message>
        <source>Nothing is forecast yet</source>
        <translation>Noch keine Prognose</translation>
    </message>
    <message>
        <source>Name a company above, or paste a table from a spreadsheet (Ctrl+V), or drop a CSV or XLSX file here: a column of periods and a column of numbers for each series.</source>
        <translation>Nennen Sie oben ein Unternehmen, fügen Sie eine Tabelle aus einer Tabellenkalkulation ein (Strg+V) oder ziehen Sie eine CSV- oder XLSX-Datei hierher: eine Spalte mit Perioden und je Reihe eine Spalte mit Zahlen.</translation>
    </message>
    <message>
        <source>Open a table …</source>
        <translation>Tabelle öffnen …</translation>
    </message>
    <message>
        <source>Forecast</source>
        <translation>Prognose</translation>
    </message>
    <message>
        <source>Adds the forecast to a report, with what it rests on as evidence</source>
        <translation>Fügt die Prognose einem Bericht hinzu, mit dem, worauf sie beruht, als Beleg</translation>
    </message>
    <message>
        <source>&amp;Copy the table</source>
        <translation>Tabelle &amp;kopieren</translation>
    </message>
    <message>
        <source>Copy the &amp;image</source>
        <translation>&amp;Bild kopieren</translation>
    </message>
    <message>
        <source>&amp;Save all series as CSV …</source>
        <translation>Alle Reihen als &amp;CSV speichern …</translation>
    </message>
    <message>
        <source>Save the i&amp;mage …</source>
        <translation>Bild &amp;speichern …</translation>
    </message>
    <message>
        <source>Series that are forecast</source>
        <translation>Prognostizierte Reihen</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Continue</source>
        <translation>Fortsetzen</translation>
    </message>
    <message>
        <source>Find a series</source>
        <translation>Reihe suchen</translation>
    </message>
    <message>
        <source>Series</source>
        <translation>Reihen</translation>
    </message>
    <message>
        <source>The clipboard has no text.</source>
        <translation>Die Zwischenablage enthält keinen Text.</translation>
    </message>
    <message>
        <source>%1 of %2 series</source>
        <translation>%1 von %2 Reihen</translation>
    </message>
    <message>
        <source>Cancelled</source>
        <translation>Abgebrochen</translation>
    </message>
    <message>
        <source>What comes next, how sure that is, and how it would have done before.</source>
        <translation>Was als Nächstes kommt, wie sicher das ist und wie gut die Prognose bisher gewesen wäre.</translation>
    </message>
    <message numerus="yes">
        <source>%n series</source>
        <translation>
            <numerusform>%n Reihe</numerusform>
            <numerusform>%n Reihen</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n can&apos;t be forecast; the list says why</source>
        <translation>
            <numerusform>%n lässt sich nicht prognostizieren; die Liste nennt den Grund</numerusform>
            <numerusform>%n lassen sich nicht prognostizieren; die Liste nennt die Gründe</numerusform>
        </translation>
    </message>
    <message>
        <source>The table is on the clipboard.</source>
        <translation>Die Tabelle liegt in der Zwischenablage.</translation>
    </message>
    <message>
        <source>The image is on the clipboard.</source>
        <translation>Das Bild liegt in der Zwischenablage.</translation>
    </message>
    <message>
        <source>Open a table</source>
        <translation>Tabelle öffnen</translation>
    </message>
    <message>
        <source>Tables (*.csv *.tsv *.tab *.txt *.xlsx *.ods);;All files (*)</source>
        <translation>Tabellen (*.csv *.tsv *.tab *.txt *.xlsx *.ods);;Alle Dateien (*)</translation>
    </message>
    <message>
        <source>Save the forecasts</source>
        <translation>Prognosen speichern</translation>
    </message>
    <message>
        <source>CSV (*.csv)</source>
        <translation>CSV (*.csv)</translation>
    </message>
    <message>
        <source>Save the image</source>
        <translation>Bild speichern</translation>
    </message>
    <message>
        <source>PNG (*.png)</source>
        <translation>PNG (*.png)</translation>
    </message>
    <message>
        <source>D&amp;rivers</source>
        <translation>&amp;Treiber</translation>
    </message>
    <message>
        <source>The driver tree becomes a part of this report, with what it rests on:</source>
        <translation>Der Treiberbaum wird Teil dieses Berichts, samt dem, worauf er beruht:</translation>
    </message>
</context>
<context>
    <name>consultantos::FrameworkDesk</name>
    <message>
        <source>What was not saved the last time is back.</source>
        <translation>Was beim letzten Mal nicht gespeichert wurde, ist wieder da.</translation>
    </message>
    <message>
        <source>Saved. It can be chosen for analyses.</source>
        <translation>Gespeichert. Die Methode kann für Analysen gewählt werden.</translation>
    </message>
    <message>
        <source>%1 (copy)</source>
        <translation>%1 (Kopie)</translation>
    </message>
    <message>
        <source>%1 was deleted.</source>
        <translation>%1 wurde gelöscht.</translation>
    </message>
    <message>
        <source>%1 is back.</source>
        <translation>%1 ist wieder da.</translation>
    </message>
    <message>
        <source>Saved. It can be chosen for analyses once its faults are mended.</source>
        <translation>Gespeichert. Die Methode kann für Analysen gewählt werden, sobald ihre Fehler behoben sind.</translation>
    </message>
</context>
<context>
    <name>consultantos::FrameworkForm</name>
    <message>
        <source>Make them sum to &amp;one</source>
        <translation>Summe auf &amp;eins bringen</translation>
    </message>
    <message>
        <source>Dou&amp;ble the row</source>
        <translation>Zeile ver&amp;doppeln</translation>
    </message>
    <message>
        <source>De&amp;lete the row</source>
        <translation>&amp;Zeile löschen</translation>
    </message>
    <message>
        <source>Part of the framework</source>
        <translation>Teil der Methode</translation>
    </message>
    <message>
        <source>Entries of this part</source>
        <translation>Einträge dieses Teils</translation>
    </message>
    <message>
        <source>The marked cell</source>
        <translation>Die markierte Zelle</translation>
    </message>
    <message>
        <source>The weights sum to one.</source>
        <translation>Die Gewichte ergeben zusammen eins.</translation>
    </message>
    <message>
        <source>The weights sum to %1 instead of one.</source>
        <translation>Die Gewichte ergeben zusammen %1 statt eins.</translation>
    </message>
    <message>
        <source>Id</source>
        <translation>Kennung</translation>
    </message>
    <message>
        <source>Title</source>
        <translation>Titel</translation>
    </message>
    <message>
        <source>For who chooses</source>
        <translation>Für die Auswahl</translation>
    </message>
    <message>
        <source>Order</source>
        <translation>Reihenfolge</translation>
    </message>
    <message>
        <source>Driver</source>
        <translation>Treiber</translation>
    </message>
    <message>
        <source>Weight</source>
        <translation>Gewicht</translation>
    </message>
    <message>
        <source>Direction</source>
        <translation>Richtung</translation>
    </message>
    <message>
        <source>Measure</source>
        <translation>Messgröße</translation>
    </message>
    <message>
        <source>Ratio</source>
        <translation>Kennzahl</translation>
    </message>
    <message>
        <source>Scores one at</source>
        <translation>Wertung eins bei</translation>
    </message>
    <message>
        <source>Scores five at</source>
        <translation>Wertung fünf bei</translation>
    </message>
    <message>
        <source>Evidence query</source>
        <translation>Belegabfrage</translation>
    </message>
    <message>
        <source>Text</source>
        <translation>Text</translation>
    </message>
    <message>
        <source>So what</source>
        <translation>Folge</translation>
    </message>
    <message>
        <source>Condition</source>
        <translation>Bedingung</translation>
    </message>
    <message>
        <source>Summary</source>
        <translation>Zusammenfassung</translation>
    </message>
    <message>
        <source>Implication</source>
        <translation>Folgerung</translation>
    </message>
    <message>
        <source>Headline</source>
        <translation>Kernaussage</translation>
    </message>
    <message>
        <source>Notes</source>
        <translation>Anmerkungen</translation>
    </message>
    <message>
        <source>Needs</source>
        <translation>Benötigt</translation>
    </message>
    <message>
        <source>Words to search by</source>
        <translation>Suchwörter</translation>
    </message>
    <message>
        <source>Pattern</source>
        <translation>Muster</translation>
    </message>
    <message>
        <source>Formula</source>
        <translation>Formel</translation>
    </message>
    <message>
        <source>Unit</source>
        <translation>Einheit</translation>
    </message>
    <message>
        <source>Sections</source>
        <translation>Abschnitte</translation>
    </message>
    <message>
        <source>Drivers</source>
        <translation>Treiber</translation>
    </message>
    <message>
        <source>Sentences</source>
        <translation>Sätze</translation>
    </message>
    <message>
        <source>Values</source>
        <translation>Werte</translation>
    </message>
    <message>
        <source>Evidence queries</source>
        <translation>Belegabfragen</translation>
    </message>
    <message>
        <source>Ratios</source>
        <translation>Kennzahlen</translation>
    </message>
    <message>
        <source>Classes</source>
        <translation>Klassen</translation>
    </message>
    <message>
        <source>Evidence</source>
        <translation>Belege</translation>
    </message>
    <message>
        <source>Factors</source>
        <translation>Faktoren</translation>
    </message>
    <message>
        <source>Concentration</source>
        <translation>Konzentration</translation>
    </message>
    <message>
        <source>The framework</source>
        <translation>Die Methode</translation>
    </message>
    <message>
        <source>Conditions as &amp;fields</source>
        <translation>Bedingungen als &amp;Felder</translation>
    </message>
    <message>
        <source>It is more than comparisons joined by all or any: it is edited as the file has it.</source>
        <translation>Der Eintrag besteht nicht nur aus Vergleichen, die durch „und“ oder „oder“ verknüpft sind: Er wird so bearbeitet, wie er in der Datei steht.</translation>
    </message>
    <message>
        <source>Figures</source>
        <translation>Kennzahlen</translation>
    </message>
    <message>
        <source>Thresholds</source>
        <translation>Schwellen</translation>
    </message>
</context>
<context>
    <name>consultantos::FrameworkListModel</name>
    <message>
        <source>with a fault</source>
        <translation>mit Fehler</translation>
    </message>
    <message>
        <source>not saved</source>
        <translation>nicht gespeichert</translation>
    </message>
    <message>
        <source>your own</source>
        <translation>eigene</translation>
    </message>
    <message>
        <source>comes with the program</source>
        <translation>mitgeliefert</translation>
    </message>
</context>
<context>
    <name>consultantos::FrameworkPartModel</name>
    <message>
        <source>What</source>
        <translation>Was</translation>
    </message>
    <message>
        <source>Text or number</source>
        <translation>Text oder Zahl</translation>
    </message>
    <message>
        <source>&quot;%1&quot; can&apos;t stand there.</source>
        <translation>„%1“ kann dort nicht stehen.</translation>
    </message>
    <message>
        <source>It needs a number.</source>
        <translation>Dort wird eine Zahl gebraucht.</translation>
    </message>
</context>
<context>
    <name>consultantos::FrameworkPreview</name>
    <message>
        <source>Company to try it on</source>
        <translation>Unternehmen zum Ausprobieren</translation>
    </message>
    <message>
        <source>Company, ticker or CIK</source>
        <translation>Name, Kürzel oder CIK</translation>
    </message>
    <message>
        <source>What the framework says of the company</source>
        <translation>Was die Methode über das Unternehmen sagt</translation>
    </message>
    <message>
        <source>Try it on</source>
        <translation>Ausprobieren an</translation>
    </message>
    <message>
        <source>As it was before the fault in line %1.</source>
        <translation>Stand vor dem Fehler in Zeile %1.</translation>
    </message>
    <message>
        <source>%1: %2 instead of %3</source>
        <translation>%1: %2 statt %3</translation>
    </message>
    <message>
        <source>Computed in %1 ms.</source>
        <translation>Berechnet in %1 ms.</translation>
    </message>
    <message>
        <source>Against what is saved: %1.</source>
        <translation>Gegenüber dem gespeicherten Stand: %1.</translation>
    </message>
</context>
<context>
    <name>consultantos::FrameworkTextEditor</name>
    <message>
        <source>The framework as text</source>
        <translation>Die Methode als Text</translation>
    </message>
    <message>
        <source>Line %1:</source>
        <translation>Zeile %1:</translation>
    </message>
</context>
<context>
    <name>consultantos::FrameworksWindow</name>
    <message>
        <source>&amp;Save</source>
        <translation>&amp;Speichern</translation>
    </message>
    <message>
        <source>Re&amp;vert</source>
        <translation>&amp;Verwerfen</translation>
    </message>
    <message>
        <source>&amp;Copy</source>
        <translation>&amp;Kopieren</translation>
    </message>
    <message>
        <source>&amp;Delete</source>
        <translation>&amp;Löschen</translation>
    </message>
    <message>
        <source>Undo d&amp;elete</source>
        <translation>Löschen auf&amp;heben</translation>
    </message>
    <message>
        <source>E&amp;xport …</source>
        <translation>E&amp;xportieren …</translation>
    </message>
    <message>
        <source>Frameworks – ConsultantOS</source>
        <translation>Methoden – ConsultantOS</translation>
    </message>
    <message>
        <source>Frameworks</source>
        <translation>Methoden</translation>
    </message>
    <message>
        <source>&amp;Import …</source>
        <translation>&amp;Importieren …</translation>
    </message>
    <message>
        <source>&amp;Undo</source>
        <translation>&amp;Rückgängig</translation>
    </message>
    <message>
        <source>A framework of your own, made of this one, to be changed</source>
        <translation>Aus dieser eine eigene Methode machen, die Sie ändern können</translation>
    </message>
    <message>
        <source>Back to what is saved; can be undone</source>
        <translation>Zurück zum gespeicherten Stand; lässt sich rückgängig machen</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>Speichern</translation>
    </message>
    <message>
        <source>Ways to edit</source>
        <translation>Arten der Bearbeitung</translation>
    </message>
    <message>
        <source>Form</source>
        <translation>Formular</translation>
    </message>
    <message>
        <source>Text</source>
        <translation>Text</translation>
    </message>
    <message>
        <source>Line %1:</source>
        <translation>Zeile %1:</translation>
    </message>
    <message>
        <source>It comes with the program and stays as it is: copy it to make one of your own.</source>
        <translation>Diese Methode ist mitgeliefert und bleibt, wie sie ist: Kopieren Sie sie, um eine eigene daraus zu machen.</translation>
    </message>
    <message>
        <source>Not saved yet; kept as a draft.</source>
        <translation>Noch nicht gespeichert; als Entwurf aufbewahrt.</translation>
    </message>
    <message>
        <source>Import a framework</source>
        <translation>Methode importieren</translation>
    </message>
    <message>
        <source>Framework (*.json)</source>
        <translation>Methode (*.json)</translation>
    </message>
    <message>
        <source>Export the framework</source>
        <translation>Methode exportieren</translation>
    </message>
    <message>
        <source>&amp;Redo</source>
        <translation>&amp;Wiederholen</translation>
    </message>
    <message numerus="yes">
        <source>and %n more fault(s)</source>
        <translation>
            <numerusform>und %n weiterer Fehler</numerusform>
            <numerusform>und %n weitere Fehler</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>consultantos::HealthCard</name>
    <message>
        <source>%1, %2 times, last %3: %4</source>
        <translation>%1, %2-mal, zuletzt %3: %4</translation>
    </message>
    <message>
        <source>Slow statements</source>
        <translation>Langsame Anweisungen</translation>
    </message>
    <message>
        <source>Setting</source>
        <translation>Einstellung</translation>
    </message>
    <message>
        <source>Limiters and breakers</source>
        <translation>Begrenzungen und Sicherungen</translation>
    </message>
    <message>
        <source>Diagnosis</source>
        <translation>Diagnose</translation>
    </message>
    <message>
        <source>Alerts</source>
        <translation>Warnungen</translation>
    </message>
    <message>
        <source>%1: %2.</source>
        <translation>%1: %2.</translation>
    </message>
    <message>
        <source>Open the setting %1</source>
        <translation>Die Einstellung %1 öffnen</translation>
    </message>
    <message>
        <source>✓ No alert of the monitoring rules goes off.</source>
        <translation>✓ Keine Überwachungsregel schlägt an.</translation>
    </message>
    <message>
        <source>%1: %2; %3</source>
        <translation>%1: %2; %3</translation>
    </message>
    <message>
        <source>Language models: none has been used.</source>
        <translation>Sprachmodelle: Keines wurde verwendet.</translation>
    </message>
    <message>
        <source>✗ Cache level 2 (Redis) can&apos;t be reached; it is tried again by itself.</source>
        <translation>✗ Stufe 2 des Zwischenspeichers (Redis) ist nicht erreichbar; sie wird von selbst wieder versucht.</translation>
    </message>
    <message>
        <source>Cache level 2 (Redis): no failure.</source>
        <translation>Stufe 2 des Zwischenspeichers (Redis): kein Fehler.</translation>
    </message>
    <message>
        <source>✗ Cache level 3 (disk) can&apos;t be used.</source>
        <translation>✗ Stufe 3 des Zwischenspeichers (Platte) ist nicht nutzbar.</translation>
    </message>
    <message>
        <source>Cache level 3 (disk): no failure.</source>
        <translation>Stufe 3 des Zwischenspeichers (Platte): kein Fehler.</translation>
    </message>
</context>
<context>
    <name>consultantos::HealthModel</name>
    <message>
        <source>fewer than five comparable companies report it</source>
        <translation>weniger als fünf vergleichbare Unternehmen weisen sie aus</translation>
    </message>
    <message>
        <source>Figure</source>
        <translation>Kennzahl</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>Ampel</translation>
    </message>
    <message>
        <source>Trend</source>
        <translation>Verlauf</translation>
    </message>
    <message>
        <source>Lower quartile</source>
        <translation>Unteres Quartil</translation>
    </message>
    <message>
        <source>Peers&apos; median</source>
        <translation>Vergleichsmedian</translation>
    </message>
    <message>
        <source>Upper quartile</source>
        <translation>Oberes Quartil</translation>
    </message>
    <message>
        <source>Percentile</source>
        <translation>Perzentil</translation>
    </message>
</context>
<context>
    <name>consultantos::HealthPage</name>
    <message>
        <source>Financial health</source>
        <translation>Finanzielle Gesundheit</translation>
    </message>
    <message>
        <source>Show only</source>
        <translation>Nur zeigen</translation>
    </message>
    <message>
        <source>All figures</source>
        <translation>Alle Kennzahlen</translation>
    </message>
    <message>
        <source>No company of the sector is stored to compare with.</source>
        <translation>Kein Unternehmen der Branche ist zum Vergleich gespeichert.</translation>
    </message>
    <message>
        <source>Compared with %1</source>
        <translation>Verglichen mit %1</translation>
    </message>
    <message>
        <source>Rule</source>
        <translation>Regel</translation>
    </message>
    <message>
        <source>No figure has this light.</source>
        <translation>Keine Kennzahl hat diese Ampelfarbe.</translation>
    </message>
    <message>
        <source>Upper quartile of peers</source>
        <translation>Oberes Quartil der Vergleichsunternehmen</translation>
    </message>
    <message>
        <source>Median of peers</source>
        <translation>Median der Vergleichsunternehmen</translation>
    </message>
    <message>
        <source>Lower quartile of peers</source>
        <translation>Unteres Quartil der Vergleichsunternehmen</translation>
    </message>
    <message>
        <source>%1, per cent</source>
        <translation>%1, Prozent</translation>
    </message>
    <message>
        <source>Source of the rule</source>
        <translation>Quelle der Regel</translation>
    </message>
    <message>
        <source>distance %1</source>
        <translation>Abstand %1</translation>
    </message>
    <message>
        <source>Published average: %1</source>
        <translation>Veröffentlichter Durchschnitt: %1</translation>
    </message>
    <message>
        <source>Own earlier median: %1</source>
        <translation>Eigener früherer Median: %1</translation>
    </message>
    <message>
        <source>Companies that report it</source>
        <translation>Unternehmen, die sie ausweisen</translation>
    </message>
</context>
<context>
    <name>consultantos::HelpWindow</name>
    <message>
        <source>Back</source>
        <translation>Zurück</translation>
    </message>
    <message>
        <source>Forward</source>
        <translation>Vorwärts</translation>
    </message>
    <message>
        <source>Guide – ConsultantOS</source>
        <translation>Handbuch – ConsultantOS</translation>
    </message>
    <message>
        <source>Search the guide</source>
        <translation>Handbuch durchsuchen</translation>
    </message>
    <message>
        <source>Contents</source>
        <translation>Inhalt</translation>
    </message>
    <message>
        <source>What was found</source>
        <translation>Was gefunden wurde</translation>
    </message>
    <message>
        <source>Guide</source>
        <translation>Handbuch</translation>
    </message>
    <message>
        <source>Nothing found. Search for other words.</source>
        <translation>Nichts gefunden. Suchen Sie nach anderen Wörtern.</translation>
    </message>
    <message>
        <source>%1 (%2)</source>
        <comment>heading, guide</comment>
        <translation>%1 (%2)</translation>
    </message>
</context>
<context>
    <name>consultantos::HistogramView</name>
    <message>
        <source>Where the result lies</source>
        <translation>Wo das Ergebnis liegt</translation>
    </message>
    <message>
        <source>%1: median %2, nine of ten draws between %3 and %4</source>
        <translation>%1: Median %2, neun von zehn Ziehungen zwischen %3 und %4</translation>
    </message>
    <message>
        <source>%1 or more (%2): %3</source>
        <translation>%1 oder mehr (%2): %3</translation>
    </message>
    <message>
        <source>Share of the draws</source>
        <translation>Anteil der Ziehungen</translation>
    </message>
    <message>
        <source>%1 to %2</source>
        <translation>%1 bis %2</translation>
    </message>
</context>
<context>
    <name>consultantos::ImportActions</name>
    <message>
        <source>Import files</source>
        <translation>Dateien importieren</translation>
    </message>
    <message>
        <source>Import a folder</source>
        <translation>Ordner importieren</translation>
    </message>
    <message>
        <source>Watch a folder: its files are imported now and whenever they change</source>
        <translation>Einen Ordner überwachen: Seine Dateien werden jetzt und bei jeder Änderung importiert</translation>
    </message>
    <message>
        <source>&amp;Watch a folder …</source>
        <translation>Ordner über&amp;wachen …</translation>
    </message>
    <message>
        <source>&amp;Watch %1</source>
        <translation>%1 über&amp;wachen</translation>
    </message>
    <message>
        <source>Save a template for client figures</source>
        <translation>Vorlage für Mandantenzahlen speichern</translation>
    </message>
    <message>
        <source>Excel workbook (*.xlsx)</source>
        <translation>Excel-Arbeitsmappe (*.xlsx)</translation>
    </message>
    <message>
        <source>Saved: fill in %1, then import it</source>
        <translation>Gespeichert: %1 ausfüllen und dann importieren</translation>
    </message>
</context>
<context>
    <name>consultantos::ImportController</name>
    <message>
        <source>The import was cancelled.</source>
        <translation>Der Import wurde abgebrochen.</translation>
    </message>
    <message>
        <source>This program can&apos;t import files.</source>
        <translation>Dieses Programm kann keine Dateien importieren.</translation>
    </message>
</context>
<context>
    <name>consultantos::ImportModel</name>
    <message numerus="yes">
        <source>%n file(s) imported</source>
        <translation>
            <numerusform>%n Datei importiert</numerusform>
            <numerusform>%n Dateien importiert</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n with remarks</source>
        <translation>
            <numerusform>%n mit Hinweisen</numerusform>
            <numerusform>%n mit Hinweisen</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n failed</source>
        <translation>
            <numerusform>%n gescheitert</numerusform>
            <numerusform>%n gescheitert</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n cancelled</source>
        <translation>
            <numerusform>%n abgebrochen</numerusform>
            <numerusform>%n abgebrochen</numerusform>
        </translation>
    </message>
    <message>
        <source>File</source>
        <translation>Datei</translation>
    </message>
    <message>
        <source>Found</source>
        <translation>Gefunden</translation>
    </message>
    <message>
        <source>Not found, and what to do</source>
        <translation>Nicht gefunden und was zu tun ist</translation>
    </message>
</context>
<context>
    <name>consultantos::ImportPanel</name>
    <message>
        <source>Sto&amp;p importing</source>
        <translation>Im&amp;port abbrechen</translation>
    </message>
    <message>
        <source>Hide</source>
        <translation>Ausblenden</translation>
    </message>
    <message>
        <source>Import</source>
        <translation>Import</translation>
    </message>
    <message>
        <source>Files of the import</source>
        <translation>Dateien des Imports</translation>
    </message>
    <message>
        <source>Looking for files …</source>
        <translation>Dateien werden gesucht …</translation>
    </message>
    <message>
        <source>Importing: %1 of %2</source>
        <translation>Import: %1 von %2</translation>
    </message>
    <message>
        <source>New brief</source>
        <translation>Neuer Auftrag</translation>
    </message>
    <message>
        <source>New brief with this document</source>
        <translation>Neuer Auftrag mit diesem Dokument</translation>
    </message>
    <message>
        <source>Describes an analysis that has the imported document among its evidence</source>
        <translation>Beschreibt eine Analyse, zu deren Belegen das importierte Dokument gehört</translation>
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
    <message>
        <source>Show in &amp;document</source>
        <translation>Im D&amp;okument zeigen</translation>
    </message>
    <message>
        <source>As the program wrote it (%1):</source>
        <translation>Wie das Programm es schrieb (%1):</translation>
    </message>
    <message>
        <source>Against it:</source>
        <translation>Dagegen:</translation>
    </message>
    <message>
        <source>&amp;Wrong: write anew</source>
        <translation>&amp;Falsch: neu schreiben</translation>
    </message>
    <message>
        <source>What the model wrote on this part is never used again; the analysis runs once more and asks it for this part anew.</source>
        <translation>Was das Modell zu diesem Teil schrieb, wird nie wieder verwendet; die Analyse läuft noch einmal und fragt es zu diesem Teil neu.</translation>
    </message>
    <message>
        <source>From an earlier question to %1: what it wrote for an earlier report on the same evidence was used again.</source>
        <translation>Aus einer früheren Frage an %1: Was es für einen früheren Bericht auf denselben Belegen schrieb, wurde wieder verwendet.</translation>
    </message>
    <message>
        <source>Written by %1 for this report.</source>
        <translation>Von %1 für diesen Bericht geschrieben.</translation>
    </message>
</context>
<context>
    <name>consultantos::KeyField</name>
    <message>
        <source>Save to keyring</source>
        <translation>In den Schlüsselbund</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>Entfernen</translation>
    </message>
    <message>
        <source>Key</source>
        <translation>Schlüssel</translation>
    </message>
    <message>
        <source>Key of %1</source>
        <translation>Schlüssel von %1</translation>
    </message>
    <message>
        <source>Save the key of %1 to the keyring</source>
        <translation>Den Schlüssel von %1 in den Schlüsselbund legen</translation>
    </message>
    <message>
        <source>Remove the key of %1 from the keyring</source>
        <translation>Den Schlüssel von %1 aus dem Schlüsselbund entfernen</translation>
    </message>
    <message>
        <source>Looking for it in the keyring …</source>
        <translation>Wird im Schlüsselbund gesucht …</translation>
    </message>
    <message>
        <source>None. Type one to keep it in the system&apos;s keyring, or set %1 in the environment.</source>
        <translation>Noch nichts hinterlegt. Eingaben verwahrt der Schlüsselbund des Systems; oder setzen Sie %1 in der Umgebung.</translation>
    </message>
    <message>
        <source>In the keyring. It isn&apos;t shown; type another to replace it.</source>
        <translation>Liegt im Schlüsselbund und wird nicht gezeigt; eine neue Eingabe ersetzt den Eintrag.</translation>
    </message>
    <message>
        <source>From the environment: %1. Change it there.</source>
        <translation>Aus der Umgebung: %1. Ändern Sie ihn dort.</translation>
    </message>
    <message>
        <source>No keyring can be used here, so a key can&apos;t be kept: set %1 in the environment and start the program again.</source>
        <translation>Hier ist kein Schlüsselbund nutzbar, ein Schlüssel lässt sich also nicht verwahren: Setzen Sie %1 in der Umgebung und starten Sie das Programm neu.</translation>
    </message>
    <message>
        <source>Waiting for the keyring …</source>
        <translation>Wartet auf den Schlüsselbund …</translation>
    </message>
    <message>
        <source>Remove the key of %1 from the keyring?</source>
        <translation>Den Schlüssel von %1 aus dem Schlüsselbund entfernen?</translation>
    </message>
    <message>
        <source>It isn&apos;t kept anywhere else by this program: to use the service again you need it from there.</source>
        <translation>Dieses Programm bewahrt ihn nirgends sonst auf: Um den Dienst wieder zu benutzen, brauchen Sie ihn von dort.</translation>
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
    <message>
        <source>%1, pinned</source>
        <translation>%1, angeheftet</translation>
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
    <message>
        <source>Moni&amp;tor …</source>
        <translation>Über&amp;wachen …</translation>
    </message>
    <message>
        <source>Watches the company of the chosen report for changes</source>
        <translation>Überwacht das Unternehmen des gewählten Berichts auf Veränderungen</translation>
    </message>
    <message>
        <source>Co&amp;mpare</source>
        <translation>Ver&amp;gleichen</translation>
    </message>
    <message>
        <source>&amp;Save as</source>
        <translation>&amp;Speichern als</translation>
    </message>
    <message>
        <source>Saves the chosen reports in a folder, a file each</source>
        <translation>Speichert die ausgewählten Berichte in einem Ordner, je Bericht eine Datei</translation>
    </message>
    <message>
        <source>Shows what changed between two chosen reports</source>
        <translation>Zeigt, was sich zwischen zwei ausgewählten Berichten geändert hat</translation>
    </message>
    <message>
        <source>P&amp;in</source>
        <translation>An&amp;heften</translation>
    </message>
    <message>
        <source>Pinned reports stand in the File menu, and no rule of retention deletes them</source>
        <translation>Angeheftete Berichte stehen im Menü „Datei“, und keine Aufbewahrungsregel löscht sie</translation>
    </message>
    <message>
        <source>Unp&amp;in</source>
        <translation>Lös&amp;en</translation>
    </message>
    <message>
        <source>Pinned</source>
        <translation>Angeheftet</translation>
    </message>
    <message>
        <source>No report is pinned</source>
        <translation>Kein Bericht ist angeheftet</translation>
    </message>
    <message>
        <source>Show all reports, choose one and pin it: then it is found here, and no rule deletes it.</source>
        <translation>Zeigen Sie alle Berichte, wählen Sie einen und heften Sie ihn an: Dann steht er hier, und keine Regel löscht ihn.</translation>
    </message>
</context>
<context>
    <name>consultantos::LineChart</name>
    <message>
        <source>Period</source>
        <translation>Zeitraum</translation>
    </message>
    <message>
        <source>Factor</source>
        <translation>Faktor</translation>
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
        <source>Analysing %1 …</source>
        <translation>Analysiert %1 …</translation>
    </message>
    <message>
        <source>The report could not be saved: %1</source>
        <translation>Der Bericht konnte nicht gespeichert werden: %1</translation>
    </message>
    <message>
        <source>The report could not be saved.</source>
        <translation>Der Bericht konnte nicht gespeichert werden.</translation>
    </message>
    <message>
        <source>ConsultantOS</source>
        <translation>ConsultantOS</translation>
    </message>
    <message>
        <source>%1 – ConsultantOS</source>
        <translation>%1 – ConsultantOS</translation>
    </message>
    <message>
        <source>Ask</source>
        <translation>Fragen</translation>
    </message>
    <message>
        <source>Importing: %1 of %2</source>
        <translation>Import: %1 von %2</translation>
    </message>
    <message>
        <source>Another engagement can&apos;t be opened while an analysis or an import runs.</source>
        <translation>Solange eine Analyse oder ein Import läuft, kann kein anderes Mandat geöffnet werden.</translation>
    </message>
    <message>
        <source>Wait until it has finished, or cancel it.</source>
        <translation>Warten Sie, bis der Vorgang beendet ist, oder brechen Sie ihn ab.</translation>
    </message>
    <message numerus="yes">
        <source>%n open alert(s)</source>
        <translation>
            <numerusform>%n offene Meldung</numerusform>
            <numerusform>%n offene Meldungen</numerusform>
        </translation>
    </message>
    <message>
        <source>Show</source>
        <translation>Zeigen</translation>
    </message>
    <message>
        <source>Dismiss</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>The forecast is in the report.</source>
        <translation>Die Prognose steht im Bericht.</translation>
    </message>
    <message>
        <source>It is in the report now.</source>
        <translation>Es ist jetzt im Bericht.</translation>
    </message>
    <message>
        <source>ConsultantOS %1 is there; this is %2.</source>
        <translation>ConsultantOS %1 ist verfügbar; dies ist Version %2.</translation>
    </message>
    <message>
        <source>The analysis is done</source>
        <translation>Die Analyse ist fertig</translation>
    </message>
    <message>
        <source>The analysis failed</source>
        <translation>Die Analyse ist fehlgeschlagen</translation>
    </message>
    <message>
        <source>The import is done</source>
        <translation>Der Import ist fertig</translation>
    </message>
    <message>
        <source>The brief was cleared.</source>
        <translation>Der Auftrag wurde geleert.</translation>
    </message>
    <message numerus="yes">
        <source>%n series</source>
        <comment>that were forecast</comment>
        <translation>
            <numerusform>%n Reihe</numerusform>
            <numerusform>%n Reihen</numerusform>
        </translation>
    </message>
    <message>
        <source>The forecasts are done</source>
        <translation>Die Prognosen sind fertig</translation>
    </message>
    <message numerus="yes">
        <source>%1, %n of them failed</source>
        <translation>
            <numerusform>%1, davon %n fehlgeschlagen</numerusform>
            <numerusform>%1, davon %n fehlgeschlagen</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>consultantos::MessageCard</name>
    <message>
        <source>Question</source>
        <translation>Frage</translation>
    </message>
    <message>
        <source>Answer</source>
        <translation>Antwort</translation>
    </message>
    <message>
        <source>Understood as: %1</source>
        <translation>Verstanden als: %1</translation>
    </message>
    <message>
        <source>Source %1</source>
        <translation>Quelle %1</translation>
    </message>
    <message>
        <source>built-in engine</source>
        <translation>eingebautes Verfahren</translation>
    </message>
    <message>
        <source>The stored answer is damaged; its text alone could be read.</source>
        <translation>Die gespeicherte Antwort ist beschädigt; nur ihr Text war zu lesen.</translation>
    </message>
    <message>
        <source>Copy with sources</source>
        <translation>Mit Quellen kopieren</translation>
    </message>
    <message>
        <source>Wrong: ask anew</source>
        <translation>Falsch: neu fragen</translation>
    </message>
    <message>
        <source>The model&apos;s kept reply is never used again; the new answer takes this one&apos;s place.</source>
        <translation>Die gespeicherte Antwort des Modells wird nie wieder verwendet; die neue Antwort ersetzt diese.</translation>
    </message>
</context>
<context>
    <name>consultantos::MessageList</name>
    <message>
        <source>Show &amp;earlier messages</source>
        <translation>&amp;Frühere Nachrichten zeigen</translation>
    </message>
    <message>
        <source>Messages</source>
        <translation>Nachrichten</translation>
    </message>
    <message>
        <source>Being written – figures are not checked yet</source>
        <translation>Wird geschrieben – Zahlen sind noch nicht geprüft</translation>
    </message>
    <message>
        <source>Looking for the answer …</source>
        <translation>Die Antwort wird gesucht …</translation>
    </message>
</context>
<context>
    <name>consultantos::MethodTableModel</name>
    <message>
        <source>%1 %</source>
        <translation>%1 %</translation>
    </message>
    <message>
        <source>Method</source>
        <translation>Verfahren</translation>
    </message>
    <message>
        <source>Weight</source>
        <translation>Gewicht</translation>
    </message>
    <message>
        <source>MASE</source>
        <translation>MASE</translation>
    </message>
    <message>
        <source>Next step</source>
        <translation>Nächster Schritt</translation>
    </message>
    <message>
        <source>Last step</source>
        <translation>Letzter Schritt</translation>
    </message>
    <message>
        <source>Parameters</source>
        <translation>Parameter</translation>
    </message>
</context>
<context>
    <name>consultantos::ModelPanel</name>
    <message>
        <source>&amp;What would be sent …</source>
        <translation>&amp;Was gesendet würde …</translation>
    </message>
    <message>
        <source>Language model</source>
        <translation>Sprachmodell</translation>
    </message>
    <message>
        <source>What each agent would ask the language model</source>
        <translation>Was jeder Agent das Sprachmodell fragen würde</translation>
    </message>
    <message>
        <source>Agent</source>
        <translation>Agent</translation>
    </message>
    <message>
        <source>Calls</source>
        <translation>Aufrufe</translation>
    </message>
    <message>
        <source>Kept replies</source>
        <translation>Gespeicherte Antworten</translation>
    </message>
    <message>
        <source>Tokens in</source>
        <translation>Eingabe-Token</translation>
    </message>
    <message>
        <source>Cost</source>
        <translation>Kosten</translation>
    </message>
    <message>
        <source>&amp;Settings of the model …</source>
        <translation>&amp;Einstellungen des Modells …</translation>
    </message>
    <message>
        <source>Budget for a report</source>
        <translation>Budget für einen Bericht</translation>
    </message>
    <message>
        <source>without limit</source>
        <translation>ohne Grenze</translation>
    </message>
    <message>
        <source>None: the built-in engine makes the analysis alone, on this computer and free of charge.</source>
        <translation>Keines: Das eingebaute Verfahren macht die Analyse allein, auf diesem Rechner und kostenlos.</translation>
    </message>
    <message>
        <source>Offline: it isn&apos;t asked, the built-in engine works alone.</source>
        <translation>Offline: Es wird nicht gefragt, das eingebaute Verfahren arbeitet allein.</translation>
    </message>
    <message>
        <source>Name a company to see what would be asked and what it costs at most.</source>
        <translation>Nennen Sie ein Unternehmen, um zu sehen, was gefragt würde und was es höchstens kostet.</translation>
    </message>
    <message>
        <source>Estimating what would be asked …</source>
        <translation>Es wird geschätzt, was gefragt würde …</translation>
    </message>
    <message>
        <source>No estimate: %1</source>
        <translation>Keine Schätzung: %1</translation>
    </message>
    <message>
        <source>This analysis asks the language model nothing.</source>
        <translation>Diese Analyse fragt das Sprachmodell nichts.</translation>
    </message>
    <message>
        <source>Together</source>
        <translation>Zusammen</translation>
    </message>
    <message>
        <source>the budget of a report</source>
        <translation>das Budget eines Berichts</translation>
    </message>
    <message>
        <source>today&apos;s budget</source>
        <translation>das heutige Budget</translation>
    </message>
    <message>
        <source>the engagement&apos;s budget</source>
        <translation>das Budget des Mandats</translation>
    </message>
    <message>
        <source>With this report %1 (%2) could be passed: what could pass it is not sent.</source>
        <translation>Mit diesem Bericht könnte %1 (%2) überschritten werden: Was es überschreiten könnte, wird nicht gesendet.</translation>
    </message>
    <message>
        <source>With this report 80 % of %1 (%2) may be used.</source>
        <translation>Mit diesem Bericht könnten 80 % verbraucht sein: %1 (%2).</translation>
    </message>
    <message>
        <source>The model&apos;s price isn&apos;t known, so it is not asked as long as there is a budget. Add its price, or take the budget away.</source>
        <translation>Der Preis des Modells ist nicht bekannt; darum wird es nicht gefragt, solange es ein Budget gibt. Tragen Sie den Preis ein, oder entfernen Sie das Budget.</translation>
    </message>
    <message>
        <source>%1 to %2</source>
        <translation>%1 bis %2</translation>
    </message>
    <message>
        <source>Tokens out</source>
        <translation>Ausgabe-Token</translation>
    </message>
    <message>
        <source>The lower end: replies as long as those to the same agents were until now.</source>
        <translation>Das untere Ende: Antworten so lang wie die bisherigen an dieselben Agenten.</translation>
    </message>
    <message>
        <source>The lower end: replies as long as those until now, or a quarter of the longest where there were none.</source>
        <translation>Das untere Ende: Antworten so lang wie die bisherigen, oder, wo es keine gab, ein Viertel der längsten möglichen.</translation>
    </message>
    <message>
        <source>%1 The upper end is set aside before each call and can&apos;t be passed. Sources of the network may add evidence; a correction may ask once more.</source>
        <translation>%1 Das obere Ende wird vor jedem Aufruf zurückgelegt und kann nicht überschritten werden. Quellen im Netz können Belege hinzufügen; eine Berichtigung kann noch einmal fragen.</translation>
    </message>
</context>
<context>
    <name>consultantos::ModelSection</name>
    <message>
        <source>Models (*.gguf);;All files (*)</source>
        <translation>Modelle (*.gguf);;Alle Dateien (*)</translation>
    </message>
    <message>
        <source>Programs (*)</source>
        <translation>Programme (*)</translation>
    </message>
    <message>
        <source>The language model</source>
        <translation>Das Sprachmodell</translation>
    </message>
    <message>
        <source>What it may cost</source>
        <translation>Was es kosten darf</translation>
    </message>
    <message>
        <source>What a call costs at most is set aside before it: a budget can&apos;t be passed. A call whose price isn&apos;t known is refused as long as there is a budget.</source>
        <translation>Was ein Aufruf höchstens kostet, wird vorher reserviert: Ein Budget lässt sich nicht überschreiten. Ein Aufruf, dessen Preis nicht bekannt ist, wird abgelehnt, solange es ein Budget gibt.</translation>
    </message>
    <message>
        <source>What is never sent</source>
        <translation>Was nie gesendet wird</translation>
    </message>
    <message>
        <source>Names are replaced by &quot;Company 1&quot; or &quot;Person 1&quot; before anything is sent and put back in the reply. One a line; other ways of writing a name behind &quot;=&quot;. Documents are marked in the list of documents.</source>
        <translation>Namen werden durch „Company 1“ oder „Person 1“ ersetzt, bevor etwas gesendet wird, und in der Antwort wieder eingesetzt. Je Zeile einer; andere Schreibweisen eines Namens hinter „=“. Dokumente werden in der Liste der Dokumente gekennzeichnet.</translation>
    </message>
    <message>
        <source>Acme Robotics GmbH = ACR</source>
        <translation>Acme Robotics GmbH = ACR</translation>
    </message>
    <message>
        <source>Anna Schmidt</source>
        <translation>Anna Schmidt</translation>
    </message>
    <message>
        <source>The context, in your own words</source>
        <translation>Der Zusammenhang, in Ihren eigenen Worten</translation>
    </message>
    <message>
        <source>The question</source>
        <translation>Die Frage</translation>
    </message>
    <message>
        <source>The region</source>
        <translation>Die Region</translation>
    </message>
    <message>
        <source>The name of the company that is analysed</source>
        <translation>Der Name des analysierten Unternehmens</translation>
    </message>
    <message>
        <source>Before anything goes to a service for the first time, you see it and are asked.</source>
        <translation>Bevor zum ersten Mal etwas an einen Dienst geht, sehen Sie es und werden gefragt.</translation>
    </message>
    <message>
        <source>Ask me again</source>
        <translation>Wieder fragen</translation>
    </message>
    <message>
        <source>Takes back what you agreed to send, for this engagement</source>
        <translation>Nimmt für dieses Mandat Ihre Zustimmung zum Senden zurück</translation>
    </message>
    <message>
        <source>Traffic</source>
        <translation>Datenverkehr</translation>
    </message>
    <message>
        <source>The network can&apos;t be used: no model is asked.</source>
        <translation>Das Netz ist nicht nutzbar: Es wird kein Modell gefragt.</translation>
    </message>
    <message>
        <source>Offline: no service is asked.</source>
        <translation>Offline: Es wird kein Dienst gefragt.</translation>
    </message>
    <message>
        <source>You are asked again before anything goes to a service.</source>
        <translation>Sie werden wieder gefragt, bevor etwas an einen Dienst geht.</translation>
    </message>
</context>
<context>
    <name>consultantos::MonitorDialog</name>
    <message>
        <source>Add a monitor</source>
        <translation>Überwachung hinzufügen</translation>
    </message>
    <message>
        <source>Edit the monitor</source>
        <translation>Überwachung bearbeiten</translation>
    </message>
    <message>
        <source>&amp;Add the monitor</source>
        <translation>Überwachung &amp;hinzufügen</translation>
    </message>
    <message>
        <source>&amp;Save</source>
        <translation>&amp;Speichern</translation>
    </message>
    <message>
        <source>Name, ticker or CIK, for example Tesla</source>
        <translation>Name, Börsenkürzel oder CIK, zum Beispiel Tesla</translation>
    </message>
    <message>
        <source>The company&apos;s, unless you need to tell several apart</source>
        <translation>Der des Unternehmens, sofern Sie nicht mehrere unterscheiden müssen</translation>
    </message>
    <message>
        <source>&amp;Company</source>
        <translation>&amp;Unternehmen</translation>
    </message>
    <message>
        <source>Na&amp;me</source>
        <translation>Na&amp;me</translation>
    </message>
    <message>
        <source>What it watches</source>
        <translation>Was überwacht wird</translation>
    </message>
    <message>
        <source>When it looks</source>
        <translation>Wann geprüft wird</translation>
    </message>
    <message>
        <source>Where alerts go, beside the list</source>
        <translation>Wohin Meldungen außer in die Liste gehen</translation>
    </message>
    <message>
        <source>Name a company.</source>
        <translation>Nennen Sie ein Unternehmen.</translation>
    </message>
    <message>
        <source>Choose something to watch.</source>
        <translation>Wählen Sie etwas zum Überwachen.</translation>
    </message>
</context>
<context>
    <name>consultantos::MonitorTable</name>
    <message>
        <source>No monitor yet</source>
        <translation>Noch keine Überwachung</translation>
    </message>
    <message>
        <source>A monitor looks at a company on a schedule of yours: new filings and figures, a line that a figure crosses, the score of a framework, risk factors, news. It raises an alert when something changed enough to matter, and says what that rests on.</source>
        <translation>Eine Überwachung achtet bei einem Unternehmen nach Ihrem Zeitplan auf neue Einreichungen und Kennzahlen, auf einen Grenzwert, den eine Kennzahl durchbricht, auf die Wertung einer Methode, auf Risikofaktoren und Nachrichten. Hat sich etwas so weit geändert, dass es von Bedeutung ist, löst sie eine Meldung aus und sagt, worauf diese beruht.</translation>
    </message>
    <message>
        <source>Add the first monitor …</source>
        <translation>Erste Überwachung hinzufügen …</translation>
    </message>
    <message>
        <source>Edi&amp;t …</source>
        <translation>Bearbei&amp;ten …</translation>
    </message>
    <message>
        <source>&amp;Check now</source>
        <translation>Jetzt &amp;prüfen</translation>
    </message>
    <message>
        <source>&amp;Pause</source>
        <translation>Pa&amp;usieren</translation>
    </message>
    <message>
        <source>Re&amp;move</source>
        <translation>Ent&amp;fernen</translation>
    </message>
    <message>
        <source>Monitors</source>
        <translation>Überwachungen</translation>
    </message>
    <message>
        <source>What it watches, when and from how large a change on (Enter)</source>
        <translation>Was sie überwacht, wann und ab welcher Veränderung (Eingabe)</translation>
    </message>
    <message>
        <source>Without waiting for its schedule (C); all that are active if none is chosen</source>
        <translation>Ohne auf den Zeitplan zu warten (C); alle aktiven, wenn keine gewählt ist</translation>
    </message>
    <message>
        <source>Its alerts stay (Delete)</source>
        <translation>Die Meldungen bleiben erhalten (Entf)</translation>
    </message>
    <message>
        <source>Ca&amp;ncel</source>
        <translation>Abbre&amp;chen</translation>
    </message>
    <message>
        <source>What was checked stays; the check under way leaves all as it was (Esc)</source>
        <translation>Was geprüft ist, bleibt; die laufende Prüfung lässt alles, wie es war (Esc)</translation>
    </message>
    <message>
        <source>Checking %1 (%2 of %3) …</source>
        <translation>%1 wird geprüft (%2 von %3) …</translation>
    </message>
    <message>
        <source>Checking %1 …</source>
        <translation>%1 wird geprüft …</translation>
    </message>
    <message>
        <source>&amp;Check all now</source>
        <translation>Alle jetzt &amp;prüfen</translation>
    </message>
    <message>
        <source>&amp;Resume</source>
        <translation>F&amp;ortsetzen</translation>
    </message>
    <message>
        <source>Checks again from its next regular time on (P)</source>
        <translation>Prüft wieder ab dem nächsten regulären Zeitpunkt (P)</translation>
    </message>
    <message>
        <source>No checks until it is resumed (P)</source>
        <translation>Keine Prüfungen, bis sie fortgesetzt wird (P)</translation>
    </message>
    <message>
        <source>The last check failed: %1</source>
        <translation>Die letzte Prüfung ist gescheitert: %1</translation>
    </message>
    <message>
        <source>Not everything could be looked at: %1</source>
        <translation>Nicht alles konnte geprüft werden: %1</translation>
    </message>
</context>
<context>
    <name>consultantos::MonitorTableModel</name>
    <message>
        <source>%1 (%2)</source>
        <translation>%1 (%2)</translation>
    </message>
    <message>
        <source>due</source>
        <translation>fällig</translation>
    </message>
    <message>
        <source>Checking …</source>
        <translation>Wird geprüft …</translation>
    </message>
    <message>
        <source>Paused</source>
        <translation>Pausiert</translation>
    </message>
    <message>
        <source>By the clocks of %1</source>
        <translation>In der Zeitzone %1</translation>
    </message>
    <message>
        <source>Not everything could be looked at:</source>
        <translation>Nicht alles konnte geprüft werden:</translation>
    </message>
    <message>
        <source>Company</source>
        <translation>Unternehmen</translation>
    </message>
    <message>
        <source>Watches</source>
        <translation>Überwacht</translation>
    </message>
    <message>
        <source>When</source>
        <translation>Wann</translation>
    </message>
    <message>
        <source>Last check</source>
        <translation>Geprüft</translation>
    </message>
    <message>
        <source>Next check</source>
        <translation>Nächste Prüfung</translation>
    </message>
    <message>
        <source>State</source>
        <translation>Zustand</translation>
    </message>
</context>
<context>
    <name>consultantos::MonitorsController</name>
    <message>
        <source>%1 is being watched.</source>
        <translation>%1 wird überwacht.</translation>
    </message>
    <message>
        <source>The monitor of %1 was changed.</source>
        <translation>Die Überwachung von %1 wurde geändert.</translation>
    </message>
    <message>
        <source>The monitor of %1 was removed; its alerts stay.</source>
        <translation>Die Überwachung von %1 wurde entfernt; ihre Meldungen bleiben erhalten.</translation>
    </message>
    <message numerus="yes">
        <source>%n alert(s) snoozed until %1.</source>
        <translation>
            <numerusform>%n Meldung bis %1 zurückgestellt.</numerusform>
            <numerusform>%n Meldungen bis %1 zurückgestellt.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n alert(s) dismissed.</source>
        <translation>
            <numerusform>%n Meldung verworfen.</numerusform>
            <numerusform>%n Meldungen verworfen.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n alert(s) opened again.</source>
        <translation>
            <numerusform>%n Meldung wieder geöffnet.</numerusform>
            <numerusform>%n Meldungen wieder geöffnet.</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 was checked: %2.</source>
        <translation>%1 wurde geprüft: %2.</translation>
    </message>
    <message>
        <source>The check was cancelled; nothing was changed.</source>
        <translation>Die Prüfung wurde abgebrochen; nichts wurde geändert.</translation>
    </message>
    <message>
        <source>It is being checked already.</source>
        <translation>Diese Prüfung läuft bereits.</translation>
    </message>
    <message>
        <source>Sending …</source>
        <translation>Wird gesendet …</translation>
    </message>
    <message>
        <source>It could not be sent: %1</source>
        <translation>Das Senden ist gescheitert: %1</translation>
    </message>
    <message>
        <source>It was sent.</source>
        <translation>Gesendet.</translation>
    </message>
</context>
<context>
    <name>consultantos::MonitorsPage</name>
    <message>
        <source>D&amp;igest …</source>
        <translation>Zusa&amp;mmenfassung …</translation>
    </message>
    <message>
        <source>&amp;Add a monitor …</source>
        <translation>Überwachung h&amp;inzufügen …</translation>
    </message>
    <message>
        <source>Monitors can&apos;t be used here</source>
        <translation>Überwachungen können hier nicht benutzt werden</translation>
    </message>
    <message>
        <source>Their store could not be opened; the notices at the start say why. All else works.</source>
        <translation>Ihr Speicher konnte nicht geöffnet werden; die Hinweise beim Start nennen den Grund. Alles andere funktioniert.</translation>
    </message>
    <message>
        <source>Monitors</source>
        <translation>Überwachungen</translation>
    </message>
    <message>
        <source>What came up in a span of time, to read or to save</source>
        <translation>Was in einem Zeitraum aufgekommen ist, zum Lesen oder Speichern</translation>
    </message>
    <message>
        <source>&amp;Undo</source>
        <translation>&amp;Rückgängig</translation>
    </message>
    <message>
        <source>A&amp;lerts</source>
        <translation>M&amp;eldungen</translation>
    </message>
    <message>
        <source>M&amp;onitors</source>
        <translation>Über&amp;wachungen</translation>
    </message>
    <message>
        <source>No open alerts</source>
        <translation>Keine offenen Meldungen</translation>
    </message>
    <message numerus="yes">
        <source>%n open alert(s)</source>
        <translation>
            <numerusform>%n offene Meldung</numerusform>
            <numerusform>%n offene Meldungen</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>the last check of %n monitor(s) failed</source>
        <translation>
            <numerusform>%n Überwachung bei der letzten Prüfung gescheitert</numerusform>
            <numerusform>%n Überwachungen bei der letzten Prüfung gescheitert</numerusform>
        </translation>
    </message>
    <message>
        <source>a check is due</source>
        <translation>eine Prüfung ist fällig</translation>
    </message>
    <message>
        <source>next check %1</source>
        <translation>nächste Prüfung %1</translation>
    </message>
    <message>
        <source>Companies that are looked at on a schedule, and what has changed about them.</source>
        <translation>Unternehmen, die nach Zeitplan geprüft werden, und was sich bei ihnen geändert hat.</translation>
    </message>
    <message>
        <source>%1 is being watched already.</source>
        <translation>%1 wird bereits überwacht.</translation>
    </message>
</context>
<context>
    <name>consultantos::Navigation</name>
    <message>
        <source>Pages</source>
        <translation>Seiten</translation>
    </message>
</context>
<context>
    <name>consultantos::NoticeBar</name>
    <message>
        <source>ConsultantOS stopped unexpectedly on %1 (%2). Saved reports are untouched. The details are in %3.</source>
        <translation>ConsultantOS endete am %1 unerwartet (%2). Gespeicherte Berichte sind unberührt. Näheres steht in %3.</translation>
    </message>
    <message>
        <source>Dismiss</source>
        <translation>Schließen</translation>
    </message>
</context>
<context>
    <name>consultantos::OutputsEditor</name>
    <message>
        <source>Notice on this com&amp;puter while the program runs</source>
        <translation>Hinweis auf d&amp;iesem Rechner, solange das Programm läuft</translation>
    </message>
    <message>
        <source>Sen&amp;d a test</source>
        <translation>&amp;Test senden</translation>
    </message>
    <message>
        <source>Gets each alert as JSON by POST</source>
        <translation>Erhält jede Meldung als JSON per POST</translation>
    </message>
    <message>
        <source>&amp;Webhook</source>
        <translation>&amp;Webhook</translation>
    </message>
    <message>
        <source>E-mail t&amp;o</source>
        <translation>E-Mai&amp;l an</translation>
    </message>
    <message>
        <source>The webhook must be an address that begins with https:// or http://.</source>
        <translation>Der Webhook muss eine Adresse sein, die mit https:// oder http:// beginnt.</translation>
    </message>
    <message>
        <source>Not an e-mail address: %1</source>
        <translation>Keine E-Mail-Adresse: %1</translation>
    </message>
    <message>
        <source>Sending …</source>
        <translation>Wird gesendet …</translation>
    </message>
    <message>
        <source>Sent. Look whether it has arrived.</source>
        <translation>Gesendet. Sehen Sie nach, ob der Test angekommen ist.</translation>
    </message>
</context>
<context>
    <name>consultantos::PeerTable</name>
    <message>
        <source>Multiples of peers</source>
        <translation>Multiplikatoren der Vergleichsunternehmen</translation>
    </message>
    <message>
        <source>Peer</source>
        <translation>Unternehmen</translation>
    </message>
    <message>
        <source>Peer %1</source>
        <translation>Vergleichsunternehmen %1</translation>
    </message>
    <message>
        <source>Price</source>
        <translation>Kurs</translation>
    </message>
    <message>
        <source>yours</source>
        <translation>von Ihnen</translation>
    </message>
</context>
<context>
    <name>consultantos::PerformancePage</name>
    <message>
        <source>Pause</source>
        <translation>Pause</translation>
    </message>
    <message>
        <source>Copy summary</source>
        <translation>Zusammenfassung kopieren</translation>
    </message>
    <message>
        <source>Export</source>
        <translation>Exportieren</translation>
    </message>
    <message>
        <source>Nothing has been measured yet</source>
        <translation>Es wurde noch nichts gemessen</translation>
    </message>
    <message>
        <source>Measuring is switched off</source>
        <translation>Das Messen ist ausgeschaltet</translation>
    </message>
    <message>
        <source>Once an analysis has run, this page shows how long requests, agents and stores took, what the cache answered and saved, and what language models cost.</source>
        <translation>Sobald eine Analyse gelaufen ist, zeigt diese Seite, wie lange Anfragen, Agenten und Speicher brauchten, was der Zwischenspeicher beantwortete und sparte und was Sprachmodelle kosteten.</translation>
    </message>
    <message>
        <source>Switch on &quot;Performance metrics&quot; in the settings and start the program again.</source>
        <translation>Schalten Sie in den Einstellungen „Leistungsmessung“ ein und starten Sie das Programm neu.</translation>
    </message>
    <message>
        <source>To the brief</source>
        <translation>Zum Auftrag</translation>
    </message>
    <message>
        <source>Performance</source>
        <translation>Leistung</translation>
    </message>
    <message>
        <source>Time range</source>
        <translation>Zeitraum</translation>
    </message>
    <message>
        <source>As a picture (PNG) …</source>
        <translation>Als Bild (PNG) …</translation>
    </message>
    <message>
        <source>Save the picture</source>
        <translation>Bild speichern</translation>
    </message>
    <message>
        <source>Picture (*.png)</source>
        <translation>Bild (*.png)</translation>
    </message>
    <message>
        <source>As a table (CSV) …</source>
        <translation>Als Tabelle (CSV) …</translation>
    </message>
    <message>
        <source>Save the table</source>
        <translation>Tabelle speichern</translation>
    </message>
    <message>
        <source>Table (*.csv)</source>
        <translation>Tabelle (*.csv)</translation>
    </message>
    <message>
        <source>The performance summary is on the clipboard.</source>
        <translation>Die Zusammenfassung der Leistung liegt in der Zwischenablage.</translation>
    </message>
    <message>
        <source>Go on</source>
        <translation>Fortsetzen</translation>
    </message>
    <message>
        <source>performance %1</source>
        <translation>Leistung %1</translation>
    </message>
    <message>
        <source>None of the last %1 runs was made at that time.</source>
        <translation>Keiner der letzten %1 Läufe fand zu dieser Zeit statt.</translation>
    </message>
</context>
<context>
    <name>consultantos::PromptDialog</name>
    <message>
        <source>%1, %2, about %3 tokens, %4.</source>
        <translation>%1, %2, etwa %3 Token, %4.</translation>
    </message>
    <message numerus="yes">
        <source>%n prompt(s)</source>
        <translation>
            <numerusform>%n Anfrage</numerusform>
            <numerusform>%n Anfragen</numerusform>
        </translation>
    </message>
    <message>
        <source>What would be sent</source>
        <translation>Was gesendet würde</translation>
    </message>
    <message>
        <source>To %1</source>
        <translation>An %1</translation>
    </message>
    <message>
        <source>Nothing: this analysis doesn&apos;t ask the language model anything.</source>
        <translation>Nichts: Diese Analyse fragt das Sprachmodell nichts.</translation>
    </message>
    <message>
        <source>Corrections that follow from replies, what sources of the network find and files that aren&apos;t imported yet can&apos;t be shown before. They go through the same rules: hidden names, fields and documents never sent.</source>
        <translation>Berichtigungen, die aus Antworten folgen, Funde aus Quellen im Netz und noch nicht importierte Dateien lassen sich vorher nicht zeigen. Für sie gelten dieselben Regeln: verborgene Namen sowie Felder und Dokumente, die nie gesendet werden.</translation>
    </message>
    <message>
        <source>Prompts</source>
        <translation>Anfragen</translation>
    </message>
    <message>
        <source>Text of the prompt</source>
        <translation>Text der Anfrage</translation>
    </message>
    <message>
        <source>Go on &amp;without the model</source>
        <translation>&amp;Ohne das Modell fortfahren</translation>
    </message>
    <message>
        <source>%1, about %2 tokens, %3</source>
        <translation>%1, etwa %2 Token, %3</translation>
    </message>
    <message>
        <source>Nothing is held back: names and documents can be, in the settings and in the list of documents.</source>
        <translation>Nichts wird zurückgehalten: Namen und Dokumente können es werden, in den Einstellungen und in der Liste der Dokumente.</translation>
    </message>
    <message>
        <source>Where that can&apos;t be had: %1</source>
        <translation>Wenn dort niemand erreichbar ist, an: %1</translation>
    </message>
    <message>
        <source>Nothing has been sent there for this engagement yet. &quot;Allow always&quot; holds for this engagement from here on; you are not asked again.</source>
        <translation>Für dieses Mandat wurde noch nichts dorthin gesendet. „Immer erlauben“ gilt von nun an für dieses Mandat; Sie werden nicht wieder gefragt.</translation>
    </message>
    <message>
        <source>&quot;Allow once&quot; holds for these prompts and what follows from them.</source>
        <translation>„Einmal erlauben“ gilt für diese Anfragen und was aus ihnen folgt.</translation>
    </message>
    <message>
        <source>Allow &amp;always</source>
        <translation>&amp;Immer erlauben</translation>
    </message>
    <message>
        <source>Allow &amp;once</source>
        <translation>&amp;Einmal erlauben</translation>
    </message>
</context>
<context>
    <name>consultantos::QuestionField</name>
    <message>
        <source>Question</source>
        <translation>Frage</translation>
    </message>
    <message>
        <source>For example: What was Tesla&apos;s gross margin in 2023?</source>
        <translation>Zum Beispiel: Wie hoch war die Bruttomarge von Tesla 2023?</translation>
    </message>
    <message>
        <source>Enter asks, Shift+Enter begins a new line, Up and Down bring earlier questions back.</source>
        <translation>Eingabetaste stellt die Frage, Umschalt+Eingabetaste beginnt eine neue Zeile, Auf und Ab holen frühere Fragen zurück.</translation>
    </message>
</context>
<context>
    <name>consultantos::RangeBars</name>
    <message>
        <source>%1: %2 to %3</source>
        <translation>%1: %2 bis %3</translation>
    </message>
    <message>
        <source>Bar</source>
        <translation>Balken</translation>
    </message>
    <message>
        <source>From</source>
        <translation>Von</translation>
    </message>
    <message>
        <source>To</source>
        <translation>Bis</translation>
    </message>
    <message>
        <source>Middle</source>
        <translation>Mitte</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>Anmerkung</translation>
    </message>
    <message>
        <source>Around %1</source>
        <translation>Um %1 herum</translation>
    </message>
    <message>
        <source>All overlap between %1 and %2</source>
        <translation>Alle überschneiden sich zwischen %1 und %2</translation>
    </message>
    <message>
        <source>Widest: %1</source>
        <translation>Am breitesten: %1</translation>
    </message>
</context>
<context>
    <name>consultantos::RatioModel</name>
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
    <name>consultantos::ReadBackDialog</name>
    <message>
        <source>Changes in %1</source>
        <translation>Änderungen in %1</translation>
    </message>
    <message>
        <source>The workbook says what the report says.</source>
        <translation>Die Arbeitsmappe stimmt inhaltlich mit dem Bericht überein.</translation>
    </message>
    <message numerus="yes">
        <source>%n change(s) against the report</source>
        <translation>
            <numerusform>%n Änderung gegenüber dem Bericht</numerusform>
            <numerusform>%n Änderungen gegenüber dem Bericht</numerusform>
        </translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>Take over what is ticked</source>
        <translation>Angekreuztes übernehmen</translation>
    </message>
</context>
<context>
    <name>consultantos::RecentMenu</name>
    <message>
        <source>&amp;Recent reports</source>
        <translation>&amp;Letzte Berichte</translation>
    </message>
    <message>
        <source>None yet</source>
        <translation>Noch keine</translation>
    </message>
</context>
<context>
    <name>consultantos::ReportExport</name>
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
        <source>Sent to the printer</source>
        <translation>An den Drucker geschickt</translation>
    </message>
    <message>
        <source>Word document (*.docx)</source>
        <translation>Word-Dokument (*.docx)</translation>
    </message>
    <message>
        <source>Excel workbook (*.xlsx)</source>
        <translation>Excel-Arbeitsmappe (*.xlsx)</translation>
    </message>
    <message>
        <source>PowerPoint presentation (*.pptx)</source>
        <translation>PowerPoint-Präsentation (*.pptx)</translation>
    </message>
    <message numerus="yes">
        <source>%n report(s) saved in %1</source>
        <translation>
            <numerusform>%n Bericht in %1 gespeichert</numerusform>
            <numerusform>%n Berichte in %1 gespeichert</numerusform>
        </translation>
    </message>
    <message>
        <source>Your administrator doesn&apos;t allow reports in this format.</source>
        <translation>Ihr Administrator erlaubt keine Berichte in diesem Format.</translation>
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
    <message>
        <source>What was sent for this report</source>
        <translation>Was für diesen Bericht gesendet wurde</translation>
    </message>
    <message>
        <source>Forecasts</source>
        <translation>Prognosen</translation>
    </message>
    <message>
        <source>Period</source>
        <translation>Zeitraum</translation>
    </message>
    <message>
        <source>Forecast</source>
        <translation>Prognose</translation>
    </message>
    <message>
        <source>80 % from</source>
        <translation>80 % von</translation>
    </message>
    <message>
        <source>80 % to</source>
        <translation>80 % bis</translation>
    </message>
    <message>
        <source>95 % from</source>
        <translation>95 % von</translation>
    </message>
    <message>
        <source>95 % to</source>
        <translation>95 % bis</translation>
    </message>
    <message>
        <source>Quality review</source>
        <translation>Qualitätsprüfung</translation>
    </message>
    <message>
        <source>This report was made before reviews were.</source>
        <translation>Dieser Bericht entstand, bevor es Qualitätsprüfungen gab.</translation>
    </message>
    <message>
        <source>Verified: nothing is open.</source>
        <translation>Bestätigt: Nichts ist offen.</translation>
    </message>
    <message numerus="yes">
        <source>Not verified: %n finding(s) open.</source>
        <translation>
            <numerusform>Nicht bestätigt: %n Befund ist offen.</numerusform>
            <numerusform>Nicht bestätigt: %n Befunde sind offen.</numerusform>
        </translation>
    </message>
    <message>
        <source>Score: %1 of 100.</source>
        <translation>Wertung: %1 von 100.</translation>
    </message>
    <message>
        <source>What was found</source>
        <translation>Was gefunden wurde</translation>
    </message>
    <message>
        <source>State</source>
        <translation>Zustand</translation>
    </message>
    <message>
        <source>Place</source>
        <translation>Stelle</translation>
    </message>
    <message>
        <source>Finding</source>
        <translation>Befund</translation>
    </message>
    <message>
        <source>What settles it</source>
        <translation>Was es klärt</translation>
    </message>
    <message>
        <source>Contradictions</source>
        <translation>Widersprüche</translation>
    </message>
    <message>
        <source>What was looked at</source>
        <translation>Was geprüft wurde</translation>
    </message>
    <message>
        <source>Rule</source>
        <translation>Regel</translation>
    </message>
    <message>
        <source>Checked</source>
        <translation>Geprüft</translation>
    </message>
    <message>
        <source>Found</source>
        <translation>Gefunden</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>Offen</translation>
    </message>
    <message>
        <source>Deduction</source>
        <translation>Abzug</translation>
    </message>
    <message>
        <source>Narrows</source>
        <translation>Grenzt ein</translation>
    </message>
    <message>
        <source>Set by people</source>
        <translation>Von Personen festgelegt</translation>
    </message>
    <message>
        <source>What persons set over what was computed. Where the analysis changed since, decide which version stands.</source>
        <translation>Was Personen anstelle des Berechneten festgelegt haben. Wo sich die Analyse seitdem geändert hat, entscheiden Sie, welche Fassung gilt.</translation>
    </message>
    <message>
        <source>Theirs</source>
        <translation>Festgelegt</translation>
    </message>
    <message>
        <source>Computed then</source>
        <translation>Damals berechnet</translation>
    </message>
    <message>
        <source>Computed now</source>
        <translation>Jetzt berechnet</translation>
    </message>
    <message>
        <source>By</source>
        <translation>Von</translation>
    </message>
    <message>
        <source>Keep theirs</source>
        <translation>Festgelegte Fassung behalten</translation>
    </message>
    <message>
        <source>Take the computed version</source>
        <translation>Berechnete Fassung übernehmen</translation>
    </message>
    <message>
        <source>Edit</source>
        <translation>Bearbeiten</translation>
    </message>
    <message>
        <source>The facts deny %1.</source>
        <translation>Die Fakten widersprechen der Zahl %1.</translation>
    </message>
    <message>
        <source>Conflict</source>
        <translation>Konflikt</translation>
    </message>
    <message>
        <source>not in this report</source>
        <translation>nicht in diesem Bericht</translation>
    </message>
    <message>
        <source>Option</source>
        <translation>Handlungsoption</translation>
    </message>
    <message>
        <source>Range</source>
        <translation>Spanne</translation>
    </message>
    <message>
        <source>Impact a year</source>
        <translation>Wirkung pro Jahr</translation>
    </message>
    <message>
        <source>Feasibility</source>
        <translation>Machbarkeit</translation>
    </message>
    <message>
        <source>Risk</source>
        <translation>Risiko</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>Zeit</translation>
    </message>
    <message>
        <source>open</source>
        <translation>offen</translation>
    </message>
    <message>
        <source>What would have to be true</source>
        <translation>Was zutreffen müsste</translation>
    </message>
    <message>
        <source>Condition</source>
        <translation>Bedingung</translation>
    </message>
    <message>
        <source>Today</source>
        <translation>Heute</translation>
    </message>
    <message>
        <source>Threshold</source>
        <translation>Schwelle</translation>
    </message>
    <message>
        <source>Status</source>
        <translation>Status</translation>
    </message>
    <message>
        <source>How it is tested</source>
        <translation>Wie sie geprüft wird</translation>
    </message>
    <message>
        <source>met</source>
        <translation>erfüllt</translation>
    </message>
    <message>
        <source>not met</source>
        <translation>nicht erfüllt</translation>
    </message>
    <message>
        <source>The first hundred days</source>
        <translation>Die ersten hundert Tage</translation>
    </message>
    <message>
        <source>Weeks</source>
        <translation>Wochen</translation>
    </message>
    <message>
        <source>Who</source>
        <translation>Wer</translation>
    </message>
    <message>
        <source>What</source>
        <translation>Was</translation>
    </message>
    <message>
        <source>Each criterion counts from one to five, five being best: for risk the least, for time the soonest.</source>
        <translation>Jedes Kriterium wird von eins bis fünf bewertet, wobei fünf das Beste ist: beim Risiko das geringste, bei der Zeit die kürzeste.</translation>
    </message>
    <message>
        <source>What would put another option first</source>
        <translation>Was eine andere Handlungsoption auf den ersten Platz brächte</translation>
    </message>
    <message>
        <source>Take back</source>
        <translation>Zurücknehmen</translation>
    </message>
    <message>
        <source>Accept</source>
        <translation>Akzeptieren</translation>
    </message>
    <message>
        <source>error</source>
        <translation>Fehler</translation>
    </message>
    <message>
        <source>warning</source>
        <translation>Warnung</translation>
    </message>
    <message>
        <source>note</source>
        <translation>Hinweis</translation>
    </message>
    <message>
        <source>%1, accepted</source>
        <translation>%1, akzeptiert</translation>
    </message>
    <message>
        <source>%1, open</source>
        <translation>%1, offen</translation>
    </message>
</context>
<context>
    <name>consultantos::ReportKeeping</name>
    <message>
        <source>This series has no forecast.</source>
        <translation>Für diese Reihe gibt es keine Prognose.</translation>
    </message>
    <message>
        <source>There is no report yet that could keep it.</source>
        <translation>Es gibt noch keinen Bericht, der sie aufnehmen könnte.</translation>
    </message>
    <message>
        <source>Analyse a company first.</source>
        <translation>Analysieren Sie zuerst ein Unternehmen.</translation>
    </message>
    <message>
        <source>Keep in a report</source>
        <translation>In einen Bericht übernehmen</translation>
    </message>
    <message>
        <source>The forecast becomes a part of this report, with what it rests on:</source>
        <translation>Die Prognose wird Teil dieses Berichts, mit dem, worauf sie beruht:</translation>
    </message>
    <message>
        <source>Keep</source>
        <translation>Übernehmen</translation>
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
    <message>
        <source>Forecasts</source>
        <translation>Prognosen</translation>
    </message>
    <message>
        <source>Financial health</source>
        <translation>Finanzielle Gesundheit</translation>
    </message>
    <message>
        <source>Quality review</source>
        <translation>Qualitätsprüfung</translation>
    </message>
    <message>
        <source>Set by people</source>
        <translation>Von Personen festgelegt</translation>
    </message>
    <message numerus="yes">
        <source>%n edit(s) rest on an analysis that has changed since.</source>
        <translation>
            <numerusform>%n Änderung beruht auf einer Analyse, die sich seitdem geändert hat.</numerusform>
            <numerusform>%n Änderungen beruhen auf einer Analyse, die sich seitdem geändert hat.</numerusform>
        </translation>
    </message>
    <message>
        <source>Decide</source>
        <translation>Entscheiden</translation>
    </message>
    <message>
        <source>Edit this sentence</source>
        <translation>Diesen Satz bearbeiten</translation>
    </message>
    <message>
        <source>Scores and weights</source>
        <translation>Wertungen und Gewichte</translation>
    </message>
    <message>
        <source>Score of %1</source>
        <translation>Wertung von „%1“</translation>
    </message>
    <message>
        <source>Weight of %1</source>
        <translation>Gewicht von „%1“</translation>
    </message>
    <message>
        <source>Undo the last change of the report</source>
        <translation>Letzte Änderung des Berichts rückgängig machen</translation>
    </message>
    <message>
        <source>Redo</source>
        <translation>Wiederholen</translation>
    </message>
</context>
<context>
    <name>consultantos::RunCards</name>
    <message>
        <source>Run</source>
        <translation>Lauf</translation>
    </message>
    <message>
        <source>Compared with</source>
        <translation>Verglichen mit</translation>
    </message>
    <message>
        <source>Agents of a run</source>
        <translation>Agenten eines Laufs</translation>
    </message>
    <message>
        <source>No analysis has run in this engagement yet.</source>
        <translation>In diesem Mandat ist noch keine Analyse gelaufen.</translation>
    </message>
    <message>
        <source>Agent times over runs</source>
        <translation>Zeiten der Agenten über Läufe</translation>
    </message>
    <message>
        <source>Two runs compared</source>
        <translation>Zwei Läufe im Vergleich</translation>
    </message>
    <message>
        <source>There are no two runs to compare yet.</source>
        <translation>Noch gibt es keine zwei Läufe zum Vergleichen.</translation>
    </message>
    <message>
        <source>Upper bar: the run chosen under &quot;Agents of a run&quot;; lower bar: this one.</source>
        <translation>Oberer Balken: der unter „Agenten eines Laufs“ gewählte Lauf; unterer: dieser.</translation>
    </message>
    <message>
        <source>Compared with another run</source>
        <translation>Vergleich mit anderem Lauf</translation>
    </message>
    <message>
        <source>The bar holds the middle half, the mark is the median, the line goes from the fastest to the slowest; what the cache answered is left out.</source>
        <translation>Der Balken umfasst die mittlere Hälfte, die Marke ist der Median, die Linie reicht vom schnellsten zum langsamsten; Antworten des Zwischenspeichers zählen nicht.</translation>
    </message>
    <message>
        <source>Agent times over the last %1 runs</source>
        <translation>Zeiten der Agenten über die letzten %1 Läufe</translation>
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
    <message>
        <source>Forecasts</source>
        <translation>Prognosen</translation>
    </message>
    <message>
        <source>under %1 s</source>
        <translation>unter %1 s</translation>
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
    <message>
        <source>Analyse &amp;here</source>
        <translation>H&amp;ier analysieren</translation>
    </message>
    <message>
        <source>Analyse in this program, without the team&apos;s workers</source>
        <translation>In diesem Programm analysieren, ohne die Worker des Teams</translation>
    </message>
</context>
<context>
    <name>consultantos::SavedFileButton</name>
    <message>
        <source>Sho&amp;w in folder</source>
        <translation>Im Ordner zei&amp;gen</translation>
    </message>
    <message>
        <source>Show in folder: %1</source>
        <translation>Im Ordner zeigen: %1</translation>
    </message>
    <message>
        <source>Opens the folder of %1 in the file manager</source>
        <translation>Öffnet den Ordner von %1 in der Dateiverwaltung</translation>
    </message>
    <message>
        <source>The desktop has no file manager that opens folders.</source>
        <translation>Der Desktop hat keine Dateiverwaltung, die Ordner öffnet.</translation>
    </message>
    <message>
        <source>What was saved is in %1.</source>
        <translation>Das Gespeicherte liegt in %1.</translation>
    </message>
</context>
<context>
    <name>consultantos::ScenarioDesk</name>
    <message>
        <source>There is no such driver.</source>
        <translation>Diesen Treiber gibt es nicht.</translation>
    </message>
    <message>
        <source>Change &quot;%1&quot;</source>
        <translation>„%1“ ändern</translation>
    </message>
    <message>
        <source>Change the lines</source>
        <translation>Linien ändern</translation>
    </message>
</context>
<context>
    <name>consultantos::ScenarioEditor</name>
    <message>
        <source>&amp;Take the changes</source>
        <translation>Änderungen über&amp;nehmen</translation>
    </message>
    <message>
        <source>Dis&amp;card them</source>
        <translation>&amp;Verwerfen</translation>
    </message>
    <message>
        <source>The scenario as text</source>
        <translation>Das Szenario als Text</translation>
    </message>
    <message>
        <source>Add a dri&amp;ver</source>
        <translation>&amp;Treiber hinzufügen</translation>
    </message>
    <message>
        <source>Between a least and a most value, to be changed in the table below</source>
        <translation>Zwischen einem kleinsten und einem größten Wert, die Sie in der Tabelle unten ändern können</translation>
    </message>
    <message>
        <source>Add a for&amp;mula</source>
        <translation>For&amp;mel hinzufügen</translation>
    </message>
    <message>
        <source>A further result, to be changed in the text</source>
        <translation>Ein weiteres Ergebnis, das Sie im Text ändern können</translation>
    </message>
    <message>
        <source>Add a &amp;correlation</source>
        <translation>&amp;Korrelation hinzufügen</translation>
    </message>
    <message>
        <source>Of the first two uncertain drivers that have none</source>
        <translation>Zwischen den ersten beiden unsicheren Treibern, die noch keine haben</translation>
    </message>
    <message>
        <source>Remo&amp;ve what is marked</source>
        <translation>M&amp;arkiertes entfernen</translation>
    </message>
    <message>
        <source>The driver or formula in whose name the cursor stands; not while a formula uses it</source>
        <translation>Der Treiber oder die Formel, in deren Namen die Schreibmarke steht; nicht, solange eine Formel darauf zugreift</translation>
    </message>
    <message>
        <source>The text</source>
        <translation>Der Text</translation>
    </message>
    <message>
        <source>Change the text</source>
        <translation>Text ändern</translation>
    </message>
    <message>
        <source>New driver</source>
        <translation>Neuer Treiber</translation>
    </message>
    <message>
        <source>Add a driver</source>
        <translation>Treiber hinzufügen</translation>
    </message>
    <message>
        <source>Add a driver first: a formula needs one.</source>
        <translation>Fügen Sie zuerst einen Treiber hinzu: Eine Formel braucht einen.</translation>
    </message>
    <message>
        <source>New formula</source>
        <translation>Neue Formel</translation>
    </message>
    <message>
        <source>Add a formula</source>
        <translation>Formel hinzufügen</translation>
    </message>
    <message>
        <source>Add a correlation</source>
        <translation>Korrelation hinzufügen</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is no driver&apos;s or formula&apos;s name: put the cursor into one.</source>
        <translation>„%1“ ist weder der Name eines Treibers noch der einer Formel: Setzen Sie die Schreibmarke in einen solchen Namen.</translation>
    </message>
    <message>
        <source>Remove &quot;%1&quot;</source>
        <translation>„%1“ entfernen</translation>
    </message>
    <message>
        <source>Text</source>
        <translation>Text</translation>
    </message>
    <message>
        <source>Correlations</source>
        <translation>Korrelationen</translation>
    </message>
    <message>
        <source>Take or discard the changes of the text first.</source>
        <translation>Übernehmen oder verwerfen Sie zuerst die Änderungen am Text.</translation>
    </message>
    <message>
        <source>There are no two uncertain drivers without a correlation; write further ones into the table.</source>
        <translation>Es gibt keine zwei unsicheren Treiber ohne Korrelation; tragen Sie weitere Korrelationen in die Tabelle ein.</translation>
    </message>
    <message>
        <source>What the scenario is made of</source>
        <translation>Woraus das Szenario besteht</translation>
    </message>
</context>
<context>
    <name>consultantos::ScenarioView</name>
    <message>
        <source>No scenario is open</source>
        <translation>Kein Szenario ist geöffnet</translation>
    </message>
    <message>
        <source>Begin with a company&apos;s own figures (choose it above), open a scenario file, or look at an example: drivers with their uncertainty, what comes out, and what moves it.</source>
        <translation>Beginnen Sie mit den eigenen Zahlen eines Unternehmens (oben zu wählen), öffnen Sie eine Szenariodatei oder sehen Sie sich ein Beispiel an: Treiber mit ihrer Unsicherheit, was herauskommt und was es bewegt.</translation>
    </message>
    <message>
        <source>Show an &amp;example</source>
        <translation>Beispiel &amp;zeigen</translation>
    </message>
    <message>
        <source>&amp;Save …</source>
        <translation>&amp;Speichern …</translation>
    </message>
    <message>
        <source>Save as &amp;workbook …</source>
        <translation>Als Arbeitsmappe s&amp;peichern …</translation>
    </message>
    <message>
        <source>&amp;Release sliders</source>
        <translation>Regler freig&amp;eben</translation>
    </message>
    <message>
        <source>Clear &amp;lines</source>
        <translation>&amp;Linien entfernen</translation>
    </message>
    <message>
        <source>What moves the result</source>
        <translation>Was das Ergebnis bewegt</translation>
    </message>
    <message>
        <source>Formulas</source>
        <translation>Formeln</translation>
    </message>
    <message>
        <source>Worlds</source>
        <translation>Welten</translation>
    </message>
    <message>
        <source>Decision</source>
        <translation>Entscheidung</translation>
    </message>
    <message>
        <source>Parts of the scenario</source>
        <translation>Teile des Szenarios</translation>
    </message>
    <message>
        <source>Result</source>
        <translation>Ergebnis</translation>
    </message>
    <message>
        <source>Goal seek</source>
        <translation>Zielwertsuche</translation>
    </message>
    <message>
        <source>&amp;Open …</source>
        <translation>Ö&amp;ffnen …</translation>
    </message>
    <message>
        <source>Gives every driver its distribution back</source>
        <translation>Gibt jedem Treiber seine Verteilung zurück</translation>
    </message>
    <message>
        <source>Result shown</source>
        <translation>Angezeigtes Ergebnis</translation>
    </message>
    <message>
        <source>Probability of reaching</source>
        <translation>Wahrscheinlichkeit für mindestens</translation>
    </message>
    <message>
        <source>Probability of reaching …</source>
        <translation>Wahrscheinlichkeit ab …</translation>
    </message>
    <message>
        <source>Type a value and press Enter: the probability that the result reaches it is drawn.</source>
        <translation>Geben Sie einen Wert ein und drücken Sie die Eingabetaste: Die Wahrscheinlichkeit, dass das Ergebnis ihn erreicht, wird eingezeichnet.</translation>
    </message>
    <message>
        <source>What moves it</source>
        <translation>Was es bewegt</translation>
    </message>
    <message>
        <source>Driver to change</source>
        <translation>Zu ändernder Treiber</translation>
    </message>
    <message>
        <source>Value to reach</source>
        <translation>Zu erreichender Wert</translation>
    </message>
    <message>
        <source>&amp;Find</source>
        <translation>S&amp;uchen</translation>
    </message>
    <message>
        <source>What a driver must be for the result that is shown to reach a value; 0 is a profit&apos;s break-even.</source>
        <translation>Welchen Wert ein Treiber haben muss, damit das angezeigte Ergebnis einen bestimmten Wert erreicht; 0 ist bei einem Gewinn die Gewinnschwelle.</translation>
    </message>
    <message>
        <source>Open a scenario</source>
        <translation>Szenario öffnen</translation>
    </message>
    <message>
        <source>Scenario (*.json)</source>
        <translation>Szenario (*.json)</translation>
    </message>
    <message>
        <source>Save as workbook</source>
        <translation>Als Arbeitsmappe speichern</translation>
    </message>
    <message>
        <source>Save the scenario</source>
        <translation>Szenario speichern</translation>
    </message>
    <message>
        <source>Workbook (*.xlsx)</source>
        <translation>Arbeitsmappe (*.xlsx)</translation>
    </message>
    <message>
        <source>scenario</source>
        <translation>Szenario</translation>
    </message>
    <message>
        <source>The driver goes from %1 to %2, its 10 and 90 % quantiles.</source>
        <translation>Der Treiber geht von %1 bis %2, also von seinem 10-%- bis zu seinem 90-%-Quantil.</translation>
    </message>
    <message>
        <source>They share as one, as they move together: %1.</source>
        <translation>Sie haben einen gemeinsamen Anteil, da sie sich gemeinsam bewegen: %1.</translation>
    </message>
    <message>
        <source>One driver at a time from its 10 % (amber) to its 90 % quantile (blue); before the name, its share of the variance.</source>
        <translation>Jeweils ein Treiber von seinem 10-%-Quantil (bernsteinfarben) bis zu seinem 90-%-Quantil (blau); vor dem Namen sein Anteil an der Varianz.</translation>
    </message>
    <message>
        <source>* Shared by drivers that move together.</source>
        <translation>* Gemeinsamer Anteil von Treibern, die sich gemeinsam bewegen.</translation>
    </message>
    <message>
        <source>&quot;%1&quot; isn&apos;t a number.</source>
        <translation>„%1“ ist keine Zahl.</translation>
    </message>
    <message>
        <source>&amp;Keep in a report …</source>
        <translation>In einen Bericht &amp;übernehmen …</translation>
    </message>
    <message>
        <source>Edit</source>
        <translation>Bearbeiten</translation>
    </message>
    <message>
        <source>Adds the results to a report, with what they rest on as evidence</source>
        <translation>Fügt die Ergebnisse einem Bericht hinzu, mit dem, worauf sie beruhen, als Beleg</translation>
    </message>
    <message>
        <source>The scenario becomes a part of this report, with what it rests on:</source>
        <translation>Das Szenario wird Teil dieses Berichts, mit dem, worauf es beruht:</translation>
    </message>
</context>
<context>
    <name>consultantos::ScenariosPage</name>
    <message>
        <source>Scenarios and valuation</source>
        <translation>Szenarien und Bewertung</translation>
    </message>
    <message>
        <source>Company</source>
        <translation>Unternehmen</translation>
    </message>
    <message>
        <source>Company, ticker or CIK</source>
        <translation>Name, Kürzel oder CIK</translation>
    </message>
    <message>
        <source>&amp;Begin with its figures</source>
        <translation>&amp;Mit seinen Zahlen beginnen</translation>
    </message>
    <message>
        <source>Scenario, valuation and market size</source>
        <translation>Szenario, Bewertung und Marktgröße</translation>
    </message>
    <message>
        <source>Scenario</source>
        <translation>Szenario</translation>
    </message>
    <message>
        <source>Valuation</source>
        <translation>Bewertung</translation>
    </message>
    <message>
        <source>Market size</source>
        <translation>Marktgröße</translation>
    </message>
</context>
<context>
    <name>consultantos::ScheduleEditor</name>
    <message>
        <source>Ever&amp;y</source>
        <translation>All&amp;e</translation>
    </message>
    <message>
        <source>As c&amp;ron has it</source>
        <translation>Als &amp;Cron-Ausdruck</translation>
    </message>
    <message>
        <source>How many</source>
        <translation>Wie viele</translation>
    </message>
    <message>
        <source>Unit of time</source>
        <translation>Zeiteinheit</translation>
    </message>
    <message>
        <source>minutes</source>
        <translation>Minuten</translation>
    </message>
    <message>
        <source>hours</source>
        <translation>Stunden</translation>
    </message>
    <message>
        <source>days</source>
        <translation>Tage</translation>
    </message>
    <message>
        <source>weeks</source>
        <translation>Wochen</translation>
    </message>
    <message>
        <source>Schedule as cron has it</source>
        <translation>Zeitplan als Cron-Ausdruck</translation>
    </message>
    <message>
        <source>Minute, hour, day of the month, month, day of the week. 0 7 * * 1-5: Monday to Friday at 07:00. 0 8 1 * *: on the first of each month at 08:00.</source>
        <translation>Minute, Stunde, Tag des Monats, Monat, Wochentag. 0 7 * * 1-5: Montag bis Freitag um 07:00. 0 8 1 * *: am Ersten jedes Monats um 08:00.</translation>
    </message>
    <message>
        <source>Time zone</source>
        <translation>Zeitzone</translation>
    </message>
    <message>
        <source>By the clocks of</source>
        <translation>In der Zeitzone</translation>
    </message>
    <message>
        <source>It has no next time.</source>
        <translation>Es gibt keinen nächsten Zeitpunkt.</translation>
    </message>
    <message>
        <source>Next checks: %1</source>
        <translation>Nächste Prüfungen: %1</translation>
    </message>
</context>
<context>
    <name>consultantos::SealedOpener</name>
    <message>
        <source>Verifying %1 …</source>
        <translation>%1 wird geprüft …</translation>
    </message>
</context>
<context>
    <name>consultantos::SearchBar</name>
    <message>
        <source>Company</source>
        <translation>Unternehmen</translation>
    </message>
    <message>
        <source>All companies</source>
        <translation>Alle Unternehmen</translation>
    </message>
    <message>
        <source>Fiscal year</source>
        <translation>Geschäftsjahr</translation>
    </message>
    <message>
        <source>All years</source>
        <translation>Alle Jahre</translation>
    </message>
    <message>
        <source>Format</source>
        <translation>Format</translation>
    </message>
    <message>
        <source>All formats</source>
        <translation>Alle Formate</translation>
    </message>
    <message>
        <source>Section</source>
        <translation>Abschnitt</translation>
    </message>
    <message>
        <source>All sections</source>
        <translation>Alle Abschnitte</translation>
    </message>
    <message>
        <source>Search in all documents: words, &quot;a phrase&quot;, -without</source>
        <translation>In allen Dokumenten suchen: Wörter, &quot;ein Ausdruck&quot;, -ohne</translation>
    </message>
    <message>
        <source>Search in all documents</source>
        <translation>In allen Dokumenten suchen</translation>
    </message>
</context>
<context>
    <name>consultantos::SeriesListModel</name>
    <message>
        <source>Series</source>
        <translation>Reihe</translation>
    </message>
    <message>
        <source>Error in its own past: below that of the naive forecast is good</source>
        <translation>Fehler an der eigenen Vergangenheit: gut, wenn kleiner als bei der naiven Prognose</translation>
    </message>
    <message>
        <source>Last step</source>
        <translation>Endwert</translation>
    </message>
    <message>
        <source>MASE</source>
        <translation>MASE</translation>
    </message>
    <message>
        <source>Method</source>
        <translation>Verfahren</translation>
    </message>
</context>
<context>
    <name>consultantos::ServiceLevelCard</name>
    <message>
        <source>Service levels</source>
        <translation>Leistungsziele</translation>
    </message>
    <message>
        <source>%1: %2, %3</source>
        <translation>%1: %2, %3</translation>
    </message>
</context>
<context>
    <name>consultantos::SettingEditor</name>
    <message>
        <source>Set by the environment variable %1; change it there.</source>
        <translation>Durch die Umgebungsvariable %1 gesetzt; ändern Sie sie dort.</translation>
    </message>
    <message>
        <source>Set by your administrator.</source>
        <translation>Von Ihrem Administrator festgelegt.</translation>
    </message>
    <message>
        <source>Your administrator allows: %1.</source>
        <translation>Ihr Administrator erlaubt: %1.</translation>
    </message>
    <message>
        <source>Your administrator allows %1 to %2.</source>
        <translation>Ihr Administrator erlaubt %1 bis %2.</translation>
    </message>
    <message>
        <source>Your administrator allows at most %1.</source>
        <translation>Ihr Administrator erlaubt höchstens %1.</translation>
    </message>
    <message>
        <source>Your administrator allows %1 or more.</source>
        <translation>Ihr Administrator erlaubt %1 oder mehr.</translation>
    </message>
    <message>
        <source>Your administrator allows %1 to %2, or 0.</source>
        <translation>Ihr Administrator erlaubt %1 bis %2 oder 0.</translation>
    </message>
</context>
<context>
    <name>consultantos::SettingFile</name>
    <message>
        <source>Choose …</source>
        <translation>Wählen …</translation>
    </message>
    <message>
        <source>Choose: %1</source>
        <translation>Wählen: %1</translation>
    </message>
</context>
<context>
    <name>consultantos::SettingRow</name>
    <message>
        <source>Allowed: %1.</source>
        <translation>Erlaubt: %1.</translation>
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
        <translation>Arbeitsspeicher behält für</translation>
    </message>
    <message>
        <source>Shared cache keeps for</source>
        <translation>Redis behält für</translation>
    </message>
    <message>
        <source>Disk cache keeps for</source>
        <translation>Platte behält für</translation>
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
    <message>
        <source>Proxy</source>
        <translation>Proxy</translation>
    </message>
    <message>
        <source>Own certificates</source>
        <translation>Eigene Zertifikate</translation>
    </message>
    <message>
        <source>Contact for the SEC</source>
        <translation>Kontakt für die SEC</translation>
    </message>
    <message>
        <source>Address of SEC EDGAR</source>
        <translation>Adresse von SEC EDGAR</translation>
    </message>
    <message>
        <source>Address of SEC EDGAR&apos;s data</source>
        <translation>Adresse der Daten von SEC EDGAR</translation>
    </message>
    <message>
        <source>Addresses of feeds</source>
        <translation>Adressen von Feeds</translation>
    </message>
    <message>
        <source>Address of GDELT</source>
        <translation>Adresse von GDELT</translation>
    </message>
    <message>
        <source>Address of the World Bank</source>
        <translation>Adresse der Weltbank</translation>
    </message>
    <message>
        <source>Address of Tavily</source>
        <translation>Adresse von Tavily</translation>
    </message>
    <message>
        <source>Address of SearXNG</source>
        <translation>Adresse von SearXNG</translation>
    </message>
    <message>
        <source>Address of Finnhub</source>
        <translation>Adresse von Finnhub</translation>
    </message>
    <message>
        <source>Address of Alpha Vantage</source>
        <translation>Adresse von Alpha Vantage</translation>
    </message>
    <message>
        <source>Address of filings.xbrl.org</source>
        <translation>Adresse von filings.xbrl.org</translation>
    </message>
    <message>
        <source>Scanned pages</source>
        <translation>Gescannte Seiten</translation>
    </message>
    <message>
        <source>Memory cache holds at most</source>
        <translation>Arbeitsspeicher behält höchstens</translation>
    </message>
    <message>
        <source>Disk cache holds at most</source>
        <translation>Platte behält höchstens</translation>
    </message>
    <message>
        <source>Language model from</source>
        <translation>Sprachmodell von</translation>
    </message>
    <message>
        <source>Model</source>
        <translation>Modell</translation>
    </message>
    <message>
        <source>Service</source>
        <translation>Dienst</translation>
    </message>
    <message>
        <source>Address of the model&apos;s server</source>
        <translation>Adresse des Modell-Servers</translation>
    </message>
    <message>
        <source>Azure API version</source>
        <translation>Azure-API-Version</translation>
    </message>
    <message>
        <source>Model file</source>
        <translation>Modelldatei</translation>
    </message>
    <message>
        <source>Program llama-server</source>
        <translation>Programm llama-server</translation>
    </message>
    <message>
        <source>Embedding model</source>
        <translation>Einbettungsmodell</translation>
    </message>
    <message>
        <source>Budget for a report</source>
        <translation>Budget für einen Bericht</translation>
    </message>
    <message>
        <source>Budget for a day</source>
        <translation>Budget für einen Tag</translation>
    </message>
    <message>
        <source>Budget for an engagement</source>
        <translation>Budget für ein Mandat</translation>
    </message>
    <message>
        <source>Tokens in a minute</source>
        <translation>Token je Minute</translation>
    </message>
    <message>
        <source>In place of it</source>
        <translation>Ersatz</translation>
    </message>
    <message>
        <source>Names of companies, products and the like</source>
        <translation>Namen von Unternehmen, Produkten und Ähnlichem</translation>
    </message>
    <message>
        <source>Names of people</source>
        <translation>Namen von Personen</translation>
    </message>
    <message>
        <source>Parts of a request</source>
        <translation>Teile eines Auftrags</translation>
    </message>
    <message>
        <source>Another server</source>
        <translation>Anderer Server</translation>
    </message>
    <message>
        <source>None</source>
        <translation>Keines</translation>
    </message>
    <message>
        <source>OpenAI, or what speaks its protocol</source>
        <translation>OpenAI, oder was dessen Protokoll spricht</translation>
    </message>
    <message>
        <source>A model on this computer</source>
        <translation>Ein Modell auf diesem Rechner</translation>
    </message>
    <message>
        <source>HTTP API</source>
        <translation>HTTP-Schnittstelle</translation>
    </message>
    <message>
        <source>Port</source>
        <translation>Port</translation>
    </message>
    <message>
        <source>Folder of backups</source>
        <translation>Ordner der Sicherungen</translation>
    </message>
    <message>
        <source>Hours between backups</source>
        <translation>Stunden zwischen Sicherungen</translation>
    </message>
    <message>
        <source>Password file of backups</source>
        <translation>Passwortdatei der Sicherungen</translation>
    </message>
    <message>
        <source>Daily backups kept</source>
        <translation>Behaltene Tagessicherungen</translation>
    </message>
    <message>
        <source>Weekly backups kept</source>
        <translation>Behaltene Wochensicherungen</translation>
    </message>
    <message>
        <source>Monthly backups kept</source>
        <translation>Behaltene Monatssicherungen</translation>
    </message>
    <message>
        <source>Delete by the rules each day</source>
        <translation>Täglich nach den Regeln löschen</translation>
    </message>
    <message>
        <source>Days for deleted reports</source>
        <translation>Tage für gelöschte Berichte</translation>
    </message>
    <message>
        <source>Days for reports</source>
        <translation>Tage für Berichte</translation>
    </message>
    <message>
        <source>Days for conversations</source>
        <translation>Tage für Gespräche</translation>
    </message>
    <message>
        <source>Days for jobs</source>
        <translation>Tage für Aufgaben</translation>
    </message>
    <message>
        <source>Days for measurements</source>
        <translation>Tage für Messungen</translation>
    </message>
    <message>
        <source>Days for the ledger</source>
        <translation>Tage für das Ausgangsprotokoll</translation>
    </message>
    <message>
        <source>Team store</source>
        <translation>Teamspeicher</translation>
    </message>
    <message>
        <source>Orders are done by</source>
        <translation>Aufträge ausgeführt von</translation>
    </message>
    <message>
        <source>Starter facts</source>
        <translation>Mitgelieferte Fakten</translation>
    </message>
    <message>
        <source>Mail server</source>
        <translation>Mailserver</translation>
    </message>
    <message>
        <source>Colour of documents</source>
        <translation>Farbe der Dokumente</translation>
    </message>
    <message>
        <source>Font of documents</source>
        <translation>Schrift der Dokumente</translation>
    </message>
    <message>
        <source>Footer of documents</source>
        <translation>Fußzeile der Dokumente</translation>
    </message>
    <message>
        <source>Logo of documents</source>
        <translation>Logo der Dokumente</translation>
    </message>
    <message>
        <source>Template of presentations</source>
        <translation>Vorlage der Präsentationen</translation>
    </message>
    <message>
        <source>Paper of documents</source>
        <translation>Papierformat der Dokumente</translation>
    </message>
    <message>
        <source>Language of reports</source>
        <translation>Sprache der Berichte</translation>
    </message>
    <message>
        <source>Second opinion on reports</source>
        <translation>Zweite Meinung zu Berichten</translation>
    </message>
    <message>
        <source>Tell of newer versions</source>
        <translation>Neuere Versionen melden</translation>
    </message>
    <message>
        <source>Address of the newest version</source>
        <translation>Adresse der neuesten Version</translation>
    </message>
    <message>
        <source>Size of text</source>
        <translation>Textgröße</translation>
    </message>
    <message>
        <source>Motion</source>
        <translation>Bewegung</translation>
    </message>
    <message>
        <source>Tell when done</source>
        <translation>Melden, wenn fertig</translation>
    </message>
    <message>
        <source>Tips</source>
        <translation>Tipps</translation>
    </message>
    <message>
        <source>Full</source>
        <translation>Voll</translation>
    </message>
    <message>
        <source>Reduced</source>
        <translation>Reduziert</translation>
    </message>
    <message>
        <source>Allowed: an amount such as %1, or nothing.</source>
        <translation>Erlaubt: ein Betrag wie %1 oder nichts.</translation>
    </message>
    <message>
        <source>The program that is asked</source>
        <translation>Das Programm, das gefragt wird</translation>
    </message>
    <message>
        <source>The workers of a team</source>
        <translation>Die Worker eines Teams</translation>
    </message>
    <message>
        <source>Letter</source>
        <translation>Letter (USA)</translation>
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
    <message>
        <source>Sections of the settings</source>
        <translation>Abschnitte der Einstellungen</translation>
    </message>
    <message>
        <source>%1 (!)</source>
        <translation>%1 (!)</translation>
    </message>
    <message>
        <source>A setting here is wrong.</source>
        <translation>Eine Einstellung hier ist falsch.</translation>
    </message>
</context>
<context>
    <name>consultantos::SettleBar</name>
    <message>
        <source>Why the report stands with it</source>
        <translation>Warum der Bericht trotzdem gilt</translation>
    </message>
    <message>
        <source>Reason</source>
        <translation>Begründung</translation>
    </message>
    <message>
        <source>Who accepts it</source>
        <translation>Wer ihn akzeptiert</translation>
    </message>
    <message>
        <source>Accept</source>
        <translation>Akzeptieren</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Say why the report stands with it.</source>
        <translation>Begründen Sie, warum der Bericht trotz des Befunds Bestand hat.</translation>
    </message>
    <message>
        <source>Say who accepts it.</source>
        <translation>Geben Sie an, wer ihn akzeptiert.</translation>
    </message>
</context>
<context>
    <name>consultantos::SizingView</name>
    <message>
        <source>The market, both ways</source>
        <translation>Der Markt nach beiden Ansätzen</translation>
    </message>
    <message>
        <source>No market is open</source>
        <translation>Kein Markt ist geöffnet</translation>
    </message>
    <message>
        <source>Open a market sizing file, or look at an example: a market from above and from below, each assumption with its source, reconciled with an interval.</source>
        <translation>Öffnen Sie eine Datei mit einer Marktgrößenschätzung oder sehen Sie sich ein Beispiel an: ein Markt, von oben und von unten geschätzt, jede Annahme mit ihrer Quelle, abgeglichen und mit einem Intervall.</translation>
    </message>
    <message>
        <source>Show an &amp;example</source>
        <translation>Beispiel &amp;zeigen</translation>
    </message>
    <message>
        <source>&amp;Open …</source>
        <translation>Ö&amp;ffnen …</translation>
    </message>
    <message>
        <source>Both ways and what divides them</source>
        <translation>Beide Ansätze und was sie trennt</translation>
    </message>
    <message>
        <source>Open a market sizing</source>
        <translation>Marktgrößenschätzung öffnen</translation>
    </message>
    <message>
        <source>Market sizing (*.json)</source>
        <translation>Marktgrößenschätzung (*.json)</translation>
    </message>
    <message>
        <source>top-down</source>
        <translation>top-down</translation>
    </message>
    <message>
        <source>bottom-up</source>
        <translation>bottom-up</translation>
    </message>
    <message>
        <source>%1, reconciled</source>
        <translation>%1, abgeglichen</translation>
    </message>
    <message>
        <source>Top-down weighs %1 %.</source>
        <translation>Gewicht des Top-down-Ansatzes: %1 %.</translation>
    </message>
    <message>
        <source>&amp;Save …</source>
        <translation>&amp;Speichern …</translation>
    </message>
    <message>
        <source>Save as &amp;workbook …</source>
        <translation>Als Arbeitsmappe s&amp;peichern …</translation>
    </message>
    <message>
        <source>&amp;Keep in a report …</source>
        <translation>In einen Bericht &amp;übernehmen …</translation>
    </message>
    <message>
        <source>Save as workbook</source>
        <translation>Als Arbeitsmappe speichern</translation>
    </message>
    <message>
        <source>Save the market sizing</source>
        <translation>Marktgrößenschätzung speichern</translation>
    </message>
    <message>
        <source>Workbook (*.xlsx)</source>
        <translation>Arbeitsmappe (*.xlsx)</translation>
    </message>
    <message>
        <source>market</source>
        <translation>Markt</translation>
    </message>
    <message>
        <source>The market&apos;s size becomes a part of this report, with what it rests on:</source>
        <translation>Die Marktgröße wird Teil dieses Berichts, mit dem, worauf sie beruht:</translation>
    </message>
</context>
<context>
    <name>consultantos::SnoozeDialog</name>
    <message>
        <source>Snooze</source>
        <translation>Zurückstellen</translation>
    </message>
    <message>
        <source>Snooze until then</source>
        <translation>Bis dahin zurückstellen</translation>
    </message>
    <message>
        <source>The alert comes back at the beginning of this day.</source>
        <translation>Die Meldung erscheint zu Beginn dieses Tages wieder.</translation>
    </message>
    <message>
        <source>Day on which the alert comes back</source>
        <translation>Tag, an dem die Meldung wieder erscheint</translation>
    </message>
    <message>
        <source>Month before</source>
        <translation>Vorheriger Monat</translation>
    </message>
    <message>
        <source>Month after</source>
        <translation>Nächster Monat</translation>
    </message>
</context>
<context>
    <name>consultantos::SourceBar</name>
    <message>
        <source>Name, ticker or CIK</source>
        <translation>Name, Kürzel, CIK</translation>
    </message>
    <message>
        <source>&amp;Company</source>
        <translation>&amp;Unternehmen</translation>
    </message>
    <message>
        <source>&amp;Line</source>
        <translation>&amp;Posten</translation>
    </message>
    <message>
        <source>As found</source>
        <translation>Wie erkannt</translation>
    </message>
    <message>
        <source>Fre&amp;quency</source>
        <translation>Fre&amp;quenz</translation>
    </message>
    <message>
        <source>usual</source>
        <translation>üblich</translation>
    </message>
    <message>
        <source>How many periods ahead; &quot;usual&quot; is a year of months, five years, …</source>
        <translation>Wie viele Perioden im Voraus; „üblich“ heißt bei Monaten ein Jahr, bei Jahren fünf Jahre, …</translation>
    </message>
    <message>
        <source>Hori&amp;zon</source>
        <translation>Hori&amp;zont</translation>
    </message>
    <message>
        <source>&amp;Paste a table</source>
        <translation>Tabelle e&amp;infügen</translation>
    </message>
    <message>
        <source>&amp;Open a table …</source>
        <translation>Tabelle ö&amp;ffnen …</translation>
    </message>
    <message>
        <source>All lines</source>
        <translation>Alle Posten</translation>
    </message>
    <message>
        <source>don&apos;t count</source>
        <translation>nicht berücksichtigen</translation>
    </message>
    <message>
        <source>Off until you say whose days off they are: on six American series of days, forecasts with them erred by up to 10 % less and up to 4 % more. They count only where the series shows them.</source>
        <translation>Aus, bis Sie angeben, wessen Feiertage gelten: Bei sechs amerikanischen Tagesreihen war der Fehler der Prognosen mit ihnen um bis zu 10 % kleiner und um bis zu 4 % größer. Sie werden nur berücksichtigt, wo die Reihe sie erkennen lässt.</translation>
    </message>
    <message>
        <source>Holi&amp;days</source>
        <translation>Feie&amp;rtage</translation>
    </message>
</context>
<context>
    <name>consultantos::SourceCard</name>
    <message>
        <source>Sent: %1</source>
        <translation>Gesendet: %1</translation>
    </message>
    <message>
        <source>Limit: %1.</source>
        <translation>Grenze: %1.</translation>
    </message>
    <message>
        <source>Address</source>
        <translation>Adresse</translation>
    </message>
    <message>
        <source>Address of %1</source>
        <translation>Adresse von %1</translation>
    </message>
    <message>
        <source>Key</source>
        <translation>Schlüssel</translation>
    </message>
    <message>
        <source>Off: offline</source>
        <translation>Aus: offline</translation>
    </message>
    <message>
        <source>Off once saved</source>
        <translation>Nach dem Speichern aus</translation>
    </message>
    <message>
        <source>Off</source>
        <translation>Aus</translation>
    </message>
    <message>
        <source>Lacks: %1</source>
        <translation>Es fehlt: %1</translation>
    </message>
    <message>
        <source>On once saved</source>
        <translation>Nach dem Speichern an</translation>
    </message>
    <message>
        <source>On</source>
        <translation>An</translation>
    </message>
</context>
<context>
    <name>consultantos::SourceTester</name>
    <message>
        <source>Test</source>
        <translation>Prüfen</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Test %1</source>
        <translation>%1 prüfen</translation>
    </message>
    <message>
        <source>Cancel the test of %1</source>
        <translation>Die Prüfung von %1 abbrechen</translation>
    </message>
    <message>
        <source>%1 is being asked</source>
        <translation>%1 wird gefragt</translation>
    </message>
    <message>
        <source>Asks it one small thing, switched on or not</source>
        <translation>Fragt sie eine Kleinigkeit, ob eingeschaltet oder nicht</translation>
    </message>
    <message>
        <source>It works: %1 answered after %2 s.</source>
        <translation>Es geht: %1 antwortete nach %2 s.</translation>
    </message>
    <message>
        <source>The test was cancelled.</source>
        <translation>Die Prüfung wurde abgebrochen.</translation>
    </message>
</context>
<context>
    <name>consultantos::SourcesSection</name>
    <message>
        <source>Offline, by CONSULTANTOS_OFFLINE or --offline: no source is asked. What is switched on comes back at a start without it.</source>
        <translation>Offline durch CONSULTANTOS_OFFLINE oder --offline: Keine Quelle wird gefragt. Was eingeschaltet ist, kommt bei einem Start ohne das wieder.</translation>
    </message>
    <message>
        <source>Offline: no source is asked. What is switched on comes back when Offline in the section Network is off.</source>
        <translation>Offline: Keine Quelle wird gefragt. Was eingeschaltet ist, kommt wieder, wenn Offline im Abschnitt Netz aus ist.</translation>
    </message>
    <message>
        <source>The network can&apos;t be used: no source is asked.</source>
        <translation>Das Netz ist nicht nutzbar: Keine Quelle wird gefragt.</translation>
    </message>
    <message>
        <source>What left this computer …</source>
        <translation>Was diesen Rechner verlassen hat …</translation>
    </message>
</context>
<context>
    <name>consultantos::SpanBars</name>
    <message>
        <source>%1, %2</source>
        <translation>%1, %2</translation>
    </message>
    <message>
        <source>%1, cache</source>
        <translation>%1, Zwischenspeicher</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1: %2</translation>
    </message>
    <message>
        <source>Began after %1</source>
        <translation>Begann nach %1</translation>
    </message>
    <message>
        <source>Click to open the report.</source>
        <translation>Klicken Sie, um den Bericht zu öffnen.</translation>
    </message>
    <message>
        <source>Row</source>
        <translation>Zeile</translation>
    </message>
    <message>
        <source>Value</source>
        <translation>Wert</translation>
    </message>
    <message>
        <source>More</source>
        <translation>Einzelheiten</translation>
    </message>
</context>
<context>
    <name>consultantos::StartFailure</name>
    <message>
        <source>ConsultantOS</source>
        <translation>ConsultantOS</translation>
    </message>
    <message>
        <source>ConsultantOS can&apos;t start.</source>
        <translation>ConsultantOS kann nicht starten.</translation>
    </message>
    <message>
        <source>Set the settings aside and start</source>
        <translation>Einstellungen beiseitelegen und starten</translation>
    </message>
    <message>
        <source>Show the data folder</source>
        <translation>Datenordner anzeigen</translation>
    </message>
    <message>
        <source>Quit</source>
        <translation>Beenden</translation>
    </message>
    <message>
        <source>%1 can&apos;t be renamed to %2.</source>
        <translation>%1 kann nicht in %2 umbenannt werden.</translation>
    </message>
</context>
<context>
    <name>consultantos::StatementModel</name>
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
    <name>consultantos::StatusStrip</name>
    <message>
        <source>Cache %1 %</source>
        <translation>Zwischenspeicher %1 %</translation>
    </message>
    <message numerus="yes">
        <source>%n agent(s) running</source>
        <translation>
            <numerusform>%n Agent arbeitet</numerusform>
            <numerusform>%n Agenten arbeiten</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 today</source>
        <translation>%1 heute</translation>
    </message>
    <message>
        <source>Performance</source>
        <translation>Leistung</translation>
    </message>
    <message>
        <source>Share of look-ups that the cache answered, agents at work, and what language models cost today. Click for the performance page.</source>
        <translation>Anteil der Abfragen, die der Zwischenspeicher beantwortete, arbeitende Agenten und was Sprachmodelle heute kosteten. Ein Klick öffnet die Seite Leistung.</translation>
    </message>
</context>
<context>
    <name>consultantos::StepTableModel</name>
    <message>
        <source>Your own value</source>
        <translation>Eigener Wert</translation>
    </message>
    <message>
        <source>Forecast, moved by your growth</source>
        <translation>Prognose, mit Ihrem Wachstum verschoben</translation>
    </message>
    <message>
        <source>Forecast</source>
        <translation>Prognose</translation>
    </message>
    <message>
        <source>History</source>
        <translation>Verlauf</translation>
    </message>
    <message>
        <source>Double-click or F2 to write your own value; empty it to have the forecast again</source>
        <translation>Doppelklick oder F2, um einen eigenen Wert einzutragen; leeren Sie ihn, damit wieder die Prognose gilt</translation>
    </message>
    <message>
        <source>Period</source>
        <translation>Zeitraum</translation>
    </message>
    <message>
        <source>Value</source>
        <translation>Wert</translation>
    </message>
    <message>
        <source>80 % from</source>
        <translation>80 % von</translation>
    </message>
    <message>
        <source>80 % to</source>
        <translation>80 % bis</translation>
    </message>
    <message>
        <source>95 % from</source>
        <translation>95 % von</translation>
    </message>
    <message>
        <source>95 % to</source>
        <translation>95 % bis</translation>
    </message>
    <message>
        <source>What it is</source>
        <translation>Art</translation>
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
    <name>consultantos::SupportArchiveSaver</name>
    <message>
        <source>Save support archive</source>
        <translation>Supportarchiv speichern</translation>
    </message>
    <message>
        <source>ZIP archive (*.zip)</source>
        <translation>ZIP-Archiv (*.zip)</translation>
    </message>
    <message>
        <source>Saved as %1. It holds no keys and no client&apos;s text; look into it before you send it.</source>
        <translation>Gespeichert als %1. Das Archiv enthält keine Schlüssel und keine Mandantentexte; sehen Sie hinein, bevor Sie es versenden.</translation>
    </message>
</context>
<context>
    <name>consultantos::TeamRun</name>
    <message>
        <source>The analysis was cancelled.</source>
        <translation>Die Analyse wurde abgebrochen.</translation>
    </message>
    <message>
        <source>Giving the order to the team&apos;s queue …</source>
        <translation>Der Auftrag wird in die Warteschlange des Teams gestellt …</translation>
    </message>
    <message>
        <source>Its worker was told to end the analysis.</source>
        <translation>Der Worker der Analyse wurde angewiesen, sie zu beenden.</translation>
    </message>
    <message>
        <source>The team&apos;s queue can&apos;t be reached. The order is kept in the store, and an analysis that has begun goes on; this page follows it again as soon as the queue answers.</source>
        <translation>Die Warteschlange des Teams ist nicht erreichbar. Der Auftrag bleibt im Speicher erhalten, und eine bereits begonnene Analyse läuft weiter; diese Seite verfolgt sie wieder, sobald die Warteschlange antwortet.</translation>
    </message>
    <message>
        <source>Ordered, but no worker of the team is at work.</source>
        <translation>In Auftrag gegeben, aber kein Worker des Teams ist in Betrieb.</translation>
    </message>
    <message>
        <source>Waiting in the team&apos;s queue; orders that wait: %1</source>
        <translation>Wartet in der Warteschlange des Teams; wartende Aufträge: %1</translation>
    </message>
</context>
<context>
    <name>consultantos::TemplateChoice</name>
    <message>
        <source>Kind of report</source>
        <translation>Art des Berichts</translation>
    </message>
    <message>
        <source>Standard report</source>
        <translation>Standardbericht</translation>
    </message>
    <message>
        <source>Impact</source>
        <translation>Wirkung</translation>
    </message>
    <message>
        <source>Feasibility</source>
        <translation>Machbarkeit</translation>
    </message>
    <message>
        <source>Low risk</source>
        <translation>Geringes Risiko</translation>
    </message>
    <message>
        <source>Short time</source>
        <translation>Kurze Zeit</translation>
    </message>
    <message>
        <source>Weight of %1</source>
        <translation>Gewicht: %1</translation>
    </message>
    <message>
        <source>All parts in their usual order.</source>
        <translation>Alle Teile in ihrer üblichen Reihenfolge.</translation>
    </message>
    <message>
        <source>With all weights zero the usual ones count.</source>
        <translation>Sind alle Gewichte null, zählen die üblichen.</translation>
    </message>
</context>
<context>
    <name>consultantos::TimeChart</name>
    <message>
        <source>%1: %2</source>
        <translation>%1: %2</translation>
    </message>
    <message>
        <source>Alert: %1</source>
        <translation>Warnung: %1</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>Zeit</translation>
    </message>
    <message>
        <source>Nothing was measured in this time.</source>
        <translation>In dieser Zeit wurde nichts gemessen.</translation>
    </message>
    <message>
        <source>Zero all of this time.</source>
        <translation>Die ganze Zeit null.</translation>
    </message>
</context>
<context>
    <name>consultantos::TipBar</name>
    <message>
        <source>&amp;More about it</source>
        <translation>Mehr dazu &amp;lesen</translation>
    </message>
    <message>
        <source>Ne&amp;xt tip</source>
        <translation>Nächster T&amp;ipp</translation>
    </message>
    <message>
        <source>S&amp;how no tips</source>
        <translation>&amp;Keine Tipps zeigen</translation>
    </message>
    <message>
        <source>The settings bring them back</source>
        <translation>In den Einstellungen lassen sie sich wieder einschalten</translation>
    </message>
    <message>
        <source>Put this tip away</source>
        <translation>Diesen Tipp schließen</translation>
    </message>
    <message>
        <source>Tip: %1</source>
        <translation>Tipp: %1</translation>
    </message>
</context>
<context>
    <name>consultantos::UndoBar</name>
    <message>
        <source>&amp;Undo</source>
        <translation>&amp;Rückgängig</translation>
    </message>
    <message>
        <source>Brings back what was deleted last</source>
        <translation>Stellt das zuletzt Gelöschte wieder her</translation>
    </message>
    <message>
        <source>Put this message away</source>
        <translation>Diesen Hinweis schließen</translation>
    </message>
</context>
<context>
    <name>consultantos::UsageModel</name>
    <message>
        <source>No report</source>
        <translation>Kein Bericht</translation>
    </message>
    <message>
        <source>Not in this library</source>
        <translation>Nicht in dieser Bibliothek</translation>
    </message>
    <message>
        <source>unknown</source>
        <translation>unbekannt</translation>
    </message>
    <message>
        <source>%1 and more</source>
        <translation>%1 und mehr</translation>
    </message>
    <message>
        <source>%1 s</source>
        <translation>%1 s</translation>
    </message>
    <message numerus="yes">
        <source>The price of %n call(s) isn&apos;t known.</source>
        <translation>
            <numerusform>Der Preis von %n Aufruf ist nicht bekannt.</numerusform>
            <numerusform>Der Preis von %n Aufrufen ist nicht bekannt.</numerusform>
        </translation>
    </message>
    <message>
        <source>All</source>
        <translation>Alle</translation>
    </message>
    <message>
        <source>Agent</source>
        <translation>Agent</translation>
    </message>
    <message>
        <source>Report</source>
        <translation>Bericht</translation>
    </message>
    <message>
        <source>Day</source>
        <translation>Tag</translation>
    </message>
    <message>
        <source>Model</source>
        <translation>Modell</translation>
    </message>
    <message>
        <source>How often a model was asked, answers of the cache among them</source>
        <translation>Wie oft ein Modell gefragt wurde, mitsamt den Antworten des Zwischenspeichers</translation>
    </message>
    <message>
        <source>Calls</source>
        <translation>Aufrufe</translation>
    </message>
    <message>
        <source>How many of them the cache answered</source>
        <translation>Wie viele davon der Zwischenspeicher beantwortete</translation>
    </message>
    <message>
        <source>Cache</source>
        <translation>Treffer</translation>
    </message>
    <message>
        <source>Tokens that were sent, without those that the provider had kept</source>
        <translation>Gesendete Token, ohne die beim Anbieter gespeicherten</translation>
    </message>
    <message>
        <source>Tokens in</source>
        <translation>Token ein</translation>
    </message>
    <message>
        <source>Tokens that the provider had kept, or was asked to keep</source>
        <translation>Token, die der Anbieter gespeichert hatte oder speichern sollte</translation>
    </message>
    <message>
        <source>Kept there</source>
        <translation>Behalten</translation>
    </message>
    <message>
        <source>Tokens of replies</source>
        <translation>Token der Antworten</translation>
    </message>
    <message>
        <source>Tokens out</source>
        <translation>Token aus</translation>
    </message>
    <message>
        <source>Tokens that a model thought with</source>
        <translation>Token, mit denen ein Modell nachdachte</translation>
    </message>
    <message>
        <source>Thinking</source>
        <translation>Denken</translation>
    </message>
    <message>
        <source>Cost</source>
        <translation>Kosten</translation>
    </message>
    <message>
        <source>What the answers of the cache would have cost</source>
        <translation>Was die Antworten des Zwischenspeichers gekostet hätten</translation>
    </message>
    <message>
        <source>Saved</source>
        <translation>Gespart</translation>
    </message>
    <message>
        <source>How long a call took on average</source>
        <translation>Wie lange ein Aufruf durchschnittlich dauerte</translation>
    </message>
    <message>
        <source>Took</source>
        <translation>Dauer</translation>
    </message>
</context>
<context>
    <name>consultantos::UsagePage</name>
    <message>
        <source>%1, %2</source>
        <translation>%1, %2</translation>
    </message>
    <message>
        <source>%1, %2 from the cache. %3 tokens in, %4 out.</source>
        <translation>%1, davon %2 aus dem Zwischenspeicher. %3 Eingabe-Token, %4 Ausgabe-Token.</translation>
    </message>
    <message numerus="yes">
        <source>%n call(s)</source>
        <translation>
            <numerusform>%n Aufruf</numerusform>
            <numerusform>%n Aufrufe</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 %</source>
        <translation>%1 %</translation>
    </message>
    <message>
        <source>Cost %1, saved %2.</source>
        <translation>Kosten %1, gespart %2.</translation>
    </message>
    <message numerus="yes">
        <source>The price of %n call(s) isn&apos;t known.</source>
        <translation>
            <numerusform>Der Preis von %n Aufruf ist nicht bekannt.</numerusform>
            <numerusform>Der Preis von %n Aufrufen ist nicht bekannt.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>The provider asked to wait at %n of them.</source>
        <translation>
            <numerusform>Bei %n davon bat der Anbieter zu warten.</numerusform>
            <numerusform>Bei %n davon bat der Anbieter zu warten.</numerusform>
        </translation>
    </message>
    <message>
        <source>Save as &amp;CSV …</source>
        <translation>Als &amp;CSV speichern …</translation>
    </message>
    <message>
        <source>No language model has been asked yet</source>
        <translation>Noch kein Sprachmodell wurde gefragt</translation>
    </message>
    <message>
        <source>Each call is written down here: for which agent and report, how many tokens, what it cost and what the cache saved. Without a model everything is computed by the built-in engine and costs nothing.</source>
        <translation>Jeder Aufruf wird hier festgehalten: für welchen Agenten und Bericht, wie viele Token, was er kostete und was der Zwischenspeicher sparte. Ohne Modell berechnet das eingebaute Verfahren alles, und es kostet nichts.</translation>
    </message>
    <message>
        <source>Choose a language model …</source>
        <translation>Ein Sprachmodell wählen …</translation>
    </message>
    <message>
        <source>Outside of any engagement; each engagement keeps an account of its own.</source>
        <translation>Außerhalb der Mandate; jedes Mandat hat seine eigene Abrechnung.</translation>
    </message>
    <message>
        <source>In the engagement %1; each engagement keeps an account of its own.</source>
        <translation>Im Mandat %1; jedes Mandat hat seine eigene Abrechnung.</translation>
    </message>
    <message>
        <source>What language models cost</source>
        <translation>Was Sprachmodelle kosten</translation>
    </message>
    <message>
        <source>Told apart by</source>
        <translation>Aufgeschlüsselt nach</translation>
    </message>
    <message>
        <source>By agent</source>
        <translation>Nach Agent</translation>
    </message>
    <message>
        <source>By report</source>
        <translation>Nach Bericht</translation>
    </message>
    <message>
        <source>By day</source>
        <translation>Nach Tag</translation>
    </message>
    <message>
        <source>By model</source>
        <translation>Nach Modell</translation>
    </message>
    <message>
        <source>Save the table</source>
        <translation>Die Tabelle speichern</translation>
    </message>
    <message>
        <source>Table (*.csv)</source>
        <translation>Tabelle (*.csv)</translation>
    </message>
    <message>
        <source>model costs %1</source>
        <translation>Modellkosten %1</translation>
    </message>
</context>
<context>
    <name>consultantos::UsesList</name>
    <message>
        <source>Used in</source>
        <translation>Verwendet in</translation>
    </message>
    <message>
        <source>Looking for reports that use it …</source>
        <translation>Berichte, die es verwenden, werden gesucht …</translation>
    </message>
    <message>
        <source>No report uses it yet.</source>
        <translation>Noch kein Bericht verwendet es.</translation>
    </message>
    <message numerus="yes">
        <source>Used in %n sentence(s) of reports</source>
        <translation>
            <numerusform>In %n Satz von Berichten verwendet</numerusform>
            <numerusform>In %n Sätzen von Berichten verwendet</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>consultantos::UsesModel</name>
    <message>
        <source>%1
Rests on it through a computation.</source>
        <translation>%1
Beruht durch eine Berechnung darauf.</translation>
    </message>
    <message>
        <source>%1, %2</source>
        <translation>%1, %2</translation>
    </message>
    <message>
        <source>%1 (%2)</source>
        <translation>%1 (%2)</translation>
    </message>
    <message>
        <source>%1 (%2, computed from it)</source>
        <translation>%1 (%2, daraus berechnet)</translation>
    </message>
</context>
<context>
    <name>consultantos::ValuationDesk</name>
    <message>
        <source>Change &quot;%1&quot;</source>
        <translation>„%1“ ändern</translation>
    </message>
    <message>
        <source>Change the plan</source>
        <translation>Planung ändern</translation>
    </message>
    <message>
        <source>Change the peers</source>
        <translation>Vergleichsunternehmen ändern</translation>
    </message>
</context>
<context>
    <name>consultantos::ValuationView</name>
    <message>
        <source>&amp;Mid-year</source>
        <translation>&amp;Jahresmitte</translation>
    </message>
    <message>
        <source>Save as &amp;workbook …</source>
        <translation>Als Arbeitsmappe s&amp;peichern …</translation>
    </message>
    <message>
        <source>What each method gives</source>
        <translation>Was jedes Verfahren ergibt</translation>
    </message>
    <message>
        <source>Cash flows</source>
        <translation>Cashflows</translation>
    </message>
    <message>
        <source>Sensitivity</source>
        <translation>Sensitivität</translation>
    </message>
    <message>
        <source>No company is being valued</source>
        <translation>Es wird kein Unternehmen bewertet</translation>
    </message>
    <message>
        <source>Choose a company above. The valuation starts from its filed figures and published rates, each with its source; whatever you change is marked as yours.</source>
        <translation>Wählen Sie oben ein Unternehmen. Die Bewertung geht von seinen eingereichten Zahlen und von veröffentlichten Sätzen aus, jeweils mit Quelle; was Sie ändern, wird als Ihr Wert gekennzeichnet.</translation>
    </message>
    <message>
        <source>Assumptions</source>
        <translation>Annahmen</translation>
    </message>
    <message>
        <source>Parts of the valuation</source>
        <translation>Teile der Bewertung</translation>
    </message>
    <message>
        <source>Football field</source>
        <translation>Bandbreiten</translation>
    </message>
    <message>
        <source>Peers</source>
        <translation>Peergroup</translation>
    </message>
    <message>
        <source>Years of growth at the first rate</source>
        <translation>Jahre mit der anfänglichen Wachstumsrate</translation>
    </message>
    <message>
        <source>Growth years: </source>
        <translation>Wachstumsjahre: </translation>
    </message>
    <message>
        <source>Years in which growth fades; none makes two stages</source>
        <translation>Jahre, in denen das Wachstum abnimmt; keine: nur zwei Phasen</translation>
    </message>
    <message>
        <source>Fading years: </source>
        <translation>Übergangsjahre: </translation>
    </message>
    <message>
        <source>Cash comes in the middle of each year, not at its end</source>
        <translation>Zahlungen fallen in der Mitte jedes Jahres an, nicht an seinem Ende</translation>
    </message>
    <message>
        <source>Save as workbook</source>
        <translation>Als Arbeitsmappe speichern</translation>
    </message>
    <message>
        <source>Workbook (*.xlsx)</source>
        <translation>Arbeitsmappe (*.xlsx)</translation>
    </message>
    <message>
        <source>Valuation of %1</source>
        <translation>Bewertung von %1</translation>
    </message>
    <message>
        <source>&amp;Keep in a report …</source>
        <translation>In einen Bericht &amp;übernehmen …</translation>
    </message>
    <message>
        <source>Type a company and its share price: its multiples follow from its stored figures, each with its source. Or type multiples you know, e.g. of a data service or a deal; they are marked as yours. Three or more of a kind make a range of the football field.</source>
        <translation>Geben Sie ein Unternehmen und seinen Aktienkurs ein: Seine Multiplikatoren ergeben sich aus den gespeicherten Zahlen, jeder mit seiner Quelle. Oder geben Sie Multiplikatoren ein, die Sie kennen, z. B. von einem Datendienst oder aus einer Transaktion; sie werden als Ihre eigenen gekennzeichnet. Drei oder mehr derselben Art ergeben eine Bandbreite der Bandbreitenübersicht.</translation>
    </message>
    <message>
        <source>Adds the valuation to a report, with what it rests on as evidence</source>
        <translation>Fügt die Bewertung einem Bericht hinzu, mit dem, worauf sie beruht, als Beleg</translation>
    </message>
    <message>
        <source>The valuation becomes a part of this report, with what it rests on:</source>
        <translation>Die Bewertung wird Teil dieses Berichts, mit dem, worauf sie beruht:</translation>
    </message>
</context>
<context>
    <name>consultantos::WatchEditor</name>
    <message>
        <source>New &amp;filings</source>
        <translation>Neue Ein&amp;reichungen</translation>
    </message>
    <message>
        <source>New and restated f&amp;igures: revenue, margins, earnings, cash flow</source>
        <translation>Neue und nachträglich berichtigte Kenn&amp;zahlen: Umsatz, Margen, Ergebnis, Cashflow</translation>
    </message>
    <message>
        <source>&amp;Quarters, too, each held against the same quarter a year before</source>
        <translation>Auch &amp;Quartale, jeweils im Vergleich zum Vorjahresquartal</translation>
    </message>
    <message>
        <source>&amp;News of the sources that are on</source>
        <translation>&amp;Nachrichten der eingeschalteten Quellen</translation>
    </message>
    <message>
        <source>Risk fac&amp;tors added or dropped in the annual report</source>
        <translation>Im Jahresbericht neue oder weggefallene Risiko&amp;faktoren</translation>
    </message>
    <message>
        <source> %</source>
        <translation> %</translation>
    </message>
    <message>
        <source> million</source>
        <translation> Mio.</translation>
    </message>
    <message>
        <source> points</source>
        <translation> Prozentpunkte</translation>
    </message>
    <message>
        <source>Scores that leave their interval:</source>
        <translation>Wertungen, die ihr Intervall verlassen:</translation>
    </message>
    <message>
        <source>Lines that a figure shouldn&apos;t pass unnoticed, either way:</source>
        <translation>Grenzwerte, die eine Kennzahl nicht unbemerkt durchbrechen soll, nach oben wie nach unten:</translation>
    </message>
    <message>
        <source>Amounts change by at least</source>
        <translation>Beträge ändern sich um mindestens</translation>
    </message>
    <message>
        <source>… and by at least</source>
        <translation>… und um mindestens</translation>
    </message>
    <message>
        <source>Margins and other shares by at least</source>
        <translation>Margen und andere Anteile um mindestens</translation>
    </message>
    <message>
        <source>Scores by at least</source>
        <translation>Wertungen um mindestens</translation>
    </message>
    <message>
        <source>any amount</source>
        <translation>beliebig viel</translation>
    </message>
    <message>
        <source>From how large a change on it is told</source>
        <translation>Ab welcher Veränderung gemeldet wird</translation>
    </message>
    <message>
        <source>For example: after a revenue of %1 the next is told from %2 up or from %3 down; after a margin of %4 the next from %5 up or from %6 down. What is smaller, and what rounding explains, raises no alert.</source>
        <translation>Zum Beispiel: Nach einem Umsatz von %1 wird der nächste gemeldet, wenn er mindestens %2 oder höchstens %3 beträgt; nach einer Marge von %4 die nächste, wenn sie mindestens %5 oder höchstens %6 beträgt. Was kleiner ist und was sich durch Rundung erklärt, löst keine Meldung aus.</translation>
    </message>
</context>
<context>
    <name>consultantos::WelcomePanel</name>
    <message>
        <source>&amp;Open the sample engagement</source>
        <translation>Beispielmandat &amp;öffnen</translation>
    </message>
    <message>
        <source>Welcome: your first report in three clicks</source>
        <translation>Willkommen: Ihr erster Bericht in drei Klicks</translation>
    </message>
    <message>
        <source>Put the welcome away</source>
        <translation>Begrüßung schließen</translation>
    </message>
    <message>
        <source>Nothing has to be set up: facts of some companies come with the program, and neither a key nor the network is needed. Open the sample, a prepared brief with a memo, and press Analyse.</source>
        <translation>Nichts muss eingerichtet werden: Fakten zu einigen Unternehmen sind mitgeliefert, und weder ein Schlüssel noch das Netz wird gebraucht. Öffnen Sie das Beispiel, einen vorbereiteten Auftrag mit einem Memo, und klicken Sie auf „Analysieren“.</translation>
    </message>
    <message>
        <source>&amp;Read the guide</source>
        <translation>Handbu&amp;ch lesen</translation>
    </message>
    <message>
        <source>Or begin with one of these companies:</source>
        <translation>Oder beginnen Sie mit einem dieser Unternehmen:</translation>
    </message>
    <message>
        <source>Begin with %1</source>
        <translation>Mit %1 beginnen</translation>
    </message>
</context>
<context>
    <name>consultantos::WorkbookChangeModel</name>
    <message>
        <source>Fact</source>
        <translation>Fakt</translation>
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
        <source>Figure</source>
        <translation>Kennzahl</translation>
    </message>
    <message>
        <source>Statement</source>
        <translation>Aussage</translation>
    </message>
    <message>
        <source>Row added</source>
        <translation>Zeile hinzugefügt</translation>
    </message>
    <message>
        <source>Row removed</source>
        <translation>Zeile entfernt</translation>
    </message>
    <message>
        <source>Formula</source>
        <translation>Formel</translation>
    </message>
    <message>
        <source>Text</source>
        <translation>Text</translation>
    </message>
    <message>
        <source>%1: %2 → %3</source>
        <translation>%1: %2 → %3</translation>
    </message>
    <message>
        <source>no longer derivable</source>
        <translation>nicht mehr ableitbar</translation>
    </message>
    <message>
        <source>Moves no score.</source>
        <translation>Ändert keine Wertung.</translation>
    </message>
    <message>
        <source>Change</source>
        <translation>Änderung</translation>
    </message>
    <message>
        <source>In the report</source>
        <translation>Im Bericht</translation>
    </message>
    <message>
        <source>In the workbook</source>
        <translation>In der Arbeitsmappe</translation>
    </message>
    <message>
        <source>What it would do</source>
        <translation>Was sie bewirken würde</translation>
    </message>
</context>
<context>
    <name>consultantos::WorkbookReadBack</name>
    <message>
        <source>Read back a workbook</source>
        <translation>Arbeitsmappe zurücklesen</translation>
    </message>
    <message>
        <source>Excel workbook (*.xlsx)</source>
        <translation>Excel-Arbeitsmappe (*.xlsx)</translation>
    </message>
    <message>
        <source>The file %1 can&apos;t be read.</source>
        <translation>Die Datei %1 kann nicht gelesen werden.</translation>
    </message>
    <message numerus="yes">
        <source>%n change(s) taken over</source>
        <translation>
            <numerusform>%n Änderung übernommen</numerusform>
            <numerusform>%n Änderungen übernommen</numerusform>
        </translation>
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
    <message>
        <source>Work in this client&apos;s own stores, begun if new.</source>
        <translation>In den eigenen Beständen dieses Kunden arbeiten; sie werden angelegt, wenn es sie noch nicht gibt.</translation>
    </message>
    <message>
        <source>name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>A sealed report to show, or a file to import.</source>
        <translation>Ein versiegelter Bericht zum Anzeigen oder eine Datei zum Importieren.</translation>
    </message>
</context>
<context>
    <name>model</name>
    <message>
        <source>A stored message can&apos;t be read.</source>
        <translation>Eine gespeicherte Nachricht ist nicht lesbar.</translation>
    </message>
    <message>
        <source>A message was written by a newer version of the program.</source>
        <translation>Eine Nachricht stammt von einer neueren Version des Programms.</translation>
    </message>
</context>
<context>
    <name>retention</name>
    <message>
        <source>The engagement&apos;s rules can&apos;t be read; nothing was deleted.</source>
        <translation>Die Regeln des Mandats können nicht gelesen werden; nichts wurde gelöscht.</translation>
    </message>
    <message>
        <source>Correct or delete %1.</source>
        <translation>Berichtigen oder löschen Sie %1.</translation>
    </message>
    <message>
        <source>%1 is no number of days; nothing was changed.</source>
        <translation>%1 ist keine Anzahl von Tagen; nichts wurde geändert.</translation>
    </message>
    <message>
        <source>Allowed is 0 (never) to %1.</source>
        <translation>Erlaubt ist 0 (nie) bis %1.</translation>
    </message>
</context>
<context>
    <name>settings</name>
    <message>
        <source>Redis server of the shared cache; empty for none</source>
        <translation>Redis-Server des gemeinsamen Zwischenspeichers; leer für keinen</translation>
    </message>
    <message>
        <source>Record how long analyses and agents take</source>
        <translation>Aufzeichnen, wie lange Analysen und Agenten brauchen</translation>
    </message>
    <message>
        <source>How long the cache&apos;s first level (memory) keeps an entry, in seconds</source>
        <translation>Wie lange die erste Stufe des Zwischenspeichers (Speicher) einen Eintrag hält, in Sekunden</translation>
    </message>
    <message>
        <source>How long the cache&apos;s second level (Redis) keeps an entry, in seconds</source>
        <translation>Wie lange die zweite Stufe des Zwischenspeichers (Redis) einen Eintrag hält, in Sekunden</translation>
    </message>
    <message>
        <source>How long the cache&apos;s third level (disk) keeps an entry, in seconds</source>
        <translation>Wie lange die dritte Stufe des Zwischenspeichers (Platte) einen Eintrag hält, in Sekunden</translation>
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
    <message>
        <source>Proxy for all of the network but this machine: the system&apos;s, none, or an address</source>
        <translation>Proxy für das ganze Netz außer diesem Rechner: der des Systems, keiner oder eine Adresse</translation>
    </message>
    <message>
        <source>File of certificates (PEM) to trust beside the system&apos;s, such as a company&apos;s own</source>
        <translation>Datei mit Zertifikaten (PEM), denen neben denen des Systems vertraut wird, etwa denen des eigenen Unternehmens</translation>
    </message>
    <message>
        <source>Name and e-mail address that the SEC wants to be told with each request</source>
        <translation>Name und E-Mail-Adresse, die die SEC bei jeder Anfrage wissen will</translation>
    </message>
    <message>
        <source>Addresses of the RSS and Atom feeds to read, separated by blanks</source>
        <translation>Adressen der zu lesenden RSS- und Atom-Feeds, durch Leerzeichen getrennt</translation>
    </message>
    <message>
        <source>SEC EDGAR: filings and figures of companies listed in the USA</source>
        <translation>SEC EDGAR: Einreichungen und Zahlen von Unternehmen, die in den USA börsennotiert sind</translation>
    </message>
    <message>
        <source>Address of SEC EDGAR&apos;s archive</source>
        <translation>Adresse des Archivs von SEC EDGAR</translation>
    </message>
    <message>
        <source>Address of SEC EDGAR&apos;s data</source>
        <translation>Adresse der Daten von SEC EDGAR</translation>
    </message>
    <message>
        <source>RSS and Atom feeds: news from the addresses given</source>
        <translation>RSS- und Atom-Feeds: Nachrichten von den angegebenen Adressen</translation>
    </message>
    <message>
        <source>GDELT: news of the last three months from all over the world</source>
        <translation>GDELT: Nachrichten der letzten drei Monate aus aller Welt</translation>
    </message>
    <message>
        <source>Address of GDELT&apos;s document search</source>
        <translation>Adresse der Dokumentsuche von GDELT</translation>
    </message>
    <message>
        <source>World Bank: economic indicators of countries</source>
        <translation>Weltbank: Wirtschaftsindikatoren von Ländern</translation>
    </message>
    <message>
        <source>Address of the World Bank&apos;s indicators</source>
        <translation>Adresse der Indikatoren der Weltbank</translation>
    </message>
    <message>
        <source>Tavily: web search (needs a key)</source>
        <translation>Tavily: Websuche (braucht einen Schlüssel)</translation>
    </message>
    <message>
        <source>Address of Tavily</source>
        <translation>Adresse von Tavily</translation>
    </message>
    <message>
        <source>SearXNG: web search by a server of your own or one you trust</source>
        <translation>SearXNG: Websuche über einen eigenen Server oder einen, dem Sie vertrauen</translation>
    </message>
    <message>
        <source>Address of the SearXNG server</source>
        <translation>Adresse des SearXNG-Servers</translation>
    </message>
    <message>
        <source>Finnhub: share prices and key figures (needs a key)</source>
        <translation>Finnhub: Aktienkurse und Kennzahlen (braucht einen Schlüssel)</translation>
    </message>
    <message>
        <source>Address of Finnhub</source>
        <translation>Adresse von Finnhub</translation>
    </message>
    <message>
        <source>Alpha Vantage: share prices and key figures (needs a key)</source>
        <translation>Alpha Vantage: Aktienkurse und Kennzahlen (braucht einen Schlüssel)</translation>
    </message>
    <message>
        <source>Address of Alpha Vantage</source>
        <translation>Adresse von Alpha Vantage</translation>
    </message>
    <message>
        <source>filings.xbrl.org: annual reports of European companies as data</source>
        <translation>filings.xbrl.org: Jahresberichte europäischer Unternehmen als Daten</translation>
    </message>
    <message>
        <source>Address of filings.xbrl.org</source>
        <translation>Adresse von filings.xbrl.org</translation>
    </message>
    <message>
        <source>an address https://host or http://host, or nothing</source>
        <translation>eine Adresse https://rechner oder http://rechner, oder nichts</translation>
    </message>
    <message>
        <source>addresses https://host or http://host, separated by blanks, or nothing</source>
        <translation>Adressen https://rechner oder http://rechner, durch Leerzeichen getrennt, oder nichts</translation>
    </message>
    <message>
        <source>system, none, http://host:port or socks5://host:port</source>
        <translation>system, none, http://rechner:port oder socks5://rechner:port</translation>
    </message>
    <message>
        <source>a name with an e-mail address, or nothing</source>
        <translation>ein Name mit E-Mail-Adresse, oder nichts</translation>
    </message>
    <message>
        <source>the path of a file, or nothing</source>
        <translation>der Pfad einer Datei, oder nichts</translation>
    </message>
    <message>
        <source>Read scanned pages of PDFs with Tesseract, where it is installed</source>
        <translation>Gescannte Seiten von PDF-Dateien mit Tesseract lesen, wo es installiert ist</translation>
    </message>
    <message>
        <source>How much memory the cache may use, in megabytes; 0: none</source>
        <translation>Wie viel Arbeitsspeicher der Zwischenspeicher nutzen darf, in Megabyte; 0: keinen</translation>
    </message>
    <message>
        <source>How much disk the cache may use, in megabytes; 0: none</source>
        <translation>Wie viel Platz auf der Platte der Zwischenspeicher nutzen darf, in Megabyte; 0: keinen</translation>
    </message>
    <message>
        <source>an address redis://host:port or unix:///path, or nothing</source>
        <translation>eine Adresse redis://rechner:port oder unix:///pfad, oder nichts</translation>
    </message>
    <message>
        <source>Language model, as its provider names it</source>
        <translation>Sprachmodell, wie sein Anbieter es nennt</translation>
    </message>
    <message>
        <source>Address of the language model&apos;s server; empty: its provider&apos;s own</source>
        <translation>Adresse des Servers des Sprachmodells; leer: die des Anbieters</translation>
    </message>
    <message>
        <source>Model file (GGUF) of the local provider</source>
        <translation>Modelldatei (GGUF) des hiesigen Anbieters</translation>
    </message>
    <message>
        <source>Program llama-server; empty: the one that the system finds</source>
        <translation>Programm llama-server; leer: das vom System gefundene</translation>
    </message>
    <message>
        <source>a name on one line, or nothing</source>
        <translation>ein Name in einer Zeile, oder nichts</translation>
    </message>
    <message>
        <source>How many tokens the model&apos;s provider allows in a minute; 0: not known</source>
        <translation>Wie viele Token der Anbieter des Modells je Minute erlaubt; 0: nicht bekannt</translation>
    </message>
    <message>
        <source>What language models may cost for a report, in the currency of the price table; empty: without limit</source>
        <translation>Was Sprachmodelle für einen Bericht kosten dürfen, in der Währung der Preisliste; leer: ohne Grenze</translation>
    </message>
    <message>
        <source>What language models may cost in a day (UTC)</source>
        <translation>Was Sprachmodelle an einem Tag (UTC) kosten dürfen</translation>
    </message>
    <message>
        <source>What language models may cost for an engagement</source>
        <translation>Was Sprachmodelle für ein Mandat kosten dürfen</translation>
    </message>
    <message>
        <source>Who is asked where the provider can&apos;t be had: NAME:MODEL, separated by commas; or none</source>
        <translation>Wer gefragt wird, wenn der Anbieter nicht erreichbar ist: NAME:MODELL, durch Komma getrennt; oder none</translation>
    </message>
    <message>
        <source>Model of the same provider that finds passages by likeness, too; empty: passages are found by their words alone</source>
        <translation>Modell desselben Anbieters, das Textstellen auch nach Ähnlichkeit findet; leer: Textstellen werden nur nach ihren Wörtern gefunden</translation>
    </message>
    <message>
        <source>Names of companies and things that language models must not learn, separated by semicolons; other ways of writing one behind &quot;=&quot;</source>
        <translation>Namen von Unternehmen und Dingen, die Sprachmodelle nicht erfahren dürfen, durch Semikolon getrennt; andere Schreibweisen eines Namens hinter „=“</translation>
    </message>
    <message>
        <source>Names of people that language models must not learn, likewise</source>
        <translation>Namen von Personen, die Sprachmodelle nicht erfahren dürfen, ebenso</translation>
    </message>
    <message>
        <source>Parts of a request that are never sent to a language model</source>
        <translation>Teile eines Auftrags, die nie an ein Sprachmodell gesendet werden</translation>
    </message>
    <message>
        <source>an amount such as 2.50, or nothing</source>
        <translation>ein Betrag wie 2.50, oder nichts</translation>
    </message>
    <message>
        <source>names separated by semicolons, or nothing</source>
        <translation>Namen, durch Semikolon getrennt, oder nichts</translation>
    </message>
    <message>
        <source>some of %1, separated by blanks, or nothing</source>
        <translation>einige von %1, durch Leerzeichen getrennt, oder nichts</translation>
    </message>
    <message>
        <source>Answer other programs of this computer over HTTP while the window is open</source>
        <translation>Anderen Programmen dieses Rechners über HTTP antworten, solange das Fenster offen ist</translation>
    </message>
    <message>
        <source>Port of the HTTP API, also of the command serve; 0: any that is free</source>
        <translation>Port der HTTP-Schnittstelle, auch des Befehls serve; 0: irgendein freier</translation>
    </message>
    <message>
        <source>PostgreSQL server of a team&apos;s store; empty: files of this computer</source>
        <translation>PostgreSQL-Server eines Teamspeichers; leer: Dateien dieses Rechners</translation>
    </message>
    <message>
        <source>Use the facts of companies that come with the program; without them, what you import alone</source>
        <translation>Die mit dem Programm gelieferten Fakten von Unternehmen verwenden; ohne sie nur das, was Sie importieren</translation>
    </message>
    <message>
        <source>Mail server that sends alerts; its password is kept apart</source>
        <translation>Mailserver, der Meldungen versendet; sein Passwort wird gesondert aufbewahrt</translation>
    </message>
    <message>
        <source>Folder into which backups are made by themselves, while the window or the server runs; empty: none</source>
        <translation>Ordner, in dem Sicherungen von selbst angelegt werden, solange das Fenster oder der Server läuft; leer: keiner</translation>
    </message>
    <message>
        <source>After how many hours the next backup is made</source>
        <translation>Nach wie vielen Stunden die nächste Sicherung angelegt wird</translation>
    </message>
    <message>
        <source>File with the password that encrypts these backups; empty: they aren&apos;t encrypted</source>
        <translation>Datei mit dem Passwort, das diese Sicherungen verschlüsselt; leer: sie werden nicht verschlüsselt</translation>
    </message>
    <message>
        <source>Of how many days the newest backup is kept</source>
        <translation>Von wie vielen Tagen die neueste Sicherung behalten wird</translation>
    </message>
    <message>
        <source>Of how many weeks the newest backup is kept</source>
        <translation>Von wie vielen Wochen die neueste Sicherung behalten wird</translation>
    </message>
    <message>
        <source>Of how many months the newest backup is kept</source>
        <translation>Von wie vielen Monaten die neueste Sicherung behalten wird</translation>
    </message>
    <message>
        <source>Delete what the rules below let go once a day, without asking</source>
        <translation>Einmal am Tag ohne Nachfrage löschen, was nach den Regeln unten nicht mehr aufbewahrt wird</translation>
    </message>
    <message>
        <source>After how many days deleted reports go for good; 0: never</source>
        <translation>Nach wie vielen Tagen gelöschte Berichte endgültig entfernt werden; 0: nie</translation>
    </message>
    <message>
        <source>After how many days reports are deleted; 0: never</source>
        <translation>Nach wie vielen Tagen Berichte gelöscht werden; 0: nie</translation>
    </message>
    <message>
        <source>After how many days conversations are deleted; 0: never</source>
        <translation>Nach wie vielen Tagen Gespräche gelöscht werden; 0: nie</translation>
    </message>
    <message>
        <source>After how many days jobs of the API that ended are deleted; 0: never</source>
        <translation>Nach wie vielen Tagen beendete Aufgaben der Schnittstelle gelöscht werden; 0: nie</translation>
    </message>
    <message>
        <source>After how many days measurements are deleted; 0: never</source>
        <translation>Nach wie vielen Tagen Messungen gelöscht werden; 0: nie</translation>
    </message>
    <message>
        <source>After how many days entries of what left this computer are deleted; 0: never</source>
        <translation>Nach wie vielen Tagen Einträge darüber, was diesen Rechner verlassen hat, gelöscht werden; 0: nie</translation>
    </message>
    <message>
        <source>an address smtp://user@host:587 or smtps://user@host:465, or nothing</source>
        <translation>eine Adresse smtp://benutzer@rechner:587 oder smtps://benutzer@rechner:465, oder nichts</translation>
    </message>
    <message>
        <source>an address postgresql://user@host:port/database, or nothing</source>
        <translation>eine Adresse postgresql://benutzer@rechner:port/datenbank, oder nichts</translation>
    </message>
    <message>
        <source>Main colour of documents made of reports, such as #1f3864</source>
        <translation>Hauptfarbe der Dokumente, die aus Berichten erzeugt werden, etwa #1f3864</translation>
    </message>
    <message>
        <source>Font of documents made of reports</source>
        <translation>Schrift der Dokumente, die aus Berichten erzeugt werden</translation>
    </message>
    <message>
        <source>What stands at the foot of each page of them</source>
        <translation>Was am Fuß jeder Seite dieser Dokumente steht</translation>
    </message>
    <message>
        <source>PNG file with the logo on each page of them; empty: none</source>
        <translation>PNG-Datei mit dem Logo, das auf jeder Seite dieser Dokumente steht; leer: keines</translation>
    </message>
    <message>
        <source>Presentation (.pptx or .potx) that gives presentations of reports their look</source>
        <translation>Präsentation (.pptx oder .potx), von der Präsentationen aus Berichten ihr Aussehen erhalten</translation>
    </message>
    <message>
        <source>Paper of documents made of reports</source>
        <translation>Papierformat der Dokumente, die aus Berichten erzeugt werden</translation>
    </message>
    <message>
        <source>The administrator&apos;s policy %1 has a fault: %2</source>
        <translation>Die Richtlinie %1 des Administrators hat einen Fehler: %2</translation>
    </message>
    <message>
        <source>The program doesn&apos;t start without a policy that can be read. Ask your administrator to correct it.</source>
        <translation>Ohne lesbare Richtlinie startet das Programm nicht. Bitten Sie Ihren Administrator, sie zu berichtigen.</translation>
    </message>
    <message>
        <source>allowed is %1</source>
        <translation>erlaubt ist %1</translation>
    </message>
    <message>
        <source>&quot;allowed&quot; must list values, and each must be %1</source>
        <translation>„allowed“ muss eine Liste von Werten sein; für jeden Wert erlaubt ist %1</translation>
    </message>
    <message>
        <source>&quot;%1&quot; must be a number</source>
        <translation>„%1“ muss eine Zahl sein</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is none of: allowed, min, max</source>
        <translation>„%1“ ist keines von: allowed, min, max</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is not &quot;allowed&quot;</source>
        <translation>„%1“ ist nicht „allowed“</translation>
    </message>
    <message>
        <source>&quot;min&quot; is greater than &quot;max&quot;</source>
        <translation>„min“ ist größer als „max“</translation>
    </message>
    <message>
        <source>it is too large</source>
        <translation>die Datei ist zu groß</translation>
    </message>
    <message>
        <source>line %1: %2</source>
        <translation>Zeile %1: %2</translation>
    </message>
    <message>
        <source>&quot;version&quot; must be %1</source>
        <translation>„version“ muss %1 sein</translation>
    </message>
    <message>
        <source>there is no setting &quot;%1&quot;</source>
        <translation>es gibt keine Einstellung „%1“</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is unknown or of the wrong kind</source>
        <translation>„%1“ ist unbekannt oder von falscher Art</translation>
    </message>
    <message>
        <source>Your administrator doesn&apos;t allow reports as %1; nothing was written.</source>
        <translation>Ihr Administrator erlaubt keine Berichte als %1; nichts wurde geschrieben.</translation>
    </message>
    <message>
        <source>No export is allowed (%1).</source>
        <translation>Kein Export ist erlaubt (%1).</translation>
    </message>
    <message>
        <source>Allowed are: %1 (%2).</source>
        <translation>Erlaubt sind: %1 (%2).</translation>
    </message>
    <message>
        <source>administrator</source>
        <translation>Administrator</translation>
    </message>
    <message>
        <source>Your administrator has set %1 to &quot;%2&quot;.</source>
        <translation>Ihr Administrator hat %1 auf „%2“ festgelegt.</translation>
    </message>
    <message>
        <source>Your administrator doesn&apos;t allow &quot;%1&quot; for %2; &quot;%3&quot; is.</source>
        <translation>Ihr Administrator erlaubt „%1“ für %2 nicht; erlaubt ist „%3“.</translation>
    </message>
    <message>
        <source>The policy is %1.</source>
        <translation>Die Richtlinie ist %1.</translation>
    </message>
    <message>
        <source>Ask the language model, once a report, which statements it holds unsupported or contradictory; shown as notes</source>
        <translation>Das Sprachmodell einmal je Bericht fragen, welche Aussagen es für nicht belegt oder widersprüchlich hält; als Hinweise angezeigt</translation>
    </message>
    <message>
        <source>Ask at each start of the window whether there is a newer version, and tell; nothing is fetched or installed</source>
        <translation>Bei jedem Start des Fensters fragen, ob es eine neuere Version gibt, und darauf hinweisen; nichts wird heruntergeladen oder installiert</translation>
    </message>
    <message>
        <source>Address that tells the newest version; empty: nobody is asked</source>
        <translation>Adresse, die die neueste Version nennt; leer: niemand wird gefragt</translation>
    </message>
    <message>
        <source>Size of the window&apos;s text, in per cent of the system&apos;s</source>
        <translation>Größe des Textes im Fenster, in Prozent der Textgröße des Systems</translation>
    </message>
    <message>
        <source>Whether parts of the window may move by themselves, such as bars that run while something is waited for</source>
        <translation>Ob sich Teile des Fensters von selbst bewegen dürfen, etwa Balken, die laufen, während auf etwas gewartet wird</translation>
    </message>
    <message>
        <source>Tell on the desktop when something that took long has ended while the window wasn&apos;t in use</source>
        <translation>Auf dem Desktop melden, wenn etwas Langwieriges beendet wurde, während das Fenster nicht benutzt wurde</translation>
    </message>
    <message>
        <source>Show a tip at the start of the window</source>
        <translation>Beim Start des Fensters einen Tipp zeigen</translation>
    </message>
    <message>
        <source>Who does what is ordered from the HTTP API: the program that is asked, or the workers of a team by way of the Redis server</source>
        <translation>Wer ausführt, was über die HTTP-Schnittstelle in Auftrag gegeben wird: das Programm, das gefragt wird, oder die Worker eines Teams über den Redis-Server</translation>
    </message>
    <message>
        <source>Who provides the language model; without one the built-in engine works alone</source>
        <translation>Wer das Sprachmodell stellt; ohne eines arbeitet das eingebaute Verfahren allein</translation>
    </message>
    <message>
        <source>Which of the services that speak OpenAI&apos;s protocol is asked</source>
        <translation>Welcher der Dienste gefragt wird, die OpenAIs Protokoll sprechen</translation>
    </message>
    <message>
        <source>Version of the protocol that Azure OpenAI is asked in</source>
        <translation>Version des Protokolls, in dem Azure OpenAI gefragt wird</translation>
    </message>
    <message>
        <source>it must be an object, between { and }</source>
        <translation>sie muss ein Objekt sein, zwischen { und }</translation>
    </message>
    <message>
        <source>%1: &quot;%2&quot; is no name of a host such as data.sec.gov or *.example.com</source>
        <translation>%1: „%2“ ist kein Name eines Hosts wie data.sec.gov oder *.example.com</translation>
    </message>
    <message>
        <source>%1: &quot;%2&quot; is no format of reports</source>
        <translation>%1: „%2“ ist kein Format von Berichten</translation>
    </message>
    <message>
        <source>Language of reports, if none is chosen for one; until it is set, a new analysis in the window offers the window&apos;s own</source>
        <translation>Sprache der Berichte, wenn für einen keine gewählt ist; solange sie nicht eingestellt ist, bietet eine neue Analyse im Fenster dessen eigene an</translation>
    </message>
    <message>
        <source>&quot;%1&quot; stands there twice</source>
        <translation>„%1“ steht dort zweimal</translation>
    </message>
    <message>
        <source>&quot;%1&quot; must be %2</source>
        <translation>„%1“ muss sein: %2</translation>
    </message>
    <message>
        <source>&quot;max&quot; can&apos;t be 0, which means without a limit here</source>
        <translation>„max“ kann nicht 0 sein, was hier „ohne Grenze“ bedeutet</translation>
    </message>
    <message>
        <source>&quot;allowed&quot; lists what lies outside &quot;min&quot; and &quot;max&quot;</source>
        <translation>„allowed“ nennt Werte außerhalb von „min“ und „max“</translation>
    </message>
    <message>
        <source>it says nothing; name a value or what is allowed</source>
        <translation>sie sagt nichts; nennen Sie einen Wert oder was erlaubt ist</translation>
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
    <message>
        <source>The ledger of what left this machine</source>
        <translation>Das Verzeichnis dessen, was diesen Rechner verließ</translation>
    </message>
    <message>
        <source>The data folder can&apos;t be written to: nothing will be saved.</source>
        <translation>In den Datenordner kann nicht geschrieben werden: Es wird nichts gespeichert.</translation>
    </message>
    <message>
        <source>The ledger of what language models cost</source>
        <translation>Das Verzeichnis der Kosten von Sprachmodellen</translation>
    </message>
    <message>
        <source>There is no conversation %1 in the store.</source>
        <translation>Im Speicher gibt es kein Gespräch %1.</translation>
    </message>
    <message>
        <source>The store of conversations</source>
        <translation>Der Gesprächsspeicher</translation>
    </message>
    <message>
        <source>A conversation without an id can&apos;t be stored.</source>
        <translation>Ein Gespräch ohne Kennung kann nicht gespeichert werden.</translation>
    </message>
    <message>
        <source>A conversation needs a title.</source>
        <translation>Ein Gespräch braucht einen Titel.</translation>
    </message>
    <message>
        <source>There is no such job.</source>
        <translation>Eine solche Aufgabe gibt es nicht.</translation>
    </message>
    <message>
        <source>The list of jobs</source>
        <translation>Die Liste der Aufgaben</translation>
    </message>
    <message>
        <source>Another job has this idempotency key.</source>
        <translation>Eine andere Aufgabe hat diesen Idempotenzschlüssel.</translation>
    </message>
    <message>
        <source>The record of the program&apos;s own measurements</source>
        <translation>Die Aufzeichnung der eigenen Messungen</translation>
    </message>
    <message>
        <source>The conversation has no message %1.</source>
        <translation>Das Gespräch hat keine Nachricht %1.</translation>
    </message>
    <message>
        <source>&quot;%1&quot; was changed by someone else meanwhile; it was not saved.</source>
        <translation>„%1“ wurde inzwischen von jemand anderem geändert; es wurde nicht gespeichert.</translation>
    </message>
    <message>
        <source>Read it again and repeat the change.</source>
        <translation>Lesen Sie es neu und wiederholen Sie die Änderung.</translation>
    </message>
    <message>
        <source>There is no &quot;%1&quot;.</source>
        <translation>„%1“ gibt es nicht.</translation>
    </message>
    <message>
        <source> The %1 before were saved.</source>
        <translation> Die %1 davor wurden gespeichert.</translation>
    </message>
    <message>
        <source>A document without an id can&apos;t be saved.</source>
        <translation>Ein Dokument ohne Kennung kann nicht gespeichert werden.</translation>
    </message>
    <message>
        <source>A document can&apos;t be saved: its &quot;%1&quot; is of another kind.</source>
        <translation>Ein Dokument kann nicht gespeichert werden: Sein „%1“ ist von anderer Art.</translation>
    </message>
    <message>
        <source>&quot;%1&quot; can&apos;t be compared in this way.</source>
        <translation>„%1“ kann nicht auf diese Weise verglichen werden.</translation>
    </message>
    <message>
        <source>Documents have no column &quot;%1&quot;.</source>
        <translation>Dokumente haben keine Spalte „%1“.</translation>
    </message>
    <message>
        <source>The value that &quot;%1&quot; is compared with is of another kind.</source>
        <translation>Der Wert, mit dem „%1“ verglichen wird, ist von anderer Art.</translation>
    </message>
    <message>
        <source>The cursor belongs to another query.</source>
        <translation>Der Cursor gehört zu einer anderen Abfrage.</translation>
    </message>
    <message>
        <source>A page has 1 to %1 documents.</source>
        <translation>Eine Seite hat 1 bis %1 Dokumente.</translation>
    </message>
    <message>
        <source>Documents can&apos;t be sorted by &quot;%1&quot;.</source>
        <translation>Dokumente können nicht nach „%1“ sortiert werden.</translation>
    </message>
    <message>
        <source>No temporary folder can be made; nothing was checked.</source>
        <translation>Es kann kein temporärer Ordner angelegt werden; nichts wurde geprüft.</translation>
    </message>
    <message>
        <source>There is no such monitor.</source>
        <translation>Eine solche Überwachung gibt es nicht.</translation>
    </message>
    <message>
        <source>There is no such alert.</source>
        <translation>Eine solche Meldung gibt es nicht.</translation>
    </message>
    <message>
        <source>The list of monitors</source>
        <translation>Die Liste der Überwachungen</translation>
    </message>
    <message>
        <source>Another program took the check over; this one&apos;s result was dropped.</source>
        <translation>Ein anderes Programm hat die Prüfung übernommen; das hiesige Ergebnis wurde verworfen.</translation>
    </message>
    <message>
        <source>The team store can&apos;t be used: Qt&apos;s driver for PostgreSQL is missing.</source>
        <translation>Der Teamspeicher kann nicht benutzt werden: Der Qt-Treiber für PostgreSQL fehlt.</translation>
    </message>
    <message>
        <source>Install the package libqt6sql6-psql.</source>
        <translation>Installieren Sie das Paket libqt6sql6-psql.</translation>
    </message>
    <message>
        <source>A change was begun within a change.</source>
        <translation>Innerhalb einer Änderung wurde eine weitere begonnen.</translation>
    </message>
    <message>
        <source>%1 can&apos;t be opened: the database server refused the user or the password. Nothing was changed.</source>
        <translation>%1 kann nicht geöffnet werden: Der Datenbankserver hat den Benutzer oder das Passwort abgelehnt. Es wurde nichts geändert.</translation>
    </message>
    <message>
        <source>%1 can&apos;t be opened: the server has no such database.</source>
        <translation>%1 kann nicht geöffnet werden: Auf dem Server gibt es keine solche Datenbank.</translation>
    </message>
    <message>
        <source>%1 can&apos;t be opened: the database server has no connection left.</source>
        <translation>%1 kann nicht geöffnet werden: Der Datenbankserver hat keine Verbindung mehr frei.</translation>
    </message>
    <message>
        <source>%1 can&apos;t be reached: the database server doesn&apos;t answer or ended the connection. What was stored before is intact.</source>
        <translation>%1 ist nicht erreichbar: Der Datenbankserver antwortet nicht oder hat die Verbindung beendet. Was vorher gespeichert war, ist unversehrt.</translation>
    </message>
    <message>
        <source>%1 took too long to answer; nothing was changed.</source>
        <translation>%1 brauchte zu lange für die Antwort; es wurde nichts geändert.</translation>
    </message>
    <message>
        <source>You have no right to do this in %1; nothing was changed.</source>
        <translation>%1: Dazu haben Sie kein Recht; es wurde nichts geändert.</translation>
    </message>
    <message>
        <source>The team store</source>
        <translation>Der Teamspeicher</translation>
    </message>
    <message>
        <source>%1 can&apos;t be used: all connections to the team store are taken.</source>
        <translation>%1 kann nicht benutzt werden: Alle Verbindungen zum Teamspeicher sind belegt.</translation>
    </message>
    <message>
        <source>Try again in a moment, or give the address a larger pool than %1.</source>
        <translation>Versuchen Sie es gleich noch einmal, oder geben Sie in der Adresse einen größeren Pool als %1 an.</translation>
    </message>
    <message>
        <source>The schema %1 was not made by this program.</source>
        <translation>Das Schema %1 stammt nicht von diesem Programm.</translation>
    </message>
    <message>
        <source>%1 was written by a newer version of the program and can&apos;t be opened.</source>
        <translation>%1 stammt von einer neueren Version des Programms und kann nicht geöffnet werden.</translation>
    </message>
    <message>
        <source>Install the newer version.</source>
        <translation>Installieren Sie die neuere Version.</translation>
    </message>
    <message>
        <source>%1 must be brought up to date by its owner.</source>
        <translation>%1 muss vom Eigentümer auf den neuen Stand gebracht werden.</translation>
    </message>
    <message>
        <source>%1 isn&apos;t set up, and you have no right to do it.</source>
        <translation>%1 ist nicht eingerichtet, und Ihnen fehlt das Recht dazu.</translation>
    </message>
    <message>
        <source>You have no right to the engagement &quot;%1&quot; of the team store.</source>
        <translation>Sie haben kein Recht am Mandat „%1“ des Teamspeichers.</translation>
    </message>
    <message>
        <source>Ask its owner for one; nothing was read or changed.</source>
        <translation>Bitten Sie den Eigentümer darum; nichts wurde gelesen oder geändert.</translation>
    </message>
    <message>
        <source>You may read this engagement of the team store, not change it.</source>
        <translation>Sie dürfen dieses Mandat des Teamspeichers lesen, aber nicht ändern.</translation>
    </message>
    <message>
        <source>The address of the team store can&apos;t be used: %1</source>
        <translation>Die Adresse des Teamspeichers kann nicht verwendet werden: %1</translation>
    </message>
    <message>
        <source>Write it as postgresql://user@host:port/database.</source>
        <translation>Schreiben Sie sie als postgresql://benutzer@rechner:port/datenbank.</translation>
    </message>
    <message>
        <source>it doesn&apos;t begin with postgresql://.</source>
        <translation>Sie beginnt nicht mit postgresql://.</translation>
    </message>
    <message>
        <source>it is no URL; characters such as @, / and # in a password are written as %40, %2F and %23.</source>
        <translation>Sie ist keine URL; Zeichen wie @, / und # werden in einem Passwort als %40, %2F und %23 geschrieben.</translation>
    </message>
    <message>
        <source>it names no database.</source>
        <translation>Sie nennt keine Datenbank.</translation>
    </message>
    <message>
        <source>it names no user.</source>
        <translation>Sie nennt keinen Benutzer.</translation>
    </message>
    <message>
        <source>its option %1 has a value that can&apos;t be.</source>
        <translation>Ihre Option %1 hat einen unzulässigen Wert.</translation>
    </message>
    <message>
        <source>it has an unknown option %1.</source>
        <translation>Sie hat eine unbekannte Option %1.</translation>
    </message>
    <message>
        <source>Check the server and the setting &quot;store&quot;; without it the stores are files of this computer.</source>
        <translation>Prüfen Sie den Server und die Einstellung „store“; ohne sie sind die Speicher Dateien dieses Rechners.</translation>
    </message>
    <message>
        <source>There is no user &quot;%1&quot;.</source>
        <translation>Es gibt keinen Benutzer „%1“.</translation>
    </message>
    <message>
        <source>A user&apos;s name has 1 to %1 printable characters.</source>
        <translation>Ein Benutzername hat 1 bis %1 druckbare Zeichen.</translation>
    </message>
    <message>
        <source>The role &quot;%1&quot; is none of viewer, member and admin.</source>
        <translation>Die Rolle „%1“ ist weder viewer noch member noch admin.</translation>
    </message>
    <message>
        <source>The list of users</source>
        <translation>Die Liste der Benutzer</translation>
    </message>
    <message>
        <source>There is a user &quot;%1&quot; already.</source>
        <translation>Es gibt schon einen Benutzer „%1“.</translation>
    </message>
    <message>
        <source>The user &quot;%1&quot; has no such right.</source>
        <translation>Der Benutzer „%1“ hat kein solches Recht.</translation>
    </message>
    <message>
        <source>There is no token &quot;%1&quot; in force.</source>
        <translation>Es gibt kein gültiges Token „%1“.</translation>
    </message>
    <message>
        <source>Cancelled.</source>
        <translation>Abgebrochen.</translation>
    </message>
    <message>
        <source>There are no stores in %1.</source>
        <translation>In %1 gibt es keine Speicher.</translation>
    </message>
    <message>
        <source>Nothing like that waits to be sent.</source>
        <translation>Nichts dergleichen wartet auf den Versand.</translation>
    </message>
    <message>
        <source>It is being sent just now.</source>
        <translation>Der Versand läuft gerade.</translation>
    </message>
    <message>
        <source>%1 may not change this engagement of the team store.</source>
        <translation>%1 darf dieses Mandat des Teamspeichers nicht ändern.</translation>
    </message>
    <message>
        <source>%1 has no right to this engagement of the team store.</source>
        <translation>%1 hat kein Recht an diesem Mandat des Teamspeichers.</translation>
    </message>
    <message>
        <source>The source was written to while it was copied.</source>
        <translation>In die Quelle wurde geschrieben, während sie kopiert wurde.</translation>
    </message>
    <message>
        <source>Nothing of it was copied. Try again when nobody works with it.</source>
        <translation>Nichts davon wurde kopiert. Versuchen Sie es noch einmal, wenn niemand damit arbeitet.</translation>
    </message>
    <message>
        <source>%1: the target has other content of its own.</source>
        <translation>%1: Das Ziel hat eigene, abweichende Inhalte.</translation>
    </message>
    <message>
        <source>Nothing of it was copied. The first that differs: %1 %2. Copy into an engagement that is empty, or was copied from this one and not worked with since.</source>
        <translation>Nichts davon wurde kopiert. Die erste Abweichung: %1 %2. Kopieren Sie in ein Mandat, das leer ist oder das aus diesem kopiert und seither nicht bearbeitet wurde.</translation>
    </message>
    <message>
        <source>Someone else edited this report at the same time.</source>
        <translation>Jemand anderes hat diesen Bericht gleichzeitig geändert.</translation>
    </message>
    <message>
        <source>Nothing was changed. Look at it again, then repeat.</source>
        <translation>Es wurde nichts geändert. Sehen Sie ihn sich noch einmal an und wiederholen Sie dann die Änderung.</translation>
    </message>
    <message>
        <source>There is nothing to undo in this report.</source>
        <translation>In diesem Bericht gibt es nichts rückgängig zu machen.</translation>
    </message>
    <message>
        <source>There is nothing to redo in this report.</source>
        <translation>In diesem Bericht gibt es nichts wiederherzustellen.</translation>
    </message>
</context>
<context>
    <name>team</name>
    <message>
        <source>The work queue (Redis) can&apos;t be reached.</source>
        <translation>Die Warteschlange (Redis) ist nicht erreichbar.</translation>
    </message>
    <message>
        <source>Too many of your analyses are waiting; this one was not taken.</source>
        <translation>Zu viele Ihrer Analysen warten; diese wurde nicht angenommen.</translation>
    </message>
    <message numerus="yes">
        <source>It was begun %n times, and each time its worker ended before it did.</source>
        <translation>
            <numerusform>Die Analyse wurde %n-mal begonnen, und ihr Worker endete, bevor sie fertig war.</numerusform>
            <numerusform>Die Analyse wurde %n-mal begonnen, und jedes Mal endete ihr Worker, bevor sie fertig war.</numerusform>
        </translation>
    </message>
</context>
</TS>
