#!/usr/bin/env bash
# Installs what the build and the tests need and this machine lacks; silent when nothing is missing.
#
#   scripts/setup.sh build    what `make demo` needs: C++ compiler, cmake, libclang, npm packages
#   scripts/setup.sh test     what only the tests need: Chromium, fonts, PostgreSQL
#   scripts/setup.sh          both
#
# Without the right to install it prints the one line to run and exits 1.
set -euo pipefail
cd "$(dirname "$0")/.."

wanted=${1:-all}
case $wanted in
    build | test | all) ;;
    *)
        echo "usage: scripts/setup.sh [build|test|all]" >&2
        exit 2
        ;;
esac

say() { echo "setup: $*" >&2; }
have() { command -v "$1" >/dev/null 2>&1; }
# Whether one of the given patterns matches a file.
any_file() { compgen -G "$1" >/dev/null || { shift && [ $# -gt 0 ] && any_file "$@"; }; }

# The library that bindgen loads; libclang-cpp, which other packages bring along, is not it.
have_libclang() {
    [ -n "${LIBCLANG_PATH:-}" ] && return 0
    local folder
    for folder in '/usr/lib/llvm-*/lib' '/usr/lib*' '/usr/lib/*' '/usr/local/lib'; do
        any_file "$folder/libclang.so*" "$folder/libclang-[0-9]*.so*" && return 0
    done
    return 1
}
have_chromium() { [ -n "${CHROMIUM:-}" ] || have chromium || have chromium-browser || have google-chrome; }
have_postgres() { [ -n "${CATRUC_TEST_POSTGRES:-}" ] || have initdb || any_file '/usr/lib/postgresql/*/bin/initdb'; }
have_noto() { any_file '/usr/share/fonts/truetype/noto/NotoSans-Regular*' '/usr/share/fonts/*/NotoSans-Regular*' '/usr/share/fonts/*/*/NotoSans-Regular*'; }

# Rust and Node.js are expected; nothing here chooses a version of them for the reader.
have cargo || { say "Rust is missing: install it (version 1.95 or newer) with rustup, then run this again"; exit 1; }
have npm || { say "Node.js (version 20 or newer) with npm is missing: install it, then run this again"; exit 1; }

packages=()
if [ "$wanted" != test ]; then
    have c++ || have g++ || packages+=(g++)
    have cmake || packages+=(cmake)
    have make || packages+=(make)
    have_libclang || packages+=(libclang-dev clang)
fi
if [ "$wanted" != build ]; then
    have_postgres || packages+=(postgresql)
    have_noto || packages+=(fonts-noto-core)
    have_chromium || packages+=(chromium)
fi

# Debian's Chromium without recommended packages; one repair, because its install has broken off half-way before.
install_packages() {
    local run=("$@") apt=(env DEBIAN_FRONTEND=noninteractive apt-get -y -q --no-install-recommends)
    "${run[@]}" "${apt[@]}" update >&2 || return 1
    "${run[@]}" "${apt[@]}" install "${packages[@]}" >&2 && return 0
    say "the installation broke off; repairing it and trying once more"
    "${run[@]}" "${apt[@]}" --fix-broken install >&2 || true
    "${run[@]}" "${apt[@]}" install "${packages[@]}" >&2
}

if [ ${#packages[@]} -gt 0 ]; then
    line="apt-get update && apt-get install -y --no-install-recommends ${packages[*]}"
    if ! have apt-get; then
        say "missing: ${packages[*]} (names of Debian packages); install them with your system's package manager"
        exit 1
    elif [ "$(id -u)" = 0 ]; then
        run=()
    elif have sudo && { sudo -n true 2>/dev/null || [ -t 0 ]; }; then
        run=(sudo)
        line="sudo sh -c '$line'"
    else
        if have sudo; then line="sudo sh -c '$line'"; fi
        say "missing: ${packages[*]}. Run this line as an administrator, then start again:"
        echo "$line"
        exit 1
    fi
    say "installing ${packages[*]}"
    if ! install_packages "${run[@]}"; then
        say "could not install ${packages[*]}. Run this line, then start again:"
        echo "$line"
        exit 1
    fi
fi

# npm writes its own copy of the lock file last, so a newer lock file means that packages are missing or old.
if [ -f package.json ] && ! { [ -f node_modules/.package-lock.json ] && [ ! package-lock.json -nt node_modules/.package-lock.json ]; }; then
    if [ -f package-lock.json ]; then npm=(npm ci); else npm=(npm install); fi
    say "installing npm packages (${npm[*]})"
    if ! "${npm[@]}" --ignore-scripts --no-audit --no-fund --loglevel=error >&2; then
        say "could not install the npm packages. Run this line, then start again:"
        echo "${npm[*]}"
        exit 1
    fi
    touch node_modules/.package-lock.json
fi
