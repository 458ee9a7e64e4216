// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/frameworks/blue_ocean.h"
#include "analysis/frameworks/pestel.h"
#include "analysis/frameworks/porter.h"
#include "analysis/frameworks/swot.h"
#include "base/paths.h"

namespace consultantos {

namespace {

/// Stands in for a framework whose definitions could not be read: deriving it tells why.
class UnreadableFramework : public Framework {
public:
    UnreadableFramework(QString id, QString title, Error error)
        : m_id(std::move(id))
        , m_title(std::move(title))
        , m_error(std::move(error))
    {
    }
    [[nodiscard]] QString id() const override { return m_id; }
    [[nodiscard]] QString title() const override { return m_title; }
    [[nodiscard]] Result<FrameworkOutput> derive(const FrameworkInput & /*input*/,
                                                 const QList<FrameworkOutput> & /*earlier*/,
                                                 const CancellationToken & /*cancel*/) const override
    {
        return tl::unexpected(m_error);
    }

private:
    QString m_id;
    QString m_title;
    Error m_error;
};

} // namespace

QList<std::shared_ptr<const Framework>> builtInFrameworks()
{
    const auto loaded = FrameworkDefinitions::load(resourceDir());
    const auto definitions = loaded ? *loaded : std::make_shared<const FrameworkDefinitions>();
    const QList<std::shared_ptr<const Framework>> frameworks = {
        std::make_shared<Porter>(definitions), std::make_shared<Swot>(definitions),
        std::make_shared<Pestel>(definitions), std::make_shared<BlueOcean>(definitions)};
    if (loaded)
        return frameworks;
    QList<std::shared_ptr<const Framework>> unreadable;
    for (const auto &framework : frameworks)
        unreadable.append(std::make_shared<UnreadableFramework>(framework->id(), framework->title(), loaded.error()));
    return unreadable;
}

} // namespace consultantos
