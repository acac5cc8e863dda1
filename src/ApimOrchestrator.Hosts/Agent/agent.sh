#!/bin/sh
# The agent: looks at and changes a host on behalf of a run. docs/agent.md describes what it is asked and what it answers.
# The line sent before this text sets a_k (the token of every mark) and a_x (part of the names of temporary files).
# Lines that begin with # are not sent, nor is the part between the two lines "#: changing" where the agent must only look.
# shellcheck disable=SC2154
a_lh=${LC_ALL+y} a_lc=${LC_ALL-}
LC_ALL=C
export LC_ALL
a_u=$(umask)
umask 077
case :$PATH: in *:/usr/sbin:*) ;; *) PATH=$PATH:/usr/sbin:/sbin ;; esac
exec 7<&0
a_nl='
'
a_verbs=' look tree read query ping ' a_d='' a_big='' a_tmp='' a_j='' a_relays='' a_watch='' a_lockdir='' a_who='' a_go='' a_reg=''
a_x=$$-$a_x

# One write, whatever the shell buffers: nothing a relay prints at the same time can come between.
a_mark() { printf '\036%s %s\n' "$a_k" "$*"; }
a_kill() { [ -z "$a_j" ] || kill -s "$1" -- "-$a_j" 2>/dev/null || kill -s "$1" "$a_j" 2>/dev/null; }

a_end() {
  trap '' HUP INT TERM PIPE
  a_kill TERM
  # shellcheck disable=SC2086
  [ -z "$a_relays$a_watch" ] || kill $a_relays $a_watch 2>/dev/null
  [ -z "$a_tmp" ] || rm -f "$a_tmp"
  [ -z "$a_d" ] || rm -rf "$a_d"
  [ -z "$a_big" ] || rm -f "$a_big"
  [ -z "$a_lockdir" ] || rm -rf "$a_lockdir"
  [ -z "$a_who" ] || rm -f "$a_who"
  [ -z "$a_reg" ] || rm -f "$a_reg"
}
trap a_end EXIT
trap 'exit 129' HUP INT TERM PIPE

# The payload goes to descriptor 6. One block, so that all of it is read even where it cannot be written; what comes up short is never used.
a_take() {
  [ "$a_pl" -gt 0 ] || return 0
  # shellcheck disable=SC2086
  a_m=$(dd bs="$a_pl" count=1 iflag=fullblock $1 2>&1 >&6)
  a_r=$?
  case $a_m in *'1+0 records in'*) a_pl=0 ;; *) exit 74 ;; esac
  [ "$a_r" = 0 ] || printf '%s\n' "$a_m" >&2
  return "$a_r"
}

a_scratch() {
  [ -z "$a_d" ] || return 0
  for a_1 in /dev/shm "${TMPDIR:-/tmp}" /tmp /var/tmp; do
    if [ -w "$a_1" ] && mkdir "$a_1/.apim-$a_x" 2>/dev/null; then
      a_d=$a_1/.apim-$a_x
      return 0
    fi
  done
  echo 'agent: no folder for temporary files can be written' >&2
  return 1
}

a_input() {
  a_in=/dev/null
  [ -z "$a_big" ] || a_in=$a_big
  [ "$a_pl" -gt 0 ] || return 0
  a_scratch || return 1
  { a_take '' || return 1; } 6>"$a_d/i"
  a_in=$a_d/i
}

# In a subshell: becomes the program. FOLDER COUNT NAME VALUE ... PROGRAM WORD ...
a_exec() {
  trap - EXIT HUP INT TERM PIPE
  [ "$a_in" = /dev/null ] || rm -f "$a_in"
  umask "$a_u"
  if [ "$a_lh" = y ]; then LC_ALL=$a_lc; else unset LC_ALL; fi
  if [ -n "$1" ]; then cd "$1" || exit 1; else cd "${HOME:-/}" 2>/dev/null || cd /; fi
  a_n=$2
  shift 2
  while [ "$a_n" -gt 0 ]; do
    # shellcheck disable=SC2163
    export "$1=$2"
    shift 2
    a_n=$((a_n - 1))
  done
  exec 7<&- 9>&-
  if command -v setsid >/dev/null; then exec setsid "$@"; else exec "$@"; fi
}

a_stat='//%f/%u/%g/%s/%Y/%i/%h/%U/%G/%n'

# Where the link at a_f leads, tidied as text: a_f is that path then. Fails where it cannot be told in one line.
a_next() {
  a_3=$(readlink "$a_f"; echo .)
  a_3=${a_3%??}/
  case $a_3 in *"$a_nl"*) return 1 ;; /*) a_f='' ;; *) a_f=${a_f%/*} ;; esac
  while [ -n "$a_3" ]; do
    a_4=${a_3%%/*} a_3=${a_3#*/}
    case $a_4 in '' | .) ;; ..) a_f=${a_f%/*} ;; *) a_f=$a_f/$a_4 ;; esac
  done
  a_f=${a_f:-/}
}

# look LEVEL FOLLOW PATH ...   LEVEL 0: attributes, 1: and SHA-256, 2: and bytes. FOLLOW "to": the paths that links lead to are looked at too
a_look() {
  a_1=$1 a_2=$2
  shift 2
  if [ "$a_2" = to ]; then
    a_2=''
    for a_f do
      a_n=0
      while [ "$a_n" -lt 40 ] && [ -L "$a_f" ] && a_next; do
        set -- "$@" "$a_f"
        a_n=$((a_n + 1))
      done
    done
  fi
  # shellcheck disable=SC2086
  stat $a_2 -c "$a_stat" "$@"
  a_n=$#
  for a_f do
    if [ -L "$a_f" ] && [ -z "$a_2" ]; then
      a_mark L "$a_f"
      readlink "$a_f"
    elif [ "$a_1" -gt 0 ] && [ -f "$a_f" ]; then
      set -- "$@" "$a_f"
    fi
  done
  shift "$a_n"
  [ $# -gt 0 ] || return 0
  a_mark H
  sha256sum "$@"
  [ "$a_1" -gt 1 ] || return 0
  for a_f do
    a_mark F "$a_f"
    head -c 1048577 "$a_f"
  done
}

# tree LEVEL ROOT TWIN WORD-OF-FIND ...   LEVEL as for look; below TWIN, where it is not empty, what has a name found below ROOT
a_tree() {
  a_1=$1 a_f=$2 a_3=$3
  shift 3
  if [ ! -d "$a_f" ] || [ -L "$a_f" ]; then
    stat -c "$a_stat" "$a_f"
    return 0
  fi
  [ -z "$a_3" ] || a_twins "$@"
  a_below "$@"
  [ "$a_1" != 2 ] || a_contents "$@"
}

a_below() {
  # busybox forgets "-exec ... +" inside of parentheses, so the kinds stand side by side
  set -- "$a_f" "$@" -path "*$a_nl*" -exec echo //N \; -o -type d -exec stat -c "$a_stat" {} + -o -type f -exec stat -c "$a_stat" {} +
  [ "$a_1" = 0 ] || set -- "$@" -exec sha256sum {} +
  # shellcheck disable=SC2016
  set -- "$@" -o -type l -exec sh -c 'for l do t=$(readlink "$l"; echo .); t=${t%??}; printf "//L%s%s\n%s\n" "${#t}" "$l" "$t"; done' sh {} +
  find "$@" -exec stat -c "$a_stat" {} + -o ! -type f ! -type d -exec stat -c "$a_stat" {} +
}

a_twins() {
  # shellcheck disable=SC2016
  find "$a_f" "$@" ! -path "*$a_nl*" -exec sh -c 'l=$1 s=$2 a=$3 b=$4
shift 4
n=$#
for f do set -- "$@" "$b${f#"$a"}"; done
shift "$n"
stat -c "$s" "$@"
n=$#
for f do
  if [ -L "$f" ]; then
    t=$(readlink "$f"; echo .)
    t=${t%??}
    printf "//L%s%s\n%s\n" "${#t}" "$f" "$t"
  elif [ "$l" != 0 ] && [ -f "$f" ]; then set -- "$@" "$f"; fi
done
shift "$n"
[ $# = 0 ] || sha256sum "$@"' sh "$a_1" "$a_stat" "$a_f" "$a_3" {} +
}

# The bytes of small files. What is cut off ends in a line end that is not its own, so that its hash tells.
a_contents() {
  {
    # shellcheck disable=SC2016
    find "$a_f" "$@" -type f -size -2049 -exec sh -c 'k=$1
shift
for f do
  printf "\036%s F %s\n" "$k" "$f"
  head -c 1048577 "$f"
done' sh "$a_k" {} +
    a_mark H
  } | head -c 33554432
  echo
}

# read PATH BLOCK   one block of 1 MiB
a_read() { dd if="$1" bs=1048576 skip="$2" count=1; }

# query SECONDS FOLDER COUNT NAME VALUE ... PROGRAM WORD ...
a_query() {
  a_secs=$1
  shift
  a_input || return 1
  if [ "$a_secs" = 0 ]; then
    (a_exec "$@") <"$a_in"
    return
  fi
  (a_exec "$@") <"$a_in" &
  a_j=$!
  (
    trap 'kill "$a_s"; exit' TERM
    sleep "$a_secs" &
    a_s=$!
    wait "$a_s"
    a_kill TERM
    sleep 2 &
    a_s=$!
    wait "$a_s"
    a_kill KILL
  ) >/dev/null 2>&1 &
  a_watch=$!
  wait "$a_j" 2>/dev/null
  a_r=$?
  a_j=''
  kill "$a_watch" 2>/dev/null
  wait "$a_watch" 2>/dev/null
  a_watch=''
  return "$a_r"
}

a_ping() { :; }
#: changing
a_verbs="$a_verbs run spool put add drop flush lock " a_bad='' a_fifo=0 a_T=

# Is a process one of our agents?
a_alive() {
  case $1 in '' | *[!0-9]*) return 0 ;; esac
  [ -d /proc/self ] || return 0
  case $(tr '\0' ' ' 2>/dev/null <"/proc/$1/cmdline") in *apim-agent*) return 0 ;; esac
  return 1
}

# What agents of this user that were killed have left behind. Their names hold their process numbers.
a_sweep() {
  for a_1 in "$a_home"/temps-*; do
    [ -f "$a_1" ] || continue
    a_2=${a_1##*/temps-}
    if ! a_alive "${a_2%%-*}"; then
      while IFS= read -r a_3; do
        case $a_3 in */".apim-$a_2-"*) rm -f "$a_3" ;; esac
      done <"$a_1"
      rm -f "$a_1"
    fi
  done
  for a_1 in /dev/shm/.apim-* "${TMPDIR:-/tmp}"/.apim-* /tmp/.apim-* /var/tmp/.apim-*; do
    if [ -O "$a_1" ] && [ ! -L "$a_1" ]; then
      a_2=${a_1##*/.apim-}
      a_alive "${a_2%%-*}" || rm -rf "$a_1"
    fi
  done
}

# A temporary file's name is written down before the file is made, so that whoever comes after a killed agent finds it.
a_note() {
  if [ -z "$a_reg" ]; then
    [ -d "$a_home" ] || mkdir -p "$a_home" 2>/dev/null
    a_reg=$a_home/temps-$a_x
  fi
  { printf '%s\n' "$1" >>"$a_reg"; } 2>/dev/null
}

# spool FIRST   a large input for the next run, piece by piece
a_spool() {
  if [ "$1" = 1 ]; then
    a_1=${TMPDIR:-/tmp}
    [ -w "$a_1" ] || a_1=/var/tmp
    a_big=$a_1/.apim-$a_x-in
    rm -f "$a_big"
    set -C
    a_take '' 6>"$a_big"
    a_r=$?
    set +C
    return "$a_r"
  fi
  a_take '' 6>>"$a_big"
}

# In the background while a program runs: the only lines the client may send until it has sent "go".
a_watching() {
  # shellcheck disable=SC2086
  while IFS= read -r a_1 <&7; do
    case $a_1 in
      stop) a_kill TERM ;;
      kill) a_kill KILL ;;
      cut) kill $a_relays ;;
      still) kill -0 $$ && a_mark W ;;
      go) return 0 ;;
    esac
  done
  a_kill TERM
  sleep 3
  a_kill KILL
  # shellcheck disable=SC2086
  kill $a_relays
}

# run FOLDER COUNT NAME VALUE ... PROGRAM WORD ...
a_run() {
  a_go=y
  if ! a_input || ! a_scratch || { [ ! -p "$a_d/o$a_fifo" ] && ! mkfifo "$a_d/o$a_fifo" "$a_d/e$a_fifo"; }; then
    a_mark X "$a_i" 126
    return 126
  fi
  cat <"$a_d/o$a_fifo" 9<&- &
  a_relays=$!
  cat <"$a_d/e$a_fifo" >&2 9<&- &
  a_2=$!
  a_relays="$a_relays $a_2"
  (a_exec "$@") <"$a_in" >"$a_d/o$a_fifo" 2>"$a_d/e$a_fifo" &
  a_j=$!
  # closed by exec: a redirection would keep a copy, and with it the lock of an agent that was killed
  (exec 9<&- && a_watching) 2>/dev/null &
  a_watch=$!
  wait "$a_j" 2>/dev/null
  a_r=$?
  a_mark X "$a_i" "$a_r"
  for a_1 in $a_relays; do
    wait "$a_1" 2>/dev/null || a_fifo=$((a_fifo + 1))
  done
  a_relays='' a_big=''
  return "$a_r"
}

# What must follow a run, after its answer was sent: the client's "go".
a_settle() {
  if [ -n "$a_watch" ]; then
    wait "$a_watch" 2>/dev/null
  else
    while IFS= read -r a_1 && [ "$a_1" != go ]; do :; done
  fi
  a_j='' a_watch='' a_go=''
}

# Is the path still as it was seen?
a_fits() {
  case $a_was in
    absent) [ ! -e "$a_f" ] && [ ! -L "$a_f" ] ;;
    folder) [ -d "$a_f" ] && [ ! -L "$a_f" ] ;;
    link) [ -L "$a_f" ] && [ "$(readlink "$a_f"; echo .)" = "$a_seen$a_nl." ] ;;
    file)
      [ -f "$a_f" ] && [ ! -L "$a_f" ] || return 10
      [ -n "$a_seen" ] || return 0
      a_1=$(sha256sum <"$a_f") || return 1
      [ "${a_1%% *}" = "$a_seen" ]
      ;;
    *) false ;;
  esac || return 10
}

# Owner, group and mode of a path, those that are given.
a_own() {
  if [ -n "$a_og" ]; then
    if [ "$a_og" != "$a_me" ] || [ -g "${1%/*}/" ] || [ "$a_want" = same ]; then chown -h -- "$a_og" "$1" || return 1; fi
  fi
  [ -z "$a_mode" ] || chmod "$a_mode" "$1"
}

a_fill() {
  a_tmp=$a_t
  if [ "$a_want" = file ]; then a_own "$a_tmp" || return 1; fi
  a_take conv=fsync
}

# add FIRST NUMBER FOLDER   a piece of a large file, written to a temporary file beside its place
a_add() {
  a_t=${3%/}/.apim-$a_x-$2 a_want=add
  if [ "$1" = 1 ]; then
    a_note "$a_t"
    set -C
    a_fill 6>"$a_t"
    a_r=$?
    set +C
  else
    [ "$a_tmp" = "$a_t" ] || return 1
    a_fill 6>>"$a_t"
    a_r=$?
  fi
  return "$a_r"
}

# drop   forgets the pieces
a_drop() {
  [ -z "$a_tmp" ] || rm -f "$a_tmp"
  a_tmp=''
}

# Puts the temporary file or link into its place.
a_rename() {
  a_fits || return
  a_keep || return 1
  if [ "$a_was" = folder ]; then a_rmtree || return 1; fi
  if [ "$a_was" = file ] && [ "$a_want" != link ] && [ -e /sys/fs/selinux/enforce ]; then chcon --reference="$a_f" "$a_tmp" 2>/dev/null; fi
  if [ -z "$a_T" ]; then
    case $(mv -T "/.apim-$a_x/a" "/.apim-$a_x/b" 2>&1) in *option*) a_T=' ' ;; *) a_T=-T ;; esac
  fi
  # shellcheck disable=SC2086
  if [ "$a_want" = link ] && mv -f $a_T "$a_tmp" "$a_f" 2>/dev/null; then :
  elif [ "$a_want" = link ]; then
    a_detour || return 1
  else
    mv -f $a_T "$a_tmp" "$a_f" || return 1
  fi
  a_tmp=''
}

# mv refuses a link that leads to the very file it is to replace. Forty links on the way to it are as many as Linux follows: mv can then
# rename it, but no longer see where it leads. (path_resolution(7))
a_detour() {
  a_n=0 a_1=.
  a_note "$a_tmp-way"
  ln -s . "$a_tmp-way" || return 1
  while [ "$a_n" -lt 40 ]; do
    a_1=$a_1/${a_tmp##*/}-way
    a_n=$((a_n + 1))
  done
  # shellcheck disable=SC2086
  mv -f $a_T "${a_tmp%/*}/$a_1/${a_tmp##*/}" "$a_f"
  a_r=$?
  rm -f "$a_tmp-way"
  return "$a_r"
}

a_rmtree() {
  while read -r a_1 a_2 a_3; do
    case $a_2 in *\\*) a_2=$(printf '%b' "$a_2") ;; esac
    case $a_2/ in
      "$a_f"/*)
        echo "agent: a file system is mounted at $a_2" >&2
        return 1
        ;;
    esac
  done </proc/self/mounts
  case $(find --help 2>&1) in
    *-delete*) find "$a_f" -xdev -depth -delete ;;
    *) find "$a_f" -xdev ! -type d -exec rm -f {} + && find "$a_f" -xdev -depth -type d -exec rmdir {} + ;;
  esac
}

# Before the first change of a path: its content under its hash, and a line that says what it was.
a_keep() {
  [ -n "$a_journal" ] || return 0
  [ -d "$a_journal/content" ] || mkdir -p "$a_journal/content" || return 1
  if [ "$a_was" = file ] && [ -n "$a_seen" ] && [ ! -e "$a_journal/content/$a_seen" ]; then
    cp "$a_f" "$a_journal/content/.$a_x" && chmod 600 "$a_journal/content/.$a_x" && mv -f "$a_journal/content/.$a_x" "$a_journal/content/$a_seen" || return 1
  fi
  [ -z "$a_line" ] || printf '%s\n' "$a_line" >>"$a_journal/journal" || return 1
  sync "$a_journal/journal" 2>/dev/null || sync
}

# put BATCH NUMBER WISH PATH WAS SEEN MODE OWNER:GROUP TARGET JOURNAL LINE
a_put() {
  [ "$1" != "$a_bad" ] || return 3
  a_bad=$1 a_want=$3 a_f=$4 a_was=$5 a_seen=$6 a_mode=$7 a_og=$8
  a_t=${a_f%/*}/.apim-$a_x-$2
  shift 8
  a_target=$1 a_journal=$2 a_line=$3
  "a_put_$a_want"
  a_r=$?
  if [ "$a_r" = 0 ]; then a_bad=''; fi
  a_drop
  return "$a_r"
}

a_put_file() {
  a_note "$a_t"
  set -C
  a_fill 6>"$a_t"
  a_r=$?
  set +C
  [ "$a_r" = 0 ] || return 1
  a_rename
}

a_put_added() {
  a_tmp=$a_t
  a_own "$a_tmp" || return 1
  a_rename
}

a_put_same() {
  a_fits || return
  a_keep || return 1
  a_own "$a_f"
}

a_put_folder() {
  a_fits || return
  a_keep || return 1
  case $a_was in absent) ;; *) rm -f "$a_f" || return 1 ;; esac
  mkdir "$a_f" || return 1
  a_own "$a_f" && return 0
  rmdir "$a_f"
  return 1
}

a_put_link() {
  a_note "$a_t"
  ln -s "$a_target" "$a_t" || return 1
  a_tmp=$a_t a_mode=''
  a_own "$a_tmp" || return 1
  a_rename
}

a_put_absent() {
  a_fits || return
  a_keep || return 1
  case $a_was in
    absent) ;;
    folder) a_rmtree ;;
    *) rm -f "$a_f" ;;
  esac
}

# flush FOLDER ...   what was renamed in them outlives a power cut
a_flush() { sync "$@" 2>/dev/null || sync; }

# lock PATH TEXT KEEP MIB   held by descriptor 9 until the agent ends; answers the holder where another has it: process, user, text.
# PATH is opened to be read only, so that it can be one that is there for every user. KEEP and MIB: how much of older runs stays.
a_lock() {
  [ -e "$1" ] || { mkdir -p "${1%/*}" && true >>"$1"; } || return 1
  a_4=$(stat -c %d-%i "$1") && a_started $$ || return 1
  a_4=apim-orchestrator-lock-$a_4
  if command -v flock >/dev/null; then
    command exec 9<"$1" || return 1
    if ! flock -n 9; then
      exec 9<&-
      a_holder || { sleep 1 && a_holder; }
      return 10
    fi
  else
    a_lock_folder || return
  fi
  a_sign "$2"
  a_prune "$3" "$4"
  return 0
}

# Who holds the lock, for other users to read; only a hint: the lock itself is the open descriptor.
a_sign() {
  set -C
  for a_1 in /run/lock /var/lock /tmp; do
    a_who=$a_1/$a_4-$a_uid
    rm -f "$a_who" 2>/dev/null
    if { (umask 022 && printf '%s %s %s\n%s\n' $$ "$a_uid" "$a_since" "$1" >"$a_who"); } 2>/dev/null; then break; fi
    a_who=''
  done
  set +C
}

a_holder() {
  for a_1 in /run/lock/"$a_4"-* /var/lock/"$a_4"-* /tmp/"$a_4"-*; do
    if [ -f "$a_1" ] && [ ! -L "$a_1" ] && [ "$(stat -c %u "$a_1")" = "${a_1##*-}" ] && read -r a_3 a_5 a_6 <"$a_1" && a_started "$a_3" && [ "$a_since" = "$a_6" ]; then
      head -c 4096 "$a_1"
      return
    fi
  done
  return 1
}

# Older runs than the newest KEEP, and those beyond MIB in sum, go.
a_prune() {
  [ -d "$a_home/runs" ] || return 0
  a_n=0 a_3=0
  du -sk "$a_home"/runs/* 2>/dev/null | sort -r -k 2 | while read -r a_1 a_2; do
    a_n=$((a_n + 1)) a_3=$((a_3 + a_1))
    if [ "$a_n" -gt "$1" ] || { [ "$a_n" -gt 1 ] && [ "$a_3" -gt $(($2 * 1024)) ]; }; then rm -rf "$a_2"; fi
  done
}

# When a process began; fails where it is gone.
a_started() {
  read -r a_2 2>/dev/null <"/proc/$1/stat" || return 1
  # shellcheck disable=SC2086
  set -- ${a_2##*)}
  a_since=${20}
}

# Where flock is missing: a folder that says which process holds it, worth nothing once that process or that boot is gone.
a_lock_folder() {
  a_5=$a_since
  read -r a_boot </proc/sys/kernel/random/boot_id || return 1
  for a_1 in /run/lock /var/lock /tmp; do [ ! -w "$a_1" ] || break; done
  a_1=$a_1/$a_4
  if ! mkdir -m 755 "$a_1" 2>/dev/null; then
    if ! read -r a_3 a_n a_6 <"$a_1/holder" || { [ "$a_3" = "$a_boot" ] && a_started "$a_n" && [ "$a_since" = "$a_6" ]; }; then
      a_holder
      return 10
    fi
    rm -rf "$a_1"
    mkdir -m 755 "$a_1" || return 1
  fi
  a_lockdir=$a_1
  a_since=$a_5
  (umask 022 && printf '%s %s %s\n' "$a_boot" $$ "$a_since" >"$a_1/holder")
}
#: changing

# The words of a request: shell words in single quotes, ended by the request's number as a comment.
a_words() {
  a_w=''
  if [ "$a_b" -gt 2048 ]; then
    a_w=$(dd bs="$a_b" count=1 iflag=fullblock 2>/dev/null)
  else
    while [ "$a_l" -gt 0 ]; do
      IFS= read -r a_1 || exit 74
      a_w=$a_w$a_1$a_nl
      a_l=$((a_l - 1))
    done
  fi
  case $a_w in *"#$a_i" | *"#$a_i$a_nl") ;; *) exit 74 ;; esac
}

a_both() {
  a_mark "$@"
  a_mark "$@" >&2
}

a_named() {
  case $1 in
    *\(*) a_2=${1#*\(} && a_2=${a_2%?} ;;
    *) a_2=$1 ;;
  esac
}

a_both B 0
a_id=$(id)
a_1=${a_id%% gid=*} a_1=${a_1#uid=}
a_uid=${a_1%%\(*} a_home=/var/lib/apim-orchestrator
if [ "$a_uid" != 0 ]; then
  a_home=${HOME%/}/.apim-orchestrator
  # a user of a service may have no home that can be written to
  if [ ! -w "$a_home" ] && { [ -e "$a_home" ] || [ ! -w "${HOME:-/}" ]; }; then
    a_home=/var/tmp/apim-orchestrator-$a_uid
    case $a_verbs in
      *' put '*)
        mkdir -m 700 "$a_home" 2>/dev/null
        # made by somebody else, it is no place for contents
        if [ ! -O "$a_home" ] || [ -L "$a_home" ] || [ ! -d "$a_home" ]; then a_home=/nonexistent/apim-orchestrator; fi
        ;;
    esac
  fi
fi
a_named "$a_1"
a_3=${a_id#* gid=} a_3=${a_3%% groups=*}
a_me=$a_2
printf '%s\n' 1 $$ "$a_u" "${a_1%%\(*}" "${a_3%%\(*}" "$a_2"
a_named "$a_3"
a_me=$a_me:$a_2
printf '%s\n' "$a_2" "${HOME:-/}" "${SHELL:-}" "$a_home"
for a_1 in stat sha256sum dd find head readlink; do command -v $a_1 >/dev/null || echo $a_1; done
a_both E 0 0
case $a_verbs in *' put '*) a_sweep ;; esac

while IFS=' ' read -r a_v a_i a_l a_b a_pl; do
  [ "$a_v" != quit ] || exit 0
  a_words
  eval "set -- $a_w"
  a_both B "$a_i"
  case $a_verbs in
    *" $a_v "*)
      "a_$a_v" "$@"
      a_rc=$?
      ;;
    *)
      echo "agent: it does not know '$a_v'; it was started to look only" >&2
      a_rc=125
      ;;
  esac
  a_take '' 6>/dev/null
  a_both E "$a_i" "$a_rc"
  [ -z "$a_go" ] || a_settle
done
