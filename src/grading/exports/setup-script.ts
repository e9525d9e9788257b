/**
 * `setup.sh`: runs once, as root, when Gradescope builds the image (Ubuntu, with network). Debian and Ubuntu
 * LTS have older versions of Node.js, so it comes from its makers, by checksum.
 */
export const setupScript = `#!/usr/bin/env bash
# Prepares Gradescope's image: bubblewrap for the jail, Node.js, and the course with what it needs.
set -euo pipefail

source_folder="\${AUTOGRADER_ROOT:-/autograder}/source"

export DEBIAN_FRONTEND=noninteractive
apt-get update
apt-get install -y --no-install-recommends bubblewrap ca-certificates curl xz-utils

case "$(uname -m)" in
	x86_64) machine=x64 ;;
	aarch64) machine=arm64 ;;
	*) echo "Node.js is not built for $(uname -m)" >&2; exit 1 ;;
esac
node_home=https://nodejs.org/dist/latest-v22.x
download="$(mktemp -d)"
cd "$download"
curl -fsSL --retry 3 -o SHASUMS256.txt "$node_home/SHASUMS256.txt"
archive="$(grep -o "node-v[0-9.]*-linux-$machine.tar.xz" SHASUMS256.txt)"
curl -fsSL --retry 3 -O "$node_home/$archive"
grep " $archive\\$" SHASUMS256.txt | sha256sum --check -
tar -xJf "$archive" -C /usr/local --strip-components=1
cd /
rm -rf "$download"

cd "$source_folder/course"
npm ci --no-audit --no-fund
node src/cli/build.js --force
chmod 600 "$source_folder/seed"
`;
