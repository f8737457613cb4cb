#!/usr/bin/env bash
# Usage: text_font.sh Regular|Bold OUTPUT.ttf. Noto Sans cut down to the letters of the field:
# French, Bambara, Wolof, Fula, Mooré, and the signs that the app writes.
set -euo pipefail
source=/usr/share/fonts/truetype/noto/NotoSans-$1.ttf
[ -e "$source" ] || { echo "text_font.sh: install fonts-noto-core" >&2; exit 1; }
latin=U+0020-007E,U+00A0-00FF,U+0100-017F
african=U+0181,U+0186,U+0189,U+018A,U+0190,U+0194,U+0198,U+0199,U+019D,U+01A4,U+01A5,U+01B2-01B4
african=$african,U+0253,U+0254,U+0256,U+0257,U+025B,U+0263,U+0268,U+0269,U+0272,U+028B,U+0199
african=$african,U+1EBC,U+1EBD,U+1EF8,U+1EF9,U+0300-0304,U+0306,U+0308,U+030C,U+0323
signs=U+2013,U+2014,U+2018,U+2019,U+201C,U+201D,U+2022,U+2026,U+202F,U+20AC,U+2192,U+2264,U+2265
signs=$signs,U+2070-2079,U+2080-2089,U+2212
mkdir -p "$(dirname "$2")"
pyftsubset "$source" --unicodes="$latin,$african,$signs" --layout-features= --no-hinting \
  --desubroutinize --drop-tables+=GSUB,GPOS,GDEF,MATH --name-IDs= --notdef-outline \
  --output-file="$2"
