#!/usr/bin/env bash
# Puts the peers into a folder outside the sources, once: Python packages in `venv`, Timefold's classes in `timefold`.
#
#   benches/peers/setup.sh FOLDER
#
# Needs Python 3.10 to 3.12 with venv, and a Java 17 compiler.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
folder=${1:?usage: benches/peers/setup.sh FOLDER}
mkdir -p "$folder"
folder=$(cd "$folder" && pwd)

command -v python3 >/dev/null || { echo "peers: Python 3 is missing: install python3 and python3-venv" >&2; exit 1; }
command -v javac >/dev/null || { echo "peers: a Java compiler is missing: install openjdk-17-jdk-headless" >&2; exit 1; }

if ! cmp -s "$here/requirements.txt" "$folder/requirements.txt"; then
    echo "peers: installing the Python packages into $folder/venv" >&2
    python3 -m venv "$folder/venv"
    "$folder/venv/bin/pip" install --quiet --disable-pip-version-check -r "$here/requirements.txt" >&2
    cp "$here/requirements.txt" "$folder/requirements.txt"
    rm -rf "$folder/timefold"
fi

newest=$(ls -t "$here"/timefold/*.java | head -n 1)
if [ ! "$folder/timefold/Main.class" -nt "$newest" ]; then
    jars=$("$folder/venv/bin/python" -c 'import pathlib, importlib.util as u; print(pathlib.Path(u.find_spec("timefold.solver").origin).parent / "jars")')
    mkdir -p "$folder/timefold"
    javac -proc:none -d "$folder/timefold" -cp "$jars/*" "$here"/timefold/*.java
    echo "$jars" >"$folder/timefold/jars"
fi
