#!/bin/sh
# Cuts the fonts of Debian's fonts-noto-core and fonts-noto-cjk to the characters
# that cards need. See README.md.
set -eu
cd "$(dirname "$0")"
sets=$(mktemp -d)
trap 'rm -r "$sets"' EXIT
/usr/bin/python3 characters.py "$sets"

cut() { # characters, source, its number in a collection, features, target
	/usr/bin/python3 -m fontTools.subset "$2" --font-number="$3" --text-file="$sets/$1.txt" --output-file="$5" \
		--layout-features="$4" --no-hinting --desubroutinize --notdef-outline --drop-tables+=vhea,vmtx,VORG,BASE,DSIG,STAT \
		--name-IDs=0,1,2,3,5,13,14 2>/dev/null || exit 1
}

for weight in Regular Bold; do
	cut latin "/usr/share/fonts/truetype/noto/NotoSans-$weight.ttf" 0 'kern,mark,mkmk,ccmp,locl' "latin-$weight.ttf"
	cut arabic "/usr/share/fonts/truetype/noto/NotoSansArabic-$weight.ttf" 0 '*' "arabic-$weight.ttf"
	cut hangul "/usr/share/fonts/opentype/noto/NotoSansCJK-$weight.ttc" 1 '' "hangul-$weight.otf"
	cut han "/usr/share/fonts/opentype/noto/NotoSansCJK-$weight.ttc" 2 '' "han-$weight.otf"
done
