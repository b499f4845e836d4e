package main

import (
	_ "embed"
	"text/template"
)

//go:embed templates/changed-country.yaml
var changedCountryText string

//go:embed templates/country.yaml
var wholeCountryText string

//go:embed templates/post.md
var wholePostText string

// The templates for editors. Each is without fault as it is written, and a
// draft, so that no sample ever reaches a reader.
func changedCountry() *template.Template { return parsed("country", changedCountryText) }
func wholeCountry() *template.Template   { return parsed("country", wholeCountryText) }
func wholePost() *template.Template      { return parsed("post", wholePostText) }

// parsed is a template of the program's own.
func parsed(name, text string) *template.Template {
	return template.Must(template.New(name).Parse(text))
}
