// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/templates/report_template.h"

#include "analysis/scenarios/located_json.h"

#include <QCoreApplication>
#include <QDir>
#include <QFile>
#include <QRegularExpression>

#include <algorithm>

namespace consultantos {

namespace {

constexpr qint64 MostBytes = 256 * 1024;
constexpr int MostFiles = 200;
constexpr int MostEntries = 20;

QString inWords(const char *text)
{
    return QCoreApplication::translate("ReportTemplates", text);
}

/// Takes values out of a template's file; after the first fault it gives empty values and keeps that fault.
class TemplateReader {
public:
    explicit TemplateReader(const QStringList &frameworks)
        : m_frameworks(frameworks)
    {
    }

    [[nodiscard]] Result<ReportTemplate> read(const LocatedJson &root)
    {
        note(root.onlyNames({QStringLiteral("licence"), QStringLiteral("comment"), QStringLiteral("template"),
                             QStringLiteral("title"), QStringLiteral("document_title"), QStringLiteral("about"),
                             QStringLiteral("order"), QStringLiteral("frameworks"), QStringLiteral("depth"),
                             QStringLiteral("most"), QStringLiteral("one_page"), QStringLiteral("weights"),
                             QStringLiteral("parts")}));
        ReportTemplate made;
        made.layout.id = take(root.text(QStringLiteral("template")));
        static const QRegularExpression Id(QStringLiteral("^[a-z][a-z0-9_]*$"));
        if (m_status && !Id.match(made.layout.id).hasMatch())
            fault(*root.find(QStringLiteral("template")),
                  inWords(
                      QT_TRANSLATE_NOOP("ReportTemplates", "an id is made of small letters, digits and underlines.")));
        made.title = take(root.text(QStringLiteral("title")));
        made.about = take(root.textOr(QStringLiteral("about"), {}));
        made.layout.title = take(root.textOr(QStringLiteral("document_title"), made.title));
        made.order = static_cast<int>(take(root.numberOr(QStringLiteral("order"), 1000)));
        made.layout.most = static_cast<int>(take(root.numberOr(QStringLiteral("most"), 0)));
        if (m_status && (made.layout.most < 0 || made.layout.most > MostEntries))
            fault(*root.find(QStringLiteral("most")),
                  inWords(QT_TRANSLATE_NOOP("ReportTemplates", "\"most\" is a number from 0 to %1.")).arg(MostEntries));
        made.layout.isOnePage = take(root.truthOr(QStringLiteral("one_page"), false));
        readFrameworks(root, made);
        readDepth(root, made);
        readWeights(root, made);
        readParts(root, made);
        if (!m_status)
            return tl::unexpected(m_status.error());
        return made;
    }

private:
    template <typename T>
    T take(Result<T> value)
    {
        if (!m_status)
            return T();
        if (!value) {
            m_status = tl::unexpected(value.error());
            return T();
        }
        return *value;
    }

    void note(const Status &status)
    {
        if (m_status && !status)
            m_status = status;
    }

    void fault(const LocatedJson &node, const QString &what)
    {
        if (m_status)
            m_status = node.error(what);
    }

    void readFrameworks(const LocatedJson &root, ReportTemplate &made)
    {
        for (const auto &node : take(root.listOr(QStringLiteral("frameworks")))) {
            const auto id = take(node.asText());
            if (m_status && !m_frameworks.contains(id))
                fault(node, inWords(QT_TRANSLATE_NOOP("ReportTemplates", "there is no framework \"%1\".")).arg(id));
            made.frameworks.append(id);
        }
    }

    void readDepth(const LocatedJson &root, ReportTemplate &made)
    {
        const auto *node = root.find(QStringLiteral("depth"));
        if (node == nullptr)
            return;
        const auto depth = depthFromName(take(node->asText()));
        if (depth)
            made.depth = *depth;
        else
            fault(*node, depth.error().message);
    }

    void readWeights(const LocatedJson &root, ReportTemplate &made)
    {
        const auto *node = root.find(QStringLiteral("weights"));
        if (node == nullptr)
            return;
        note(node->onlyNames(
            {QStringLiteral("impact"), QStringLiteral("feasibility"), QStringLiteral("risk"), QStringLiteral("time")}));
        auto &weights = made.weights;
        weights.impact = take(node->numberOr(QStringLiteral("impact"), 0));
        weights.feasibility = take(node->numberOr(QStringLiteral("feasibility"), 0));
        weights.risk = take(node->numberOr(QStringLiteral("risk"), 0));
        weights.time = take(node->numberOr(QStringLiteral("time"), 0));
        const auto least = std::min({weights.impact, weights.feasibility, weights.risk, weights.time});
        if (m_status && (least < 0 || weights.impact + weights.feasibility + weights.risk + weights.time <= 0))
            fault(*node, inWords(QT_TRANSLATE_NOOP("ReportTemplates",
                                                   "weights are not below zero, and not all of them zero.")));
    }

    void readParts(const LocatedJson &root, ReportTemplate &made)
    {
        const auto known = ReportLayout::knownParts();
        for (const auto &node : take(root.listOr(QStringLiteral("parts")))) {
            note(node.onlyNames({QStringLiteral("id"), QStringLiteral("title")}));
            const ReportLayout::Part part{take(node.text(QStringLiteral("id"))),
                                          take(node.textOr(QStringLiteral("title"), {}))};
            if (m_status && !known.contains(part.id) && !m_frameworks.contains(part.id))
                fault(node, inWords(QT_TRANSLATE_NOOP("ReportTemplates",
                                                      "there is no part \"%1\"; choose among %2 and the frameworks."))
                                .arg(part.id, known.join(QStringLiteral(", "))));
            const bool isTwice = std::any_of(made.layout.parts.cbegin(), made.layout.parts.cend(),
                                             [&part](const auto &other) { return other.id == part.id; });
            if (m_status && isTwice)
                fault(
                    node,
                    inWords(QT_TRANSLATE_NOOP("ReportTemplates", "the part \"%1\" stands there twice.")).arg(part.id));
            made.layout.parts.append(part);
        }
        if (m_status && made.layout.parts.isEmpty())
            fault(root, inWords(QT_TRANSLATE_NOOP("ReportTemplates", "a template needs one part at least.")));
    }

    const QStringList &m_frameworks;
    Status m_status;
};

} // namespace

AnalysisRequest ReportTemplate::applied(AnalysisRequest request, bool keepsFrameworks, bool keepsDepth) const
{
    if (!keepsFrameworks && !frameworks.isEmpty())
        request.frameworks = frameworks;
    if (!keepsDepth && depth)
        request.depth = *depth;
    if (request.weights == RecommendationWeights{})
        request.weights = weights;
    request.layout = layout;
    return request;
}

Result<ReportTemplate> readReportTemplate(const QByteArray &bytes, const QString &fileName,
                                          const QStringList &frameworks)
{
    const auto root = LocatedJson::parse(bytes, fileName);
    if (!root)
        return tl::unexpected(root.error());
    if (!root->isObject())
        return root->error(inWords(QT_TRANSLATE_NOOP("ReportTemplates", "a template is an object in braces.")));
    return TemplateReader(frameworks).read(*root);
}

ReportTemplates ReportTemplates::load(const QString &resourceDir, const QString &userDir, const QStringList &frameworks)
{
    ReportTemplates templates;
    templates.addFolder(QDir(resourceDir).filePath(QStringLiteral("templates")), frameworks);
    if (!userDir.isEmpty())
        templates.addFolder(userDir, frameworks);
    return templates;
}

QString ReportTemplates::folderIn(const QString &dataDir)
{
    return QDir(dataDir).filePath(QStringLiteral("templates"));
}

void ReportTemplates::addFolder(const QString &folder, const QStringList &frameworks)
{
    QList<ReportTemplate> found;
    const auto names = QDir(folder).entryList({QStringLiteral("*.json")}, QDir::Files, QDir::Name).mid(0, MostFiles);
    for (const auto &name : names) {
        QFile file(QDir(folder).filePath(name));
        if (!file.open(QIODevice::ReadOnly) || file.size() > MostBytes) {
            m_faults.append({ErrorCode::Malformed,
                             inWords(QT_TRANSLATE_NOOP("ReportTemplates", "The template %1 can't be read.")).arg(name),
                             file.errorString()});
            continue;
        }
        const auto made = readReportTemplate(file.readAll(), name, frameworks);
        if (!made) {
            m_faults.append(made.error());
            continue;
        }
        const auto isTaken = [&made](const QList<ReportTemplate> &list) {
            return std::any_of(list.cbegin(), list.cend(),
                               [&made](const auto &other) { return other.layout.id == made->layout.id; });
        };
        if (isTaken(found) || isTaken(m_all)) {
            m_faults.append({ErrorCode::Malformed,
                             inWords(QT_TRANSLATE_NOOP("ReportTemplates", "%1: there is another template \"%2\"."))
                                 .arg(name, made->layout.id),
                             inWords(QT_TRANSLATE_NOOP("ReportTemplates", "Give it an id of its own."))});
            continue;
        }
        found.append(*made);
    }
    std::stable_sort(found.begin(), found.end(),
                     [](const ReportTemplate &left, const ReportTemplate &right) { return left.order < right.order; });
    m_all += found;
}

QStringList ReportTemplates::ids() const
{
    QStringList ids;
    for (const auto &one : m_all)
        ids.append(one.layout.id);
    return ids;
}

Result<ReportTemplate> ReportTemplates::find(const QString &id) const
{
    for (const auto &one : m_all) {
        if (one.layout.id == id)
            return one;
    }
    return fail(
        ErrorCode::InvalidArgument,
        inWords(QT_TRANSLATE_NOOP("ReportTemplates", "There is no template of reports \"%1\".")).arg(id),
        inWords(QT_TRANSLATE_NOOP("ReportTemplates", "Choose among %1.")).arg(ids().join(QStringLiteral(", "))));
}

} // namespace consultantos
