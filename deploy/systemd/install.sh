#!/bin/sh
# Makes Inloop start with the machine, as a service of its own account; docs/deploy.md tells all of it.
# It knows systemd and this checkout, not what Inloop does.
set -eu

PACKAGES='python3 python3-venv libfribidi0 libusb-1.0-0 libasound2'
HOME_OF_INLOOP=/var/lib/inloop
MANIFEST=/etc/inloop/installed
SETTINGS=/etc/inloop/settings
HERE=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd)
FILES=$HERE/files
CHECKOUT=$(CDPATH='' cd -- "$HERE/../.." && pwd)

usage() {
    cat <<'TEXT'
Usage: install.sh [options]        from a checkout that stays where it is, such as /opt/inloop
       install.sh --uninstall

  --user NAME      the account that Inloop runs as (inloop)
  --dry-run        say what would be done, and do nothing
  --root DIR       write the files below DIR only; no packages, no account, nothing started
  --uninstall      take away everything that this script made, except packages, data and settings
TEXT
}

fail() {
    echo "install.sh: $*" >&2
    exit 1
}

say() { echo "$*"; }

ACCOUNT=inloop ROOT='' DRY=no UNINSTALL=no

read_arguments() {
    while [ $# -gt 0 ]; do
        case $1 in
            --user | --root)
                [ $# -ge 2 ] || fail "$1 needs a value. See install.sh --help."
                [ "$1" = --user ] && ACCOUNT=$2 || ROOT=${2%/}
                shift
                ;;
            --dry-run) DRY=yes ;;
            --uninstall) UNINSTALL=yes ;;
            -h | --help)
                usage
                exit 0
                ;;
            *) fail "there is no option $1. See install.sh --help." ;;
        esac
        shift
    done
    printf '%s\n' "$ACCOUNT" | grep -Eqx '[a-z][a-z0-9-]{0,30}' && [ "$ACCOUNT" != root ] ||
        fail "--user is a name of small letters, digits and dashes, not '$ACCOUNT'."
}

check_machine() {
    [ -z "$ROOT" ] || return 0
    [ -d /run/systemd/system ] || fail 'this machine was not started by systemd, so nothing would start Inloop.'
    [ "$DRY" = yes ] || [ "$(id -u)" = 0 ] || fail 'only root may do this. Try: sudo sh install.sh'
}

check_checkout() {
    [ -f "$CHECKOUT/run.py" ] || fail "$CHECKOUT is no checkout of Inloop: run this from where it lies in one."
    printf '%s\n' "$CHECKOUT" | grep -Eqx '/[A-Za-z0-9._/-]+' ||
        fail "the path $CHECKOUT has characters that a service file does not take. Choose /opt/inloop."
    [ -z "$ROOT" ] || return 0
    case $CHECKOUT in
        /home/* | /root/* | /tmp/* | /var/tmp/* | /run/user/*)
            fail "the service sees nothing below ${CHECKOUT%"${CHECKOUT#/*/}"}. Move the checkout, to /opt/inloop for example." ;;
    esac
    # Whoever can write there can run what they like as the account, at every start.
    [ -z "$(find "$CHECKOUT" -maxdepth 1 -perm -002 ! -type l)" ] ||
        fail "everybody may write in $CHECKOUT. Try: chmod -R go-w $CHECKOUT"
}

run() {
    if [ "$DRY" = yes ]; then
        say "would run: $*"
    else
        "$@"
    fi
}

note() { # one line of the list by which --uninstall works
    grep -Fqx -- "$*" "$ROOT$MANIFEST" 2>/dev/null || printf '%s\n' "$*" >> "$ROOT$MANIFEST"
}

write_file() { # SOURCE PATH
    if [ "$DRY" = yes ]; then
        say "would write: $ROOT$2"
        return 0
    fi
    mkdir -p "$(dirname "$ROOT$2")"
    note "file $2"
    sed -e "s|@CHECKOUT@|$CHECKOUT|g" -e "s|@USER@|$ACCOUNT|g" "$1" > "$ROOT$2.new"
    chmod 644 "$ROOT$2.new"
    mv "$ROOT$2.new" "$ROOT$2"
}

write_settings() { # theirs once it is there
    if [ -e "$ROOT$SETTINGS" ]; then
        say "$ROOT$SETTINGS stays as it is."
    elif [ "$DRY" = yes ]; then
        say "would write: $ROOT$SETTINGS"
    else
        cp "$FILES$SETTINGS" "$ROOT$SETTINGS"
        chmod 640 "$ROOT$SETTINGS"
    fi
}

make_account() {
    [ -z "$ROOT" ] || return 0
    if ! id "$ACCOUNT" >/dev/null 2>&1; then
        run useradd --system --user-group --no-create-home --home-dir "$HOME_OF_INLOOP" --shell /usr/sbin/nologin "$ACCOUNT"
        [ "$DRY" = yes ] || note "user $ACCOUNT"
    fi
}

make_environment() {
    [ -z "$ROOT" ] || return 0
    # shellcheck disable=SC2086  # a list of names
    [ ! -e /etc/debian_version ] || run env DEBIAN_FRONTEND=noninteractive apt-get install -y -q --no-install-recommends make $PACKAGES
    run make --no-print-directory -C "$CHECKOUT" .venv/run
    # The account may not write there, so Python's own cache is filled now.
    run "$CHECKOUT/.venv/bin/python" -m compileall -q -x '[.]venv|node_modules|tests' "$CHECKOUT"
}

install_all() {
    [ "$DRY" = yes ] || mkdir -p "$ROOT/etc/inloop"
    make_environment
    make_account
    for unit in inloop.service inloop-certificate.service inloop-certificate.timer; do
        write_file "$FILES/etc/systemd/system/$unit" "/etc/systemd/system/$unit"
    done
    write_file "$CHECKOUT/deploy/udev/60-inloop-printer.rules" /etc/udev/rules.d/60-inloop-printer.rules
    write_settings
    [ -z "$ROOT" ] || return 0
    run chgrp "$ACCOUNT" "$SETTINGS"
    run udevadm control --reload
    run systemctl daemon-reload
    run systemctl enable --now inloop-certificate.timer
    run systemctl enable inloop.service
    run systemctl restart inloop.service
}

uninstall_all() {
    [ -f "$ROOT$MANIFEST" ] || fail "there is no service here: $ROOT$MANIFEST is missing."
    if [ -z "$ROOT" ]; then
        run systemctl disable --now inloop-certificate.timer inloop.service || true
    fi
    user=$(sed -n 's/^user //p' "$ROOT$MANIFEST")
    [ -z "$user" ] || [ -n "$ROOT" ] || run userdel "$user"
    sed -n 's/^file //p' "$ROOT$MANIFEST" | while read -r path; do run rm -f "$ROOT$path"; done
    run rm -f "$ROOT$MANIFEST"
    [ -n "$ROOT" ] || run systemctl daemon-reload
}

read_arguments "$@"
check_machine
if [ "$UNINSTALL" = yes ]; then
    uninstall_all
    say "The service is taken away. Data ($HOME_OF_INLOOP) and settings ($SETTINGS) are still there."
    exit 0
fi
check_checkout
install_all
[ "$DRY" = no ] || { say 'Nothing was done.'; exit 0; }
if [ -n "$ROOT" ]; then
    say "The files are below $ROOT."
    exit 0
fi
say "Inloop runs, and starts with the machine. The first administrator's password: journalctl -u inloop"
say "Settings: $SETTINGS, then: systemctl restart inloop"
