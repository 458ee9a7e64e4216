// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "analysis/forecasting/method_forecast.h"

namespace consultantos::forecasting {

/// Monthly airline passengers in thousands, 1949 to 1960: Box and Jenkins (1970), series G.
inline const Values AirPassengers = {
    112, 118, 132, 129, 121, 135, 148, 148, 136, 119, 104, 118, 115, 126, 141, 135, 125, 149, 170, 170, 158,
    133, 114, 140, 145, 150, 178, 163, 172, 178, 199, 199, 184, 162, 146, 166, 171, 180, 193, 181, 183, 218,
    230, 242, 209, 191, 172, 194, 196, 196, 236, 235, 229, 243, 264, 272, 237, 211, 180, 201, 204, 188, 235,
    227, 234, 264, 302, 293, 259, 229, 203, 229, 242, 233, 267, 269, 270, 315, 364, 347, 312, 274, 237, 278,
    284, 277, 317, 313, 318, 374, 413, 405, 355, 306, 271, 306, 315, 301, 356, 348, 355, 422, 465, 467, 404,
    347, 305, 336, 340, 318, 362, 348, 363, 435, 491, 505, 404, 359, 310, 337, 360, 342, 406, 396, 420, 472,
    548, 559, 463, 407, 362, 405, 417, 391, 419, 461, 472, 535, 622, 606, 508, 461, 390, 432};

/// Yearly oil production of Saudi Arabia in million tonnes, 1996 to 2013: Hyndman and Athanasopoulos (2018),
/// "Forecasting: Principles and Practice", 2nd edition, section 7.1.
inline const Values OilProduction = {445.3641, 453.1950, 454.4096, 422.3789, 456.0371, 440.3866,
                                     425.1944, 486.2052, 500.4291, 521.2759, 508.9476, 488.8889,
                                     509.8706, 456.7229, 473.8166, 525.9509, 549.8338, 542.3405};

} // namespace consultantos::forecasting
