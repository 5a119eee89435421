#!/usr/bin/env bash
# with-lab.sh COMMAND…: starts the servers of lab.sh on free ports, runs the command beside them, and stops them.
#
# The command finds them by LAB_FOLDER, LAB_IMAP, LAB_IMAPS, LAB_SUBMISSION, LAB_SMTPS and LAB_MX. DISCARD=1 as in lab.sh.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
folder=$(mktemp -d /tmp/answerback-lab-XXXXXX)
chmod 755 "$folder"

# Below the ports that the kernel gives to clients (32768 and up), which any connection may take at any time; each from
# its own thousands, so that no two are the same.
free_port() {
    local port
    while port=$(($1 + RANDOM % 4000)); do
        if ! (exec 3<> "/dev/tcp/127.0.0.1/$port") 2> /dev/null; then echo "$port"; return; fi
    done
}

IMAP=$(free_port 12000) IMAPS=$(free_port 16000) SUBMISSION=$(free_port 20000) SMTPS=$(free_port 24000) MX=$(free_port 28000)
export IMAP IMAPS SUBMISSION SMTPS MX OWNER=$$
trap 'OWNER= bash "$here/lab.sh" stop "$folder"; rm -rf "$folder"' EXIT
bash "$here/lab.sh" start "$folder"
export LAB_FOLDER=$folder LAB_IMAP=$IMAP LAB_IMAPS=$IMAPS LAB_SUBMISSION=$SUBMISSION LAB_SMTPS=$SMTPS LAB_MX=$MX
unset IMAP IMAPS SUBMISSION SMTPS MX OWNER
"$@"
