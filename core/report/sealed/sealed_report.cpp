// SPDX-License-Identifier: GPL-3.0-or-later
#include "report/sealed/sealed_report.h"

#include "agents/replay/analysis_replay.h"
#include "agents/replay/recorded_fields.h"
#include "analysis/frameworks/data/framework_catalogue.h"
#include "base/version.h"
#include "report/json_renderer.h"

#include <QCoreApplication>
#include <QDir>
#include <QDirIterator>
#include <QFile>
#include <QJsonDocument>
#include <QJsonObject>
#include <QRegularExpression>
#include <QTemporaryDir>

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
const QString ResourcePrefix = QStringLiteral("resources/");
const QString FrameworkPrefix = QStringLiteral("frameworks/");

/// Of the resources those that decide what is derived from what was recorded.
const QStringList Resources{QStringLiteral("claims"),        QStringLiteral("concepts.json"),
                            QStringLiteral("formulas.json"), QStringLiteral("frameworks"),
                            QStringLiteral("health"),        QStringLiteral("industry"),
                            QStringLiteral("questions"),     QStringLiteral("wording")};

QJsonObject versionsNow()
{
    // Qt's version is told for the record: nothing depends on it.
    return {{QStringLiteral("engine"), QString::fromLatin1(Version)},
            {QStringLiteral("qt"), QString::fromLatin1(qVersion())}};
}

/// Their names relative to `resourceDir`, with their content.
QList<SealedSection> resourceSections(const QString &resourceDir, const QString &language)
{
    const QDir root(resourceDir);
    QStringList files;
    auto names = Resources;
    if (!language.isEmpty())
        names.append(QStringLiteral("report_language/") + language);
    for (const auto &name : std::as_const(names)) {
        if (QFileInfo(root.filePath(name)).isFile())
            files.append(name);
        QDirIterator inside(root.filePath(name), {QStringLiteral("*.json")}, QDir::Files, QDirIterator::Subdirectories);
        while (inside.hasNext())
            files.append(root.relativeFilePath(inside.next()));
    }
    files.sort();
    QList<SealedSection> sections;
    for (const auto &name : std::as_const(files)) {
        QFile file(root.filePath(name));
        if (file.open(QIODevice::ReadOnly))
            sections.append({ResourcePrefix + name, file.readAll()});
    }
    return sections;
}

/// The user's frameworks that the report was asked for.
QList<SealedSection> frameworkSections(const Report &report, const QString &resourceDir, const QString &userFrameworks)
{
    QList<SealedSection> sections;
    const auto catalogue = FrameworkCatalogue::load(resourceDir, userFrameworks);
    for (const auto &info : catalogue->infos()) {
        QFile file(info.path);
        if (info.isUsers && report.request.frameworks.contains(info.id) && file.open(QIODevice::ReadOnly))
            sections.append({FrameworkPrefix + info.id + QStringLiteral(".json"), file.readAll()});
    }
    return sections;
}

/// The resources of a sealed file as files, for as long as it lives.
class UnpackedResources {
public:
    /// A name that isn't one of a resource is refused: the file may be anybody's.
    Status unpack(const SealCheck &check)
    {
        if (!m_folder.isValid())
            return fail(ErrorCode::DiskFull,
                        QCoreApplication::translate("Sealed", "The report's resources can't be put into %1.")
                            .arg(QDir::tempPath()),
                        QCoreApplication::translate("Sealed", "Make room in the folder for temporary files."));
        static const QRegularExpression plain(QStringLiteral("\\A[a-z0-9_]+(/[a-z0-9_]+)*\\.json\\z"));
        for (const auto &section : check.sections) {
            for (const auto &prefix : {ResourcePrefix, FrameworkPrefix}) {
                if (!section.name.startsWith(prefix))
                    continue;
                const auto name = section.name.mid(prefix.size());
                if (!plain.match(name).hasMatch())
                    return fail(ErrorCode::Malformed,
                                QCoreApplication::translate("Sealed", "\"%1\" is no name of a resource.").arg(name));
                if (const auto written = write(QDir(folder(prefix)).filePath(name), section.bytes); !written)
                    return written;
            }
        }
        return {};
    }

    [[nodiscard]] QString resources() const { return folder(ResourcePrefix); }
    [[nodiscard]] QString frameworks() const { return folder(FrameworkPrefix); }

private:
    [[nodiscard]] QString folder(const QString &prefix) const { return m_folder.filePath(prefix.chopped(1)); }

    static Status write(const QString &path, const QByteArray &bytes)
    {
        QFile file(path);
        if (QDir().mkpath(QFileInfo(path).path()) && file.open(QIODevice::WriteOnly)
            && file.write(bytes) == bytes.size() && file.flush())
            return {};
        return fail(ErrorCode::DiskFull,
                    QCoreApplication::translate("Sealed", "The report's resources can't be put into %1.").arg(path),
                    QCoreApplication::translate("Sealed", "Make room in the folder for temporary files."));
    }

    QTemporaryDir m_folder;
};

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
                              const QString &userFrameworks, const std::optional<SigningKey> &key)
{
    auto recorded = recordedIn;
    recorded.documents = citedOf(recorded, report);
    recorded.agents = report.agents; // measured: the report says how long they took and what a cache had
    const auto json = renderJson(report);
    QList<SealedSection> sections{
        {ReportSection, json},
        {VersionsSection, QJsonDocument(versionsNow()).toJson()},
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
    sections += resourceSections(resourceDir, report.request.language);
    sections += frameworkSections(report, resourceDir, userFrameworks);
    auto file = writeSealed(sections, key);
    if (!file)
        return file;
    const auto verdict = verifySealed(*file, SystemClock());
    if (!verdict)
        return tl::unexpected(verdict.error());
    if (!verdict->isVerified())
        return fail(
            ErrorCode::Internal,
            QCoreApplication::translate("Sealed", "The report can't be rebuilt from its evidence; it was not sealed."),
            QCoreApplication::translate("Sealed", "Facts or documents may have changed meanwhile: analyse again."));
    return file;
}

Result<SealVerdict> verifySealed(const QByteArray &file, const Clock &clock, const CancellationToken &cancel)
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
    const auto engine = versions[QLatin1String("engine")].toString();
    if (engine != QLatin1String(Version)) {
        verdict.differences.append(QCoreApplication::translate("Sealed", "It was sealed by version %1, and this is %2.")
                                       .arg(engine, QString::fromLatin1(Version)));
        return verdict;
    }
    const auto original = reportFromJson(QJsonDocument::fromJson(json).object());
    const auto recorded = recordedIn(verdict.check);
    if (!original || !recorded) {
        // Intact: nobody but who sealed it wrote them.
        verdict.differences.append(QCoreApplication::translate(
            "Sealed", "Its sections can't be read: another build of this version sealed it."));
        return verdict;
    }
    UnpackedResources unpacked;
    if (const auto done = unpacked.unpack(verdict.check); !done)
        return tl::unexpected(done.error());
    auto report = replayAnalysis(*recorded, *original, unpacked.resources(), unpacked.frameworks(), clock, cancel);
    if (!report)
        return tl::unexpected(report.error());
    verdict.languages = ReportLanguages(unpacked.resources());
    // Read while the files are there.
    if (const auto read = verdict.languages.wording(report->request.language); !read)
        return tl::unexpected(read.error());
    verdict.isSame = renderJson(*report) == json;
    verdict.report = *std::move(report);
    return verdict;
}

} // namespace consultantos
