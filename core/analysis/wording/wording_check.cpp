// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/wording/wording_check.h"

#include "analysis/wording/evidence_label.h"
#include "analysis/wording/plain_sentence.h"
#include "model/units.h"

#include <QRegularExpression>

#include <algorithm>
#include <cmath>

namespace consultantos {

namespace {

/// Of the words that mean something, this share must be the evidence's.
constexpr double LeastSupport = 1.0 / 3;
/// A rewording is nearer to its claim than a new statement is to its evidence.
constexpr double LeastLikeness = 0.4;
/// So few of them may be words that nothing in the product uses.
constexpr double MostUnknown = 0.12;

constexpr qsizetype WordsBehindAverage = 2;
constexpr qsizetype WordsBeforeFigure = 4;

const QString Anchor = QStringLiteral("anchor");

bool isSigned(const QString &method, const QString &unit)
{
    return unit == units::Points || method == QLatin1String("change") || method == QLatin1String("gap")
           || method.startsWith(QLatin1String("slope")) || method.contains(QLatin1String("growth"))
           || method.contains(QLatin1String("cagr"));
}

QStringList periodsIn(const QString &text)
{
    return writtenFigures(text, {}).periods;
}

} // namespace

WordingCheck::WordingCheck(const ClaimGate &gate, const WordingVocabulary &words, const WordingMaterial &material)
    : m_gate(gate)
    , m_words(words)
    , m_material(material)
{
    for (const auto &computation : material.book.computations()) {
        if (computation.period.end.isValid())
            m_periodNames[computation.period.end].insert(computation.period.label());
    }
}

WordingCheck::Verdict WordingCheck::check(const ProposedSentence &sentence, const QString &id) const
{
    const auto plain = plainSentence(sentence.text);
    if (!plain.fault.isEmpty())
        return {std::nullopt, {plain.fault}};
    Work work;
    work.text = plain.text;
    readEvidence(sentence, work);
    if (!work.faults.isEmpty())
        return {std::nullopt, work.faults};
    const auto written = writtenFigures(work.text, namesWithDigits());
    checkPeriods(written, work);
    writeFigures(written, work);
    if (work.faults.isEmpty()) {
        checkFigures(work);
        checkByGate(work);
    }
    checkWords(work);

    Claim claim;
    claim.id = work.reworded ? work.reworded->id : id;
    claim.text = work.text;
    claim.grade = Grade::Model;
    claim.numbers = work.numbers;
    if (work.reworded) {
        claim.confidence = std::min(work.reworded->confidence, MostOfRewording);
        claim.evidence = work.reworded->evidence;
        claim.contrary = work.reworded->contrary;
        claim.rewords =
            Rewording{work.reworded->text, work.reworded->grade, work.reworded->confidence, work.reworded->numbers};
    } else {
        claim.confidence = OfAddition;
        const auto isShown = [&work](const QString &ref) {
            return std::any_of(work.numbers.cbegin(), work.numbers.cend(),
                               [&ref](const NumberRef &number) { return number.ref == ref; });
        };
        // A reported figure that a statement rests on must be in it, for a reader to see.
        for (const auto &ref : std::as_const(work.evidence)) {
            if (!m_material.book.fact(ref) || isShown(ref))
                claim.evidence.append(ref);
        }
        if (claim.evidence.isEmpty())
            work.faults.append(QStringLiteral("it doesn't show the figure that it cites"));
    }
    if (!work.faults.isEmpty())
        return {std::nullopt, work.faults};
    return {std::move(claim), {}};
}

void WordingCheck::readEvidence(const ProposedSentence &sentence, Work &work) const
{
    for (const auto &name : sentence.evidence) {
        const auto ref = m_material.ids.value(name.trimmed());
        if (ref.isEmpty())
            work.faults.append(QStringLiteral("there is no evidence %1").arg(defusedText(name.left(20))));
        else if (!work.evidence.contains(ref))
            work.evidence.append(ref);
    }
    if (sentence.evidence.isEmpty())
        work.faults.append(QStringLiteral("it cites no evidence"));
    if (!sentence.replaces.isEmpty()) {
        const auto found = std::find_if(m_material.claims.cbegin(), m_material.claims.cend(),
                                        [&](const Claim &claim) { return claim.id == sentence.replaces; });
        if (found == m_material.claims.cend()) {
            work.faults.append(QStringLiteral("there is no statement %1").arg(defusedText(sentence.replaces.left(60))));
            return;
        }
        work.reworded = &*found;
        for (const auto &number : found->numbers)
            work.sources.append({number.value, number.unit, number.ref});
        return;
    }
    for (const auto &ref : std::as_const(work.evidence)) {
        if (const auto *fact = m_material.book.fact(ref))
            work.sources.append({fact->value(), fact->unit, ref});
        else if (const auto *computation = m_material.book.computation(ref))
            work.sources.append({computation->value, computation->unit, ref});
    }
}

QStringList WordingCheck::namesWithDigits() const
{
    return QStringList{m_material.company.name, m_material.company.legalName} + m_material.company.aliases;
}

void WordingCheck::writeFigures(const WrittenFigures &written, Work &work) const
{
    for (const auto &stray : written.strays)
        work.faults.append(QStringLiteral("the number %1 is no figure of the evidence").arg(stray));
    QList<Source> used;
    for (qsizetype i = 0; i < written.figures.size(); ++i) {
        const auto &figure = written.figures[i];
        const auto shown = work.text.mid(figure.start, figure.length);
        if (figure.isBounded) {
            work.faults.append(QStringLiteral("write %1 without words that make it more or less").arg(shown));
            continue;
        }
        const Source *source = nullptr;
        if (work.reworded) {
            // The figures of the claim, all of them, in their order: none can take another's place.
            if (i < work.sources.size() && shows(figure, work.sources[i].value, work.sources[i].unit))
                source = &work.sources[i];
        } else {
            for (const auto &candidate : std::as_const(work.sources)) {
                if (!source && shows(figure, candidate.value, candidate.unit)
                    && !(figure.isNegative && candidate.value > 0))
                    source = &candidate;
            }
        }
        if (!source || (figure.isNegative && source->value > 0)) {
            work.faults.append(
                work.reworded
                    ? QStringLiteral("%1 is not the figure that stands in this place of the statement").arg(shown)
                    : QStringLiteral("%1 is none of the figures that it cites, or is rounded differently").arg(shown));
            continue;
        }
        used.append(*source);
    }
    if (work.reworded && written.figures.size() < work.sources.size())
        work.faults.append(QStringLiteral("it leaves out figures of the statement that it replaces: keep all of them"));
    if (!work.faults.isEmpty())
        return;
    // From the end, so that places before stay true.
    for (auto i = written.figures.size() - 1; i >= 0; --i) {
        const auto &figure = written.figures[i];
        const auto &source = used[i];
        const auto value = figure.isNegative ? source.value : std::abs(source.value);
        const auto text = formatValue(value, source.unit);
        work.text.replace(figure.start, figure.length, text);
        for (auto &number : work.numbers)
            number.start += text.size() - figure.length;
        work.numbers.prepend({figure.start, text.size(), source.value, source.unit, source.ref});
    }
}

void WordingCheck::checkPeriods(const WrittenFigures &written, Work &work) const
{
    QSet<QString> allowed;
    if (work.reworded) {
        const auto names = periodsIn(work.reworded->text);
        allowed = QSet<QString>(names.cbegin(), names.cend());
    } else {
        for (const auto &ref : m_material.book.idsReachableFrom(work.evidence)) {
            QDate end;
            if (const auto *computation = m_material.book.computation(ref))
                end = computation->period.end;
            else if (const auto *fact = m_material.book.fact(ref); fact && fact->taxonomy != Anchor)
                end = fact->end;
            allowed += m_periodNames.value(end);
        }
    }
    static const QRegularExpression year(QStringLiteral("^\\d{4}$"));
    for (const auto &name : written.periods) {
        if (allowed.contains(name))
            continue;
        // "in 2024" is written as the fiscal year's name, for readers and for who checks.
        if (year.match(name).hasMatch() && allowed.contains(QStringLiteral("FY") + name))
            work.faults.append(QStringLiteral("write FY%1 for %1").arg(name));
        else
            work.faults.append(QStringLiteral("none of its evidence is of %1").arg(name));
    }
    if (!work.reworded)
        return;
    for (const auto &name : std::as_const(allowed)) {
        if (!written.periods.contains(name))
            work.faults.append(QStringLiteral("it leaves out %1").arg(name));
    }
}

QString WordingCheck::methodOf(const QString &ref) const
{
    if (const auto *computation = m_material.book.computation(ref))
        return computation->method;
    const auto *fact = m_material.book.fact(ref);
    return fact && fact->taxonomy == Anchor ? Anchor : QString();
}

bool WordingCheck::isDecidedByGate(const QString &ref) const
{
    const auto *fact = m_material.book.fact(ref);
    if (fact)
        return fact->companyId == m_material.company.id && fact->isOfWholeCompany();
    const auto *computation = m_material.book.computation(ref);
    return computation && m_words.roleWords(computation->method).isEmpty();
}

/// What is wrong with the words around a figure: those between the figures before and behind it.
QString WordingCheck::windowFault(const QString &text, const QList<NumberRef> &numbers, qsizetype place) const
{
    const auto &number = numbers[place];
    const auto from = place > 0 ? numbers[place - 1].start + numbers[place - 1].length : 0;
    const auto to = place + 1 < numbers.size() ? numbers[place + 1].start : text.size();
    const auto before = wordStems(text.mid(from, number.start - from));
    const auto behind = wordStems(text.mid(number.start + number.length, to - number.start - number.length));
    const auto stems = before + behind;
    const auto method = methodOf(number.ref);
    const auto roles = m_words.roleWords(method);
    const auto hasOne = [](const QStringList &words, const QSet<QString> &of) {
        return std::any_of(words.cbegin(), words.cend(), [&of](const QString &word) { return of.contains(word); });
    };
    // "A margin of 2.3 % against an average of …": the name of an average stands before its figure, or right behind it.
    const bool isAverage = method == Anchor || method.endsWith(QLatin1String("median"));
    const auto beside = isAverage ? before + behind.mid(0, WordsBehindAverage) : stems;
    const auto nearest = before.mid(std::max<qsizetype>(0, before.size() - WordsBeforeFigure));
    const bool isCalledAverage = roles.isEmpty() && hasOne(nearest, m_words.roleWords(Anchor));
    if ((!roles.isEmpty() && !hasOne(beside, roles)) || isCalledAverage)
        return QStringLiteral("the text doesn't say what %1 is: %2")
            .arg(text.mid(number.start, number.length), evidenceLabel(m_material.book, number.ref));
    if (!isSigned(method, number.unit))
        return {};
    const auto polarity = m_words.polarityOf(stems);
    const bool isUp = polarity.rises && !polarity.falls;
    const bool isDown = polarity.falls && !polarity.rises;
    if ((isUp && number.value < 0) || (isDown && number.value > 0)
        || (number.value < 0 && !polarity.falls && !text.mid(number.start, 1).startsWith(QChar(0x2212))))
        return QStringLiteral("the direction of %1 is the other one").arg(text.mid(number.start, number.length));
    return {};
}

void WordingCheck::checkFigures(Work &work) const
{
    for (qsizetype i = 0; i < work.numbers.size(); ++i) {
        const auto fault = windowFault(work.text, work.numbers, i);
        // The engine's own sentence may name a figure in words that no rule here knows.
        if (!fault.isEmpty()
            && !(work.reworded && !windowFault(work.reworded->text, work.reworded->numbers, i).isEmpty()))
            work.faults.append(fault);
        if (work.reworded)
            continue;
        const auto subject = subjectStems(m_material.book, work.numbers[i].ref);
        const auto stems = wordStems(work.text);
        const auto present = std::count_if(subject.cbegin(), subject.cend(),
                                           [&stems](const QString &stem) { return stems.contains(stem); });
        if (2 * present < subject.size())
            work.faults.append(QStringLiteral("the text doesn't say what %1 is: %2")
                                   .arg(work.text.mid(work.numbers[i].start, work.numbers[i].length),
                                        evidenceLabel(m_material.book, work.numbers[i].ref)));
    }
}

QStringList WordingCheck::gateFaults(const QString &text, const QList<NumberRef> &numbers, QStringList &refs) const
{
    ClaimEvidence evidence;
    evidence.known = {m_material.company};
    evidence.subjects = {{m_material.company, m_material.facts, {}}};
    evidence.mainCompany = m_material.company.id;
    QStringList faults;
    for (const auto &checked : m_gate.check(text, evidence).numbers) {
        if (checked.verdict != ClaimVerdict::Mismatch)
            continue;
        for (const auto &number : numbers) {
            const bool isSame =
                number.start < checked.start + checked.length && checked.start < number.start + number.length;
            if (!isSame || !isDecidedByGate(number.ref))
                continue;
            refs.append(number.ref + QLatin1Char('\n') + checked.subject);
            faults.append(QStringLiteral("%1 doesn't fit the words around it: %2").arg(checked.text, checked.reason));
        }
    }
    return faults;
}

void WordingCheck::checkByGate(Work &work) const
{
    QStringList refs;
    const auto faults = gateFaults(work.text, work.numbers, refs);
    if (faults.isEmpty())
        return;
    QStringList known;
    if (work.reworded)
        (void)gateFaults(work.reworded->text, work.reworded->numbers, known);
    for (qsizetype i = 0; i < faults.size(); ++i) {
        // What the gate says of the engine's own sentence, too, is a misreading of its.
        if (!known.contains(refs[i]))
            work.faults.append(faults[i]);
    }
}

QString WordingCheck::textOf(const QString &ref, bool withPassages) const
{
    if (const auto *entry = m_material.book.playbookEntry(ref))
        return entry->text + QLatin1Char(' ') + entry->reasoning;
    if (const auto *passage = m_material.book.passage(ref))
        return withPassages ? passage->text : QString();
    return evidenceLabel(m_material.book, ref);
}

QSet<QString> WordingCheck::trustedStems(const Work &work, bool withPassages) const
{
    QString text;
    for (const auto &ref : work.evidence)
        text += textOf(ref, withPassages) + QLatin1Char('\n');
    for (const auto &claim : m_material.claims) {
        const bool isOfEvidence = std::any_of(claim.evidence.cbegin(), claim.evidence.cend(),
                                              [&work](const QString &ref) { return work.evidence.contains(ref); });
        if (&claim == work.reworded || (!work.reworded && isOfEvidence))
            text += claim.text + QLatin1Char('\n');
    }
    const auto stems = wordStems(text);
    return {stems.cbegin(), stems.cend()};
}

void WordingCheck::checkWords(Work &work) const
{
    const auto trusted = trustedStems(work, false);
    auto supporting = trustedStems(work, true);
    const auto named = wordStems(m_material.company.name + QLatin1Char(' ') + m_material.company.legalName
                                 + QLatin1Char(' ') + m_material.company.aliases.join(QLatin1Char(' ')));
    const auto asked = wordStems(m_material.asked);
    const QSet<QString> own(named.cbegin(), named.cend());
    const QSet<QString> users(asked.cbegin(), asked.cend());

    static const QRegularExpression word(QStringLiteral("\\p{L}[\\p{L}'’]*"),
                                         QRegularExpression::UseUnicodePropertiesOption);
    static const QRegularExpression codes(QStringLiteral("^(?:FY|Q|USD|EUR|GBP|JPY|M|pp|x|[A-Z]{3})$"));
    QSet<QString> content;
    QSet<QString> unknown;
    for (auto matches = word.globalMatch(work.text); matches.hasNext();) {
        const auto match = matches.next();
        const bool isInFigure =
            std::any_of(work.numbers.cbegin(), work.numbers.cend(), [&match](const NumberRef &number) {
                return match.capturedStart() >= number.start && match.capturedStart() < number.start + number.length;
            });
        const auto stem = wordStems(match.captured()).value(0);
        if (isInFigure || own.contains(stem) || match.captured() == QLatin1String("FY"))
            continue;
        if (m_words.isCount(stem) && !trusted.contains(stem)) {
            work.faults.append(QStringLiteral("\"%1\" is a number written as a word").arg(match.captured()));
            continue;
        }
        if (m_words.isGrave(stem) && !trusted.contains(stem)) {
            work.faults.append(QStringLiteral("nothing in its evidence says \"%1\"").arg(match.captured()));
            continue;
        }
        const bool isSupported = supporting.contains(stem);
        const bool isKnown = isSupported || users.contains(stem) || m_words.isKnown(stem);
        const bool isName = match.captured().front().isUpper() && match.capturedStart() > 0
                            && !work.text.left(match.capturedStart()).trimmed().endsWith(QLatin1Char('.'));
        if (isName && !isSupported && !users.contains(stem) && !m_words.isPlain(stem))
            work.faults.append(QStringLiteral("nothing in its evidence names \"%1\"").arg(match.captured()));
        if (m_words.isPlain(stem))
            continue;
        content.insert(stem);
        if (!isKnown)
            unknown.insert(stem);
    }
    const auto supported = std::count_if(content.cbegin(), content.cend(),
                                         [&supporting](const QString &stem) { return supporting.contains(stem); });
    const auto size = static_cast<double>(content.size());
    if (content.isEmpty() || static_cast<double>(supported) < (work.reworded ? LeastLikeness : LeastSupport) * size)
        work.faults.append(QStringLiteral("it says little of what its evidence says"));
    if (static_cast<double>(unknown.size()) > MostUnknown * size) {
        auto words = unknown.values();
        std::sort(words.begin(), words.end());
        work.faults.append(QStringLiteral("its words are not those of the evidence: %1")
                               .arg(words.mid(0, 6).join(QStringLiteral(", "))));
    }
    checkDirections(supporting, work);
    if (work.reworded)
        checkSubject(work);
}

/// What a statement is about, or tells to do, stands first in it; its special words have no others in their place.
void WordingCheck::checkSubject(Work &work) const
{
    const auto written = wordStems(work.text);
    const auto names = wordStems(namesWithDigits().join(QLatin1Char(' ')));
    auto own = wordStems(work.reworded->text);
    own.erase(std::remove_if(own.begin(), own.end(), [&](const QString &stem) { return names.contains(stem); }),
              own.end());
    const auto first =
        std::find_if(own.cbegin(), own.cend(), [this](const QString &stem) { return !m_words.isOpener(stem); });
    QStringList missing;
    for (auto stem = own.cbegin(); stem != own.cend(); ++stem) {
        if ((stem == first || m_words.isSpecial(*stem)) && !written.contains(*stem) && !missing.contains(*stem))
            missing.append(*stem);
    }
    if (!missing.isEmpty())
        work.faults.append(QStringLiteral("it leaves out what the statement is about: %1")
                               .arg(missing.mid(0, 6).join(QStringLiteral(", "))));
}

void WordingCheck::checkDirections(const QSet<QString> &trusted, Work &work) const
{
    const auto stems = wordStems(work.text);
    const auto said = m_words.polarityOf(stems);
    WordingVocabulary::Polarity allowed;
    if (work.reworded) {
        const auto own = wordStems(work.reworded->text);
        allowed = m_words.polarityOf(own);
        for (const auto &stem : stems) {
            if (m_words.isLevel(stem) && !own.contains(stem))
                work.faults.append(QStringLiteral("the statement that it replaces doesn't say \"%1\"").arg(stem));
        }
        if (said.negates != allowed.negates)
            work.faults.append(QStringLiteral("it denies what the statement says, or says what that denies"));
    } else {
        QString text;
        for (const auto &ref : std::as_const(work.evidence)) {
            const auto *computation = m_material.book.computation(ref);
            if (computation && isSigned(computation->method, computation->unit)) {
                allowed.rises = allowed.rises || computation->value > 0;
                allowed.falls = allowed.falls || computation->value < 0;
            }
            if (!computation)
                text += textOf(ref, true) + QLatin1Char(' ');
        }
        const auto told = m_words.polarityOf(wordStems(text));
        allowed.rises = allowed.rises || told.rises;
        allowed.falls = allowed.falls || told.falls;
        for (const auto &stem : stems) {
            if (m_words.isLevel(stem) && !trusted.contains(stem))
                work.faults.append(QStringLiteral("nothing in its evidence says \"%1\"").arg(stem));
        }
    }
    if ((said.rises && !allowed.rises) || (said.falls && !allowed.falls))
        work.faults.append(QStringLiteral("none of its evidence says that something %1")
                               .arg(said.rises && !allowed.rises ? QStringLiteral("rises or lies higher")
                                                                 : QStringLiteral("falls or lies lower")));
}

} // namespace consultantos
