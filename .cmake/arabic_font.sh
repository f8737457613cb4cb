#!/usr/bin/env bash
# Usage: arabic_font.sh Regular|Bold OUTPUT.ttf. Noto Sans Arabic cut down to Arabic as it is drawn:
# presentation forms (FriBidi makes them), digits and signs. Latin letters are in the text font.
set -euo pipefail
source=/usr/share/fonts/truetype/noto/NotoSansArabic-$1.ttf
[ -e "$source" ] || { echo "arabic_font.sh: install fonts-noto-core" >&2; exit 1; }
letters=U+060C,U+061B,U+061F,U+0621-063A,U+0640-0652,U+0660-066C,U+0670-0671
african=U+067E,U+0686,U+0698,U+06A4,U+06A9,U+06AF,U+06CC,U+06F0-06F9  # Fula, Hausa, Kanuri
forms=U+FB50,U+FB51,U+FB56-FB59,U+FB6A-FB6D,U+FB7A-FB7D,U+FB8A,U+FB8B,U+FB8E-FB95,U+FBFC-FBFF
mkdir -p "$(dirname "$2")"
pyftsubset "$source" --unicodes="$letters,$african,$forms,U+FE70-FEFC" --layout-features= \
  --no-hinting --desubroutinize --drop-tables+=GSUB,GPOS,GDEF --name-IDs= --notdef-outline \
  --output-file="$2"
