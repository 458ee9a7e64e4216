// SPDX-License-Identifier: GPL-3.0-or-later
// A target has a source; this one is for the headers alone.
