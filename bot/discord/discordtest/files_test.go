package discordtest

import (
	"bytes"
	"encoding/json"
	"image"
	"image/png"
	"io"
	"mime/multipart"
	"net/http"
	"strings"
	"testing"
)

// postFile posts a message with a file beside it.
func postFile(t *testing.T, s *Server, body any, name string, file []byte) (int, string) {
	t.Helper()
	data, err := json.Marshal(body)
	if err != nil {
		t.Fatal(err)
	}
	var all bytes.Buffer
	form := multipart.NewWriter(&all)
	form.WriteField("payload_json", string(data))
	part, err := form.CreateFormFile("files[0]", name)
	if err != nil {
		t.Fatal(err)
	}
	part.Write(file)
	form.Close()
	req, err := http.NewRequest(http.MethodPost, s.URL()+"/api/v9/channels/110/messages", &all)
	if err != nil {
		t.Fatal(err)
	}
	req.Header.Set("Authorization", "Bot "+Token)
	req.Header.Set("Content-Type", form.FormDataContentType())
	res, err := http.DefaultClient.Do(req)
	if err != nil {
		t.Fatal(err)
	}
	defer res.Body.Close()
	text, _ := io.ReadAll(res.Body)
	return res.StatusCode, string(text)
}

func TestItIsAsStrictWithFilesAsDiscord(t *testing.T) {
	s := New()
	defer s.Close()
	s.Guild("100", "7", "110")
	var b bytes.Buffer
	if err := png.Encode(&b, image.NewGray(image.Rect(0, 0, 9, 6))); err != nil {
		t.Fatal(err)
	}
	door := fields{"id": 0, "filename": "door.png", "description": "A door"}
	with := func(key string, value any) []fields {
		changed := fields{}
		for k, v := range door {
			changed[k] = v
		}
		changed[key] = value
		return []fields{changed}
	}
	for what, tt := range map[string]struct {
		changes fields
		file    []byte
		want    string
	}{
		"a picture":                  {fields{"attachments": []fields{door}}, b.Bytes(), ""},
		"a file that nobody names":   {nil, b.Bytes(), "says what each of them is"},
		"a name without a file":      {fields{"attachments": with("id", 1)}, b.Bytes(), "there is no file 1"},
		"another name":               {fields{"attachments": with("filename", "x.png")}, b.Bytes(), "there is no file 0"},
		"nothing said of it":         {fields{"attachments": with("description", "")}, b.Bytes(), "description"},
		"too much said of it":        {fields{"attachments": with("description", strings.Repeat("a", 1025))}, b.Bytes(), "description"},
		"no picture":                 {fields{"attachments": []fields{door}}, []byte("text"), "pixels"},
		"an embed of another":        {fields{"attachments": []fields{door}, "embeds": []fields{{"description": "a", "image": fields{"url": "attachment://x.png"}}}}, b.Bytes(), "image"},
		"an embed of what is beside": {fields{"attachments": []fields{door}, "embeds": []fields{{"description": "a", "image": fields{"url": "attachment://door.png"}}}}, b.Bytes(), ""},
		"more than a message takes":  {fields{"attachments": []fields{door}}, make([]byte, maxFiles+1), "too large"},
	} {
		status, text := postFile(t, s, fine(tt.changes), "door.png", tt.file)
		if tt.want == "" && status != 200 || tt.want != "" && !strings.Contains(text, tt.want) {
			t.Errorf("%s: %d %s, want %q", what, status, text, tt.want)
		}
	}
}
