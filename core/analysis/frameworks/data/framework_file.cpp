// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/frameworks/data/framework_file.h"

#include "analysis/frameworks/data/block_reader.h"
#include "analysis/frameworks/data/figure_names.h"
#include "analysis/frameworks/data/file_reader.h"
#include "base/json.h"

#include <QCoreApplication>
#include <QCryptographicHash>
#include <QFile>
#include <QFileInfo>
#include <QSet>

#include <algorithm>
#include <cmath>

namespace consultantos {

using framework_file::blockKeys;
using framework_file::FileReader;
using framework_file::inWords;
using framework_file::readBlock;
using framework_file::readForce;

namespace {

constexpr int MostSections = 40;

const QStringList &derivations()
{
    static const QStringList all{QStringLiteral("sections"), QStringLiteral("porter"), QStringLiteral("swot"),
                                 QStringLiteral("pestel"), QStringLiteral("blue_ocean")};
    return all;
}

RowDefinition readRow(FileReader &reader, const LocatedJson &node)
{
    reader.only(node, {"id", "when", "text", "so_what", "fields", "topics", "order", "needs", "with"});
    RowDefinition row;
    row.id = reader.id(node);
    row.when = reader.formula(node, "when");
    const auto before = reader.faultCount();
    row.text = reader.choices(node, "text", FileReader::Kind::Sentence);
    if (row.text.isEmpty() && reader.faultCount() == before)
        reader.fault(node, inWords(QT_TRANSLATE_NOOP("FrameworkFile", "a row needs \"text\".")));
    row.soWhat = reader.choices(node, "so_what", FileReader::Kind::Sentence);
    row.topics = reader.texts(node, "topics");
    row.order = reader.formula(node, "order");
    row.needs = reader.texts(node, "needs");
    if (const auto *fields = node.find(QStringLiteral("fields"))) {
        for (const auto &name : fields->names())
            row.fields.insert(name, reader.choices(*fields, name.toLatin1().constData(), FileReader::Kind::Words));
    }
    return row;
}

SectionDefinition readSection(FileReader &reader, const LocatedJson &node)
{
    reader.only(node, {"id", "title", "subject", "each", "values", "drivers", "summary", "implication", "rows", "most",
                       "queries", "playbook", "empty", "with"});
    SectionDefinition section;
    section.id = reader.id(node);
    section.title = reader.text(node, "title");
    section.each = reader.textOr(node, "each", {});
    if (!section.each.isEmpty() && section.each != QLatin1String("parts"))
        reader.fault(*node.find(QStringLiteral("each")),
                     inWords(QT_TRANSLATE_NOOP("FrameworkFile", "\"each\" can only be \"parts\".")));
    reader.setSection(section.id, section.each == QLatin1String("parts"));
    section.values = reader.values(node);
    section.force = readForce(reader, node, section.id, section.title);
    section.summary = reader.choices(node, "summary", FileReader::Kind::Sentence);
    section.implication = reader.choices(node, "implication", FileReader::Kind::Sentence);
    QSet<QString> ids;
    reader.expanded(node, "rows", [&](const LocatedJson &row) {
        section.rows.append(readRow(reader, row));
        reader.unique(row, ids, section.rows.last().id);
    });
    section.most = static_cast<int>(reader.numberOr(node, "most", 0));
    section.queries = reader.queryIds(node, "queries");
    section.playbook = reader.texts(node, "playbook");
    section.empty = reader.textOr(node, "empty", {});
    return section;
}

QStringList strings(std::initializer_list<const char *> names)
{
    QStringList list;
    for (const auto *name : names)
        list.append(QLatin1String(name));
    return list;
}

} // namespace

Result<FrameworkVocabulary> FrameworkVocabulary::load(const QString &resourceDir)
{
    FrameworkVocabulary vocabulary;
    const auto read = [&resourceDir](const char *file, const char *list) -> Result<QStringList> {
        const auto object = json::readObject(resourceDir + QLatin1Char('/') + QLatin1String(file));
        if (!object)
            return tl::unexpected(object.error());
        QStringList ids;
        for (const auto &entry : object->value(QLatin1String(list)).toArray())
            ids.append(entry.toObject()[QStringLiteral("id")].toString());
        return ids;
    };
    const auto ratios = read("formulas.json", "formulas");
    const auto lines = read("concepts.json", "concepts");
    const auto queries = read("questions/evidence_queries.json", "queries");
    for (const auto *list : {&ratios, &lines, &queries}) {
        if (!*list)
            return tl::unexpected(list->error());
    }
    vocabulary.ratios = QSet<QString>(ratios->cbegin(), ratios->cend());
    vocabulary.figures = vocabulary.ratios + QSet<QString>(lines->cbegin(), lines->cend());
    vocabulary.queries = QSet<QString>(queries->cbegin(), queries->cend());
    for (const auto &block : derivations()) {
        QFile file(resourceDir + QStringLiteral("/frameworks/%1.json").arg(block));
        if (!file.open(QIODevice::ReadOnly))
            continue;
        if (auto read = readFrameworkFile(file.readAll(), QFileInfo(file).fileName(), vocabulary))
            vocabulary.blocks.insert(block, std::move(*read));
    }
    return vocabulary;
}

const QStringList &frameworkMeasures()
{
    static const QStringList all{
        QStringLiteral("ratio"),   QStringLiteral("slope"),         QStringLiteral("dispersion"),
        QStringLiteral("scale"),   QStringLiteral("concentration"), QStringLiteral("spread"),
        QStringLiteral("passage"), QStringLiteral("category_gap"),  QStringLiteral("value")};
    return all;
}

QStringList placesOf(const QString &text)
{
    QStringList places;
    qsizetype from = 0;
    while (true) {
        const auto open = text.indexOf(QLatin1Char('{'), from);
        const auto close = open < 0 ? -1 : text.indexOf(QLatin1Char('}'), open);
        if (close < 0)
            return places;
        auto place = text.mid(open + 1, close - open - 1);
        const auto question = place.indexOf(QLatin1Char('?'));
        if (question > 0)
            place.truncate(question);
        else if (place.startsWith(QLatin1Char('|')))
            place = place.mid(1, place.size() - 2);
        if (!places.contains(place))
            places.append(place);
        from = close + 1;
    }
}

FrameworkReading readFrameworkFile(const QByteArray &bytes, const QString &fileName,
                                   const FrameworkVocabulary &vocabulary)
{
    const auto root = LocatedJson::parse(bytes, fileName);
    if (!root)
        return tl::unexpected(FrameworkFaults{root.error()});
    FileReader reader(vocabulary);
    FrameworkFile file;
    if (!root->isObject()) {
        reader.only(*root, {});
        return reader.finish(std::move(file));
    }
    file.fingerprint = QCryptographicHash::hash(bytes, QCryptographicHash::Sha256).toHex();
    file.id = reader.id(*root, "framework");
    file.title = reader.text(*root, "title");
    file.about = reader.textOr(*root, "about", {});
    file.order = static_cast<int>(reader.numberOr(*root, "order", file.order));
    file.derivation = reader.textOr(*root, "derivation", QStringLiteral("sections"));
    file.notes = reader.texts(*root, "notes");
    file.scoring = reader.scoring(*root);
    file.queries = reader.queries(*root);
    if (!derivations().contains(file.derivation)) {
        // Which names the file may have depends on it.
        reader.fault(FileReader::place(*root, "derivation"),
                     inWords(QT_TRANSLATE_NOOP("FrameworkFile", "\"derivation\" is one of %1."))
                         .arg(derivations().join(QStringLiteral(", "))));
        return reader.finish(std::move(file));
    }
    const auto common = strings({"$schema", "licence", "framework", "title", "about", "order", "derivation", "notes",
                                 "comment", "scoring", "queries"});
    if (file.derivation != QLatin1String("sections")) {
        reader.only(*root, common + blockKeys(file.derivation));
        readBlock(reader, *root, file);
        return reader.finish(std::move(file));
    }
    reader.only(*root, common + strings({"values", "sections", "headline"}));
    file.values = reader.values(*root);
    QSet<QString> ids;
    reader.expanded(*root, "sections", [&](const LocatedJson &section) {
        file.sections.append(readSection(reader, section));
        reader.unique(section, ids, file.sections.last().id);
    });
    reader.setSection({}, false);
    if (file.sections.isEmpty() || file.sections.size() > MostSections)
        reader.fault(
            FileReader::place(*root, "sections"),
            inWords(QT_TRANSLATE_NOOP("FrameworkFile", "a framework has one to %1 sections.")).arg(MostSections));
    file.headline = reader.choices(*root, "headline", FileReader::Kind::Sentence);
    reader.checkNames();
    return reader.finish(std::move(file));
}

} // namespace consultantos
