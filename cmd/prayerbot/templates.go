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
var (
	changedCountry = template.Must(template.New("country").Parse(changedCountryText))
	wholeCountry   = template.Must(template.New("country").Parse(wholeCountryText))
	wholePost      = template.Must(template.New("post").Parse(wholePostText))
)
