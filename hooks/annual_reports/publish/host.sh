#!/bin/sh
# Destination side of a publish, in POSIX shell: runs on the host through ssh, or locally for a folder.
#   host.sh ROOT read FILE         print a file below ROOT; exit status 44 if it does not exist
#   host.sh ROOT recall            print what each release records: its lists, its ledger, its pages about withdrawals
#   host.sh ROOT inspect FOLDER    print the lists of a release and the digests of all that lies there, or exit with 44
#   host.sh ROOT publish PATTERN   hold the lock, and run the commands from standard input until it ends
# PATTERN matches the files with a digest in their path. Each answer is a line that begins with "::", to tell it from
# the output of a login shell.
#
# ROOT/releases/0012-…   finished sites            ROOT/incoming    site being transferred
# ROOT/current           link to the live release  ROOT/switching   name of a release that is about to become live
#                                                  ROOT/rolled-back names of the releases that were gone back from
# In a release: files.sha256 lists its files, lent.sha256 those that other releases lent it, data/withdrawn.txt what it
# knows to be withdrawn. A release that does not know all that another one knows may hold it: it is dropped.
# If the connection breaks, standard input ends, this script ends, and the kernel frees the lock.

LC_ALL=C
export LC_ALL
umask 022
root=$1 task=$2 given=$3

say() { printf '::%s\n' "$*"; }
fail() { say "fail $*"; exit 1; }

if [ "$task" = read ]; then
  [ -f "$root/$given" ] || exit 44
  exec cat "$root/$given"
fi

# inspect FOLDER: 0… stands for the digest of what is no file, 1… for that of what a web server may not read.
inspect() {
  zeros=0000000000000000000000000000000000000000000000000000000000000000
  ones=1111111111111111111111111111111111111111111111111111111111111111
  cd "$root" || exit 1
  say "name $(if [ "$1" = current ]; then readlink current; else echo "$1"; fi)"
  cd "$1/" || exit 1
  for list in listed:files.sha256 lent:lent.sha256; do
    say "${list%%:*}"
    if [ -f "${list#*:}" ]; then cat "${list#*:}"; fi
    echo
  done
  say found
  find . ! -type d -exec printf "$zeros  %s\n" {} +
  find . -type f -exec sha256sum {} +
  find . \( -type f ! -perm -004 -o -type d ! -perm -005 \) -exec printf "$ones  %s\n" {} +
  say folders
  find . -type d -exec printf "$zeros  %s\n" {} +
  say writable
  find . \( -type f -o -type d \) -perm -002 -exec printf "$zeros  %s\n" {} +
  say end
}

if [ "$task" = inspect ]; then
  [ -e "$root/$given/" ] || exit 44
  inspect "$given" 2> /dev/null
  exit 0
fi

# records RELEASE: print its files that tell what was published, each content once, and its pages about withdrawals.
records() {
  say "release $1"
  for file in files.sha256 sources.sha256 data/ledger.jsonl data/withdrawn.txt; do
    if [ -L "$1/$file" ] || [ ! -f "$1/$file" ]; then continue; fi
    digest=$(sha256sum < "$1/$file" | cut -c 1-64)
    case $printed in
      *"$digest"*) ;;
      *) say "content $digest $(wc -c < "$1/$file")" && cat "$1/$file" && echo ;;
    esac
    printed="$printed $digest"
    say "file $digest $1/$file"
  done
  for page in "$1"/updates/withdrawn-*; do
    if [ -e "$page" ]; then say "page $page"; fi
  done
}

# Print the records of all folders of releases, hidden ones too. A release that is about to become live is none yet.
recall() {
  served=$(readlink current)
  say "served $served"
  say "back $(cat rolled-back)"
  printed='' unfinished=''
  if [ -f switching ]; then read -r unfinished < switching; fi
  for release in releases/* releases/.[!.]*; do
    if [ ! -d "$release" ] || { [ "$release" = "releases/$unfinished" ] && [ "$release" != "$served" ]; }; then continue; fi
    records "$release"
  done
  case $served in
    releases/*) ;;
    *) if [ -d current/ ]; then records current; fi ;;
  esac
  say end
}

if [ "$task" = recall ]; then
  cd "$root" 2> /dev/null || exit 44
  recall 2> /dev/null
  exit 0
fi

# wait_for FD TRIES: wait for the lock of another run; an interrupted one may still be ending.
wait_for() {
  tries=$2
  until flock -n "$1"; do
    tries=$((tries - 1))
    [ "$tries" -gt 0 ] || return 1
    sleep 1
  done
}

# Move a release that never became live back to incoming, so that the transfer continues from it.
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

# Wait for the rsync of an interrupted run: it may still write into incoming, and holds this lock.
receive() {
  exec 8>>transfer.lock || return 1
  wait_for 8 60 || fail busy
  exec 8>&-
  mkdir -p incoming
}

# verify DIGEST COUNT: check that files.sha256 has this digest, that every file matches it, and that no others exist.
verify() {
  [ "$(sha256sum < incoming/files.sha256 | cut -c 1-64)" = "$1" ] || fail mismatch
  [ "$(find incoming -type f | wc -l)" -eq "$2" ] || fail mismatch
  (cd incoming && sha256sum -c files.sha256 > /dev/null 2>&1) || fail mismatch
}

# knows RELEASE OTHER: RELEASE lists as withdrawn all that OTHER lists.
knows() {
  if [ ! -f "$2/data/withdrawn.txt" ]; then return 0; fi
  known=$1/data/withdrawn.txt
  [ -f "$known" ] || known=/dev/null
  [ -z "$(comm -23 "$2/data/withdrawn.txt" "$known")" ]
}

# lack FROM TO: print the lines of FROM's list about files with a digest in their path that TO has not.
lack() {
  sed 's|^\(.\{64\}\)  \(.*\)|\2//\1|' "$1/files.sha256" | grep -E "$given" | while IFS= read -r line; do
    [ -e "$2/${line%//*}" ] || printf '%s  %s\n' "${line##*//}" "${line%//*}"
  done
}

# lend TO: link the files with digests of the other releases, for pages that were loaded before the switch. None comes
# from a release that may hold what TO knows to be withdrawn, and none that somebody altered.
lend() {
  for list in releases/*/files.sha256; do
    from=${list%/files.sha256}
    if [ ! -f "$list" ] || [ "$from" = "$1" ] || ! knows "$from" "$1"; then continue; fi
    lines=$(lack "$from" "$1")
    if [ -z "$lines" ]; then continue; fi
    printf '%s\n' "$lines" >> "$1/lent.sha256" || return 1
    printf '%s\n' "$lines" | (cd "$from" && sha256sum -c 2> /dev/null) | sed -n 's/: OK$//p' | while IFS= read -r file; do
      { [ -d "$1/${file%/*}" ] || mkdir -p "$1/${file%/*}"; } && ln "$from/$file" "$1/$file" || exit 1
    done || return 1
  done
}

store() {
  [ ! -e "releases/$1" ] && printf '%s\n' "$1" > switching && sync && mv incoming "releases/$1"
}

# switch RELEASE [FROM]: switch with one rename: readers see either the old site or the new one. FROM is gone back from.
switch() {
  if [ -n "$2" ]; then printf '%s ' "$2" >> rolled-back || return 1; fi
  rm -f current.new && ln -s "releases/$1" current.new && mv -T current.new current && rm -f switching || return 1
  if [ -z "$2" ]; then rm -f rolled-back; fi
}

clear() { rm -rf incoming; }

drop() {
  mkdir -p discarded && mv "releases/$1" discarded/ && rm -rf discarded
}

for tool in flock sha256sum rsync readlink find cut grep sed comm wc; do
  command -v "$tool" > /dev/null 2>&1 || fail no-tool "$tool"
done
if [ -e "$root/current" ] && [ ! -L "$root/current" ]; then fail current-is-no-link; fi
{ mkdir -p "$root/releases" && cd "$root"; } || fail no-folder "$root"
exec 9>>lock
wait_for 9 4 || fail busy
recover || fail refused

# shellcheck disable=SC2012  # our names: digits, letters and hyphens
say "releases $(ls releases | tr '\n' ' ')"
say "live $(readlink current)"
say ok

while read -r verb first second; do
  case $verb in
    receive | verify | lend | store | switch | drop | clear) { "$verb" "$first" "$second" && say ok; } || fail refused ;;
    *) fail refused ;;
  esac
done
