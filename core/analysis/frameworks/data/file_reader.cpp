// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/frameworks/data/file_reader.h"

#include "analysis/frameworks/data/figure_names.h"

#include <QCoreApplication>
#include <QRegularExpression>

#include <algorithm>

namespace consultantos::framework_file {

namespace {

/// Texts that every framework knows.
const QSet<QString> &commonTexts()
{
    static const QSet<QString> all{QStringLiteral("company"), QStringLiteral("companys"), QStringLiteral("p"),
                                   QStringLiteral("region")};
    return all;
}

} // namespace

FileReader::FileReader(const FrameworkVocabulary &vocabulary)
    : m_vocabulary(vocabulary)
    , m_figures{QStringLiteral("foreign_share"), QStringLiteral("foreign_amount")}
    , m_texts(commonTexts())
    , m_queries(vocabulary.queries)
{
}

QString inWords(const char *text)
{
    return QCoreApplication::translate("FrameworkFile", text);
}

void FileReader::fault(const LocatedJson &node, const QString &what)
{
    m_faults.append({node.line(), node.error(what).value()});
}

template <typename T>
T FileReader::take(const LocatedJson &node, Result<T> value)
{
    if (value)
        return std::move(*value);
    m_faults.append({node.line(), value.error()});
    return {};
}

const LocatedJson &FileReader::place(const LocatedJson &node, const char *name)
{
    const auto *found = node.find(QLatin1String(name));
    return found != nullptr ? *found : node;
}

QString FileReader::macro(const QString &text) const
{
    auto expanded = text;
    // Longer keys first: "$name" must not eat the beginning of "$names".
    QStringList keys = m_macros.keys();
    std::stable_sort(keys.begin(), keys.end(), [](const QString &a, const QString &b) { return a.size() > b.size(); });
    // Values that name each other could double at each key: nobody's sentence is that long.
    constexpr qsizetype MostText = 4'000;
    for (const auto &key : std::as_const(keys)) {
        if (!key.isEmpty())
            expanded.replace(QLatin1Char('$') + key, m_macros.value(key));
        expanded.truncate(MostText);
    }
    return expanded;
}

QString FileReader::text(const LocatedJson &node, const char *name)
{
    return macro(take(place(node, name), node.text(QLatin1String(name))));
}

QString FileReader::textOr(const LocatedJson &node, const char *name, const QString &fallback)
{
    return macro(take(place(node, name), node.textOr(QLatin1String(name), fallback)));
}

QString FileReader::words(const LocatedJson &node, const char *name)
{
    auto words = text(node, name);
    checkLiteral(place(node, name), words);
    return words;
}

QStringList FileReader::plainTexts(const LocatedJson &node, const char *name)
{
    return take(place(node, name), node.textsOr(QLatin1String(name)));
}

QStringList FileReader::texts(const LocatedJson &node, const char *name)
{
    auto all = plainTexts(node, name);
    for (auto &one : all) {
        one = macro(one);
        checkLiteral(place(node, name), one);
    }
    return all;
}

double FileReader::number(const LocatedJson &node, const char *name)
{
    return take(place(node, name), node.number(QLatin1String(name)));
}

double FileReader::numberOr(const LocatedJson &node, const char *name, double fallback)
{
    return take(place(node, name), node.numberOr(QLatin1String(name), fallback));
}

bool FileReader::truthOr(const LocatedJson &node, const char *name, bool fallback)
{
    return take(place(node, name), node.truthOr(QLatin1String(name), fallback));
}

std::optional<double> FileReader::optionalNumber(const LocatedJson &node, const char *name)
{
    return take(place(node, name), node.optionalNumber(QLatin1String(name)));
}

std::vector<LocatedJson> FileReader::list(const LocatedJson &node, const char *name)
{
    return take(place(node, name), node.listOr(QLatin1String(name)));
}

QString FileReader::id(const LocatedJson &node, const char *name)
{
    static const QRegularExpression form(QStringLiteral("^[a-z][a-z0-9_]{0,47}$"));
    const auto before = m_faults.size();
    const auto id = text(node, name);
    if (m_faults.size() == before && !form.match(id).hasMatch())
        fault(
            place(node, name),
            inWords(QT_TRANSLATE_NOOP("FrameworkFile", "\"%1\" must be of lower-case letters, digits and underlines."))
                .arg(QLatin1String(name)));
    return id;
}

void FileReader::unique(const LocatedJson &node, QSet<QString> &taken, const QString &id)
{
    if (!id.isEmpty() && taken.contains(id))
        fault(place(node, "id"), inWords(QT_TRANSLATE_NOOP("FrameworkFile", "there is another \"%1\".")).arg(id));
    taken.insert(id);
}

void FileReader::only(const LocatedJson &node, std::initializer_list<const char *> known)
{
    QStringList names;
    for (const auto *name : known)
        names.append(QLatin1String(name));
    only(node, names);
}

void FileReader::only(const LocatedJson &node, const QStringList &known)
{
    for (const auto &[line, error] : node.otherNames(known))
        m_faults.append({line, error});
}

void FileReader::setSection(const QString &id, bool isEachPart)
{
    static const QStringList OfPart{QStringLiteral("part_share"), QStringLiteral("part_growth"),
                                    QStringLiteral("whole_growth")};
    static const QStringList OfScore{QStringLiteral("score"), QStringLiteral("score_low"),
                                     QStringLiteral("score_high")};
    for (const auto &name : OfPart) {
        if (isEachPart)
            m_figures.insert(name);
    }
    if (isEachPart)
        m_texts.insert(QStringLiteral("part_name"));
    if (id.isEmpty())
        return;
    m_figures.insert(QStringLiteral("score_") + id);
    m_texts.insert(QStringLiteral("word_") + id);
    for (const auto &name : OfScore)
        m_figures.insert(name);
    m_texts.insert(QStringLiteral("score_word"));
    m_texts.insert(QStringLiteral("raised_by"));
    m_texts.insert(QStringLiteral("lowered_by"));
}

std::optional<Expression> FileReader::formula(const LocatedJson &node, const char *name)
{
    if (node.find(QLatin1String(name)) == nullptr)
        return std::nullopt;
    const auto before = m_faults.size();
    const auto parsed = Expression::parse(text(node, name));
    if (m_faults.size() > before)
        return std::nullopt;
    if (!parsed) {
        fault(place(node, name), parsed.error().message);
        return std::nullopt;
    }
    m_uses.append({place(node, name), parsed->variables(), false});
    return *parsed;
}

void FileReader::checkLiteral(const LocatedJson &node, const QString &text)
{
    static const QRegularExpression places(QStringLiteral("\\{[^{}]*\\}"));
    auto rest = text;
    rest.remove(places);
    if (std::any_of(rest.cbegin(), rest.cend(), [](QChar c) { return c.isDigit(); }))
        fault(node, inWords(QT_TRANSLATE_NOOP("FrameworkFile",
                                              "a text can't hold a figure of its own; name a value instead.")));
    if (rest.contains(QLatin1Char('{')) || rest.contains(QLatin1Char('}')))
        fault(node, inWords(QT_TRANSLATE_NOOP("FrameworkFile", "a brace without its other half.")));
    if (rest.contains(QLatin1Char('$')))
        fault(node, inWords(QT_TRANSLATE_NOOP("FrameworkFile", "no \"with\" gives what follows \"$\".")));
}

QString FileReader::slotText(const LocatedJson &node, const TextSlot &slot)
{
    auto sentence = macro(take(node, node.asText()));
    checkLiteral(node, sentence);
    const auto common = commonTexts();
    for (const auto &place : placesOf(sentence)) {
        const bool isWords = slot.words.contains(place) || common.contains(place);
        if (slot.figures.contains(place) && !isWords)
            continue;
        if (!isWords) {
            auto known = slot.figures + slot.words + QStringList(common.cbegin(), common.cend());
            known.sort();
            fault(node,
                  inWords(QT_TRANSLATE_NOOP("FrameworkFile", "\"{%1}\" is not known in this text; known are: %2."))
                      .arg(place, known.join(QStringLiteral(", "))));
        } else if (sentence.contains(QStringLiteral("{|%1|}").arg(place))
                   || sentence.contains(QStringLiteral("{%1?").arg(place))) {
            fault(node, inWords(QT_TRANSLATE_NOOP("FrameworkFile", "\"%1\" is no figure: it has no sign.")).arg(place));
        }
    }
    return sentence;
}

TextChoice FileReader::choice(const LocatedJson &node, const LocatedJson &text, Kind kind)
{
    TextChoice made;
    made.text = macro(take(text, text.asText()));
    checkLiteral(text, made.text);
    m_uses.append({text, placesOf(made.text), kind == Kind::Words});
    if (node.isObject())
        made.when = formula(node, "when");
    return made;
}

QList<TextChoice> FileReader::choices(const LocatedJson &node, const char *name, Kind kind)
{
    QList<TextChoice> made;
    const auto *found = node.find(QLatin1String(name));
    if (found == nullptr)
        return made;
    if (found->type() == LocatedJson::Type::Text) {
        made.append(choice(*found, *found, kind));
        return made;
    }
    for (const auto &entry : list(node, name)) {
        if (entry.type() == LocatedJson::Type::Text) {
            made.append(choice(entry, entry, kind));
            continue;
        }
        only(entry, {"when", "text"});
        if (const auto *text = entry.find(QStringLiteral("text")))
            made.append(choice(entry, *text, kind));
        else
            fault(entry, inWords(QT_TRANSLATE_NOOP("FrameworkFile", "\"text\" is missing.")));
    }
    return made;
}

QString FileReader::queryId(const LocatedJson &node, const char *name)
{
    const auto before = m_faults.size();
    auto id = text(node, name);
    if (m_faults.size() == before && !m_queries.contains(id))
        fault(place(node, name), inWords(QT_TRANSLATE_NOOP("FrameworkFile", "there is no query \"%1\".")).arg(id));
    return id;
}

QStringList FileReader::queryIds(const LocatedJson &node, const char *name)
{
    const auto ids = plainTexts(node, name);
    for (const auto &id : ids) {
        if (!m_queries.contains(id))
            fault(place(node, name), inWords(QT_TRANSLATE_NOOP("FrameworkFile", "there is no query \"%1\".")).arg(id));
    }
    return ids;
}

QString FileReader::ratio(const LocatedJson &node, const char *name)
{
    const auto before = m_faults.size();
    auto ratio = text(node, name);
    if (m_faults.size() == before && !m_vocabulary.ratios.contains(ratio))
        fault(place(node, name), inWords(QT_TRANSLATE_NOOP("FrameworkFile", "there is no ratio \"%1\".")).arg(ratio));
    return ratio;
}

QStringList FileReader::ratios(const LocatedJson &node, const char *name)
{
    const auto ids = plainTexts(node, name);
    for (const auto &id : ids) {
        if (!m_vocabulary.ratios.contains(id))
            fault(place(node, name), inWords(QT_TRANSLATE_NOOP("FrameworkFile", "there is no ratio \"%1\".")).arg(id));
    }
    return ids;
}

void FileReader::expanded(const LocatedJson &node, const char *name,
                          const std::function<void(const LocatedJson &)> &read)
{
    for (const auto &entry : list(node, name)) {
        const auto *with = entry.isObject() ? entry.find(QStringLiteral("with")) : nullptr;
        if (with == nullptr) {
            read(entry);
            continue;
        }
        const auto outer = m_macros;
        for (const auto &map : with->items()) {
            m_macros = outer;
            for (const auto &key : map.names())
                m_macros.insert(key, take(map, map.text(key)));
            read(entry);
        }
        m_macros = outer;
    }
}

bool FileReader::isKnown(const QString &name, bool isText) const
{
    if (m_texts.contains(name))
        return true;
    static const auto Basis = QStringLiteral("basis_");
    if (name.startsWith(Basis))
        return m_vocabulary.ratios.contains(name.mid(Basis.size()));
    if (isText)
        return false;
    if (m_figures.contains(name))
        return true;
    const auto [prefix, id] = splitPrefix(name);
    if (prefix == QLatin1String("average_"))
        return true; // averages are published of more than our ratios
    if (!prefix.isEmpty())
        return m_vocabulary.figures.contains(id);
    return m_vocabulary.figures.contains(splitYearsBack(name).first);
}

void FileReader::checkNames()
{
    for (const auto &use : std::as_const(m_uses)) {
        for (const auto &name : use.names) {
            if (isKnown(name, use.isText))
                continue;
            fault(use.node,
                  use.isText && isKnown(name, false)
                      ? inWords(QT_TRANSLATE_NOOP("FrameworkFile", "\"%1\" is a figure; a field holds words only."))
                            .arg(name)
                      : inWords(QT_TRANSLATE_NOOP("FrameworkFile", "there is no figure or text \"%1\".")).arg(name));
        }
    }
}

FrameworkReading FileReader::finish(FrameworkFile file) const
{
    if (m_faults.isEmpty())
        return file;
    auto sorted = m_faults;
    std::stable_sort(sorted.begin(), sorted.end(),
                     [](const Fault &left, const Fault &right) { return left.line < right.line; });
    // What stands once may be read for each map of "with".
    FrameworkFaults faults;
    for (const auto &one : std::as_const(sorted)) {
        if (!faults.contains(one.error))
            faults.append(one.error);
    }
    if (faults.size() > MostFrameworkFaults) {
        const auto more = faults.size() - MostFrameworkFaults;
        faults.resize(MostFrameworkFaults);
        faults.last().detail = inWords(QT_TRANSLATE_NOOP("FrameworkFile", "There are %1 more faults below.")).arg(more);
    }
    return tl::unexpected(faults);
}

} // namespace consultantos::framework_file
