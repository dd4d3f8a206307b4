#!/usr/bin/env bash
# Puts the peers into a folder outside the sources, once: Python packages in `venv`, Timefold's classes in `timefold`; those
# of the forecast, which want other versions of the same packages, in `forecast`.
#
#   benches/peers/setup.sh FOLDER [forecast]
#
# Needs Python 3.10 to 3.12 with venv, and a Java 17 compiler unless only the forecast's peers are wanted.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
folder=${1:?usage: benches/peers/setup.sh FOLDER [forecast]}
mkdir -p "$folder"
folder=$(cd "$folder" && pwd)

command -v python3 >/dev/null || { echo "peers: Python 3 is missing: install python3 and python3-venv" >&2; exit 1; }

# install VENV REQUIREMENTS: anew when the file has changed; says whether it did so.
install() {
    cmp -s "$here/$2" "$folder/$2" && return 1
    echo "peers: installing the Python packages into $folder/$1" >&2
    # One chain: inside a condition the shell would go on after a failure.
    { python3 -m venv "$folder/$1" &&
        "$folder/$1/bin/pip" install --quiet --disable-pip-version-check -r "$here/$2" >&2 &&
        cp "$here/$2" "$folder/$2"; } || exit 1
}

if [ "${2:-}" = forecast ]; then
    install forecast forecast_requirements.txt || true
    exit
fi

command -v javac >/dev/null || { echo "peers: a Java compiler is missing: install openjdk-17-jdk-headless" >&2; exit 1; }

if install venv requirements.txt; then
    rm -rf "$folder/timefold"
fi

newest=$(ls -t "$here"/timefold/*.java | head -n 1)
if [ ! "$folder/timefold/Main.class" -nt "$newest" ]; then
    jars=$("$folder/venv/bin/python" -c 'import pathlib, importlib.util as u; print(pathlib.Path(u.find_spec("timefold.solver").origin).parent / "jars")')
    mkdir -p "$folder/timefold"
    javac -proc:none -d "$folder/timefold" -cp "$jars/*" "$here"/timefold/*.java
    echo "$jars" >"$folder/timefold/jars"
fi
