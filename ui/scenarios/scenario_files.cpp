// SPDX-License-Identifier: GPL-3.0-or-later
#include "scenarios/scenario_files.h"

#include "analysis/scenarios/located_json.h"

#include <QCoreApplication>
#include <QFile>
#include <QFileInfo>

namespace consultantos {

namespace {

QString inWords(const char *text)
{
    return QCoreApplication::translate("ScenarioFiles", text);
}

Result<QByteArray> bytesOf(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return fail(ErrorCode::Unreadable,
                    inWords(QT_TRANSLATE_NOOP("ScenarioFiles", "%1 can't be read.")).arg(QFileInfo(path).fileName()),
                    file.errorString());
    const auto bytes = file.read(LocatedJson::MostBytes + 1);
    if (bytes.size() > LocatedJson::MostBytes)
        return fail(ErrorCode::Malformed, inWords(QT_TRANSLATE_NOOP("ScenarioFiles", "%1 is too large for a scenario."))
                                              .arg(QFileInfo(path).fileName()));
    return bytes;
}

} // namespace

Result<ScenarioFile> readScenarioFile(const QString &path)
{
    const auto bytes = bytesOf(path);
    if (!bytes)
        return tl::unexpected(bytes.error());
    return scenarioOfBytes(*bytes, QFileInfo(path).fileName());
}

Result<ScenarioFile> scenarioOfBytes(const QByteArray &bytes, const QString &name)
{
    const auto root = LocatedJson::parse(bytes, name);
    if (!root)
        return tl::unexpected(root.error());
    const auto format = root->textOr(QStringLiteral("format"), {});
    if (format && *format == QLatin1String("consultantos-market-sizing"))
        return fail(
            ErrorCode::InvalidArgument,
            inWords(QT_TRANSLATE_NOOP("ScenarioFiles", "%1 sizes a market: open it under \"Market size\".")).arg(name));
    ScenarioFile file;
    if (!format || *format != QLatin1String("consultantos-decision")) {
        auto model = readScenarioModel(bytes, name);
        if (!model)
            return tl::unexpected(model.error());
        file.model = std::move(*model);
    }
    if (hasDecisionTree(bytes)) {
        auto tree = readDecisionTree(bytes, name);
        if (!tree)
            return tl::unexpected(tree.error());
        file.decision = std::move(*tree);
    }
    return file;
}

Result<MarketSizingModel> readSizingFile(const QString &path)
{
    const auto bytes = bytesOf(path);
    if (!bytes)
        return tl::unexpected(bytes.error());
    return readMarketSizing(*bytes, QFileInfo(path).fileName());
}

} // namespace consultantos
