#!/bin/sh
# Makes a kiosk or a waiting-room display of a bare Debian machine; docs/kiosk-machine.md tells all of it.
# It knows the machine, not Inloop: which location and which device it is, the page itself finds out.
set -eu

PACKAGES='chromium chromium-sandbox openbox xserver-xorg xinit xauth x11-xserver-utils x11-xkb-utils
unclutter-xfixes alsa-utils kbd procps dbus libpam-systemd systemd-timesyncd unattended-upgrades'
HOME_OF_KIOSK=/var/lib/inloop-kiosk
MANIFEST=/etc/inloop-kiosk/installed
FILES=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd)/files

usage() {
    cat <<'TEXT'
Usage: install.sh URL [options]
       install.sh --uninstall

URL is the page to show, such as http://192.168.1.20:8080/kiosk/zoetermeer
or https://inloop.example.org/display/zoetermeer.

  --role kiosk|display        what the machine is; usually the URL says it
  --rotate left|right|none    which way the top of the screen is turned (none)
  --scale FACTOR              size of everything, 0.5 to 4 (1)
  --volume PERCENT            loudness, 0 to 100 (80)
  --user NAME                 the account that the screen runs as (inloop-kiosk)
  --console                   Ctrl+Alt+F2 leads to a text console that asks for a password
  --dry-run                   say what would be done, and do nothing
  --root DIR                  write the files below DIR only; no packages, no account
  --uninstall                 take away everything that this script made, except packages
TEXT
}

fail() {
    echo "install.sh: $*" >&2
    exit 1
}

say() { echo "$*"; }

# ---- what was asked ----

URL='' ROLE='' ROTATE=none SCALE=1 VOLUME=80 ACCOUNT=inloop-kiosk ROOT='' CONSOLE=no DRY=no UNINSTALL=no

read_arguments() {
    while [ $# -gt 0 ]; do
        case $1 in
            --role | --rotate | --scale | --volume | --user | --root)
                [ $# -ge 2 ] || fail "$1 needs a value. See install.sh --help."
                set_option "$1" "$2"
                shift
                ;;
            --console) CONSOLE=yes ;;
            --dry-run) DRY=yes ;;
            --uninstall) UNINSTALL=yes ;;
            -h | --help)
                usage
                exit 0
                ;;
            -*) fail "there is no option $1. See install.sh --help." ;;
            *)
                [ -z "$URL" ] || fail "give one URL, not both $URL and $1."
                URL=$1
                ;;
        esac
        shift
    done
}

set_option() {
    case $1 in
        --role) ROLE=$2 ;;
        --rotate) ROTATE=$2 ;;
        --scale) SCALE=$2 ;;
        --volume) VOLUME=$2 ;;
        --user) ACCOUNT=$2 ;;
        --root) ROOT=${2%/} ;;
    esac
}

matches() { printf '%s\n' "$1" | grep -Eqx -- "$2"; }

check_arguments() {
    [ -n "$URL" ] || fail 'say which page to show, such as: install.sh http://192.168.1.20:8080/kiosk/zoetermeer'
    check_url
    matches "$ROLE" 'kiosk|display' || fail "--role is kiosk or display, not '$ROLE'."
    matches "$ROTATE" 'left|right|none' || fail "--rotate is left, right or none, not '$ROTATE'."
    { matches "$SCALE" '[0-9]([.][0-9]{1,2})?' && awk "BEGIN { exit !($SCALE >= 0.5 && $SCALE <= 4) }"; } ||
        fail "--scale is a number from 0.5 to 4, such as 1.25, not '$SCALE'."
    { matches "$VOLUME" '[0-9]{1,3}' && [ "$VOLUME" -le 100 ]; } ||
        fail "--volume is a number from 0 to 100, not '$VOLUME'."
    { matches "$ACCOUNT" '[a-z][a-z0-9-]{0,30}' && [ "$ACCOUNT" != root ]; } ||
        fail "--user is a name of small letters, digits and dashes, not '$ACCOUNT'."
}

check_url() {
    host='([A-Za-z0-9]([A-Za-z0-9.-]*[A-Za-z0-9])?|\[[0-9A-Fa-f:]+\])'
    matches "$URL" "https?://$host(:[0-9]{1,5})?(/[A-Za-z0-9_.~%/-]*)?([?][A-Za-z0-9_.~%=&-]*)?" ||
        fail "'$URL' is no address of a page. It looks like http://192.168.1.20:8080/kiosk/zoetermeer."
    SCHEME=${URL%%://*}
    path=${URL#*://}
    AUTHORITY=${path%%[/?]*}
    path=${path#"$AUTHORITY"}
    case ${path%%\?*} in
        /kiosk | /kiosk/*) found=kiosk ;;
        /display | /display/*) found=display ;;
        '' | /) fail "$URL leads to no screen. Say which: $SCHEME://$AUTHORITY/kiosk/LOCATION or $SCHEME://$AUTHORITY/display/LOCATION." ;;
        *) found=${ROLE:?"install.sh: say with --role whether $URL is a kiosk or a display."} ;;
    esac
    [ "${ROLE:-$found}" = "$found" ] || fail "$URL is the page of a $found, but --role says $ROLE."
    ROLE=$found
}

# ---- what the machine must be ----

check_machine() {
    [ -z "$ROOT" ] || return 0
    grep -Eqx 'ID=debian' /etc/os-release 2>/dev/null ||
        fail 'this is not Debian. It was made for Debian 12 and newer, without a desktop.'
    [ "$DRY" = yes ] && return 0
    [ "$(id -u)" = 0 ] || fail 'only root may do this. Try: sudo sh install.sh ...'
    [ -d /run/systemd/system ] || fail 'this machine was not started by systemd, so nothing would start the screen.'
}

check_for_desktop() {
    [ -z "$ROOT" ] || return 0
    [ ! -e /etc/systemd/system/display-manager.service ] ||
        fail 'a desktop starts on this machine and would take the screen. Begin with a Debian without one, or: apt-get remove lightdm gdm3 sddm'
    case $(findmnt -n -o FSTYPE -T "$(dirname "$HOME_OF_KIOSK")") in
        tmpfs | ramfs | overlay | squashfs)
            fail "$(dirname "$HOME_OF_KIOSK") is not on a disk. Numbers given while the server is away would be lost when power fails. Install Debian on a disk first."
            ;;
    esac
    passed=$(sed -n 's/^user //p' "$MANIFEST" 2>/dev/null || true)
    [ "${passed:-$ACCOUNT}" = "$ACCOUNT" ] ||
        fail "this machine is a kiosk with the account $passed. Take that away first: install.sh --uninstall"
    if [ -z "$passed" ] && id "$ACCOUNT" >/dev/null 2>&1; then
        fail "there is an account $ACCOUNT already, and it may be somebody's. Choose another name with --user."
    fi
}

# ---- doing it ----

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

make_folder() { # a folder and those above it; those that were not there are noted, the outermost first
    [ ! -d "$ROOT$1" ] || return 0
    made="$made $1"
    make_folder "$(dirname "$1")"
    mkdir -m 755 "$ROOT$1"
}

make_manifest() {
    [ "$DRY" = no ] || return 0
    [ -z "$ROOT" ] || mkdir -p "$ROOT"
    made=''
    make_folder "$(dirname "$MANIFEST")"
    for folder in $made; do note "folder $folder"; done
    chmod 644 "$ROOT$MANIFEST"
}

filled() { # a file of files/ with the answers in it
    sed -e "s|@URL@|$(escaped "$URL")|g" -e "s|@ALLOWED@|$SCHEME://$(allowed)|g" \
        -e "s|@INSECURE@|$INSECURE|g" -e "s|@ROLE@|$ROLE|g" -e "s|@ROTATE@|$TURN|g" -e "s|@SCALE@|$SCALE|g" \
        -e "s|@VOLUME@|$VOLUME|g" -e "s|@USER@|$ACCOUNT|g" -e "s|@MATRIX@|$MATRIX|g" \
        -e "s|@DONT_SWITCH@|$DONT_SWITCH|g" -e "s|@CONSOLES@|$CONSOLES|g" -e "s|@RESERVED@|$RESERVED|g" \
        -e "s|@CONSOLE_KEYS@|$CONSOLE_KEYS|g" "$1"
}

escaped() { printf '%s' "$1" | sed 's/[&|\\]/\\&/g'; }

allowed() { # for the policy: a dot in front means this host and none below it, and the port is always said
    case $AUTHORITY in
        \[*\]) printf '%s' "$AUTHORITY:$DEFAULT_PORT" ;;
        \[*) printf '%s' "$AUTHORITY" ;;
        *:*) printf '%s' ".$AUTHORITY" ;;
        *) printf '%s' ".$AUTHORITY:$DEFAULT_PORT" ;;
    esac
}

write_file() { # PATH: from files/PATH to the same path of the machine
    if [ "$DRY" = yes ]; then
        say "would write: $ROOT$1"
        return 0
    fi
    made=''
    make_folder "$(dirname "$1")"
    for folder in $made; do note "folder $folder"; done
    note "file $1"
    mode=644
    [ ! -x "$FILES$1" ] || mode=755
    filled "$FILES$1" > "$ROOT$1.new"
    chmod "$mode" "$ROOT$1.new"
    mv "$ROOT$1.new" "$ROOT$1"
}

link() { # FROM TO: a symbolic link at FROM
    if [ "$DRY" = yes ]; then
        say "would link: $ROOT$1 to $2"
        return 0
    fi
    made=''
    make_folder "$(dirname "$1")"
    for folder in $made; do note "folder $folder"; done
    # A link that was there before this script is somebody else's, and stays with --uninstall.
    [ -L "$ROOT$1" ] || note "file $1"
    ln -sfn "$2" "$ROOT$1"
}

choose() {
    DEFAULT_PORT=443 INSECURE=''
    # Without https a browser keeps nothing for when the server is away, unless this address is trusted.
    [ "$SCHEME" = https ] || { DEFAULT_PORT=80 INSECURE="\"http://$AUTHORITY\""; }
    case $ROTATE in
        left) TURN=left MATRIX='0 -1 1 1 0 0 0 0 1' ;;
        right) TURN=right MATRIX='0 1 0 -1 0 1 0 0 1' ;;
        none) TURN=normal MATRIX='1 0 0 0 1 0 0 0 1' ;;
    esac
    DONT_SWITCH=true CONSOLES=0 RESERVED=0 CONSOLE_KEYS=''
    [ "$CONSOLE" = no ] || { DONT_SWITCH=false CONSOLES=2 RESERVED=2 CONSOLE_KEYS='include "inloop(console)"'; }
}

make_account() {
    [ -z "$ROOT" ] || return 0
    if ! id "$ACCOUNT" >/dev/null 2>&1; then
        # A system account has no password, and nologin leaves nothing to sign in to.
        run useradd --system --user-group --create-home --home-dir "$HOME_OF_KIOSK" --shell /usr/sbin/nologin "$ACCOUNT"
        [ "$DRY" = yes ] || note "user $ACCOUNT"
    fi
    run usermod --append --groups audio,video "$ACCOUNT"
    run chmod 700 "$HOME_OF_KIOSK"
}

install_packages() {
    [ -z "$ROOT" ] || return 0
    say 'Installing the Debian packages; this takes some minutes.'
    run apt-get update -q
    # shellcheck disable=SC2086  # a list of names
    run env DEBIAN_FRONTEND=noninteractive apt-get install -y -q --no-install-recommends $PACKAGES
}

install_all() {
    choose
    install_packages
    make_manifest
    make_account
    for path in $(cd "$FILES" && find . -type f | sed 's/^[.]//' | LC_ALL=C sort); do
        write_file "$path"
    done
    units=/etc/systemd/system
    link $units/multi-user.target.wants/inloop-kiosk.service $units/inloop-kiosk.service
    link $units/timers.target.wants/inloop-kiosk-watch.timer $units/inloop-kiosk-watch.timer
    link $units/timers.target.wants/inloop-kiosk-night.timer $units/inloop-kiosk-night.timer
    link $units/ctrl-alt-del.target /dev/null
    [ -z "$ROOT" ] || return 0
    run timedatectl set-ntp true
    run systemctl daemon-reload
}

uninstall_all() {
    [ -f "$ROOT$MANIFEST" ] || fail "there is no kiosk here: ${ROOT}$MANIFEST is missing."
    if [ -z "$ROOT" ]; then
        run systemctl stop inloop-kiosk-watch.timer inloop-kiosk-night.timer inloop-kiosk.service || true
    fi
    user=$(sed -n 's/^user //p' "$ROOT$MANIFEST")
    if [ -n "$user" ] && [ -z "$ROOT" ]; then
        run loginctl terminate-user "$user" || true
        run userdel --remove "$user"
    fi
    sed -n 's/^file //p' "$ROOT$MANIFEST" | while read -r path; do run rm -f "$ROOT$path"; done
    folders=$(sed -n 's/^folder //p' "$ROOT$MANIFEST" | LC_ALL=C sort -r)
    run rm -f "$ROOT$MANIFEST"
    for folder in $folders; do
        [ "$DRY" = yes ] || [ ! -d "$ROOT$folder" ] || rmdir --ignore-fail-on-non-empty "$ROOT$folder"
    done
    [ -n "$ROOT" ] || run systemctl daemon-reload
}

read_arguments "$@"
if [ "$UNINSTALL" = yes ]; then
    [ -z "$URL" ] || fail 'with --uninstall there is no URL.'
    check_machine
    uninstall_all
    say 'The kiosk is taken away. Its packages are still there. Restart the machine: systemctl reboot'
    exit 0
fi
check_arguments
check_machine
check_for_desktop
install_all
[ "$DRY" = no ] || { say 'Nothing was done.'; exit 0; }
if [ -n "$ROOT" ]; then
    say "The files of the $ROLE are below $ROOT."
    exit 0
fi
say "This machine is now a $ROLE that shows $URL."
say 'Restart it: systemctl reboot'
