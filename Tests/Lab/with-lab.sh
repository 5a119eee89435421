#!/usr/bin/env bash
# with-lab.sh COMMAND…: starts the servers of lab.sh on free ports, runs the command beside them, and stops them.
#
# The command finds them by LAB_FOLDER, LAB_IMAP, LAB_IMAPS, LAB_SUBMISSION, LAB_SMTPS and LAB_MX. DISCARD=1 as in lab.sh.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
folder=$(mktemp -d /tmp/answerback-lab-XXXXXX)
chmod 755 "$folder"

free_port() {
    local port
    while port=$((20000 + RANDOM)); do
        if ! (exec 3<> "/dev/tcp/127.0.0.1/$port") 2> /dev/null; then echo "$port"; return; fi
    done
}

export IMAP=$(free_port) IMAPS=$(free_port) SUBMISSION=$(free_port) SMTPS=$(free_port) MX=$(free_port) OWNER=$$
trap 'OWNER= bash "$here/lab.sh" stop "$folder"; rm -rf "$folder"' EXIT
bash "$here/lab.sh" start "$folder"
export LAB_FOLDER=$folder LAB_IMAP=$IMAP LAB_IMAPS=$IMAPS LAB_SUBMISSION=$SUBMISSION LAB_SMTPS=$SMTPS LAB_MX=$MX
unset IMAP IMAPS SUBMISSION SMTPS MX OWNER
"$@"
