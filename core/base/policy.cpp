// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/policy.h"

#include "base/json_names.h"
#include "base/setting_declaration.h"

#include <QCoreApplication>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QRegularExpression>

#ifdef Q_OS_WIN
#include <windows.h>

#include <vector>
#endif

#include <algorithm>
#include <filesystem>
#include <system_error>

namespace consultantos {
namespace {

constexpr int Version = 1;
constexpr qint64 MaxBytes = 1024LL * 1024;

#ifdef Q_OS_WIN
constexpr auto RegistryKey = L"Software\\Policies\\ConsultantOS";

/// The policy in the registry; empty if there is none. Read without QSettings, which would make the key that it looks for.
QString registryText()
{
    DWORD bytes = 0;
    const auto read = [&bytes](wchar_t *text) {
        return RegGetValueW(HKEY_LOCAL_MACHINE, RegistryKey, L"policy", RRF_RT_REG_SZ, nullptr, text, &bytes)
               == ERROR_SUCCESS;
    };
    if (!read(nullptr) || qint64(bytes) > MaxBytes)
        return {};
    std::vector<wchar_t> text(bytes / sizeof(wchar_t) + 1);
    bytes = DWORD(text.size() * sizeof(wchar_t));
    return read(text.data()) ? QString::fromWCharArray(text.data()) : QString();
}
#endif

/// Says of a fault in which key it is.
tl::unexpected<Error> faulty(const QString &path, const QString &fault)
{
    return fail(
        ErrorCode::Malformed,
        QCoreApplication::translate("settings", "The administrator's policy %1 has a fault: %2").arg(path, fault),
        QCoreApplication::translate("settings", "The program doesn't start without a policy that can be "
                                                "read. Ask your administrator to correct it."));
}

/// The texts of a list; nothing if it is none, or holds something else.
std::optional<QStringList> textsOf(const QJsonValue &value)
{
    if (!value.isArray())
        return std::nullopt;
    QStringList texts;
    for (const auto &entry : value.toArray()) {
        if (!entry.isString())
            return std::nullopt;
        texts.append(entry.toString());
    }
    return texts;
}

/// Whether a name can be that of a host, or with "*." before it of all hosts below one: an address, a port or a lone "*"
/// would match nothing without anyone noticing.
bool isHostPattern(const QString &pattern)
{
    const auto host = pattern.startsWith(QLatin1String("*.")) ? pattern.mid(2) : pattern;
    static const QRegularExpression Ipv6(QStringLiteral("^[0-9A-Fa-f]{0,4}(:[0-9A-Fa-f.]{0,15}){2,7}$"));
    if (Ipv6.match(host).hasMatch())
        return true;
    const auto isOfName = [](QChar sign) {
        return sign.isLetterOrNumber() || sign == QLatin1Char('-') || sign == QLatin1Char('_')
               || sign == QLatin1Char('.');
    };
    return !host.isEmpty() && !host.startsWith(QLatin1Char('.')) && !host.endsWith(QLatin1Char('.'))
           && !host.contains(QLatin1String("..")) && std::all_of(host.begin(), host.end(), isOfName);
}

/// As reports' formats are named; core's reports lie above this module.
bool isExportFormat(const QString &name)
{
    static const QStringList Names{QStringLiteral("json"), QStringLiteral("md"),    QStringLiteral("html"),
                                   QStringLiteral("pdf"),  QStringLiteral("docx"),  QStringLiteral("xlsx"),
                                   QStringLiteral("pptx"), QStringLiteral("sealed")};
    return Names.contains(name, Qt::CaseInsensitive);
}

} // namespace

bool isHostAmong(const QString &host, const QStringList &patterns)
{
    return std::any_of(patterns.begin(), patterns.end(), [&](const QString &pattern) {
        if (pattern.startsWith(QLatin1String("*.")))
            return host.endsWith(pattern.mid(1), Qt::CaseInsensitive);
        return host.compare(pattern, Qt::CaseInsensitive) == 0;
    });
}

QString Policy::systemPath()
{
#if defined(Q_OS_WIN)
    return qEnvironmentVariable("ProgramData", QStringLiteral("C:/ProgramData"))
           + QStringLiteral("/ConsultantOS/policy.json");
#elif defined(Q_OS_MACOS)
    return QStringLiteral("/Library/Application Support/ConsultantOS/policy.json");
#else
    return QStringLiteral("/etc/consultantos/policy.json");
#endif
}

Result<Policy> Policy::ofSystem()
{
#ifdef Q_OS_WIN
    if (const auto text = registryText(); !text.isEmpty())
        return parse(text.toUtf8(), QStringLiteral("HKEY_LOCAL_MACHINE\\") + QString::fromWCharArray(RegistryKey));
#endif
    return load(systemPath());
}

Result<Policy> Policy::load(const QString &path)
{
    // A folder that may not be entered isn't one without a policy; a link that leads nowhere isn't either.
    std::error_code failure;
    const auto found = std::filesystem::symlink_status(std::filesystem::path(path.toStdU16String()), failure).type();
    if (found == std::filesystem::file_type::not_found)
        return Policy();
    if (found == std::filesystem::file_type::none)
        return faulty(path, QString::fromLocal8Bit(failure.message().c_str()));
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly) || file.size() > MaxBytes)
        return faulty(path,
                      file.isOpen() ? QCoreApplication::translate("settings", "it is too large") : file.errorString());
    return parse(file.readAll(), path);
}

Result<Policy> Policy::parse(const QByteArray &text, const QString &path)
{
    QJsonParseError error;
    const auto document = QJsonDocument::fromJson(text, &error);
    if (error.error == QJsonParseError::NoError && !document.isObject())
        return faulty(path, QCoreApplication::translate("settings", "it must be an object, between { and }"));
    if (!document.isObject()) {
        const auto line = 1 + text.left(std::min<qsizetype>(error.offset, text.size())).count('\n');
        return faulty(path, QCoreApplication::translate("settings", "line %1: %2").arg(line).arg(error.errorString()));
    }
    if (const auto name = repeatedName(text))
        return faulty(path, QCoreApplication::translate("settings", "\"%1\" stands there twice").arg(*name));
    const auto object = document.object();
    if (object[QStringLiteral("version")].toInt() != Version)
        return faulty(path, QCoreApplication::translate("settings", "\"version\" must be %1").arg(Version));
    Policy policy;
    policy.m_path = path;
    for (const auto &key : object.keys()) {
        const auto value = object[key];
        if (key == QLatin1String("version"))
            continue;
        if (key == QLatin1String("settings") && value.isObject()) {
            const auto rules = value.toObject();
            for (const auto &name : rules.keys()) {
                const auto *declaration = findSetting(name);
                if (!declaration)
                    return faulty(path,
                                  QCoreApplication::translate("settings", "there is no setting \"%1\"").arg(name));
                QString fault;
                auto rule = settingRuleOf(*declaration, rules[name], fault);
                if (!rule)
                    return faulty(path, QStringLiteral("%1: %2").arg(name, fault));
                policy.m_rules.insert(name, *rule);
            }
        } else if (const auto texts = textsOf(value); key == QLatin1String("allowed_hosts") && texts) {
            const auto wrong = std::find_if_not(texts->begin(), texts->end(), isHostPattern);
            if (wrong != texts->end())
                return faulty(path,
                              QCoreApplication::translate(
                                  "settings", "%1: \"%2\" is no name of a host such as data.sec.gov or *.example.com")
                                  .arg(key, *wrong));
            policy.m_allowedHosts = *texts;
        } else if (key == QLatin1String("export_formats") && texts) {
            const auto wrong = std::find_if_not(texts->begin(), texts->end(), isExportFormat);
            if (wrong != texts->end())
                return faulty(
                    path,
                    QCoreApplication::translate("settings", "%1: \"%2\" is no format of reports").arg(key, *wrong));
            policy.m_exportFormats = *texts;
        } else {
            return faulty(path,
                          QCoreApplication::translate("settings", "\"%1\" is unknown or of the wrong kind").arg(key));
        }
    }
    return policy;
}

const SettingRule *Policy::rule(const QString &key) const
{
    const auto found = m_rules.constFind(key);
    return found == m_rules.constEnd() ? nullptr : &*found;
}

QString Policy::apply(const SettingDeclaration &declaration, const QString &text) const
{
    const auto *known = rule(keyOf(declaration));
    return known ? known->apply(declaration, text) : text;
}

bool Policy::admits(const QString &key, const QString &text) const
{
    const auto *declaration = findSetting(key);
    return declaration == nullptr || apply(*declaration, text) == text;
}

bool Policy::allowsExport(const QString &format) const
{
    return !m_exportFormats || m_exportFormats->contains(format, Qt::CaseInsensitive);
}

Status Policy::admitExport(const QString &format) const
{
    if (allowsExport(format))
        return {};
    return fail(ErrorCode::Denied,
                QCoreApplication::translate("settings", "Your administrator doesn't allow reports as %1; nothing was "
                                                        "written.")
                    .arg(format.toUpper()),
                m_exportFormats->isEmpty()
                    ? QCoreApplication::translate("settings", "No export is allowed (%1).").arg(m_path)
                    : QCoreApplication::translate("settings", "Allowed are: %1 (%2).")
                          .arg(m_exportFormats->join(QStringLiteral(", ")), m_path));
}

} // namespace consultantos
