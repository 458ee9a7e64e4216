// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "report/export_options.h"

#include <QByteArray>
#include <QList>
#include <QMap>
#include <QRect>
#include <QString>

#include <optional>

namespace consultantos::office {

/// What a presentation takes over from a template: masters, layouts, themes and their pictures. Places in EMU (914,400 an
/// inch).
struct DeckTemplate {
    struct Master {
        QString id; ///< as the presentation lists it
        QString part;
    };
    QMap<QString, QByteArray> parts; ///< by name, relationship parts among them
    QMap<QString, QString> types;    ///< content types of those with one of their own
    QList<Master> masters;
    QString theme;         ///< of the first master
    QString titleLayout;   ///< part of the layout that opens
    QString messageLayout; ///< part of the layout with a title and room
    int width = 12'192'000;
    int height = 6'858'000;
    QRect messageTitle;           ///< where messageLayout has its title
    bool hasSubtitle = false;     ///< of titleLayout
    bool isOpenerCentred = false; ///< its title is of type "ctrTitle"
};

/// Our own: white, the brand's colour and font, the logo in the corner.
[[nodiscard]] DeckTemplate plainTemplate(const Brand &brand);
/// Of a .pptx or .potx. Unreadable, Malformed: with what is wrong.
[[nodiscard]] Result<DeckTemplate> readTemplate(const QString &path);

/// A theme with the brand's colour first. `name` is shown to who chooses one.
[[nodiscard]] QByteArray themePart(const Brand &brand, const QString &name);

} // namespace consultantos::office
