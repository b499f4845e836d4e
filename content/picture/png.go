package picture

import (
	"encoding/binary"
	"slices"
)

var pngStart = []byte("\x89PNG\r\n\x1a\n")

// pngKept are the chunks that say how the pixels look. Texts, EXIF, times,
// profiles, animations and whatever else there may be is left out.
var pngKept = []string{"IHDR", "PLTE", "IDAT", "IEND", "tRNS", "gAMA", "cHRM", "sRGB"}

// stripPNG keeps the chunks that are needed, and nothing behind the last.
func stripPNG(data []byte) ([]byte, error) {
	clean := append(make([]byte, 0, len(data)), pngStart...)
	for rest := data[len(pngStart):]; len(rest) >= 12; {
		size := int64(binary.BigEndian.Uint32(rest)) + 12 // length, name and checksum
		if size > int64(len(rest)) {
			return nil, ErrBroken
		}
		name := string(rest[4:8])
		if slices.Contains(pngKept, name) {
			clean = append(clean, rest[:size]...)
		}
		if name == "IEND" {
			return clean, nil
		}
		rest = rest[size:]
	}
	return nil, ErrBroken
}
