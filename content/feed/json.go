package feed

import (
	"bytes"
	stdjson "encoding/json"
	"errors"

	"github.com/mmcdole/gofeed/json"
)

// readJSON reads a JSON Feed, item by item.
func (r *reader) readJSON(text []byte) error {
	dec := stdjson.NewDecoder(bytes.NewReader(text))
	if _, err := dec.Token(); err != nil {
		return ErrNoFeed
	}
	fields := map[string]string{}
	hasItems := false
	for dec.More() {
		name, err := dec.Token()
		if err != nil {
			break
		}
		if name == "items" {
			hasItems = true
			r.Title, r.Language = plainTitle(fields["title"]), languageTag(fields["language"])
			err := r.readItems(dec)
			if errors.Is(err, ErrNoFeed) {
				return err
			}
			if err != nil {
				r.skip(CutOff, 1)
				break
			}
			continue
		}
		var value stdjson.RawMessage
		if dec.Decode(&value) != nil {
			break
		}
		var field string
		if stdjson.Unmarshal(value, &field) == nil {
			fields[name.(string)] = field
		}
	}
	if !hasItems {
		return ErrNoFeed
	}
	r.Title, r.Language = plainTitle(fields["title"]), languageTag(fields["language"])
	return nil
}

// readItems reads the list of items; the error is ErrNoFeed where there is no
// list, any other says that it is not whole.
func (r *reader) readItems(dec *stdjson.Decoder) error {
	begin, err := dec.Token()
	if err != nil {
		return err
	}
	if begin != stdjson.Delim('[') {
		return ErrNoFeed
	}
	for tried := 0; dec.More(); tried++ {
		var raw stdjson.RawMessage
		if err := dec.Decode(&raw); err != nil {
			return err
		}
		if r.full() || tried >= maxTries {
			r.skip(TooMany, 1)
			continue
		}
		r.takeJSON(raw)
	}
	_, err = dec.Token()
	return err
}

func (r *reader) takeJSON(raw []byte) {
	if len(raw) > maxChunk {
		r.skip(TooLarge, 1)
		return
	}
	whole := bytes.Join([][]byte{[]byte(`{"items":[`), raw, []byte(`]}`)}, nil)
	f, err := new(json.Parser).Parse(bytes.NewReader(whole))
	if err != nil || len(f.Items) != 1 || f.Items[0] == nil {
		r.skip(BrokenMarkup, 1)
		return
	}
	item := f.Items[0]
	d := draft{
		guid: item.ID, title: item.Title, summary: item.Summary, content: item.ContentHTML, language: item.Language,
		links:     []string{item.URL, item.ExternalURL, absolute(item.ID)},
		published: []string{item.DatePublished, item.DateModified}, categories: item.Tags,
	}
	if d.content == "" {
		d.content = item.ContentText
	}
	r.take(d)
}
