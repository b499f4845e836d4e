package redisstore

import (
	"fmt"
	"net/url"
)

// formSettings writes what is set otherwise than by default; "" is nothing.
func formSettings(all map[string]string) string {
	form := url.Values{}
	for name, value := range all {
		form.Set(name, value)
	}
	return form.Encode()
}

// settings reads what formSettings wrote. What cannot be read is an error: a
// chat that asked to be discreet must not be taken for one that did not.
func (r *reader) settings(text string) map[string]string {
	if text == "" {
		return nil
	}
	form, err := url.ParseQuery(text)
	if err != nil {
		r.note(fmt.Errorf("the settings: %w", err))
		return nil
	}
	all := map[string]string{}
	for name := range form {
		all[name] = form.Get(name)
	}
	return all
}
