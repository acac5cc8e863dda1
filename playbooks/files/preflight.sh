#!/bin/sh
# What a host is like before anything is done to it. Prints a line a check: NAME|ok, WARN or FAIL|what was seen.
# The environment says what is wanted: APIM_HOME, APIM_USER, APIM_JAVA_HOME, APIM_JAVA (lowest and highest version), APIM_PORTS,
# APIM_NAMES, APIM_OPTIONAL_NAMES, APIM_NEIGHBOURS (host:port that must be in reach), APIM_SERVICES (host:port that must answer),
# APIM_PROGRAMS, APIM_GIB_DISK, APIM_GIB_MEMORY, APIM_CPUS.
set -u

say() { printf '%s|%s|%s\n' "$1" "$2" "$3"; }

rights() {
  if [ "$(id -u)" = 0 ]; then say rights ok "root"; else say rights FAIL "works as $(id -un), not as root"; fi
}

java() {
  home=$APIM_JAVA_HOME
  if [ -z "$home" ]; then
    for found in "${JAVA_HOME:-}" /usr/lib/jvm/* /usr/java/* /opt/java* /opt/jdk*; do
      if [ -n "$found" ] && [ -x "$found/bin/java" ] && [ ! -L "$found" ]; then home=$found; break; fi
    done
  fi
  if [ -z "$home" ] || [ ! -x "$home/bin/java" ]; then
    say java FAIL "no Java found${APIM_JAVA_HOME:+ in $APIM_JAVA_HOME}"
    return
  fi
  version=$("$home/bin/java" -version 2>&1 | sed -n 's/.*version "\([0-9._]*\).*/\1/p' | head -n 1)
  case $version in 1.*) major=${version#1.} ;; *) major=$version ;; esac
  major=${major%%[._]*}
  # shellcheck disable=SC2086
  set -- $APIM_JAVA
  if [ "${major:-0}" -ge "$1" ] && [ "${major:-0}" -le "$2" ]; then say java ok "$version in $home"
  else say java WARN "$version in $home; the product is made for $1 to $2"; fi
}

listening() {
  want=$(printf '%04X' "$1")
  for table in /proc/net/tcp /proc/net/tcp6; do
    [ -r "$table" ] || continue
    while read -r _ here _ state _; do
      if [ "$state" = 0A ] && [ "${here##*:}" = "$want" ]; then return 0; fi
    done <"$table"
  done
  return 1
}

ports() {
  real=$(cd "$APIM_HOME" 2>/dev/null && pwd -P)
  for process in /proc/[0-9]*; do
    if tr '\000' '\n' 2>/dev/null <"$process/cmdline" | grep -qxF -e "-Dcarbon.home=$APIM_HOME" -e "-Dcarbon.home=${real:-$APIM_HOME}"; then
      say ports ok "the server runs already (process ${process#/proc/})"
      return
    fi
  done
  taken=''
  for port in $APIM_PORTS; do
    if listening "$port"; then taken="$taken $port"; fi
  done
  if [ -z "$taken" ]; then say ports ok "free: $APIM_PORTS"; else say ports FAIL "taken by something else:$taken"; fi
}

# Whole GiB that are free for the server's folder.
disk() {
  folder=$APIM_HOME
  while [ ! -d "$folder" ]; do folder=$(dirname "$folder"); done
  free=$(($(df -Pk "$folder" | sed -n '2{s/  */ /g;p;}' | cut -d' ' -f4) / 1048576))
  if [ "$free" -ge "$APIM_GIB_DISK" ]; then say disk ok "$free GiB free in $folder"; else say disk WARN "$free GiB free in $folder; $APIM_GIB_DISK are asked for"; fi
}

machine() {
  memory=$((($(sed -n 's/^MemTotal: *\([0-9]*\).*/\1/p' /proc/meminfo) + 524288) / 1048576))
  cpus=$(grep -c '^processor' /proc/cpuinfo)
  if [ "$memory" -ge "$APIM_GIB_MEMORY" ] && [ "$cpus" -ge "$APIM_CPUS" ]; then say machine ok "$memory GiB of memory, $cpus processors"
  else say machine WARN "$memory GiB of memory, $cpus processors; $APIM_GIB_MEMORY GiB and $APIM_CPUS are asked for"; fi
}

programs() {
  missing=''
  for program in $APIM_PROGRAMS; do
    command -v "$program" >/dev/null 2>&1 || missing="$missing $program"
  done
  if [ -z "$missing" ]; then say programs ok "${APIM_PROGRAMS:-none needed}"; else say programs FAIL "missing:$missing"; fi
}

resolves() { case $1 in *[!0-9.]*) getent hosts "$1" >/dev/null 2>&1 ;; esac; }

names() {
  missing='' wished=''
  for name in $APIM_NAMES; do resolves "$name" || missing="$missing $name"; done
  for name in $APIM_OPTIONAL_NAMES; do resolves "$name" || wished="$wished $name"; done
  if [ -n "$missing" ]; then say names FAIL "not known here:$missing$wished"
  elif [ -n "$wished" ]; then say names WARN "not known here, though clients use them:$wished"
  else say names ok "$APIM_NAMES $APIM_OPTIONAL_NAMES"; fi
}

# 0: answers, 1: refuses, so that the host is there, 2: silence, 3: nothing to ask with
connect() {
  if command -v bash >/dev/null 2>&1; then
    # shellcheck disable=SC2016
    timeout 4 bash -c 'exec 3<>"/dev/tcp/$0/$1"' "$1" "$2" 2>/dev/null
    case $? in 0) return 0 ;; 124 | 143) return 2 ;; *) return 1 ;; esac
  elif command -v curl >/dev/null 2>&1; then
    curl -s -m 4 "telnet://$1:$2" </dev/null >/dev/null 2>&1
    case $? in 6 | 7) return 1 ;; *) return 0 ;; esac
  fi
  return 3
}

# reach NAME MOST PLACE...   MOST: the worst that connect may answer
reach() {
  name=$1 most=$2
  shift 2
  lost=''
  for place do
    connect "${place%:*}" "${place##*:}"
    answer=$?
    if [ "$answer" = 3 ]; then
      say "$name" WARN "neither bash nor curl is here to try with"
      return
    fi
    [ "$answer" -le "$most" ] || lost="$lost $place"
  done
  if [ -z "$lost" ]; then say "$name" ok "${*:-none}"; else say "$name" FAIL "not in reach:$lost"; fi
}

user() {
  if id "$APIM_USER" >/dev/null 2>&1; then say user ok "$(id "$APIM_USER" | cut -d' ' -f1,2)"; else say user ok "$APIM_USER will be made"; fi
}

rights
java
ports
disk
machine
programs
user
names
# shellcheck disable=SC2086
reach neighbours 1 $APIM_NEIGHBOURS
# shellcheck disable=SC2086
reach services 0 $APIM_SERVICES
say epoch - "$(date +%s)"
