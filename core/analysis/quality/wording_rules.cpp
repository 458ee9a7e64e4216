// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/quality/quality_rules.h"

#include "analysis/frameworks/force_section.h"
#include "model/units.h"

#include <QHash>
#include <QRegularExpression>
#include <QSet>

#include <array>
#include <cmath>

namespace consultantos::quality_rules {

namespace {

constexpr double Slack = 1e-9;

const QSet<QString> &rises()
{
    static const QSet<QString> words{
        QStringLiteral("rose"),     QStringLiteral("risen"),    QStringLiteral("rises"),     QStringLiteral("grew"),
        QStringLiteral("grown"),    QStringLiteral("gained"),   QStringLiteral("above"),     QStringLiteral("more"),
        QStringLiteral("higher"),   QStringLiteral("ahead"),    QStringLiteral("increased"), QStringLiteral("improved"),
        QStringLiteral("climbed"),  QStringLiteral("faster"),   QStringLiteral("jumped"),    QStringLiteral("surged"),
        QStringLiteral("expanded"), QStringLiteral("over"),     QStringLiteral("increase"),  QStringLiteral("rise"),
        QStringLiteral("widened"),  QStringLiteral("exceeded"), QStringLiteral("exceeds"),   QStringLiteral("up")};
    return words;
}

const QSet<QString> &falls()
{
    static const QSet<QString> words{
        QStringLiteral("fell"),     QStringLiteral("fallen"), QStringLiteral("falls"),     QStringLiteral("shrank"),
        QStringLiteral("shrunk"),   QStringLiteral("lost"),   QStringLiteral("below"),     QStringLiteral("less"),
        QStringLiteral("lower"),    QStringLiteral("behind"), QStringLiteral("decreased"), QStringLiteral("declined"),
        QStringLiteral("dropped"),  QStringLiteral("slower"), QStringLiteral("plunged"),   QStringLiteral("slumped"),
        QStringLiteral("narrowed"), QStringLiteral("under"),  QStringLiteral("decrease"),  QStringLiteral("fall"),
        QStringLiteral("decline"),  QStringLiteral("short"),  QStringLiteral("down"),      QStringLiteral("trails")};
    return words;
}

int directionOf(const QString &word)
{
    const auto lower = word.toLower();
    return rises().contains(lower) ? 1 : falls().contains(lower) ? -1 : 0;
}

QStringList wordsOf(const QString &text)
{
    static const QRegularExpression word(QStringLiteral("[A-Za-z’']+|[.;:,()]"));
    QStringList words;
    for (auto matches = word.globalMatch(text); matches.hasNext();)
        words.append(matches.next().captured());
    return words;
}

/// Whether the value is how far something moved or lies from something: its sign is a direction.
bool isDifference(const Computation &computation)
{
    if (computation.unit == units::Points)
        return computation.method == QLatin1String("change") || computation.method == QLatin1String("gap")
               || computation.formula.count(QLatin1Char('-')) == 1;
    if (computation.unit == units::Ratio)
        return computation.formula.endsWith(QLatin1String("- 1"));
    return !isCurrency(computation.unit)
           && (computation.method == QLatin1String("change") || computation.method == QLatin1String("gap"));
}

/// The direction that the words around a number give it: right behind it, else the nearest before it in its clause.
int directionAround(const QString &before, const QString &behind)
{
    constexpr qsizetype MostBehind = 2;
    constexpr qsizetype MostBefore = 4;
    const auto after = wordsOf(behind);
    for (qsizetype i = 0; i < std::min(MostBehind, after.size()); ++i) {
        if (after[i].size() == 1 && !after[i][0].isLetter())
            break;
        if (const int direction = directionOf(after[i]))
            return direction;
    }
    const auto words = wordsOf(before);
    for (qsizetype i = words.size() - 1; i >= 0 && words.size() - i <= MostBefore; --i) {
        if (words[i].size() == 1 && !words[i][0].isLetter())
            return 0;
        if (const int direction = directionOf(words[i]))
            return direction;
    }
    return 0;
}

class WordingRules {
public:
    WordingRules(const Material &material, ReviewNotes &notes)
        : m_report(material.report)
        , m_book(material.report.evidence)
        , m_notes(notes)
    {
        for (const auto &framework : m_report.frameworks) {
            for (const auto &section : framework.sections) {
                if (section.score)
                    m_scores.insert(section.score->ref);
            }
        }
    }

    void check(const ReviewedClaim &statement)
    {
        const auto &claim = *statement.claim;
        if (claim.grade == Grade::Quoted)
            return;
        qsizetype from = 0;
        for (const auto &number : claim.numbers) {
            const auto before = claim.text.mid(from, number.start - from);
            from = number.start + number.length;
            const auto *computation = m_book.computation(number.ref);
            if (computation == nullptr)
                continue;
            if (isDifference(*computation))
                checkDirection(claim, number, *computation, before);
            if (m_scores.contains(number.ref))
                checkGrade(claim, number, computation->value);
        }
        checkSuperlatives(claim, statement.isSupposed);
        if (statement.item != nullptr)
            checkPersistence(*statement.item);
    }

private:
    void checkDirection(const Claim &claim, const NumberRef &number, const Computation &computation,
                        const QString &before)
    {
        m_notes.looked(Directions);
        const auto shown = claim.text.mid(number.start, number.length);
        const int said = directionAround(before, claim.text.mid(number.start + number.length));
        const bool isSigned = shown.startsWith(QChar(0x2212)) || shown.startsWith(QLatin1Char('-'));
        if (said == 0 || isSigned || std::abs(computation.value) < Slack)
            return;
        if ((said > 0) != (computation.value > 0))
            m_notes.found(
                Directions, FindingSeverity::Error, claim, shown,
                QStringLiteral("The words say that it %1, the evidence \"%2\" gives %3.")
                    .arg(said > 0 ? QStringLiteral("rose or lies above") : QStringLiteral("fell or lies below"),
                         computation.id, formatValue(computation.value, computation.unit)),
                QStringLiteral("Turn the words round."));
    }

    void checkGrade(const Claim &claim, const NumberRef &number, double score)
    {
        static const QRegularExpression grade(QStringLiteral("\\bis (very strong|strong|moderate|modest|weak)\\b"));
        QString word;
        for (auto matches = grade.globalMatch(claim.text.left(number.start)); matches.hasNext();)
            word = matches.next().captured(1);
        if (word.isEmpty())
            return;
        m_notes.looked(Directions);
        if (word != strengthWord(score))
            m_notes.found(Directions, FindingSeverity::Error, claim, word,
                          QStringLiteral("A score of %1 is %2, not %3.")
                              .arg(formatValue(score, units::Score), strengthWord(score), word),
                          QStringLiteral("Write %1.").arg(strengthWord(score)));
    }

    /// "for ten years running" is the item's field, in words.
    void checkPersistence(const FrameworkItem &item)
    {
        static const QRegularExpression running(QStringLiteral("for (\\w+ years?) running"));
        const auto said = running.match(item.claim.text).captured(1);
        const auto persistence = item.fields.value(QStringLiteral("persistence"));
        if (said.isEmpty() || persistence.isEmpty())
            return;
        m_notes.looked(Directions);
        if (said != persistence)
            m_notes.found(Directions, FindingSeverity::Error, item.claim, said,
                          QStringLiteral("It has stood there for %1, not for %2.").arg(persistence, said),
                          QStringLiteral("Write %1.").arg(persistence));
    }

    void checkSuperlatives(const Claim &claim, bool isSupposed)
    {
        // No figure gives these; a source may say them.
        static const QRegularExpression positions(
            QStringLiteral(
                "\\b(market[- ]leading|market leader|industry leader|leader|leading|dominant|dominates|unique|"
                "unrivall?ed|unmatched|unparalleled|undisputed|world[- ]class|best[- ]in[- ]class|second to none|"
                "number one|always|never|undoubtedly|certainly|obviously|guaranteed|without doubt|proven|"
                "unbeatable|invincible|no (?:competitor|rival|peer|other company)|nobody|no one|everyone|everybody|"
                "every customer|all customers|exceptional|extraordinary|superb|unprecedented)\\b"),
            QRegularExpression::CaseInsensitiveOption);
        // These a ranking of several values can give.
        static const QRegularExpression ranks(
            QStringLiteral(
                "(?<!\\bat )\\b(best|largest|biggest|highest|lowest|strongest|greatest|fastest|worst|cheapest|"
                "richest|smallest|weakest|slowest|costliest|most profitable|most valuable)\\b"),
            QRegularExpression::CaseInsensitiveOption);
        // Parts and multiples in words, which carry no reference.
        static const QRegularExpression parts(
            QStringLiteral(
                "\\b(two thirds|three quarters|a third of|a quarter of|half of|one in (?:two|three|four|five|ten)|"
                "the majority|most of its customers|doubled|tripled|twice as|tenfold|a dozen|dozens|hundreds|"
                "thousands)\\b"),
            QRegularExpression::CaseInsensitiveOption);
        checkWords(claim, positions, false);
        checkWords(claim, parts, false);
        // What would have to be is no rank that anyone holds.
        checkWords(claim, ranks, !isSupposed);
    }

    void checkWords(const Claim &claim, const QRegularExpression &words, bool byRanking)
    {
        for (auto matches = words.globalMatch(claim.text); matches.hasNext();) {
            const auto word = matches.next().captured();
            m_notes.looked(Superlatives);
            if (isInSource(claim, word) || (byRanking && isRanked(claim)))
                continue;
            m_notes.found(Superlatives, FindingSeverity::Error, claim, word,
                          byRanking ? QStringLiteral("Nothing that the statement cites ranks several values.")
                                    : QStringLiteral("Nothing that the statement cites says \"%1\".").arg(word),
                          QStringLiteral("Leave the word out, or cite what shows it."));
        }
    }

    [[nodiscard]] bool isInSource(const Claim &claim, const QString &word) const
    {
        for (const auto &ref : claim.evidence) {
            const auto *passage = m_book.passage(ref);
            const auto *entry = m_book.playbookEntry(ref);
            const auto text = passage ? passage->text : entry ? entry->text : QString();
            if (text.contains(word, Qt::CaseInsensitive))
                return true;
        }
        return false;
    }

    /// A computation over several values among what the claim cites, or among what one of these is computed of.
    [[nodiscard]] bool isRanked(const Claim &claim) const
    {
        auto ids = claim.evidence;
        for (const auto &number : claim.numbers)
            ids.append(number.ref);
        QHash<QString, int> alike;
        for (const auto &id : claim.evidence) {
            const auto *computation = m_book.computation(id);
            constexpr int Several = 3;
            if (computation != nullptr
                && ++alike[computation->method + computation->unit + computation->period.label()] >= Several)
                return true;
        }
        for (const auto &id : std::as_const(ids)) {
            const auto *computation = m_book.computation(id);
            if (computation == nullptr)
                continue;
            // One of those that it was compared with.
            const bool isShown = std::any_of(claim.numbers.cbegin(), claim.numbers.cend(),
                                             [&id](const NumberRef &number) { return number.ref == id; });
            if (!isShown && isLikeShown(claim, *computation))
                return true;
            if (ranks(*computation))
                return true;
            for (const auto &input : computation->inputs()) {
                const auto *below = m_book.computation(input);
                if (below != nullptr && ranks(*below))
                    return true;
            }
        }
        return false;
    }

    /// Whether the claim shows a value of the same kind.
    [[nodiscard]] bool isLikeShown(const Claim &claim, const Computation &computation) const
    {
        return std::any_of(claim.numbers.cbegin(), claim.numbers.cend(), [&](const NumberRef &number) {
            const auto *shown = m_book.computation(number.ref);
            return shown != nullptr && shown->method == computation.method && shown->unit == computation.unit
                   && shown->period == computation.period;
        });
    }

    [[nodiscard]] static bool ranks(const Computation &computation)
    {
        // A rank shows a superlative only at its ends.
        constexpr double End = 0.05;
        if (computation.formula.startsWith(QLatin1String("percentile_rank(")))
            return computation.value <= End || computation.value >= 1 - End;
        static constexpr std::array Functions = {"maximum(", "minimum(", "max(", "min("};
        return std::any_of(Functions.begin(), Functions.end(),
                           [&](const char *function) { return computation.formula.contains(QLatin1String(function)); });
    }

    const Report &m_report;
    const EvidenceBook &m_book;
    ReviewNotes &m_notes;
    QSet<QString> m_scores;
};

} // namespace

void checkWording(const Material &material, ReviewNotes &notes)
{
    WordingRules rules(material, notes);
    for (const auto &statement : material.statements)
        rules.check(statement);
}

} // namespace consultantos::quality_rules
