package picture

import (
	"bytes"
	"encoding/binary"
)

// tagOrientation is the field of EXIF that says which way is up: 1 to 8.
const tagOrientation = 0x0112

// orientation reads which way is up out of an EXIF segment; 1, which is as the
// pixels are, where it does not say.
func orientation(exif []byte) byte {
	tiff, is := bytes.CutPrefix(exif, []byte("Exif\x00\x00"))
	if !is || len(tiff) < 8 {
		return 1
	}
	order := binary.ByteOrder(binary.LittleEndian)
	if tiff[0] == 'M' {
		order = binary.BigEndian
	}
	at := int64(order.Uint32(tiff[4:]))
	if at+2 > int64(len(tiff)) {
		return 1
	}
	fields := tiff[at+2:]
	for range order.Uint16(tiff[at:]) {
		if len(fields) < 12 {
			return 1
		}
		if value := order.Uint16(fields[8:]); order.Uint16(fields) == tagOrientation && value >= 1 && value <= 8 {
			return byte(value)
		}
		fields = fields[12:]
	}
	return 1
}

// orientationSegment is an EXIF segment that says which way is up and nothing
// else.
func orientationSegment(turned byte) []byte {
	return []byte{
		0xFF, markerEXIF, 0, 34, 'E', 'x', 'i', 'f', 0, 0,
		'M', 'M', 0, 42, 0, 0, 0, 8, // the one list of fields follows at once
		0, 1, tagOrientation >> 8, tagOrientation & 0xFF, 0, 3, 0, 0, 0, 1, 0, turned, 0, 0, // one field: a number of two bytes
		0, 0, 0, 0, // no other list
	}
}
