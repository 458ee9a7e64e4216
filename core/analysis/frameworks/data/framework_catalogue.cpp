// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/frameworks/data/framework_catalogue.h"

#include "analysis/frameworks/data/framework_loader.h"

#include <QCoreApplication>
#include <QCryptographicHash>
#include <QDir>
#include <QFileInfo>

#include <algorithm>

namespace consultantos {

namespace {

constexpr qsizetype MostFiles = 200;

QString inWords(const char *text)
{
    return QCoreApplication::translate("FrameworkCatalogue", text);
}

struct Loaded {
    LoadedFramework read;
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

} // namespace

QString FrameworkCatalogue::folderIn(const QString &dataDir)
{
    return QDir(dataDir).filePath(QStringLiteral("frameworks"));
}

std::shared_ptr<const FrameworkCatalogue> FrameworkCatalogue::load(const QString &resourceDir, const QString &userDir)
{
    auto catalogue = std::make_shared<FrameworkCatalogue>();
    const auto shipped = QDir(resourceDir).filePath(QStringLiteral("frameworks"));
    const auto loader = FrameworkLoader::load(resourceDir);
    if (!loader) {
        const auto &error = loader.error();
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
            const auto read = loader->readFile(path);
            if (!read) {
                catalogue->m_faults.append(read.error());
                if (!isUsers)
                    catalogue->addUnreadable(QFileInfo(name).completeBaseName(), read.error().first());
                continue;
            }
            const auto &file = read->file;
            const bool isTaken = catalogue->find(file.id) != nullptr
                                 || std::any_of(found.cbegin(), found.cend(),
                                                [&file](const Loaded &entry) { return entry.info.id == file.id; });
            if (isTaken) {
                catalogue->m_faults.append(
                    {ErrorCode::Malformed,
                     inWords(QT_TRANSLATE_NOOP("FrameworkCatalogue", "%1: there is another framework \"%2\"."))
                         .arg(path, file.id),
                     inWords(QT_TRANSLATE_NOOP("FrameworkCatalogue", "Give it an id of its own."))});
                continue;
            }
            // Passages are found by a query's id: two of one id would quote each other's.
            const auto twice =
                std::find_if(file.queries.cbegin(), file.queries.cend(), [&](const EvidenceQuery &query) {
                    const auto isIt = [&query](const EvidenceQuery &other) { return other.id == query.id; };
                    return std::any_of(catalogue->m_queries.cbegin(), catalogue->m_queries.cend(), isIt)
                           || std::any_of(found.cbegin(), found.cend(), [&isIt](const Loaded &entry) {
                                  const auto &theirs = entry.read.file.queries;
                                  return std::any_of(theirs.cbegin(), theirs.cend(), isIt);
                              });
                });
            if (twice != file.queries.cend()) {
                catalogue->m_faults.append(
                    {ErrorCode::Malformed,
                     inWords(QT_TRANSLATE_NOOP("FrameworkCatalogue", "%1: another framework has the query \"%2\"."))
                         .arg(path, twice->id),
                     inWords(QT_TRANSLATE_NOOP("FrameworkCatalogue", "Give it an id of its own."))});
                continue;
            }
            if (isUsers) {
                hash.addData(file.fingerprint);
                hasUsers = true;
            }
            found.append({*read, {file.id, file.title, file.about, path, isUsers}});
        }
        std::stable_sort(found.begin(), found.end(), [](const Loaded &left, const Loaded &right) {
            return left.read.file.order < right.read.file.order;
        });
        for (const auto &entry : std::as_const(found)) {
            catalogue->m_frameworks.append(entry.read.framework);
            catalogue->m_infos.append(entry.info);
            catalogue->m_queries.append(entry.read.file.queries);
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
