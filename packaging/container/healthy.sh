#!/bin/bash
# SPDX-License-Identifier: GPL-3.0-or-later
# Ends with 0 if the server on port ${PORT:-8080} of this machine says that it is well, with 1 otherwise. Of a worker with
# --metrics-port N: PORT=N.
exec 3<>"/dev/tcp/127.0.0.1/${PORT:-8080}" || exit 1
printf 'GET /health HTTP/1.0\r\nHost: localhost\r\n\r\n' >&3
read -r -t 4 status <&3 || exit 1
[[ "$status" == *" 200 "* ]]
