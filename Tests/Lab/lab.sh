#!/usr/bin/env bash
# lab.sh start|stop FOLDER: a real Dovecot and a real Postfix on loopback, everything under FOLDER.
#
# Ports come from the environment: IMAP (STARTTLS), IMAPS, SUBMISSION (STARTTLS), SMTPS, MX (no login, as the world
# delivers). Any user of support.test and customer.test exists, with the password in FOLDER/password.
# OWNER is a process id: when it ends, a watch stops the servers. Needs root, as Postfix does. DISCARD=1 makes Postfix
# swallow whatever it accepts: for benchmarks of what stands before it. Exit status 75 (EX_TEMPFAIL of sysexits.h): another
# program listens on one of the ports.
#
# The MX removes Authentication-Results that others wrote and adds its own (authserv-id mx.support.test): dmarc=pass
# where the submitter logged in as the sender, dmarc=fail where the mail came in by the MX port.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
# A daemon that inherits a descriptor of the caller keeps it open: sockets, pipes, locks.
for descriptor in /proc/$$/fd/*; do
    number=${descriptor##*/}
    if [ "$number" -gt 2 ] && [ "$number" -ne 255 ]; then eval "exec $number>&-"; fi
done
action=${1:?start or stop} folder=${2:?a folder for the servers}

fill() {
    sed -e "s|@FOLDER@|$folder|g" -e "s|@IMAP@|$IMAP|g" -e "s|@IMAPS@|$IMAPS|g" -e "s|@SUBMISSION@|$SUBMISSION|g" \
        -e "s|@SMTPS@|$SMTPS|g" -e "s|@MX@|$MX|g" -e "s|@CAPABILITY@|${CAPABILITY:-}|g" -e "s|@VERDICT@|$verdict|g" -e "s|@PASSWORD@|$(cat "$folder/password")|g" \
        "$here/$1" > "$folder/$2"
}

certificates() {
    cd "$folder/tls"
    openssl ecparam -name prime256v1 -genkey -noout -out ca.key
    openssl req -x509 -new -key ca.key -days 30 -subj "/CN=lab authority" -out ca.pem \
        -addext keyUsage=critical,keyCertSign 2> /dev/null
    openssl ecparam -name prime256v1 -genkey -noout -out server.key
    openssl req -new -key server.key -subj "/CN=localhost" -out server.csr 2> /dev/null
    printf 'subjectAltName=DNS:localhost\n' > names
    openssl x509 -req -in server.csr -CA ca.pem -CAkey ca.key -CAcreateserial -days 30 -extfile names -out server.pem 2> /dev/null
    # An authority that signed nothing here.
    openssl ecparam -name prime256v1 -genkey -noout -out other.key
    openssl req -x509 -new -key other.key -days 30 -subj "/CN=another authority" -out other.pem 2> /dev/null
    cd - > /dev/null
}

await_port() {
    for _ in $(seq 500); do
        if (exec 3<> "/dev/tcp/127.0.0.1/$1") 2> /dev/null; then return; fi
        sleep 0.01
    done
    not_started "port $1 did not open"
}

# What the servers logged, and whether somebody else listens on a port of theirs.
not_started() {
    echo "$1" >&2
    for log in "$folder"/*.log; do [ ! -s "$log" ] || { echo "$log:"; tail -n 20 "$log"; } >&2; done
    stop
    for port in $IMAP $IMAPS $SUBMISSION $SMTPS $MX; do
        if (exec 3<> "/dev/tcp/127.0.0.1/$port") 2> /dev/null; then echo "another program listens on port $port" >&2; exit 75; fi
    done
    exit 1
}

start() {
    mkdir -p "$folder"/{tls,mail,dovecot,etc,spool,data}
    chmod 755 "$folder" "$folder"/{tls,dovecot,etc,spool}
    chown mail:mail "$folder/mail"
    chown postfix "$folder/data"
    [ -s "$folder/password" ] || printf 'pw%s' "$(od -An -N6 -tx1 /dev/urandom | tr -d ' ')" > "$folder/password"
    # A name that no mail from outside can know.
    verdict="X-Verdict-$(od -An -N12 -tx1 /dev/urandom | tr -d ' ')"
    [ -s "$folder/tls/server.pem" ] || certificates
    chmod 600 "$folder"/tls/*.key
    # The key that signs access tokens is the password, as Dovecot reads it: in base64, under default/ALGORITHM/default.
    mkdir -p "$folder/keys/default/HS256"
    base64 -w 0 "$folder/password" > "$folder/keys/default/HS256/default"
    fill dovecot.conf.in dovecot.conf
    fill oauth2.conf.ext.in oauth2.conf.ext
    fill main.cf.in etc/main.cf
    fill master.cf.in etc/master.cf
    if [ -n "${DISCARD:-}" ]; then
        printf 'virtual_transport = discard:\ndefault_transport = discard:\ntransport_maps =\n' >> "$folder/etc/main.cf"
    fi
    for table in sender_by_login sender_by_world login_of_sender header_checks recipients; do fill "tables/$table.in" "etc/$table"; done
    dovecot -c "$folder/dovecot.conf" > "$folder/start.log" 2>&1 || not_started "Dovecot did not start"
    # "postfix start" sleeps; its checks make the queue folders, then master runs by itself.
    postfix -c "$folder/etc" check >> "$folder/start.log" 2>&1 || not_started "Postfix finds fault with its files"
    mkdir -p "$folder/spool/pid"
    /usr/lib/postfix/sbin/master -c "$folder/etc" -w >> "$folder/start.log" 2>&1 || not_started "Postfix did not start"
    for port in $IMAP $IMAPS $SUBMISSION $SMTPS $MX; do await_port "$port"; done
    if [ -n "${OWNER:-}" ]; then watch_owner < /dev/null > /dev/null 2>&1 & fi
}

watch_owner() {
    while kill -0 "$OWNER" 2> /dev/null && [ -e "$folder/dovecot/master.pid" ]; do sleep 1; done
    stop
    case $folder in */answerback-lab-*) rm -rf "$folder" ;; esac
}

stop() {
    for file in "$folder/spool/pid/master.pid" "$folder/dovecot/master.pid"; do
        [ -e "$file" ] || continue
        pid=$(tr -d ' \n' < "$file" 2> /dev/null) || continue
        kill "$pid" 2> /dev/null || continue
        for _ in $(seq 300); do kill -0 "$pid" 2> /dev/null || break; sleep 0.01; done
    done
}

"$action"
