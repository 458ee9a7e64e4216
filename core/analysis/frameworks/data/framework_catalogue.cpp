// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/frameworks/data/framework_catalogue.h"

#include "analysis/frameworks/blue_ocean.h"
#include "analysis/frameworks/data/data_framework.h"
#include "analysis/frameworks/data/framework_file.h"
#include "analysis/frameworks/pestel.h"
#include "analysis/frameworks/porter.h"
#include "analysis/frameworks/swot.h"

#include <QCoreApplication>
#include <QCryptographicHash>
#include <QDir>
#include <QFile>
#include <QFileInfo>

#include <algorithm>

namespace consultantos {

namespace {

constexpr qint64 MostBytes = 1024 * 1024;
constexpr qsizetype MostFiles = 200;

QString inWords(const char *text)
{
    return QCoreApplication::translate("FrameworkCatalogue", text);
}

struct Loaded {
    FrameworkFile file;
    std::shared_ptr<const Framework> framework;
    FrameworkInfo info;
};

/// Stands in for a framework that comes with the program and whose file could not be read: deriving it tells why.
class UnreadableFramework : public Framework {
public:
    UnreadableFramework(QString id, Error error)
        : m_id(std::move(id))
        , m_error(std::move(error))
    {
    }
    [[nodiscard]] QString id() const override { return m_id; }
    [[nodiscard]] QString title() const override { return m_id; }
    [[nodiscard]] Result<FrameworkOutput> derive(const FrameworkInput & /*input*/,
                                                 const QList<FrameworkOutput> & /*earlier*/,
                                                 const CancellationToken & /*cancel*/) const override
    {
        return tl::unexpected(m_error);
    }

private:
    QString m_id;
    Error m_error;
};

QStringList filesIn(const QString &folder)
{
    return QDir(folder).entryList({QStringLiteral("*.json")}, QDir::Files, QDir::Name).mid(0, MostFiles);
}

Result<FrameworkFile> readFile(const QString &path, const FrameworkVocabulary &vocabulary)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return fail(ErrorCode::NotFound,
                    inWords(QT_TRANSLATE_NOOP("FrameworkCatalogue", "%1 can't be read.")).arg(path),
                    file.errorString());
    if (file.size() > MostBytes)
        return fail(
            ErrorCode::Malformed,
            inWords(QT_TRANSLATE_NOOP("FrameworkCatalogue", "%1 is larger than a framework's file may be.")).arg(path));
    return readFrameworkFile(file.readAll(), QFileInfo(path).fileName(), vocabulary);
}

std::shared_ptr<const Framework> made(const FrameworkFile &file,
                                      const std::shared_ptr<const FrameworkDefinitions> &definitions)
{
    if (file.derivation == QLatin1String("porter"))
        return std::make_shared<Porter>(definitions);
    if (file.derivation == QLatin1String("swot"))
        return std::make_shared<Swot>(definitions);
    if (file.derivation == QLatin1String("pestel"))
        return std::make_shared<Pestel>(definitions);
    if (file.derivation == QLatin1String("blue_ocean"))
        return std::make_shared<BlueOcean>(definitions);
    return std::make_shared<DataFramework>(file, *definitions);
}

} // namespace

QString FrameworkCatalogue::folderIn(const QString &dataDir)
{
    return QDir(dataDir).filePath(QStringLiteral("frameworks"));
}

std::shared_ptr<const FrameworkCatalogue> FrameworkCatalogue::load(const QString &resourceDir, const QString &userDir)
{
    auto catalogue = std::make_shared<FrameworkCatalogue>();
    const auto shipped = QDir(resourceDir).filePath(QStringLiteral("frameworks"));
    const auto vocabulary = FrameworkVocabulary::load(resourceDir);
    const auto definitions = FrameworkDefinitions::load(resourceDir);
    if (!vocabulary || !definitions) {
        const auto &error = vocabulary ? definitions.error() : vocabulary.error();
        catalogue->m_faults.append(error);
        for (const auto &name : filesIn(shipped))
            catalogue->addUnreadable(QFileInfo(name).completeBaseName(), error);
        return catalogue;
    }
    QCryptographicHash hash(QCryptographicHash::Sha256);
    bool hasUsers = false;
    const auto addFolder = [&](const QString &folder, bool isUsers) {
        QList<Loaded> found;
        for (const auto &name : filesIn(folder)) {
            const auto path = QDir(folder).filePath(name);
            const auto file = readFile(path, *vocabulary);
            if (!file) {
                catalogue->m_faults.append(file.error());
                if (!isUsers)
                    catalogue->addUnreadable(QFileInfo(name).completeBaseName(), file.error());
                continue;
            }
            const auto isTaken = [&file](const auto &list) {
                return std::any_of(list.cbegin(), list.cend(),
                                   [&file](const auto &entry) { return entry.info.id == file->id; });
            };
            if (isTaken(found) || catalogue->find(file->id) != nullptr) {
                catalogue->m_faults.append(
                    {ErrorCode::Malformed,
                     inWords(QT_TRANSLATE_NOOP("FrameworkCatalogue", "%1: there is another framework \"%2\"."))
                         .arg(path, file->id),
                     inWords(QT_TRANSLATE_NOOP("FrameworkCatalogue", "Give it an id of its own."))});
                continue;
            }
            if (isUsers && file->derivation != QLatin1String("sections")) {
                catalogue->m_faults.append(
                    {ErrorCode::Malformed,
                     inWords(QT_TRANSLATE_NOOP("FrameworkCatalogue",
                                               "%1: only frameworks that come with the program may name the "
                                               "derivation \"%2\"."))
                         .arg(path, file->derivation),
                     inWords(QT_TRANSLATE_NOOP("FrameworkCatalogue", "Describe its sections instead."))});
                continue;
            }
            if (isUsers) {
                hash.addData(file->fingerprint);
                hasUsers = true;
            }
            found.append({*file, made(*file, *definitions), {file->id, file->title, file->about, path, isUsers}});
        }
        std::stable_sort(found.begin(), found.end(),
                         [](const Loaded &left, const Loaded &right) { return left.file.order < right.file.order; });
        for (const auto &entry : std::as_const(found)) {
            catalogue->m_frameworks.append(entry.framework);
            catalogue->m_infos.append(entry.info);
            catalogue->m_queries.append(entry.file.queries);
        }
    };
    addFolder(shipped, false);
    if (!userDir.isEmpty())
        addFolder(userDir, true);
    if (hasUsers)
        catalogue->m_fingerprint = hash.result().toHex();
    return catalogue;
}

void FrameworkCatalogue::addUnreadable(const QString &id, const Error &error)
{
    m_frameworks.append(std::make_shared<UnreadableFramework>(id, error));
    m_infos.append({id, id, {}, {}, false});
}

QStringList FrameworkCatalogue::ids() const
{
    QStringList ids;
    for (const auto &info : m_infos)
        ids.append(info.id);
    return ids;
}

const FrameworkInfo *FrameworkCatalogue::find(const QString &id) const
{
    for (const auto &info : m_infos) {
        if (info.id == id)
            return &info;
    }
    return nullptr;
}

} // namespace consultantos
