#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# steps.sh FOLDER: makes of a Debian 12 what serve and worker need: the package in FOLDER, a user without a home who owns
# /var/lib/consultantos, and the command that tells whether the server is well. Run as root within the system to be made.
set -eu

export DEBIAN_FRONTEND=noninteractive
apt-get update -qq
apt-get install -y -qq --no-install-recommends ca-certificates fonts-dejavu-core libqt6sql6-psql "$1/consultantos.deb"
apt-get clean
rm -rf /var/lib/apt/lists/*
groupadd --gid 10001 consultantos
useradd --uid 10001 --gid 10001 --home-dir /var/lib/consultantos --no-create-home --shell /usr/sbin/nologin consultantos
install -d -m 700 -o 10001 -g 10001 /var/lib/consultantos
install -m 755 "$1/healthy.sh" /usr/local/bin/consultantos-healthy
