package picture

import (
	"bytes"
	"errors"
	"fmt"
	"image"
	_ "image/jpeg" // so that image.Decode knows it
	_ "image/png"  // so that image.Decode knows it
	"sync"
)

// The bounds of a picture.
const (
	MaxBytes = 5 << 20 // Telegram fetches no more from an address
	// maxSides bounds width and height together, in pixels, and maxRatio the one by
	// the other: Telegram's limits of a photo.
	maxSides = 10_000
	maxRatio = 20
	// maxPixels bounds what decoding takes, at most 8 bytes a pixel: the
	// photograph of a telephone has 12 million.
	maxPixels = 16_000_000
)

// The longest texts that belong to a picture, in characters.
const (
	MaxText = 300 // what is to be seen, and what is said of it
	MaxName = 150 // who took it
)

// The errors of a picture that cannot be shown. All others of this package say
// more about errBroken.
var (
	ErrType  = errors.New("it is neither a JPEG nor a PNG")
	ErrLarge = fmt.Errorf("it has more than %d MB", MaxBytes>>20)
	ErrSides = fmt.Errorf("it is too large, or far too long: %d million pixels at most, and one side at most %d times the other", maxPixels/1_000_000, maxRatio)
	// ErrBroken is a file that ends too soon, or does not decode.
	ErrBroken = errors.New("it cannot be decoded")
)

// Type is the media type of a picture by its first bytes: "image/jpeg",
// "image/png", or "" for everything else.
func Type(data []byte) string {
	switch {
	case bytes.HasPrefix(data, jpegStart):
		return "image/jpeg"
	case bytes.HasPrefix(data, pngStart):
		return "image/png"
	}
	return ""
}

// Strip gives a picture without what it tells beside its pixels. It checks type,
// size, form and measures, but decodes nothing. The errors are those of this
// package.
func Strip(data []byte) ([]byte, error) {
	if len(data) > MaxBytes {
		return nil, ErrLarge
	}
	clean, err := stripped(data)
	if err != nil {
		return nil, err
	}
	return clean, checkSides(clean)
}

func stripped(data []byte) ([]byte, error) {
	switch Type(data) {
	case "image/jpeg":
		return stripJPEG(data)
	case "image/png":
		return stripPNG(data)
	}
	return nil, ErrType
}

func checkSides(data []byte) error {
	c, _, err := image.DecodeConfig(bytes.NewReader(data))
	switch {
	case err != nil || c.Width < 1 || c.Height < 1:
		return ErrBroken
	case c.Width+c.Height > maxSides, c.Width*c.Height > maxPixels, max(c.Width, c.Height) > maxRatio*min(c.Width, c.Height):
		return ErrSides
	}
	return nil
}

// decoding lets one picture at a time be decoded, which bounds the memory.
var decoding sync.Mutex

// Clean is Strip, and decodes the picture once to see that it can be.
func Clean(data []byte) ([]byte, error) {
	clean, err := Strip(data)
	if err != nil {
		return nil, err
	}
	decoding.Lock()
	defer decoding.Unlock()
	if _, _, err := image.Decode(bytes.NewReader(clean)); err != nil {
		return nil, ErrBroken
	}
	return clean, nil
}
