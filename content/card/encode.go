package card

import (
	"bytes"
	"image"
	"image/png"
)

// encode writes a picture as PNG: its pixels, and nothing about them.
func encode(m image.Image) ([]byte, error) {
	var b bytes.Buffer
	err := (&png.Encoder{CompressionLevel: png.DefaultCompression}).Encode(&b, m)
	return b.Bytes(), err
}
