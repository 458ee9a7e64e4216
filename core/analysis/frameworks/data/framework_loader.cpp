// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/frameworks/data/framework_loader.h"

#include "analysis/frameworks/blue_ocean.h"
#include "analysis/frameworks/data/data_framework.h"
#include "analysis/frameworks/pestel.h"
#include "analysis/frameworks/porter.h"
#include "analysis/frameworks/swot.h"

#include <QCoreApplication>
#include <QFile>
#include <QFileInfo>

namespace consultantos {

namespace {

constexpr qint64 MostBytes = 1024 * 1024;

QString inWords(const char *text)
{
    return QCoreApplication::translate("FrameworkCatalogue", text);
}

/// What the file says on top of what all share.
FrameworkDefinitions definitionsOf(const FrameworkFile &file, const FrameworkDefinitions &shared)
{
    auto definitions = shared;
    definitions.queries = shared.queries.with(file.queries);
    for (auto method = file.scoring.cbegin(); method != file.scoring.cend(); ++method)
        definitions.scoring.insert(method.key(), method.value());
    definitions.parts = file.parts;
    // The framework after which the block is called names its computations plainly.
    if (file.id != file.derivation)
        definitions.scope = file.id + QLatin1Char('-');
    for (auto &force : definitions.parts.forces)
        force.scope = definitions.scope;
    return definitions;
}

std::shared_ptr<const Framework> made(const FrameworkFile &file, const FrameworkDefinitions &shared)
{
    if (file.derivation == QLatin1String("porter"))
        return std::make_shared<Porter>(file.id, file.title, definitionsOf(file, shared));
    if (file.derivation == QLatin1String("swot"))
        return std::make_shared<Swot>(file.id, file.title, definitionsOf(file, shared));
    if (file.derivation == QLatin1String("pestel"))
        return std::make_shared<Pestel>(file.id, file.title, definitionsOf(file, shared));
    if (file.derivation == QLatin1String("blue_ocean"))
        return std::make_shared<BlueOcean>(file.id, file.title, definitionsOf(file, shared));
    return std::make_shared<DataFramework>(file, shared);
}

} // namespace

Result<FrameworkLoader> FrameworkLoader::load(const QString &resourceDir)
{
    FrameworkLoader loader;
    auto vocabulary = FrameworkVocabulary::load(resourceDir);
    if (!vocabulary)
        return tl::unexpected(vocabulary.error());
    auto definitions = FrameworkDefinitions::load(resourceDir);
    if (!definitions)
        return tl::unexpected(definitions.error());
    loader.m_vocabulary = std::move(*vocabulary);
    loader.m_definitions = std::move(*definitions);
    return loader;
}

tl::expected<LoadedFramework, FrameworkFaults> FrameworkLoader::read(const QByteArray &bytes,
                                                                     const QString &fileName) const
{
    auto file = readFrameworkFile(bytes, fileName, m_vocabulary);
    if (!file)
        return tl::unexpected(file.error());
    auto framework = made(*file, *m_definitions);
    return LoadedFramework{std::move(*file), std::move(framework)};
}

tl::expected<LoadedFramework, FrameworkFaults> FrameworkLoader::readFile(const QString &path) const
{
    QFile file(path);
    const auto failed = [&path](ErrorCode code, const QString &message, const QString &detail) {
        return tl::unexpected(FrameworkFaults{Error{code, message.arg(path), detail}});
    };
    if (!file.open(QIODevice::ReadOnly))
        return failed(ErrorCode::NotFound, inWords(QT_TRANSLATE_NOOP("FrameworkCatalogue", "%1 can't be read.")),
                      file.errorString());
    if (file.size() > MostBytes)
        return failed(ErrorCode::Malformed,
                      inWords(QT_TRANSLATE_NOOP("FrameworkCatalogue", "%1 is larger than a framework's file may be.")),
                      {});
    return read(file.readAll(), QFileInfo(path).fileName());
}

} // namespace consultantos
