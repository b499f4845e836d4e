package picture_test

import (
	"bytes"
	"encoding/binary"
	"errors"
	"hash/crc32"
	"image"
	"image/color"
	"image/jpeg"
	"image/png"
	"testing"

	"prayerbot/content/picture"
)

func pixels(width, height int) image.Image {
	m := image.NewRGBA(image.Rect(0, 0, width, height))
	for x := range width {
		for y := range height {
			m.Set(x, y, color.RGBA{uint8(x * 9), uint8(y * 7), 90, 255})
		}
	}
	return m
}

func jpegOf(t *testing.T, m image.Image) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := jpeg.Encode(&b, m, nil); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func pngOf(t *testing.T, m image.Image) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := png.Encode(&b, m); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// segment is a JPEG segment.
func segment(marker byte, text string) []byte {
	return append([]byte{0xFF, marker, byte((len(text) + 2) >> 8), byte(len(text) + 2)}, text...)
}

// chunk is a PNG chunk.
func chunk(name, text string) []byte {
	b := binary.BigEndian.AppendUint32(nil, uint32(len(text)))
	b = append(append(b, name...), text...)
	return binary.BigEndian.AppendUint32(b, crc32.ChecksumIEEE(b[4:]))
}

// exif says that the picture is turned, and where and by whom it was taken.
const exif = "Exif\x00\x00II*\x00\x08\x00\x00\x00\x02\x00" +
	"\x12\x01\x03\x00\x01\x00\x00\x00\x06\x00\x00\x00" +
	"\x25\x88\x04\x00\x01\x00\x00\x00\x26\x00\x00\x00" + "\x00\x00\x00\x00GPS 52N 13E"

func TestNothingIsToldBesideThePixels(t *testing.T) {
	plain := jpegOf(t, pixels(40, 30))
	var told []byte
	told = append(told, plain[:2]...)
	for _, s := range [][]byte{
		segment(0xE0, "JFIF\x00\x01\x01\x00\x00\x01\x00\x01\x01\x01GPS"),
		segment(0xE1, exif), segment(0xE1, "http://ns.adobe.com/xap/1.0/\x00<x>GPS</x>"),
		segment(0xE2, "ICC_PROFILE\x00GPS"), segment(0xED, "Photoshop 3.0\x00GPS"), segment(0xFE, "GPS"),
	} {
		told = append(told, s...)
	}
	told = append(append(told, plain[2:]...), "a film with GPS"...)
	drawn := pngOf(t, pixels(40, 30))
	const head = 8 + 25
	var noted []byte
	noted = append(noted, drawn[:head]...)
	for _, name := range []string{"tEXt", "iTXt", "zTXt", "eXIf", "tIME", "iCCP", "prVt"} {
		noted = append(noted, chunk(name, "GPS 52N 13E")...)
	}
	noted = append(append(noted, drawn[head:]...), "GPS behind the end"...)
	for name, data := range map[string][]byte{"JPEG": told, "PNG": noted} {
		clean, err := picture.Clean(data)
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		if bytes.Contains(clean, []byte("GPS")) || bytes.Contains(clean, []byte("eXIf")) || bytes.Contains(clean, []byte("tEXt")) || bytes.Contains(clean, []byte("\x25\x88")) {
			t.Errorf("%s still tells something", name)
		}
		before, _, _ := image.Decode(bytes.NewReader(data))
		after, _, err := image.Decode(bytes.NewReader(clean))
		if err != nil || after.At(13, 7) != before.At(13, 7) || after.Bounds() != before.Bounds() {
			t.Errorf("%s does not look the same: %v", name, err)
		}
		again, err := picture.Clean(clean)
		if err != nil || !bytes.Equal(again, clean) {
			t.Errorf("%s: cleaned again it is another: %v", name, err)
		}
	}
	clean, _ := picture.Clean(told)
	if !bytes.Contains(clean, []byte("\x01\x12\x00\x03\x00\x00\x00\x01\x00\x06")) {
		t.Error("it is not said any more which way is up")
	}
}

// sized says that a PNG has other measures than it has.
func sized(data []byte, width, height uint32) []byte {
	header := binary.BigEndian.AppendUint32(binary.BigEndian.AppendUint32(nil, width), height)
	return append(append(bytes.Clone(data[:8]), chunk("IHDR", string(header)+string(data[24:29]))...), data[33:]...)
}

func TestWhatCannotBeShownIsRefused(t *testing.T) {
	good, drawn := jpegOf(t, pixels(40, 30)), pngOf(t, pixels(40, 30))
	for name, tt := range map[string]struct {
		data []byte
		want error
	}{
		"nothing":               {nil, picture.ErrType},
		"a GIF":                 {[]byte("GIF89a\x01\x00\x01\x00\x00\x00\x00;"), picture.ErrType},
		"a page":                {[]byte("<svg onload=alert(1)>"), picture.ErrType},
		"a JPEG cut off":        {good[:len(good)/2], picture.ErrBroken},
		"a JPEG of noise":       {append(bytes.Clone(good[:200]), bytes.Repeat([]byte{7}, 400)...), picture.ErrBroken},
		"a PNG cut off":         {drawn[:len(drawn)-8], picture.ErrBroken},
		"a PNG of noise":        {append(append(bytes.Clone(drawn[:33]), chunk("IDAT", "no pixels")...), chunk("IEND", "")...), picture.ErrBroken},
		"too many bytes":        {append(bytes.Clone(good), make([]byte, picture.MaxBytes)...), picture.ErrLarge},
		"a bomb":                {sized(drawn, 1<<20, 1<<20), picture.ErrSides},
		"too many pixels":       {sized(drawn, 4800, 4800), picture.ErrSides},
		"a line":                {pngOf(t, pixels(420, 20)), picture.ErrSides},
		"without any pixel":     {sized(drawn, 0, 5), picture.ErrBroken},
		"a length past the end": {append(bytes.Clone(drawn[:8]), 0xFF, 0xFF, 0xFF, 0xFF, 'I', 'H', 'D', 'R', 0, 0, 0, 0), picture.ErrBroken},
	} {
		if _, err := picture.Clean(tt.data); !errors.Is(err, tt.want) {
			t.Errorf("%s: got %v, want %v", name, err, tt.want)
		}
	}
}

func FuzzNoFileBreaksIt(f *testing.F) {
	f.Add([]byte("\xff\xd8\xff\xe1\x00\x10Exif\x00\x00MM"))
	f.Add([]byte("\x89PNG\r\n\x1a\n"))
	f.Fuzz(func(t *testing.T, data []byte) {
		if clean, err := picture.Strip(data); err == nil && len(clean) > len(data)+36 {
			t.Errorf("%d bytes have become %d", len(data), len(clean))
		}
	})
}
