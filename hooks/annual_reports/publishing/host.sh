#!/bin/sh
# The destination's side of a publish, for a POSIX shell: run there through ssh, or here for a folder.
#   host.sh ROOT read FILE         print a file of the live site; status 44 where there is none
#   host.sh ROOT publish PATTERN   hold the lock, then do what the lines on standard input say, until they end
# PATTERN tells the files whose name says what is in them. Each answer is a line that begins with "::", so that
# what a login shell prints is told apart.
#
# ROOT/releases/0012-…   finished sites        ROOT/incoming    the one that is being carried over
# ROOT/current           link to the live one  ROOT/switching   name of the one that is not live yet, for a moment
# When the line is cut, standard input ends, this ends, and the lock is free: the kernel held it.

LC_ALL=C
export LC_ALL
umask 022
root=$1 task=$2 given=$3

say() { printf '::%s\n' "$*"; }
fail() { say "fail $*"; exit 1; }

if [ "$task" = read ]; then
  [ -e "$root/current/$given" ] || exit 44
  exec cat "$root/current/$given"
fi

# wait_for FD TRIES: another's lock; what was just cut off may still be ending.
wait_for() {
  tries=$2
  until flock -n "$1"; do
    tries=$((tries - 1))
    [ "$tries" -gt 0 ] || return 1
    sleep 1
  done
}

# A release that was moved into place but never became live is carried on with, not kept.
recover() {
  if [ -f switching ]; then
    read -r unfinished < switching
    if [ -n "$unfinished" ] && [ -d "releases/$unfinished" ] &&
      [ "$(readlink current)" != "releases/$unfinished" ]; then
      rm -rf incoming && mv "releases/$unfinished" incoming || return 1
    fi
    rm -f switching
  fi
  rm -rf discarded current.new
}

# What was cut off just now may still write into incoming: its rsync holds this lock.
receive() {
  exec 8>>transfer.lock || return 1
  wait_for 8 60 || fail busy
  exec 8>&-
  mkdir -p incoming
}

# verify DIGEST COUNT: incoming has what its list says, the list is the one that was sent, and nothing else is there.
verify() {
  [ "$(sha256sum < incoming/files.sha256 | cut -c 1-64)" = "$1" ] || fail mismatch
  [ "$(find incoming -type f | wc -l)" -eq "$2" ] || fail mismatch
  (cd incoming && sha256sum -c files.sha256 > /dev/null 2>&1) || fail mismatch
}

# lend TO: the hashed files of the other releases, so that a page that was read before the switch still finds its own.
lend() {
  for list in releases/*/files.sha256; do
    from=${list%/files.sha256}
    if [ ! -f "$list" ] || [ "$from" = "$1" ]; then continue; fi
    cut -c 67- "$list" | grep -E "$given" | while IFS= read -r file; do
      if [ -e "$1/$file" ] || [ ! -e "$from/$file" ]; then continue; fi
      { [ -d "$1/${file%/*}" ] || mkdir -p "$1/${file%/*}"; } && ln "$from/$file" "$1/$file" || exit 1
    done || return 1
  done
}

store() {
  [ ! -e "releases/$1" ] && printf '%s\n' "$1" > switching && sync && mv incoming "releases/$1"
}

# One rename: who reads sees the old site or the new one.
switch() {
  rm -f current.new && ln -s "releases/$1" current.new && mv -T current.new current && rm -f switching
}

drop() {
  mkdir -p discarded && mv "releases/$1" discarded/ && rm -rf discarded
}

for tool in flock sha256sum rsync readlink find cut grep; do
  command -v "$tool" > /dev/null 2>&1 || fail no-tool "$tool"
done
if [ -e "$root/current" ] && [ ! -L "$root/current" ]; then fail current-is-no-link; fi
mkdir -p "$root/releases" && cd "$root" || fail no-folder "$root"
exec 9>>lock
wait_for 9 4 || fail busy
recover || fail refused

say "releases $(ls releases | tr '\n' ' ')"
say "live $(readlink current)"
say ok

while read -r verb first second; do
  case $verb in
    receive | verify | lend | store | switch | drop) "$verb" "$first" "$second" && say ok || fail refused ;;
    *) fail refused ;;
  esac
done
