#!/usr/bin/env bash
# Makes the passwords and the key of compose.yaml, those that are not there yet, readable by containers through their secrets only.
set -euo pipefail
cd -- "$(dirname -- "${BASH_SOURCE[0]}")"
mkdir -p secrets
chmod 700 secrets
for name in root_password owner_password service_password; do
  if [[ ! -s secrets/$name ]]; then
    od -An -N24 -tx1 /dev/urandom | tr -d ' \n' >"secrets/$name"
  fi
  # Compose mounts the file as it is, and the service runs as a user of its own: the folder keeps others out.
  chmod 644 "secrets/$name"
done
if [[ ! -s secrets/health_key ]]; then
  head -c 32 /dev/urandom | base64 >secrets/health_key
fi
chmod 644 secrets/health_key
