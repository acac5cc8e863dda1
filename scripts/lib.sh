# shellcheck shell=bash
# Common parts of scripts/lab, scripts/demo and scripts/test. Sourced, never run.

set -euo pipefail

ROOT=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
LAB_DIR=${LAB_DIR:-$ROOT/.lab}
LAB_PROJECT=${LAB_PROJECT:-apim-lab}
BASE_IMAGE=debian:bookworm-slim
IMAGES="node nfs lb db build km pack"

say() { printf '\n==> %s\n' "$*"; }
note() { printf '    %s\n' "$*"; }
warn() { printf '    warning: %s\n' "$*" >&2; }
fail() { printf 'error: %s\n' "$*" >&2; exit 1; }
have() { command -v "$1" >/dev/null 2>&1; }

as_root() {
    if [ "$(id -u)" = 0 ]; then "$@"
    elif have sudo; then sudo "$@"
    else fail "this step needs root: run it as root or install sudo"; fi
}

# with_lock NAME COMMAND...: two scripts started at once wait for one another instead of getting in each other's way.
with_lock() {
    local name=$1; shift
    mkdir -p "$LAB_DIR"
    ( flock 9; "$@" 9>&- ) 9>"/tmp/apim-orchestrator-$(id -u)-$name.lock"
}

# --- Debian packages ---------------------------------------------------------------------------------------------

is_installed() { dpkg-query -W -f '${Status}' "$1" 2>/dev/null | grep -q 'install ok installed'; }

apt_update_once() {
    [ -z "${APT_UPDATED:-}" ] || return 0
    as_root apt-get -qq -o DPkg::Lock::Timeout=300 update || warn "apt-get update had problems; trying to go on"
    APT_UPDATED=1
}

# apt_install PACKAGE...: installs what is absent, and says what.
apt_install() {
    local missing=() package
    for package in "$@"; do is_installed "$package" || missing+=("$package"); done
    [ "${#missing[@]}" -gt 0 ] || return 0
    have apt-get || fail "please install: ${missing[*]} (only Debian's apt-get is known here)"
    note "installing ${missing[*]}"
    apt_update_once
    as_root env DEBIAN_FRONTEND=noninteractive apt-get -qq -y -o DPkg::Lock::Timeout=300 --no-install-recommends \
        install "${missing[@]}" >"$LAB_DIR/apt.log" 2>&1 || { tail -n 20 "$LAB_DIR/apt.log" >&2; fail "apt-get could not install ${missing[*]}"; }
}

# --- Docker engine -----------------------------------------------------------------------------------------------

# Root, a user who may write to the engine's socket, and one who named an engine of his own need no sudo.
reaches_socket() { [ "$(id -u)" = 0 ] || [ -w /var/run/docker.sock ] || [ -n "${DOCKER_HOST:-}" ]; }

# shellcheck disable=SC2032,SC2033 # sudo shall run the program, not this function
docker() { if reaches_socket; then command docker "$@"; else command sudo docker "$@"; fi; }

engine_answers() { have docker && docker version --format '{{.Server.Version}}' >/dev/null 2>&1; }

install_engine() {
    have dockerd || apt_install docker.io iptables ca-certificates
    have docker || apt_install docker-cli
    have docker-compose || docker compose version >/dev/null 2>&1 || apt_install docker-compose
}

start_engine() {
    if [ -d /run/systemd/system ]; then
        as_root systemctl start docker
    else
        # Its own session and no inherited descriptors: the engine outlives the shell that started it.
        as_root sh -c "setsid nohup dockerd >'$LAB_DIR/dockerd.log' 2>&1 </dev/null 9>&- & echo \$! >'$LAB_DIR/dockerd.pid'"
    fi
    local second
    for second in $(seq 60); do engine_answers && return 0; sleep 1; done
    tail -n 20 "$LAB_DIR/dockerd.log" >&2 2>/dev/null || true
    fail "the Docker engine did not answer within $second seconds"
}

ensure_engine_locked() {
    if ! engine_answers; then
        say "Docker engine: none answers, setting one up from Debian packages"
        install_engine
        engine_answers || start_engine
    fi
    have docker-compose || docker compose version >/dev/null 2>&1 || apt_install docker-compose
}

ensure_engine() {
    [ -n "${ENGINE_READY:-}" ] && return 0
    mkdir -p "$LAB_DIR"
    with_lock engine ensure_engine_locked
    note "Docker engine $(docker version --format '{{.Server.Version}}')"
    ENGINE_READY=1
}

# The test library talks to the socket itself, so it needs more than sudo: until the engine ends, the socket is the caller's.
open_socket() {
    reaches_socket && return 0
    note "making $(id -un) the owner of /var/run/docker.sock until the engine ends"
    as_root chown "$(id -u)" /var/run/docker.sock
}

# Ends the engine only if a script of this clone started it.
stop_engine() {
    [ -f "$LAB_DIR/dockerd.pid" ] || return 0
    local pid; pid=$(cat "$LAB_DIR/dockerd.pid")
    if [ "$(cat "/proc/$pid/comm" 2>/dev/null)" = dockerd ]; then
        say "Stopping the Docker engine started by these scripts (process $pid)"
        as_root kill "$pid"
        local second
        for second in $(seq 30); do [ -d "/proc/$pid" ] || break; sleep 1; done
        [ "$second" -lt 30 ] || warn "dockerd has not ended yet"
    fi
    as_root rm -f "$LAB_DIR/dockerd.pid"
}

compose() {
    local -a program=(docker-compose)
    have docker-compose || program=(docker compose)
    reaches_socket || program=(sudo -E "${program[@]}")
    command "${program[@]}" -p "$LAB_PROJECT" -f "$ROOT/docker-compose.test.yml" --project-directory "$ROOT" "$@"
}

# --- Images ------------------------------------------------------------------------------------------------------

image_exists() { docker image inspect "$1" >/dev/null 2>&1; }

# The base image is pulled; where no registry answers, the same Debian is made from its packages.
ensure_base_image() {
    image_exists "$BASE_IMAGE" && return 0
    say "Base image $BASE_IMAGE"
    local -a pull=(docker pull -q "$BASE_IMAGE")
    reaches_socket || pull=(sudo "${pull[@]}")
    if timeout 120 "${pull[@]}" >/dev/null 2>&1; then note "pulled"; return 0; fi
    note "no registry answers: making it from Debian packages with debootstrap (about a minute)"
    apt_install debootstrap
    local folder; folder=$(as_root mktemp -d /var/tmp/bookworm.XXXXXX)
    as_root debootstrap --variant=minbase --include=ca-certificates \
        bookworm "$folder" >"$LAB_DIR/debootstrap.log" 2>&1 || { tail -n 20 "$LAB_DIR/debootstrap.log" >&2; fail "debootstrap failed"; }
    as_root rm -rf "$folder"/var/cache/apt/archives/*.deb "$folder"/var/lib/apt/lists/*
    as_root tar -C "$folder" -c . | docker import --change 'CMD ["bash"]' - "$BASE_IMAGE" >/dev/null
    as_root rm -rf "$folder"
    touch "$LAB_DIR/base-image.made"
    note "made"
}

build_images_locked() {
    ensure_base_image
    local target
    for target in $IMAGES; do
        note "image apim-orchestrator/$target"
        docker build -q --target "$target" -t "apim-orchestrator/$target" "$ROOT/tests/hosts" >"$LAB_DIR/build-$target.log" 2>&1 \
            || { docker build --target "$target" "$ROOT/tests/hosts" 2>&1 | tail -n 30 >&2; fail "image $target could not be built"; }
    done
    # What the names pointed to before.
    docker image prune -f --filter label=org.apimorchestrator.lab >/dev/null
}

# Building is left to Docker's cache: a second run takes a second.
ensure_images() {
    ensure_engine
    say "Images of the lab hosts"
    with_lock images build_images_locked
}

remove_images() {
    local target
    for target in $IMAGES; do docker image rm -f "apim-orchestrator/$target" >/dev/null 2>&1 || true; done
    docker image prune -f --filter label=org.apimorchestrator.lab >/dev/null
    if [ -f "$LAB_DIR/base-image.made" ]; then docker image rm -f "$BASE_IMAGE" >/dev/null 2>&1 || true; fi
}

# --- The pack and the keys ---------------------------------------------------------------------------------------

# The packs on the control machine: the stand-ins, and for 3.2.0 the one named by APIM_PACK where it is set.
ensure_pack() {
    local pack=$LAB_DIR/wso2am-3.2.0.zip
    with_lock pack copy_packs "$pack"
    if [ -n "${APIM_PACK:-}" ]; then
        [ -f "$APIM_PACK" ] || fail "APIM_PACK names no file: $APIM_PACK"
        note "API-M pack: $APIM_PACK"
        ln -sfn "$(realpath "$APIM_PACK")" "$pack"
        return 0
    fi
    note "API-M pack: the stand-in, $pack"
}

copy_packs() {
    local pack=$1 image container version
    image=$(docker image inspect -f '{{.Id}}' apim-orchestrator/pack)
    [ ! -L "$pack" ] && [ -f "$pack" ] && [ "$(cat "$pack.image" 2>/dev/null)" = "$image" ] && return 0
    rm -f "$pack"
    container=$(docker create apim-orchestrator/pack true)
    for version in 3.0.0 3.1.0 3.2.0 4.1.0 analytics-3.2.0; do
        docker cp "$container:/wso2am-$version.zip" "$pack.new" >/dev/null
        as_root chown "$(id -u):$(id -g)" "$pack.new"
        mv "$pack.new" "$LAB_DIR/wso2am-$version.zip"
    done
    docker rm "$container" >/dev/null
    echo "$image" >"$pack.image"
}

make_key() {
    [ -f "$LAB_DIR/id_ed25519" ] || ssh-keygen -q -t ed25519 -N '' -C apim-lab -f "$LAB_DIR/id_ed25519"
}

ensure_key() {
    have ssh-keygen || apt_install openssh-client
    with_lock key make_key
}
