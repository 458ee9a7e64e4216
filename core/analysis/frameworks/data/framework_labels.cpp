// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/frameworks/data/framework_labels.h"

#include "analysis/frameworks/data/block_form.h"

namespace consultantos {

FrameworkLabels labelsOf(const LocatedJson &root)
{
    FrameworkLabels labels;
    const auto *languages = root.isObject() ? root.find(QStringLiteral("labels")) : nullptr;
    if (languages == nullptr || !languages->isObject())
        return labels;
    for (const auto &language : languages->names()) {
        const auto *names = languages->find(language);
        if (!names->isObject())
            continue;
        for (const auto &name : names->names()) {
            if (const auto label = names->find(name)->asText(); label && !label->trimmed().isEmpty())
                labels[language].insert(name, *label);
        }
    }
    return labels;
}

QString labelIn(const FrameworkLabels &labels, const QString &language, const QString &name)
{
    for (const auto &wanted : {language, QStringLiteral("en")}) {
        const auto found = labels.value(wanted).value(name);
        if (!found.isEmpty())
            return found;
    }
    for (const auto &names : labels) {
        if (const auto found = names.value(name); !found.isEmpty())
            return found;
    }
    return {};
}

QStringList labelledNames(const QString &derivation)
{
    const auto &form = blockForm(derivation);
    auto names = form.textNames() + form.limitNames();
    if (derivation != QLatin1String("pestel"))
        return names;
    for (const auto &measure : pestelMeasures()) {
        const auto &figure = blockForm(QStringLiteral("pestel.") + measure);
        for (const auto &name : figure.textNames() + figure.limitNames())
            names.append(measure + QLatin1Char('.') + name);
    }
    return names;
}

} // namespace consultantos
