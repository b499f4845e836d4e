package picture

import (
	"bytes"
	"encoding/binary"
)

var jpegStart = []byte{0xFF, 0xD8, 0xFF}

// The markers of JPEG that matter here.
const (
	markerEnd    = 0xD9
	markerScan   = 0xDA
	markerJFIF   = 0xE0 // APP0
	markerEXIF   = 0xE1 // APP1, XMP too
	markerAdobe  = 0xEE // APP14
	markerNotes  = 0xEF // APP15, the last of its kind
	markerRemark = 0xFE
)

// stripJPEG keeps the segments that are needed to decode, and which way is up;
// nothing behind the end of the picture, where telephones put films and maps of
// depth.
func stripJPEG(data []byte) ([]byte, error) {
	clean := append(make([]byte, 0, len(data)), data[:2]...)
	rest, turned := data[2:], byte(1)
	for {
		segment, marker, ok := nextSegment(rest)
		switch {
		case !ok:
			return nil, ErrBroken
		case marker == markerEnd:
			return append(clean, 0xFF, markerEnd), nil
		case marker == markerEXIF && turned == 1:
			if turned = orientation(segment[4:]); turned != 1 {
				clean = append(clean, orientationSegment(turned)...)
			}
		default:
			clean = append(clean, withoutNotes(segment, marker)...)
		}
		rest = rest[len(segment):]
		if marker == markerScan {
			n := scanLength(rest)
			clean, rest = append(clean, rest[:n]...), rest[n:]
		}
	}
}

// nextSegment is the segment that the data begins with: FF, the marker, and but
// for markerEnd two bytes of length and what they count.
func nextSegment(data []byte) (segment []byte, marker byte, ok bool) {
	for len(data) > 1 && data[0] == 0xFF && data[1] == 0xFF {
		data = data[1:] // filling
	}
	if len(data) < 2 || data[0] != 0xFF {
		return nil, 0, false
	}
	if data[1] == markerEnd {
		return data[:2], markerEnd, true
	}
	if len(data) < 4 {
		return nil, 0, false
	}
	n := 2 + int(binary.BigEndian.Uint16(data[2:]))
	if n < 4 || n > len(data) {
		return nil, 0, false
	}
	return data[:n], data[1], true
}

// withoutNotes is a segment as it is kept; nothing where it tells what need not
// be told. Of the two that change the colours the head alone is kept: a
// thumbnail may follow.
func withoutNotes(segment []byte, marker byte) []byte {
	switch {
	case marker == markerJFIF && len(segment) >= 18 && bytes.HasPrefix(segment[4:], []byte("JFIF\x00")):
		head := bytes.Clone(segment[:18])
		head[2], head[3], head[16], head[17] = 0, 16, 0, 0 // no thumbnail
		return head
	case marker == markerAdobe && len(segment) >= 16 && bytes.HasPrefix(segment[4:], []byte("Adobe")):
		head := bytes.Clone(segment[:16])
		head[2], head[3] = 0, 14
		return head
	case marker >= markerJFIF && marker <= markerNotes, marker == markerRemark:
		return nil
	}
	return segment
}

// scanLength is how many bytes of compressed pixels come before the next
// marker: FF 00 is a byte, FF D0 to FF D7 stand within.
func scanLength(data []byte) int {
	for i := 0; i+1 < len(data); i++ {
		if next := data[i+1]; data[i] == 0xFF && next != 0 && next != 0xFF && (next < 0xD0 || next > 0xD7) {
			return i
		}
	}
	return len(data)
}
