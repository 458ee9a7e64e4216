<?xml version="1.0" encoding="utf-8"?>
<!-- SPDX-License-Identifier: GPL-3.0-or-later -->
<!DOCTYPE TS>
<TS version="2.1" language="es_ES" sourcelanguage="en">
<context>
    <name>AboutBox</name>
    <message>
        <source>About ConsultantOS</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A workstation for management consultants: analyses whose every number traces to its source.

Free software under the GNU General Public License, version 3 or later. Built with Qt %1.
Data folder: %2</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>AgentScheduler</name>
    <message>
        <source>The agent stopped on an internal error.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It waits for itself.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It needs the agent &quot;%1&quot;, which gave no result.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cancelled.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It took longer than its time limit of %1 s.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Agents</name>
    <message>
        <source>%1, page %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The language model gave no answer, so the built-in engine did: %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No conversations are kept here.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The conversation has no such answer.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>its reply holds no text.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>its reply says nothing of what was asked.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The model&apos;s text was cut off at its greatest length.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The question or what the answer rests on is never sent to a model: none was asked.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stopped. What was written until then has been checked.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Report on %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 lacks one of its lists.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>AlertHtml</name>
    <message>
        <source>Before</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Now</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Change</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 to %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 filed %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Evidence</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sources</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>fetched %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>History</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Not sent</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Given up; it isn&apos;t tried again by itself.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Next try: %1.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the webhook</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>To %1: %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Send now</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Why it matters</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Further news of the same thing</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>In detail</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Raised by the monitor “%1”</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Alerts</name>
    <message>
        <source>%1 alerts</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 above</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 below</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 for %2 was filed: %3, %4 %5.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 turned negative after %2 in %3.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 turned positive after %2 in %3.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It is the first change of %1 that the stored filings show.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The direction turned: %1 had been %2 %3.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The change is larger than the one before: %1 had been %2 %3.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The change is smaller than the one before: %1 had been %2 %3.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 for %2 was restated: %3 instead of %4.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It fits a split of each share into %1: no change of the business, but values per share of other sources may not be comparable.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What was derived from the value as first filed no longer holds.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 rose above your line of %2: %3 in %4 after %5 in %6.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 rose to your line of %2: %3 in %4 after %5 in %6.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 fell below your line of %2: %3 in %4 after %5 in %6.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>You drew this line for %1; it is %2 it now.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 filed a %2 on %3.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 filed its %2 for %3 on %4.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 (%2)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1: the score went from %2 to %3.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It left the interval of %1 to %2 that the evidence of before left open, so the evidence itself has changed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Its figures are in the store: what rests on earlier ones can be brought up to date.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A new item names %1: %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 new items name %2, first of them %3</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It came up after the last check; whether it matters to your question is for you to judge.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The annual report for %1 adds %2 risks, first of them %3</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The annual report for %1 drops %2 risks, first of them %3</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The annual report for %1 adds %2 risks and drops %3, first of them %4</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The annual report for %1 adds a risk: %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The annual report for %1 drops a risk: %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Companies change what they must name as risks when their own view of them has changed.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>AnalysisRequest</name>
    <message>
        <source>The priority &quot;%1&quot; is none of high, normal and low.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The depth &quot;%1&quot; is not known.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose quick, standard or deep.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The company&apos;s name is empty.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Name the company to analyse.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The company&apos;s name is longer than %1 characters.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Give its name, ticker or CIK only.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A text of the request (industry, question, region or context) is longer than %1 characters.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Shorten it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The market value must be a positive amount.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Give it in whole units of the reporting currency.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A report forecasts at most %1 years.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Give a number from 1 to %1.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The weights of recommendations must not be negative, nor all zero.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Give, for instance, impact=40,feasibility=25,risk=20,time=15.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The framework &quot;%1&quot; is not known.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose among %1.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No framework is chosen.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose at least one of %1.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>AnalysisService</name>
    <message>
        <source>Another preview is still running.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The analysis was cancelled.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing was saved.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>AnchoredGrowth</name>
    <message>
        <source>&quot;%1&quot; is no growth to fade to.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Give a percentage from -50% to 50%, such as 4.5%, or industry.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Growth of the forecast: %1 a year.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Beside it: %1: %2 (%3)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>As you asked, growth fades to %1 a year over %2 years.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>On its own past fading would have erred by less: %1 % of the error without it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>On its own past fading would not have helped: %1 % of the error without it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>On its own past fading to the industry&apos;s rate would have erred by less; ask for it if you believe it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No growth is published for the industry of %1.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Give a percentage to fade to.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What isn&apos;t above zero has no growth that could fade.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>AnswerHtml</name>
    <message>
        <source>%1 · cell %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Period</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Exact value</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Formula</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sources</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This can&apos;t be answered</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What would help:</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Ask</name>
    <message>
        <source>what stands before &quot;%1&quot; is not known</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>what is to be averaged is not clear; define the ratio in the question</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No annual figures are at hand.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No figures for %1 are at hand; there are those of %2.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The report for %1 would settle it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No figures for %1 are at hand, and they are needed beside those of %2.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The definition of &quot;%1&quot; was not understood: %2.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Write it with numbers, + - * / ^, brackets, &quot;average&quot;, &quot;change in&quot; and names of statement lines.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The definition of &quot;%1&quot; rests on itself.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The balance sheet of %1 has no line &quot;%2&quot;; it is left out.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&quot;%1&quot; and &quot;%2&quot; have different units and can&apos;t be added.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A power of an amount of money has no meaning.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The value of %1 is not positive, so a growth from it has no meaning.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The result would be money times money, which has no meaning.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>it is nested too deeply</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>a term is missing at its end</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&quot;%1&quot; stands where a term is expected</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>a bracket is not closed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 to %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Yes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 of %2, %3.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Computed as %1.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The first figure alone is answered: ask for one at a time.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No period was named: this is the latest year at hand.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No annual figures of %1 are at hand.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the company</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The report for %1 would settle it once it is out; what is not yet reported can only be forecast.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 in %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The statement at hand has no line &quot;%1&quot;; for that case the question wants 0.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 in %2, %3 in %4</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It rose</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It fell</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It stayed the same</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Whether more of it is better depends on the business.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&quot;%1&quot; and &quot;%2&quot; have different units and can&apos;t be compared.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&quot;%1&quot; is not known for any year asked about.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The annual reports of these years would settle it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Years compared: %1.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>income statement</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>cash flow statement</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>balance sheet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>financial statements</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>annual report (10-K, 20-F)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>quarterly report (10-Q)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What is at hand doesn&apos;t give &quot;%1&quot; for %2.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The %1 for %2 with its %3 would settle it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The balance sheet of %1 doesn&apos;t divide assets and liabilities into current and others, as banks&apos; and insurers&apos; don&apos;t.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ask for single lines, or for a figure that needs no such division.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The annual report with &quot;%1&quot; for %2, or for the year before where an average or a change is needed, would settle it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&quot;%1&quot; for %2 is %3.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&quot;%1&quot; for %2 is not derivable: %3.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&quot;%1&quot; is a figure of whole years.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ask for a fiscal year, or define the figure in the question.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&quot;%1&quot; is taken for the company&apos;s name.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What is at hand doesn&apos;t split &quot;%1&quot; for %2 that way.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The 10-K for %1 in inline XBRL (HTML) with its segment note would settle it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The others: %1.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&quot;%1&quot; may be one of several parts of &quot;%2&quot;: %3.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ask for one of them by its full name.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The word &quot;%1&quot; may change what is meant by &quot;%2&quot;, and no figure at hand is of it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The parts at hand are called: %1.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ask without &quot;%1&quot; for the company as a whole, or add the report that gives it by part.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1: %2 of %3.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>For &quot;%1&quot; alone: %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1, page %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A document that speaks of it would: an annual report, a presentation, notes.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No figure answers this question, and no document was given to quote from.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No passage of the documents at hand speaks of it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Passages that fit the question best, quoted word for word.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The question is empty.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ask for a figure and a year, e.g. &quot;What was the FY2021 gross margin?&quot;</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The question was not understood: %1.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The question is about %1, and what is at hand is of %2.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A report of %1 would settle it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The question is about the future, which no report gives.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A forecast may help; reported figures can be asked for by year.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Adjusted figures are the company&apos;s own measures; they are not in its statements.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Define in the question how it is computed, or add the release that reconciles it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&quot;%1&quot; is not known there</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>whose share is asked for is not clear</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>it is longer than %1 characters</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>it is neither a line nor a figure</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the list is empty</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>BudgetKeeper</name>
    <message>
        <source>Nothing was sent. Raise the budget in the settings, or work on without a model.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The call could pass the budget for %1.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>this report</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>today</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>this engagement</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is a budget for %1, but the price of the model isn&apos;t known.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>CacheManager</name>
    <message>
        <source>The cache&apos;s figures could not be recorded.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cancelled.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The computation stopped on an internal error.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The computation took longer than its time limit.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It goes on; try again later.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The cache holds a value of another kind.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Check</name>
    <message>
        <source>No annual figures are at hand.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No figures for %1 are at hand; there are those of %2.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No facts of %1 are at hand.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No period is named; it is the value for %1.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The filings give it under another name. %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It isn&apos;t said what this is a percentage of.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 of %2, %3: %4, which is %5 of its value.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No fact at hand tells of &quot;%1&quot;.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It isn&apos;t said of which company; --company names one.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It isn&apos;t said of which figure of the statements this is.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 of %2, %3: %4</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It isn&apos;t said whether it rose or fell.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It is no amount of money.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The currency is %1.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It is a total, not an amount per share.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>As first reported (%1, filed %2); since restated to %3.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It is no percentage.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>An amount grows by percent, not by percentage points.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The unit is another one.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It fell.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It rose.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The sign is the other one.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The scale word is wrong.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 in %2, %3 in %4: it moved the other way.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The comparison is false: %1 against %2.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 in %2, %3 in %4: it is no record.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Facts of statements count no employees.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No fact at hand gives it for &quot;%1&quot; alone.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It is said of what may be, not of what was.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It is measured against what no statement gives.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It isn&apos;t said over which years this is a year&apos;s average.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>it is neither a line nor a figure</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>no such cue is known</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Cli</name>
    <message>
        <source>given up</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing with the id &quot;%1&quot; waits to be sent.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing waits to be sent.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 not sent to %2: %3 Next try: %4</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 sent to %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&quot;%1&quot; is no time such as 2026-03-31 or 2026-03-31T08:00Z.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>--state is open, snoozed, dismissed or all.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No alert matches.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 can&apos;t be written: %2.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Written: %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>list, show and settle what monitors found</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>list: open (the default), snoozed, dismissed or all.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>list: of this monitor alone.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>list: of this company alone.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>snooze: until when.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>snooze: how long, such as 4h, 3d or 2w (1w).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>digest: where its period begins (seven days before its end).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>digest: where it ends (now).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>digest: the file to write.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>text (the default) or json; digest: md (the default), html or json.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What to do (list); the first characters of an id will do.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>consultantos-cli alerts [list] | show ID | snooze ID… | dismiss ID… | reopen ID… | digest | unsent | resend [ID…] | discard ID…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Alerts can&apos;t be &quot;%1&quot;.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>alerts %1 has the wrong number of arguments.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&quot;%1&quot; is no weight of a recommendation.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Write, for instance, impact=40,feasibility=25,risk=20,time=15.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Interrupted.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No report was made.</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>%n report(s) were made before it.</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>%1 of %2 companies analysed in %3 s</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1: from the cache (%2, computed %3 ago); --refresh computes it anew</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The report of %1 is partial.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1: written to %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The report is not in the library: %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>analyse one or several companies</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Industry, if it is not the company&apos;s own.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Comma-separated, among %1, your own, or all.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Kind of report: board_memo, due_diligence, market_entry, one_pager or one of your own; it chooses frameworks, depth and layout unless you do.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How much each criterion counts when options are ranked, for instance impact=40,feasibility=25,risk=20,time=15.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>quick, standard (the default) or deep.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The question that the report shall answer.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Country or region to look at.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What you know and the figures don&apos;t; quoted as yours.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Import this facts file first; may be repeated.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Import this document first, of any format; may be repeated.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Market value of equity in the reporting currency, for Altman&apos;s Z.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Forecast the company&apos;s main figures, with intervals.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How many fiscal years are forecast, %1 if not said; implies --forecast.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>json (the default), md, html, pdf, docx, xlsx, pptx or sealed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sign a sealed report with this Ed25519 private key (PEM).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>File to write, or folder; with several companies a folder.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Print what the language model would be asked, and send nothing.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Print for each agent what asking the language model would come to, as a range, and send nothing; with --format json as JSON.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Compute everything, read and keep nothing in the cache.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Compute everything anew and keep it in the cache.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Don&apos;t keep the report in the library.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Have a team&apos;s workers do it, by the queue in Redis.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Name, ticker or CIK.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No company is named.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>consultantos-cli analyze COMPANY...</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>--queue doesn&apos;t go with --%1.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>That is for analyses of this program itself.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1, page %2, %3</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 filed %2 (%3)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Not answerable: %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>From an earlier answer to this question, %1 ago.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>From an earlier question, %1 ago: %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Is it wrong? consultantos-cli ask --wrong --conversation %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Understood as: %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The files are of several companies: %1 and %2.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ask of one company at a time.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>answer a question from facts or documents</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ask of this company: name, ticker or CIK. Without it, of the one that the question names.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Answer from this document alone; may be given several times.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ask within this conversation; the first characters of its id will do. Without it, a new one begins.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The last answer of --conversation was wrong: forget the language model&apos;s kept reply, and ask the same anew. Without a QUESTION.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>text (the default) or json.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>E.g. &quot;What was Tesla&apos;s FY2021 gross margin in percent?&quot;</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Which answer was wrong? Name its conversation, and no question: the one before is asked again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>consultantos-cli ask --wrong --conversation ID</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ask one question, in quotation marks.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>consultantos-cli ask QUESTION</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The conversation has no answer yet.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Time</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>User</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Action</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Object</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Outcome</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>From</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>show who did what</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What this user did alone.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How many entries (100).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The default.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>audit takes no argument but list.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>--%1 must be a number from %2 to %3.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>consultantos-cli backup FILE, or backup --rotate FOLDER</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&quot;%1&quot; is no number of backups.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Allowed is a whole number from 0 to %1.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The stores are on a PostgreSQL server; nothing was backed up.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>By its tables&apos; owner: pg_dump -Fc %1-d %2 -f team.dump; one engagement alone: -n &apos;ID_*&apos;, the schemas common to all: -n consultantos; the files of a folder: --store &quot;&quot;.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1: %2, %3 of data.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Earlier backups removed: %1.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Left out, as they hold a password: %1.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Documents deleted meanwhile, and left out: %1.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>back up the data folder while it is in use</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The archive to be written.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Write it into this folder, named by its time, and delete those that the rotation lets go.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Of how many days the rotation keeps the newest backup.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Of how many weeks, likewise.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Of how many months, likewise.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Encrypt it by the password in this file&apos;s first line.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>backup takes one file, or --rotate a folder.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A backup is of the whole data folder; nothing was done.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>For one engagement: consultantos-cli engagement export.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>consultantos-cli cache stats | clear [--kind K] [--company C] | warm [COMPANY…] | verify | wrong ID | explain --pairs FILE</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cleared. What is needed again is computed anew.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The library has no report yet: name the companies.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1: computed and kept</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1: was there already</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No report or conversation has the id &quot;%1&quot;.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&quot;library list&quot; and &quot;conversations list&quot; show them.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No reply of a language model is kept of it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no cache on disk.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 entries checked, %2 damaged and removed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>show, empty, fill and check the cache</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>stats: text (the default) or json; explain: text or csv.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>clear: only this kind: analysis, agent, document, search or model_reply.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>clear: only what was made for this company.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>explain: a CSV file with the columns a and b, a pair of prompts a row; - reads standard input.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>stats, clear, warm (the library&apos;s companies, or those named), verify (of the entries on disk), wrong (forgets what a language model wrote for the report or conversation with this ID) or explain (whether one prompt&apos;s reply would be given to another).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What shall be done with the cache?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The cache can&apos;t &quot;%1&quot;.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What was wrong? Name one report or conversation by its id.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>cache %1 takes no argument.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The cache keeps nothing of the kind &quot;%1&quot;.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Kinds are %1.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>--company names no company.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Which pairs of prompts? Name their file by --pairs.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 can&apos;t be read: %2.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Name a CSV file with the columns a and b.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 is larger than 256 MB; nothing was compared.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 has no columns a and b; nothing was compared.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Its first line must name them; commas part the fields.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 of %2 pairs would share a reply (similarity from %3).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>memory</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>disk</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>not in use</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>level</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>hits</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>entries</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>size</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>state</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing was asked of the cache yet.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>all</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>kind</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>computed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>hit rate</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>saved</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>money</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What was kept saved %1 of money, in the price list&apos;s currency.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Counted since %1.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Struck: %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>; the facts give %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>consultantos-cli conversations list shows what is there.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No conversation has the id &quot;%1&quot;.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 conversations have an id that begins with &quot;%2&quot;.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Name a text or Markdown file, or - for standard input.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 is larger than 64 MB; nothing was checked.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Split it and check the parts.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 is no text; nothing was checked.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save it as text or Markdown, e.g. with pdftotext or pandoc, and check that.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>match</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>MISMATCH</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>unsupported</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 of %2, %3</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 numbers: %2 match, %3 don&apos;t, %4 unsupported.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>hold the numbers of a text against facts</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What the text is about where it names no company: name, ticker or CIK.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Text or Markdown, English or German; - reads standard input.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Name one text to check, or - for standard input.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>consultantos-cli check FILE [--company NAME]</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The text has more numbers: only the first %1 were checked.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing is sent to %1 (%2), as nobody has agreed to that for this engagement; the built-in engine works alone.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&quot;analyze COMPANY --preview&quot; shows what would be sent. To agree for this engagement: &quot;models agree&quot;; for one command: add --provider %1.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A restore that had begun before was finished.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A restore waits until all programs that work with the data folder have ended.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The program&apos;s resources were not found; nothing was done.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Install it again, or name them by CONSULTANTOS_RESOURCE_DIR.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The program stopped unexpectedly on %1 (%2); the note is %3.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The engagement &quot;%1&quot; is new; it begins empty.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A team&apos;s work queue needs a Redis server, and redis_url is empty.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Set REDIS_URL, such as redis://127.0.0.1:6379.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The option %1 needs a value.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>consultantos-cli --help lists the options.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The language &quot;%1&quot; is not known.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose among %1.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>list the companies known</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>text (the default), json or csv.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>companies takes no argument.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>consultantos-cli companies [--format json]</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>consultantos-cli compare COMPANY COMPANY… [--figure ID]… [--framework ID] [--years N] [--format json|csv]</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Rank</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Percentile</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>Ranks and percentiles are of FY%1, percentiles among %n company(ies) of the sectors.</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>put companies beside each other</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Two to five companies.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A ratio or statement line by its id, e.g. gross_margin or revenue; may be given several times.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A framework instead, of each company&apos;s newest kept report.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How many fiscal years; 5 if not given.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>compare takes two to %1 companies.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Either figures are compared or a framework, not both.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No report of these companies has the framework &quot;%1&quot;.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Analyse them with it first.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>print the completion for a shell</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>bash or zsh: source &lt;(consultantos-cli completion bash); fish: consultantos-cli completion fish | source</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is a completion for bash, zsh and fish only.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>consultantos-cli completion bash</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The completion is missing from this build.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No conversation matches.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No conversation is there.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>You</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Answer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Deleted: %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>list, show, search and delete conversations</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>list, show ID, search TEXT or delete ID; the first characters of an id will do. What is deleted can&apos;t be brought back.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>consultantos-cli conversations list | show ID | search TEXT | delete ID</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What shall be done with the conversations?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Conversations can&apos;t be &quot;%1&quot;.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>conversations %1 has the wrong number of arguments.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>too little has happened to tell (%1)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cache hit rate above 50 %</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 of %2 look-ups</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Longer lives (CACHE_TTL_SECONDS, CACHE_L3_TTL_SECONDS), more memory (CACHE_L1_SIZE_MB), and `cache warm` for what is asked for often.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>P50 &lt; 2 s, P95 &lt; 10 s, P99 &lt; 30 s</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1, %2 and %3 over %4 requests</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Look at the hit rate and the agents&apos; times; a faster model, or fewer frameworks.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stores answer within 0.1 s (P95)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 over %2 operations</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Put the data folder onto a fast local disk.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Calls of language models are kept and paced</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>no language model has been called</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 calls, %2 from the cache, %3 turned away by the provider</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Set LLM_TOKENS_PER_MINUTE to what the provider allows, or name an LLM_FALLBACK.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Costs are bounded by a budget</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>no language model that costs anything is set</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>a budget is set</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>no budget is set</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Set LLM_BUDGET_DAY, LLM_BUDGET_REPORT or LLM_BUDGET_ENGAGEMENT; `usage --by day` shows what was spent.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>After deployment</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Load tests, normal and burst</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>./dev load normal, then ./dev load burst, on a machine of that kind.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Grafana shows the dashboard</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Import packaging/monitoring/grafana-dashboard.json.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Alerts reach somebody</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Load packaging/monitoring/consultantos.rules.yml and stop the server once: ConsultantosDown.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Again and again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Each week: cache hit rates</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Each month: costs</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Each quarter: load tests</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Signs of getting slower or larger</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The alerts ConsultantosSlow… and ConsultantosMemoryGrows.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Lives of the cache&apos;s entries fit their use</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Limits of concurrency fit the machine</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Slow queries</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The panel of store latencies, by operation and collection.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The program, its resources and its stores</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>all there and intact</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>doctor without --deployment says more.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Settings and environment</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 set, the others as they come</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>wrong: %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Indexes of the stores are defined</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1, part of the stores&apos; schemas</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Indexes are in the stores</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>no store is there yet; each comes with them</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>all, in %1 stores</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>missing: %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A store of an earlier version gets them at the program&apos;s next start; if they are missing after it, restore the store from its copy.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Redis server (optional)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>REDIS_URL is empty: memory and disk are the cache</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Start it, or correct REDIS_URL. Work goes on without.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 answers in %2 µs</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Redis is bounded and evicts</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>there is no Redis server to ask</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>CONFIG SET maxmemory 1gb and maxmemory-policy allkeys-lru, and the same in redis.conf.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the server doesn&apos;t tell its settings</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>maxmemory %1 MB, policy %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Redis keeps its entries over a restart</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>CONFIG SET appendonly yes, or save points, and the same in redis.conf.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>it writes snapshots or its log</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>neither snapshots nor a log: a restart empties it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cache, agents and model calls are set up</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>memory %1 MB, disk %2 MB, %3 agents at once, %4 model calls together</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Set CACHE_L1_SIZE_MB, CACHE_L3_SIZE_MB and MAX_CONCURRENT_AGENTS above what switches them off.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Answers are compressed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>gzip from %1 bytes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the answer came as it is</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A proxy in between may undo it: look at its settings.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Metrics can be scraped</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>ENABLE_PERFORMANCE_METRICS is false</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Set ENABLE_PERFORMANCE_METRICS=true.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 families</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Start the server with ENABLE_PERFORMANCE_METRICS=true.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Before deployment</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No server was asked</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Start it, then: doctor --deployment --server http://127.0.0.1:8080</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The server %1 doesn&apos;t answer: %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Look at its log and whether it runs.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>ok</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>PROBLEM</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>by hand</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 fine, %2 with a problem, %3 not applicable, %4 to be looked at by hand.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>not there yet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the service unit serves this machine alone</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>there is no service unit</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The data belong to an ordinary account</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>owner: %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Run the server under an account of its own, not as root.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nobody else can change a file of the data folder</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 files</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 can be changed: %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Beyond this machine only with TLS</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Start serve with --tls-cert and --tls-key, or on 127.0.0.1.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1, with TLS</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1, without TLS</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Give the unit --tls-cert and --tls-key and take --insecure away, or let it serve 127.0.0.1 behind a proxy with TLS.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Certificate and key fit and are not expiring</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Renew it, or correct --tls-cert and --tls-key of the unit.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 holds no certificate</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>valid until %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Without a token nothing is answered</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the service unit allows it: --allow-anonymous</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Take it away; clients send the token of api-token.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the server answered %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Start it without --allow-anonymous.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Requests for another host are refused</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Something in between changes the Host header.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Redis is on this machine, or asks for a password</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Set requirepass there and name it in REDIS_URL; a tunnel gives it TLS.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Keys of providers are in a keyring</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Settings &gt; Language model stores it; a service without a keyring gets it by systemd&apos;s LoadCredential or an EnvironmentFile of mode 0600.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The data folder is its owner&apos;s alone</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The token&apos;s file is its owner&apos;s alone</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>So is the file of further tokens</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Security</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A service unit starts the server</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy packaging/monitoring/consultantos.service into ~/.config/systemd/user and enable it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>none where systemd looks</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Its program can&apos;t be started: %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It works with this data folder</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What is said here is of %1: name the other by --data-dir.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It starts again after a failure</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It may change its data folder alone</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Take these lines from packaging/monitoring/consultantos.service.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It runs while nobody is logged in</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>a unit of the system</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>a unit of the user %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The server is ready</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>/health/ready answered %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Its log says what is wrong with its stores.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No crash in the last seven days</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>none</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1, the last one %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Report it with the note; it holds no data of yours.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>At least two processors</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Give the machine more, or lower MAX_CONCURRENT_AGENTS.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>At least 2 GB of memory</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 MB</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Give the machine more, or lower CACHE_L1_SIZE_MB.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Enough files may be open</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>without limit</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The disk holds what the cache may take</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 MB free, up to %2 MB are needed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Make room, or lower CACHE_L3_SIZE_MB.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The data folder is on a disk of this machine</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It is in memory: a restart loses everything.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Locks of files don&apos;t hold on a share: put it onto a local disk.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No store was set aside as damaged</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Restore it from its copy, then move the file away.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The stores are copied elsewhere</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 MB to copy</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Each day, also while it runs: sqlite3 NAME.db &quot;.backup COPY.db&quot; of each store, and documents/ with settings.json. The cache needs no copy.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A copy was restored once, to try it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Service</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Capacity</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Backup</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The service unit %1 can&apos;t be read.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Data folder</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1, not there yet; made when first needed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1, can&apos;t be written</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Make it writable, or choose another by --data-dir.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1, writable, %2 MB free</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Other users may look into the folder; what the program keeps in it is yours alone. To shut it, too: chmod 700.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Engagement</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1, not there yet; begun when first needed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1, not there yet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1, can&apos;t be read</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1, damaged: no database</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The next start sets it aside and begins a new one.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1, intact</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Team store</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1, answers</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Resources</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Install the program again, or set CONSULTANTOS_RESOURCE_DIR.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>not found</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1, without %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Measurements</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Program</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>System</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Library</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Facts</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Documents</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Egress ledger</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>slow, %1 ms, %2 times: %3</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>checked</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>setting</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>value</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>from</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>problem</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>--server must be an address such as http://127.0.0.1:8080.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>print every setting with its origin, check stores, resources and performance</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Write an archive (ZIP) for whoever helps; no secret and no client&apos;s text is in it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Walk the checklists for a server instead.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>With --deployment: a running server to ask.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>With --deployment: its service unit, if systemd doesn&apos;t find it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>doctor takes no argument.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>consultantos-cli doctor [--deployment] [--format json]</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>--%1 belongs to --deployment.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Written: %1. Look into it before you send it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&quot;%1&quot; sets no assumption.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 to %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>yours</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>name</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>assumption</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>source</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>line</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>what it is worth</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>middle</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The middle has all assumptions at their medians; intervals are of %1 draws. * is a value of yours.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>By the company&apos;s driver tree: revenue, margins and cash, with the source of each assumption.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>With --drivers: an assumption of your own, e.g. target_margin=12%, growth=0.02:0.05:0.09 or growth_3=0.1. May stand several times.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>With --format xlsx: the workbook to write.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A workbook needs --format xlsx and --output FILE.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>consultantos-cli forecast COMPANY --drivers --format xlsx --output FILE</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Saved as %1.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There are no engagements.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>documents</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>folder</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What was there before is in %1; delete it when you are content.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The engagement &quot;%1&quot; is there.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&quot;%1&quot; would be deleted for good, with its documents and reports; nothing was done.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Say --yes if you mean it; engagement export keeps a copy.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The engagement &quot;%1&quot; was deleted.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>list, export, take in or remove clients&apos; engagements</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>list, export NAME FILE, import FILE, or remove NAME.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>import: the name that it gets here; else its own.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>import: exchange one of the same name, which is set aside.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>remove: without this nothing is done.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The file with the password of an encrypted archive.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>engagement takes list, export NAME FILE, import FILE or remove NAME.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>consultantos-cli engagement export &quot;Acme&quot; acme.zip</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>list a company&apos;s facts with their filings</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Only this tag (Revenues) or standardised line (revenue).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Name one company.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>consultantos-cli facts COMPANY</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No facts of %1 are stored.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No facts of %1 are stored under &quot;%2&quot;.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Without --concept all facts are listed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 of %2 series</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>--lines is amounts or results, and goes with --csv.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&quot;%1&quot; is no number of periods.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Give a number from 1 to 10,000.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>forecast a company&apos;s figure or the series of a table</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The company&apos;s tag (Revenues) or standardised line; else revenue.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A table with the columns series, period, value; - reads standard input.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Let a company&apos;s growth fade over five years to a rate, such as 4.5%, or to its industry&apos;s.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Split the company&apos;s revenue by segment, product or region, and let the parts add up.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>With --csv: a table with the columns total and part; what adds up is reconciled.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>With --csv: the series are companies&apos; amounts (revenue, costs) or results (profits, cash flows), which move more than others.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How many periods ahead; else by frequency, a year of months.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>yearly, quarterly, monthly, weekly, daily, weekdays, hourly or none; else read from the periods.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>text (the default), json or csv; with --drivers also xlsx.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Name, ticker or CIK, without --csv.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Name one company, or a table with --csv.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>consultantos-cli forecast (COMPANY | --csv FILE)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>--drivers goes with a company, --periods, --set, --output and --keep alone; --set, --output and --keep go with --drivers.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>consultantos-cli forecast COMPANY --drivers [--set NAME=VALUE]</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>--fade-to is for the fiscal years of one company&apos;s line.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>consultantos-cli forecast COMPANY --fade-to industry</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>--by splits a company&apos;s revenue, --hierarchy goes with --csv.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Interrupted; the forecasts printed are complete.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>None of the %1 series can be forecast.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 of %2 series can&apos;t be forecast; the others are complete.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1: not in any part</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&quot;%1&quot; is no way to split revenue.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose segment, product or region.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No filings of %1 are stored that split its revenue by %2 for two years in a row.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Import its filings (inline XBRL): they tell of segments and regions.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Name a CSV file with the columns total and part.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&quot;%1&quot; is no pair of a total and a part.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The table has no series &quot;%1&quot;.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Name a CSV file, or - for standard input.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>consultantos-cli facts COMPANY lists what there is.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>series</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1: %2, %3 values, method %4</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>period</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>forecast, millions</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>forecast</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Why: %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Models: %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Backtest from %1 origins: MASE %2 (naive %3), sMAPE %4 %; %5 % of the values within the 80 % interval, %6 % within the 95 % one</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Too short for a backtest: the intervals are untried.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No better than naive on its own past.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Note: %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 holds published figures and no document: --never-send has nothing to mark.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Its figures were imported. Import it without the option.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 (%2 s)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>take documents and facts files into the stores</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Whom the documents are about; else they say it themselves.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Never send the documents, or figures read from them, to a language model.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>File or folder: PDF, Office and OpenDocument files, CSV, HTML, Markdown, text, mail, feeds, filings in XBRL, SEC companyfacts.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No file is named.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>consultantos-cli import FILE...</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>%n file(s) were imported before it.</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>The folder holds no file.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>consultantos-cli indexes list | generate | deploy | check [--format json]</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>yes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>missing</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Store</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Index</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Of</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>allowed: %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1: the index %2 is missing</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 queries, %2 faults, %3 missing indexes, %4 allowed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No query needs another index.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>list, propose, create and check the stores&apos; indexes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>list: all that are declared; generate: propose what queries lack; deploy: create what is missing; check: the plan of each query, exit code 1 if one reads a whole table or sorts what an index could give.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>indexes takes one action.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>All declared indexes are there.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No report matches.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No report is there.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 can&apos;t be read: %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A finding is settled by somebody.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Give your name with --by.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>list, show, compare, search and delete reports</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>show and replay: %1 (json if not said), show also sealed; all others: text (the default) or json.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>show and replay: the file to write, or the folder of several reports.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>show: in the layout of this template of reports.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>show --format sealed: sign with this Ed25519 private key (PEM).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>verify: want the signature of this key (PEM).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>settle: why the report stands with the finding.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>settle: who accepts it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The first characters of an id will do. diff says what changed between two reports, and why; it takes JSON files of reports, too. read-back: what was changed in a workbook (XLSX) of a report, and which scores each change would move; --accept takes changes over. tipping: which change turns a score; requests: which missing figure narrows what; contradictions: judgements that deny each other; review: what the quality agent finds in a report as the facts are now (JSON files, too); settle: accept a finding. edit sets a sentence, score or weight (targets lists them), edits shows what persons set, resolve settles a conflict, answer gives what a request asks for, undo and redo go through these steps. Of sealed files replay rebuilds the report, and verify says whether they are as they were sealed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What shall be done with the library?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The library can&apos;t &quot;%1&quot;.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>library %1 has the wrong number of arguments.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 / %2 / %3 ms</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>requests, of them failed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>their time, p50 / p95 / p99</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>cache: hits of L1, L2, L3; misses</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>cache: hit rate</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>agents, of them failed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>store operations</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>calls of models, of them failed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>tokens of models</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>processor time</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>measured</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>show what window and server measured of themselves</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Of the last so many hours, %1 if not said.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>metrics takes no argument.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>consultantos-cli metrics [--hours 24] [--format json]</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing was measured in that time: the window and serve measure while they run.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Language model from: none, gemini, openai (or what speaks its protocol), anthropic, local. Without it, as set.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Language model, as its provider names it; of local, its file.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Address of the language model&apos;s server, if not its provider&apos;s.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Which service speaks OpenAI&apos;s protocol, with --provider openai.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The provider &quot;%1&quot; is not known.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose one of %1.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>price unknown</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>at most %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>a kept reply answers it, nothing is sent</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>about %1 tokens in, %2 to %3 out, %4</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>replies as long as those to the same agents until now</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>replies as long as those until now, or a quarter of the longest where there were none</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>For %1. The lower end: %2, kept replies free. The upper end is set aside before each call. Nothing was sent.</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>%n prompt(s), %1 bytes, would go to %2. Nothing was sent.</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>Prompts go to %1.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Prompts go to %1, model %2.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A language model would be asked nothing.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Prices in %1 for a million tokens, as of %2; -: not known.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No provider of language models is chosen.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose one in the settings, or by --provider.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Agreed for this engagement: prompts may go to %1.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Withdrawn: from here on nothing of this engagement is sent to a language model that only the settings name.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>language models: test the one that is set, list what its provider has, agree to what it is sent</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>list: text (the default), json or csv.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>test, by one short call that may cost a few tokens; list, with prices where they are known; agree, that prompts of this engagement may go to it; withdraw that.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What shall be done with the models?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>consultantos-cli models test | list | agree | withdraw</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No monitor is due.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The monitor is there; its first check is due now: consultantos-cli monitor check --due</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>watch companies on a schedule</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>check: all that are due.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What to do; a monitor is named by its name or the first characters of its id.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>consultantos-cli monitor add COMPANY | list | show ID | edit ID | pause ID | resume ID | remove ID | check ID… | check --due | figures</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What shall be done with monitors?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Monitors can&apos;t be &quot;%1&quot;.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>monitor %1 has the wrong number of arguments.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No monitor is there.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&quot;%1&quot; is no number.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>--watch can&apos;t be &quot;%1&quot;: it names %2.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>--line is FIGURE=VALUE, such as operating_margin=30%; &quot;%1&quot; is not.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>--threshold is relative=5%,absolute=1e9,points=1%,score=0.1 or some of these; &quot;%1&quot; is not.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>--every and --cron exclude each other.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>--jitter is a number of seconds.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>add, edit: what it is called (the company&apos;s name).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>add, edit: of filings,figures,quarters,news,risk-factors those to watch (filings,figures).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>add, edit: which figures, such as revenue,operating_margin; &quot;monitor figures&quot; lists them (the usual ones).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>add, edit: frameworks whose scores are watched.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>add, edit: FIGURE=VALUE that shouldn&apos;t be passed unnoticed; may be repeated.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>add, edit: from when on a change matters: relative=5%,absolute=0,points=1%,score=0.1.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>add, edit: how often, such as 30m, 6h, 1d, 2w (1d).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>add, edit: five fields instead, such as &quot;30 7 * * mon-fri&quot;.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>add, edit: whose clocks that follows (the system&apos;s).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>add, edit: up to how many seconds late (300).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>add, edit: address that gets each alert as JSON.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>add, edit: address that gets them by mail; may be repeated.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&quot;%1&quot; is no span of time such as 30m, 6h, 1d or 2w.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Uptime</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>nothing ran in the last day</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>up for %1 % of the last day&apos;s running time; unexpected ends: %2, seconds down: %3</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Look into logs and crashes of the data folder; let a service manager start the server again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Usage: consultantos-cli [options] COMMAND [arguments]</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Analyses of companies whose every number traces to its source.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Commands:</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Options, anywhere on the line:</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>keep library, facts and settings in this folder</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>work in this client&apos;s own stores, begun if new</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>work in a team&apos;s store: postgresql://user@host:port/database</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>system, en, de, fr or es: of messages; --report-language is that of reports</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>let nothing out to the network</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>no progress, only errors</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>this help, or that of the command</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>versions of program, commit and libraries; --format json</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Exit codes: 0 done, 1 failed, 2 wrong usage, 3 partial result, 130 interrupted.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Keep library, facts and settings in this folder.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Work in this client&apos;s own stores, begun if new.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Work in a team&apos;s store: postgresql://user@host:port/database.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Language of messages: system, en, de, fr or es.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Let nothing out to the network.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No progress, only errors.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This help.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>consultantos-cli --help lists the commands and options.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>--version knows --format text and json alone.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No command is given.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The option %1 is not known.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The command &quot;%1&quot; is not known.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>consultantos-cli %1 --help lists the options.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>waiting</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>running</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>done</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>failed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>timed out</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>cancelled</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>skipped</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The team&apos;s queue can&apos;t be reached; the order is kept, and is waited for.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The analysis was cancelled.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>fact</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>weight</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>score</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>figure</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>statement</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>row added</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>row removed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>formula</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>text</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>(not there)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>no longer derivable</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Can&apos;t be taken over: %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Moves no score.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The workbook has no change %1.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Say --accept all, or numbers of the list such as 1,3.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The workbook says what the report says.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>read-back: take these changes over into the report: all, or numbers such as 1,3.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>method</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>model</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>edit</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The reports say the same.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What they were made of differs in:</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>--%1 takes a number such as 3.5, 550M or 12%.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the facts say otherwise</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>applied</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>CONFLICT</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>not in this report</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>target</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>theirs</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>computed then</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>computed now</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>by</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>note</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>answered: %1 (%2)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>says</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 is as it was computed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 is set by %2: %3</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>computed: %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1: %2. %3</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Say one of --text, --score and --weight.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>before</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>now</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Recomputed in %1 ms.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Taken in, but still asked for: %1. A judgement from one to five settles it, too: --value 1…5 --unit score.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>edit, resolve: the sentence to put there.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>edit, resolve: the section&apos;s score, on its scale.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>edit, resolve: the driver&apos;s share of its score, 0 to 1.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>edit, resolve: why.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>edit, resolve, answer, read-back: whose it is (the machine&apos;s user if not said).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>resolve: the person&apos;s version stays.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>resolve: what is computed now takes its place.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>answer: the value, such as 550M, 12% or, of a driver, 1 to 5.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>answer: what the value is in, if it isn&apos;t what is asked for.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>answer: the year, such as FY2024 (the latest if not said).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>answer: which of several missing lines the value is of.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>answer: where the value is from; or a file, which is taken in.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>consultantos-cli library list shows what is there.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No report has the id &quot;%1&quot;.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 reports have an id that begins with &quot;%2&quot;.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Keep it in this report of the library, with what it rests on, in place of an earlier one.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Kept in the report %1.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Several reports need a folder.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Name it by --output FOLDER.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The format %1 is not for a terminal&apos;s eyes.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Name its file by --output FILE, or redirect the output.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The folder %1 could not be made.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing was analysed. Choose another place by --output.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The report could not be written to the standard output.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Make room, or name a file by --output.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Language of the report, not of messages: %1.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 of %2 years</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>turns</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>change</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>as far before</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>request</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>narrows</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>what would settle it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>open</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>speaks for it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>speaks against it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>settled by</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>rule</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>found</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>put a backup in the place of the data folder&apos;s content</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The archive of a backup.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Put it into this new folder and leave the data folder alone.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Only look whether the archive is whole.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>restore takes one file.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>consultantos-cli restore FILE [--into FOLDER | --verify]</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>For one engagement: consultantos-cli engagement import.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 is whole: files %2, %3 of data, of %4.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 has the state of %2.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>never</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>what</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>after days</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>went</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>would go</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>spared</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>oldest</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing was deleted; --apply does it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&quot;%1&quot; is no rule; nothing was changed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A rule is WHAT=DAYS or WHAT=default, WHAT among conversations, reports, deleted_reports, jobs, metrics, ledger.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>show or delete what has outlived its rule</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Only say what would go (the default).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Delete it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A rule for this engagement, such as reports=365; 0 is never, &quot;default&quot; that of the settings.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Never delete this report or conversation by a rule.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Take that back.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>retention takes options only.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>consultantos-cli retention [--dry-run | --apply]</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>--draws and --seed take whole numbers.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>--method is random or sobol.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Name the driver to change and the value to reach.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>consultantos-cli scenario goal-seek FILE --driver NAME --target NUMBER [--output NAME]</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>run a scenario model, decision tree or market sizing</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Draws, 10000 if not given.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Seed of the draws, 1 if not given.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>sobol (the default) or random.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Write the assumptions and live formulas of a scenario as XLSX, too.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>goal-seek: the driver to change.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>goal-seek: the value to reach; 0 of a profit is its break-even.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>goal-seek: what reaches it, the main output if not given.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Run the model of a file.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Name what to do and one file.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>consultantos-cli scenario run FILE [--draws N] [--seed N] [--format json]</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>--keep is for scenarios and market sizes.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>consultantos-cli scenario run FILE --keep REPORT</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 is too large for a report.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 was changed after it was sealed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 is intact, but this program can&apos;t rebuild its report.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 is intact, but its report is not what its evidence gives.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Someone sealed a report that was edited.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The report is not signed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The report is signed by another key: %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A sealed report is replayed as another format.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose json, md or html by --format.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Verified: every byte is as it was sealed, and the report of %1 (%2) was rebuilt to the byte.
</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Signed by %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Not signed: hashes show damage, not who sealed it. See analyze --sign.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing was recorded of this analysis.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>--tls-cert and --tls-key belong together.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>serve the HTTP API until interrupted</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Address to listen on (127.0.0.1: this machine alone).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Port (of the settings, 8080); 0: any that is free.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Requests a minute of each token; 0: without limit.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Certificate with its chain, PEM.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Its key, PEM, without a passphrase.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Further name of this server; may be repeated.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Origin whose pages may ask, e.g. https://intranet; may be repeated.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ask for no token, on this machine alone.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Allow other machines without TLS: behind a proxy alone.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Print method, path and scope of each request, and end.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>serve takes no arguments.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>consultantos-cli serve --help lists the options.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Serving on %1; Ctrl-C ends it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The token is in %1.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ending: what is under way is finished first.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing was fetched: no source of filings is switched on.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>consultantos-cli sources list names them and their settings.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The program is offline: none of them is asked.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no source called &quot;%1&quot;.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No source is switched on. Name one to try it: consultantos-cli sources test gdelt</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>works</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&quot;%1&quot; is no date.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Write it as 2026-01-31.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No request in the ledger matches.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing has left this computer.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>sources of the network: list, test, fetch, and what left the machine</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>list: text (the default) or json; ledger: text, csv or json.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>ledger: since this day, e.g. 2026-01-31 (UTC).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>ledger: of this source or kind alone, e.g. sec_edgar.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>ledger: for the report with this id alone.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>list; test, all that are on or those named; ledger, what left the machine; fetch, a company&apos;s figures and newest reports into the stores.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>consultantos-cli sources list | test [ID...] | ledger | fetch COMPANY</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What shall be done with the sources?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sources can&apos;t &quot;%1&quot;.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>sources %1 has the wrong number of arguments.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>cache</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>free</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>show what the data takes, give back what it no longer needs, or copy it to a team&apos;s store and back</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>sizes, vacuum, or copy FROM TO.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>store takes sizes, vacuum or copy.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>consultantos-cli store sizes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Given back: %1.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>complete</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>MISSING</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>files</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>engagement</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>at the source</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>copied</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>at the target</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1: documents whose file isn&apos;t kept at the source: %2.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>store copy takes two places, each a data folder or postgresql://…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>consultantos-cli store copy FROM TO [--engagement NAME]</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Source and target are the same.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no engagement &quot;%1&quot; in %2.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copying %1 …</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What is complete stays; done again, the rest follows.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The format &quot;%1&quot; is not known here.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&quot;%1&quot; is no number of years; nothing was written.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 is there already; nothing was overwritten.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Name another file by --output.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>make a workbook to fill in for a company without filings</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>File to write; %1 if none is named.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Name to fill in.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Number of fiscal years, %1 to %2; 5 if none is given.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Currency to fill in: a code such as EUR.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>financials: statements, segments and competitors.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is a template for financials only.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>consultantos-cli template financials</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Fill it in, save it, and import it: consultantos-cli import %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Usage can&apos;t be told apart by &quot;%1&quot;.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose among agent, report, day, model.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>show what language models cost</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Tell it apart by agent, report, day (UTC) or model.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>usage takes no argument.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>consultantos-cli usage [--by agent|report|day|model] [--format json]</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No language model has been called.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Role</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Since</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Engagements</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Token %1 of %2, until %3. It is shown this once:</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Label</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>State</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Until</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>add, list and remove a team&apos;s users, their roles and tokens</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>add, list, role, token, tokens, revoke, allow, disallow or remove.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Of a new user: viewer, member (the default) or admin.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How long a new token is in force (90).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What a new token is for.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>users needs an action and what it is about.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Assumptions are: %1.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&quot;%1&quot; names no peer and multiple.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>For example --peer Ford:price=12.5 or --peer Ford:ev_ebitda=5.2,pe=8; multiples are ev_ebitda, ev_ebit, ev_sales, pe and pb.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>value a company by its cash flows, with the source of each assumption</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>An assumption of your own, e.g. wacc=0.09. May stand several times.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A peer by its stored figures and its share&apos;s price (Ford:price=12.5), or its multiples (Ford:ev_ebitda=5.2,pe=8). May stand several times.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Write it as XLSX with live formulas, too.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>consultantos-cli value COMPANY [--set NAME=NUMBER] [--peer NAME:MULTIPLE=NUMBER] [--format json]</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Waiting: %1, running: %2, given up: %3.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No worker is at work.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Worker</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Host</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Running</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Finished</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>do a team&apos;s analyses until interrupted</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Analyses at once (2).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Name of this worker, no other&apos;s; of host and process if not given.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How often an analysis is begun before it is given up (3).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Seconds without a sign of its worker after which others take a job (30).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Seconds that analyses may take at the end before they are handed back (60).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Answer /metrics and /health on this port of the loopback interface.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Of --status: text (the default) or json.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>End after one analysis.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>End once nothing waits.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Compute everything, keep nothing for later.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Tell how long the queue is and who works.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>worker takes no arguments.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>consultantos-cli worker --help lists the options.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Metrics: %1/metrics</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Worker %1 takes jobs; Ctrl-C ends it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Analyses ended: %1, failed among them: %2, handed back: %3, taken over by others: %4.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ClientWorkbook</name>
    <message>
        <source>&quot;%1&quot; of %2 stands there twice; the first was taken.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 is a workbook of a newer version; nothing was imported.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Update the program.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 lacks the sheet Company; nothing was imported.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy the figures into a new template: consultantos-cli template financials</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Its sheets hold no figure yet.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the company&apos;s name is missing.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the company&apos;s name is longer than %1 characters.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the end of the fiscal year is missing: day and month, such as 31 December.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&quot;%1&quot; is no day and month; write it as 31 December.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the currency is missing: a code such as EUR.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&quot;%1&quot; is no currency; write its code, such as EUR.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>say whether figures are in units, thousands or millions.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&quot;%1&quot; is no scale; choose units, thousands or millions.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>without an industry there are no peers and no published averages.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>no country called &quot;%1&quot; is known; it was left out.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&quot;%1&quot; is no market value; it was left out.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&quot;%1&quot; is no date; the end of the newest fiscal year was taken.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The sheet&apos;s hidden row that names the columns is missing; the sheet was left out.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The competitor has no name; its row was left out.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&quot;%1&quot; is the company itself; the row was left out.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&quot;%1&quot; is more than the whole revenue; it was left out.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&quot;%1&quot; is no fiscal year; the row was left out.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The fiscal year is missing; the row was left out.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&quot;%1&quot; is no currency; the row was left out.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A margin without revenue gives no income; it was left out.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 years can&apos;t be given a column each; nothing was written.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose %1 to %2 years.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&quot;%1&quot; is no currency; nothing was written.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Give its code of three letters, such as EUR.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The sheet&apos;s row of fiscal years is missing; the sheet was left out.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&quot;%1&quot; is no fiscal year; the column was left out.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The year %1 stands there twice; the first column was taken.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The segment or region has no name; its figures were left out.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The row doesn&apos;t say what its figures are; it was left out.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&quot;%1&quot; is a cost or payment: its negative figures were taken as positive.</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>And %n more.</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>%1 can&apos;t be imported before it is filled in rightly; nothing was stored.</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>%n more cell(s) look wrong.</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>%1 can&apos;t be written; nothing was changed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The disk is full. Make room and try again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose a folder that you may write to (%1).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&quot;%1&quot; is no number; it was left out.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No fiscal year stands above this figure; it was left out.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>CompaniesBeside</name>
    <message>
        <source>as reported</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>no annual figures of this year are stored</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>not reported</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>None of these companies has a figure called &quot;%1&quot;.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No fiscal year shown is reported by two of the companies: nothing is ranked.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>FY%1 ends on different days, up to %2 days apart: %3.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 has no value of FY%2: %3.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Amounts stand in the currencies that they are reported in, and only those in %1 are ranked: %2.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The library has no report of %1 with this framework.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The reports rest on different fiscal years: %1.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>CompanyComparer</name>
    <message>
        <source>Two to %1 different companies can be compared.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cancelled.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>One to %1 years can be compared.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>DataWords</name>
    <message numerus="yes">
        <source>%n conversation(s)</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n report(s)</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n deleted report(s), for good</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n job(s)</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n measurement(s)</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n entry(s) of the ledger</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>Stores %1 (%2 of it unused), documents %3, cache %4, in all %5.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>States from before a restore take %1; delete them when you are content.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1, the oldest of %2</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Diagnosis</name>
    <message>
        <source>%1 %</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 ms</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 s</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 MB</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 of look-ups were answered; more than %2 should be</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>P95 is %1; it should be under %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>; slow statements: %1, the worst took %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 calls ran out of time</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>it doesn&apos;t grow</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>it grows by %1 an hour; up to %2 is no sign of a fault</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>a level of the cache could not be used for %1 of the time</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the last level is too small: it threw out %1 as many values as were missed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>values become too old: %1 as many expired as were missed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the cache lost little: %1 of what was missed was asked for the first time</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the statement that costs most reads a table from end to end</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the statement that costs most sorts its rows without an index</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>writers waited up to %1 for another process on the same folder</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the disk took up to %1 to keep what was written</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>plans are good: statements read much, or the machine is busy</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the provider failed again and again and was left alone for %1 of the time</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the provider refused %1 calls as too many</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the model is slow: a twentieth of its answers takes longer than %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the cache in memory fills: %1 an hour</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the cache in memory explains only %1 an hour of it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cache hit rate</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Store operations</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Time-outs of models</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Memory</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>too little was measured to tell</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1. Cause: %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 (now %2)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Check that the level can work, as its server or its folder on the disk: %1.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Increase %1.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing needs changing; consultantos-cli cache warm prepares analyses that will be asked for.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>An index is missing: no setting helps. Report the statement with its plan below.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Let fewer programs write to the data folder at once.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Put the data folder (CONSULTANTOS_DATA_DIR) on a faster disk, not on a network drive.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Look at what else runs; lower MAX_CONCURRENT_AGENTS if it is this program.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Name another provider to turn to: %1.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Tell the program the provider&apos;s limit, so that calls wait for their turn: %1.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose a faster LLM_MODEL, or increase %1.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It ends at its size; lower %1 if that is too much.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Lower %1 and look whether it stops; if not, report it with the performance summary.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Difference</name>
    <message>
        <source>(not there)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Fact</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Source</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Method</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Language model</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Setting</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Edit by a person</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Score</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Figure</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Light</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Statement</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Recommendation</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Data request</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Executive summary</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Kind</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Before</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>After</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Put down to</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cause</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Share</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What changed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Earlier</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Later</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What they were made of</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Changes, largest first</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Digest</name>
    <message>
        <source>Alerts from %1 to %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Alerts: %1. Monitors: %2.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Monitors whose last check failed: %1.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 more</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sources: %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A digest is written as md, html or json, not as &quot;%1&quot;.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Documents</name>
    <message>
        <source>No text was found in it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>%n line(s) have more or fewer fields than the %1 that most have.</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>A quotation mark is never closed: the file may be cut short.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Decimal points and decimal commas are mixed: numbers that can be read in two ways stay text.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reading %1 was cancelled; nothing of it was imported.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 takes longer than %2 seconds to read; nothing of it was imported.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Split the file, or import it when the computer is less busy.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 is empty; there is nothing to import.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Check that it was copied or downloaded fully.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no file %1; nothing was imported.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Check the name and the folder.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 is no ordinary file; nothing was imported.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Name the file itself.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 can&apos;t be read: %2; nothing was imported.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Check that you may read it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 is larger than %2; nothing of it was imported.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Split the file, or leave out its pictures.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 needs more memory than there is; nothing of it was imported.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Split the file, or close other programs.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 unpacks to far more than a document holds; nothing of it was imported.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It may have been made to do harm. If you trust it, save it anew in the program that it comes from.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 is nested deeper than %2 levels; nothing of it was imported.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 is protected by a password; nothing of it was imported.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open it in the program that it comes from, save it without a password, and import that.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 declares entities or a document type, which no document of its kind does; nothing of it was imported.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 is of no kind of document that can be read; nothing was imported.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save it as PDF, DOCX, XLSX, PPTX, ODT, ODS, CSV, HTML or text, and import that.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open it in the program that it comes from and save it anew, or get it again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 is damaged or cut short; nothing of it was imported.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 is %2, which can&apos;t be read; nothing was imported.</source>
        <translation type="unfinished"></translation>
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
    <message>
        <source>a workbook of Excel 97-2003</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open it in Excel or LibreOffice, save it as XLSX, and import that.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>a document of Word 97-2003</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open it in Word or LibreOffice, save it as DOCX, and import that.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>a presentation of PowerPoint 97-2003</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open it in PowerPoint or LibreOffice, save it as PPTX, and import that.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>a message of Outlook</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save the message as EML, text or PDF, and import that.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>a binary workbook of Excel (XLSB)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>an archive of other files</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Unpack it and import the files in it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>a document in Rich Text Format (RTF)</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>%n piece(s) of navigation, notices and footers were left out.</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>Only the first %L1 pieces of text were read; there are more.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Only the first %L1 table cells were read; there are more.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Only the first %L1 pages, slides or sheets were read; there are more.</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>%n character(s) could not be read as %1 and stand as �.</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>%1 has more cells than can be read.</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>%n formula(s) have no stored result and were left out: open and save the file in a spreadsheet program.</source>
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
    <name>Duration</name>
    <message>
        <source>%1 s</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 min</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 h</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 days</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Egress</name>
    <message>
        <source>The address can&apos;t be asked; nothing was sent.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It must begin with https:// or http:// and name a host.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A header holds a line break.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 was not asked: your administrator doesn&apos;t allow this host.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ask your administrator to add it to the policy&apos;s allowed_hosts.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 was not asked: the program is offline. What is stored on this machine is used.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Switch Offline off in the settings, or leave out --offline.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The key for %1 was not sent: the connection is not encrypted.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Give an address that begins with https://.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 sends its visitors on to %2, which nobody asked for; it was not followed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>If that place is right, enter it as the address of this source.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The certificates of %1 can&apos;t be used; nothing was sent. %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Correct the setting ca_certificates, or take it out.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The file holds no certificate in PEM form.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The network&apos;s thread can&apos;t wait for itself.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 could not be reached: the proxy refused or did not answer.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Check the proxy in the settings, with its user name and password.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no host %1 to be found.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Check the network connection and the address in the settings.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 refuses the connection.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Check the address in the settings, or try again later.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 could not prove who it is; nothing was sent. %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Where a company&apos;s proxy opens encrypted connections, name its certificate file in the settings (ca_certificates).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The connection to %1 failed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Check the network connection, or try again later.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 refuses the request (HTTP %2).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Check the key of this source, and whether it covers this request.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 has nothing at this address (HTTP %2).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Check the name, ticker or address that was asked for.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 asks for fewer requests (HTTP %2).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Try again later; what was fetched before is kept.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 has a fault of its own (HTTP %2).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 does not accept the request (HTTP %2).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Check what was asked for and the address in the settings.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 did not take the connection within %2 s.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Check the network connection and the proxy in the settings, or try again later.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 sent nothing, or hardly anything, for %2 s.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Try again later.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 was not done within %2 s.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 may only be asked again in %2 s.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Try again then; what was fetched before is kept.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 wants to be asked again in %2 s, which is longer than the %3 s that this request may take; it wasn&apos;t waited for.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 sends the request on in a way that would lose what was asked (HTTP %2); it was not followed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Check its address in the settings: https in place of http, the end of its path.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The answer of %1 broke off; nothing of it was used.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The answer of %1 is larger than the %2 allowed; nothing of it was used.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ask for less.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 answered with a web page instead of data.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Often it is the sign-in page of a network or proxy, or a notice of maintenance: open the address in a browser.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 answered with something that is no JSON.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 sends its visitors round in circles.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Check the address in the settings.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The request to %1 was cancelled.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The request to %1 was broken off: the program went offline.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Switch Offline off in the settings.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>EgressWords</name>
    <message>
        <source>search for a company</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>list of filings</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>a filing</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>a company&apos;s figures</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>a feed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>search for news</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>web search</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>an economic indicator</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>a share price</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>a question with its evidence</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>texts to compare their meaning</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>a count of tokens</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>list of models</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>key figures</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Answered</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Not sent: offline</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No usable answer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Too many requests</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Refused</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Took too long</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cancelled</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Answer unreadable</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Not found there</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Not accepted</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Language model</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Language model of %1: %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 (HTTP status %2)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1. %2, %3. %4 after %5 s.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Engine</name>
    <message>
        <source>The program&apos;s resources were not found; nothing was done.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Install it again, or name them by CONSULTANTOS_RESOURCE_DIR.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The program ends.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The page&apos;s text is shown instead.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Only pages of PDFs can be shown as they are.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The page can&apos;t be drawn: the PDF helper is missing.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Page %1 could not be drawn.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A restore waits: another program works with the data folder.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>End this window, the server and other commands; the next start finishes it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Until it is set this program analyses by itself.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Evidence</name>
    <message>
        <source>The question names no company that is known, and no document was given.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Name the company, or import its annual report and ask of that.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The documents are of several companies: %1 and %2.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ask of one company at a time.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No known company has a similar name.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Did you mean %1?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Did you mean %1 or %2?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Several companies are called &quot;%1&quot;.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No company called &quot;%1&quot; is known here.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Download it again and import it once more.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 needs more memory than there is; nothing was imported.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Close other programs and import it once more.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 is empty; nothing was imported.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 is no text in UTF-8; nothing was imported.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 is nested deeper than companyfacts are; nothing was imported.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 is cut short: its JSON ends in the middle; nothing was imported.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 is no JSON; nothing was imported.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 is damaged: its JSON is not valid; nothing was imported.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 is no companyfacts file: %2; nothing was imported.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Expected is the SEC&apos;s companyfacts JSON, an object with &quot;cik&quot;, &quot;entityName&quot; and &quot;facts&quot;.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>it is no JSON object</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>its &quot;facts&quot; are no object</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>it has no &quot;facts&quot;</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>it names no company by &quot;cik&quot;</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>its &quot;cik&quot; is no such number</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>it names two companies by &quot;cik&quot;</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 holds more than any facts file does; nothing was imported.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Check that it is the file you mean.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 is cut short: its compressed data end early; nothing was imported.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 is damaged: its compressed data don&apos;t unpack; nothing was imported.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no file %1; nothing was imported.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Check the name and the folder.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 is a folder; nothing was imported.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 is no ordinary file; nothing was imported.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Name the file itself.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 can&apos;t be read: %2; nothing was imported.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Check that you may read it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The file holds no usable fact; nothing was stored.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1: %2, %3 facts read, %4 of them new and %5 restated.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The file is not well-formed; it was read as browsers do, and parts may be missing.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The filing holds no tagged number that could be read.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reading %1 was cancelled; nothing was imported.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reading %1 took too long; nothing was imported.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>its elements are nested deeper than any filing&apos;s</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>it holds more paragraphs than any filing does</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 can&apos;t be read as a filing: %2; nothing was imported.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>it needs more memory than there is</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The report holds no number that could be read.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>its JSON is not valid at byte %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>it is no xBRL-JSON, an object with &quot;documentInfo&quot; and &quot;facts&quot;</source>
        <translation type="unfinished"></translation>
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
        <source>%n value(s) without a valid period were skipped.</source>
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
    <message>
        <source>it is not well-formed in line %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>it declares entities, which filings don&apos;t</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&quot;%1&quot; doesn&apos;t hold in %2: the sides differ by %3.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&quot;%1&quot; doesn&apos;t hold in %2.</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>%n value(s) were skipped that are no number or beyond any company&apos;s size.</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n part(s) of the file were skipped that don&apos;t have the shape of companyfacts.</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n value(s) under a name that can&apos;t be one were skipped.</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n value(s) stood there more than once and were taken once.</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n value(s) are kept whose unit nothing is derived from: %1.</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n value(s) are kept that don&apos;t name their filing by an accession number.</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n value(s) are kept that don&apos;t say when they were filed; dated ones go before them.</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n value(s) contradict another one of the same filing.</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>No industry called &quot;%1&quot; is known here.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose among: %1.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No copy of %1 could be kept in %2; it was not imported.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The disk is full. Make room and import it again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Check that the folder can be written.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 can&apos;t be read any more.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No copy of the document is kept; import it again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The import of %1 was cancelled.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It has figures, but doesn&apos;t say of which company: name the company to take them.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1: known already, nothing changed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1: passages %2, tables %3.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1: %2; facts %3, passages %4, tables %5.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>To compare with: %1.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It is a new version; the earlier one is kept as long as a report or figure rests on it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1, page %2</source>
        <translation type="unfinished"></translation>
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
    <message>
        <source>%1 can&apos;t be read: its pages made the program that reads PDFs fail.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing of this file was imported. Save it anew from a PDF viewer and try again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 can&apos;t be read: the program that reads PDFs did not start.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Install ConsultantOS anew; other kinds of files can still be imported.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 was given up: reading it took too long.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing of this file was imported. Split it into parts and import those.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reading %1 was cancelled.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 is protected by a password.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save a copy without a password and import that.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 can&apos;t be opened.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>See that the file is still there and that you may read it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 is damaged or no PDF.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing of this file was imported. Get the file again, or save it anew from a PDF viewer.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 needs more memory than one file may take.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Only the first %1 of %2 pages were read.</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>The text of %n page(s) was recognised in pictures: check its figures.</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>Time ran out after page %1: later pages that are pictures were not read.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Time ran out before the first page that is a picture was read.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The pages are pictures, as of a scanner, in which no text was recognised.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The pages are pictures without text, as of a scanner: nothing can be found in them.</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>%n page(s) hold no text.</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>%1 is larger than one file may be.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing of this file was imported. Split it into parts.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>EvidenceHtml</name>
    <message>
        <source>Value</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Concept</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Period</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 to %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>at %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Document</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Page</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cell</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Of</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Form</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Filed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Accession number</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Source</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Restated. Earlier values:</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Formula</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Method</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Playbook statement</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Section</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Date</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Passage</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Statement</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reasoning</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Playbook</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This report doesn&apos;t hold the evidence &quot;%1&quot;.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>EvidenceQueries</name>
    <message>
        <source>The query &quot;%1&quot; of evidence_queries.json has no words or no usable pattern.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>FinancialAgent</name>
    <message>
        <source>Reading the company&apos;s facts</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Deriving statements and ratios</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Financials</name>
    <message>
        <source>The entry &quot;%1&quot; of %2 can&apos;t be used: %3.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Correct the file or install the program again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>it needs an id and a label</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the statement &quot;%1&quot; is not known</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the measure &quot;%1&quot; is not known</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the time &quot;%1&quot; is not known</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>it has neither tags nor formulas</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the id stands there twice</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the list is missing or empty</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&quot;%1&quot; is no line</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&quot;%1&quot; is required but not used</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>it needs id, title, group and unit</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the id is taken</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&quot;%1&quot; is no line and no figure</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>it rests on itself</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>FolderListing</name>
    <message>
        <source>The folder holds no file to import.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Hidden files and links are left out.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The folder holds more than %1 files; the rest was left out.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Import its subfolders one by one.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Forecast</name>
    <message>
        <source>No line of %1 has three years of values.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Import filings or a table of its figures.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Working days count: each more in a month, in place of a weekend&apos;s day, brings %1.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Leap years count: the day more brings February %1.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Easter counts: the days before it bring their month %1.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Easter counts: Good Friday to Easter Monday bring %1.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Christmas and New Year count: their days bring %1.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Fewer than eight values bear no model.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Outliers were put onto their neighbours&apos; level: %1.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The level shifts at %1; what lies before may mislead.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Chosen by you.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Combined, as that errs less than any one method, with the weights that did best on other series of this frequency.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Combined, as that errs less than any one method, with the weights that did best on other series of this frequency, moved by the methods&apos; errors in the series&apos; own past.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A forecast has 1 to 10,000 periods.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It has one value only.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A forecast needs two values at least.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Most of its values are no finite numbers.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Write plain numbers with a point.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>All values are the same.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Many of the values are zero.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Models see the last %1 values only.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The method chosen can&apos;t forecast this series.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose another method, or the combination.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The frequency &quot;%1&quot; is not known.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose among %1.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Totals are the sums of their parts&apos; forecasts.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reconciled so that parts add up to their totals, each moved in proportion to the parts in it; the past is too short to tell how errors go together.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reconciled so that parts add up to their totals, by the covariance of their backtests&apos; errors, its correlations shrunk by %1 %.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&quot;%1&quot; has other periods than &quot;%2&quot;.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Series that add up need the same periods.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The series don&apos;t form a hierarchy: a total must be the sum of other series, and of each once.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Each series of a hierarchy needs as many forecast values.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Its dates are written both as day/month and as month/day.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Write them as 2024-01-31.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Its dates can be day/month as well as month/day: &quot;%1&quot;.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Write them as 2024-01-31, or name the frequency.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Dates like %1 are read with the day first.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Dates like %1 are read with the month first.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Half years are no frequency that is known.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Give quarters, or add the halves up to years.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Its periods name no year.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Write them as Jan 2024, Q1 2024 or 2024-01-31.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Its periods can&apos;t be read: &quot;%1&quot;.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Write them as 2024, 2024Q1, 2024-01, 2024-01-31 or as numbers.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Numbers are read with a decimal comma.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 rows with unreadable periods were left out.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 values that are no finite numbers count as missing.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Its periods are of several frequencies.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Make each frequency a series of its own, or add values up first.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 rows of another frequency were left out.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It has no values.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Its dates are irregular.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Name the frequency, or give one value a period.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Its periods don&apos;t fit the frequency.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Name another frequency, or add the values up to one a period first.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 periods came more than once; the last value stands.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>More than a third of its periods are missing.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Name a coarser frequency, or complete the series.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Its periods are irregular.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 missing periods were filled from their neighbours.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The table has no rows.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Its first line names the columns: series,period,value.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The table has no columns period and value.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ForecastExport</name>
    <message>
        <source>Period</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Value</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>80 % from</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>80 % to</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>95 % from</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>95 % to</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What it is</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>History</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Your own value</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Forecast, moved by your growth</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Forecast</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The forecast could not be saved as %1.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ForecastService</name>
    <message>
        <source>Cancelled.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>None of the series can be forecast. The first: %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The forecasts took longer than %1 seconds.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ask for fewer series at once, or for a longer time limit.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A company&apos;s lines are forecast by fiscal year or by quarter.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose the frequency yearly or quarterly.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Growth fades in a company&apos;s fiscal years alone.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The time limit is longer than five minutes, or none.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Name a company or give series: one of the two.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A forecast has 1 to %1 periods.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>At most %1 series with %2 values together are taken.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ask for them in parts.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ForecastTable</name>
    <message>
        <source>No series is found in this table.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Give a column of periods (2024, 2024Q1, 2024-01, 2024-01-31) and a column of numbers for each series, or the columns series, period and value.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Series %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The table has more than 20,000 series.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The command line takes tables of any size: consultantos-cli forecast --csv FILE.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The table is too large to be read whole.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The table can&apos;t be read: there is no room for it.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ForecastWords</name>
    <message>
        <source>%1 %</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Yearly</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Quarterly</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Monthly</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Weekly</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Daily</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Weekdays</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Hourly</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No season</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Naive: the last value</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Seasonal naive: the last season</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Drift</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Exponential smoothing</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Exponential smoothing, damped trend</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Theta</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Theta, dynamic and optimised</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Complex exponential smoothing</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>ARIMA</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Theta over levels of aggregation</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Exponential smoothing, season taken out</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>ARIMA of the logarithms</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Combination</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Croston without its bias</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Constant</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>a week</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>a day</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>a step</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>a year</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1: %2 (yours)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1: %2 (95 %: %3 to %4)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1, %2 values</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>MASE %1, naive %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>within 95 %: %1 of %2 past values</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>no backtest</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>no better than naive</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1. %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>In its own past this forecast was no better than naive (MASE %1, naive %2): the last value, or season, says as much.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>In its own past its errors were %1 of the naive forecast&apos;s (MASE %2, naive %3, sMAPE %4 %).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Of %1 past values, %2 lay within the 80 % interval and %3 within the 95 % interval; few values say little.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It is too short for a backtest: how far it errs, and whether its intervals hold, is not known.</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>%n value(s) are your own; no interval is claimed for them.</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n value(s) were moved by your growth, and their intervals with them.</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>Your growth is not used: values that aren&apos;t positive don&apos;t grow by a share.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Waiting</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cancelled</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ForecastingAgent</name>
    <message>
        <source>Cancelled.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reading the company&apos;s facts</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Forecasting: %1</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Framework</name>
    <message>
        <source>The analysis was cancelled.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>FrameworkAgent</name>
    <message>
        <source>Scoring %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The language model words %1</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>FrameworkCatalogue</name>
    <message>
        <source>%1 can&apos;t be read.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 is larger than a framework&apos;s file may be.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1: there is another framework &quot;%2&quot;.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Give it an id of its own.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1: only frameworks that come with the program may name the derivation &quot;%2&quot;.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Describe its sections instead.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>FrameworkFile</name>
    <message>
        <source>&quot;%1&quot; must be of lower-case letters, digits and underlines.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>a text can&apos;t hold a figure of its own; name a value instead.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>a brace without its other half.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>no &quot;with&quot; gives what follows &quot;$&quot;.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&quot;text&quot; is missing.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>there is no query &quot;%1&quot;.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&quot;measure&quot; is one of %1.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>there is no ratio &quot;%1&quot;.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&quot;direction&quot; is &quot;raises&quot; or &quot;lowers&quot;.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>a weight lies between zero and one.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the measure &quot;%1&quot; needs &quot;start&quot; below &quot;stop&quot;.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>a value needs &quot;formula&quot; or &quot;rank&quot;.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&quot;unit&quot; is one of %1.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&quot;%1&quot; is a figure; a field holds words only.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>there is no figure or text &quot;%1&quot;.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the weights of section &quot;%1&quot; sum to %2 instead of one.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>a row needs &quot;text&quot;.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&quot;each&quot; can only be &quot;parts&quot;.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&quot;derivation&quot; is one of %1.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>a framework has one to %1 sections.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Grade</name>
    <message>
        <source>Computed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Quoted</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Playbook</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Model</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Person</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>GrowthAnchors</name>
    <message>
        <source>Gross domestic product of %1, nominal, in US dollars, a year from %2 to %3</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Growth of earnings that is expected in its industry, a year over five years</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>HealthFigures</name>
    <message>
        <source>Uptime of the last day</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>P50 of requests</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>P95 of requests</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>P99 of requests</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cache hit rate</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Requests that fail</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Agents that fail</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Levels of the cache that can&apos;t be used</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Growth of memory in an hour</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>P95 of store operations</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Calls of models that ran out of time</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Providers of models left alone</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1: %2, alert under %3</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1: %2, alert over %3</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1, since %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>calls go through</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>left alone, the next call tries it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>left alone after failures, tried again in %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 calls a second at most, %2 waiting, %3 under way</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>HealthLight</name>
    <message>
        <source>strong</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>between</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>weak</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>no light</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ImportState</name>
    <message>
        <source>Waiting</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reading …</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Imported</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Not imported</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cancelled</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Llm</name>
    <message>
        <source>A piece of the model&apos;s reply is too large; it was dropped.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The description of the reply that was asked for is faulty.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The model&apos;s reply is not of the form that was asked for.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The model file %1 can&apos;t be used; nothing was asked. %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose a model file in GGUF form (llm_model_file).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no such file.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It is no GGUF file.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Its version of GGUF (%1) is not known.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Its beginning breaks off or is damaged.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The local server&apos;s key is made at each start.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The local model server stopped while it answered; nothing of it was used.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It is started again. Try again, or choose a smaller model file.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The local server&apos;s thread can&apos;t wait for itself.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cancelled while the local model was starting; nothing was asked.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The local model is not ready yet; nothing was asked.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It goes on loading. Try again in a while, or choose a smaller model file.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The program llama-server is not installed; nothing was asked.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 is no program that can be run; nothing was asked.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Install llama.cpp, which has it, or name the program in the settings (llama_server).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It crashed or was killed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It ended with code %1.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 can&apos;t be run; nothing was asked.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No model file is chosen; nothing was asked.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Name a GGUF file in the settings (llm_model_file).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It was not ready within %1 seconds.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It stopped answering.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The local server answers without its key; it was stopped.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Other users of this machine could use it. Take a llama-server that reads LLAMA_API_KEY.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The local model server failed %1 times; it was given up.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 Its last words: %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No language model is chosen; nothing was sent.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The embedding model gave %1 vectors for %2 texts.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The call of the model was cancelled.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 failed several times and is left alone for a while.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing was sent. It is tried again in %1 s.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The call&apos;s turn didn&apos;t come within its time; nothing was sent.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The provider takes fewer calls than are wanted. Try again later.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&quot;%1&quot; in the setting llm_fallback is no provider with a model.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Write NAME:MODEL or NAME:MODEL@ADDRESS, with one of %1; or none.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No embedding model is chosen; nothing was sent.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Name one in the settings (llm_embedding_model).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>You haven&apos;t agreed to send anything to %1 yet; nothing was sent.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Look at what would be sent on the brief page, and agree to it there.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This is a preview: nothing was sent to the language model.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What you agreed to send could not be kept; it holds until the program ends.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It has %1 and others.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It has %1.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What answers at the address is no such provider.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Check address and preset in the settings (llm_base_url, llm_preset); an address often ends in /v1.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 of %2 answered within %3 s.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No model is chosen.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose one in the settings (llm_model). %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 has no embeddings.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The address of %1 is not known; nothing was sent.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Enter it in the settings (llm_base_url).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 does not accept the key.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Check the key in the settings, and whether it may use this model.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The credit with %1 is spent.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Top it up or raise its limit with the provider.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 has no model %2, or the key may not use it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose another model in the settings.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 does not do what was asked of it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Of a llama-server: embeddings are given by one that is started with --embeddings.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The request is too long for %2 of %1.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Give it less evidence, or choose a model that reads more.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 asks for fewer requests.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Try again later.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 is overloaded or has a fault of its own.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 does not accept the request to %2 (HTTP %3).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Check model, preset and address in the settings.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no preset %1.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No local model is running; nothing was asked.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Start llama-server and choose provider openai with preset llamacpp.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no key for %1; nothing was sent.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Enter it in the settings, or set %1 in the environment.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 answered with something that it doesn&apos;t document.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Check the address in the settings, or try another model.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The reply of %1 broke off; nothing of it was used.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Try again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The model refused to answer.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Word the question differently, or choose another model.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The model&apos;s reply was cut off: it is longer than allowed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ask for less, or choose a model with less to think.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Mail</name>
    <message>
        <source>The program is offline; no mail was sent.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sending the mail was cancelled.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The mail server %1 did not take the user&apos;s name and password.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The mail server %1 could not be talked to in a safe way; nothing was sent.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The mail server %1 did not answer in time.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The mail server %1 refused the mail (%2).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The mail server %1 could not be reached or has a fault.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The mail could not be made.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The mail server %1 was given the mail and did not say that it took it: it may have arrived.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No mail server is set.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Set mail_server_url to smtp://user@host:587 or smtps://user@host:465.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&quot;%1&quot; is no address of mail.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The mail has no recipient.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 was not asked: your administrator doesn&apos;t allow this host.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>MarketAgent</name>
    <message>
        <source>Cancelled.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Deriving the figures of %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Looking up published industry averages</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>MarketSizing</name>
    <message>
        <source>An estimate can be zero or less, which no market is: check its assumptions.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 isn&apos;t above zero in both ways, so it explains nothing.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>In %1 % of the draws %2 is larger than %3, of which it is a part.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Only one way estimates it: there is nothing to reconcile.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1: the two ways contradict each other by more than their own uncertainty allows; settle which assumption is wrong before using the combination.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no driver or formula called &quot;%1&quot;.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This is no market sizing: &quot;format&quot; must be &quot;consultantos-market-sizing&quot;.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 was written by a newer version of the program.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A level needs &quot;top_down&quot; or &quot;bottom_up&quot;.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&quot;levels&quot; names no market.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A factor needs &quot;top_down&quot; and &quot;bottom_up&quot;.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>MeaningDifference</name>
    <message>
        <source>name</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>period</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>number</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>unit</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>negation</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>direction</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>quantifier</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>wording</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>other %1: %2 / %3</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>other question: %1 / %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>other roles: the same words in another order</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>other quantifier: %1 / %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>other time or mood: was, will, should</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>MemoryCache</name>
    <message>
        <source>An entry could not be put into the memory cache.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It has no value, or its key is longer than %1 bytes.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>MessageHtml</name>
    <message>
        <source>not in the evidence</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the facts give %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>From an earlier answer to this question, %1 ago</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>From an earlier question, %1 ago: %2</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ModelFields</name>
    <message>
        <source>The built-in engine makes analyses alone: on this computer, free of charge, and nothing is sent.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Google&apos;s service. Sent: what agents and questions ask, with the passages and figures that they rest on.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>OpenAI, or any service or server that speaks its protocol. Sent: what agents and questions ask, with the passages and figures that they rest on.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Anthropic&apos;s service. Sent: what agents and questions ask, with the passages and figures that they rest on.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A model file on this computer, run by llama-server, which this program starts and ends. Nothing leaves this computer, also while offline.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ModelWords</name>
    <message>
        <source>nothing: a kept reply answers</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>price unknown</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>at most %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 to %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Hidden behind placeholders: %1.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the name of the company</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>your question</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>your context</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the region</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Never sent: %1.</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>%n document(s) with all figures read from them are never sent.</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>None</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 (on this computer)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Five forces</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>SWOT and TOWS</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>PESTEL</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Blue Ocean</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Summary</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Research</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Market</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Financials</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Conversation</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Test</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Others</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ModelWriter</name>
    <message>
        <source>Passages that speak to a language model rather than to a reader were not shown to it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The list of agents says why.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The agent&apos;s time is spent.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the summary</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The language model wrote nothing on %1; it is as computed. %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Statements of the language model failed the checks and were struck; the list of agents counts them.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There was no time for the language model to word everything; the rest is as computed.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>MonitorAccess</name>
    <message>
        <source>Test</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This is a test of ConsultantOS; nothing has changed.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>MonitorWords</name>
    <message>
        <source>Every day at %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Monday to Friday at %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Every %1 at %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>On day %1 of each month at %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Every minute</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Every %1 minutes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Every hour</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Every %1 hours</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Every day</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Every %1 days</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Every week</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Every %1 weeks</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Important</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Notable</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>For information</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Filing</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Figure</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Restatement</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Line crossed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Score of a framework</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>News</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Risk factor</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Snoozed until %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Dismissed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Raised</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Further news of the same thing</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Further news of the same thing: %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open again, as the snooze is over</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Opened again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Filings</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>figures of years and quarters</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>figures</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>%n line(s)</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>news</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>risk factors</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Not checked yet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>First look taken</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing new</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>%n new alert(s)</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>More on open alerts</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>Failed %n times</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>Failed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>now</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>in %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 ago</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Monitors</name>
    <message>
        <source>The monitor no longer sends there.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The program ended while the mail was sent: it may have arrived.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The check was cancelled.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The figures could not be derived.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No analysis could be run for the scores.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>News are watched, but no source of news is switched on.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The schedule can&apos;t be read at &quot;%1&quot;.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It has five fields: minute (0-59), hour (0-23), day (1-31), month (1-12), weekday (0-7, Sunday is 0), such as &quot;30 7 * * mon-fri&quot;.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A cron schedule has five fields; &quot;%1&quot; has %2.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Several monitors are called &quot;%1&quot;.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Name it by its id.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This monitor is being checked already.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing can be checked here.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>An alert can only be snoozed until a later time.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A digest&apos;s period must end after it begins.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no figure &quot;%1&quot; to watch.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Figures are named as in &quot;revenue&quot;, &quot;net_income&quot; or &quot;operating_margin&quot;; monitor add --help tells where they are listed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A threshold can&apos;t be negative.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A webhook needs an address of the web; &quot;%1&quot; is none.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&quot;%1&quot; is no address of mail.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A monitor&apos;s name has 1 to %1 characters.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A monitor must watch something.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A monitor takes at most %1 figures, lines and addresses.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A line needs a number.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no framework &quot;%1&quot;.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no time zone &quot;%1&quot;.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Name it as &quot;Europe/Berlin&quot; or &quot;UTC&quot;.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The jitter must be from 0 to %1 seconds.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A monitor is checked every 1 to %1 units of time.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No day fits the schedule &quot;%1&quot;.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This alert was written by a newer version.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A stored alert can&apos;t be read.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A schedule counts minutes, hours, days or weeks.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This monitor was written by a newer version.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>PassageHead</name>
    <message>
        <source>page %1</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>PdfRenderer</name>
    <message>
        <source>The PDF&apos;s pages could not be given an outline.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The report could not be painted on this device.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose another printer or file.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>PerformanceWords</name>
    <message>
        <source>%1 %</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 ms</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 s</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 min</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 h</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 per minute</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Last 5 minutes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Last hour</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Last day</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Last week</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Last 90 days</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>P50 under %1 s</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>P95 under %1 s</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>P99 under %1 s</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Uptime over %1 %</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cache hits over %1 %</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>not measured</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>met</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>missed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>ConsultantOS performance, %1, as of %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1: %2, %3</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Requests: %1, of them failed: %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Agents: %1 done, %2 failed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cache hits: level 1 %1, level 2 %2, level 3 %3; misses: %4</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Saved by the cache: %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stores: %1 operations, P50 %2, P95 %3</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Model %1: %2 calls, cost %3, saved %4</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Processor: %1 of one core; memory: %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1: %2; %3</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Alert: %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Phrasebook</name>
    <message>
        <source>The phrase &quot;%1&quot; can&apos;t be used.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The place &quot;%1&quot; is there twice.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The original has no place &quot;%1&quot;.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The lists at &quot;%1&quot; are of unequal length.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The phrases in %1 can&apos;t be read.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The folder %1 has no phrases.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 at byte %2.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&quot;%1&quot; has no translation.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&quot;%1&quot; has two translations: &quot;%2&quot; and &quot;%3&quot;.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>PriceTable</name>
    <message>
        <source>The prices in %1 can&apos;t be used: %2.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the currency has no three letters</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the date is missing</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the entry &quot;%1 %2&quot; is not right</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&quot;%1 %2&quot; is listed twice</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The prices in %1 can&apos;t be read: %2.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Your own prices are in %1, the others in %2.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Give them in one currency.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Quality</name>
    <message>
        <source>A finding is settled with a reason.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Say why the report stands with it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The review has no finding &quot;%1&quot;.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ReadBack</name>
    <message>
        <source>from the workbook %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 can&apos;t be taken over: %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 is no fact of the report.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Note beside the report</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A note in a free cell belongs to nothing in the report.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This number isn&apos;t an input of the report.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The report&apos;s formulas are its method: they are changed in a framework, not in a workbook.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What a fact is can&apos;t be changed: add a row for another one.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A heading or label isn&apos;t a statement of the report.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The sentence is as it was; what stands around it is the report&apos;s own.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A sentence can&apos;t be left empty: write another in its place.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The report doesn&apos;t hold this fact any more.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A fact&apos;s value is a number.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This is a fact of another company than the report&apos;s: correct it in a report on that one.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The report doesn&apos;t have this driver any more.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A weight is a share from 0 to 1.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This number only shows another one of the report.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A number was replaced by something that is none.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This figure follows from facts: change these, or the score that rests on it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The score lies outside of its scale, %1 to %2.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A fact needs a concept, the end of its period as YYYY-MM-DD, a value and a unit.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The report has this fact already: change its row.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Added row</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>An added row is taken over on the sheet of facts only.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A fact of a filing can&apos;t be taken out of a report: change its value, or forget its document.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A statement can&apos;t be taken out of a report: write another in its place.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This row only shows what the report says elsewhere.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sheet &quot;%1&quot;</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A sheet that was removed changes nothing in the report.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Another version of the program made this workbook: rows that were removed can&apos;t be told.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The sheet &quot;%1&quot; isn&apos;t the report&apos;s and was not read.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 is no workbook of a report.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Take a copy that was saved as XLSX from a report; its first column, which is hidden, tells what each row means and must stay.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 is a workbook of another report.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It was made of the report %1.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Replay</name>
    <message>
        <source>The recorded agents wait for each other.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cancelled.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&quot;%1&quot; is not among what was recorded.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Report</name>
    <message>
        <source>This report was written by a newer version of ConsultantOS.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Update the program to open it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This is not a report of ConsultantOS.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This program has no fonts to draw a document&apos;s charts with.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This program has no fonts to write a PDF with.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ReportEditor</name>
    <message>
        <source>&quot;%1&quot; can&apos;t be answered by one value.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Give a file that has it: %1.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Say which line the value is of: %1.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The report has no annual statements that a value could stand in.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Give a file with the statements.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The report&apos;s years are %1.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The value is no number.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 is in %2 here, not in %3.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>An answer needs its source.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Say where the value is from, or give the file.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>An answer is a value, or a file that has it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The report doesn&apos;t ask for &quot;%1&quot;.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&quot;library requests&quot; lists what it asks for.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Files can&apos;t be taken in here.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 has neither figures nor text.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 can&apos;t be scored from %2 in &quot;%3&quot;; nothing was changed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Judge it on the scale from one to five (unit &quot;score&quot;).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>That section has no score.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A score here lies between %1 and %2.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>That section has no drivers.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The weights of a section lie between 0 and 1 and add up to 1.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Drivers whose weight nobody set share what is left, as they did before.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A fact needs its source.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Say where the value is from.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 is a fact of another company than %2.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Correct it in a report on that company.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing is to be changed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The report has no %1 &quot;%2&quot; that can be edited.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&quot;library targets&quot; lists what it has.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the user</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The report could not be derived anew; nothing was changed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This place was changed meanwhile; nothing was written.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Look at what stands there now, then edit it again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A sentence has 1 to %1 characters.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The sentence says that already.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no conflict at &quot;%1&quot;.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nobody edited &quot;%1&quot;.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ReportFile</name>
    <message>
        <source>The setting report_colour is no colour: &quot;%1&quot;.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Write it as #1f3864, or leave it empty.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The logo %1 could not be read as a PNG file.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose another one by the setting report_logo, or none.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 can&apos;t serve as a template of presentations: %2.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose a .pptx or .potx file, or none, in the settings.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>it is no office file</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>it is not there</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>it is too large</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>it is damaged</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>it is no presentation with a master</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>it has no layout</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The document could not be packed: %1.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The file %1 could not be written; what it held before is unchanged.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Make room or choose another place (%1).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The format &quot;%1&quot; is not known.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose among %1.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ReportLanguages</name>
    <message>
        <source>Reports can&apos;t be written in &quot;%1&quot;.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose among %1.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ReportPage</name>
    <message>
        <source>Against it:</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ReportTemplates</name>
    <message>
        <source>an id is made of small letters, digits and underlines.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&quot;most&quot; is a number from 0 to %1.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>there is no framework &quot;%1&quot;.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>weights are not below zero, and not all of them zero.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>there is no part &quot;%1&quot;; choose among %2 and the frameworks.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the part &quot;%1&quot; stands there twice.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>a template needs one part at least.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>a template is an object in braces.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The template %1 can&apos;t be read.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1: there is another template &quot;%2&quot;.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Give it an id of its own.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no template of reports &quot;%1&quot;.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose among %1.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ReportWords</name>
    <message>
        <source>Porter&apos;s five forces</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>SWOT and TOWS</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>PESTEL</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Blue Ocean</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ansoff&apos;s growth matrix</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>BCG growth-share matrix</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Value chain</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>VRIO</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Company, customers, competitors</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Scenario axes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Issue tree</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Recommendation</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Tipping point</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Rivalry</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Suppliers</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Buyers</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>New entrants</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Substitutes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Strengths</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Weaknesses</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Opportunities</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Threats</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>SO: use strengths for opportunities</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>ST: use strengths against threats</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>WO: overcome weaknesses by opportunities</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>WT: reduce weaknesses, avoid threats</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Political</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Economic</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Social</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Technological</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ecological</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Legal</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Eliminate</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reduce</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Raise</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Create</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Answer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Situation</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Complication</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Support</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Risk</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Next step</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Direction</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Impact</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Likelihood</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Horizon</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Leading indicator</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Exposed line</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Persistence</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Evidence</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Hypothesis</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Feasibility</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Factor</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Figure</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Driver</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Compared with</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Source</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>high</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>medium</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>low</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>open</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>yes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>no</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>threat</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>opportunity</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>short</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>long</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>figure</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>playbook</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>in force</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>proposed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>may</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>mixed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>now</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>one to two years</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>three to five years</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>beyond five years</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>passage</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>peers</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>published average</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>own history</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>nothing</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>raises</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>lowers</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Income statement</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Balance sheet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cash flow statement</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Growth</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Profitability</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Returns</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Liquidity</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Leverage</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Working capital</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cash</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Distress</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Earnings quality</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Complete</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Partial</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Quick</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Standard</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Deep</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>rising</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>stable</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>falling</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1, quarterly</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1, annual</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>memory</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>disk</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>from the cache (%1), computed %2 ago</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Finished: %1. &quot;Compute anew&quot; (F5) takes nothing from it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Finished in %1 s; some agents failed, see the summary</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Finished in %1 s</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>RequestBasis</name>
    <message>
        <source>Import a facts file of it, or name its industry for a report on industry knowledge alone.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No company called &quot;%1&quot; is known here.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ResearchAgent</name>
    <message>
        <source>Cancelled.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reading the industry&apos;s playbook</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reading the question and its context</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Asking the sources of the network</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reading the company&apos;s documents</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>RunHistory</name>
    <message>
        <source>not run</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1, cache</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1%2 %</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 to %2 in %3 runs, half of them %4 to %5</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1, compared with %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Whole run</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>only now</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>only before</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1, %2, %3</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ScenarioFiles</name>
    <message>
        <source>%1 can&apos;t be read.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 is too large for a scenario.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 sizes a market: open it under &quot;Market size&quot;.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The scenario could not be saved as %1.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ScenarioHtml</name>
    <message>
        <source>you choose</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>chance decides</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Total market (TAM)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Serviceable market (SAM)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Obtainable market (SOM)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Median %1, mean %2. Nine of ten draws lie between %3 and %4.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The file names no two axes, so there are no worlds to tell apart.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Four worlds</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>median %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>nine of ten draws: %1 to %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Of %1, by %2 (across) and %3 (upwards).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Signposts: what tells early which world comes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Watch</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Threshold</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Above it speaks for</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Right above</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Right below</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Best by expected value: %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>First choice</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Expected value</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What knowing more is worth at most</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Knowledge before the first choice</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Worth</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>All events (perfect information)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1, before its price</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How it may end, with the best choices</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Way</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Probability</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Value</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The tree</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 reaches %2 where %3 is %4. Its median is %5, which gives %6; all other drivers are at their medians.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>or</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Quantity</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Formula</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What moves together</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Drivers</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Correlation</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Market</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Top-down</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Bottom-up</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reconciled</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>90 % interval</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 to %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What divides the two: %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Factor</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Of the difference</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Not explained by a factor</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Scenarios</name>
    <message>
        <source>The correlations contradict each other: no quantities can be correlated like that.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The events of the decision tree have more than 100,000 joint outcomes.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A node is &quot;decision&quot;, &quot;chance&quot; or &quot;end&quot;, not &quot;%1&quot;.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A decision or chance needs a name and at least one branch.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>An end has no branches.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The tree has no event called &quot;%1&quot;.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A test needs signals, and a row of likelihoods for each of the event&apos;s %1 branches.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A probability isn&apos;t negative.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A row of likelihoods has one number a signal; they sum to 1.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A decision&apos;s branch has no probability: one chooses it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A probability lies between 0 and 1.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The probabilities of &quot;%1&quot; sum to %2, not to 1.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The event &quot;%1&quot; has other branches or probabilities elsewhere: give it another name.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 was written by a newer version of the program.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&quot;%1&quot; is missing.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It needs a minimum and a maximum.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Its minimum %1 is not below its maximum %2.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Its most likely value %1 lies outside of %2 … %3.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Its shape must be above 0 and at most 1000.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Its standard deviation must be above zero.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Its mean must be above zero.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It needs between one and a million values.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It has %1 values and %2 weights.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Its weights must not be negative, nor all be zero.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Its numbers must be finite.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Next to nothing of it lies between its minimum and its maximum.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sobol&apos;s sequence has numbers for %1 uncertain drivers here.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Draw at random instead.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Change them by up to %1 (smallest eigenvalue %2), or set &quot;repair_correlations&quot; to take the nearest possible ones.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The scenario model</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1, line %2: %3</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1() works on lists; a driver model has single values.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no driver or formula called &quot;%1&quot;.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It depends on itself by way of other formulas.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The output isn&apos;t defined over the whole range.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The function has the same sign at both ends.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The search needs a lower and a higher end and a finite target.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The output isn&apos;t defined anywhere in the range.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It goes from %1 to %2 there.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 doesn&apos;t become %2 for any %3 between %4 and %5.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>there is text behind the end.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the file ends too early.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&apos;%1&apos; is not expected here.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>it is nested too deeply.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the number is too large.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>a text isn&apos;t closed on its line.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>a text has an unknown escape.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&quot;%1&quot; stands twice in one object.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 is larger than 16 MB.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 is not written in UTF-8.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>a text in quotes is expected.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>a number is expected.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&quot;%1&quot; must be a text in quotes.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&quot;%1&quot; must be a number.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&quot;%1&quot; must be true or false.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&quot;%1&quot; must be a list.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>an object in braces is expected.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&quot;%1&quot; is not known here; known are: %2.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&quot;%1&quot; is no name: a name has small letters, digits and _, and begins with a letter.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The name &quot;%1&quot; stands twice.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&quot;outputs&quot; names nothing to compute.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A line is drawn for &quot;%1&quot;, which is no output.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&quot;%1&quot; is no driver: only drivers can be correlated.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&quot;%1&quot; is constant: it can&apos;t be correlated.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A correlation is given twice, or of a driver with itself.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A correlation lies between -1 and 1.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>At most 200 drivers and 2,000 formulas are possible.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Worlds have exactly two axes.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Two axes make four worlds: give four names.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no distribution &quot;%1&quot;; there are constant, uniform, triangular, pert, normal, lognormal, empirical.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&quot;between&quot; must name two drivers.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Give either &quot;rank&quot; or &quot;normal&quot;.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This is no scenario model: &quot;format&quot; must be &quot;consultantos-scenario&quot;.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Between 1 and 10,000,000 draws are possible.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The simulation was cancelled.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 has no value in any draw.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The model names no two axes for worlds.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>a formula has no finite value</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The model has no value in any draw: %1.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Variance shares need 2 to 1,048,576 points and 2 to 1,000 replicates.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 has no value in some draws, so its variance has no shares.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 is the same in every draw: there is no variance to share.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Sealed</name>
    <message>
        <source>The key %1 can&apos;t be read: %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 holds no Ed25519 key without a passphrase.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Make one by: openssl genpkey -algorithm ed25519 -out key.pem</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The report could not be signed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The signature is not right.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The header can&apos;t be read.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The line of the seal is not as it was.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Something was added behind the seal.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This is not a sealed report.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sealed reports are written by --format sealed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A later version of the program sealed this report.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Install the newest version to read it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The header is not as it was.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The file ends within %1.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 is not as it was.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The report&apos;s resources can&apos;t be put into %1.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Make room in the folder for temporary files.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&quot;%1&quot; is no name of a resource.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The report can&apos;t be rebuilt from its evidence; it was not sealed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Facts or documents may have changed meanwhile: analyse again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It was sealed by version %1, and this is %2.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Its sections can&apos;t be read: another build of this version sealed it.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Secrets</name>
    <message>
        <source>Keys of the environment can&apos;t be changed by the program.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Set or unset %1 where the program is started.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The key %1 can&apos;t be kept or read: no keyring service answers.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Start and unlock the keyring, or set %1 in the environment. Keys are never written to a file.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The keyring refuses the key %1.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Unlock the keyring and try again, or set %1 in the environment.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The keyring did not answer; the key %1 was not used.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Unlock the keyring and try again.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>SemanticMatcher</name>
    <message>
        <source>a prompt without words to go by</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>similarity below %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>same meaning</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>SemanticWords</name>
    <message>
        <source>%1 has no weights.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 has no fillers or no negations.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 has a rewrite that is no pair.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Server</name>
    <message>
        <source>This server has another name.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Pages of other sites may not ask here.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A bearer token is needed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The bearer token is not one of this server&apos;s.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Too many requests with this token.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The token doesn&apos;t allow this.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The API&apos;s token can&apos;t be written to %1: %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Give the program a data folder that it can write to.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 holds an entry that can&apos;t be used; the server didn&apos;t start.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Each needs a name, sha256 in hexadecimal, and scopes among read, run, admin.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 is reached from other machines, and there is no TLS; the server did not start.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Give --tls-cert and --tls-key, or --insecure behind a proxy.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Anonymous callers are allowed on this machine alone; the server did not start.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Leave --allow-anonymous out, or listen on 127.0.0.1.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Another server works on these stores; this one did not start.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>End it, or give this one a data folder or engagement of its own.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The body must not be compressed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The body must be application/json.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is nothing at this path.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This path has other methods.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The server could not do this; its log says why.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The server can&apos;t listen on %1, port %2: %3</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose another port, or end the program that uses this one.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The file %1 can&apos;t be used for TLS: %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Give a certificate and its key as PEM, the key without a passphrase.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 is not an address to listen on.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Use 127.0.0.1 for this machine alone, 0.0.0.0 for all.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Too many analyses are waiting; this one was not taken.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ask again later.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cancelled.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The server stops.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The field %1 must be %2.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>a text</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>a list of names</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>a number</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>a whole number from 0 to %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The idempotency key is longer than %1.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The query must have 1 to %1 characters.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The description of the API is not installed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>a list of objects with values and, as long as these or left out, periods</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>a list of texts and numbers</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>a whole number from 1 to %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>a number up to %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The parameter company is missing.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This job is another user&apos;s.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>a whole number</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>true or false</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>a list of texts</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>a list of {figure, value}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>an object</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no field %1.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A schedule has either cron or every.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There are no monitors here.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A monitor keeps its company; add another one.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>a time of ISO 8601</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This report was removed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The body is no JSON: %1, at byte %2.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The body must be one JSON object.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 must be a whole number from %2 to %3.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A page is asked for by cursor or by offset, not by both.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This idempotency key was used with another request.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Use a new key for a new request.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>SettingSections</name>
    <message>
        <source>General</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Analysis</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Language model</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Who helps with the wording, if anybody. Figures are always computed by the built-in engine, and what a model says of them is checked.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cache</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What was computed is kept for a while: in memory, on a Redis server if you name one, and on disk. Changes here hold from the next start.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Data</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Where your work is kept, backups of it, and how long it stays. A backup holds everything but keys and the cache, of all engagements.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Network</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How this program reaches the network, if at all. What it asks there is chosen under Sources.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Alerts</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How monitors send what they find. To whom is said in each monitor; what could not be sent is kept and tried again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>HTTP API</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Other programs of this computer can order analyses, read reports and ask questions, with the token of your data folder. Other computers can&apos;t: for them there is the command serve.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sources</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Where analyses may look beyond your documents, which are never sent. Each source is off until you switch it on; all that is sent is written down.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>SourceWords</name>
    <message>
        <source>Filings and figures of companies listed in the USA, from the supervisory authority itself.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The company&apos;s number (CIK), the names of its filings, and your contact below.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>News from feeds that you choose.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The addresses of the feeds, nothing of your work.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>News of the last three months from all over the world.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The company&apos;s name.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Economic indicators of countries: growth, inflation, population.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The codes of indicators and countries, and the years.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Web search.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The company&apos;s name, your question, and your key.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Web search by a server of your own, or one that you trust.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The company&apos;s name and your question, to that server, which asks other search engines.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Share prices and key figures.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The share&apos;s symbol and your key.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Annual reports of European companies as data.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The company&apos;s name or number (LEI), and the names of its filings.</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>at most %n request(s) a second</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>at most %n request(s) a minute</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Sources</name>
    <message>
        <source>A key that is being tried is not stored.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 was fetched but could not be read in; nothing of it is stored. %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Make room in the folder for temporary files and try again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It has no company of exactly the name &quot;%1&quot;.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Give its ticker or its full legal name.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The nearest are: %1.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Alpha Vantage does not accept the request.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Check the ticker and the key (ALPHA_VANTAGE_API_KEY).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Alpha Vantage gives this only with a paid plan.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Use another source, or a key with such a plan.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Alpha Vantage has answered as often as this key allows for now.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Try again later, at the latest tomorrow; what was fetched before is kept.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 answered with something that is no feed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Check the address of the feed in the settings (feed_urls).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 was not asked: it is none of the feeds in the settings.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Add its address to the settings (feed_urls).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>GDELT asks for fewer requests.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Try again in a minute; what was fetched before is kept.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>GDELT does not accept the search for &quot;%1&quot;.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Search for a longer and more usual word or phrase.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Its owner must allow the format json in the server&apos;s settings.yml (search.formats).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&quot;%1&quot; is no CIK of the SEC; nothing was asked.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Search the company by its name or ticker first.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>SEC EDGAR was not asked: the SEC wants to be told who asks.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Give your name and e-mail address in the settings (sec_contact).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 was not asked: this source is switched off.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Switch it on in the settings (%1).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 was not asked: it has no address.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Give it in the settings (%1).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 was not asked: it wants a key, and there is none.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Store one in the keyring by the settings, or set %1.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 names a file of another host (%2); it was not fetched.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Fetch it by hand if you trust that host.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 answered in a form that this version doesn&apos;t know; nothing of it was used.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Check its address in the settings, or try again later.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No feed was asked: there are no addresses of feeds.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Give them in the settings (feed_urls).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no source called &quot;%1&quot;.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 knows no share &quot;%2&quot;.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Give the ticker of its main exchange; outside the USA often with an ending, as in SAP.DE.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The World Bank was not asked: a code is missing or wrong.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Name an indicator as NY.GDP.MKTP.CD and countries as DEU.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The World Bank has no indicator %1 for %2.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Check the codes of indicator and countries.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&quot;%1&quot; is no LEI; nothing was asked.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Look the company&apos;s LEI up at search.gleif.org.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>filings.xbrl.org has no figures of %1 as data.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Import the company&apos;s report as a file.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Statements</name>
    <message>
        <source>The names of statement rows in %1 can&apos;t be used: &quot;%2&quot;: %3.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the sign is not known</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>it has no labels</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>no such line is known</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the list is missing or empty</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&quot;%1&quot; is no entry</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&quot;%1&quot; is no section</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1, page %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>income statement</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>balance sheet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>cash flow statement</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Not found among the tables: %1.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&quot;%1&quot; doesn&apos;t say whether its figures are in thousands or millions: they are taken as they are.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Support</name>
    <message>
        <source>The support archive %1 could not be written.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>SynthesisAgent</name>
    <message>
        <source>Cancelled.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Writing the executive summary</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Looking for what speaks against it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The language model words the summary</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>TableSaving</name>
    <message>
        <source>The comparison could not be saved as %1.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save the comparison</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Markdown (*.md)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Table (*.csv)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>JSON (*.json)</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Tipping</name>
    <message>
        <source>The computations of &quot;%1&quot; are nested too deep.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The report has no evidence &quot;%1&quot;.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Valuation</name>
    <message>
        <source>the user&apos;s own</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 to %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A driver tree has 1 to %1 years.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Growth in the first year</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Operating margin in the last year</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1; how far it may be off is a judgement</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the company&apos;s own, %1: least, median and most</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1, year %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Growth</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Revenue</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Operating margin</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Operating income</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Taxes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reinvestment</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Free cash flow</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Value of the years after</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Value of the firm</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Value of equity</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Value per share</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>slow growth</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>fast growth</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>thin margin</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>rich margin</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The cost of capital lacks an assumption: %1.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 must be at least 0 and below 1.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A negative beta has no meaning here.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no terminal value, so nothing to value by.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A bank or insurer isn&apos;t valued by free cash flows to the firm: debt is what it works with.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Value its equity by dividends, excess returns or price to book.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Between 1 and 40 explicit years are possible.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The cash flows lack assumptions: %1.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The cost of capital isn&apos;t above zero.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Revenue and sales to capital must be above zero.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Value by growth</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Terminal growth or the return on new capital is missing.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Growth for ever (%1) isn&apos;t below the cost of capital (%2): the value would be infinite.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The return on new capital isn&apos;t above the growth for ever: growth would cost more than all profit.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The return on new capital and growth must be possible for ever.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The last explicit year earns nothing: a loss can&apos;t go on for ever.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Value by multiple</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No terminal multiple is given.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>EBITDA lacks the share of depreciation in revenue.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What the multiple is of isn&apos;t above zero in the last explicit year, or the multiple itself.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Debt or cash is missing, so there is no value of equity.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Debt exceeds the enterprise value: equity has no value by these assumptions, and none per share.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The number of shares isn&apos;t known, so there is no value per share.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no value to vary by %1.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>year %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no assumption &quot;%1&quot;.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Assumptions are: %1; a single year&apos;s are called growth_1, margin_1, reinvestment_1 and so on.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&quot;%1&quot; is no assumption.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Give a value (0.05 or 5%), or the least, the most likely and the most (0.02:0.05:0.09).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>By %1 of its peers debt exceeds the enterprise value: equity has no value.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 values nothing here: what it multiplies isn&apos;t above zero.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>its multiple isn&apos;t above zero</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 of fewer than three peers says nothing.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>cost of capital %1 … %2, %3 varied with it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No annual statement of %1 is stored.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>computed from the rates above</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>assumed: the cost of capital, no more</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The newest annual statement that is stored is of %1: import newer filings, or years that are over are valued as if they were ahead.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The published rates are of US dollars; the company reports in another currency.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>computed from filings, %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the company&apos;s own of the last years, between −5 and 20 %</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the median of the company&apos;s last %1 years</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>assumed: the industry&apos;s</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>assumed: no company outgrows the economy for ever</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no assumption &quot;%1&quot;, or its value is no number.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>what it multiplies isn&apos;t reported</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cash flows, growth for ever</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cash flows, terminal multiple</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 of peers</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>lower quartile, median and upper quartile of %1 peers</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 of the industry</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>what it is a multiple of isn&apos;t reported</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>what it is a multiple of isn&apos;t above zero</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>shares, debt or cash aren&apos;t reported</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the firm is worth no more than its cash</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>its price isn&apos;t above zero</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>computed from its filings, %1, and the price %2 (yours)</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ValuationHtml</name>
    <message>
        <source>%1, %2 per share</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cost of capital</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>growth for ever</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>a terminal multiple</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>By cash flows and %1: %2; firm %3, %4 of it terminal.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>All ranges overlap between %1 and %2.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The ranges have no value in common.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Year</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Growth</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Revenue</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Margin</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>After tax</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reinvested</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Free cash flow</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Present value</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Terminal value</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>by growth for ever</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>by multiple</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Present value of the years</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Present value of what follows</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Value of the firm</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Value of equity</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Per share</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Implied multiple or growth</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cost of capital by growth for ever</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cost of capital by terminal multiple</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no value to vary.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Workbook</name>
    <message>
        <source>Change the framed cells; all other sheets follow.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Assumption</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Value</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Unit</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>80 % from</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>80 % to</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Distribution</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Whose</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Source</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>yours</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>sourced</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>With all assumptions at their middle; each cell is a formula.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Line</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>From %1 draws with the seed %2; these don&apos;t follow a changed cell.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Year</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Middle</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Mean</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>95 % from</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>95 % to</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No temporary file can be written: %1.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The workbook could not be written: %1.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>a list stands where one value must</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the lists are of different lengths</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 has no cell</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>spreadsheets have no %1()</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The formula %1 can&apos;t be written into a sheet: %2.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Source or formula</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>judgement</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Growth</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Revenue</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Operating margin</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Operating income</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Operating income after tax</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reinvestment</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Free cash flow to the firm</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Present value</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Years from the valuation</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Present value of the cash flows</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Terminal value by growth</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Terminal value by multiple</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cost of capital (down) by growth for ever (across)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cost of capital (down) by terminal multiple (across)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Name</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Median</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>5 % quantile</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>95 % quantile</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>backup</name>
    <message>
        <source>The archive %1 is damaged; nothing was changed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 is no complete archive of this program; nothing was changed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Its end is missing or isn&apos;t what a backup writes.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 can&apos;t be read.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Its bytes aren&apos;t those that were written. Use another backup.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The archive is encrypted; nothing was changed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The archive&apos;s password is another one; nothing was changed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Name the file with its password by --password-file.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It has other files than it lists.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The password in %1 is too short; nothing was done.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It needs %1 characters; &quot;openssl rand -base64 32&quot; makes one.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 is a folder; nothing was done.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Name the archive&apos;s file in it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 is in the place of the data itself; nothing was done.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 is there and is no backup; it was left as it is.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose another name.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 is being written by another process.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is nothing to back up in %1.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Check the data folder&apos;s name.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The archive&apos;s list of its files is wrong; nothing was changed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The archive was written by a newer version of the program; nothing was changed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Install version %1 or later.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stopped; nothing was changed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Another process makes a backup in %1.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 can&apos;t be moved to %2.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 can&apos;t be written: the disk is full or a limit on its use was reached.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What was there before is intact.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 can&apos;t be written.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What was there before is intact. %1.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 isn&apos;t there any more.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no engagement &quot;%1&quot;.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>consultantos-cli engagement list names them.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The archive is a backup of a whole data folder; nothing was changed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>consultantos-cli restore FILE --into FOLDER unpacks it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The archive names no engagement; nothing was changed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Give it a name by --name.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is an engagement &quot;%1&quot; already; nothing was changed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Give the archive&apos;s another name by --name, or exchange the one that is there by --replace.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 is open in another program; nothing was changed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The archive holds the engagement &quot;%1&quot; alone; nothing was changed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Take it in by: consultantos-cli engagement import FILE.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>End the window, the server and other commands that work with them, and try again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The folder %1 isn&apos;t empty; nothing was changed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Name one that isn&apos;t there yet.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No restore is waiting.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The note of a restore that was cut short is damaged.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Look at the folders beside it before you delete it: %1.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing was restored; the data is as it was. </source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 is in use; nothing was changed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 is damaged.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 can&apos;t be written to.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This program was built with two different libraries of SQLite; nothing was copied.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The stores in %1 are being exchanged by another process.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing was changed. Try again when it has ended.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The folder %1 can&apos;t be written to; nothing was changed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The stores in %1 are in use by another process; nothing was changed.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>cache</name>
    <message>
        <source>A value needs a key of 1 to 512 bytes to be cached.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The cache&apos;s file couldn&apos;t be told in time what is no longer true; this is done as soon as it can be.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The cache&apos;s last writes are not all in its file yet.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The cache on disk was written by a newer version of the program.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The cache on disk is in use by another process; work goes on without it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The cache can&apos;t be written: the disk is full or a limit on its use was reached. Work goes on without it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The cache on disk can&apos;t be opened for writing; work goes on without it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The cache on disk is damaged; it is set aside and begun anew.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The cache can&apos;t be read or written: the disk reports an error. Work goes on without it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No connection to the Redis server came free in time.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The Redis server doesn&apos;t tell its run id.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Without it a restart can&apos;t be seen.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The Redis server refuses the user or password of redis_url.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The Redis server isn&apos;t ready.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no memory for a connection.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The Redis server closed the connection.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The address of the Redis server can&apos;t be used.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It is written redis://user:password@host:port/database or unix:///path?db=0&amp;password=….</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>rediss:// needs TLS, which this build&apos;s hiredis doesn&apos;t have. Let stunnel carry the connection and give its local end as redis://.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The Redis server stopped answering.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The Redis server didn&apos;t answer in time.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The Redis server loses the cache&apos;s marks.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Give it more memory, or an eviction policy &quot;volatile-…&quot;.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The Redis server is out of memory.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The Redis server denies our user a command that the cache needs.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The Redis server refused a command.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The Redis server can&apos;t be reached.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>consultantos::AgentGraph</name>
    <message>
        <source>Agents of this analysis</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>consultantos::AlertDelegate</name>
    <message numerus="yes">
        <source>+%n more</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
</context>
<context>
    <name>consultantos::AlertNotifier</name>
    <message>
        <source>%1: %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>%n new alert(s)</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>ConsultantOS: %n open alert(s)</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
</context>
<context>
    <name>consultantos::AlertsSection</name>
    <message>
        <source>the mail server</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>webhooks</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The mail server</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>E-mail</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Password</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The test logs in and sends nothing. A monitor&apos;s own test sends a letter.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Webhooks</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>With a key, each message to a webhook is signed (HMAC-SHA-256), so that its receiver can tell it from a forged one. Give the receiver the same key.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The network can&apos;t be used: no mail is sent.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Offline: no mail is sent.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Give the address of a mail server first.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>consultantos::AlertsView</name>
    <message>
        <source>State</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>All states</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Company</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>All companies</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Kind</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>All kinds</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show the monitors</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Snooze</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Dismiss</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>O&amp;pen again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Snoozed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Dismissed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Alerts</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Alert</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Out of sight until then (S)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Done with it (D or Delete); further news of the same thing raises a new alert</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Back among the open alerts (R)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose an alert to see what changed, why it matters and what it rests on.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>For &amp;1 day</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>For 1 &amp;week</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Until a d&amp;ate …</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No alerts yet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reading the alerts …</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A monitor tells here when something about its company has changed enough to matter: what, by how much, why it matters and what it rests on.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>All worked off</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No alert matches</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing is open. What was snoozed or dismissed is a filter away.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose another state, company or kind.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>consultantos::AnalysisController</name>
    <message>
        <source>The analysis was cancelled.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Importing %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This program can&apos;t import files.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>consultantos::AnswerBar</name>
    <message>
        <source>Value</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Unit</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Line</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Year</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Where it is from, or drop a file here</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Source</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Answer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>on the scale from one to five</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>as a share</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>as an index</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&quot;%1&quot; is no number.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Say where it is from.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>consultantos::AnswerView</name>
    <message>
        <source>I&amp;mport documents …</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Copy with sources</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Answer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How it was computed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Enter shows a figure in its document.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>consultantos::ApiPanel</name>
    <message>
        <source>Copy token</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show description</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Whoever has it may do here what you may. Give it to programs of your own alone.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>All that the API can be asked, in the browser.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Answers at %1. The token is in %2.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Does not answer.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The token can&apos;t be read: %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copied</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>consultantos::AppActions</name>
    <message>
        <source>&amp;New analysis</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Import files …</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Import a f&amp;older …</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save a &amp;template for client figures …</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Watch a folder …</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Analyse</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save as &amp;HTML …</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save as &amp;Markdown …</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save as &amp;JSON …</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save as P&amp;DF …</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save as &amp;Word document …</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save as &amp;Excel workbook …</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save as P&amp;owerPoint …</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Read back a workbook …</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Print …</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Close report</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Quit</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Undo delete</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Copy evidence</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Find in the library</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Find in the &amp;documents</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Ask</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What was &amp;sent for this report</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Cancel the analysis</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Compute &amp;anew</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Analyses the company of this report again without using what the cache holds</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Monitor this company …</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Full screen</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;About ConsultantOS</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>About &amp;Qt</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Brief</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Run</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>R&amp;eports</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Con&amp;versations</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Documents</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Library</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Forecast</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sce&amp;narios</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Com&amp;pare</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Monitors</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Da&amp;ta sent</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Model c&amp;osts</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Performance</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Settings</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;File</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Edit</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;View</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Go</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Help</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>consultantos::AskController</name>
    <message>
        <source>This program can&apos;t answer questions.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>consultantos::AskPanel</name>
    <message>
        <source>Ask your documents</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A figure, a ratio by a definition of your own, a change over years, or what a document says. Each answer shows the page it comes from; none is made up.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Looking for the answer …</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Earlier</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Questions asked before</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>As&amp;k</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>consultantos::AskScope</name>
    <message>
        <source>Answer from</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What the answer may be taken from</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>From everything</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>About this company (none is open)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>About %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>From this document (none is open)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>From %1</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>consultantos::AssumptionModel</name>
    <message>
        <source>not reported: type a value of your own</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>yours</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>judgement: %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Type a value of your own; empty goes back to the source.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Assumption</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Value</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Source</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&quot;%1&quot; isn&apos;t a number; the cell keeps its value.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>consultantos::AssumptionPanel</name>
    <message>
        <source>Gro&amp;wth at least</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Growth at mo&amp;st</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Fade to a growth of</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Reset to the forecast</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The program&apos;s choice</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Steps until the fade has ended</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>within </source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source> steps</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Method</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source> %</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source> % %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Single steps are changed in the table of values; they are marked as yours everywhere.</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>%n step(s) have a value of your own.</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
</context>
<context>
    <name>consultantos::BacktestTableModel</name>
    <message>
        <source>%1 %</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Its error as a share of the naive forecast&apos;s: below 100 % is better</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Known until</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Steps</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Method</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Mean error</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>MASE</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Against naive</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>consultantos::BesideModel</name>
    <message>
        <source>Company</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Rank</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Percentile</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Year to %1. Enter or click shows where it comes from</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>In FY%1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>In FY%1, among %2 companies of the sectors</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 (%2 to %3)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Enter or click shows it in its report</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Section</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1, %2</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>consultantos::BriefPage</name>
    <message>
        <source>New analysis</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Name a company and what you want to know. Every number of the report leads back to the filing it comes from.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Analyse</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Name, ticker or CIK, for example Tesla</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Company</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The company&apos;s own</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Industry</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>For example: How resilient is its margin?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Question</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Decides which evidence comes first. Optional.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Quick</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Standard</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Deep</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Depth</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Report and weights</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What an option&apos;s impact, feasibility, risk and time count when recommendations are ranked.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Language of the report</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>For example Germany or Europe</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Region</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What the analysis should know, in your own words</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Conte&amp;xt</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>In the reporting currency</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Market value</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Forecast the main figures, with intervals</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Forecasts</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Documents and facts files</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Imported before the analysis starts. Files dropped elsewhere on the window are imported at once.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Frameworks</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How hard rivals, suppliers, buyers, entrants and substitutes press on profit.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What stands out against peers, and the options that follow from joining inside and outside.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Which political, economic, social, technological, ecological and legal factors bear on which line.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The strategy canvas against rivals: what to eliminate, reduce, raise and create.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Where growth came from and could come from, and the risk of each move.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Each business by growth and share, and the cash that it makes or takes.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What each activity costs, how that compares, and what moved the margin.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Which resources are valuable, rare, hard to imitate and used.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The strategic triangle and the gap to rivals, in money.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The two uncertainties that weigh most, and four worlds of what is earned.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Return as margin times turns, growth by its parts, and the tests to make.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Name a company.</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>A company&apos;s name has at most %n characters.</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>Not a positive number. Example: %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Not among the known companies. Choose an industry or add a file unless it is another name of one.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Altman&apos;s Z-score needs it. Optional.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose at least one framework.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>An analysis is running.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The most important findings of each framework.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What a first meeting needs: the leading findings with their reasons.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Everything that the facts and playbooks carry.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>consultantos::BudgetBars</name>
    <message>
        <source>Today</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This engagement</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A report</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1: %2 of %3</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>– nearly used up: what could pass it is refused.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>consultantos::CachePanel</name>
    <message>
        <source>Whole analyses</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Results of agents</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Documents read</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Searches</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Replies of models</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Prompts to compare</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Replies that were wrong</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 %</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Levels of the cache</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Level</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Entries</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Size</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>At most</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Hits</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Use of the cache by kind</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What was kept</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Computed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Hit rate</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Saved</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Money</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Empty</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What to empty</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Everything</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Whose results to empty</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>All companies</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Since %1 the cache has answered %2 of what was asked and saved %3 of computation and %4 of money, in the currency of the models&apos; prices.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing was asked of the cache yet.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Memory</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Redis</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Disk</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 (not in use)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>consultantos::ChartGrid</name>
    <message>
        <source>price unknown</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 tokens, %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 calls, %2 from the cache</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Requests per minute</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Response time</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Look-ups that the cache answered</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Bytes in the cache</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Time of store operations</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Time saved by the cache</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Saved by the cache</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Failures per minute</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Memory of the program</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Time of models&apos; answers</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Limiter of models&apos; calls</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No language model was asked in this time.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Tokens and cost by model</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Tokens and cost by agent</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 over %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>under %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Others</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Done</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Failed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Level 1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Level 2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Level 3</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Saved</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Requests</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Agents</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Calls of models</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cache</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Allowed a second</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Waiting</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Providers left alone</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cache level 1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>All else</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 in this time</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 and %2 in this time</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>consultantos::ChatController</name>
    <message>
        <source>This program can&apos;t answer questions.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>consultantos::ChatPage</name>
    <message>
        <source>Ask about a company, a report or a document</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Figures are always computed from facts; each sentence shows what it rests on. A short question leans on the one before it: &quot;And the year before?&quot;</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What was Tesla&apos;s gross margin in FY2023?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How did Apple&apos;s revenue grow from FY2021 to FY2023?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What do the documents say about suppliers?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>As&amp;k</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sto&amp;p</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Esc: what was written until then is checked and kept</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing is sent to %1: the built-in engine answers. %2Ask me again%3 at the next question.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Written by %1 from numbered evidence; every figure is checked.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The built-in engine answers from your facts and documents. For free conversation, %1choose a language model in the settings%2.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>consultantos::CompaniesView</name>
    <message>
        <source>&amp;Copy</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Save …</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Figure or framework</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Years</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>By</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Comparison</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Framework: %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No kept report has this framework</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose two companies or more</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Up to five stand beside each other, by any figure of their facts or any framework of their kept reports.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1, per cent</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1, millions of %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ranked by FY%1, the highest first; percentiles among %2 companies of the sectors.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ranked by FY%1, the lowest first; percentiles among %2 companies of the sectors.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>From the newest kept report of each company.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Saved as %1</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>consultantos::CompanyPicker</name>
    <message>
        <source>A&amp;dd</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Company</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Name or ticker of a company</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Take %1 away</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No more than %1 companies stand beside each other</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>consultantos::ComparePage</name>
    <message>
        <source>Compare</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Two reports</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Companies</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>consultantos::ConversationList</name>
    <message>
        <source>Search conversations</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Conversations</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Rename</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Delete …</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>New conversation</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Rename the conversation</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Delete the conversation</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Conversations are kept here.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No conversation holds these words.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>ConsultantOS</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Delete the conversation &quot;%1&quot;?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Its questions and answers are gone for good.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Delete</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>consultantos::DataPanel</name>
    <message>
        <source>Stop</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Quit now</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Don&apos;t restore</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Delete these</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Kept in %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Back up now …</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Restore …</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What would retention delete?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Give back unused room</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Back up now</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Backups (*.zip)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Restore</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No backups are made by themselves: name a folder for them below, best on another disk.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The first backup will be made within minutes.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The newest backup is of %1.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Backing up …</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1: %2, %3 of data.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>All data of all engagements takes the state of this backup at the next start. What is there now is kept beside it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Checking the backup …</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ready. At the next start, when no other program works with the data, it has the state of %1. What is there then will be in %2.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing will be restored.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>By the rules below nothing would go now.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>By the rules below this would go, of the engagement that is open:</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Delete</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Deleted: %1.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Giving back unused room …</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Given back: %1.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>consultantos::DecisionPicture</name>
    <message>
        <source>The decision tree</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>consultantos::DecompositionChart</name>
    <message>
        <source>Level, season and remainder</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No season that stands out from chance: the values are level and remainder.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The season grows with the level; it explains %1 % of what moves around it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The season stays the same at any level; it explains %1 % of what moves around it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 to %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Level and trend</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Season</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Remainder</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>consultantos::DifferenceModel</name>
    <message>
        <source>Of scores in shares of their scale, of figures relative to the larger of both; 100 % for what appears or vanishes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Kind</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Before</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>After</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Size</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Put down to</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>consultantos::DifferenceView</name>
    <message>
        <source>Earlier report</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Later report</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Copy</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Save …</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>S&amp;wap</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose two reports</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose an earlier and a later report above, or two in the library.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Go to the library</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Earlier</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Later</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The other way round</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copies all changes as a table</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Changes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Kind of change</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>All changes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Put down to</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Whatever the cause</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Change</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What they were made of</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose a report</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>That is the same report twice</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The reports say the same.</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>%n change(s), largest first</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>No change is chosen.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>(not there)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Before</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show in the earlier report</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>After</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show in the later report</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No difference.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What changed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Saved as %1</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>consultantos::DigestDialog</name>
    <message>
        <source>The digest could not be saved as %1.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Save as …</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Digest of alerts</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Last 24 hours</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Last 7 days</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Last 30 days</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Last 90 days</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Period</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save the digest</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Web page (*.html)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Markdown (*.md)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>JSON (*.json)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>alerts %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Saved as %1</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>consultantos::DocumentListModel</name>
    <message>
        <source>Never sent to a language model, nor are the figures read from it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1, never sent to a language model</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Document</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Company</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Format</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Pages</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Facts</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Imported</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>consultantos::DocumentRemoval</name>
    <message>
        <source>Remove documents</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>Remove %n document(s)?</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>Search and questions no longer find their text. Your own files stay where they are, and figures that were read from them stay.</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>Reports rest on %n of them: their quotations stay, but the page can&apos;t be shown any more.</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>Remove</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>consultantos::DocumentTable</name>
    <message>
        <source>Documents</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Open</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Never send to a language model</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Remove …</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>consultantos::DocumentViewer</name>
    <message>
        <source>Page</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Page back</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Page forward</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Smaller</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Larger</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Close the document</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Page of the document</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>of %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cell: %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>An earlier version of the file</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>consultantos::DocumentsPage</name>
    <message>
        <source>No documents yet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Drop files or a folder on the window: PDF, Word, PowerPoint, Excel, OpenDocument, CSV, web pages, mails, feeds and filings. Their figures become facts, their text is searched here.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Import files …</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing found</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Search for other words, or widen company, year, format and section.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Documents</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Import a folder …</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Open</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Remove …</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Never send to a language model</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Neither the selected documents&apos; text nor the figures read from them</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Passages found</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show &amp;more</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>%n passage(s)</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>No passage holds all words. %1 with some of them:</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>consultantos::DriverFan</name>
    <message>
        <source>The line over the years</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1, %2: %3, eight of ten draws between %4 and %5</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>consultantos::DriverPanel</name>
    <message>
        <source>Release sl&amp;iders</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save as work&amp;book …</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What moves the line</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Line shown</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Years</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Years: </source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Another number of years makes the tree anew, from its sources</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Gives every driver its distribution back</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Undo</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Redo</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Undo</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Re&amp;do</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The company&apos;s years, line by line</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reading the figures of %1 …</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save as workbook</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Workbook (*.xlsx)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Drivers of %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Saved as %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1: %2, eight of ten draws between %3 and %4.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A year&apos;s cell and every assumption can be changed; what you change is yours.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The driver goes from %1 to %2, its 10 and 90 % quantiles.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No uncertain driver moves %1.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What moves %1: one driver at a time from its 10 % (amber) to its 90 % quantile (blue).</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>consultantos::DriverTable</name>
    <message>
        <source>Drivers and their assumptions</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1, between %2 and %3</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>consultantos::DriverTableModel</name>
    <message>
        <source>Distribution</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>fixed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>uniform</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>triangular</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>PERT</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>normal</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>lognormal</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>observations</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>yours</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The median, or the value the slider holds it at. Type one; empty gives the distribution back.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A judgement of your own</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Driver</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What if</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Value</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Least</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Middle</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Most</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Deviation</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Source</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&quot;%1&quot; isn&apos;t a number; the cell keeps its value.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>consultantos::DriverYearModel</name>
    <message>
        <source>Your own value; empty gives the formula back.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Type a value of your own: it takes the formula&apos;s place.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Eight of ten draws: %1 to %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nine of ten draws: %1 to %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Line</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&quot;%1&quot; isn&apos;t a number; the cell keeps its value.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Change &quot;%1&quot;</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>consultantos::EditBar</name>
    <message>
        <source>Take the computed version</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sentence</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Value</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Why (optional)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Note</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Score of %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Weight of %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sentence of %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 set this. Computed: %2</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>consultantos::EgressExport</name>
    <message>
        <source>The list could not be saved as %1.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save the list</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Table (*.csv)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>data sent %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Saved as %1</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>consultantos::EgressFilterBar</name>
    <message>
        <source>Period</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>All time</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>From</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Until</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Where to</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>All hosts</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What for</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>All purposes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>For the report</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>All reports</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Today</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Last 7 days</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Last 30 days</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This year</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>From … until</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>consultantos::EgressModel</name>
    <message>
        <source>Not in this library</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>When</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Where to</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What for</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sent</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Received</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Outcome</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>For the report</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>consultantos::EgressPage</name>
    <message>
        <source>%1, %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Requests made in the engagement %1; each engagement keeps a list of its own.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Requests made outside of any engagement; each engagement keeps a list of its own.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing has left this computer for this engagement.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing has left this computer.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Each request to a source of the network is written down here: when, where to, what for, how much. Sources are off until you switch them on.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sources of the network …</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show all</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What left this computer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Open the report</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save as &amp;CSV …</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1: %2 sent, %3 received</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>%n request(s)</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>Nothing was sent for this report.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It was made of what was on this computer already.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing fits</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose a longer period, or other hosts, purposes and reports.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>consultantos::EngagementMenu</name>
    <message>
        <source>En&amp;gagement</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;None</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>N&amp;ew engagement …</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>New engagement</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Name of the client or the engagement. Its documents, facts, reports and questions are kept apart from all others.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>consultantos::EvidenceFileList</name>
    <message>
        <source>Remove</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Add files …</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Documents and facts files</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Add documents and facts files</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>consultantos::EvidenceTreeModel</name>
    <message>
        <source>Playbook</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 (not in this report)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Value</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Period</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Formula or filing</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>consultantos::FigureLinesEditor</name>
    <message>
        <source>Add a &amp;line</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Figure</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Value of the line</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Remove the line</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>passes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source> %</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source> million</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source> days</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>consultantos::FinancialsPage</name>
    <message>
        <source>Ratios</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Statements</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Identities</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Statement</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1, per cent</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What must add up in every set of accounts, tested on the filed figures.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>difference %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>holds</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>fails</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>consultantos::FiveForcesDiagram</name>
    <message>
        <source>no score</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Five forces</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>not derivable</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 (%2 to %3)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>weak</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>strong</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>consultantos::ForecastChart</name>
    <message>
        <source>Forecast with its intervals</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>History: %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>Forecast %n step(s) before: %1</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>Your own value: %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Forecast: %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>80 %: %1 to %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>95 %: %1 to %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Moved by your growth</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>History</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Forecast</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>80 %</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>95 %</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Would have been forecast</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Your own values</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>billions</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>millions</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>thousands</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1, %2</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>consultantos::ForecastDetail</name>
    <message>
        <source>Values of the forecast and the history</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>V&amp;alues</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What to k&amp;now</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Assump&amp;tions</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Methods</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Errors in the past, by origin and method</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Backtest</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Decomposition</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Methods that were tried</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Use this method alone</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Use the prog&amp;ram&apos;s choice</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Series</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The series is too short, or too simple, for a backtest.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>consultantos::ForecastPage</name>
    <message>
        <source>&amp;Keep in a report …</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cop&amp;y or save</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing is forecast yet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Name a company above, or paste a table from a spreadsheet (Ctrl+V), or drop a CSV or XLSX file here: a column of periods and a column of numbers for each series.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open a table …</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Forecast</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Adds the forecast to a report, with what it rests on as evidence</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Copy the table</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy the &amp;image</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Save all series as CSV …</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save the i&amp;mage …</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Series that are forecast</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Continue</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Find a series</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Series</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The clipboard has no text.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 of %2 series</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cancelled</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What comes next, how sure that is, and how it would have done before.</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>%n series</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n can&apos;t be forecast; the list says why</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>D&amp;rivers</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The driver tree becomes a part of this report, with what it rests on:</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The table is on the clipboard.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The image is on the clipboard.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open a table</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Tables (*.csv *.tsv *.tab *.txt *.xlsx *.ods);;All files (*)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save the forecasts</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>CSV (*.csv)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save the image</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>PNG (*.png)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Saved as %1.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>consultantos::HealthCard</name>
    <message>
        <source>%1, %2 times, last %3: %4</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Slow statements</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Setting</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Limiters and breakers</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Diagnosis</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Alerts</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1: %2.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open the setting %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>✓ No alert of the monitoring rules goes off.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1: %2; %3</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Language models: none has been used.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>✗ Cache level 2 (Redis) can&apos;t be reached; it is tried again by itself.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cache level 2 (Redis): no failure.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>✗ Cache level 3 (disk) can&apos;t be used.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cache level 3 (disk): no failure.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>consultantos::HealthModel</name>
    <message>
        <source>fewer than five comparable companies report it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Enter or click shows where it comes from</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Figure</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Light</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Trend</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Lower quartile</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Peers&apos; median</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Upper quartile</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Percentile</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>consultantos::HealthPage</name>
    <message>
        <source>Financial health</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show only</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>All figures</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No company of the sector is stored to compare with.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Compared with %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Rule</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No figure has this light.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Upper quartile of peers</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Median of peers</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Lower quartile of peers</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1, per cent</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Source of the rule</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>distance %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Published average: %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Own earlier median: %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Companies that report it</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>consultantos::HistogramView</name>
    <message>
        <source>Where the result lies</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1: median %2, nine of ten draws between %3 and %4</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 or more (%2): %3</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>consultantos::ImportActions</name>
    <message>
        <source>Import files</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Import a folder</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save a template for client figures</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Excel workbook (*.xlsx)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Saved: fill in %1, then import it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Watch a folder: its files are imported now and whenever they change</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Watch a folder …</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Watch %1</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>consultantos::ImportController</name>
    <message>
        <source>The import was cancelled.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This program can&apos;t import files.</source>
        <translation type="unfinished"></translation>
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
    <message>
        <source>File</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Found</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Not found, and what to do</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>consultantos::ImportPanel</name>
    <message>
        <source>Sto&amp;p importing</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Hide</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Import</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Files of the import</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Looking for files …</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Importing: %1 of %2</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>consultantos::Inspector</name>
    <message>
        <source>&amp;Wrong: write anew</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show in &amp;document</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Evidence</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What it rests on</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cop&amp;y</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What the model wrote on this part is never used again; the analysis runs once more and asks it for this part anew.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Click a number or a grade in a report to see where it comes from.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Confidence: %1 %</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>As the program wrote it (%1):</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Against it:</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reasoning:</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Statement</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>From an earlier question to %1: what it wrote for an earlier report on the same evidence was used again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Written by %1 for this report.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>consultantos::KeyField</name>
    <message>
        <source>Key</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save to keyring</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Remove</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Key of %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save the key of %1 to the keyring</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Remove the key of %1 from the keyring</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Looking for it in the keyring …</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>None. Type one to keep it in the system&apos;s keyring, or set %1 in the environment.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>In the keyring. It isn&apos;t shown; type another to replace it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>From the environment: %1. Change it there.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No keyring can be used here, so a key can&apos;t be kept: set %1 in the environment and start the program again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Waiting for the keyring …</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>consultantos::LibraryModel</name>
    <message>
        <source>Company</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Question</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Frameworks</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Depth</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>State</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Made</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>consultantos::LibraryPage</name>
    <message>
        <source>&amp;Open</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>De&amp;lete</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Moni&amp;tor …</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Co&amp;mpare</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Save as</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Library</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Search in all reports</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show only</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>All reports</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reports</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Saves the chosen reports in a folder, a file each</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Watches the company of the chosen report for changes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Shows what changed between two chosen reports</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Go to the brief</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Undo</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No report matches</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The library is empty</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Search for other words, or show all reports.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Each analysis is kept here. Start the first one on the brief page.</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>%n report(s) deleted.</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
</context>
<context>
    <name>consultantos::MainWindow</name>
    <message>
        <source>%1 – ConsultantOS</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Evidence</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Evidence</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ask</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Analysing %1 …</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The report could not be saved: %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The report could not be saved.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Importing: %1 of %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ready, offline</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ready</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Another engagement can&apos;t be opened while an analysis or an import runs.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Wait until it has finished, or cancel it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>ConsultantOS</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The forecast is in the report.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It is in the report now.</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>%n open alert(s)</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>Show</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Dismiss</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>consultantos::MessageCard</name>
    <message>
        <source>Question</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Answer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Understood as: %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Source %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Wrong: ask anew</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The model&apos;s kept reply is never used again; the new answer takes this one&apos;s place.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>built-in engine</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The stored answer is damaged; its text alone could be read.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy with sources</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>consultantos::MessageList</name>
    <message>
        <source>Show &amp;earlier messages</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Messages</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Being written – figures are not checked yet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Looking for the answer …</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>consultantos::MethodTableModel</name>
    <message>
        <source>%1 %</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Method</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Weight</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>MASE</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Next step</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Last step</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Parameters</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>consultantos::ModelPanel</name>
    <message>
        <source>%1 to %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;What would be sent …</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Language model</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What each agent would ask the language model</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Agent</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Calls</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Kept replies</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Tokens in</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Tokens out</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cost</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Settings of the model …</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Budget for a report</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>without limit</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>None: the built-in engine makes the analysis alone, on this computer and free of charge.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Offline: it isn&apos;t asked, the built-in engine works alone.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Name a company to see what would be asked and what it costs at most.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Estimating what would be asked …</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No estimate: %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This analysis asks the language model nothing.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The lower end: replies as long as those to the same agents were until now.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The lower end: replies as long as those until now, or a quarter of the longest where there were none.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 The upper end is set aside before each call and can&apos;t be passed. Sources of the network may add evidence; a correction may ask once more.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Together</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the budget of a report</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>today&apos;s budget</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the engagement&apos;s budget</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>With this report %1 (%2) could be passed: what could pass it is not sent.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>With this report 80 % of %1 (%2) may be used.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The model&apos;s price isn&apos;t known, so it is not asked as long as there is a budget. Add its price, or take the budget away.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>consultantos::ModelSection</name>
    <message>
        <source>Models (*.gguf);;All files (*)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Programs (*)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The language model</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What it may cost</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What a call costs at most is set aside before it: a budget can&apos;t be passed. A call whose price isn&apos;t known is refused as long as there is a budget.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What is never sent</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Names are replaced by &quot;Company 1&quot; or &quot;Person 1&quot; before anything is sent and put back in the reply. One a line; other ways of writing a name behind &quot;=&quot;. Documents are marked in the list of documents.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Acme Robotics GmbH = ACR</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Anna Schmidt</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The context, in your own words</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The question</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The region</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The name of the company that is analysed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Before anything goes to a service for the first time, you see it and are asked.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ask me again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Takes back what you agreed to send, for this engagement</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Traffic</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The network can&apos;t be used: no model is asked.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Offline: no service is asked.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>You are asked again before anything goes to a service.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>consultantos::MonitorDialog</name>
    <message>
        <source>Add a monitor</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Edit the monitor</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Add the monitor</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Save</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Name, ticker or CIK, for example Tesla</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The company&apos;s, unless you need to tell several apart</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Company</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Na&amp;me</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What it watches</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>When it looks</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Where alerts go, beside the list</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Name a company.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose something to watch.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>consultantos::MonitorTable</name>
    <message>
        <source>No monitor yet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A monitor looks at a company on a schedule of yours: new filings and figures, a line that a figure crosses, the score of a framework, risk factors, news. It raises an alert when something changed enough to matter, and says what that rests on.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Add the first monitor …</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Edi&amp;t …</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Check now</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Pause</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Re&amp;move</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Monitors</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What it watches, when and from how large a change on (Enter)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Without waiting for its schedule (C); all that are active if none is chosen</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Its alerts stay (Delete)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ca&amp;ncel</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What was checked stays; the check under way leaves all as it was (Esc)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Checking %1 (%2 of %3) …</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Checking %1 …</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Check all now</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Resume</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Checks again from its next regular time on (P)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No checks until it is resumed (P)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The last check failed: %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Not everything could be looked at: %1</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>consultantos::MonitorTableModel</name>
    <message>
        <source>%1 (%2)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>due</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Checking …</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Paused</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>By the clocks of %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Not everything could be looked at:</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Company</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Watches</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>When</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Last check</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Next check</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>State</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>consultantos::MonitorsController</name>
    <message>
        <source>Sending …</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It could not be sent: %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It was sent.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 is being watched.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The monitor of %1 was changed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The monitor of %1 was removed; its alerts stay.</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>%n alert(s) snoozed until %1.</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n alert(s) dismissed.</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n alert(s) opened again.</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>%1 was checked: %2.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The check was cancelled; nothing was changed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It is being checked already.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>consultantos::MonitorsPage</name>
    <message>
        <source>D&amp;igest …</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Add a monitor …</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Monitors can&apos;t be used here</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Their store could not be opened; the notices at the start say why. All else works.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Monitors</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What came up in a span of time, to read or to save</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Undo</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A&amp;lerts</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>M&amp;onitors</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No open alerts</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>%n open alert(s)</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>the last check of %n monitor(s) failed</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>a check is due</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>next check %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Companies that are looked at on a schedule, and what has changed about them.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 is being watched already.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>consultantos::Navigation</name>
    <message>
        <source>Pages</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>consultantos::NoticeBar</name>
    <message>
        <source>ConsultantOS stopped unexpectedly on %1 (%2). Saved reports are untouched. The details are in %3.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Dismiss</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>consultantos::OutputsEditor</name>
    <message>
        <source>Notice on this com&amp;puter while the program runs</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sen&amp;d a test</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Gets each alert as JSON by POST</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Webhook</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>E-mail t&amp;o</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The webhook must be an address that begins with https:// or http://.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Not an e-mail address: %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sending …</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sent. Look whether it has arrived.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>consultantos::PeerTable</name>
    <message>
        <source>Multiples of peers</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Peer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Price</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>yours</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Peer %1</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>consultantos::PerformancePage</name>
    <message>
        <source>The file could not be saved.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Pause</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy summary</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Export</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing has been measured yet.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Measuring is switched off.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Once an analysis has run, this page shows how long requests, agents and stores took, what the cache answered and saved, and what language models cost.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Switch on &quot;Performance metrics&quot; in the settings and start the program again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>To the brief</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Performance</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Time range</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>As a picture (PNG) …</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save the picture</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Picture (*.png)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>As a table (CSV) …</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save the table</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Table (*.csv)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The performance summary is on the clipboard.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>None of the last %1 runs was made at that time.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Go on</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>performance %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The picture could not be saved.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Saved as %1</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>consultantos::PromptDialog</name>
    <message>
        <source>%1, %2, about %3 tokens, %4.</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>%n prompt(s)</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>What would be sent</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing is held back: names and documents can be, in the settings and in the list of documents.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>To %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Where that can&apos;t be had: %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing: this analysis doesn&apos;t ask the language model anything.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing has been sent there for this engagement yet. &quot;Allow always&quot; holds for this engagement from here on; you are not asked again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&quot;Allow once&quot; holds for these prompts and what follows from them.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Corrections that follow from replies, what sources of the network find and files that aren&apos;t imported yet can&apos;t be shown before. They go through the same rules: hidden names, fields and documents never sent.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Prompts</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Text of the prompt</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Allow &amp;always</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Allow &amp;once</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Go on &amp;without the model</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1, about %2 tokens, %3</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>consultantos::QuestionField</name>
    <message>
        <source>Question</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>For example: What was Tesla&apos;s gross margin in 2023?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Enter asks, Shift+Enter begins a new line, Up and Down bring earlier questions back.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>consultantos::RangeBars</name>
    <message>
        <source>%1: %2 to %3</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>consultantos::RatioModel</name>
    <message>
        <source>Enter or click shows where it comes from</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>no figures for this year</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ratio</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Group</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Trend</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>consultantos::ReadBackDialog</name>
    <message>
        <source>Changes in %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The workbook says what the report says.</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>%n change(s) against the report</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>Close</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Take over what is ticked</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>consultantos::ReportExport</name>
    <message>
        <source>The report could not be saved as %1.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Web page (*.html)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Markdown (*.md)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>JSON (*.json)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>PDF (*.pdf)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Word document (*.docx)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Excel workbook (*.xlsx)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>PowerPoint presentation (*.pptx)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save report</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Saved as %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>%n report(s) saved in %1</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>Sent to the printer</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>consultantos::ReportHtml</name>
    <message>
        <source>Know first</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Answer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What supports it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Situation</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Complication</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Risks</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Next steps</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Missing from this report</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>So what:</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing found.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 (%2 to %3, on a scale from %4 to %5)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Driver</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Value</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Held against</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A higher value</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Weight</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Score</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Score:</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>trend: %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What follows</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Factor</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>TOWS: what to do</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Limits of the method</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sources</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What was sent for this report</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Filings and publications</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Company</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Form</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Filed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Accession number or source</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Facts</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Passages</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Playbook</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Peers</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Data requests</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing is missing.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What could not be derived, and what would settle it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Missing</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Why</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What would settle it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Narrows</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Set by people</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What persons set over what was computed. Where the analysis changed since, decide which version stands.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Place</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Theirs</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Computed then</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Computed now</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>By</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Keep theirs</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Take the computed version</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Edit</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The facts deny %1.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Conflict</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>not in this report</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Forecasts</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Period</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Forecast</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>80 % from</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>80 % to</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>95 % from</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>95 % to</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Quality review</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This report was made before reviews were.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Verified: nothing is open.</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>Not verified: %n finding(s) open.</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>Score: %1 of 100.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What was found</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>State</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Finding</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What settles it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Contradictions</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What was looked at</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Rule</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Checked</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Found</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Deduction</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Option</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Range</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Impact a year</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Impact</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Feasibility</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Risk</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Time</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>open</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What would have to be true</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Condition</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Today</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Threshold</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Status</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How it is tested</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>met</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>not met</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The first hundred days</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Weeks</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Who</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Recommendations</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The evidence carries no recommendation. The data requests say what would.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Each criterion counts from one to five, five being best: for risk the least, for time the soonest.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Feasibility: %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Rests on: %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What would put another option first</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>consultantos::ReportKeeping</name>
    <message>
        <source>This series has no forecast.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The forecast becomes a part of this report, with what it rests on:</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no report yet that could keep it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Analyse a company first.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Keep in a report</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Keep</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>consultantos::ReportTabs</name>
    <message>
        <source>No report is open</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Start an analysis on the brief page, or open a report from the library.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Go to the library</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>consultantos::ReportView</name>
    <message>
        <source>Outline</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Executive summary</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Financials</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Financial health</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Forecasts</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Recommendations</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Data requests</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Quality review</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Set by people</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sources</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>%n edit(s) rest on an analysis that has changed since.</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>Decide</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Edit this sentence</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Scores and weights</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Score of %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Weight of %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Undo the last change of the report</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Redo</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>consultantos::RunCards</name>
    <message>
        <source>Run</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Compared with</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Agents of a run</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No analysis has run in this engagement yet.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Agent times over runs</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Two runs compared</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There are no two runs to compare yet.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Upper bar: the run chosen under &quot;Agents of a run&quot;; lower bar: this one.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Compared with another run</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The bar holds the middle half, the mark is the median, the line goes from the fastest to the slowest; what the cache answered is left out.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Agent times over the last %1 runs</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>consultantos::RunModel</name>
    <message>
        <source>%1 s</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Agent</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>State</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Time</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What it does</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Research</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Market</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Financial</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Forecasts</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Synthesis</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Waiting</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Running</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Done</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Failed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Timed out</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cancelled</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Skipped</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>consultantos::RunPage</name>
    <message>
        <source>&amp;Cancel</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Analyse &amp;here</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Back to the &amp;brief</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing is running</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Start an analysis on the brief page; its agents show here while they work.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Go to the brief</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Overall progress</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Analyse in this program, without the team&apos;s workers</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Agents as a table</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Analysing %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Analysis finished</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Analysis cancelled</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No report</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>consultantos::ScenarioDesk</name>
    <message>
        <source>There is no such driver.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Change &quot;%1&quot;</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Change the lines</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>consultantos::ScenarioEditor</name>
    <message>
        <source>&amp;Take the changes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Dis&amp;card them</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The scenario as text</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Add a dri&amp;ver</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Between a least and a most value, to be changed in the table below</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Add a for&amp;mula</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A further result, to be changed in the text</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Add a &amp;correlation</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Of the first two uncertain drivers that have none</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Remo&amp;ve what is marked</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The driver or formula in whose name the cursor stands; not while a formula uses it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The text</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Change the text</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>New driver</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Add a driver</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Add a driver first: a formula needs one.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>New formula</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Add a formula</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There are no two uncertain drivers without a correlation; write further ones into the text.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Add a correlation</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&quot;%1&quot; is no driver&apos;s or formula&apos;s name: put the cursor into one.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Remove &quot;%1&quot;</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>consultantos::ScenarioView</name>
    <message>
        <source>No scenario is open.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Begin with a company&apos;s own figures (choose it above), open a scenario file, or look at an example: drivers with their uncertainty, what comes out, and what moves it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show an &amp;example</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Save …</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save as &amp;workbook …</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Release sliders</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Keep in a report …</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Clear &amp;lines</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What moves the result</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Formulas</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Worlds</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Decision</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Parts of the scenario</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Result</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Goal seek</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Edit</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Open …</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Gives every driver its distribution back</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Undo</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Redo</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Undo</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Re&amp;do</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Adds the results to a report, with what they rest on as evidence</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Result shown</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Probability of reaching</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Probability of reaching …</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Type a value and press Enter: the probability that the result reaches it is drawn.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What moves it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Driver to change</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Value to reach</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Find</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What a driver must be for the result that is shown to reach a value; 0 is a profit&apos;s break-even.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The driver goes from %1 to %2, its 10 and 90 % quantiles.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>They share as one, as they move together: %1.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>One driver at a time from its 10 % (amber) to its 90 % quantile (blue); before the name, its share of the variance.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>* Shared by drivers that move together.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&quot;%1&quot; isn&apos;t a number.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open a scenario</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Scenario (*.json)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save as workbook</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save the scenario</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Workbook (*.xlsx)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>scenario</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Saved as %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The scenario becomes a part of this report, with what it rests on:</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>consultantos::ScenariosPage</name>
    <message>
        <source>Scenarios and valuation</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Company</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Company, ticker or CIK</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Begin with its figures</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Scenario, valuation and market size</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Scenario</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Valuation</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Market size</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>consultantos::ScheduleEditor</name>
    <message>
        <source>Ever&amp;y</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>As c&amp;ron has it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How many</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Unit of time</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>minutes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>hours</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>days</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>weeks</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Schedule as cron has it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Minute, hour, day of the month, month, day of the week. 0 7 * * 1-5: Monday to Friday at 07:00. 0 8 1 * *: on the first of each month at 08:00.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Time zone</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>By the clocks of</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It has no next time.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Next checks: %1</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>consultantos::SearchBar</name>
    <message>
        <source>Company</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>All companies</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Fiscal year</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>All years</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Format</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>All formats</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Section</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>All sections</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Search in all documents: words, &quot;a phrase&quot;, -without</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Search in all documents</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>consultantos::SeriesListModel</name>
    <message>
        <source>Series</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Error in its own past: below that of the naive forecast is good</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Last step</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>MASE</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Method</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>consultantos::ServiceLevelCard</name>
    <message>
        <source>Service levels</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1: %2, %3</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>consultantos::SettingEditor</name>
    <message>
        <source>Set by the environment variable %1; change it there.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Set by your administrator.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Kept within bounds by your administrator.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>consultantos::SettingFile</name>
    <message>
        <source>Choose …</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose: %1</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>consultantos::SettingRow</name>
    <message>
        <source>Allowed: %1.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Language</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Theme</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Colour of documents</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Font of documents</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Footer of documents</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Logo of documents</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Template of presentations</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Language of reports</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Paper of documents</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Folder of backups</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Hours between backups</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Password file of backups</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Daily backups kept</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Weekly backups kept</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Monthly backups kept</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Delete by the rules each day</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Days for deleted reports</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Days for reports</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Days for conversations</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Days for jobs</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Days for measurements</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Days for the ledger</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Agents at once</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Time limit of an agent</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Memory cache keeps for</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Shared cache keeps for</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Disk cache keeps for</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Memory cache holds at most</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Disk cache holds at most</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Redis server</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Team store</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Orders are done by</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Performance metrics</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Language model from</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Model</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Embedding model</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Service</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Address of the model&apos;s server</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Azure API version</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Model file</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Program llama-server</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Model calls per batch</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Budget for a report</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Budget for a day</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Budget for an engagement</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Tokens in a minute</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>In place of it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Names of companies, products and the like</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Names of people</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Parts of a request</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Log level</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Scanned pages</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Starter facts</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>HTTP API</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Port</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Offline</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Proxy</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Own certificates</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Mail server</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Contact for the SEC</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Address of SEC EDGAR</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Address of SEC EDGAR&apos;s data</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Addresses of feeds</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Address of GDELT</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Address of the World Bank</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Address of Tavily</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Address of SearXNG</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Address of Finnhub</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Address of Alpha Vantage</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Address of filings.xbrl.org</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Another server</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>None</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>OpenAI, or what speaks its protocol</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A model on this computer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>As the system</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Light</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Dark</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>On</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Off</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Everything (debug)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Normal (info)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Warnings and errors</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Errors only</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>consultantos::SettingsPage</name>
    <message>
        <source>&amp;Save</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Revert</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Settings</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sections of the settings</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Kept in %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 (!)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A setting here is wrong.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Saved.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Saved. Some settings take effect at the next start.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>consultantos::SizingView</name>
    <message>
        <source>&amp;Save …</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save as &amp;workbook …</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Keep in a report …</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The market, both ways</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No market is open.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open a market sizing file, or look at an example: a market from above and from below, each assumption with its source, reconciled with an interval.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show an &amp;example</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Open …</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Both ways and what divides them</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Undo</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Redo</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Undo</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Re&amp;do</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open a market sizing</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Market sizing (*.json)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save as workbook</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save the market sizing</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Workbook (*.xlsx)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>market</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Saved as %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The market&apos;s size becomes a part of this report, with what it rests on:</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>top-down</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>bottom-up</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1, reconciled</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Top-down weighs %1 %.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>consultantos::SnoozeDialog</name>
    <message>
        <source>Snooze</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Snooze until then</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The alert comes back at the beginning of this day.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>consultantos::SourceBar</name>
    <message>
        <source>Name, ticker or CIK</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Company</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Line</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>As found</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Fre&amp;quency</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>usual</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How many periods ahead; &quot;usual&quot; is a year of months, five years, …</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Hori&amp;zon</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Paste a table</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Open a table …</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>All lines</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>consultantos::SourceCard</name>
    <message>
        <source>Sent: %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Limit: %1.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Address</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Address of %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Key</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Off: offline</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Off once saved</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Off</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Lacks: %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>On once saved</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>On</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>consultantos::SourceTester</name>
    <message>
        <source>Test</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Test %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cancel the test of %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 is being asked</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Asks it one small thing, switched on or not</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It works: %1 answered after %2 s.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The test was cancelled.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>consultantos::SourcesSection</name>
    <message>
        <source>Offline, by CONSULTANTOS_OFFLINE or --offline: no source is asked. What is switched on comes back at a start without it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Offline: no source is asked. What is switched on comes back when Offline in the section Network is off.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The network can&apos;t be used: no source is asked.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What left this computer …</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>consultantos::SpanBars</name>
    <message>
        <source>%1, %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1, cache</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Began after %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Click to open the report.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>consultantos::StatementModel</name>
    <message>
        <source>Enter or click shows where it comes from</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>not reported</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Line</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>consultantos::StatusStrip</name>
    <message>
        <source>Cache %1 %</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>%n agent(s) running</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>%1 today</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Performance</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Share of look-ups that the cache answered, agents at work, and what language models cost today. Click for the performance page.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>consultantos::StepTableModel</name>
    <message>
        <source>Your own value</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Forecast, moved by your growth</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Forecast</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>History</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Double-click or F2 to write your own value; empty it to have the forecast again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Period</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Value</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>80 % from</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>80 % to</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>95 % from</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>95 % to</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What it is</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>consultantos::StrategyCanvasChart</name>
    <message>
        <source>Strategy canvas: levels from 0 to 10</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>consultantos::TeamRun</name>
    <message>
        <source>The analysis was cancelled.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Giving the order to the team&apos;s queue …</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Its worker was told to end the analysis.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The team&apos;s queue can&apos;t be reached. The order is kept in the store, and an analysis that has begun goes on; this page follows it again as soon as the queue answers.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ordered, but no worker of the team is at work.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Waiting in the team&apos;s queue; orders that wait: %1</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>consultantos::TemplateChoice</name>
    <message>
        <source>Kind of report</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Standard report</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Impact</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Feasibility</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Low risk</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Short time</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Weight of %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>All parts in their usual order.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>With all weights zero the usual ones count.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>consultantos::TimeChart</name>
    <message>
        <source>Alert: %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>consultantos::UsageModel</name>
    <message>
        <source>No report</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Not in this library</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>unknown</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 and more</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 s</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>The price of %n call(s) isn&apos;t known.</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>All</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Agent</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Report</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Day</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Model</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How often a model was asked, answers of the cache among them</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Calls</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How many of them the cache answered</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cache</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Tokens that were sent, without those that the provider had kept</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Tokens in</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Tokens that the provider had kept, or was asked to keep</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Kept there</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Tokens of replies</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Tokens out</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Tokens that a model thought with</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Thinking</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cost</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What the answers of the cache would have cost</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Saved</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How long a call took on average</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Took</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>consultantos::UsagePage</name>
    <message>
        <source>%1, %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1, %2 from the cache. %3 tokens in, %4 out.</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>%n call(s)</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>%1 %</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cost %1, saved %2.</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>The price of %n call(s) isn&apos;t known.</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>The provider asked to wait at %n of them.</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>The table could not be saved as %1.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save as &amp;CSV …</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No language model has been asked yet.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Each call is written down here: for which agent and report, how many tokens, what it cost and what the cache saved. Without a model everything is computed by the built-in engine and costs nothing.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose a language model …</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Outside of any engagement; each engagement keeps an account of its own.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>In the engagement %1; each engagement keeps an account of its own.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What language models cost</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Told apart by</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>By agent</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>By report</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>By day</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>By model</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save the table</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Table (*.csv)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>model costs %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Saved as %1</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>consultantos::UsesList</name>
    <message>
        <source>Used in</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Looking for reports that use it …</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No report uses it yet.</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>Used in %n sentence(s) of reports</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
</context>
<context>
    <name>consultantos::UsesModel</name>
    <message>
        <source>%1
Rests on it through a computation.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1, %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 (%2)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 (%2, computed from it)</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>consultantos::ValuationDesk</name>
    <message>
        <source>Change &quot;%1&quot;</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Change the plan</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Change the peers</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>consultantos::ValuationView</name>
    <message>
        <source>&amp;Mid-year</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save as &amp;workbook …</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Keep in a report …</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What each method gives</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cash flows</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sensitivity</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No company is being valued.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose a company above. The valuation starts from its filed figures and published rates, each with its source; whatever you change is marked as yours.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Assumptions</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Parts of the valuation</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Football field</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Type a company and its share price: its multiples follow from its stored figures, each with its source. Or type multiples you know, e.g. of a data service or a deal; they are marked as yours. Three or more of a kind make a range of the football field.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Peers</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Years of growth at the first rate</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Growth years: </source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Years in which growth fades; none makes two stages</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Fading years: </source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cash comes in the middle of each year, not at its end</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Undo</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Redo</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Undo</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Re&amp;do</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Adds the valuation to a report, with what it rests on as evidence</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save as workbook</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Workbook (*.xlsx)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Valuation of %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Saved as %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The valuation becomes a part of this report, with what it rests on:</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>consultantos::WatchEditor</name>
    <message>
        <source>New &amp;filings</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>New and restated f&amp;igures: revenue, margins, earnings, cash flow</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Quarters, too, each held against the same quarter a year before</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;News of the sources that are on</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Risk fac&amp;tors added or dropped in the annual report</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source> %</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source> million</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source> points</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Scores that leave their interval:</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Lines that a figure shouldn&apos;t pass unnoticed, either way:</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Amounts change by at least</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>… and by at least</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Margins and other shares by at least</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Scores by at least</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>any amount</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>From how large a change on it is told</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>For example: after a revenue of %1 the next is told from %2 up or from %3 down; after a margin of %4 the next from %5 up or from %6 down. What is smaller, and what rounding explains, raises no alert.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>consultantos::WorkbookChangeModel</name>
    <message>
        <source>Fact</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Weight</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Score</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Figure</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Statement</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Row added</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Row removed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Formula</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Text</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1: %2 → %3</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>no longer derivable</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Moves no score.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Change</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>In the report</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>In the workbook</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What it would do</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>consultantos::WorkbookReadBack</name>
    <message numerus="yes">
        <source>%n change(s) taken over</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>Read back a workbook</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Excel workbook (*.xlsx)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The file %1 can&apos;t be read.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>crash</name>
    <message>
        <source>The folder for crash notes can&apos;t be made: %1.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The path for crash notes is too long: %1.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>json</name>
    <message>
        <source>%1 is not valid JSON: %2 (line %3, column %4).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 holds no JSON object at its top level.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 can&apos;t be read: %2.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>logging</name>
    <message>
        <source>A log is being kept already.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 is no log level.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Use debug, info, warning or error.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The log can&apos;t be written: %1: %2.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>main</name>
    <message>
        <source>consultantos: there is no display to show a window on.
Set DISPLAY or WAYLAND_DISPLAY, or use the command line instead:
  consultantos-cli analyze COMPANY
</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Analyses of companies whose every number traces to its source.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Keep library, facts and settings in this folder.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>folder</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Work in this client&apos;s own stores, begun if new.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>name</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Let nothing out to the network in this session.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Print how long the start took, and quit.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>model</name>
    <message>
        <source>A stored message can&apos;t be read.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A message was written by a newer version of the program.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>retention</name>
    <message>
        <source>The engagement&apos;s rules can&apos;t be read; nothing was deleted.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Correct or delete %1.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 is no number of days; nothing was changed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Allowed is 0 (never) to %1.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>settings</name>
    <message>
        <source>The administrator&apos;s policy %1 has a fault: %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The program doesn&apos;t start without a policy that can be read. Ask your administrator to correct it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>allowed is %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&quot;allowed&quot; must list values, and each must be %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&quot;%1&quot; must be a number</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&quot;%1&quot; is none of: allowed, min, max</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&quot;%1&quot; is not &quot;allowed&quot;</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&quot;min&quot; is greater than &quot;max&quot;</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>it is too large</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>line %1: %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&quot;version&quot; must be %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>there is no setting &quot;%1&quot;</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&quot;%1&quot; is unknown or of the wrong kind</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Your administrator doesn&apos;t allow reports as %1; nothing was written.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No export is allowed (%1).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Allowed are: %1 (%2).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Redis server of the shared cache; empty for none</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>PostgreSQL server of a team&apos;s store; empty: files of this computer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Who does what is ordered from the HTTP API: this process (local), or the workers of a team by way of redis_url (redis)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Record how long analyses and agents take</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How long the cache&apos;s first level (memory) keeps an entry, in seconds</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How long the cache&apos;s second level (Redis) keeps an entry, in seconds</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How long the cache&apos;s third level (disk) keeps an entry, in seconds</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How much memory the cache may use, in megabytes; 0: none</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How much disk the cache may use, in megabytes; 0: none</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How many agents run at once, over all analyses</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How many requests to a language model go out together</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How many tokens the model&apos;s provider allows in a minute; 0: not known</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What language models may cost for a report, in the currency of the price table; empty: without limit</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What language models may cost in a day (UTC)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What language models may cost for an engagement</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Who is asked where the provider can&apos;t be had: NAME:MODEL, separated by commas; or none</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Who provides the language model; none: the built-in engine alone</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Language model, as its provider names it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Model of the same provider that finds passages by likeness, too; empty: passages are found by their words alone</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Which service speaks OpenAI&apos;s protocol, with provider openai</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Address of the language model&apos;s server; empty: its provider&apos;s own</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Version of Azure OpenAI&apos;s protocol, with preset azure</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Model file (GGUF) of the local provider</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Program llama-server; empty: the one that the system finds</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Names of companies and things that language models must not learn, separated by semicolons; other ways of writing one behind &quot;=&quot;</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Names of people that language models must not learn, likewise</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Parts of a request that are never sent to a language model</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>After how many seconds an agent is given up</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Language of the program</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Colours of the window</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The least severe messages that the log keeps</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Read scanned pages of PDFs with Tesseract, where it is installed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Use the facts of companies that come with the program; without them, what you import alone</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Answer other programs of this computer over HTTP while the window is open</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Port of the HTTP API, also of the command serve; 0: any that is free</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Never use the network</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Proxy for all of the network but this machine: the system&apos;s, none, or an address</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>File of certificates (PEM) to trust beside the system&apos;s, such as a company&apos;s own</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Name and e-mail address that the SEC wants to be told with each request</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Addresses of the RSS and Atom feeds to read, separated by blanks</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Mail server that sends alerts; its password is kept apart</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>SEC EDGAR: filings and figures of companies listed in the USA</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Address of SEC EDGAR&apos;s archive</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Address of SEC EDGAR&apos;s data</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>RSS and Atom feeds: news from the addresses given</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>GDELT: news of the last three months from all over the world</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Address of GDELT&apos;s document search</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>World Bank: economic indicators of countries</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Address of the World Bank&apos;s indicators</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Tavily: web search (needs a key)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Address of Tavily</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>SearXNG: web search by a server of your own or one you trust</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Address of the SearXNG server</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Finnhub: share prices and key figures (needs a key)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Address of Finnhub</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Alpha Vantage: share prices and key figures (needs a key)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Address of Alpha Vantage</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>filings.xbrl.org: annual reports of European companies as data</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Address of filings.xbrl.org</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Main colour of documents made of reports, such as #1f3864</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Font of documents made of reports</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What stands at the foot of each page of them</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>PNG file with the logo on each page of them; empty: none</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Presentation (.pptx or .potx) that gives presentations of reports their look</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Language of reports, if none is chosen for one</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Paper of documents made of reports</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Folder into which backups are made by themselves, while the window or the server runs; empty: none</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>After how many hours the next backup is made</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>File with the password that encrypts these backups; empty: they aren&apos;t encrypted</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Of how many days the newest backup is kept</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Of how many weeks the newest backup is kept</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Of how many months the newest backup is kept</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Delete what the rules below let go once a day, without asking</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>After how many days deleted reports go for good; 0: never</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>After how many days reports are deleted; 0: never</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>After how many days conversations are deleted; 0: never</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>After how many days jobs of the API that ended are deleted; 0: never</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>After how many days measurements are deleted; 0: never</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>After how many days entries of what left this computer are deleted; 0: never</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The setting %1 from the %2 has the value &quot;%3&quot;.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Allowed is %1.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>environment (%1)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>settings file (%1)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The settings file (%1) has an unknown key &quot;%2&quot;.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Correct its name or take it out.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>(not shown)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>true or false</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>a whole number from %1 to %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>one of %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>an address https://host or http://host, or nothing</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>an address smtp://user@host:587 or smtps://user@host:465, or nothing</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>addresses https://host or http://host, separated by blanks, or nothing</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>system, none, http://host:port or socks5://host:port</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>a name with an e-mail address, or nothing</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the path of a file, or nothing</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>an amount such as 2.50, or nothing</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>a name on one line, or nothing</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>names separated by semicolons, or nothing</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>some of %1, separated by blanks, or nothing</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>an address postgresql://user@host:port/database, or nothing</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>an address redis://host:port or unix:///path, or nothing</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The settings can&apos;t be saved; the former ones stay in force.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The folder can&apos;t be made.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Another process is writing it, or the folder can&apos;t be written to.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>administrator</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>environment</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>settings file</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>default</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no setting &quot;%1&quot;.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>settings page</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Your administrator has set %1 to &quot;%2&quot;.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Your administrator doesn&apos;t allow &quot;%1&quot; for %2; &quot;%3&quot; is.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The policy is %1.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>storage</name>
    <message>
        <source>Cancelled.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There are no stores in %1.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing like that waits to be sent.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It is being sent just now.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&quot;%1&quot; was changed by someone else meanwhile; it was not saved.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Read it again and repeat the change.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no &quot;%1&quot;.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source> The %1 before were saved.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A document without an id can&apos;t be saved.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A document can&apos;t be saved: its &quot;%1&quot; is of another kind.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&quot;%1&quot; can&apos;t be compared in this way.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Documents have no column &quot;%1&quot;.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The value that &quot;%1&quot; is compared with is of another kind.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The cursor belongs to another query.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A page has 1 to %1 documents.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Documents can&apos;t be sorted by &quot;%1&quot;.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no conversation %1 in the store.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The store of conversations</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A conversation without an id can&apos;t be stored.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The conversation has no message %1.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A conversation needs a title.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no document %1 in the store.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The document store</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A document without an id can&apos;t be stored.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The passage %1 is not in the store.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The ledger of what left this machine</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&quot;%1&quot; can&apos;t name an engagement.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose a name of 1 to %1 characters, without line breaks.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The engagement &quot;%1&quot; could not be created in %2.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing was changed. Check that the folder can be written.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Facts of a company without an id can&apos;t be stored.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The fact %1 doesn&apos;t belong to the company %2.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The facts store</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The stored company %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No temporary folder can be made; nothing was checked.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no such job.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The list of jobs</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Another job has this idempotency key.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The record of the program&apos;s own measurements</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The ledger of what language models cost</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no such monitor.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no such alert.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The list of monitors</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Another program took the check over; this one&apos;s result was dropped.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The team store can&apos;t be used: Qt&apos;s driver for PostgreSQL is missing.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Install the package libqt6sql6-psql.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 gave an unexpected error.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A change was begun within a change.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 can&apos;t be opened: the database server refused the user or the password. Nothing was changed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 can&apos;t be opened: the server has no such database.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 can&apos;t be opened: the database server has no connection left.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 can&apos;t be reached: the database server doesn&apos;t answer or ended the connection. What was stored before is intact.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1: %2.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 is in use by another process; nothing was changed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 took too long to answer; nothing was changed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 can&apos;t be written to; nothing was changed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>You have no right to do this in %1; nothing was changed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 can&apos;t be written: the disk is full. What was stored before is intact.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 is damaged.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The team store</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 can&apos;t be used: all connections to the team store are taken.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Try again in a moment, or give the address a larger pool than %1.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 may not change this engagement of the team store.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 has no right to this engagement of the team store.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ask its owner for one; nothing was read or changed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The schema %1 was not made by this program.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 was written by a newer version of the program and can&apos;t be opened.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Install the newer version.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 must be brought up to date by its owner.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 isn&apos;t set up, and you have no right to do it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>You have no right to the engagement &quot;%1&quot; of the team store.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 can&apos;t be written to: nothing will be saved.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>You may read this engagement of the team store, not change it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The address of the team store can&apos;t be used: %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Write it as postgresql://user@host:port/database.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>it doesn&apos;t begin with postgresql://.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>it is no URL; characters such as @, / and # in a password are written as %40, %2F and %23.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>it names no database.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>it names no user.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>its option %1 has a value that can&apos;t be.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>it has an unknown option %1.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no report %1 in the library.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Someone else edited this report at the same time.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing was changed. Look at it again, then repeat.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is nothing to undo in this report.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is nothing to redo in this report.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The stored report %1 is damaged; the others are not affected.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The stored report %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A report without an id can&apos;t be saved.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The library</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 can&apos;t be written: the disk is full or a limit on its use was reached. What was stored before is intact.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 can&apos;t be opened.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 can&apos;t be read or written: the disk reports an error.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 is being opened by another process.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Try again in a moment: %1.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Check that the data folder exists and can be written: %1.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 is damaged and can&apos;t be set aside.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing was changed. %1: %2.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 was damaged. It was set aside as %2 and a new, empty one was begun.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 can&apos;t be created.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The file is empty or was not made by this program: %1.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 was written by a newer version of the program and opens read-only: nothing will be saved.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Install the newer version, or choose another data folder: %1.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The data folder can&apos;t be written to: nothing will be saved.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Check the server and the setting &quot;store&quot;; without it the stores are files of this computer.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The source was written to while it was copied.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing of it was copied. Try again when nobody works with it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1: the target has other content of its own.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing of it was copied. The first that differs: %1 %2. Copy into an engagement that is empty, or was copied from this one and not worked with since.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no user &quot;%1&quot;.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A user&apos;s name has 1 to %1 printable characters.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The role &quot;%1&quot; is none of viewer, member and admin.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The list of users</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is a user &quot;%1&quot; already.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The user &quot;%1&quot; has no such right.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no token &quot;%1&quot; in force.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>team</name>
    <message>
        <source>The work queue (Redis) can&apos;t be reached.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Too many of your analyses are waiting; this one was not taken.</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>It was begun %n times, and each time its worker ended before it did.</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
</context>
</TS>
