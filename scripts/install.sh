#!/usr/bin/env bash
# Installs what building and testing need on Debian 12, and nothing else.
# Quiet when everything is there. Safe to run again.
#   --test  also what the tests need beyond building: curl for the walk of the
#           README, a PostgreSQL, of which they start private servers under /tmp,
#           and an office program that opens the documents
set -euo pipefail

packages=(
  g++ make pkg-config
  coinor-libclp-dev coinor-libcbc-dev # the solvers that are linked
  zlib1g-dev libbz2-dev               # that they name and do not bring
  coinor-cbc glpk-utils               # second opinions of tests and benchmarks
)

for flag in "$@"; do
  case $flag in
    --test) packages+=(postgresql curl libreoffice-writer-nogui libreoffice-calc-nogui poppler-utils fonts-droid-fallback) ;;
    *) echo "不认识的选项 / unknown flag: $flag" >&2; exit 2 ;;
  esac
done

missing=()
for package in "${packages[@]}"; do
  status=$(dpkg-query -W -f '${db:Status-Status}' "$package" 2>/dev/null || true)
  [[ $status == installed ]] || missing+=("$package")
done
[[ ${#missing[@]} -gt 0 ]] || exit 0

if [[ $(id -u) -ne 0 ]]; then
  echo "请用管理员权限安装以下软件包后重试 / please install these packages as root and try again: apt-get install ${missing[*]}" >&2
  exit 1
fi
if ! command -v apt-get >/dev/null; then
  echo "这不是 Debian;请自行安装 / this is no Debian; please install: ${missing[*]}" >&2
  exit 1
fi
export DEBIAN_FRONTEND=noninteractive
apt-get update -qq
apt-get install -y -qq --no-install-recommends "${missing[@]}"
