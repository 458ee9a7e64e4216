// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/frameworks/data/file_reader.h"

#include "analysis/frameworks/data/figure_names.h"
#include "model/units.h"

#include <QCoreApplication>
#include <QRegularExpression>

#include <algorithm>

namespace consultantos::framework_file {

namespace {

const QStringList &unitNames()
{
    static const QStringList all{
        units::Ratio, units::Points, units::Multiple, units::Days,       units::Years,
        units::Score, units::Index,  units::Count,    units::Percentile, QStringLiteral("currency")};
    return all;
}

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

void FileReader::note(const Status &status)
{
    if (!status && m_status)
        m_status = status;
}

void FileReader::fault(const LocatedJson &node, const QString &what)
{
    if (m_status)
        m_status = node.error(what);
}

template <typename T>
T FileReader::take(Result<T> value)
{
    if (value)
        return std::move(*value);
    if (m_status)
        m_status = tl::unexpected(value.error());
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
    return macro(take(node.text(QLatin1String(name))));
}

QString FileReader::textOr(const LocatedJson &node, const char *name, const QString &fallback)
{
    return macro(take(node.textOr(QLatin1String(name), fallback)));
}

QString FileReader::words(const LocatedJson &node, const char *name)
{
    auto words = text(node, name);
    checkLiteral(place(node, name), words);
    return words;
}

QStringList FileReader::texts(const LocatedJson &node, const char *name)
{
    auto all = take(node.textsOr(QLatin1String(name)));
    for (auto &one : all) {
        one = macro(one);
        checkLiteral(place(node, name), one);
    }
    return all;
}

double FileReader::numberOr(const LocatedJson &node, const char *name, double fallback)
{
    return take(node.numberOr(QLatin1String(name), fallback));
}

bool FileReader::truthOr(const LocatedJson &node, const char *name, bool fallback)
{
    return take(node.truthOr(QLatin1String(name), fallback));
}

std::optional<double> FileReader::optionalNumber(const LocatedJson &node, const char *name)
{
    return take(node.optionalNumber(QLatin1String(name)));
}

std::vector<LocatedJson> FileReader::list(const LocatedJson &node, const char *name)
{
    return take(node.listOr(QLatin1String(name)));
}

QString FileReader::id(const LocatedJson &node, const char *name)
{
    static const QRegularExpression form(QStringLiteral("^[a-z][a-z0-9_]{0,47}$"));
    const auto id = text(node, name);
    if (m_status && !form.match(id).hasMatch())
        fault(
            place(node, name),
            inWords(QT_TRANSLATE_NOOP("FrameworkFile", "\"%1\" must be of lower-case letters, digits and underlines."))
                .arg(QLatin1String(name)));
    return id;
}

void FileReader::unique(const LocatedJson &node, QSet<QString> &taken, const QString &id)
{
    if (taken.contains(id))
        fault(place(node, "id"), inWords(QT_TRANSLATE_NOOP("FrameworkFile", "there is another \"%1\".")).arg(id));
    taken.insert(id);
}

void FileReader::only(const LocatedJson &node, std::initializer_list<const char *> known)
{
    QStringList names;
    for (const auto *name : known)
        names.append(QLatin1String(name));
    note(node.onlyNames(names));
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
    const auto parsed = Expression::parse(text(node, name));
    if (!m_status)
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

TextChoice FileReader::choice(const LocatedJson &node, const LocatedJson &text, Kind kind)
{
    TextChoice made;
    made.text = macro(take(text.asText()));
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
    auto id = text(node, name);
    if (!m_queries.contains(id))
        fault(place(node, name), inWords(QT_TRANSLATE_NOOP("FrameworkFile", "there is no query \"%1\".")).arg(id));
    return id;
}

QStringList FileReader::queryIds(const LocatedJson &node, const char *name)
{
    auto ids = take(node.textsOr(QLatin1String(name)));
    for (const auto &id : std::as_const(ids)) {
        if (!m_queries.contains(id))
            fault(place(node, name), inWords(QT_TRANSLATE_NOOP("FrameworkFile", "there is no query \"%1\".")).arg(id));
    }
    return ids;
}

QString FileReader::ratio(const LocatedJson &node, const char *name)
{
    auto ratio = text(node, name);
    if (!m_vocabulary.ratios.contains(ratio))
        fault(place(node, name), inWords(QT_TRANSLATE_NOOP("FrameworkFile", "there is no ratio \"%1\".")).arg(ratio));
    return ratio;
}

QStringList FileReader::ratios(const LocatedJson &node, const char *name)
{
    auto ids = take(node.textsOr(QLatin1String(name)));
    for (const auto &id : std::as_const(ids)) {
        if (!m_vocabulary.ratios.contains(id))
            fault(place(node, name), inWords(QT_TRANSLATE_NOOP("FrameworkFile", "there is no ratio \"%1\".")).arg(id));
    }
    return ids;
}

DriverDefinition FileReader::driver(const LocatedJson &node)
{
    only(node, {"id", "label", "measure", "ratio", "value", "anchor", "query", "direction", "weight", "start", "stop",
                "needs"});
    DriverDefinition driver;
    driver.id = id(node);
    driver.label = text(node, "label");
    checkLiteral(place(node, "label"), driver.label);
    driver.measure = textOr(node, "measure", QStringLiteral("ratio"));
    if (!frameworkMeasures().contains(driver.measure))
        fault(place(node, "measure"), inWords(QT_TRANSLATE_NOOP("FrameworkFile", "\"measure\" is one of %1."))
                                          .arg(frameworkMeasures().join(QStringLiteral(", "))));
    driver.ratio = textOr(node, "ratio", {});
    const bool needsRatio = driver.measure != QLatin1String("value") && driver.measure != QLatin1String("passage")
                            && driver.measure != QLatin1String("concentration");
    if (needsRatio && !m_vocabulary.ratios.contains(driver.ratio))
        fault(place(node, "ratio"),
              inWords(QT_TRANSLATE_NOOP("FrameworkFile", "there is no ratio \"%1\".")).arg(driver.ratio));
    driver.anchor = textOr(node, "anchor", {});
    driver.query = textOr(node, "query", {});
    if (!driver.query.isEmpty() && !m_queries.contains(driver.query))
        fault(place(node, "query"),
              inWords(QT_TRANSLATE_NOOP("FrameworkFile", "there is no query \"%1\".")).arg(driver.query));
    if (driver.measure == QLatin1String("value")) {
        driver.ratio = text(node, "value");
        m_uses.append({place(node, "value"), {driver.ratio}, false});
    }
    const auto direction = text(node, "direction");
    if (direction != QLatin1String("raises") && direction != QLatin1String("lowers"))
        fault(place(node, "direction"),
              inWords(QT_TRANSLATE_NOOP("FrameworkFile", "\"direction\" is \"raises\" or \"lowers\".")));
    driver.raises = direction == QLatin1String("raises");
    driver.weight = take(node.number(QStringLiteral("weight")));
    if (!(driver.weight > 0 && driver.weight <= 1))
        fault(place(node, "weight"),
              inWords(QT_TRANSLATE_NOOP("FrameworkFile", "a weight lies between zero and one.")));
    driver.start = take(node.optionalNumber(QStringLiteral("start")));
    driver.stop = take(node.optionalNumber(QStringLiteral("stop")));
    const bool needsAnchors = driver.measure != QLatin1String("ratio") && driver.measure != QLatin1String("passage");
    if (needsAnchors && driver.measure != QLatin1String("concentration")
        && (!driver.start || !driver.stop || *driver.start >= *driver.stop))
        fault(node, inWords(QT_TRANSLATE_NOOP("FrameworkFile", "the measure \"%1\" needs \"start\" below \"stop\"."))
                        .arg(driver.measure));
    driver.needs = texts(node, "needs");
    return driver;
}

QList<ValueDefinition> FileReader::values(const LocatedJson &node)
{
    QList<ValueDefinition> values;
    expanded(node, "values", [&](const LocatedJson &entry) {
        only(entry, {"id", "title", "formula", "unit", "rank", "with"});
        ValueDefinition value;
        value.id = id(entry);
        // A computation is named by the file's and the value's id: two of one name would be two meanings of one figure.
        unique(entry, m_values, value.id);
        if (const auto *rank = entry.find(QStringLiteral("rank"))) {
            int place = 0;
            for (const auto &ranked : rank->items()) {
                ++place;
                ValueDefinition::Ranked made;
                made.value = text(ranked, "value");
                m_uses.append({ranked, {made.value}, false});
                for (const auto &name : ranked.names()) {
                    if (name == QLatin1String("value"))
                        continue;
                    made.texts.insert(name, text(ranked, name.toLatin1().constData()));
                    checkLiteral(ranked, made.texts.value(name));
                }
                value.ranked.append(made);
            }
            for (int i = 1; i <= place; ++i) {
                const auto name = QStringLiteral("%1_%2").arg(value.id).arg(i);
                unique(entry, m_values, name);
                m_figures.insert(name);
                for (const auto &ranked : std::as_const(value.ranked)) {
                    for (const auto &key : ranked.texts.keys())
                        m_texts.insert(name + QLatin1Char('_') + key);
                }
            }
        } else {
            value.title = text(entry, "title");
            checkLiteral(entry, value.title);
            value.unit = textOr(entry, "unit", {});
            value.formula = formula(entry, "formula");
            const bool isName = value.formula && value.formula->variables().size() == 1
                                && value.formula->variables().first() == value.formula->text().trimmed();
            if (!value.formula)
                fault(entry, inWords(QT_TRANSLATE_NOOP("FrameworkFile", "a value needs \"formula\" or \"rank\".")));
            else if (!isName && !unitNames().contains(value.unit))
                fault(place(entry, "unit"), inWords(QT_TRANSLATE_NOOP("FrameworkFile", "\"unit\" is one of %1."))
                                                .arg(unitNames().join(QStringLiteral(", "))));
            m_figures.insert(value.id);
        }
        values.append(value);
    });
    return values;
}

QList<EvidenceQuery> FileReader::queries(const LocatedJson &node)
{
    QList<EvidenceQuery> queries;
    for (const auto &entry : list(node, "queries")) {
        only(entry, {"id", "words", "pattern", "sections"});
        EvidenceQuery query;
        query.id = text(entry, "id");
        query.words = text(entry, "words");
        query.pattern = QRegularExpression(text(entry, "pattern"), QRegularExpression::CaseInsensitiveOption);
        if (!query.pattern.isValid())
            fault(place(entry, "pattern"), query.pattern.errorString());
        query.sections = take(entry.textsOr(QStringLiteral("sections")));
        unique(entry, m_queries, query.id);
        queries.append(query);
    }
    return queries;
}

QMap<QString, ScoringMethod> FileReader::scoring(const LocatedJson &node)
{
    QMap<QString, ScoringMethod> methods;
    const auto *scoring = node.find(QStringLiteral("scoring"));
    if (scoring == nullptr)
        return methods;
    for (const auto &name : scoring->names()) {
        const auto &entry = *scoring->find(name);
        only(entry, {"raises", "lowers", "half_width", "source"});
        ScoringMethod method{text(entry, "raises"), text(entry, "lowers"), numberOr(entry, "half_width", 0),
                             textOr(entry, "source", {})};
        for (const auto *key : {"raises", "lowers"}) {
            if (const auto parsed = Expression::parse(text(entry, key)); !parsed)
                fault(place(entry, key), parsed.error().message);
        }
        methods.insert(name, method);
    }
    return methods;
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
                m_macros.insert(key, take(map.text(key)));
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

Result<FrameworkFile> FileReader::finish(FrameworkFile file)
{
    if (!m_status)
        return tl::unexpected(m_status.error());
    return file;
}

} // namespace consultantos::framework_file
