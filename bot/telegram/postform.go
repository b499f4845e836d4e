package telegram

import (
	"bytes"
	"context"
	"encoding/json"
	"io"
	"mime/multipart"
	"net/http"

	"prayerbot/bot/adapter"
)

// postForm posts the fields of a JSON object as a form, with a picture beside
// them. The picture is not copied.
func (c *client) postForm(ctx context.Context, method string, fields []byte, field string, picture []byte) (*http.Response, error) {
	var head bytes.Buffer
	form := multipart.NewWriter(&head)
	if err := writeFields(form, fields); err != nil {
		return nil, err
	}
	if _, err := form.CreatePart(adapter.FileHeader(field, adapter.FileName(picture), picture)); err != nil {
		return nil, err
	}
	begin := head.Len()
	if err := form.Close(); err != nil {
		return nil, err
	}
	all := head.Bytes()
	body := io.MultiReader(bytes.NewReader(all[:begin]), bytes.NewReader(picture), bytes.NewReader(all[begin:]))
	req, err := http.NewRequestWithContext(ctx, http.MethodPost, c.url+"/bot"+c.token.First()+"/"+method, io.NopCloser(body))
	if err != nil {
		return nil, err
	}
	req.ContentLength = int64(len(all) + len(picture))
	req.Header.Set("Content-Type", form.FormDataContentType())
	return c.http.Do(req)
}

// writeFields writes the fields of a JSON object: texts as they are, all else as
// JSON.
func writeFields(form *multipart.Writer, object []byte) error {
	var fields map[string]json.RawMessage
	if err := json.Unmarshal(object, &fields); err != nil {
		return err
	}
	for name, raw := range fields {
		value := string(raw)
		var text string
		if json.Unmarshal(raw, &text) == nil {
			value = text
		}
		if err := form.WriteField(name, value); err != nil {
			return err
		}
	}
	return nil
}
