// SPDX-License-Identifier: GPL-3.0-or-later
#include "report/sealed/sealed_report.h"

#include "agents/replay/analysis_replay.h"
#include "agents/replay/recorded_fields.h"
#include "base/version.h"
#include "report/json_renderer.h"

#include <QCoreApplication>
#include <QCryptographicHash>
#include <QDir>
#include <QDirIterator>
#include <QFile>
#include <QJsonDocument>
#include <QJsonObject>

namespace consultantos {

namespace {

const QString ReportSection = QStringLiteral("report.json");
const QString VersionsSection = QStringLiteral("versions.json");
const QString BasisSection = QStringLiteral("basis");
const QString OwnSection = QStringLiteral("facts");
const QString PeerPrefix = QStringLiteral("peers/");
const QString AnchorsSection = QStringLiteral("averages/industry");
const QString CountrySection = QStringLiteral("averages/country");
const QString ResearchSection = QStringLiteral("research");
const QString DocumentsSection = QStringLiteral("documents");
const QString ContrarySection = QStringLiteral("contrary");
const QString ModelSection = QStringLiteral("model");
const QString AgentsSection = QStringLiteral("agents");

/// Of the resources those that decide what is derived from what was recorded.
const QStringList Resources{QStringLiteral("concepts.json"), QStringLiteral("formulas.json"),
                            QStringLiteral("frameworks"), QStringLiteral("questions"), QStringLiteral("wording")};

QJsonObject resourceHashes(const QString &resourceDir)
{
    const QDir root(resourceDir);
    QStringList files;
    for (const auto &name : Resources) {
        const QFileInfo info(root.filePath(name));
        if (info.isFile())
            files.append(info.filePath());
        for (QDirIterator it(info.filePath(), {QStringLiteral("*.json")}, QDir::Files, QDirIterator::Subdirectories);
             info.isDir() && it.hasNext();)
            files.append(it.next());
    }
    QJsonObject hashes;
    for (const auto &path : std::as_const(files)) {
        QFile file(path);
        QCryptographicHash hash(QCryptographicHash::Sha256);
        if (file.open(QIODevice::ReadOnly) && hash.addData(&file))
            hashes.insert(root.relativeFilePath(path), QString::fromLatin1(hash.result().toHex()));
    }
    return hashes;
}

QJsonObject versionsNow(const QString &resourceDir)
{
    return {{QStringLiteral("engine"), QString::fromLatin1(Version)},
            {QStringLiteral("qt"), QString::fromLatin1(qVersion())},
            {QStringLiteral("resources"), resourceHashes(resourceDir)}};
}

/// What would make the same evidence another report. Qt's version is told for the record: nothing depends on it.
QStringList differences(const QJsonObject &sealedWith, const QString &resourceDir)
{
    QStringList found;
    const auto engine = sealedWith[QLatin1String("engine")].toString();
    if (engine != QLatin1String(Version))
        found.append(QCoreApplication::translate("Sealed", "It was sealed by version %1, and this is %2.")
                         .arg(engine, QString::fromLatin1(Version)));
    const auto then = sealedWith[QLatin1String("resources")].toObject();
    const auto now = resourceHashes(resourceDir);
    QStringList names = then.keys() + now.keys();
    names.removeDuplicates();
    for (const auto &name : std::as_const(names)) {
        if (then[name] != now[name])
            found.append(
                QCoreApplication::translate("Sealed", "The resource %1 is another one than it was sealed with.")
                    .arg(name));
    }
    return found;
}

/// Reads one section into a member; remembers whether all of them could be read.
class SectionReader {
public:
    explicit SectionReader(const SealCheck &check)
        : m_check(check)
    {
    }

    template <typename T>
    void read(const QString &name, T &value)
    {
        const auto bytes = m_check.section(name);
        auto read = bytes ? fromBinary<T>(*bytes) : std::nullopt;
        m_isComplete = m_isComplete && read.has_value();
        if (read)
            value = *std::move(read);
    }
    [[nodiscard]] bool isComplete() const { return m_isComplete; }

private:
    const SealCheck &m_check;
    bool m_isComplete = true;
};

std::optional<RecordedAnalysis> recordedIn(const SealCheck &check)
{
    RecordedAnalysis recorded;
    SectionReader reader(check);
    reader.read(BasisSection, recorded.basis);
    reader.read(OwnSection, recorded.own);
    for (const auto &name : check.names) {
        if (name.startsWith(PeerPrefix))
            reader.read(name, recorded.peers.emplaceBack());
    }
    reader.read(AnchorsSection, recorded.anchors);
    reader.read(CountrySection, recorded.countryAnchors);
    reader.read(ResearchSection, recorded.research);
    reader.read(DocumentsSection, recorded.documents);
    reader.read(ContrarySection, recorded.contrary);
    reader.read(ModelSection, recorded.writings);
    reader.read(AgentsSection, recorded.agents);
    return reader.isComplete() ? std::optional(std::move(recorded)) : std::nullopt;
}

/// Documents that nothing in the report rests on are nobody's business who gets the file.
QHash<QString, Source> citedOf(const RecordedAnalysis &recorded, const Report &report)
{
    QHash<QString, Source> cited;
    for (const auto &source : report.sources) {
        if (const auto found = recorded.documents.constFind(source.id); found != recorded.documents.constEnd())
            cited.insert(source.id, *found);
    }
    return cited;
}

} // namespace

Result<QByteArray> sealReport(const Report &report, const RecordedAnalysis &recordedIn, const QString &resourceDir,
                              const std::optional<SigningKey> &key)
{
    auto recorded = recordedIn;
    recorded.documents = citedOf(recorded, report);
    recorded.agents = report.agents; // measured: the report says how long they took and what a cache had
    const auto json = renderJson(report);
    const auto rebuilt = replayAnalysis(recorded, report, resourceDir, SystemClock());
    if (!rebuilt)
        return tl::unexpected(rebuilt.error());
    if (renderJson(*rebuilt) != json)
        return fail(
            ErrorCode::Internal,
            QCoreApplication::translate("Sealed", "The report can't be rebuilt from its evidence; it was not sealed."),
            QCoreApplication::translate("Sealed", "Facts or documents may have changed meanwhile: analyse again."));
    QList<SealedSection> sections{
        {ReportSection, json},
        {VersionsSection, QJsonDocument(versionsNow(resourceDir)).toJson()},
        {BasisSection, toBinary(recorded.basis)},
        {OwnSection, toBinary(recorded.own)},
    };
    for (const auto &peer : std::as_const(recorded.peers))
        sections.append({PeerPrefix + peer.company.id, toBinary(peer)});
    sections.append({AnchorsSection, toBinary(recorded.anchors)});
    sections.append({CountrySection, toBinary(recorded.countryAnchors)});
    sections.append({ResearchSection, toBinary(recorded.research)});
    sections.append({DocumentsSection, toBinary(recorded.documents)});
    sections.append({ContrarySection, toBinary(recorded.contrary)});
    sections.append({ModelSection, toBinary(recorded.writings)});
    sections.append({AgentsSection, toBinary(recorded.agents)});
    return writeSealed(sections, key);
}

Result<SealVerdict> verifySealed(const QByteArray &file, const QString &resourceDir, const Clock &clock,
                                 const CancellationToken &cancel)
{
    auto check = checkSealed(file);
    if (!check)
        return tl::unexpected(check.error());
    SealVerdict verdict;
    verdict.check = *std::move(check);
    if (!verdict.check.isIntact())
        return verdict;
    const auto json = verdict.check.section(ReportSection).value_or(QByteArray());
    const auto versions =
        QJsonDocument::fromJson(verdict.check.section(VersionsSection).value_or(QByteArray())).object();
    verdict.differences = differences(versions, resourceDir);
    if (!verdict.differences.isEmpty())
        return verdict;
    const auto original = reportFromJson(QJsonDocument::fromJson(json).object());
    const auto recorded = recordedIn(verdict.check);
    if (!original || !recorded) {
        // Intact, but not of our making: someone sealed something else.
        verdict.check.faults.append(QCoreApplication::translate("Sealed", "Its sections are not those of a report."));
        return verdict;
    }
    auto report = replayAnalysis(*recorded, *original, resourceDir, clock, cancel);
    if (!report)
        return tl::unexpected(report.error());
    verdict.isSame = renderJson(*report) == json;
    verdict.report = *std::move(report);
    return verdict;
}

} // namespace consultantos
